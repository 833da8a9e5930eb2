//! Stage 7: what was found to what is printed: JSON, the schema of that JSON, the text as read,
//! and the files of a dataset.
//!
//! Writes to strings only; where they go is the command line's business.

mod csv;
mod datapackage;
mod dataset;
mod json;
mod schema;
mod text;

pub use csv::Dialect;
pub use dataset::{File, dataset};
pub use json::{json, mention};
pub use schema::schema;
pub use text::text;

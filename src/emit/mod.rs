//! Stage 7: what was found to what is printed: JSON, the schema of that JSON, the text as read,
//! and the files of a dataset.
//!
//! Writes to strings, and a dataset to what it is given; where they go is the command line's
//! business.

mod csv;
mod datapackage;
mod dataset;
mod json;
mod schema;
mod text;

pub use csv::Dialect;
pub use dataset::{Build, DatasetWriter};
pub use json::{json, mention};
pub use schema::{dataset_schema, schema};
pub use text::text;

//! Stage 7: what was found to what is printed: JSON, the schema of that JSON, and the text as read.
//!
//! Writes to strings only; where they go is the command line's business.

mod json;
mod schema;
mod text;

pub use json::{json, mention};
pub use schema::schema;
pub use text::text;

//! Stage 1: finds documents in files, folders and standard input, hashes them, and tells what
//! they are by content and not by name.

mod kind;

pub use kind::{MediaType, sniff};

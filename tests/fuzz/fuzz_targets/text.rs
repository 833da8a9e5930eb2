//! The reader of text on any bytes.

#![no_main]

overens_fuzz::drive!("text");

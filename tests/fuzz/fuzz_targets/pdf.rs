//! The reader of PDF on any bytes.

#![no_main]

overens_fuzz::drive!("pdf");

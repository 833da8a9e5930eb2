//! The reader of HTML on any bytes.

#![no_main]

overens_fuzz::drive!("html");

//! The whole program on any bytes.

#![no_main]

overens_fuzz::drive!("pipeline");

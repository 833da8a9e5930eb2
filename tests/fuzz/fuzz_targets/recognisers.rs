//! The recognisers on any bytes.

#![no_main]

overens_fuzz::drive!("recognisers");

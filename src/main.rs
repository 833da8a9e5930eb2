//! The `overens` program.

fn main() {}

//! Writes the fingerprint of the stages into the program.

use std::path::Path;

#[path = "src/rule_set/stages.rs"]
mod stages;

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rustc-env=OVERENS_STAGES={}", stages::fingerprint(Path::new("src"))?);
    Ok(())
}

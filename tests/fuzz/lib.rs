//! Drives the targets with libFuzzer.

#[path = "../support/mod.rs"]
mod support;
mod targets;

pub use libfuzzer_sys::fuzz_target;

/// What libFuzzer calls for the target of this name.
#[macro_export]
macro_rules! drive {
    ($target:literal) => {
        $crate::fuzz_target!(init: $crate::contain_panics(), |bytes: &[u8]| {
            $crate::run($target, bytes)
        });
    };
}

/// Lets the program contain its panics, as it does for its users: a target says which are wrong.
pub fn contain_panics() {
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
}

/// Runs a target, and panics where it says that something is wrong.
pub fn run(target: &str, bytes: &[u8]) {
    let wrong = targets::target(target)(bytes);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

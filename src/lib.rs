#![doc = include_str!("../README.md")]

pub mod contract;
pub mod diagnostic;
pub mod error;
pub mod evidence;
pub mod panics;
mod pattern;

// The stages, in the order of the flow: a later one may import an earlier one, never the reverse.
pub mod discover;

pub mod read;

pub mod clean;

pub mod recognise;

pub mod interpret;

pub mod reconcile;

pub mod emit;

// What looks at what the stages gave.
pub mod compare;
pub mod facts;

// What drives the stages.
pub mod config;
mod cross_check;
pub mod files;
pub mod golden;
pub mod incremental;
mod parallel;
mod pipeline;
mod rule_set;
mod run;
mod worker;

pub use cross_check::forget_cross_check;
pub use pipeline::{Options, extract, extract_source, read_source};
pub use rule_set::rule_set;
pub use run::{Printed, Run, serve};

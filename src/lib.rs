//! Overens.

pub mod contract;
pub mod diagnostic;
pub mod error;
pub mod evidence;

pub mod discover;
pub mod read;

pub mod clean;

pub mod recognise;

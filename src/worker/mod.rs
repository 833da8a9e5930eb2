//! Worker processes: each document is read in a process of its own kind, which may crash, hang or
//! outgrow its limits without harm to the run.
//!
//! A worker is this program again, fed over pipes: limits first, then a job and a document at a
//! time. It is reused until it breaks; what broke it is told from how it ended. This module knows
//! nothing of documents: a job and its answer are bytes. It and `parallel` are the only code that
//! starts threads, and it alone starts processes.

#[cfg(target_os = "linux")]
mod calls;
mod child;
mod frame;
mod limits;
mod pool;
mod sandbox;
mod watchdog;

#[cfg(all(test, unix))]
mod tests;

pub(crate) use child::serve;
pub(crate) use pool::Workers;

//! The errors of documents that break a limit.

use crate::config::Limits;
use crate::error::Error;

pub(super) fn memory_broken(limits: &Limits) -> Error {
    Error::Limit {
        limit: format!("{} MiB of memory", limits.memory_mib),
        advice: "split the document, or raise limits.memory_mib in overens.toml".to_owned(),
    }
}

pub(super) fn time_broken(limits: &Limits) -> Error {
    Error::Limit {
        limit: format!("{} s of time", limits.seconds),
        advice: "split the document, or raise limits.seconds in overens.toml".to_owned(),
    }
}

pub(super) fn output_broken(limits: &Limits) -> Error {
    Error::Limit {
        limit: format!("{} MiB of JSON", limits.output_mib),
        advice: "split the document, or raise limits.output_mib in overens.toml".to_owned(),
    }
}

/// `bytes` is the size of the stack.
pub(super) fn stack_broken(bytes: usize) -> Error {
    Error::Limit {
        limit: format!("{} MiB of stack", bytes / (1024 * 1024)),
        advice: "its parts are nested too deeply; print it to a new PDF".to_owned(),
    }
}

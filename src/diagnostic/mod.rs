//! A doubt that is not a failure: what it is, how grave, and where. Imports no stage.

mod code;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::evidence::Mention;
pub use code::Code;

/// How much a diagnostic matters to somebody who uses the values.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; no value is touched by it.
    Note,
    /// Some value may be missing or doubtful.
    Warning,
    /// The document, or a part of it, could not be read.
    Error,
}

/// One doubt about a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// What it is, by a short stable name to search and filter by, such as `page-without-text`.
    pub code: Code,
    /// One sentence: what it is and what to do.
    pub message: String,
    /// Where in the document, if it has a place.
    pub mention: Option<Mention>,
}

impl Diagnostic {
    /// A note without a place.
    pub fn note(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, message)
    }

    /// A warning without a place.
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, message)
    }

    /// An error without a place.
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, message)
    }

    /// The same diagnostic, with its place.
    pub fn at(mut self, mention: Mention) -> Diagnostic {
        self.mention = Some(mention);
        self
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, code, message: message.into(), mention: None }
    }
}

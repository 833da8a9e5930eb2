//! Stage 6: proves figures against each other.

use crate::contract::Extraction;

/// Compares the figures of one document with each other.
pub fn reconcile(extraction: Extraction) -> Extraction {
    extraction
}

//! Stage 5: clean text and mentions to an [`Extraction`]: what the document says of which
//! agreement. Does not know what format the document had.

use crate::clean::Text;
use crate::contract::{Document, EXTRACTION_SCHEMA, Extraction};
use crate::recognise::Mention;

/// Interprets a document.
pub fn interpret(text: &Text<'_>, mentions: &[Mention], document: Document) -> Extraction {
    let _ = (text, mentions);
    Extraction {
        schema: EXTRACTION_SCHEMA.to_owned(),
        document,
        agreements: Vec::new(),
        amounts: Vec::new(),
        deadlines: Vec::new(),
        registry_numbers: Vec::new(),
        appropriations: Vec::new(),
        tables: Vec::new(),
        checks: Vec::new(),
        diagnostics: Vec::new(),
    }
}

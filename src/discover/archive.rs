//! What a container holds: Office files inside zip, Word and Excel inside OLE.
//!
//! Only names are looked at; nothing is unpacked.

use crate::error::Error;

/// How many bytes at either end of a container are searched for names.
const WINDOW: usize = 1 << 20;

/// The error for a zip file, by the names of its first entries.
pub(super) fn zip(bytes: &[u8]) -> Error {
    let ends = [&bytes[..bytes.len().min(WINDOW)], &bytes[bytes.len().saturating_sub(WINDOW)..]];
    let holds = |name: &[u8]| ends.iter().any(|end| contains(end, name));
    let (kind, advice) = if holds(b"word/document") {
        ("a Word document (docx)", "save it as PDF in Word")
    } else if holds(b"xl/workbook") {
        ("an Excel workbook (xlsx)", "save the sheets as PDF in Excel")
    } else if holds(b"ppt/presentation") {
        ("a PowerPoint presentation (pptx)", "save it as PDF in PowerPoint")
    } else if holds(b"application/vnd.oasis.opendocument.spreadsheet") {
        ("a spreadsheet (ods)", "save it as PDF in LibreOffice")
    } else if holds(b"application/vnd.oasis.opendocument") {
        ("an OpenDocument file (odt)", "save it as PDF in LibreOffice")
    } else if holds(b"application/epub+zip") {
        ("an e-book (epub)", "save it as PDF")
    } else {
        ("a zip archive", "unpack it and give the files inside")
    };
    Error::UnsupportedType { kind: kind.to_owned(), advice: advice.to_owned() }
}

/// The error for an OLE container, by the names of its streams.
pub(super) fn ole(bytes: &[u8]) -> Error {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    let (kind, advice) = if holds("WordDocument") {
        ("an old Word document (doc)", "save it as PDF in Word or LibreOffice")
    } else if holds("Workbook") || holds("Book") {
        ("an old Excel workbook (xls)", "save the sheets as PDF in Excel or LibreOffice")
    } else if holds("PowerPoint Document") {
        ("an old PowerPoint presentation (ppt)", "save it as PDF in PowerPoint or LibreOffice")
    } else if holds("__substg1.0_") {
        ("an Outlook message (msg)", "save its attachment, or print the message to PDF")
    } else {
        ("an old Office file", "save it as PDF in the program that made it")
    };
    Error::UnsupportedType { kind: kind.to_owned(), advice: advice.to_owned() }
}

/// True where `needle` stands anywhere in `bytes`.
pub(super) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

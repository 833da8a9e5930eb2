//! What a file is, by its first bytes.
//!
//! Types that no reader exists for are told apart as far as the advice differs. A file's name
//! decides nothing here; [`identify`] only compares it with the content.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::archive::{self, contains};
use super::wide::utf16_without_mark;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};

/// A type of file that a reader exists for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `application/pdf`
    Pdf,
    /// `text/html`
    Html,
    /// `text/plain`
    Text,
}

impl MediaType {
    /// The name registered with IANA, such as `text/html`.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::Html => "text/html",
            MediaType::Text => "text/plain",
        }
    }

    fn with_article(self) -> &'static str {
        match self {
            MediaType::Pdf => "a PDF",
            MediaType::Html => "a web page",
            MediaType::Text => "plain text",
        }
    }
}

/// How far into a file `%PDF-` may stand, as PDF viewers have it.
const PDF_HEAD: usize = 1024;

/// How much of a file is looked at for tags and control characters.
const HEAD: usize = 8192;

/// First bytes, the type they are of, and what to do with it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "a rich text document (RTF)", "save it as PDF in Word or LibreOffice"),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)", OCR),
    (b"\xff\xd8\xff", "an image (JPEG)", OCR),
    (b"GIF87a", "an image (GIF)", OCR),
    (b"GIF89a", "an image (GIF)", OCR),
    (b"II*\0", "an image (TIFF)", OCR),
    (b"MM\0*", "an image (TIFF)", OCR),
    (b"BM", "an image (BMP)", OCR),
    (b"\x1f\x8b", "a compressed file (gzip)", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", UNPACK),
    (b"Rar!\x1a\x07", "an archive (rar)", UNPACK),
    (b"BZh", "a compressed file (bzip2)", UNPACK),
    (b"\xfd7zXZ\0", "a compressed file (xz)", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", UNPACK),
    (b"%!PS", "a PostScript file", "convert it to PDF, for example with ps2pdf"),
    (b"\x7fELF", "a program", DOCUMENT),
    (b"MZ", "a program", DOCUMENT),
    (b"\xca\xfe\xba\xbe", "a program", DOCUMENT),
    (b"SQLite format 3\0", "a database", DOCUMENT),
    (b"PAR1", "a Parquet file", DOCUMENT),
];

const OCR: &str = "run it through OCR to a PDF with text";
const UNPACK: &str = "unpack it and give the file inside";
const DOCUMENT: &str = "give a PDF, a web page or a text file";

/// Signatures so short that text may begin with them; they count only in binary files.
const SHORT: usize = 3;

/// Tags that a web page may begin with; after each stands white space or `>`.
const TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "div",
    "main",
    "article",
    "section",
    "header",
    "nav",
    "p",
    "h1",
    "h2",
    "h3",
    "table",
    "ul",
    "ol",
    "a",
    "b",
    "strong",
    "font",
    "center",
    "span",
    "br",
    "br/",
    "iframe",
    "form",
    "frameset",
];

/// Header fields that only a message on its way has, not the printed copy of one.
const MAIL_FIELDS: &[&str] =
    &["message-id:", "mime-version:", "received:", "return-path:", "delivered-to:", "x-mailer:"];

/// Tells the type of a file from its content; its name plays no part.
///
/// # Errors
/// [`Error::Empty`] for no bytes or only white space, [`Error::UnsupportedType`] for a type that
/// no reader exists for.
pub fn sniff(bytes: &[u8]) -> Result<MediaType> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(MediaType::Pdf);
    }
    let text = head_text(bytes);
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') && bytes.len() <= HEAD {
        return Err(Error::Empty);
    }
    if is_html(&text) {
        return Ok(MediaType::Html);
    }
    if contains(&bytes[..bytes.len().min(PDF_HEAD)], b"%PDF-") || is_headless_pdf(bytes) {
        return Ok(MediaType::Pdf);
    }
    match unsupported(bytes, &text) {
        Some(error) => Err(error),
        None => Ok(MediaType::Text),
    }
}

/// The type of the content, and a note where the name says something else.
pub(super) fn identify(name: &str, bytes: &[u8]) -> Result<(MediaType, Option<Diagnostic>)> {
    let kind = sniff(bytes)?;
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let named = match extension.as_deref() {
        Some("pdf") => MediaType::Pdf,
        Some("html" | "htm" | "xhtml") => MediaType::Html,
        Some("txt" | "text") => MediaType::Text,
        _ => return Ok((kind, None)),
    };
    match (named, kind) {
        (MediaType::Pdf, MediaType::Text) => Err(Error::NotWhatItsNameSays {
            name_says: named.with_article().to_owned(),
            kind: kind.with_article().to_owned(),
            advice: "fetch the PDF again, or name the file .txt".to_owned(),
        }),
        // A browser shows such a file as a page, whatever it begins with.
        (MediaType::Html, MediaType::Text) if head_text(bytes).contains("</") => {
            Ok((MediaType::Html, None))
        }
        _ if named == kind => Ok((kind, None)),
        _ => {
            let message = format!(
                "the file is called {} but is {}, and was read as such; check that it is the right file",
                named.with_article(),
                kind.with_article()
            );
            Ok((kind, Some(Diagnostic::note(Code::TypeDiffersFromName, message))))
        }
    }
}

/// The beginning of a file as text, for looking at its ASCII part only.
fn head_text(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    match (head, utf16_without_mark(head)) {
        ([0xff, 0xfe, ..] | [b'<', 0, ..], _) => UTF_16LE.decode(head).0,
        ([0xfe, 0xff, ..] | [0, b'<', ..], _) => UTF_16BE.decode(head).0,
        (_, Some(encoding)) => encoding.decode(head).0,
        _ => String::from_utf8_lossy(head),
    }
}

/// True for text that begins as a web page: with a tag of one, after white space, comments and
/// an XML prolog.
fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        let skipped = if let Some(comment) = rest.strip_prefix("<!--") {
            match comment.split_once("-->") {
                Some((_, after)) => after,
                None => return false,
            }
        } else if rest.starts_with("<?") {
            match rest.split_once('>') {
                Some((_, after)) => after,
                None => return false,
            }
        } else {
            break;
        };
        rest = skipped;
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    TAGS.iter().any(|name| {
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && tag[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>')
    })
}

/// True for a PDF that lost its first line: it begins with an object, after comments, and ends
/// with the way to its table.
fn is_headless_pdf(bytes: &[u8]) -> bool {
    let mut lines = bytes[..bytes.len().min(PDF_HEAD)].split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| !line.trim_ascii().is_empty() && !line.starts_with(b"%"));
    let Some(words) = first.and_then(|line| std::str::from_utf8(line).ok()) else { return false };
    let words: Vec<&str> = words.split_ascii_whitespace().take(3).collect();
    let tail = &bytes[bytes.len().saturating_sub(PDF_HEAD)..];
    matches!(words[..], [number, "0", "obj"] if number.parse::<u32>().is_ok())
        && contains(tail, b"startxref")
}

/// Why a file that is neither PDF nor HTML is not plain text either, if so.
fn unsupported(bytes: &[u8], text: &str) -> Option<Error> {
    let of = |kind: &str, advice: &str| {
        Some(Error::UnsupportedType { kind: kind.to_owned(), advice: advice.to_owned() })
    };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(archive::zip(bytes));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(archive::ole(bytes));
    }
    let binary = is_binary(bytes);
    for &(signature, kind, advice) in SIGNATURES {
        if bytes.starts_with(signature) && (binary || signature.len() > SHORT) {
            return of(kind, advice);
        }
    }
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            return of("an image (WebP)", OCR);
        }
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', ..] => {
            return of("an image (HEIC)", OCR);
        }
        _ if bytes.get(257..262) == Some(b"ustar") => return of("an archive (tar)", UNPACK),
        _ if binary => return of("a binary file of an unknown type", DOCUMENT),
        _ => {}
    }
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let lower = start.to_ascii_lowercase();
    if is_message(&lower) {
        return if lower.contains("multipart/related") {
            of("a saved web archive (MHTML)", "save the page as HTML or PDF")
        } else {
            of("an e-mail message (eml)", "save its attachment, or print the message to PDF")
        };
    }
    if is_markup(start) {
        return if lower.contains("<svg") {
            of("an image (SVG)", "print it to PDF")
        } else {
            of("an XML file", "give the web page or the PDF that it was made for")
        };
    }
    if start.starts_with(['{', '['])
        && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
    {
        return of("a JSON file", "give the document that it was made from");
    }
    None
}

/// True for bytes that no text has: many control characters, but not those of UTF-16.
fn is_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if marked || utf16_without_mark(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let control = |byte: &&u8| matches!(byte, 0..=7 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    head.iter().filter(control).count() * 50 > head.len()
}

/// True for a message as mail programs store it: header fields of a transport before its text.
fn is_message(lower: &str) -> bool {
    let mut fields = lower.lines().take_while(|line| !line.trim().is_empty()).take(40).peekable();
    let is_field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    fields.peek().is_some_and(|line| is_field(line))
        && fields.any(|line| MAIL_FIELDS.iter().any(|field| line.starts_with(field)))
}

/// True for XML: a prolog, or a first tag with its namespace.
fn is_markup(start: &str) -> bool {
    start.starts_with("<?xml")
        || start.strip_prefix('<').and_then(|tag| tag.split_once('>')).is_some_and(|(tag, _)| {
            tag.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.contains("xmlns")
        })
}

//! Whether a PDF file is whole, judged by its bytes: its end, and the way to its first table.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};

/// How far before the end of a file its end mark may stand.
const TAIL: usize = 4096;

/// How far into a file its first line may stand.
const HEAD: usize = 1024;

/// Fails for a file whose end is missing; notes one whose cross-reference table must be rebuilt.
pub(super) fn examine(bytes: &[u8]) -> Result<Option<Diagnostic>> {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let ends = find_last(tail, b"%%EOF").is_some() || find_last(tail, b"startxref").is_some();
    // What a web server appended after the end is no part of the file, and holds no objects.
    let followed = |at: usize| find_last(&bytes[at..], b"endobj").is_none();
    if !ends && !find_last(bytes, b"%%EOF").is_some_and(followed) {
        return Err(Error::Truncated);
    }
    let what = if find_last(&bytes[..bytes.len().min(HEAD)], b"%PDF-").is_none() {
        "the PDF's first line is missing"
    } else if !finds_table(bytes) {
        "the table that leads to the PDF's objects is broken and was rebuilt"
    } else {
        return Ok(None);
    };
    let message = format!("{what}; compare the result with the original");
    Ok(Some(Diagnostic::warning(Code::DamagedPdf, message)))
}

/// The bytes to read: where only the attachments of a file are encrypted, its encryption is
/// left out of sight of the engines, which would ask for a password.
pub(super) fn readable(bytes: &[u8]) -> Cow<'_, [u8]> {
    const KEY: &[u8] = b"/Encrypt";
    let plain = |filter: &[u8]| {
        let mut named =
            positions(bytes, filter).map(|at| bytes[at + filter.len()..].trim_ascii_start());
        let first = named.next();
        first.is_some_and(|name| name.starts_with(b"/Identity"))
            && named.all(|name| name.starts_with(b"/Identity"))
    };
    if !(plain(b"/StmF") && plain(b"/StrF")) {
        return Cow::Borrowed(bytes);
    }
    let mut readable = bytes.to_vec();
    for at in positions(bytes, KEY) {
        let reference = bytes[at + KEY.len()..].trim_ascii_start();
        if reference.first().is_some_and(u8::is_ascii_digit) {
            readable[at..at + KEY.len()].copy_from_slice(b"/Encrypx");
        }
    }
    Cow::Owned(readable)
}

/// The error of a file that could not be opened, with the cause that its bytes show.
pub(super) fn explained(error: Error, bytes: &[u8]) -> Error {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    match error {
        Error::DamagedPdf(_) if find_last(tail, b"%%EOF").is_none() => Error::Truncated,
        other => other,
    }
}

/// Whether the last `startxref` leads to a cross-reference table or stream.
fn finds_table(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"startxref";
    let offset = find_last(bytes, KEY).and_then(|at| number(&bytes[at + KEY.len()..]));
    // Offsets count from the header, before which there may be bytes of a mail or web server.
    let start = bytes.windows(5).take(HEAD).position(|window| window == b"%PDF-").unwrap_or(0);
    let Some(target) = offset.and_then(|offset| bytes.get(start.checked_add(offset)?..)) else {
        return false;
    };
    let target = target.trim_ascii_start();
    target.starts_with(b"xref") || target.first().is_some_and(u8::is_ascii_digit)
}

fn number(bytes: &[u8]) -> Option<usize> {
    let digits: String = bytes
        .trim_ascii_start()
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    digits.parse().ok()
}

fn positions(bytes: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    let found = bytes.windows(needle.len()).enumerate();
    found.filter(move |(_, window)| *window == needle).map(|(at, _)| at)
}

fn find_last(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let found = match examine(bytes) {
            Ok(None) => "whole".to_owned(),
            Ok(Some(diagnostic)) => diagnostic.code.to_string(),
            Err(error) => error.code().to_string(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn ends_of_files() {
        check(b"%PDF-1.4\nxref\n0 1\ntrailer\nstartxref\n9\n%%EOF\n", "whole");
        check(b"%PDF-1.4\nxref\n0 1\ntrailer\nstartxref\n99\n%%EOF\n", "damaged-pdf");
        check(b"%PDF-1.4\n1 0 obj\n<< /Length 100 >>\nstream", "truncated");
    }
}

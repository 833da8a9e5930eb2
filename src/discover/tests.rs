//! What [`sniff`](super::sniff), [`discover`](super::discover) and names give.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Discovery, MediaType, Source, discover, sha256, sniff};
use crate::error::Error;

/// One word or error code for what the bytes are.
fn kind(bytes: &[u8]) -> String {
    match sniff(bytes) {
        Ok(kind) => kind.name().to_owned(),
        Err(crate::error::Error::UnsupportedType { kind, .. }) => kind.to_owned(),
        Err(error) => error.code().to_string(),
    }
}

#[test]
fn types_by_content() {
    let utf16: Vec<u8> = b"\xff\xfe"
        .iter()
        .copied()
        .chain("<!DOCTYPE html><p>Å</p>".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let unmarked: Vec<u8> = "Vård 1 – 2 mnkr".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let counts: Vec<u8> = (0..100u16).flat_map(u16::to_le_bytes).collect();
    let cases: &[(&[u8], &str)] = &[
        (&unmarked, "text/plain"),
        (&counts, "a binary file of an unknown type"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xef\xbb\xbf\r\njunk %PDF-1.4", "application/pdf"),
        (b"<!DOCTYPE html>", "text/html"),
        (b"\xef\xbb\xbf <!-- saved -->\n<HTML lang=sv>", "text/html"),
        (b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", "text/html"),
        (b"<p>Kort</p>", "text/html"),
        (&utf16, "text/html"),
        (b"\xd6verenskommelse om 12 mnkr", "text/plain"),
        (b"Bilaga 1", "text/plain"),
        (b"BMP-avtal", "text/plain"),
        (b"<pris> 12 kronor", "text/plain"),
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\u{feff}\u{a0}\n".as_bytes(), "empty"),
        (b"PK\x03\x04....word/document.xml", "a Word document (docx)"),
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook (xlsx)"),
        (b"PK\x03\x04..a.pdf", "a zip archive"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "an OpenDocument file (odt)",
        ),
        (b"\xd0\xcf\x11\xe0..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "an old Word document (doc)"),
        (b"{\\rtf1\\ansi", "a rich text document (RTF)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image (JPEG)"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a compressed file (gzip)"),
        (b"%!PS-Adobe-3.0", "a PostScript file"),
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"\0\x01\x02\x03\0\0\0\0abc", "a binary file of an unknown type"),
        (b"{\"belopp\": 12}", "a JSON file"),
        (b"<?xml version=\"1.0\"?><urlset/>", "an XML file"),
        (b"From: a@b.se\nMIME-Version: 1.0\n\nHej", "an e-mail message (eml)"),
        (b"From: A\nTo: B\nSubject: C\n\nHej", "text/plain"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(kind(bytes), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn names_that_differ_from_the_content() {
    let check = |name: &str, bytes: &[u8]| {
        let source = Source::named(name);
        match source.media_type(bytes) {
            Ok((kind, None)) => kind.name().to_owned(),
            Ok((kind, Some(note))) => format!("{} {}", kind.name(), note.code),
            Err(error) => error.code().to_string(),
        }
    };
    assert_eq!(check("a.pdf", b"no pdf"), "not-what-its-name-says");
    assert_eq!(check("a.PDF", b"<!doctype html>"), "text/html type-differs-from-name");
    assert_eq!(check("a.html", b"%PDF-1.4"), "application/pdf type-differs-from-name");
    assert_eq!(check("a.html", b"Text <b>utan</b> huvud"), "text/html");
    assert_eq!(check("a.txt", b"Text"), "text/plain");
    assert_eq!(check("a", b"Text"), "text/plain");
    assert_eq!(MediaType::Pdf.name(), "application/pdf");
}

/// The names found, error codes in their places, and how many files were skipped.
fn names(found: &Discovery) -> (Vec<String>, usize) {
    let name = |source: &crate::error::Result<Source>| match source {
        Ok(source) => source.name.clone(),
        Err(error) => error.code().to_string(),
    };
    (found.sources.iter().map(name).collect(), found.skipped)
}

#[test]
fn folders_and_files() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        fs::write(path, text)
    };
    write("in/b.pdf", "%PDF-1.4")?;
    write("in/a/z.txt", "text")?;
    write("in/a/page.aspx", "<html></html>")?;
    write("in/a/other.aspx", "x")?;
    write("in/.git/c.txt", "text")?;
    write("in/.hidden.pdf", "%PDF-1.4")?;
    write("in/data.json", "{}")?;
    write("none/readme.md", "text")?;
    let at = |name: &str| folder.path().join(name);

    let found = discover(&[at("in"), PathBuf::from("-"), at("none"), at("missing.pdf"), at("in")]);
    let expected =
        ["a/page.aspx", "a/z.txt", "b.pdf", "-", "no-documents", "no-such-path"].map(String::from);
    assert_eq!(names(&found).0, expected);
    assert_eq!(found.skipped, 5);

    let typed = discover(&[at("in/data.json")]);
    let Some(Ok(source)) = typed.sources.first() else { panic!("a typed file is always tried") };
    assert_eq!(source.read(8).ok().as_deref(), Some(&b"{}"[..]));
    Ok(())
}

#[test]
fn too_large_and_unreadable() {
    let path = Path::new("x");
    let read = |bytes: &'static [u8]| super::read_up_to(Ok(bytes), path, 4);
    let code = |error: Error| error.code().to_string();
    assert_eq!(read(b"1234").map_err(code), Ok(b"1234".to_vec()));
    assert_eq!(read(b"12345").map_err(code), Err("limit".to_owned()));
    let gone = Source { path: Some("/no/such/file".into()), ..Source::named("x") };
    assert_eq!(gone.read(8).map_err(code), Err("cannot-open".to_owned()));
}

#[test]
fn hash_is_lower_case_hexadecimal() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

//! Refuses markup that is nested more deeply, or has more parts, than any page that people write.
//!
//! The parser looks through all open elements at many tags, so depth costs it the square, and
//! takes a hundred times the memory of a short tag. This scan comes before it, follows the open
//! elements roughly, and is linear.

use crate::error::{Error, Result};

/// How many elements may be open at once; browsers stop nesting at the same depth.
const MAX_DEPTH: usize = 512;

/// How many elements a page may have: a table of all municipalities has 10,000.
const MAX_ELEMENTS: usize = 1_000_000;

/// How many table cells a page may have.
const MAX_CELLS: usize = 200_000;

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that the next one of their kind closes, and those that stand outside of the content.
const CLOSED_BY_THE_NEXT: &[&str] = &[
    "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption",
    "option", "optgroup", "rb", "rp", "rt", "rtc", "html", "head", "body",
];

/// Elements whose text is no markup.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "noscript", "xmp", "iframe", "noembed", "noframes"];

/// Elements that an end tag of another element may close.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
    "u", "span",
];

/// Refuses markup whose elements nest deeper than the limit, or are too many.
pub(super) fn check(markup: &str) -> Result<()> {
    let mut open: Vec<&str> = Vec::new();
    let (mut elements, mut cells) = (0, 0);
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = rest.starts_with('/');
        let tag = rest.trim_start_matches('/');
        let length = tag
            .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
            .unwrap_or(tag.len());
        let name = &tag[..length];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        rest = after_tag(&tag[length..]);
        elements += usize::from(!closing);
        cells += usize::from(!closing && is_any(name, &["td", "th"]));
        for (count, most, what) in
            [(elements, MAX_ELEMENTS, "elements"), (cells, MAX_CELLS, "table cells")]
        {
            if count > most {
                return Err(Error::Limit {
                    limit: format!("{most} {what} per web page"),
                    advice: "save the page in parts, or without what is no text".to_owned(),
                });
            }
        }
        if closing {
            close(&mut open, name);
        } else if is_any(name, RAW) {
            rest = after_raw(rest, name);
        } else if !is_any(name, VOID) && !is_any(name, CLOSED_BY_THE_NEXT) {
            open.push(name);
            if open.len() > MAX_DEPTH {
                return Err(Error::Limit {
                    limit: format!("{MAX_DEPTH} elements inside each other"),
                    advice: "open the page in a browser and print it to PDF".to_owned(),
                });
            }
        }
    }
    Ok(())
}

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// What follows the `>` of a tag, past the `>` inside quoted attributes.
fn after_tag(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) if tag[..at].trim_end().ends_with('=') => quote = Some(byte),
            (b'>', None) => return &tag[at + 1..],
            (byte, Some(mark)) if byte == mark => quote = None,
            _ => {}
        }
    }
    ""
}

/// What follows the end tag of a raw element.
fn after_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return after_tag(&rest[name.len()..]);
        }
    }
    ""
}

/// Closes the innermost element of that name: with all in it, or for formatting alone.
fn close(open: &mut Vec<&str>, name: &str) {
    let Some(at) = open.iter().rposition(|other| other.eq_ignore_ascii_case(name)) else { return };
    let blocks_inside = open[at + 1..].iter().any(|inner| !is_any(inner, FORMATTING));
    if is_any(name, FORMATTING) && blocks_inside {
        open.remove(at);
    } else {
        open.truncate(at);
    }
}

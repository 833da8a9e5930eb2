//! The text as read, in the lines that mentions count.

use crate::read::layout::Document;

/// The lines of a document, each ended by a line feed; line `n` is `document.lines[n - 1]`.
///
/// A form feed stands before the first line of each page but the first, one for every page begun
/// since the line before: it is no line of its own. Line ends inside a line, which some fonts have
/// for a space, are written as spaces.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    let mut page = 1;
    for line in &document.lines {
        for _ in page..line.page.unwrap_or(page) {
            out.push('\x0c');
        }
        page = line.page.unwrap_or(page).max(page);
        let paged = line.page.is_some();
        out.extend(line.text.chars().map(|c| match c {
            '\n' | '\r' => ' ',
            '\x0c' if paged => ' ',
            c => c,
        }));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::layout::{Format, Line};

    fn check(lines: &[(Option<u32>, &str)]) -> String {
        let line = |(page, text): &(Option<u32>, &str)| Line {
            page: *page,
            text: (*text).to_owned(),
            words: Vec::new(),
        };
        text(&Document {
            format: Format::Pdf,
            engine: "hayro",
            engine_version: "0",
            pages: Vec::new(),
            lines: lines.iter().map(line).collect(),
            blocks: Vec::new(),
            links: Vec::new(),
            title: None,
            diagnostics: Vec::new(),
        })
    }

    #[test]
    fn a_form_feed_begins_each_new_page() {
        assert_eq!(check(&[(Some(1), "a"), (Some(1), "b"), (Some(2), "c")]), "a\nb\n\x0cc\n");
    }

    #[test]
    fn pages_without_lines_are_counted() {
        assert_eq!(check(&[(Some(2), "a"), (Some(4), "b")]), "\x0ca\n\x0c\x0cb\n");
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(check(&[(None, "a\nb"), (None, "c")]), "a b\nc\n");
    }
}

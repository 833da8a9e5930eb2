//! Inline text as a browser sets it: white space collapsed, broken only where the markup breaks.

use std::ops::Range;

use crate::read::raised::raised;

/// One line of a flow.
#[derive(Debug, Default, Clone)]
pub(super) struct Part {
    pub(super) text: String,
    /// The links in it: bytes of the text, and where they lead.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// True after an empty line: what follows is a paragraph of its own.
    pub(super) after_gap: bool,
    /// True where all of it is bold.
    pub(super) bold: bool,
}

/// Text that is being collected.
#[derive(Debug, Default)]
pub(super) struct Flow {
    parts: Vec<Part>,
    text: String,
    links: Vec<(Range<usize>, String)>,
    space: bool,
    gap: bool,
    plain: bool,
    /// The open link: where its text began in this line, and where it leads.
    link: Option<(Option<usize>, String)>,
    /// How many bold elements are open.
    pub(super) bold: usize,
    /// How many elements are open whose text is raised.
    pub(super) raised: usize,
    /// How many elements are open that keep white space as it is.
    pub(super) verbatim: usize,
}

impl Flow {
    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' if self.verbatim > 0 => {
                    if c == '\n' {
                        self.line_break();
                    }
                }
                ' ' | '\t' | '\n' | '\r' | '\x0c' if self.verbatim == 0 || c == '\x0c' => {
                    self.space = true;
                }
                _ => {
                    if self.space && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                    self.space = false;
                    if let Some((start @ None, _)) = &mut self.link
                        && !c.is_whitespace()
                    {
                        *start = Some(self.text.len());
                    }
                    self.plain |= self.bold == 0 && !c.is_whitespace();
                    self.text.push(if self.raised > 0 { raised(c) } else { c });
                }
            }
        }
    }

    /// Ends the line, as `<br>` does; a second one in a row leaves a gap.
    pub(super) fn line_break(&mut self) {
        if !self.end_line() && !self.parts.is_empty() {
            self.gap = true;
        }
    }

    /// Ends the line where an element begins or ends; there is no gap however often it happens.
    pub(super) fn end_line(&mut self) -> bool {
        if let Some((Some(start), href)) = self.link.take() {
            self.links.push((start..self.text.len(), href));
        }
        self.space = false;
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let bold = !std::mem::take(&mut self.plain);
        if text.trim().is_empty() {
            return false;
        }
        let after_gap = std::mem::take(&mut self.gap);
        self.parts.push(Part { text, links, after_gap, bold });
        true
    }

    /// Opens a link; one without an address that leads anywhere is only text.
    pub(super) fn open_link(&mut self, href: Option<&str>) {
        let href = href.map(str::trim).filter(|href| {
            !href.is_empty()
                && !href.starts_with('#')
                && !href.get(..11).is_some_and(|it| it.eq_ignore_ascii_case("javascript:"))
        });
        self.link = href.map(|href| (None, href.to_owned()));
    }

    /// Closes the open link.
    pub(super) fn close_link(&mut self) {
        if let Some((Some(start), href)) = self.link.take() {
            self.links.push((start..self.text.len(), href));
        }
    }

    /// The lines collected since the last call.
    pub(super) fn take(&mut self) -> Vec<Part> {
        self.end_line();
        self.gap = false;
        std::mem::take(&mut self.parts)
    }
}

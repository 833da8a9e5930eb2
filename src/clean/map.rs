//! The clean text and the way back from each of its bytes to the document.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::{compose, is_combining_mark};

use super::hyphen::{Join, join};
use super::space::{Fold, fold};
use super::{PART_END, Part, PartKind, Table};
use crate::evidence::{Mention, Rect};
use crate::read::layout::{Document, Span};

/// Bytes in which the last word of a line is looked for; no word is longer.
const LONGEST: usize = 1024;

/// The clean text of a document.
#[derive(Debug)]
pub struct Text<'d> {
    /// The document it was made from.
    pub document: &'d Document,
    /// All parts, with [`PART_END`] between them and `\n` where the document breaks a line itself.
    pub string: String,
    /// The parts in reading order.
    pub parts: Vec<Part>,
    /// The tables in reading order.
    pub tables: Vec<Table>,
    /// For each part the first one of its list.
    lists: Vec<usize>,
    /// What each stretch of `string` was made from, by start.
    pieces: Vec<Piece>,
    /// The pieces by the line that each was made from, and then by start.
    by_line: OnceLock<Vec<usize>>,
}

/// A stretch of clean text and the stretch of a line it was made from.
///
/// Where both have the same length they are the same bytes; else the one stands for the other as a
/// whole.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    length: usize,
    line: usize,
    from: usize,
    from_length: usize,
}

impl Piece {
    fn end(&self) -> usize {
        self.start + self.length
    }

    fn source_stop(&self) -> usize {
        self.from + self.from_length
    }

    /// The byte of the line from which the clean byte at `at` begins.
    fn source_start(&self, at: usize) -> usize {
        if self.length == self.from_length {
            self.from + (at.max(self.start) - self.start)
        } else {
            self.from
        }
    }

    /// The byte of the line at which the clean byte at `at` ends.
    fn source_end(&self, at: usize) -> usize {
        if self.length == self.from_length {
            self.from + (at.min(self.end()) - self.start)
        } else {
            self.source_stop()
        }
    }
}

impl Text<'_> {
    /// The text of a part.
    pub fn part(&self, part: &Part) -> &str {
        &self.string[part.range.clone()]
    }

    /// The index of the part in which the clean byte `at` stands.
    pub fn part_at(&self, at: usize) -> usize {
        self.parts
            .partition_point(|part| part.range.end < at)
            .min(self.parts.len().saturating_sub(1))
    }

    /// The first item of the list that a part stands in; the part itself where that is no item.
    pub fn list_start(&self, part: usize) -> usize {
        self.lists.get(part).copied().unwrap_or(part)
    }

    /// Where the bytes `range` of the clean text stand in the document.
    pub fn mention(&self, range: Range<usize>) -> Mention {
        let pieces = self.pieces_of(&range);
        let Some(first) = pieces.first() else {
            return Mention { page: None, line: 1, quote: String::new(), bbox: None };
        };
        let lines = &self.document.lines;
        let (mut quote, mut boxes) = (String::new(), None::<Rect>);
        let mut rest = pieces;
        while let Some(head) = rest.first() {
            let count = rest.partition_point(|piece| piece.line == head.line);
            let last = &rest[count - 1];
            let (from, to) = (head.source_start(range.start), last.source_end(range.end));
            let line = &lines[head.line];
            if !quote.is_empty() {
                quote.push('\n');
            }
            quote.push_str(line.text.get(from..to).unwrap_or_default().trim());
            if line.page == lines[first.line].page {
                for word in
                    line.words.iter().filter(|word| word.range.start < to && from < word.range.end)
                {
                    boxes = Some(boxes.map_or(word.bbox, |sum| sum.union(word.bbox)));
                }
            }
            rest = &rest[count..];
        }
        Mention {
            page: lines[first.line].page,
            line: u32::try_from(first.line + 1).unwrap_or(u32::MAX),
            quote,
            bbox: boxes.map(Into::into),
        }
    }

    /// The index of the line on which the clean byte `at` stands.
    pub fn line_at(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.end() <= at);
        self.pieces.get(piece).or(self.pieces.last()).map_or(0, |piece| piece.line)
    }

    /// The stretches of `range` that come from one line of the document each.
    pub fn lines_of(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut lines: Vec<(usize, Range<usize>)> = Vec::new();
        for piece in self.pieces_of(range) {
            let (start, end) = (piece.start.max(range.start), piece.end().min(range.end));
            match lines.last_mut() {
                Some((line, stretch)) if *line == piece.line => stretch.end = end,
                _ => lines.push((piece.line, start..end)),
            }
        }
        lines.into_iter().map(|(_, stretch)| stretch).collect()
    }

    /// The first clean byte that was made from byte `at` of a line or from one behind it.
    pub fn clean_at(&self, line: usize, at: usize) -> Option<usize> {
        // Lines stand in the order of the text but for cells.
        let order = self.by_line.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.pieces.len()).collect();
            order.sort_by_key(|index| self.pieces[*index].line);
            order
        });
        let first = order.partition_point(|index| self.pieces[*index].line < line);
        let behind = order[first..].iter().map(|index| &self.pieces[*index]);
        let mut own = behind.take_while(|piece| piece.line == line);
        let piece = own.find(|piece| at < piece.source_stop())?;
        Some(
            piece.start
                + if piece.length == piece.from_length {
                    at.max(piece.from) - piece.from
                } else {
                    0
                },
        )
    }

    /// The pieces that make up `range`, with what was dropped strictly inside it.
    fn pieces_of(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.end() <= range.start);
        let last = self.pieces.partition_point(|piece| piece.start < range.end);
        &self.pieces[first.min(last)..last]
    }
}

/// Builds a [`Text`] part by part.
pub(super) struct Builder<'d> {
    text: Text<'d>,
}

impl<'d> Builder<'d> {
    pub(super) fn new(document: &'d Document) -> Builder<'d> {
        let size = document.lines.iter().map(|line| line.text.len() + 1).sum();
        let text = Text {
            document,
            string: String::with_capacity(size),
            parts: Vec::with_capacity(document.blocks.len()),
            tables: Vec::new(),
            lists: Vec::with_capacity(document.blocks.len()),
            pieces: Vec::with_capacity(document.lines.len() * 2),
            by_line: OnceLock::new(),
        };
        Builder { text }
    }

    pub(super) fn parts(&self) -> usize {
        self.text.parts.len()
    }

    pub(super) fn tables(&self) -> usize {
        self.text.tables.len()
    }

    pub(super) fn table(&mut self, table: Table) {
        self.text.tables.push(table);
    }

    pub(super) fn start_part(&mut self) -> usize {
        self.text.string.len()
    }

    pub(super) fn end_part(&mut self, kind: PartKind, start: usize) {
        self.trim_end(start);
        let index = self.text.parts.len();
        let item = |kind: PartKind| matches!(kind, PartKind::Item(_));
        let goes_on = item(kind) && self.text.parts.last().is_some_and(|last| item(last.kind));
        let first = self.text.lists.last().copied().filter(|_| goes_on);
        self.text.lists.push(first.unwrap_or(index));
        self.text.parts.push(Part { kind, range: start..self.text.string.len() });
        self.text.string.push(PART_END);
    }

    /// Ends a line that the document itself breaks.
    pub(super) fn end_line_hard(&mut self) {
        self.trim_end(0);
        self.text.string.push('\n');
    }

    /// Ends a line that only became too long, and goes on with `next`.
    pub(super) fn end_line_soft(&mut self, next: &Span) {
        self.trim_end(0);
        let following = self.source(next).trim_start();
        let first_word = following.split(char::is_whitespace).next().unwrap_or_default();
        let written = &self.text.string;
        let written =
            &written[written.floor_char_boundary(written.len().saturating_sub(LONGEST))..];
        let left = written.rsplit([' ', '\n', PART_END]).next().unwrap_or_default();
        // A soft hyphen was dropped on the way in; the line itself still has it.
        let soft = self.text.pieces.last().is_some_and(|piece| {
            piece.length == 0
                && self.text.document.lines[piece.line].text[piece.from..].starts_with('\u{ad}')
        });
        match join(left, first_word) {
            // Nothing stands where the soft hyphen was.
            _ if soft => {}
            Join::Space => self.text.string.push(' '),
            Join::Hyphen => {}
            Join::Word => self.drop_last_hyphen(),
        }
    }

    /// Appends a part of a line.
    pub(super) fn line(&mut self, span: &Span) {
        let source = self.source(span);
        let mut characters = source.char_indices().peekable();
        let mut kept = 0..0;
        while let Some((at, c)) = characters.next() {
            let mark = characters.peek().filter(|(_, next)| is_combining_mark(*next)).copied();
            let composed = mark.and_then(|(_, mark)| compose(c, mark));
            let length = c.len_utf8();
            match (composed, fold(c)) {
                (None, Fold::Keep) if kept.end == at && !kept.is_empty() => kept.end += length,
                (None, Fold::Keep) => {
                    self.keep(span, &source[kept.clone()], kept.start);
                    kept = at..at + length;
                }
                (None, Fold::Space)
                    if c == ' '
                        && kept.end == at
                        && !kept.is_empty()
                        && !self.space_follows(source, at) =>
                {
                    kept.end += 1;
                }
                (composed, folded) => {
                    self.keep(span, &source[kept.clone()], kept.start);
                    kept = at..at;
                    let mut buffer = [0; 4];
                    let (text, from_length) = match (composed, folded) {
                        (Some(letter), _) => {
                            characters.next();
                            (
                                &*letter.encode_utf8(&mut buffer),
                                length + mark.map_or(0, |(_, mark)| mark.len_utf8()),
                            )
                        }
                        (None, Fold::Space) if self.ends_with_space() => continue,
                        (None, Fold::Space) => (" ", length),
                        (None, Fold::As(text)) => (text, length),
                        (None, _) => ("", length),
                    };
                    self.piece(span, text, at, from_length);
                }
            }
        }
        self.keep(span, &source[kept.clone()], kept.start);
    }

    pub(super) fn finish(self) -> Text<'d> {
        self.text
    }

    fn source(&self, span: &Span) -> &'d str {
        self.text.document.lines[span.line].text.get(span.range.clone()).unwrap_or_default()
    }

    /// True where the character after the space at `at` folds to a space too.
    fn space_follows(&self, source: &str, at: usize) -> bool {
        source[at + 1..].chars().next().is_some_and(|c| fold(c) == Fold::Space)
    }

    fn ends_with_space(&self) -> bool {
        self.text.string.is_empty() || self.text.string.ends_with([' ', '\n', PART_END])
    }

    fn keep(&mut self, span: &Span, text: &str, at: usize) {
        let text = if self.ends_with_space() && text.starts_with(' ') {
            return self.keep(span, &text[1..], at + 1);
        } else {
            text
        };
        if !text.is_empty() {
            self.piece(span, text, at, text.len());
        }
    }

    fn piece(&mut self, span: &Span, text: &str, at: usize, from_length: usize) {
        let (start, length) = (self.text.string.len(), text.len());
        self.text.string.push_str(text);
        self.text.pieces.push(Piece {
            start,
            length,
            line: span.line,
            from: span.range.start + at,
            from_length,
        });
    }

    /// Takes spaces off the end of the text, but not past `start`.
    fn trim_end(&mut self, start: usize) {
        while self.text.string.len() > start && self.text.string.ends_with(' ') {
            self.text.string.pop();
            self.shorten();
        }
    }

    fn drop_last_hyphen(&mut self) {
        self.text.string.pop();
        // The hyphen stays in the map as a stretch without text, so that a quote still shows it.
        let Some(last) = self.text.pieces.last().copied() else { return };
        self.shorten();
        if last.length == last.from_length {
            let length = self.text.document.lines[last.line].text[..last.source_stop()]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            self.dropped(last.line, last.source_stop() - length, length);
        } else {
            self.dropped(last.line, last.from, last.from_length);
        }
    }

    fn dropped(&mut self, line: usize, from: usize, from_length: usize) {
        let start = self.text.string.len();
        self.text.pieces.push(Piece { start, length: 0, line, from, from_length });
    }

    /// Cuts the pieces to the length of the text.
    fn shorten(&mut self) {
        let end = self.text.string.len();
        while let Some(last) = self.text.pieces.last_mut() {
            if last.end() <= end {
                break;
            }
            let over = last.end() - end;
            if last.start >= end || last.length != last.from_length {
                self.text.pieces.pop();
            } else {
                last.length -= over;
                last.from_length -= over;
                break;
            }
        }
    }
}

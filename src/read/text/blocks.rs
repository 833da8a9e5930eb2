//! Joins lines into paragraphs, list items and headings.
//!
//! A converter breaks a line where the next word did not fit. So a line that had room for the
//! next word was broken by the document itself, and stands for itself.

use super::columns;
use super::heading::{self, Number};
use super::lines::{
    Kind, TextLine, begins_small, begins_with_unit, ends_sentence, ends_with_hyphen,
    ends_with_number, is_capitals, is_columnar, states_amount,
};
use super::loose;
use crate::read::layout::{Block, BlockKind, Span};
use crate::swedish::month_number;

/// The narrowest and widest text that is taken for broken into lines, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=135;

/// How many of the first pieces of a text may be its title.
const TITLE_WITHIN: usize = 6;

/// Words that no line ends with where the document breaks it.
const CONNECTIVES: &[&str] = &[
    "och", "eller", "för", "om", "i", "av", "till", "med", "mellan", "på", "samt", "att", "den",
    "det", "de", "en", "ett", "som", "inom", "från", "vid",
];

/// Lines that make one piece: a paragraph, an item, a heading, or an entry of its own.
#[derive(Debug, Default)]
struct Piece {
    lines: Vec<usize>,
    /// Which group of lines without an empty one between them it is in.
    group: usize,
    bullet: bool,
    /// For each line after the first, whether the document breaks before it.
    hard: Vec<bool>,
    /// The table that stands here instead of lines.
    table: Option<Block>,
}

impl Piece {
    fn is_text(&self) -> bool {
        self.table.is_none() && !self.bullet
    }
}

/// The blocks of a text.
pub(super) fn find(lines: &[TextLine]) -> Vec<Block> {
    let reader = Reader { lines, width: width(lines) };
    let pieces = reader.pieces();
    let title = reader.title(&pieces);
    Assembly {
        reader,
        pieces,
        blocks: Vec::new(),
        section: 0,
        last_number: None,
        title,
        indents: Vec::new(),
    }
    .blocks()
}

/// The width at which a converter broke the lines; none where every line is a paragraph.
fn width(lines: &[TextLine]) -> Option<usize> {
    let text = || lines.iter().filter(|line| line.is_text());
    let all: usize = text().map(|line| line.length).sum();
    let long: usize = text().map(|line| line.length).filter(|it| it > WIDTHS.end()).sum();
    if long * 10 > all * 3 {
        return None;
    }
    let mut broken: Vec<(usize, usize)> = lines
        .windows(2)
        .filter(|pair| pair[0].is_text() && pair[1].is_text())
        .filter(|pair| is_broken(pair[0].said(), pair[1].said()))
        .map(|pair| (pair[0].length, first_word(pair[1].said())))
        .filter(|(length, _)| WIDTHS.contains(length))
        .collect();
    broken.sort_unstable();
    match broken.as_slice() {
        [] => None,
        // One broken line is a width only where every line would have been broken there.
        [(one, word)] => text().all(|line| line.length <= one + word).then_some(*one),
        several => Some(several[several.len() * 85 / 100].0),
    }
}

/// The length of a line's first word.
fn first_word(said: &str) -> usize {
    said.split_whitespace().next().unwrap_or_default().chars().count()
}

/// True where a sentence goes on from a line to the next.
fn is_broken(above: &str, here: &str) -> bool {
    let connects = || above.rsplit(' ').next().is_some_and(|word| CONNECTIVES.contains(&word));
    let counts = || here.starts_with(char::is_numeric) && above.ends_with(char::is_lowercase);
    !ends_sentence(above) && (begins_small(here) || connects() || counts())
}

struct Reader<'t> {
    lines: &'t [TextLine],
    width: Option<usize>,
}

impl Reader<'_> {
    /// Cuts the text into pieces.
    fn pieces(&self) -> Vec<Piece> {
        let tables = loose::find(self.lines, self.width, columns::find(self.lines));
        let mut tables = tables.into_iter().peekable();
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut group, mut blank, mut furniture) = (0, true, false);
        let mut at = 0;
        while at < self.lines.len() {
            if let Some(found) = tables.next_if(|found| found.lines.start == at) {
                group += 1;
                pieces.push(Piece { group, table: Some(found.block), ..Piece::default() });
                (group, blank, furniture) = (group + 1, true, false);
                at = found.lines.end;
                continue;
            }
            let line = &self.lines[at];
            furniture |= line.kind == Kind::Furniture || line.new_page;
            blank |= line.kind != Kind::Text;
            if line.is_text() {
                let joined = pieces.last().and_then(|last| {
                    let joined = match blank {
                        false if !line.new_page => self.goes_on(last, at),
                        _ => self.goes_on_after_gap(last, at, furniture),
                    };
                    joined
                        .then_some(false)
                        .or_else(|| (!blank && self.hangs_below(last, at)).then_some(true))
                });
                // A converter begins a page with a space.
                let page = line.indent == 1 && at > 0 && self.lines[at - 1].indent == 0;
                if (blank || page) && joined.is_none() {
                    group += 1;
                }
                match (joined, pieces.last_mut()) {
                    (Some(hard), Some(last)) => {
                        last.lines.push(at);
                        last.hard.push(hard);
                        last.group = group.max(last.group);
                    }
                    _ => {
                        let bullet = line.after_bullet().is_some();
                        pieces.push(Piece { lines: vec![at], group, bullet, ..Piece::default() });
                    }
                }
                (blank, furniture) = (false, false);
            }
            at += 1;
        }
        pieces
    }

    fn said(&self, line: usize) -> &str {
        self.lines[line].said()
    }

    /// True where the next line's first word had no room on the line before it.
    fn is_full(&self, line: usize, next: usize) -> bool {
        let word = first_word(self.said(next));
        self.width.is_some_and(|width| (self.lines[line].length + 1 + word) * 100 >= width * 82)
    }

    /// True where a line cannot go on with the one above, whatever their lengths.
    fn starts_anew(&self, last: &Piece, at: usize) -> bool {
        let above = self.said(last.lines[last.lines.len() - 1]);
        let here = self.said(at);
        let numbered =
            heading::number(here).is_some_and(|number| number.marked || ends_sentence(above));
        // "24 miljoner kronor 2023," goes on with what the next line counts.
        let entries = ends_with_number(above)
            && !above.ends_with(',')
            && !begins_small(here)
            && (ends_with_number(here) || states_amount(above) && ends_with_number(above))
            && !begins_small(above);
        self.lines[at].after_bullet().is_some()
            || numbered
            || heading::is_lettered(here) && ends_sentence(above)
            || entries
            || is_columnar(above)
            || is_columnar(here)
            || heading::is_column_titles(above)
            || heading::is_column_titles(here)
            || is_dotted(above)
            || above.ends_with('.') && self.dangles(at)
    }

    /// True for a short line that neither ends a sentence nor goes on: a heading in a text
    /// without empty lines.
    fn dangles(&self, at: usize) -> bool {
        let narrow = self.width.is_some_and(|width| self.lines[at].length * 10 < width * 6);
        let goes_on = self.lines.get(at + 1).is_some_and(|next| {
            next.is_text() && (begins_small(next.said()) || self.is_full(at, at + 1))
        });
        narrow && !goes_on && heading::could_be(self.said(at))
    }

    /// True where a line goes on with the piece that ends on the line before it.
    fn goes_on(&self, last: &Piece, at: usize) -> bool {
        let Some(&line) = last.lines.last() else { return false };
        let (above, here) = (self.said(line), self.said(at));
        if is_cut(above, here) {
            return true;
        }
        if self.width.is_none() || self.starts_anew(last, at) {
            return false;
        }
        let heads = last.lines.len() == 1
            && (heading::number(above).is_some() || heading::is_lettered(above));
        if heads && !last.bullet && !begins_small(here) {
            return !heading::could_be(above) && self.is_full(line, at);
        }
        if self.is_full(line, at) {
            return true;
        }
        if ends_sentence(above) || !begins_small(here) {
            return false;
        }
        if last.bullet {
            return true;
        }
        let wide = self.width.is_some_and(|width| self.lines[line].length * 10 >= width * 6);
        let last_word = above.rsplit(' ').next().unwrap_or("");
        wide && (last.lines.len() > 1 || !states_amount(above))
            || heads
            || self.is_short_group(last.lines[0])
                && (CONNECTIVES.contains(&last_word) || above.ends_with(['-', '–']))
    }

    /// True for a group of at most three lines, none of which states an amount.
    fn is_short_group(&self, first: usize) -> bool {
        let group = self.lines[first..].iter().take_while(|line| line.is_text()).take(4);
        let (count, amounts) = group.fold((0, 0), |(count, amounts), line| {
            (count + 1, amounts + usize::from(states_amount(line.said())))
        });
        count <= 3 && amounts == 0
    }

    /// True where a sentence goes on after empty lines, a page's end or furniture.
    fn goes_on_after_gap(&self, last: &Piece, at: usize, furniture: bool) -> bool {
        let Some(&line) = last.lines.last() else { return false };
        if self.width.is_none() || self.starts_anew(last, at) {
            return false;
        }
        let (above, here) = (self.said(line), self.said(at));
        if ends_sentence(above) || above.ends_with(',') && !furniture && !last.bullet {
            return false;
        }
        let (full, small) = (self.is_full(line, at), begins_small(here));
        let one_line = last.lines.len() == 1;
        match () {
            () if ends_with_hyphen(above) && small => true,
            () if last.bullet => small || full && one_line && !here.starts_with(char::is_uppercase),
            () if one_line && is_capitals(above) && is_capitals(here) => {
                !heading::is_lettered(here)
            }
            () if full && small => furniture || last.bullet || !one_line,
            () => furniture && full && !one_line,
        }
    }

    /// True for an indented line under a list item.
    fn hangs_below(&self, last: &Piece, at: usize) -> bool {
        let Some(&first) = last.lines.first() else { return false };
        last.bullet
            && self.lines[at].after_bullet().is_none()
            && self.lines[at].indent > self.lines[first].indent
            && self.lines[at].indent > 1
    }

    /// The piece's text, its lines joined by spaces.
    fn text(&self, piece: &Piece) -> String {
        let lines: Vec<&str> = piece.lines.iter().map(|line| self.said(*line)).collect();
        lines.join(" ")
    }

    /// The piece among the first ones that is the document's title: words that make no sentence,
    /// apart from other lines.
    fn title(&self, pieces: &[Piece]) -> Option<usize> {
        for (index, piece) in pieces.iter().enumerate().take(TITLE_WITHIN) {
            let text = self.text(piece);
            let words = text.split_whitespace().count();
            let prose = ends_sentence(&text) && words > 4;
            if !piece.is_text() || prose || heading::number(&text).is_some() {
                return None;
            }
            let group = |other: Option<&Piece>| other.is_some_and(|it| it.group == piece.group);
            let next = pieces.get(index + 1)?;
            let above = index.checked_sub(1).and_then(|above| pieces.get(above));
            let alone = !group(above) && (!group(Some(next)) || self.is_prose(next));
            if (alone || piece.lines.len() > 1 && words > 5)
                && piece.lines.len() <= 4
                && words > 2
                && (words > 4 || self.is_prose(next))
                && heading::could_be_title(&text)
                && !text.contains(". ")
                && !heading::is_name(&text)
            {
                return Some(index);
            }
        }
        None
    }

    /// True for running text: several lines, or a line as long as one, or a sentence.
    fn is_prose(&self, piece: &Piece) -> bool {
        if !piece.is_text() {
            return false;
        }
        let text = self.text(piece);
        let words = text.split_whitespace().count();
        let length = text.chars().count();
        let sentence = ends_sentence(&text) && !text.ends_with(':');
        let several = match (self.width, piece.lines.len()) {
            (Some(width), 1) => length * 10 > width * 12,
            (Some(width), 2) => length > width,
            (Some(_), _) => true,
            (None, _) => length >= 100,
        };
        let number = ends_with_number(&text) && piece.lines.len() == 1 && !ends_sentence(&text);
        words > 4 && (sentence || several) && !number && !is_capitals(&text)
    }
}

/// True for a line of a table of contents.
fn is_dotted(said: &str) -> bool {
    said.contains(".....") || said.contains(". . . .") || said.contains("……")
}

struct Assembly<'t> {
    reader: Reader<'t>,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    /// The level of the last numbered heading; 0 outside of numbered sections.
    section: u8,
    /// The number of the last numbered heading.
    last_number: Option<Number>,
    /// The piece that is the document's title.
    title: Option<usize>,
    /// The indents of the item above and of those that it is nested in.
    indents: Vec<usize>,
}

impl Assembly<'_> {
    fn blocks(mut self) -> Vec<Block> {
        // The piece before, if it is an entry or paragraph that lines may still be added to.
        let mut open: Option<usize> = None;
        let mut tabular = false;
        let mut numbered_item = false;
        for index in 0..self.pieces.len() {
            if let Some(table) = self.pieces[index].table.clone() {
                self.blocks.push(table);
                (open, tabular, numbered_item) = (None, false, false);
                continue;
            }
            if self.pieces[index].bullet {
                let depth = self.depth(index);
                self.push(BlockKind::Item(depth), index);
                (open, tabular, numbered_item) = (None, false, false);
                continue;
            }
            if let Some(level) = self.level(index, numbered_item, tabular) {
                self.push(BlockKind::Heading(level), index);
                (open, tabular, numbered_item) = (None, false, false);
                continue;
            }
            let text = self.reader.text(&self.pieces[index]);
            if self.is_numbered_item(index, numbered_item) {
                self.push(BlockKind::Item(1), index);
                (open, tabular, numbered_item) = (None, false, true);
                continue;
            }
            numbered_item = false;
            let piece = &self.pieces[index];
            let prose = self.reader.is_prose(piece);
            let same_group = open.is_some_and(|before| self.pieces[before].group == piece.group);
            let adds = match open {
                Some(before) if self.reader.width.is_none() => {
                    same_group && (self.reader.is_prose(&self.pieces[before]) || !prose)
                }
                Some(before) => {
                    !prose && !self.reader.is_prose(&self.pieces[before]) && (same_group || tabular)
                }
                None => false,
            };
            if adds {
                self.extend(index);
            } else {
                self.push(BlockKind::Paragraph, index);
                tabular = false;
            }
            tabular |= !prose
                && (heading::is_column_titles(&text)
                    || ends_with_number(&text) && states_amount(&text));
            open = Some(index);
        }
        self.blocks
    }

    fn push(&mut self, kind: BlockKind, index: usize) {
        self.blocks.push(Block { kind, spans: Vec::new() });
        self.extend(index);
    }

    /// Adds a piece's lines to the last block.
    fn extend(&mut self, index: usize) {
        let piece = &self.pieces[index];
        let Some(block) = self.blocks.last_mut() else { return };
        for (at, &line) in piece.lines.iter().enumerate() {
            let hard = match at.checked_sub(1) {
                Some(before) => piece.hard[before],
                None => !block.spans.is_empty(),
            };
            let range = self.reader.lines[line].range.clone();
            block.spans.push(Span { line, range, hard_break: hard });
        }
    }

    /// How deep an item is nested: one deeper than the item above that is indented less.
    fn depth(&mut self, index: usize) -> u8 {
        let here = self.reader.lines[self.pieces[index].lines[0]].indent;
        if index == 0 || !self.pieces[index - 1].bullet {
            self.indents.clear();
        }
        while self.indents.pop_if(|indent| *indent + 2 > here).is_some() {}
        self.indents.push(here);
        u8::try_from(self.indents.len()).unwrap_or(u8::MAX)
    }

    /// The number of a piece that may be a numbered heading or item.
    fn number(&self, index: usize) -> Option<Number> {
        let piece = self.pieces.get(index).filter(|piece| piece.is_text())?;
        heading::number(self.reader.said(*piece.lines.first()?))
    }

    /// True where the piece at `next` has the number after the one at `index`.
    fn counts_on(&self, index: usize, next: usize) -> bool {
        match (self.number(index), self.number(next)) {
            (Some(here), Some(next)) => {
                here.parts.len() == next.parts.len()
                    && here.parts.split_last().is_some_and(|(last, rest)| {
                        next.parts.strip_prefix(rest) == Some(&[last + 1])
                    })
            }
            _ => false,
        }
    }

    fn is_numbered_item(&self, index: usize, after_item: bool) -> bool {
        let Some(number) = self.number(index) else { return false };
        let in_row = self.counts_on(index, index + 1)
            || after_item && index > 0 && self.counts_on(index - 1, index);
        number.parts.len() == 1
            && (number.marked || in_row)
            && !is_dotted(&self.reader.text(&self.pieces[index]))
    }

    /// The level of a piece that is a heading.
    fn level(&mut self, index: usize, after_item: bool, tabular: bool) -> Option<u8> {
        let piece = &self.pieces[index];
        let text = self.reader.text(piece);
        let next = self.pieces.get(index + 1);
        let next_prose =
            next.is_some_and(|next| self.reader.is_prose(next)) && self.title != Some(index + 1);
        let next_text = next.map(|next| self.reader.text(next)).unwrap_or_default();
        let over_table =
            next.is_some_and(|next| next.table.is_some()) || heading::is_column_titles(&next_text);
        if self.title == Some(index) {
            return Some(1);
        }
        if is_dotted(&text) {
            return None;
        }
        if let Some(number) = self.number(index) {
            let trimmed = text.trim_end_matches('.');
            let short = piece.lines.len() <= 3 && heading::could_be(trimmed);
            let next_in_row = self.last_number.as_ref().is_some_and(|last| {
                number.parts.len() == 1
                    && last.parts.first().map(|it| it + 1) == number.parts.first().copied()
            });
            let ends = !ends_sentence(&text) || over_table || next_in_row;
            let in_list = self.counts_on(index, index + 1)
                || after_item && index > 0 && self.counts_on(index - 1, index);
            let in_contents = ends_with_number(&text)
                && !next_prose
                && !over_table
                && next.is_some_and(|_| self.number(index + 1).is_some());
            let weak = !(number.marked || next_prose || over_table);
            if short && ends && !in_list && !in_contents && !weak {
                let level = u8::try_from(number.parts.len()).unwrap_or(4).min(4) + 1;
                self.section = level;
                self.last_number = Some(number);
                return Some(level);
            }
            return None;
        }
        if piece.lines.len() > 4 || !heading::could_be(&text) {
            return None;
        }
        let known = heading::is_known(&text);
        let previous = index.checked_sub(1).map(|before| &self.pieces[before]);
        let in_group = previous.filter(|before| before.group == piece.group);
        let annex = known && text.to_lowercase().starts_with("bilaga");
        let first_of_group = annex
            || in_group.is_none_or(|before| {
                let above = self.reader.text(before);
                before.table.is_some()
                    || before.bullet
                    || ends_sentence(&above)
                    || before.lines.len() == 1 && !heading::could_be(&above)
            });
        let same_group = next.is_some_and(|next| next.group == piece.group);
        // A title over two lines is as long as a sentence.
        let alone = in_group.is_none() && !same_group && heading::titles_agreement(&text);
        if !first_of_group || self.reader.is_prose(piece) && !alone {
            return None;
        }
        let opens = match next {
            None => false,
            // A title may stand over a headline.
            Some(_) if alone => true,
            Some(next) if next.bullet => !same_group || known,
            Some(_) if over_table => true,
            Some(_) => {
                next_prose
                    && !begins_small(&next_text)
                    && (!same_group || self.is_narrow(piece))
                    && !(heading::is_name(&text) && same_group)
            }
        };
        let small = piece.lines.len() <= 2 && !tabular || known || heading::is_lettered(&text);
        if !(known && (annex || !same_group) || opens && small) {
            return None;
        }
        if annex {
            self.section = 0;
        }
        Some(if self.section > 0 { (self.section + 1).min(6) } else { 2 })
    }

    /// True for a piece that is clearly shorter than the text is wide.
    fn is_narrow(&self, piece: &Piece) -> bool {
        let length: usize = piece.lines.iter().map(|line| self.reader.lines[*line].length).sum();
        length * 10 <= self.reader.width.unwrap_or(120) * 7
    }
}

/// True where a line ends inside a word, a sum or a date: "miljo-" and "ner", "655 000" and
/// "000 kronor", "avsätts 20 000" and "kronor", "den 15" and "december", "den 31 mars" and "2020".
fn is_cut(above: &str, here: &str) -> bool {
    if ends_with_hyphen(above) && begins_small(here) {
        return true;
    }
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let last = above.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let mut words = here.split([' ', '\u{a0}']);
    let first = words.next().unwrap_or_default();
    let group = digits(first) && first.len() == 3 && last.len() <= 3;
    let unit = words.find(|word| !digits(word)).is_some_and(|word| {
        ["kr", "mnkr", "tkr", "milj"].iter().any(|unit| word.starts_with(unit))
    });
    let begins_month = |word: &str| month_number(word).is_some();
    let month = begins_month(first) && last.len() <= 2;
    // A unit below a lone number may be a column's.
    let sentence =
        above.split_whitespace().count() > 4 && above.ends_with(|c: char| c.is_numeric());
    let day = above.split_whitespace().rev().nth(1).is_some_and(|day| digits(day) && day.len() < 3);
    let year = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    let year = digits(year) && year.len() == 4 && day && begins_month(last);
    digits(last) && ((group && unit) || month) || sentence && begins_with_unit(here) || year
}

//! PDF to a [`Document`]: glyphs, words, lines, furniture, tables, blocks.
//!
//! The engines say what is drawn where; all grouping is done here and knows no engine. Words
//! broken over a line end are not joined here, and images are not read.

use hayro_interpret::RenderContent;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::read::Engine;
use crate::read::layout::{Document, Format, Page};

mod aligned;
mod annotations;
mod assemble;
mod blocks;
mod cmap;
mod cross_check;
mod file;
mod frame;
mod furniture;
mod glyph_order;
mod gutter;
mod hayro;
mod headings;
mod heads;
mod inline_images;
mod letters;
mod lines;
mod marker;
mod page;
mod pdf_extract;
mod ruled;
mod style;
mod table;
mod traps;
mod widths;
mod words;

pub use cross_check::{Characters, Comparison, PageDifference, cross_check, plain};

use assemble::PageFrame;
use frame::Frame;
use furniture::PageRows;
use lines::Item;
use page::{Failure, Glyph, PageContent, Rule, Turn};
use words::Quality;

/// Reads a PDF.
///
/// # Errors
///
/// Fails where no page has text, where the text has no usable characters, and where the file is
/// encrypted with a password, cut off, damaged beyond repair or too large.
pub fn read(bytes: &[u8], engine: Engine) -> Result<Document> {
    read_file(bytes, engine)
}

/// The name and the version of an engine.
fn name_of(engine: Engine) -> (&'static str, &'static str) {
    match engine {
        Engine::Hayro => ("hayro", hayro::VERSION),
        Engine::PdfExtract => ("pdf-extract", pdf_extract::VERSION),
    }
}

/// Reads every page with one engine and hands it to `take`, in order; what of the page beside its
/// text is read says `content`, which only one engine heeds.
fn each_page(
    bytes: &[u8],
    engine: Engine,
    content: RenderContent,
    take: &mut dyn FnMut(PageContent),
) -> Result<page::FileFacts> {
    let bytes = &file::readable(bytes);
    match engine {
        Engine::Hayro => hayro::each_page(bytes, content, take),
        Engine::PdfExtract => pdf_extract::each_page(bytes, take),
    }
}

fn read_file(bytes: &[u8], engine: Engine) -> Result<Document> {
    let health = file::examine(bytes)?;
    let mut pages = Vec::new();
    let mut take = |content: PageContent| pages.push(PageReading::of(content));
    let facts = each_page(bytes, engine, RenderContent::all(), &mut take)
        .map_err(|error| file::explained(error, bytes))?;

    let mut diagnostics = Vec::new();
    diagnostics.extend(health);
    judge(&pages, &mut diagnostics)?;
    let body = body_size(&pages);
    let mut rows: Vec<PageRows> =
        pages.iter_mut().map(|page| std::mem::take(&mut page.rows)).collect();
    furniture::remove(&mut rows, body);
    let mut items = Vec::new();
    for (number, (page, rows)) in pages.iter_mut().zip(rows).enumerate() {
        let aside = std::mem::take(&mut page.aside);
        items.extend(laid_out(number, rows, aside));
    }
    let items = blocks::join_tables(items);
    let drafts = blocks::blocks(&items);
    let frames: Vec<PageFrame> = pages.iter_mut().map(PageReading::take_frame).collect();
    let text = assemble::assemble(items, drafts, &frames);
    let (name, version) = name_of(engine);
    Ok(Document {
        format: Format::Pdf,
        engine: name,
        engine_version: version,
        pages: pages.iter().enumerate().map(|(index, page)| page.described(index)).collect(),
        lines: text.lines,
        blocks: text.blocks,
        links: text.links,
        title: facts.title.filter(|title| !title.trim().is_empty()),
        diagnostics,
    })
}

/// A page after its glyphs became words.
#[derive(Debug)]
struct PageReading {
    width: f32,
    height: f32,
    frame: Frame,
    rows: PageRows,
    /// Words that run in another direction than most of the page.
    aside: Vec<words::Row>,
    links: Vec<(crate::evidence::Rect, String)>,
    quality: Quality,
    has_image: bool,
    failure: Option<Failure>,
}

impl PageReading {
    fn of(content: PageContent) -> PageReading {
        let glyphs_of = |turn: Turn| -> Vec<&Glyph> {
            content.glyphs.iter().filter(|glyph| glyph.turn == turn).collect()
        };
        let most = |turn: &Turn| (glyphs_of(*turn).len(), std::cmp::Reverse(*turn));
        let main = Turn::ALL.into_iter().max_by_key(most).unwrap_or_default();
        let frame = Frame::new(main, content.width, content.height);
        let mut aside = Vec::new();
        for turn in Turn::ALL.into_iter().filter(|turn| *turn != main) {
            let other = Frame::new(turn, content.width, content.height);
            let mut rows = words::rows(&glyphs_of(turn), other);
            for word in rows.iter_mut().flat_map(|row| &mut row.words) {
                word.at = frame.rect(other.on_page(word.at));
            }
            aside.extend(rows);
        }
        let rules = content.rules.iter().map(|rule| {
            let at = frame.rect(rule.at);
            Rule { at, level: at.width() >= at.height() }
        });
        PageReading {
            width: content.width,
            height: content.height,
            frame,
            rows: PageRows {
                rows: words::rows(&glyphs_of(main), frame),
                rules: rules.collect(),
                height: frame.height(),
            },
            aside,
            quality: words::quality(&content.glyphs),
            has_image: !content.images.is_empty(),
            links: content.links,
            failure: content.failure,
        }
    }

    fn has_text(&self) -> bool {
        self.quality.glyphs > 0
    }

    fn take_frame(&mut self) -> PageFrame {
        PageFrame { frame: self.frame, links: std::mem::take(&mut self.links) }
    }

    fn described(&self, index: usize) -> Page {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        Page { number, width: self.width, height: self.height, has_text: self.has_text() }
    }
}

/// The font size of most of the document's characters.
fn body_size(pages: &[PageReading]) -> f32 {
    let rows = pages.iter().flat_map(|page| &page.rows.rows);
    let lines: Vec<lines::TextLine> =
        rows.map(|row| lines::TextLine::of(row.words.clone())).collect();
    style::body_size(lines.iter())
}

/// The tables and lines of a page in reading order.
fn laid_out(index: usize, mut page: PageRows, aside: Vec<words::Row>) -> Vec<Item> {
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let grids = ruled::take_tables(&mut page.rows, &page.rules);
    let mut items = lines::in_reading_order(page.rows, grids, &page.rules);
    items.extend(aside.into_iter().map(|row| Item::Line(lines::TextLine::of(row.words))));
    for item in &mut items {
        match item {
            Item::Line(line) => line.page = number,
            Item::Table(grid) => {
                let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.lines).for_each(|line| line.page = number);
            }
        }
    }
    items
}

/// Says what cannot be trusted, and fails where nothing can be.
fn judge(pages: &[PageReading], diagnostics: &mut Vec<Diagnostic>) -> Result<()> {
    /// From this part of a page's glyphs on, missing characters are worth a warning.
    const FEW: f32 = 0.02;
    /// From this part of a page's glyphs on, its text is of no use.
    const MOST: f32 = 0.5;
    let share = |part: usize, all: usize| part as f32 / all.max(1) as f32;
    let sum = |of: fn(&Quality) -> usize| pages.iter().map(|page| of(&page.quality)).sum::<usize>();
    let glyphs = sum(|quality| quality.glyphs);
    if glyphs == 0 {
        return Err(nothing_read(pages));
    }
    let of_use = |page: &PageReading| share(page.quality.unmapped, page.quality.glyphs) <= MOST;
    if !pages.iter().any(|page| page.has_text() && of_use(page)) {
        return Err(Error::NoUnicode);
    }
    for (index, page) in pages.iter().enumerate() {
        let (number, quality) = (index + 1, page.quality);
        let mut warn =
            |code: Code, message: String| diagnostics.push(Diagnostic::warning(code, message));
        if let Some(failure) = &page.failure {
            warn(
                Code::PageFailed,
                format!(
                    "page {number} was read only in part ({failure}); compare it with the original"
                ),
            );
        }
        if !page.has_text() {
            let why = if page.has_image {
                "it is an image, such as a scan: run it through OCR"
            } else {
                "it is empty"
            };
            warn(Code::PageWithoutText, format!("page {number} has no text; {why}"));
        }
        if share(quality.unmapped, quality.glyphs) > FEW {
            warn(
                Code::UnusableCharacters,
                format!(
                    "page {number}: the fonts do not say what {} of {} characters are; compare it with the original",
                    quality.unmapped, quality.glyphs
                ),
            );
        }
        if runs_together(&page.rows) {
            warn(
                Code::TextWithoutSpaces,
                format!(
                    "page {number}: the text has no spaces between its words; compare it with the original"
                ),
            );
        }
        if quality.guessed > 0 {
            warn(
                Code::GuessedCharacters,
                format!(
                    "page {number}: {} characters were guessed from their codes; compare them with the original",
                    quality.guessed
                ),
            );
        }
        if quality.glyphs > 0 && quality.invisible == quality.glyphs {
            warn(
                Code::OcrText,
                format!(
                    "page {number}: the text is the invisible layer of an OCR program; compare its numbers with the image"
                ),
            );
        }
    }
    Ok(())
}

/// True for a page of text whose words do not part.
fn runs_together(page: &PageRows) -> bool {
    /// Fewer letters may be a heading or a formula.
    const LETTERS: usize = 300;
    /// The words of Swedish law have 7 letters in the mean.
    const MEAN: usize = 20;
    let words = page.rows.iter().flat_map(|row| &row.words);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let (count, letters) = words
        .map(|word| letters(&word.text))
        .filter(|letters| *letters > 0)
        .fold((0, 0), |sum, letters| (sum.0 + 1, sum.1 + letters));
    letters > LETTERS && letters > MEAN * count
}

fn nothing_read(pages: &[PageReading]) -> Error {
    match pages.iter().find_map(|page| page.failure.clone()) {
        Some(Failure::Inside(what)) => Error::DamagedPdf(what),
        Some(Failure::Steps(count)) => Error::Limit {
            limit: format!("{count} drawing steps per page"),
            advice: "print the document to a new PDF".to_owned(),
        },
        None if pages.is_empty() => Error::DamagedPdf("it has no page".to_owned()),
        None if pages.iter().any(|page| page.has_image) => Error::Scanned(pages.len()),
        None => Error::BlankPdf(pages.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use page::{Letters, Origin};

    fn page(letter: char, origin: Origin) -> PageReading {
        let glyph = |at: u8| Glyph {
            letters: Letters::One(letter),
            x: 10.0 * f32::from(at),
            y: 50.0,
            advance: 8.0,
            size: 10.0,
            turn: Turn::default(),
            bold: None,
            origin,
            invisible: false,
        };
        let glyphs = (1..20).map(glyph).collect();
        PageReading::of(PageContent {
            width: 595.0,
            height: 842.0,
            glyphs,
            ..PageContent::default()
        })
    }

    #[test]
    fn a_page_without_characters_costs_no_other_page() {
        let good = || page('a', Origin::Stated);
        let bad = || page(char::REPLACEMENT_CHARACTER, Origin::Unmapped);
        let mut said = Vec::new();
        assert!(judge(&[bad(), bad(), good()], &mut said).is_ok());
        let codes: Vec<Code> = said.iter().map(|doubt| doubt.code).collect();
        assert_eq!(codes, [Code::UnusableCharacters; 2]);
        assert!(matches!(judge(&[bad(), bad()], &mut Vec::new()), Err(Error::NoUnicode)));
    }

    #[test]
    fn the_versions_of_the_engines_are_those_that_are_built() {
        let lock = include_str!("../../../Cargo.lock").replace("\r\n", "\n");
        for (package, (_, version)) in [
            ("hayro-interpret", name_of(Engine::Hayro)),
            ("pdf-extract", name_of(Engine::PdfExtract)),
        ] {
            let entry = format!("name = \"{package}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&entry), "{package} is not {version}");
        }
    }
}

//! The second engine: glyphs and ruled lines of each page, read by pdf-extract.
//!
//! It knows neither font names nor weights nor rotation, and panics on much; each page is read for
//! itself. Its widths are wrong for fonts that state them in ranges, so a glyph reaches no further
//! than to the next one of its run.

use pdf_extract::{
    ColorSpace, Document, MediaBox, OutputDev, OutputError, Path, PathOp, Transform,
};

use super::page::{Failure, FileFacts, Glyph, Letters, Origin, PageContent, Rule, Turn};
use crate::error::{Error, Result};
use crate::evidence::Rect;
use crate::panics::{Caught, contain};

/// The version of the engine.
pub(super) const VERSION: &str = "0.12.1";

/// How far back a glyph may stand and still be the next one of its line, in em.
const BACKWARDS: f32 = 1.5;
/// The part of a page's glyphs that are spaces where the producer writes spaces at all.
const SPACES: f32 = 0.05;

/// Reads every page of a PDF and hands it to `take`, in order.
pub(super) fn each_page(bytes: &[u8], take: &mut dyn FnMut(PageContent)) -> Result<FileFacts> {
    let inside =
        |panic: Caught| Error::Reader { engine: "pdf-extract".to_owned(), what: panic.to_string() };
    let damaged = |error: &dyn std::fmt::Display| Error::DamagedPdf(error.to_string());
    let document = contain(|| {
        let mut document = Document::load_mem(bytes).map_err(|error| damaged(&error))?;
        if document.is_encrypted() && document.decrypt("").is_err() {
            return Err(Error::Encrypted);
        }
        Ok(document)
    })
    .map_err(inside)??;
    let pages = document.get_pages();
    for number in pages.keys() {
        let mut device = PageDevice::default();
        let outcome = contain(|| pdf_extract::output_doc_page(&document, &mut device, *number));
        device.content.failure = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(Failure::Inside(error.to_string())),
            Err(panic) => Some(Failure::Inside(format!("a failure inside pdf-extract: {panic}"))),
        };
        take(device.content);
    }
    Ok(FileFacts { title: None })
}

/// Takes down what pdf-extract draws on one page.
#[derive(Default)]
struct PageDevice {
    content: PageContent,
    left: f64,
    top: f64,
}

impl PageDevice {
    fn on_page(&self, x: f64, y: f64) -> (f32, f32) {
        ((x - self.left) as f32, (self.top - y) as f32)
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        const RULE_THICKNESS: f32 = 2.5;
        let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        if width.min(height) > RULE_THICKNESS || width.max(height) < 2.0 * RULE_THICKNESS {
            return;
        }
        let level = width >= height;
        let (x, y) = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let (x0, x1) = (from.0.min(to.0), from.0.max(to.0));
        let (y0, y1) = (from.1.min(to.1), from.1.max(to.1));
        let at = match level {
            true => Rect { x0, y0: y, x1, y1: y },
            false => Rect { x0: x, y0, x1: x, y1 },
        };
        self.content.rules.push(Rule { at, level });
    }

    fn path(&mut self, matrix: &Transform, path: &Path, stroked: bool) {
        let place = |device: &PageDevice, x: f64, y: f64| {
            let (x, y) = apply(matrix, x, y);
            device.on_page(x, y)
        };
        let mut last = (0.0, 0.0);
        for op in &path.ops {
            match *op {
                PathOp::MoveTo(x, y) | PathOp::CurveTo(.., x, y) => last = place(self, x, y),
                PathOp::LineTo(x, y) => {
                    let to = place(self, x, y);
                    if stroked {
                        self.rule(last, to);
                    }
                    last = to;
                }
                PathOp::Rect(x, y, width, height) => {
                    let (a, c) = (place(self, x, y), place(self, x + width, y + height));
                    if stroked {
                        let (b, d) = ((c.0, a.1), (a.0, c.1));
                        for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
                            self.rule(from, to);
                        }
                    } else {
                        self.rule(a, c);
                    }
                }
                PathOp::Close => {}
            }
        }
    }
}

fn apply(matrix: &Transform, x: f64, y: f64) -> (f64, f64) {
    (x * matrix.m11 + y * matrix.m21 + matrix.m31, x * matrix.m12 + y * matrix.m22 + matrix.m32)
}

impl OutputDev for PageDevice {
    fn begin_page(
        &mut self,
        _number: u32,
        page: &MediaBox,
        _art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        (self.left, self.top) = (page.llx, page.ury);
        self.content.width = (page.urx - page.llx) as f32;
        self.content.height = (page.ury - page.lly) as f32;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        // Where the producer writes spaces, gaps that the widths leave are no spaces.
        let glyphs = &mut self.content.glyphs;
        let spaces = glyphs.iter().filter(|glyph| glyph.letters.is_space()).count();
        if (spaces as f32) < SPACES * glyphs.len() as f32 {
            return Ok(());
        }
        for index in 1..glyphs.len() {
            let (before, next) = (&glyphs[index - 1], &glyphs[index]);
            let step = match before.turn {
                Turn::None | Turn::Half => (next.x - before.x).abs(),
                Turn::Quarter | Turn::ThreeQuarters => (next.y - before.y).abs(),
            };
            if before.turn == next.turn && step < 1.2 * before.size && !next.letters.is_space() {
                glyphs[index - 1].advance = step;
            }
        }
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let along = (matrix.m11 * font_size, matrix.m12 * font_size);
        let size = (matrix.m21 * font_size).hypot(matrix.m22 * font_size);
        let Some(turn) = Turn::of(along.0, -along.1) else { return Ok(()) };
        if !size.is_finite() || size < 0.1 {
            return Ok(());
        }
        let (mut x, mut y) = self.on_page(matrix.m31, matrix.m32);
        let advance = (width * along.0.hypot(along.1)) as f32;
        let size = size as f32;
        if let Some(last) = self.content.glyphs.last_mut().filter(|last| last.turn == turn) {
            let (dx, dy) = (x - last.x, y - last.y);
            let (step, drift) = match turn {
                Turn::None => (dx, dy),
                Turn::Quarter => (dy, dx),
                Turn::Half => (-dx, dy),
                Turn::ThreeQuarters => (-dy, dx),
            };
            if drift.abs() < 0.1 * size && step > 0.0 {
                last.advance = last.advance.min(step);
            } else if drift.abs() < 0.1 * size && step > -BACKWARDS * size {
                // A width of zero puts a glyph on or before the last one: it keeps its turn.
                (x, y) = (last.x, last.y);
                let nudge = 0.1 * size;
                match turn {
                    Turn::None => x += nudge,
                    Turn::Quarter => y += nudge,
                    Turn::Half => x -= nudge,
                    Turn::ThreeQuarters => y -= nudge,
                }
                last.advance = last.advance.min(nudge);
            }
        }
        let unmapped = text.is_empty() || text.contains(char::REPLACEMENT_CHARACTER);
        let letters = match text.is_empty() {
            true => Letters::One(char::REPLACEMENT_CHARACTER),
            false => Letters::of(text),
        };
        let origin = if unmapped { Origin::Unmapped } else { Origin::Stated };
        let glyph =
            Glyph { letters, x, y, advance, size, turn, bold: None, origin, invisible: false };
        self.content.glyphs.push(glyph);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(
        &mut self,
        matrix: &Transform,
        _: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        self.path(matrix, path, true);
        Ok(())
    }

    fn fill(
        &mut self,
        matrix: &Transform,
        _: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> Result<(), OutputError> {
        self.path(matrix, path, false);
        Ok(())
    }
}

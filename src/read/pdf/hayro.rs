//! The first engine: glyphs, ruled lines, images and links of each page, read by hayro.
//!
//! Repairs what hayro leaves to its users: `ActualText`, glyphs without characters, text that is
//! clipped away or off the page, and content that never ends. It does not group glyphs.

use std::collections::HashMap;
use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Area, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as Bytes};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError};

use super::annotations;
use super::letters::{Alphabet, FontFacts};
use super::page::{
    Failure, FileFacts, Glyph, Letters, Origin, PageContent, Rule, Turn, text_string,
};
use super::traps::Traps;
use crate::error::{Error, Result};
use crate::evidence::Rect;
use crate::panics::{Caught, contain};

/// The version of the engine.
pub(super) const VERSION: &str = "0.9.0";

/// Drawing steps after which a page is left: a page of the densest real tables takes 100,000.
const STEPS_PER_PAGE: u32 = 3_000_000;
/// Pages after which a file is refused.
const MAX_PAGES: usize = 20_000;
/// Nested spans of marked content whose texts are heeded.
const DEEPEST: usize = 32;
/// The largest thickness of a filled box that is a ruled line, in points.
const RULE_THICKNESS: f64 = 2.5;

/// Reads every page of a PDF, or only these parts of each, and hands it to `take`, in order.
pub(super) fn each_page(
    bytes: &[u8],
    parts: RenderContent,
    take: &mut dyn FnMut(PageContent),
) -> Result<FileFacts> {
    let inside =
        |panic: Caught| Error::Reader { engine: "hayro".to_owned(), what: panic.to_string() };
    let pdf = contain(|| Pdf::new(bytes.to_vec())).map_err(inside)?.map_err(open_error)?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(Error::Limit {
            limit: format!("{MAX_PAGES} pages"),
            advice: "split the document and read its parts".to_owned(),
        });
    }
    let cache = InterpreterCache::new();
    let mut lookups = Lookups::default();
    let mut traps = Traps::default();
    for page in pages.iter() {
        let mut device = PageDevice::new(page, &mut lookups);
        let read = contain(|| {
            let trap = traps.of(page);
            if trap.is_none() {
                device.run(page, &pdf, &cache, parts);
            }
            trap
        });
        device.content.failure = match read {
            Ok(trap) => trap.map(|trap| Failure::Inside(trap.to_owned())),
            Err(panic) if panic.is::<OutOfSteps>() => Some(Failure::Steps(STEPS_PER_PAGE)),
            Err(panic) => Some(Failure::Inside(format!("a failure inside hayro: {panic}"))),
        };
        take(device.finish());
    }
    let title = pdf.metadata().title.as_deref().map(text_string);
    Ok(FileFacts { title })
}

fn open_error(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Encrypted,
        LoadPdfError::Decryption(_) => {
            Error::DamagedPdf("its encryption cannot be understood".to_owned())
        }
        LoadPdfError::Invalid => Error::DamagedPdf("it has no readable page tree".to_owned()),
    }
}

/// What unwinds out of the interpreter when a page takes too many steps.
struct OutOfSteps;

/// A span of marked content that states its own text.
struct ActualText {
    text: String,
    first_glyph: usize,
}

/// Takes down what hayro draws on one page.
struct PageDevice<'c> {
    lookups: &'c mut Lookups,
    /// The outline areas of the glyphs whose fonts do not tell their weight, by index.
    inks: Vec<(usize, f32)>,
    content: PageContent,
    page_area: Area,
    clips: Vec<Area>,
    marked: Vec<Option<ActualText>>,
    steps: u32,
}

/// What is worked out once a document: glyph areas and the characters of fonts.
#[derive(Default)]
struct Lookups {
    ink: HashMap<u128, f32>,
    weights: HashMap<char, Vec<(f32, usize)>>,
    alphabet: Alphabet,
}

impl PageDevice<'_> {
    fn new<'c>(page: &Page<'_>, lookups: &'c mut Lookups) -> PageDevice<'c> {
        let (width, height) = page.render_dimensions();
        PageDevice {
            lookups,
            inks: Vec::new(),
            content: PageContent { width, height, ..PageContent::default() },
            page_area: Area::new(0.0, 0.0, f64::from(width), f64::from(height)),
            clips: Vec::new(),
            marked: Vec::new(),
            steps: 0,
        }
    }

    fn run<'a>(
        &mut self,
        page: &Page<'a>,
        pdf: &'a Pdf,
        cache: &InterpreterCache<'a>,
        parts: RenderContent,
    ) {
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let settings = InterpreterSettings {
            render_content: parts,
            cmap_resolver: self.lookups.alphabet.cmap_resolver(),
            ..InterpreterSettings::default()
        };
        let mut context = Context::new(transform, self.page_area, cache, pdf.xref(), settings);
        interpret_page(page, &mut context, self);
        self.read_annotations(page, transform, parts);
    }

    fn finish(mut self) -> PageContent {
        while !self.marked.is_empty() {
            self.close_marked_content();
        }
        self.weigh();
        self.content
    }

    /// Tells bold glyphs from others by their ink where the font does not say: the weight that
    /// most glyphs of a character have is the plain one.
    fn weigh(&mut self) {
        const SAME: f32 = 0.04;
        const HEAVIER: f32 = 1.25;
        let glyphs = &mut self.content.glyphs;
        let inked = |&(index, ink): &(usize, f32)| match glyphs.get(index)?.letters {
            Letters::One(letter) if ink > 0.0 => Some((index, letter, ink)),
            _ => None,
        };
        let inks: Vec<(usize, char, f32)> = self.inks.iter().filter_map(inked).collect();
        for (_, letter, ink) in &inks {
            let weights = self.lookups.weights.entry(*letter).or_default();
            match weights.iter_mut().find(|(weight, _)| (weight - ink).abs() < SAME * ink) {
                Some((_, count)) => *count += 1,
                None => weights.push((*ink, 1)),
            }
        }
        for (index, letter, ink) in inks {
            let weights = self.lookups.weights.get(&letter).map(Vec::as_slice).unwrap_or_default();
            let plain =
                weights.iter().fold((0.0, 0), |best, one| if one.1 > best.1 { *one } else { best });
            if let Some(glyph) = glyphs.get_mut(index) {
                glyph.bold = Some(ink > HEAVIER * plain.0);
            }
        }
    }

    fn step(&mut self) {
        self.steps += 1;
        if self.steps > STEPS_PER_PAGE {
            resume_unwind(Box::new(OutOfSteps));
        }
    }

    /// True where a point of the page can be seen, half a font size of leeway given.
    fn is_visible(&self, at: Point, leeway: f64) -> bool {
        let inside = |area: &Area| area.inflate(leeway, leeway).contains(at);
        inside(&self.page_area) && self.clips.last().is_none_or(inside)
    }

    fn push_clip(&mut self, area: Area) {
        self.step();
        let area = match self.clips.last() {
            Some(outer) => outer.intersect(area),
            None => area,
        };
        self.clips.push(area);
    }

    fn read_annotations(&mut self, page: &Page<'_>, transform: Affine, parts: RenderContent) {
        let links = annotations::links(page, transform).into_iter();
        self.content.links.extend(links.map(|(area, address)| (rect(area), address)));
        if !parts.contains(RenderContent::ANNOTATIONS) {
            return;
        }
        for glyph in annotations::glyphs(page, transform) {
            self.step();
            if self.is_visible(Point::new(glyph.x.into(), glyph.y.into()), 0.0) {
                self.content.glyphs.push(glyph);
            }
        }
    }

    fn close_marked_content(&mut self) {
        let Some(Some(span)) = self.marked.pop() else { return };
        let Some(glyphs) = self.content.glyphs.get_mut(span.first_glyph..) else { return };
        let Some(first) = glyphs.first() else { return };
        // A text that goes on over several lines has no place of its own on any of them; its
        // glyphs say more, where they have characters.
        let (line, size) = (first.y, first.size);
        let one_line = glyphs.iter().all(|glyph| (glyph.y - line).abs() < size);
        if !one_line && glyphs.iter().all(|glyph| glyph.origin == Origin::Stated) {
            return;
        }
        if span.text.chars().count() == glyphs.len() {
            for (glyph, letter) in glyphs.iter_mut().zip(span.text.chars()) {
                glyph.letters = Letters::One(letter);
                glyph.origin = Origin::Stated;
            }
            return;
        }
        for (index, glyph) in glyphs.iter_mut().enumerate() {
            glyph.letters = if index == 0 { Letters::of(&span.text) } else { Letters::None };
            glyph.origin = Origin::Stated;
        }
    }

    fn draw_rule(&mut self, area: Area) {
        let visible = match self.clips.last() {
            Some(clip) => clip.inflate(1.0, 1.0).intersect(area),
            None => area,
        };
        if visible.width() < 0.0 || visible.height() < 0.0 {
            return;
        }
        let level = visible.width() >= visible.height();
        let mut at = rect(visible);
        if level {
            let y = (at.y0 + at.y1) / 2.0;
            (at.y0, at.y1) = (y, y);
        } else {
            let x = (at.x0 + at.x1) / 2.0;
            (at.x0, at.x1) = (x, x);
        }
        self.content.rules.push(Rule { at, level });
    }

    fn stroke_path(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let end = match *element {
                PathEl::MoveTo(p) => {
                    start = p;
                    last = p;
                    continue;
                }
                PathEl::LineTo(p) => p,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    last = p;
                    continue;
                }
            };
            let (from, to) = (transform * last, transform * end);
            let area = Area::from_points(from, to);
            if area.width().min(area.height()) < 0.5 {
                self.draw_rule(area);
            }
            last = end;
        }
    }

    fn fill_path(&mut self, path: &BezPath, transform: Affine) {
        // Producers draw several rules as one path of thin boxes: each part is a box of its own.
        let mut part: Option<Area> = None;
        let mut parts = Vec::new();
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    parts.extend(part.take());
                    part = Some(Area::from_points(p, p));
                }
                PathEl::LineTo(p) | PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    part = part.map(|area| area.union_pt(p));
                }
                PathEl::ClosePath => {}
            }
        }
        parts.extend(part);
        for part in parts {
            self.fill_area(transform.transform_rect_bbox(part));
        }
    }

    fn fill_area(&mut self, area: Area) {
        let (thin, long) = (area.width().min(area.height()), area.width().max(area.height()));
        if thin <= RULE_THICKNESS && long > 2.0 * RULE_THICKNESS {
            self.draw_rule(area);
        }
    }
}

impl<'a> Device<'a> for PageDevice<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let font = FontFacts::of(run);
        let mut glyphs = run.glyphs().iter().peekable();
        while let Some(glyph) = glyphs.next() {
            self.step();
            let transform = props.transform * glyph.transform();
            let origin = transform * Point::ZERO;
            let along = transform * Point::new(1000.0, 0.0) - origin;
            let size = (transform * Point::new(0.0, 1000.0) - origin).hypot();
            let Some(turn) = Turn::of(along.x, along.y) else { continue };
            if !(size.is_finite() && size > 0.1 && self.is_visible(origin, size / 2.0)) {
                continue;
            }
            let next = glyphs.peek().map(|next| props.transform * next.transform() * Point::ZERO);
            let advance = advance(glyph, along, size, next.map(|next| next - origin));
            let (letters, source) = self.lookups.alphabet.letters(glyph, &font);
            if font.bold.is_none() {
                let ink = self.ink_of(glyph);
                self.inks.push((self.content.glyphs.len(), ink));
            }
            self.content.glyphs.push(Glyph {
                letters,
                x: origin.x as f32,
                y: origin.y as f32,
                advance: advance as f32,
                size: size as f32,
                turn,
                bold: font.bold,
                origin: source,
                invisible: matches!(mode, DrawMode::Invisible),
            });
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        match mode {
            DrawMode::Stroke(_) => self.stroke_path(path, props.transform),
            DrawMode::Fill(_) => self.fill_path(path, props.transform),
            DrawMode::FillAndStroke(..) => self.stroke_path(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, area: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let on_page = props.transform.transform_rect_bbox(*area);
        match mode {
            DrawMode::Fill(_) => self.fill_area(on_page),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.stroke_path(&on_page.to_path(0.1), Affine::IDENTITY);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        // An image is drawn on its pixel grid or on the unit square; either way its transform
        // tells that something other than text stands here.
        let area = props.transform.transform_rect_bbox(Area::new(0.0, 0.0, 1.0, 1.0));
        self.content.images.push(rect(area));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, area: &Area) {
        self.push_clip(*area);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
    }

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.step();
        let text = properties.and_then(|dict| dict.get::<Bytes<'_>>(b"ActualText".as_slice()));
        let text = text.filter(|_| self.marked.len() < DEEPEST);
        self.marked.push(text.map(|text| ActualText {
            text: text_string(text.as_bytes()),
            first_glyph: self.content.glyphs.len(),
        }));
    }

    fn end_marked_content(&mut self) {
        self.close_marked_content();
    }
}

impl PageDevice<'_> {
    fn ink_of(&mut self, glyph: &Drawn<'_>) -> f32 {
        let Drawn::Outline(outline) = glyph else { return 0.0 };
        let key = outline.identifier().cache_key();
        *self
            .lookups
            .ink
            .entry(key)
            .or_insert_with(|| outline.outline().area().abs() as f32 / 1000.0)
    }
}

/// How far a glyph reaches along its line, in points.
fn advance(glyph: &Drawn<'_>, along: Vec2, size: f64, to_next: Option<Vec2>) -> f64 {
    let width = match glyph {
        Drawn::Outline(outline) => outline.advance_width(),
        Drawn::Type3(type3) => type3.advance_width(),
    };
    let width = f64::from(width.unwrap_or(0.0)) / 1000.0;
    let (scaled, plain) = (width * along.hypot(), width * size);
    // A substituted font is stretched to the stated width, which the scale then holds twice; the
    // next glyph of the run shows which of the two was meant.
    match to_next.map(Vec2::hypot) {
        Some(step) if (step - plain).abs() < (step - scaled).abs() => plain,
        _ => scaled,
    }
}

fn rect(area: Area) -> Rect {
    Rect {
        x0: area.min_x() as f32,
        y0: area.min_y() as f32,
        x1: area.max_x() as f32,
        y1: area.max_y() as f32,
    }
}

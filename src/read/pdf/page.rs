//! What an engine says of one page: glyphs, ruled lines, images and links, in points.
//!
//! Engines make it and the layout reads it, so the layout knows no engine. Coordinates are those
//! of the page as displayed, from its top left corner, `y` downwards. Nothing is grouped here.

use crate::evidence::Rect;

/// The characters of one glyph; nearly always one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Letters {
    /// No character of its own: its text stands on another glyph of the same span.
    None,
    /// One character.
    One(char),
    /// Several, such as a ligature's.
    Many(Box<str>),
}

impl Letters {
    /// The characters of a string.
    pub(super) fn of(text: &str) -> Letters {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Letters::None,
            (Some(only), None) => Letters::One(only),
            _ => Letters::Many(text.into()),
        }
    }

    /// True for white space of every width and for control characters, which some producers
    /// write where a font has no thin space.
    pub(super) fn is_space(&self) -> bool {
        match self {
            Letters::None => false,
            Letters::One(c) => is_space(*c),
            Letters::Many(text) => text.chars().all(is_space),
        }
    }

    /// Appends the characters to `out`.
    pub(super) fn push_to(&self, out: &mut String) {
        match self {
            Letters::None => {}
            Letters::One(c) => out.push(*c),
            Letters::Many(text) => out.push_str(text),
        }
    }
}

/// True for characters that part words.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}')
}

/// The direction in which text runs on the page as displayed, in clockwise quarter turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Turn {
    /// Left to right.
    #[default]
    None,
    /// Top to bottom.
    Quarter,
    /// Right to left, upside down.
    Half,
    /// Bottom to top.
    ThreeQuarters,
}

impl Turn {
    /// All directions.
    pub(super) const ALL: [Turn; 4] = [Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters];

    /// The direction of a vector on the page; none where it is more than ten degrees off the axes,
    /// as in a watermark.
    pub(super) fn of(dx: f64, dy: f64) -> Option<Turn> {
        const TEN_DEGREES: f64 = 0.18;
        let turn = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
            (true, true, _) => Turn::None,
            (false, _, true) => Turn::Quarter,
            (true, false, _) => Turn::Half,
            (false, _, false) => Turn::ThreeQuarters,
        };
        let (major, minor) = (dx.abs().max(dy.abs()), dx.abs().min(dy.abs()));
        (major > 0.0 && minor <= TEN_DEGREES * major).then_some(turn)
    }
}

/// One glyph as drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its characters.
    pub(super) letters: Letters,
    /// Where its origin stands, in points from the left.
    pub(super) x: f32,
    /// Where its baseline stands, in points from the top.
    pub(super) y: f32,
    /// How far it reaches along its direction, in points.
    pub(super) advance: f32,
    /// The font size, in points.
    pub(super) size: f32,
    /// The direction it runs in.
    pub(super) turn: Turn,
    /// Whether its font is bold, where the engine knows.
    pub(super) bold: Option<bool>,
    /// Where its characters come from.
    pub(super) origin: Origin,
    /// Drawn without ink, as the text layer of an OCR program is.
    pub(super) invisible: bool,
}

/// Where a glyph's characters come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The font or the file says so.
    Stated,
    /// Looked up backwards in the embedded font.
    LookedUp,
    /// Guessed from the character code.
    Guessed,
    /// Unknown: the text is U+FFFD.
    Unmapped,
}

/// A drawn line that is level or upright on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Its ends; one pair of edges is equal.
    pub(super) at: Rect,
    /// True where it is level.
    pub(super) level: bool,
}

/// Why the rest of a page was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// The engine failed, and said this.
    Inside(String),
    /// The page takes more than this many drawing steps.
    Steps(u32),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Inside(what) => f.write_str(what),
            Failure::Steps(count) => write!(f, "more than {count} drawing steps"),
        }
    }
}

/// One page as an engine reads it.
#[derive(Debug, Clone, Default)]
pub(super) struct PageContent {
    /// Width in points, as displayed.
    pub(super) width: f32,
    /// Height in points, as displayed.
    pub(super) height: f32,
    /// The glyphs in the order drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// The ruled lines.
    pub(super) rules: Vec<Rule>,
    /// The images.
    pub(super) images: Vec<Rect>,
    /// The links: their boxes and addresses.
    pub(super) links: Vec<(Rect, String)>,
    /// What went wrong on the page, if anything did.
    pub(super) failure: Option<Failure>,
}

/// What an engine says of the file as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct FileFacts {
    /// The title in the file's metadata.
    pub(super) title: Option<String>,
}

/// Characters of a PDF text string: UTF-16 with its mark, UTF-8 with its mark, or Latin.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc_char(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// PDFDocEncoding where it differs from Latin-1 in printable characters.
fn pdf_doc_char(byte: u8) -> char {
    const FROM_0X80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', '\u{FB01}', '\u{FB02}', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}',
        '€',
    ];
    match byte {
        0x80..=0xA0 => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_in_every_encoding() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(text_string(bytes), expected);
        check(b"Bilaga 1", "Bilaga 1");
        check(&[0xFE, 0xFF, 0x00, 0xE5, 0x20, 0x09], "å\u{2009}");
        check(&[0xFF, 0xFE, 0xE5, 0x00], "å");
        check(&[0xEF, 0xBB, 0xBF, 0xC3, 0xA5], "å");
        check(&[0xE5, 0x85, 0xA0], "å–€");
    }

    #[test]
    fn directions_of_text() {
        let check = |dx, dy, expected| assert_eq!(Turn::of(dx, dy), expected);
        check(10.0, 0.1, Some(Turn::None));
        check(0.0, 10.0, Some(Turn::Quarter));
        check(-10.0, 0.0, Some(Turn::Half));
        check(0.0, -10.0, Some(Turn::ThreeQuarters));
        check(10.0, 10.0, None);
        check(0.0, 0.0, None);
    }
}

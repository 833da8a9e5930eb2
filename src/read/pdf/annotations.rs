//! What stands on a page beside its contents: links, and the text of form fields and free-text
//! annotations that carry no drawing of their own.
//!
//! Every viewer draws and prints such text from its value, in its box, so it is text of the page
//! and stands where its box is. The widths of its characters are a guess. Hidden annotations,
//! passwords, buttons and comments are not text of the page.

use hayro_interpret::kurbo::{Affine, Rect as Area};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect as Box4, String as Bytes};
use hayro_syntax::page::Page;

use super::page::{Glyph, Letters, Origin, Turn, text_string};

/// Flags of an annotation that no viewer shows.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// Flags of a form field: its text has several lines; its text is a password.
const MULTILINE: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
/// Levels of a form's tree above a field that are looked at.
const DEEPEST: usize = 16;
/// The font size, in points, where the file leaves it to the viewer.
const SIZE: f64 = 12.0;
/// The width of a character in font sizes: about the mean of Helvetica's.
const WIDTH: f64 = 0.5;
/// The distance of two lines in font sizes.
const LEADING: f64 = 1.15;
/// The margin between a box and its text, in points.
const MARGIN: f64 = 2.0;

/// The links of a page: their boxes, as displayed, and addresses.
pub(super) fn links(page: &Page<'_>, transform: Affine) -> Vec<(Area, String)> {
    let link = |annotation: Dict<'_>| {
        let action = annotation.get::<Dict<'_>>(b"A".as_slice())?;
        let address = action.get::<Bytes<'_>>(b"URI".as_slice())?;
        Some((area_of(&annotation, transform)?, text_string(address.as_bytes())))
    };
    annotations(page).filter_map(link).collect()
}

/// The glyphs of the texts that no appearance draws, as displayed.
pub(super) fn glyphs<'a>(
    page: &Page<'a>,
    transform: Affine,
) -> impl Iterator<Item = Glyph> + use<'a> {
    annotations(page).filter_map(move |it| Text::of(&it, transform)).flat_map(Text::glyphs)
}

fn annotations<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let array = page.raw().get::<Array<'a>>(b"Annots".as_slice());
    array.into_iter().flat_map(|array| array.iter::<Dict<'a>>().collect::<Vec<_>>())
}

fn area_of(annotation: &Dict<'_>, transform: Affine) -> Option<Area> {
    let area = annotation.get::<Box4>(b"Rect".as_slice())?;
    Some(transform.transform_rect_bbox(Area::new(area.x0, area.y0, area.x1, area.y1)))
}

/// A text to be written into a box.
struct Text {
    text: String,
    area: Area,
    /// The font size in points.
    size: f64,
    multiline: bool,
}

impl Text {
    fn of(annotation: &Dict<'_>, transform: Affine) -> Option<Text> {
        let hidden = annotation.get::<u32>(b"F".as_slice()).unwrap_or(0) & UNSEEN != 0;
        if hidden || has_appearance(annotation) {
            return None;
        }
        let flags = inherited::<u32>(annotation, b"Ff").unwrap_or(0);
        let (text, multiline) = match annotation.get::<Name<'_>>(b"Subtype".as_slice())?.as_ref() {
            b"FreeText" => (annotation.get::<Bytes<'_>>(b"Contents".as_slice())?, true),
            b"Widget" if flags & PASSWORD == 0 => {
                let kind = inherited::<Name<'_>>(annotation, b"FT")?;
                let entered = matches!(kind.as_ref(), b"Tx" | b"Ch");
                (
                    inherited::<Bytes<'_>>(annotation, b"V").filter(|_| entered)?,
                    flags & MULTILINE != 0,
                )
            }
            _ => return None,
        };
        let area = area_of(annotation, transform)?;
        let text = chosen(annotation, &text).unwrap_or_else(|| text_string(text.as_bytes()));
        let stated =
            inherited::<Bytes<'_>>(annotation, b"DA").and_then(|it| size_of(it.as_bytes()));
        let fitting = if multiline { SIZE } else { SIZE.min(0.7 * area.height()) };
        let size = stated.unwrap_or(fitting);
        (area.is_finite() && area.width() > 0.0 && size > 0.1).then_some(Text {
            text,
            area,
            size,
            multiline,
        })
    }

    fn glyphs(self) -> impl Iterator<Item = Glyph> {
        let Text { text, area, size, multiline } = self;
        let room = (area.width() - 2.0 * MARGIN).max(size);
        let lines = if multiline {
            broken(&text, (room / (WIDTH * size)) as usize)
        } else {
            vec![text.replace(['\r', '\n'], " ")]
        };
        let first = if multiline {
            area.y0 + MARGIN + size
        } else {
            (area.y0 + area.y1) / 2.0 + 0.35 * size
        };
        lines.into_iter().enumerate().flat_map(move |(line, text)| {
            let letters: Vec<char> = text.chars().collect();
            let advance = (WIDTH * size).min(room / letters.len().max(1) as f64);
            letters.into_iter().enumerate().map(move |(at, letter)| Glyph {
                letters: Letters::One(letter),
                x: (area.x0 + MARGIN + advance * at as f64) as f32,
                y: (first + LEADING * size * line as f64) as f32,
                advance: advance as f32,
                size: size as f32,
                turn: Turn::None,
                bold: None,
                origin: Origin::Stated,
                invisible: false,
            })
        })
    }
}

fn has_appearance(annotation: &Dict<'_>) -> bool {
    let drawn = annotation.get::<Dict<'_>>(b"AP".as_slice());
    drawn.and_then(|states| states.get::<Object<'_>>(b"N".as_slice())).is_some()
}

/// The value of a field, or of the field that it is a part of.
fn inherited<'a, T>(field: &Dict<'a>, key: &[u8]) -> Option<T>
where
    T: TryFrom<Object<'a>>,
{
    let mut field = field.clone();
    for _ in 0..DEEPEST {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return T::try_from(value).ok();
        }
        field = field.get::<Dict<'a>>(b"Parent".as_slice())?;
    }
    None
}

/// The text shown for the value of a list, which may name its choices otherwise.
fn chosen(field: &Dict<'_>, value: &Bytes<'_>) -> Option<String> {
    let choices = inherited::<Array<'_>>(field, b"Opt")?;
    let shown = choices.iter::<Array<'_>>().find_map(|choice| {
        let mut parts = choice.iter::<Bytes<'_>>();
        (parts.next()?.as_bytes() == value.as_bytes()).then(|| parts.next())?
    });
    shown.map(|text| text_string(text.as_bytes()))
}

/// The font size in a default appearance such as `/Helv 12 Tf 0 g`; none for 0, which leaves it
/// to the viewer.
fn size_of(appearance: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let operator = words.iter().position(|word| *word == "Tf")?;
    let size: f64 = words.get(operator.checked_sub(1)?)?.parse().ok()?;
    (size.is_finite() && size > 0.0).then_some(size)
}

/// The lines of a text, none longer than `most` characters where it can be broken.
fn broken(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split(['\r', '\n']) {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let longer = line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && longer > most {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn font_sizes_of_appearances() {
        let check = |text: &str, expected| assert_eq!(size_of(text.as_bytes()), expected);
        check("/Helv 12 Tf 0 g", Some(12.0));
        check("0 0 1 rg /F1 9.5 Tf", Some(9.5));
        check("/Helv 0 Tf", None);
        check("Tf", None);
        check("", None);
    }

    #[test]
    fn lines_of_a_box() {
        let check = |text, most, expected: &[&str]| assert_eq!(broken(text, most), expected);
        check("ett två tre", 7, &["ett två", "tre"]);
        check("ett\r\ntvå\rtre", 20, &["ett", "två", "tre"]);
        check("överenskommelse om", 5, &["överenskommelse", "om"]);
    }
}

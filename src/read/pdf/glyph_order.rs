//! Which character a glyph number means in the fonts of Windows, for files that write the numbers
//! and say neither themselves nor in a font of theirs what they are.
//!
//! Most of these fonts keep the glyph order of the Macintosh: ASCII from glyph 3, then Mac OS
//! Roman without its no-break space. What stands here is a guess, and is reported as one: a file
//! may have been made with another version of its font.

use encoding_rs::MACINTOSH;

/// Names that fonts in this order begin with, without spaces and hyphens.
const FAMILIES: &[&str] = &[
    "arial",
    "centurygothic",
    "comicsansms",
    "couriernew",
    "georgia",
    "impact",
    "opensans",
    "tahoma",
    "timesnewroman",
    "trebuchetms",
    "verdana",
];

/// Families that have Cyrillic letters, and have them at the same place.
const WITH_CYRILLIC: &[&str] = &["arial", "couriernew", "timesnewroman"];

/// Runs of glyphs of Calibri, which has an order of its own: the first, and their characters.
const CALIBRI: &[(u32, &str)] = &[
    (1, " "),
    (3, " AÀÁÂÃÄÅ"),
    (17, "BC"),
    (24, "D"),
    (28, "EÈÉ"),
    (38, "FG"),
    (44, "H"),
    (47, "IÌÍ"),
    (58, "J"),
    (60, "K"),
    (62, "L"),
    (68, "MN"),
    (75, "OÒÓÔÕÖ"),
    (87, "P"),
    (89, "QR"),
    (94, "S"),
    (100, "T"),
    (104, "U"),
    (109, "Ü"),
    (115, "VW"),
    (121, "XY"),
    (127, "Z"),
    (258, "aàáâãäå"),
    (271, "bc"),
    (282, "d"),
    (286, "eèé"),
    (296, "f"),
    (336, "g"),
    (346, "h"),
    (349, "iìí"),
    (361, "j"),
    (364, "k"),
    (367, "l"),
    (373, "mn"),
    (381, "oòóôõö"),
    (393, "p"),
    (395, "qr"),
    (400, "s"),
    (410, "t"),
    (437, "u"),
    (442, "ü"),
    (448, "vw"),
    (454, "xy"),
    (460, "z"),
    (853, ","),
    (855, ":."),
    (876, "/"),
    (882, "-"),
    (894, "()[]"),
    (940, "£"),
    (1004, "0123456789"),
    (1081, "%"),
    (1085, "+−"),
];

/// The character of a glyph in the font of this name; none where nothing is known of it.
pub(super) fn char_of(font: &str, glyph: u32) -> Option<char> {
    let name: String = font.chars().filter(|c| c.is_alphanumeric()).collect();
    let name = name.to_ascii_lowercase();
    let is_of = |families: &[&str]| families.iter().any(|family| name.starts_with(family));
    if name.starts_with("calibri") {
        return in_runs(CALIBRI, glyph);
    }
    if !is_of(FAMILIES) {
        return None;
    }
    match glyph {
        3..=97 => char::from_u32(glyph + 29),
        98..=171 => Some(mac_roman(glyph + 30)),
        // Arial Black has the no-break space, so its letters stand one further on.
        172..=208 if !name.starts_with("arialblack") => Some(mac_roman(glyph + 31)),
        // А to я.
        0x23A..=0x279 if is_of(WITH_CYRILLIC) => char::from_u32(glyph + 0x1D6),
        _ => None,
    }
}

fn in_runs(runs: &[(u32, &str)], glyph: u32) -> Option<char> {
    let last = runs.partition_point(|(first, _)| *first <= glyph).checked_sub(1)?;
    let (first, letters) = runs.get(last)?;
    letters.chars().nth(usize::try_from(glyph - first).ok()?)
}

fn mac_roman(code: u32) -> char {
    let byte = u8::try_from(code).unwrap_or_default();
    let (text, _) = MACINTOSH.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_numbers_of_windows_fonts() {
        let check = |font, glyph, expected| assert_eq!(char_of(font, glyph), expected);
        check("ArialMT", 3, Some(' '));
        check("Arial,Bold", 20, Some('1'));
        check("CenturyGothic,Bold", 39, Some('D'));
        check("TimesNewRomanPSMT", 98, Some('Ä'));
        check("Times New Roman", 110, Some('å'));
        check("Verdana-Bold", 124, Some('ö'));
        check("Arial", 177, Some('–'));
        check("Arial", 179, Some('“'));
        check("Arial", 207, Some('Ó'));
        check("Arial", 0x24D, Some('У'));
        check("Calibri", 386, Some('ö'));
        check("Calibri-Bold", 1013, Some('9'));
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        let check = |font, glyph| assert_eq!(char_of(font, glyph), None);
        check("Arial", 0);
        check("Arial", 300);
        check("ArialBlack", 179);
        check("Calibri", 70);
        check("ABCDEE+Garamond", 68);
        check("Verdana", 0x24D);
    }
}

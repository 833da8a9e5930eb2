//! Which character an embedded TrueType or OpenType font draws with a glyph: its `cmap` backwards,
//! and whether its glyphs have the numbers that they have in the whole font.
//!
//! Reads the Unicode tables of formats 4 and 12, which hold nearly every such font. Private-use
//! characters say nothing and are left out. A damaged table gives no characters.

use std::collections::HashMap;

/// From glyph to character.
#[derive(Debug, Default)]
pub(super) struct Reverse {
    map: HashMap<u32, char>,
    keeps_numbers: bool,
}

impl Reverse {
    /// The map of a font file; empty where it has none.
    pub(super) fn of(font: &[u8]) -> Reverse {
        let mut map = HashMap::new();
        if read_font(font, &mut map).is_none() {
            map.clear();
        }
        Reverse { map, keeps_numbers: is_mostly_empty(font).unwrap_or(false) }
    }

    /// True where any glyph has a character.
    pub(super) fn knows_any(&self) -> bool {
        !self.map.is_empty()
    }

    /// True for a part of a font whose glyphs kept their numbers: most of its places are empty.
    pub(super) fn keeps_numbers(&self) -> bool {
        self.keeps_numbers
    }

    /// The character that the glyph draws; the lowest where several share it.
    pub(super) fn char_of(&self, glyph: u32) -> Option<char> {
        self.map.get(&glyph).copied()
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<usize> {
    let pair = data.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes(pair.try_into().ok()?)))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let four = data.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(four.try_into().ok()?)).ok()
}

/// A table of a font file, and all that follows it.
fn table<'f>(font: &'f [u8], name: &[u8; 4]) -> Option<&'f [u8]> {
    let record = (0..u16_at(font, 4)?)
        .map(|index| 12 + 16 * index)
        .find(|&at| font.get(at..at + 4) == Some(name.as_slice()))?;
    font.get(u32_at(font, record + 8)?..)
}

/// Whether more than half of a TrueType font's places have no outline.
fn is_mostly_empty(font: &[u8]) -> Option<bool> {
    let places = u16_at(table(font, b"maxp")?, 4)?;
    let long = u16_at(table(font, b"head")?, 50)? == 1;
    let index = table(font, b"loca")?;
    let start = |place| if long { u32_at(index, 4 * place) } else { u16_at(index, 2 * place) };
    let is_empty = |place: &usize| start(*place).is_some() && start(*place) == start(place + 1);
    let empty = (0..places).filter(is_empty).count();
    Some(2 * empty > places)
}

fn read_font(font: &[u8], map: &mut HashMap<u32, char>) -> Option<()> {
    let cmap = table(font, b"cmap")?;
    for index in 0..u16_at(cmap, 2)? {
        let record = 4 + 8 * index;
        let (platform, encoding) = (u16_at(cmap, record)?, u16_at(cmap, record + 2)?);
        // Platform 0 is Unicode; of platform 3 (Windows), encodings 1 and 10 are.
        if platform == 0 || (platform == 3 && matches!(encoding, 1 | 10)) {
            let table = cmap.get(u32_at(cmap, record + 4)?..)?;
            match u16_at(table, 0)? {
                4 => read_format_4(table, map)?,
                12 => read_format_12(table, map)?,
                _ => {}
            }
        }
    }
    Some(())
}

fn add(map: &mut HashMap<u32, char>, glyph: usize, code: usize) {
    let letter = u32::try_from(code).ok().and_then(char::from_u32);
    let Some(letter) = letter.filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c)) else { return };
    let Ok(glyph) = u32::try_from(glyph) else { return };
    if glyph != 0 {
        let kept = map.entry(glyph).or_insert(letter);
        *kept = (*kept).min(letter);
    }
}

fn read_format_4(table: &[u8], map: &mut HashMap<u32, char>) -> Option<()> {
    let segments = u16_at(table, 6)? / 2;
    let (ends, starts) = (14, 16 + 2 * segments);
    let (deltas, offsets) = (starts + 2 * segments, starts + 4 * segments);
    for segment in 0..segments {
        let first = u16_at(table, starts + 2 * segment)?;
        let last = u16_at(table, ends + 2 * segment)?;
        let delta = u16_at(table, deltas + 2 * segment)?;
        let at = offsets + 2 * segment;
        let offset = u16_at(table, at)?;
        for code in first..=last {
            let glyph = if offset == 0 {
                (code + delta) & 0xFFFF
            } else {
                match u16_at(table, at + offset + 2 * (code - first)) {
                    Some(0) | None => continue,
                    Some(glyph) => (glyph + delta) & 0xFFFF,
                }
            };
            add(map, glyph, code);
        }
    }
    Some(())
}

fn read_format_12(table: &[u8], map: &mut HashMap<u32, char>) -> Option<()> {
    // A group may claim all of Unicode; no font has more glyphs than 65,536.
    const MAX_GROUP: usize = 0x1_0000;
    for group in 0..u32_at(table, 12)?.min(MAX_GROUP) {
        let at = 16 + 12 * group;
        let (first, last) = (u32_at(table, at)?, u32_at(table, at + 4)?);
        let glyph = u32_at(table, at + 8)?;
        for code in first..=last.min(first.saturating_add(MAX_GROUP)) {
            add(map, glyph + (code - first), code);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font file with one `cmap` subtable of platform 3, encoding 1.
    fn font(subtable: &[u16]) -> Vec<u8> {
        let mut file = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        file.extend(b"cmap");
        file.extend([0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0]);
        file.extend([0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12]);
        file.extend(subtable.iter().flat_map(|unit| unit.to_be_bytes()));
        file
    }

    #[test]
    fn glyphs_lead_back_to_characters() {
        // One segment, U+00E4 to U+00E5, glyph = code - 220; then the closing segment.
        let units = [4, 32, 0, 4, 0, 0, 0, 0xE5, 0xFFFF, 0, 0xE4, 0xFFFF, 0xFF24, 1, 0, 0];
        let reverse = Reverse::of(&font(&units));
        let check = |glyph, expected| assert_eq!(reverse.char_of(glyph), expected);
        check(8, Some('ä'));
        check(9, Some('å'));
        check(10, None);
    }

    #[test]
    fn damaged_fonts_give_nothing() {
        for data in [b"".as_slice(), b"cmap", &font(&[4, 32, 0, 4])] {
            assert_eq!(Reverse::of(data).char_of(8), None);
        }
    }
}

//! Glyphs to words with boxes, in rows of one baseline.
//!
//! Words part at spaces and at gaps between inked glyphs. Rows hold everything that stands on one
//! baseline over the whole width; which of it belongs together is told later.

use super::frame::Frame;
use super::page::{Glyph, Letters, Origin, is_space};
use crate::evidence::Rect;
use crate::read::raised::raised;

/// Distances in em (font sizes) that decide where words part and which glyphs share a row.
struct Tolerances {
    /// Baselines closer than this are one row.
    same_row: f32,
    /// Baselines closer than this are the same also for glyphs of different sizes.
    same_baseline: f32,
    /// Without a space glyph, a gap from here parts words. Gaps inside numbers are 0.15 to 0.2:
    /// there the parts are words of their own, parted by one space.
    word_gap: f32,
    /// A space glyph without a gap parts nothing: some converters write one for a soft hyphen.
    least_gap: f32,
    /// The same glyph drawn again within this distance is one glyph; the second l of "till"
    /// stands 0.2 away.
    same_place: f32,
    /// A row of smaller glyphs whose baseline is within this of a larger row's is raised or
    /// lowered text of it.
    script_shift: f32,
    /// How far raised text stands from the text that it belongs to.
    script_gap: f32,
    /// How much smaller raised text is at least.
    script_size: f32,
    /// From this shift a digit is a raised one.
    raised: f32,
    /// Height over the baseline and depth below it of a word's box.
    ascent: f32,
    /// Depth below the baseline of a word's box.
    descent: f32,
}

const TOLERANCES: Tolerances = Tolerances {
    same_row: 0.2,
    same_baseline: 0.04,
    word_gap: 0.15,
    least_gap: 0.03,
    same_place: 0.07,
    script_shift: 0.6,
    script_gap: 0.6,
    script_size: 0.88,
    raised: 0.15,
    ascent: 0.78,
    descent: 0.22,
};

/// Characters without a gap between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// The characters.
    pub(super) text: String,
    /// The box in the page's frame.
    pub(super) at: Rect,
    /// Where the word stands, in points from the frame's top.
    pub(super) baseline: f32,
    /// The font size in points.
    pub(super) size: f32,
    /// Bold glyphs less those that are not; 0 where it is unknown.
    pub(super) weight: i32,
}

/// Words on one baseline, from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// The words.
    pub(super) words: Vec<Word>,
}

/// A glyph in the page's frame.
#[derive(Debug, Clone, Copy)]
struct Placed<'g> {
    glyph: &'g Glyph,
    letter: Option<char>,
    x0: f32,
    x1: f32,
    baseline: f32,
    raised: bool,
}

/// The rows of the glyphs of one direction, from top to bottom.
pub(super) fn rows(glyphs: &[&Glyph], frame: Frame) -> Vec<Row> {
    let mut placed: Vec<Placed<'_>> = glyphs
        .iter()
        .map(|glyph| {
            let (x0, baseline) = frame.point(glyph.x, glyph.y);
            let letter = match glyph.letters {
                Letters::One(c) => Some(c),
                _ => None,
            };
            Placed { glyph, letter, x0, x1: x0 + glyph.advance, baseline, raised: false }
        })
        .collect();
    compose_accents(&mut placed);
    let mut rows = by_baseline(placed);
    attach_scripts(&mut rows);
    rows.into_iter().map(words_of).filter(|row| !row.words.is_empty()).collect()
}

/// Old TeX fonts draw an accent and its letter as two glyphs at one place: they become one.
fn compose_accents(placed: &mut Vec<Placed<'_>>) {
    let accented = |accent: &Placed<'_>, base: &Placed<'_>| {
        let size = base.glyph.size;
        let centre = |glyph: &Placed<'_>| (glyph.x0 + glyph.x1) / 2.0;
        let over = (centre(accent) - centre(base)).abs() < 0.3 * size
            && (accent.baseline - base.baseline).abs() < 0.45 * size;
        over.then(|| compose(base.letter?, accent.letter?)).flatten()
    };
    let mut taken = vec![false; placed.len()];
    for index in 0..placed.len() {
        if !placed[index].letter.is_some_and(is_accent) {
            continue;
        }
        let neighbours = [index.checked_add(1), index.checked_sub(1)];
        for base in neighbours.into_iter().flatten() {
            let Some(neighbour) = placed.get(base) else { continue };
            if let Some(letter) = accented(&placed[index], neighbour) {
                placed[base].letter = Some(letter);
                taken[index] = true;
                break;
            }
        }
    }
    let mut taken = taken.into_iter();
    placed.retain(|_| !taken.next().unwrap_or(false));
}

fn is_accent(c: char) -> bool {
    matches!(c, '¨' | '´' | '`' | 'ˆ' | '˜' | '˚' | '°' | '\u{300}'..='\u{30A}')
}

fn compose(base: char, accent: char) -> Option<char> {
    let composed = match accent {
        '¨' | '\u{308}' => {
            ["aä", "oö", "uü", "eë", "iï", "ıï", "yÿ", "AÄ", "OÖ", "UÜ", "EË"].as_slice()
        }
        '˚' | '°' | '\u{30A}' => &["aå", "AÅ", "uů"],
        '´' | '\u{301}' => &["aá", "eé", "ií", "ıí", "oó", "uú", "yý", "AÁ", "EÉ", "OÓ", "UÚ"],
        '`' | '\u{300}' => &["aà", "eè", "iì", "ıì", "oò", "uù", "AÀ", "EÈ"],
        'ˆ' | '\u{302}' => &["aâ", "eê", "iî", "ıî", "oô", "uû"],
        '˜' | '\u{303}' => &["nñ", "aã", "oõ"],
        _ => &[],
    };
    composed.iter().find_map(|pair| pair.strip_prefix(base)?.chars().next())
}

fn by_baseline(mut placed: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    placed.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Placed<'_>>> = Vec::new();
    for glyph in placed {
        match rows.last_mut() {
            Some(row) if is_same_row(&row[0], &glyph) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// Smaller glyphs share a row only on the very same baseline: others are raised or lowered text,
/// perhaps of a line in the column beside.
fn is_same_row(first: &Placed<'_>, glyph: &Placed<'_>) -> bool {
    let (small, large) = match first.glyph.size < glyph.glyph.size {
        true => (first.glyph.size, glyph.glyph.size),
        false => (glyph.glyph.size, first.glyph.size),
    };
    let apart = glyph.baseline - first.baseline;
    let alike = small > TOLERANCES.script_size * large;
    apart <= if alike { TOLERANCES.same_row * small } else { TOLERANCES.same_baseline * large }
}

/// Puts raised and lowered glyphs (note marks, exponents) into the row they belong to.
fn attach_scripts(rows: &mut Vec<Vec<Placed<'_>>>) {
    let size = |row: &[Placed<'_>]| row.iter().map(|glyph| glyph.glyph.size).fold(0.0, f32::max);
    let mut index = 0;
    while index < rows.len() {
        let script = &rows[index];
        let fits = |other: usize| {
            let Some(row) = rows.get(other) else { return false };
            let em = size(row);
            let (Some(first), Some(last)) = (script.first(), script.last()) else { return false };
            let (Some(left), Some(right)) = (row.first(), row.last()) else { return false };
            size(script) <= TOLERANCES.script_size * em
                && (row[0].baseline - script[0].baseline).abs() <= TOLERANCES.script_shift * em
                && script.len() * 2 <= row.len().max(2)
                && first.x0 >= left.x0 - em
                && last.x1 <= right.x1 + em
                && row.iter().any(|glyph| {
                    let gap = (glyph.x1 - first.x0).abs().min((glyph.x0 - last.x1).abs());
                    gap < TOLERANCES.script_gap * em
                })
        };
        let around = [1, 2, 3]
            .into_iter()
            .flat_map(|step| [index.checked_add(step), index.checked_sub(step)]);
        let host = around.flatten().find(|&other| fits(other));
        let Some(host) = host else {
            index += 1;
            continue;
        };
        let (baseline, em) = (rows[host][0].baseline, size(&rows[host]));
        let script = std::mem::take(&mut rows[index]);
        rows[host].extend(script.into_iter().map(|glyph| Placed {
            raised: baseline - glyph.baseline >= TOLERANCES.raised * em,
            baseline,
            ..glyph
        }));
        rows[host].sort_by(|a, b| a.x0.total_cmp(&b.x0));
        rows.remove(index);
    }
}

fn words_of(glyphs: Vec<Placed<'_>>) -> Row {
    let widened = word_gap(&glyphs);
    let mut row = Row::default();
    let mut last: Option<Placed<'_>> = None;
    let mut after_space = true;
    for glyph in glyphs {
        if glyph.glyph.letters.is_space() {
            after_space = true;
            continue;
        }
        let em = glyph.glyph.size;
        if let Some(last) = &last {
            let again = last.letter.is_some()
                && last.letter == glyph.letter
                && (last.x0 - glyph.x0).abs() < TOLERANCES.same_place * em;
            if again {
                continue;
            }
        }
        let gap = last.as_ref().map_or(f32::MAX, |last| glyph.x0 - last.x1);
        let larger = em.max(last.map_or(0.0, |last| last.glyph.size));
        let starts = gap > widened * larger || after_space && gap > TOLERANCES.least_gap * em;
        match row.words.last_mut() {
            Some(word) if !starts => extend(word, &glyph),
            _ => row.words.push(word_of(&glyph)),
        }
        after_space = false;
        last = Some(glyph);
    }
    for word in &mut row.words {
        if word.text.starts_with(' ') || word.text.ends_with(' ') {
            word.text = word.text.trim().to_owned();
        }
    }
    row.words.retain(|word| !word.text.is_empty());
    row
}

/// The gap that parts words in a row, in em: letter-spaced text without spaces needs a wider one.
fn word_gap(glyphs: &[Placed<'_>]) -> f32 {
    let inked = || glyphs.iter().filter(|glyph| !glyph.glyph.letters.is_space());
    if inked().count() != glyphs.len() || glyphs.len() < 8 {
        return TOLERANCES.word_gap;
    }
    let mut gaps: Vec<f32> =
        glyphs.windows(2).map(|pair| (pair[1].x0 - pair[0].x1) / pair[1].glyph.size).collect();
    gaps.sort_by(f32::total_cmp);
    TOLERANCES.word_gap + gaps[gaps.len() / 2].max(0.0)
}

fn word_of(glyph: &Placed<'_>) -> Word {
    let size = glyph.glyph.size;
    let mut word = Word {
        text: String::new(),
        at: Rect {
            x0: glyph.x0,
            y0: glyph.baseline - TOLERANCES.ascent * size,
            x1: glyph.x1,
            y1: glyph.baseline + TOLERANCES.descent * size,
        },
        baseline: glyph.baseline,
        size,
        weight: 0,
    };
    push(&mut word, glyph);
    word
}

fn extend(word: &mut Word, glyph: &Placed<'_>) {
    word.at.x0 = word.at.x0.min(glyph.x0);
    word.at.x1 = word.at.x1.max(glyph.x1);
    if glyph.glyph.size > word.size {
        word.size = glyph.glyph.size;
        word.at.y0 = word.at.y0.min(glyph.baseline - TOLERANCES.ascent * word.size);
        word.at.y1 = word.at.y1.max(glyph.baseline + TOLERANCES.descent * word.size);
    }
    push(word, glyph);
}

fn push(word: &mut Word, glyph: &Placed<'_>) {
    word.weight += glyph.glyph.bold.map_or(0, |bold| if bold { 1 } else { -1 });
    match glyph.letter {
        Some(c) if glyph.raised => word.text.push(raised(c)),
        Some(c) => push_letter(&mut word.text, c),
        None => {
            let mut letters = String::new();
            glyph.glyph.letters.push_to(&mut letters);
            letters
                .chars()
                .for_each(|c| push_letter(&mut word.text, if is_space(c) { ' ' } else { c }));
        }
    }
}

fn push_letter(text: &mut String, c: char) {
    match c {
        '\u{FB00}' => text.push_str("ff"),
        '\u{FB01}' => text.push_str("fi"),
        '\u{FB02}' => text.push_str("fl"),
        '\u{FB03}' => text.push_str("ffi"),
        '\u{FB04}' => text.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => text.push_str("st"),
        other => text.push(other),
    }
}

/// How many glyphs have characters that nothing states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quality {
    /// Glyphs with ink or text, spaces not counted.
    pub(super) glyphs: usize,
    /// Without a character.
    pub(super) unmapped: usize,
    /// With a character guessed from its code.
    pub(super) guessed: usize,
    /// Drawn without ink.
    pub(super) invisible: usize,
}

/// Counts the glyphs of a page by the trust they deserve.
pub(super) fn quality(glyphs: &[Glyph]) -> Quality {
    let mut quality = Quality::default();
    for glyph in glyphs.iter().filter(|glyph| !glyph.letters.is_space()) {
        let unusable = glyph.letters == Letters::One(char::REPLACEMENT_CHARACTER);
        quality.glyphs += 1;
        quality.unmapped += usize::from(unusable || glyph.origin == Origin::Unmapped);
        quality.guessed += usize::from(glyph.origin == Origin::Guessed);
        quality.invisible += usize::from(glyph.invisible);
    }
    quality
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::page::Turn;

    /// Glyphs of size 10 at (x, y) with widths of 5 points each.
    fn glyphs(parts: &[(&str, f32, f32)]) -> Vec<Glyph> {
        let glyph = |c: char, x: f32, y: f32| Glyph {
            letters: Letters::One(c),
            x,
            y,
            advance: 5.0,
            size: 10.0,
            turn: Turn::None,
            bold: Some(false),
            origin: Origin::Stated,
            invisible: false,
        };
        parts
            .iter()
            .flat_map(|&(text, x, y)| {
                text.chars().enumerate().map(move |(n, c)| glyph(c, x + 5.0 * n as f32, y))
            })
            .collect()
    }

    fn check(glyphs: &[Glyph], expected: &[&str]) {
        let all: Vec<&Glyph> = glyphs.iter().collect();
        let rows: Vec<String> = rows(&all, Frame::new(Turn::None, 600.0, 800.0))
            .iter()
            .map(|row| {
                row.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("|")
            })
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn gaps_and_spaces_part_words() {
        check(&glyphs(&[("Totalt", 0.0, 100.0), ("976", 32.0, 100.0)]), &["Totalt|976"]);
        check(&glyphs(&[("1\u{2009}234", 0.0, 100.0)]), &["1|234"]);
        check(&glyphs(&[("1\u{0}234", 0.0, 100.0)]), &["1|234"]);
        check(&glyphs(&[("ett", 0.0, 100.0), ("ord", 15.5, 100.0)]), &["ettord"]);
    }

    #[test]
    fn drawing_order_does_not_matter() {
        check(&glyphs(&[("b", 5.0, 100.0), ("a", 0.0, 100.0)]), &["ab"]);
        check(&glyphs(&[("nedre", 0.0, 120.0), ("övre", 0.0, 100.0)]), &["övre", "nedre"]);
    }

    #[test]
    fn a_glyph_drawn_twice_counts_once() {
        check(&glyphs(&[("till", 0.0, 100.0), ("till", 0.3, 100.0)]), &["till"]);
    }

    #[test]
    fn accents_join_their_letters() {
        check(&glyphs(&[("r", 0.0, 100.0), ("¨", 5.0, 99.0), ("a", 5.2, 100.0)]), &["rä"]);
        check(&glyphs(&[("˚", 0.2, 97.0), ("A", 0.0, 100.0)]), &["Å"]);
        check(&glyphs(&[("20", 0.0, 100.0), ("°", 10.0, 100.0)]), &["20°"]);
    }

    #[test]
    fn raised_digits_are_no_part_of_the_number() {
        let mut all = glyphs(&[("1000", 0.0, 100.0), ("2", 20.0, 96.0)]);
        all[4].size = 6.0;
        check(&all, &["1000²"]);
    }
}

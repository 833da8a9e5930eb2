//! Which characters a glyph stands for, and how sure that is: what the file says, else the
//! embedded font read backwards, else a guess. It looks at no outline.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::CMapResolverFn;
use hayro_interpret::font::{FontData, Glyph as Drawn, GlyphRun, OutlineGlyph, StandardFont};
use hayro_interpret::hayro_cmap::{BfString, CMapName, load_embedded};

use super::cmap;
use super::glyph_order;
use super::page::{Letters, Origin};

/// The font weight from which a font is bold.
const BOLD_WEIGHT: u32 = 600;

/// A character map by which each code is the character of the same number.
const IDENTITY: &[u8] = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Identity def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end";

/// The fonts that stand in where a file carries none.
const SUBSTITUTES: [StandardFont; 14] = [
    StandardFont::Helvetica,
    StandardFont::HelveticaBold,
    StandardFont::HelveticaOblique,
    StandardFont::HelveticaBoldOblique,
    StandardFont::Courier,
    StandardFont::CourierBold,
    StandardFont::CourierOblique,
    StandardFont::CourierBoldOblique,
    StandardFont::TimesRoman,
    StandardFont::TimesBold,
    StandardFont::TimesItalic,
    StandardFont::TimesBoldItalic,
    StandardFont::Symbol,
    StandardFont::ZapfDingBats,
];

/// What all glyphs of a run share.
pub(super) struct FontFacts {
    /// Whether the font is bold, where it says so.
    pub(super) bold: Option<bool>,
    name: Option<String>,
    /// The font file and the key under which its reverse map is kept.
    program: Option<(u128, FontData)>,
}

impl FontFacts {
    /// The facts of the font that a run is drawn with.
    pub(super) fn of(run: &GlyphRun<'_, '_>) -> FontFacts {
        let data = match run.glyphs().first().map(|glyph| &**glyph) {
            Some(Drawn::Outline(outline)) => outline.font_data(),
            _ => None,
        };
        let Some(data) = data else { return FontFacts { bold: None, name: None, program: None } };
        let named = data.postscript_name.as_deref().map(is_bold_name);
        let weighs = data.weight.map(|weight| weight >= BOLD_WEIGHT);
        let bold = match (named, weighs) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (named, weighs) => named.or(weighs),
        };
        FontFacts { bold, name: data.postscript_name, program: Some((data.cache_key, data.data)) }
    }
}

fn is_bold_name(name: &str) -> bool {
    const WORDS: [&str; 5] = ["bold", "black", "heavy", "demi", "fet"];
    let name = name.rsplit('+').next().unwrap_or(name).to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word)) || name.ends_with("-bd") || name.ends_with("bdmt")
}

/// What is known of the characters of a document's fonts.
#[derive(Default)]
pub(super) struct Alphabet {
    fonts: HashMap<u128, Program>,
    /// Whether a font says by name only that its codes are characters.
    identity: Arc<AtomicBool>,
}

enum Program {
    Embedded(cmap::Reverse),
    Substitute,
}

impl Alphabet {
    /// Gives hayro the character maps that files name; takes down where one names the identity,
    /// which is no such map but is meant as one.
    pub(super) fn cmap_resolver(&self) -> CMapResolverFn {
        let identity = Arc::clone(&self.identity);
        Arc::new(move |name| match name {
            CMapName::IdentityH | CMapName::IdentityV => {
                identity.store(true, Ordering::Relaxed);
                Some(IDENTITY)
            }
            name => load_embedded(name),
        })
    }

    /// The characters of a glyph, and where they come from.
    pub(super) fn letters(&mut self, glyph: &Drawn<'_>, font: &FontFacts) -> (Letters, Origin) {
        let stated = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Some(Letters::One(c)),
            Some(BfString::String(text)) => Some(Letters::of(&text)),
            None => None,
        };
        let stated = stated.filter(|letters| *letters != Letters::None);
        if !self.identity.load(Ordering::Relaxed) {
            if let Some(letters) = stated {
                return (letters, Origin::Stated);
            }
            return self.unstated(glyph, font);
        }
        match stated {
            Some(Letters::One(letter)) if u32::from(letter) == glyph.char_code() => {
                // Many files that name the identity mean glyph numbers by their codes.
                match self.unstated(glyph, font) {
                    (letters, Origin::LookedUp) => (letters, Origin::LookedUp),
                    _ if letter.is_control() => self.unstated(glyph, font),
                    _ => (Letters::One(letter), Origin::Guessed),
                }
            }
            Some(letters) => (letters, Origin::Stated),
            None => self.unstated(glyph, font),
        }
    }

    /// The same for a glyph of which the file says nothing.
    fn unstated(&mut self, glyph: &Drawn<'_>, font: &FontFacts) -> (Letters, Origin) {
        let unmapped = (Letters::One(char::REPLACEMENT_CHARACTER), Origin::Unmapped);
        if let (Drawn::Outline(outline), Some((key, data))) = (glyph, &font.program) {
            let program = self.fonts.entry(*key).or_insert_with(|| Program::of(data));
            let found = program.char_of(outline, font.name.as_deref().unwrap_or_default());
            return found.map_or(unmapped, |(letter, origin)| (Letters::One(letter), origin));
        }
        let code = u8::try_from(glyph.char_code()).ok();
        match code.filter(|code| code.is_ascii_graphic() || *code == b' ' || *code >= 0xC0) {
            Some(code) => (Letters::One(char::from(code)), Origin::Guessed),
            None => unmapped,
        }
    }
}

impl Program {
    fn char_of(&self, glyph: &OutlineGlyph, name: &str) -> Option<(char, Origin)> {
        let (number, code) = (glyph.glyph_id().to_u32(), glyph.char_code());
        // The number that the glyph has in the whole font.
        let original = match self {
            Program::Embedded(reverse) => {
                if let Some(letter) = reverse.char_of(number) {
                    return Some((letter, Origin::LookedUp));
                }
                match (reverse.keeps_numbers(), number == code) {
                    (true, _) => Some(number),
                    // A part of a font that was numbered anew, written with the old numbers.
                    (false, false) if !reverse.knows_any() => Some(code),
                    _ => None,
                }
            }
            // Where the two differ, something between them says which character is meant to
            // hayro, not to us.
            Program::Substitute => Some(number).filter(|number| *number == code),
        };
        let letter = glyph_order::char_of(name, original?)?;
        Some((letter, Origin::Guessed))
    }

    fn of(data: &FontData) -> Program {
        let bytes: &[u8] = data.as_ref().as_ref();
        let stands_in = |font: &StandardFont| {
            let (own, _) = font.get_font_data();
            let own: &[u8] = own.as_ref().as_ref();
            own.len() == bytes.len() && own == bytes
        };
        if SUBSTITUTES.iter().any(stands_in) {
            Program::Substitute
        } else {
            Program::Embedded(cmap::Reverse::of(bytes))
        }
    }
}

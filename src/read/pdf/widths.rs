//! Character widths that a font states for more characters than there are: the engine would keep one
//! for each, and a few bytes could ask for all memory.

use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Resources;

/// No character of a font has a greater number.
const LAST: u32 = 0xFFFF;

/// How many characters may have a width in all lists of a font's ranges together: each twice.
const MOST: u32 = 2 * (LAST + 1);

/// True where one of the fonts that a content may choose, by name or with a graphics state, states
/// widths for characters beyond the last that a font can have, or for all of them again and again.
pub(super) fn are_endless(resources: &Resources<'_>) -> bool {
    let named = |name| resources.fonts.get::<Dict<'_>>(name);
    let states = &resources.ext_g_states;
    let of_state = |name| {
        let font = states.get::<Dict<'_>>(name)?.get::<Array<'_>>(b"Font".as_slice())?;
        font.iter::<Dict<'_>>().next()
    };
    let named = resources.fonts.keys().filter_map(named);
    named.chain(states.keys().filter_map(of_state)).any(|font| is_endless(&font))
}

fn is_endless(font: &Dict<'_>) -> bool {
    if font.get::<usize>(b"FirstChar".as_slice()).is_some_and(|first| first > LAST as usize) {
        return true;
    }
    let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice());
    let Some(font) = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next()) else {
        return false;
    };
    [b"W".as_slice(), b"W2".as_slice()]
        .into_iter()
        .any(|key| font.get::<Array<'_>>(key).is_some_and(|widths| beyond(&widths)))
}

/// Of the numbers of a list of widths, those of characters stand beside each other or before a list.
fn beyond(widths: &Array<'_>) -> bool {
    let mut entries = widths.flex_iter();
    let mut stated = 0;
    loop {
        if entries.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last, _)) = entries.next::<(u32, u32, f32)>() else { return false };
        stated += last.min(LAST).saturating_sub(first) + 1;
        if last > LAST || stated > MOST {
            return true;
        }
    }
}

//! Character widths that a font states for more characters than there are: the engine would keep one
//! for each, and a few bytes could ask for all memory.

use hayro_syntax::object::{Array, Dict};

/// No character of a composite font has a greater number.
const LAST: u32 = 0xFFFF;

/// True where one of these fonts states widths for characters beyond the last that a font can have.
pub(super) fn are_endless(fonts: &Dict<'_>) -> bool {
    let composite = fonts.keys().filter_map(|name| {
        let font = fonts.get::<Dict<'_>>(name.clone())?;
        font.get::<Array<'_>>(b"DescendantFonts".as_slice())?.iter::<Dict<'_>>().next()
    });
    composite.into_iter().any(|font| {
        [b"W".as_slice(), b"W2".as_slice()]
            .into_iter()
            .any(|key| font.get::<Array<'_>>(key).is_some_and(|widths| beyond(&widths)))
    })
}

/// Of the numbers of a list of widths, those of characters stand beside each other or before a list.
fn beyond(widths: &Array<'_>) -> bool {
    let mut entries = widths.flex_iter();
    loop {
        if entries.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        match entries.next::<(u32, u32, f32)>() {
            Some((_, last, _)) if last > LAST => return true,
            Some(_) => {}
            None => return false,
        }
    }
}

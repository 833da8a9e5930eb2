//! Character widths that a font states for more characters than there are: the engine would keep one
//! for each, and a few bytes could ask for all memory.

use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Page;

/// No character of a composite font has a greater number.
const LAST: u32 = 0xFFFF;

/// True where a font of the page states widths for characters beyond the last that a font can have.
///
/// Looks at the fonts that the page itself names, not at those of the forms that it draws.
pub(super) fn are_endless(page: &Page<'_>) -> bool {
    let fonts = &page.resources().fonts;
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

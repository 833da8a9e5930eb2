//! Characters that are folded: odd spaces, hyphens, ligatures, controls and bullets.

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// It stays.
    Keep,
    /// It is a space; runs of spaces are one.
    Space,
    /// It is nothing: soft hyphens, zero-width characters, byte order marks.
    Nothing,
    /// It becomes these characters.
    As(&'static str),
}

/// What becomes of `c`.
///
/// No-break, thin and figure spaces part groups of digits in Swedish print; which of them survives
/// depends on the program that made the file, so none of them means anything. Private-use
/// characters at a line's start are the bullets of Word's Symbol and Wingdings fonts.
pub(super) fn fold(c: char) -> Fold {
    match c {
        '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' => {
            Fold::Space
        }
        '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Fold::Space,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Fold::Space,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Fold::Nothing,
        '\u{2060}'..='\u{2069}' | '\u{feff}' => Fold::Nothing,
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => Fold::As("-"),
        '\u{e000}'..='\u{f8ff}' => Fold::As("•"),
        '\u{fb00}' => Fold::As("ff"),
        '\u{fb01}' => Fold::As("fi"),
        '\u{fb02}' => Fold::As("fl"),
        '\u{fb03}' => Fold::As("ffi"),
        '\u{fb04}' => Fold::As("ffl"),
        _ => Fold::Keep,
    }
}

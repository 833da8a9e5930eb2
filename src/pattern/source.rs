//! A pattern's source and the text that it is matched against, both made cheap to compile.
//!
//! To ignore case makes a class of each letter, and to fold it by Unicode is half of the time that
//! compiling takes. So a pattern that ignores case is compiled in small letters and matched against
//! the text in small letters.

use std::borrow::Cow;

use super::needs::small;

/// The letters and digits of Swedish.
const LETTERS: &str = "0-9A-Z_a-zÀ-ÖØ-öø-ÿ";

/// The spaces that clean text may have.
const SPACES: &str = r"\t-\r ";

/// A character of anything but letters and digits, of anything but spaces, of anything in a line.
/// Each is a first byte and those behind it: in UTF-8 these find the same as the classes of
/// characters do, and have half of their states.
const NO_LETTER: &str = r"(?-u:[^\x80-\xBF\xC30-9A-Z_a-z][\x80-\xBF]*|\xC3[\x97\xB7])";
const NO_SPACE: &str = r"(?-u:[^\x80-\xBF\t-\r ][\x80-\xBF]*)";
const ANY: &str = r"(?-u:[^\x80-\xBF\n][\x80-\xBF]*)";

/// The flag of a pattern that ignores case.
const ANY_CASE: &str = "(?i)";

/// Whether all of a pattern ignores case: it begins with the flag and takes it back nowhere.
pub(super) const fn ignores_case(source: &str) -> bool {
    let mut rest = source.as_bytes();
    if !matches!(rest, [b'(', b'?', b'i', b')', ..]) {
        return false;
    }
    while let [_, behind @ ..] = rest {
        if let [b'(', b'?', b'-', b'i', ..] = rest {
            return false;
        }
        rest = behind;
    }
    true
}

/// The pattern as it is compiled: `\w`, `\d` and `\s` are the letters, digits and spaces of clean
/// Swedish text, since those of all of Unicode make a pattern with repetitions a hundred times as
/// large. One that ignores case is in small letters, and so are its groups that ignore case.
pub(super) fn prepared(source: &str) -> String {
    let lower = ignores_case(source);
    let source = match lower {
        true => Cow::Owned(source.trim_start_matches(ANY_CASE).replace("(?i:", "(?:")),
        false => Cow::Borrowed(source),
    };
    let mut out = String::with_capacity(source.len() * 2);
    let (mut in_class, mut class, mut escaped) = (false, 0, false);
    let mut before = ' ';
    for c in source.chars() {
        if escaped {
            escaped = false;
            match c {
                'w' if in_class => out.push_str(LETTERS),
                'w' => out.extend(["[", LETTERS, "]"]),
                'W' if !in_class => out.push_str(NO_LETTER),
                'd' if in_class => out.push_str("0-9"),
                'd' => out.push_str("[0-9]"),
                's' if in_class => out.push_str(SPACES),
                's' => out.extend(["[", SPACES, "]"]),
                'S' if !in_class => out.push_str(NO_SPACE),
                _ => out.extend(['\\', c]),
            }
            continue;
        }
        match c {
            '\\' => escaped = true,
            '.' if !in_class => out.push_str(ANY),
            '[' => {
                in_class = true;
                class = out.len();
                out.push(c);
            }
            ']' => {
                in_class = false;
                out.push(c);
                if let Some(bytes) = in_bytes(&out[class..]) {
                    out.replace_range(class.., &bytes);
                }
            }
            // "(?P<name>" stays as it is.
            _ if lower && before != '?' => out.push(small(c)),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// A class of all characters but some of ASCII, as [`ANY`] is.
fn in_bytes(class: &str) -> Option<String> {
    let but = class.strip_prefix("[^").filter(|but| but.is_ascii() && !but.starts_with(']'))?;
    Some([r"(?-u:[^\x80-\xBF", but, r"[\x80-\xBF]*)"].concat())
}

/// The text in small letters; every letter keeps its byte.
pub(crate) fn in_small_letters(text: &str) -> Vec<u8> {
    let capital = |at: usize, bytes: &[u8]| {
        bytes[at] == 0xC3 && matches!(bytes.get(at + 1), Some(0x80..=0x96 | 0x98..=0x9E))
    };
    let bytes = text.as_bytes();
    let mut small = bytes.to_ascii_lowercase();
    for at in memchr::memchr_iter(0xC3, bytes) {
        if capital(at, bytes) {
            small[at + 1] += 0x20;
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_swedish() {
        for (source, expected) in [
            (r"\d+[\d ]\.", r"[0-9]+[0-9 ]\."),
            (r"(?i)(?P<name>Å|\s)", r"(?P<name>å|[\t-\r ])"),
            (r"[^\s.]+", r"(?-u:[^\x80-\xBF\t-\r .][\x80-\xBF]*)+"),
            (r"[^å]", r"[^å]"),
            (r"(?i)Å(?-i:B)", r"(?i)Å(?-i:B)"),
        ] {
            assert_eq!(prepared(source), expected, "{source}");
        }
    }

    #[test]
    fn small_letters_keep_their_bytes() {
        for (text, expected) in
            [("ÅRET Då: ×÷ßÿ ÞÉ", "året då: ×÷ßÿ þé"), ("\u{212a}Ł€ 5", "\u{212a}Ł€ 5"), ("", "")]
        {
            assert_eq!(in_small_letters(text), expected.as_bytes(), "{text}");
        }
    }
}

//! Bytes to characters, for web pages and plain text.
//!
//! What a server or page says about its encoding is believed only where the bytes agree: text
//! that is valid UTF-8 and has letters outside ASCII is UTF-8, whatever the label.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic};
use crate::discover::utf16_without_mark;

/// How an encoding that nothing names is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fallback {
    /// By the frequency of letters, as browsers do.
    Guess,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
}

/// The text of some bytes. `labels` are encodings named for them, the most trusted first.
pub(super) fn decode(
    bytes: &[u8],
    labels: &[Option<&str>],
    fallback: Fallback,
) -> (String, Vec<Diagnostic>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text.into_owned(), Vec::new());
    }
    let named =
        labels.iter().flatten().find_map(|label| Encoding::for_label(label.trim().as_bytes()));
    let wide = utf16_without_mark(bytes);
    if wide.is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_owned(), Vec::new());
    }
    let mut diagnostics = Vec::new();
    let encoding = match (wide, named) {
        (Some(wide), _) => wide,
        (None, Some(named)) if named != UTF_8 && named != UTF_16LE && named != UTF_16BE => named,
        (None, Some(_)) if nearly_utf8(bytes) => {
            diagnostics.push(Diagnostic::warning(
                Code::BrokenCharacters,
                "some characters are not valid UTF-8 and were replaced by U+FFFD; fetch the file again",
            ));
            UTF_8
        }
        (None, named) => {
            let found = match fallback {
                Fallback::Guess => guess(bytes),
                Fallback::Windows1252 => WINDOWS_1252,
            };
            if named.is_some() {
                let message = format!(
                    "the page says that it is UTF-8 but is not; it was read as {}",
                    found.name()
                );
                diagnostics.push(Diagnostic::note(Code::EncodingDiffers, message));
            }
            found
        }
    };
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), diagnostics)
}

/// True where almost all bytes outside ASCII form UTF-8 characters.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"se"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_survive_every_label() {
        let check =
            |bytes: &[u8], label: Option<&str>, fallback| decode(bytes, &[label], fallback).0;
        let latin = b"\xd6verenskommelse p\xe5 l\xe4nsniv\xe5 \x96 1\xa0000 kr";
        let text = "Överenskommelse på länsnivå – 1\u{a0}000 kr";
        for fallback in [Fallback::Guess, Fallback::Windows1252] {
            for label in [None, Some("iso-8859-1"), Some("utf-8"), Some("bogus")] {
                assert_eq!(check(latin, label, fallback), text);
            }
            assert_eq!(check(text.as_bytes(), Some("iso-8859-1"), fallback), text);
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(check(&wide, None, fallback), text);
            let marked = [&b"\xff\xfe"[..], &wide].concat();
            assert_eq!(check(&marked, Some("utf-8"), fallback), text);
        }
    }

    #[test]
    fn a_few_broken_characters_do_not_change_the_encoding() {
        let mut bytes = "åäöåäöåäöåäö".as_bytes().to_vec();
        bytes.push(0xff);
        let (text, diagnostics) = decode(&bytes, &[Some("utf-8")], Fallback::Guess);
        assert!(text.starts_with("åäö") && text.ends_with('\u{fffd}'));
        assert_eq!(diagnostics.len(), 1);
    }
}

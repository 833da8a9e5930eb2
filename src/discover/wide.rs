//! Text in UTF-16 that has no mark in front, as Windows programs export it.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How much of a file is looked at.
const HEAD: usize = 256;

/// The encoding of UTF-16 without a mark: nearly every other byte of the beginning is zero, and
/// what it says has no control characters but white space.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let encoding = match () {
        () if pairs > 1 && odd * 4 > pairs * 3 && even * 4 < pairs => UTF_16LE,
        () if pairs > 1 && even * 4 > pairs * 3 && odd * 4 < pairs => UTF_16BE,
        () => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(head);
    text.chars().all(|c| !c.is_control() || c.is_whitespace()).then_some(encoding)
}

//! Raised digits, which are note marks or exponents and no part of the number before them.

/// A raised digit is a note mark or an exponent: written as such it cannot be read as part of the
/// number before it.
pub(super) fn raised(c: char) -> char {
    match c {
        '0'..='9' => {
            ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][usize::from(c as u8 - b'0')]
        }
        other => other,
    }
}

//! What may stand before a list item or a numbered heading: bullets, dashes, numbers and letters.

/// True for a text that is nothing but a mark: "•", "–", "1.", "a)", "7.1", "§ 4".
pub(super) fn is_marker(text: &str) -> bool {
    is_bullet(text) || number_depth(text).is_some() || is_letter_mark(text)
}

/// True for a bullet or a dash.
pub(super) fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        // A small o in a typewriter font is Word's second bullet; a mark without a character in
        // its font is one as well.
        (Some(c), None) => {
            "•◦▪▫■□●○◾◽▸►‣⁃·∙*–—−-‐o➢✓\u{FFFD}".contains(c)
                || ('\u{E000}'..='\u{F8FF}').contains(&c)
        }
        _ => false,
    }
}

/// True for "1.", "1)", "(1)", "a)", "(ii)", "A." and the like.
pub(super) fn is_list_number(text: &str) -> bool {
    let digits = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let closed = text.ends_with('.') || text.ends_with(')');
    closed && !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
        || is_letter_mark(text)
}

fn is_letter_mark(text: &str) -> bool {
    let inner = text.trim_start_matches('(').trim_end_matches(')');
    let roman = inner.len() <= 4 && inner.chars().all(|c| "ivx".contains(c));
    text.ends_with(')')
        && !inner.is_empty()
        && (inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic) || roman)
}

/// The depth of a section number: 1 for "7" and "7.", 2 for "7.1", 3 for "7.1.2".
pub(super) fn number_depth(text: &str) -> Option<usize> {
    let number = text.strip_prefix('§').map_or(text, str::trim_start);
    let number = number.strip_prefix('(').unwrap_or(number);
    let number = number.strip_suffix(['.', ')']).unwrap_or(number);
    let parts: Vec<&str> = number.split('.').collect();
    let is_part = |part: &&str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.iter().all(is_part).then_some(parts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_near_misses() {
        for mark in
            ["•", "–", "-", "\u{F0B7}", "1.", "12)", "(3)", "a)", "(ii)", "7.1", "§4", "10.3."]
        {
            assert!(is_marker(mark), "{mark}");
        }
        for other in ["och", "2017", "1 000", "kr", "", "a", "12,5", "655"] {
            assert!(!is_marker(other), "{other}");
        }
    }

    #[test]
    fn depth_of_section_numbers() {
        let check = |text, expected| assert_eq!(number_depth(text), expected);
        check("7", Some(1));
        check("7.", Some(1));
        check("7.1", Some(2));
        check("10.2.3", Some(3));
        check("2017", None);
        check("7,1", None);
    }
}

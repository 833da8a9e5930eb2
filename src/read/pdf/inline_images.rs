//! Damaged inline images, at which the engine would not come to an end: where it is not sure that
//! one has ended it looks at what follows, and there at each next one again, twice the work for each.

/// How many images of uncertain end may follow each other without text; each doubles the work.
const MOST: usize = 16;

/// True where a content stream has so many inline images of uncertain end that nobody could wait.
///
/// An end is uncertain where another mark of an end comes before the next image. It takes the words
/// for marks wherever they stand, also within data and texts.
pub(super) fn are_endless(content: &[u8]) -> bool {
    let is_apart = |at: usize| content.get(at).is_none_or(u8::is_ascii_whitespace);
    let (mut uncertain, mut ended) = (0, false);
    for (at, pair) in content.windows(2).enumerate() {
        match pair {
            b"BI" if is_apart(at + 2) => ended = false,
            b"EI" if ended => {
                uncertain += 1;
                ended = false;
            }
            b"EI" if is_apart(at + 2) => ended = true,
            // What follows is text, so the engine is sure that the image has ended.
            b"Tj" | b"TJ" => (uncertain, ended) = (0, false),
            _ => {}
        }
        if uncertain > MOST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[(&str, usize)], endless: bool) {
        let content: String = parts.iter().map(|(part, count)| part.repeat(*count)).collect();
        assert_eq!(are_endless(content.as_bytes()), endless, "{parts:?}");
    }

    #[test]
    fn images_that_may_not_have_ended_are_counted() {
        let image = "BI /W 1 /H 1 /BPC 1 ID x\nEI Q\n";
        let uncertain = "BI /W 1 /H 1 /BPC 1 ID x\nEI Q EI\n";
        check(&[(image, 5000)], false);
        check(&[(uncertain, MOST)], false);
        check(&[(uncertain, MOST + 1)], true);
        check(&[(uncertain, MOST), (image, 100), (uncertain, 1)], true);
        check(&[(uncertain, MOST), ("(Belopp) Tj ", 1), (uncertain, MOST)], false);
        check(&[(image, 1), ("/EI1 Do ", 100)], false);
        check(&[(image, 1), ("(EI) Tj ", 100)], false);
    }
}

//! What every match of a pattern has in it: one of some words, a digit. It is read from the source
//! of the pattern, so that a pattern is compiled only for a text that has it.
//!
//! Knows of the syntax only where a piece begins and ends, and whether it may be left out.

use std::cmp::Reverse;
use std::iter::Peekable;
use std::str::Chars;

use memchr::memmem::Finder;

/// More words than this are dearer to look for than the pattern itself.
const MOST: usize = 100;

/// What a text must have for a pattern to match in it.
#[derive(Debug)]
pub(crate) struct Needs {
    /// Of each of these lists one word must be there, in small letters. The best list comes first.
    lists: Vec<Vec<Finder<'static>>>,
    /// Whether a digit must be there.
    pub(crate) digit: bool,
}

/// The same of a piece of a pattern.
#[derive(Default)]
struct Piece {
    lists: Vec<Vec<Vec<u8>>>,
    digit: bool,
}

impl Needs {
    /// Reads them from a pattern.
    pub(super) fn of(pattern: &str) -> Needs {
        let mut piece = alternatives(&mut pattern.chars().peekable());
        piece.lists.sort_by_key(|words| Reverse(worth(words)));
        let best = piece.lists.first().map_or(0, |words| worth(words));
        piece.lists.retain(|words| worth(words) >= best.min(2) || is_rare(words));
        let finders = |words: Vec<Vec<u8>>| {
            words.into_iter().map(|word| Finder::new(&word).into_owned()).collect()
        };
        Needs { lists: piece.lists.into_iter().map(finders).collect(), digit: piece.digit }
    }

    /// The words of the best list, in small letters; none where any text will do.
    pub(crate) fn words(&self) -> Option<impl Iterator<Item = &[u8]>> {
        self.lists.first().map(|words| words.iter().map(Finder::needle))
    }

    /// Whether they are in a text of small letters.
    pub(crate) fn are_in(&self, text: &[u8]) -> bool {
        let has = |word: &Finder<'_>| word.find(text).is_some();
        (!self.digit || text.iter().any(u8::is_ascii_digit))
            && self.lists.iter().all(|words| words.iter().any(has))
    }
}

/// Whether no text of Swedish letters has one of some words.
fn is_rare(words: &[Vec<u8>]) -> bool {
    words.iter().all(|word| word.first().is_some_and(|byte| *byte >= 0xE0))
}

/// How little text has one of some words: the bytes of the shortest.
fn worth(words: &[Vec<u8>]) -> usize {
    words.iter().map(Vec::len).min().unwrap_or(0)
}

/// The small letter of a letter of Swedish or its neighbours; both are as long in UTF-8.
pub(super) fn small(c: char) -> char {
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    }
}

/// Reads up to the end of a group: one of the alternatives must match.
fn alternatives(rest: &mut Peekable<Chars<'_>>) -> Piece {
    let mut all = sequence(rest);
    if rest.peek() != Some(&'|') {
        return all;
    }
    let mut words = all.best();
    while rest.next_if_eq(&'|').is_some() {
        let mut next = sequence(rest);
        all.digit &= next.digit;
        words = words.zip(next.best()).map(|(mut words, more)| {
            words.extend(more);
            words
        });
    }
    all.lists = words.into_iter().filter(|words| words.len() <= MOST).collect();
    all
}

/// Reads up to the end of an alternative: each of its pieces must match.
fn sequence(rest: &mut Peekable<Chars<'_>>) -> Piece {
    let mut all = Piece::default();
    let mut run = Vec::new();
    while let Some(c) = rest.next_if(|c| !matches!(c, '|' | ')')) {
        let (letter, inner) = piece(c, rest);
        let quantified = rest.peek().is_some_and(|next| matches!(next, '?' | '*' | '+' | '{'));
        let may_be_left_out = quantified && quantifier(rest);
        if let Some(letter) = letter.filter(|_| !may_be_left_out) {
            run.extend_from_slice(small(letter).encode_utf8(&mut [0; 4]).as_bytes());
            all.digit |= letter.is_ascii_digit();
        }
        if letter.is_none() || quantified {
            all.take_run(&mut run);
        }
        if !may_be_left_out {
            all.digit |= inner.digit;
            all.lists.extend(inner.lists);
        }
    }
    all.take_run(&mut run);
    all
}

impl Piece {
    /// Takes a run of letters.
    fn take_run(&mut self, run: &mut Vec<u8>) {
        if !run.is_empty() {
            self.lists.push(vec![std::mem::take(run)]);
        }
    }

    /// Its best words.
    fn best(&mut self) -> Option<Vec<Vec<u8>>> {
        let best = (0..self.lists.len()).rev().max_by_key(|&at| worth(&self.lists[at]))?;
        Some(self.lists.swap_remove(best))
    }
}

/// Reads a piece that begins with `first`: a letter that must be there, or what the piece needs.
fn piece(first: char, rest: &mut Peekable<Chars<'_>>) -> (Option<char>, Piece) {
    let nothing = (None, Piece::default());
    match first {
        '(' if pass_by(rest) => nothing,
        '(' => {
            if rest.next_if_eq(&'?').is_some() {
                // Flags and names: "(?i:", "(?P<name>"; "(?i)" is a group of nothing.
                while rest.peek().is_some_and(|c| *c != ')')
                    && !rest.next().is_some_and(|c| matches!(c, ':' | '>'))
                {}
            }
            let inner = alternatives(rest);
            rest.next();
            (None, inner)
        }
        '[' => (None, class(rest)),
        '\\' => match rest.next() {
            Some('d') => (None, Piece { lists: Vec::new(), digit: true }),
            Some(kind @ ('p' | 'P' | 'u')) if rest.next_if_eq(&'{').is_some() => {
                let name: String = rest.by_ref().take_while(|c| *c != '}').collect();
                let code = u32::from_str_radix(&name, 16).ok().filter(|_| kind == 'u');
                (code.and_then(char::from_u32), Piece::default())
            }
            Some(c) if !c.is_ascii_alphanumeric() => (Some(c), Piece::default()),
            _ => nothing,
        },
        '.' | '^' | '$' => nothing,
        letter => (Some(letter), Piece::default()),
    }
}

/// Passes by a group that may be left out, which needs nothing whatever it has in it.
fn pass_by(rest: &mut Peekable<Chars<'_>>) -> bool {
    let mut ahead = rest.clone();
    let (mut depth, mut in_class) = (1, false);
    while depth > 0
        && let Some(c) = ahead.next()
    {
        match c {
            '\\' => drop(ahead.next()),
            ']' => in_class = false,
            _ if in_class => {}
            '[' => {
                in_class = true;
                ahead.next_if_eq(&'^');
                ahead.next_if_eq(&']');
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    let quantified = matches!(ahead.peek(), Some('?' | '*' | '{'));
    let may_be_left_out = quantified && quantifier(&mut ahead.clone());
    if may_be_left_out {
        *rest = ahead;
    }
    may_be_left_out
}

/// Reads a class of characters up to its end: whether it has digits only, and the bytes with which
/// all of its letters begin.
fn class(rest: &mut Peekable<Chars<'_>>) -> Piece {
    let negated = rest.next_if_eq(&'^').is_some();
    let (mut digit, mut start) = (!negated, None::<Vec<u8>>);
    let mut first = true;
    while let Some(c) = rest.next().filter(|c| first || *c != ']') {
        let mut buffer = [0; 4];
        let letter: &[u8] = match c {
            '\\' => {
                digit &= rest.next() == Some('d');
                &[]
            }
            c => {
                digit &= c.is_ascii_digit() || (c == '-' && !first);
                small(c).encode_utf8(&mut buffer).as_bytes()
            }
        };
        let is_range = c == '-' && !first && rest.peek() != Some(&']');
        match &mut start {
            None => start = Some(letter.to_vec()),
            Some(start) if !is_range => {
                let same = start.iter().zip(letter).take_while(|(a, b)| a == b).count();
                start.truncate(same);
            }
            Some(_) => {}
        }
        first = false;
    }
    let start = start.filter(|start| !negated && !start.is_empty());
    Piece { lists: start.map(|start| vec![start]).into_iter().collect(), digit }
}

/// Reads a quantifier; true if its piece may be left out.
fn quantifier(rest: &mut Peekable<Chars<'_>>) -> bool {
    let optional = match rest.next() {
        Some('{') => {
            let zero = rest.peek() == Some(&'0');
            while rest.next().is_some_and(|c| c != '}') {}
            zero
        }
        first => first != Some('+'),
    };
    rest.next_if_eq(&'?');
    optional
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_a_pattern_needs_is_looked_for() {
        let pattern = "(?i)(?:Till|för) [\u{e000}-\u{e1ff}]+(?: och)? \\d+ (?:kronor|kr)";
        for (text, expected) in [
            ("till \u{e100} 5 kr", true),
            ("5 kr för \u{e000}", true),
            ("till dem 5 kr", false),
            ("\u{e100} 5 kr", false),
            ("till \u{e100} och 5", false),
            ("till \u{e100} fem kr", false),
        ] {
            assert_eq!(Needs::of(pattern).are_in(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn what_a_pattern_needs_is_in_every_match() {
        for (pattern, words, digit) in [
            (r"(?i)\d+ ?(?:kr|kronor)\b", "kr|kronor", true),
            (r"(?i)Den \d+ mars", " mars", true),
            (r"(?i)anslår (?:totalt )?\d", "anslår ", true),
            (r"[0-9]+ (?:EUR|SEK)", "eur|sek", true),
            (r"(?i:år|dag)", "år|dag", false),
            (r"(?P<what>år|dag)s?", "år|dag", false),
            (r"\d*(?: kr)?", "", false),
            (r"\d{0,2}x", "x", false),
            (r"kro+r|(?:sek){2,}?", "kro|sek", false),
            (r"[\d,]+a?[^]a]\p{Lu}\.\$b", ".$b", false),
            (r"år|\w+", "", false),
            (r"\d\u{e5}r", "år", true),
            (r"[åÄ]ret|[–-][bcd]?", "", false),
            ("a|9", "a|9", false),
        ] {
            let needs = Needs::of(pattern);
            let found: Vec<&[u8]> = needs.words().into_iter().flatten().collect();
            assert_eq!(found.join(&b'|'), words.as_bytes(), "{pattern}");
            assert_eq!(needs.digit, digit, "{pattern}");
        }
    }
}

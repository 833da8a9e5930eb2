//! What every match of a pattern has in it: one of some words, a digit. It is read from the source
//! of the pattern, so that a pattern is compiled only for a text that has it.
//!
//! Knows of the syntax only where a piece begins and ends, and whether it may be left out.

use std::iter::Peekable;
use std::str::Chars;

use memchr::memmem::Finder;

/// More words than this are dearer to look for than the pattern itself.
const MOST: usize = 100;

/// What a text must have for a pattern to match in it.
#[derive(Debug)]
pub(crate) struct Needs {
    /// Words in small letters, of which one must be there; none where any text will do.
    words: Option<Vec<Finder<'static>>>,
    /// Whether a digit must be there.
    pub(crate) digit: bool,
}

/// The same of a piece of a pattern.
#[derive(Default)]
struct Piece {
    words: Option<Vec<String>>,
    digit: bool,
}

impl Needs {
    /// Reads them from a pattern.
    pub(super) fn of(pattern: &str) -> Needs {
        let Piece { words, digit } = alternatives(&mut pattern.chars().peekable());
        let finder = |word: String| Finder::new(&word).into_owned();
        Needs { words: words.map(|words| words.into_iter().map(finder).collect()), digit }
    }

    /// Words in small letters, of which one must be there; none where any text will do.
    pub(crate) fn words(&self) -> Option<impl Iterator<Item = &[u8]>> {
        self.words.as_ref().map(|words| words.iter().map(Finder::needle))
    }

    /// Whether they are in a text of small letters.
    pub(super) fn are_in(&self, text: &[u8]) -> bool {
        let has = |word: &Finder<'_>| word.find(text).is_some();
        (!self.digit || text.iter().any(u8::is_ascii_digit))
            && self.words.as_ref().is_none_or(|words| words.iter().any(has))
    }
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
    while rest.next_if_eq(&'|').is_some() {
        let next = sequence(rest);
        all.digit &= next.digit;
        match &mut all.words {
            Some(words) if words.len() <= MOST => match next.words {
                Some(more) => words.extend(more),
                None => all.words = None,
            },
            _ => all.words = None,
        }
    }
    all.words = all.words.filter(|words| words.len() <= MOST);
    all
}

/// Reads up to the end of an alternative: each of its pieces must match. Of all that they need, the
/// longest words.
fn sequence(rest: &mut Peekable<Chars<'_>>) -> Piece {
    let mut all = Piece::default();
    let mut run = String::new();
    while let Some(c) = rest.next_if(|c| !matches!(c, '|' | ')')) {
        let (letter, inner) = piece(c, rest);
        let quantified = rest.peek().is_some_and(|next| matches!(next, '?' | '*' | '+' | '{'));
        let may_be_left_out = quantified && quantifier(rest);
        if let Some(letter) = letter.filter(|_| !may_be_left_out) {
            run.push(small(letter));
            all.digit |= letter.is_ascii_digit();
        }
        if letter.is_none() || quantified {
            all.take_run(&mut run);
        }
        if !may_be_left_out {
            all.digit |= inner.digit;
            all.take(inner.words);
        }
    }
    all.take_run(&mut run);
    all
}

impl Piece {
    /// Takes a run of letters, if it is better than the words so far.
    fn take_run(&mut self, run: &mut String) {
        if run.len() > self.shortest() {
            self.words = Some(vec![std::mem::take(run)]);
        }
        run.clear();
    }

    /// Takes other words, if they are better.
    fn take(&mut self, words: Option<Vec<String>>) {
        let other = Piece { words, digit: false };
        if other.shortest() > self.shortest() {
            self.words = other.words;
        }
    }

    fn shortest(&self) -> usize {
        self.words.iter().flatten().map(String::len).min().unwrap_or(0)
    }
}

/// Reads a piece that begins with `first`: a letter that must be there, or what the piece needs.
fn piece(first: char, rest: &mut Peekable<Chars<'_>>) -> (Option<char>, Piece) {
    let nothing = (None, Piece::default());
    match first {
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
        '[' => {
            let digits = class(rest);
            (None, Piece { words: None, digit: digits })
        }
        '\\' => match rest.next() {
            Some('d') => (None, Piece { words: None, digit: true }),
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

/// Reads a class of characters up to its end; true if it has digits only.
fn class(rest: &mut Peekable<Chars<'_>>) -> bool {
    let mut digits = rest.peek() != Some(&'^');
    rest.next_if_eq(&'^');
    let mut first = true;
    while let Some(c) = rest.next().filter(|c| first || *c != ']') {
        digits &= match c {
            '\\' => rest.next() == Some('d'),
            c => c.is_ascii_digit() || (c == '-' && !first),
        };
        first = false;
    }
    digits
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
            ("a|9", "a|9", false),
        ] {
            let needs = Needs::of(pattern);
            let found: Vec<&[u8]> = needs.words().into_iter().flatten().collect();
            assert_eq!(found.join(&b'|'), words.as_bytes(), "{pattern}");
            assert_eq!(needs.digit, digit, "{pattern}");
        }
    }
}

//! How a text for a person is written: colours, branches, years and shortened titles.
//!
//! A terminal gets colours and branches. A pipe gets neither, so that the lines can be searched and
//! compared; names and titles stand there with all their letters, as UTF-8.

use std::io::{self, IsTerminal};

use super::output;

/// How lines are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) terminal: bool,
}

impl Style {
    /// The style for what standard output is.
    pub(super) fn of_stdout() -> Style {
        Style { terminal: io::stdout().is_terminal() }
    }

    /// Text of a document in one line, without soft hyphens and without what would steer a terminal.
    pub(super) fn plain(self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
        output::visible(&text)
    }

    /// Text in a colour, by its ANSI code.
    pub(super) fn paint(self, code: &str, text: &str) -> String {
        if self.terminal && !text.trim().is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// What stands before a part: its branch, or blanks.
    pub(super) fn branch(self, depth: usize, last: bool) -> String {
        match (depth, self.terminal) {
            (0, _) => String::new(),
            (_, false) => "  ".repeat(depth),
            (_, true) => format!("{}{}", "   ".repeat(depth - 1), if last { "└─ " } else { "├─ " }),
        }
    }
}

/// `2017`, `2018-2020`, `2017, 2019`.
pub(super) fn years(years: &[i32]) -> String {
    match years {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] if years.windows(2).all(|pair| pair[1] == pair[0] + 1) => {
            format!("{first}-{last}")
        }
        _ => years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The text, cut to a length.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_letters_wherever_they_are_printed() {
        for (text, expected) in [
            ("Överenskommelse – vård\u{a0}2024", "Överenskommelse – vård 2024"),
            ("miljo\u{ad}ner\n5 €", "miljoner 5 €"),
            ("a\u{1b}[2Jb", "a\\u001b[2Jb"),
        ] {
            for terminal in [false, true] {
                assert_eq!(Style { terminal }.plain(text), expected);
            }
        }
    }

    #[test]
    fn shortens_years() {
        for (list, expected) in [
            (&[][..], ""),
            (&[2017], "2017"),
            (&[2017, 2018], "2017-2018"),
            (&[2017, 2019], "2017, 2019"),
        ] {
            assert_eq!(years(list), expected);
        }
    }
}

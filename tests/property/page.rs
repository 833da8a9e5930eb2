//! A document of headings, paragraphs, lists and tables, printed as a web page or as text.

use super::figure::Figure;

/// A piece of a document; `\u{1}7\u{2}` in its text is figure 7.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Heading(usize, String),
    Paragraph(String),
    List(Vec<String>),
    Table { caption: String, headings: [String; 2], rows: Vec<[String; 2]> },
}

/// The mark of a figure in the text of a block.
pub(super) fn mark(figure: usize) -> String {
    format!("\u{1}{figure}\u{2}")
}

/// How a document is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Between digit groups.
    pub(super) space: &'static str,
    /// Where lines of text end; zero for never.
    pub(super) width: usize,
    pub(super) bullet: &'static str,
}

fn filled(text: &str, figures: &[Figure], space: &str) -> String {
    let mut pieces = text.split('\u{1}');
    let mut filled = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (figure, rest) = piece.split_once('\u{2}').unwrap();
        let print = figures[figure.parse::<usize>().unwrap()].print(space);
        let opens = filled.is_empty() || filled.ends_with(". ");
        let mut letters = print.chars();
        match letters.next().filter(|_| opens) {
            Some(first) => filled.extend(first.to_uppercase().chain(letters)),
            None => filled.push_str(&print),
        }
        filled.push_str(rest);
    }
    filled
}

pub(super) fn html(blocks: &[Block], figures: &[Figure], look: Look) -> String {
    let fill = |text: &str| filled(text, figures, look.space);
    let mut page =
        "<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"></head><body>\n"
            .to_owned();
    for block in blocks {
        page += &match block {
            Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", fill(text)),
            Block::Paragraph(text) => format!("<p>{}</p>\n", fill(text)),
            Block::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| format!("<li>{}</li>\n", fill(item))).collect();
                format!("<ul>\n{}</ul>\n", items.concat())
            }
            Block::Table { caption, headings: [one, two], rows } => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|[one, two]| format!("<tr><td>{one}</td><td>{}</td></tr>\n", fill(two)))
                    .collect();
                format!(
                    "<table>\n<caption>{caption}</caption>\n<tr><th>{one}</th><th>{two}</th></tr>\n{}</table>\n",
                    rows.concat()
                )
            }
        };
    }
    page + "</body></html>\n"
}

pub(super) fn text(blocks: &[Block], figures: &[Figure], look: Look) -> String {
    let fill = |text: &str| filled(text, figures, look.space);
    let mut page = Vec::new();
    for block in blocks {
        page.push(match block {
            Block::Heading(_, text) => wrapped(&fill(text), look.width),
            Block::Paragraph(text) => wrapped(&fill(text), look.width),
            Block::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| format!("{} {}", look.bullet, fill(item))).collect();
                let items: Vec<String> = items
                    .iter()
                    .map(|item| wrapped(item, look.width).replace('\n', "\n  "))
                    .collect();
                items.join("\n")
            }
            Block::Table { caption, headings, rows } => {
                let rows = rows.iter().map(|[one, two]| [one.clone(), fill(two)]);
                let rows: Vec<[String; 2]> =
                    std::iter::once(headings.clone()).chain(rows).collect();
                let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max();
                let (one, two) = (width(0).unwrap_or(0), width(1).unwrap_or(0) + 3);
                let rows: Vec<String> =
                    rows.iter().map(|row| format!("{:<one$}{:>two$}", row[0], row[1])).collect();
                format!("{caption}\n\n{}", rows.join("\n"))
            }
        });
    }
    page.join("\n\n") + "\n"
}

/// The text in lines of at most `width` characters, where that is not zero.
fn wrapped(text: &str, width: usize) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        if width > 0 && !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width
        {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

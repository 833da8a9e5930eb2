//! `overens rules`: the page of rules, made from the rules themselves.

use std::fmt::Write;

use overens::recognise::rules;

/// The page, in Markdown.
pub(super) fn page() -> String {
    let mut page = String::from(
        "# What is recognised\n\n\
         Each rule with what it reads and what it leaves alone. Where two readings overlap, the \
         longer one wins. `⏎` is a line end, `¬` a soft hyphen.\n",
    );
    for rule in rules() {
        // Writing to a string cannot fail.
        let _ = write!(page, "\n## {}\n\n{}\n", rule.name, rule.about);
        if !rule.examples.is_empty() {
            page.push_str("\n| text | read as |\n|---|---|\n");
        }
        for (text, read) in rule.examples {
            let read = if read.is_empty() { "nothing".to_owned() } else { code(read) };
            let _ = writeln!(page, "| {} | {read} |", code(text));
        }
        let misses: Vec<String> = rule.rejects.iter().map(|text| code(text)).collect();
        let _ = writeln!(page, "\nNot read by it: {}", misses.join(", "));
    }
    page
}

/// A text as code inside a table cell.
fn code(text: &str) -> String {
    let visible = text.replace('\n', "⏎").replace('\u{ad}', "¬").replace('|', "\\|");
    format!("`{visible}`")
}

//! `overens rules`: the page of rules, made from the rules themselves.

use std::fmt::Write;

use overens::contract::{Amount, Deadline};
use overens::interpret::{
    PhraseRule, author_rules, deadline_rules, purpose_rules, recipient_rules, role_rules,
};
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
    page.push_str(
        "\n# What an amount is\n\nThe rules by which an amount of running text is known for what it is, in the \
         order in which they are tried.\n",
    );
    for rule in role_rules() {
        let _ =
            write!(page, "\n## {}\n\n{}\n\n| text | read as |\n|---|---|\n", rule.name, rule.about);
        for text in rule.examples {
            let _ = writeln!(page, "| {} | {} |", code(text), code(&amounts(text)));
        }
        let misses: Vec<String> = rule.rejects.iter().map(|text| code(text)).collect();
        let _ = writeln!(page, "\nNot decided by it: {}", misses.join(", "));
    }
    page.push_str(
        "\n# Who gets an amount\n\nThe rules by which it is known from running text who gets an amount, in the order in \
         which they are tried.\n",
    );
    phrases(&mut page, recipient_rules());
    page.push_str(
        "\n# What the author of a document gets\n\nThe rules by which a region or municipality tells in its own \
         document what it gets itself, in the order in which they are tried.\n",
    );
    phrases(&mut page, author_rules());
    page.push_str(
        "\n# What an amount is for\n\nThe rules by which the words for what an amount is for are found in running text, \
         in the order in which they are tried.\n",
    );
    phrases(&mut page, purpose_rules());
    page.push_str(
        "\n# What is due\n\nA date is a deadline where senast or the like leads to it.\n",
    );
    for rule in deadline_rules() {
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| text | read as |\n|---|---|\n",
            rule.kind.name(),
            rule.about
        );
        for text in rule.examples {
            let _ = writeln!(page, "| {} | {} |", code(text), code(&deadlines(text)));
        }
    }
    page
}

/// Rules on the words around an amount, with what their laws hold each of them to.
fn phrases(page: &mut String, rules: impl Iterator<Item = &'static PhraseRule>) {
    for rule in rules {
        let _ =
            write!(page, "\n## {}\n\n{}\n\n| text | read as |\n|---|---|\n", rule.name, rule.about);
        for (text, read) in rule.examples {
            let _ = writeln!(page, "| {} | {} |", code(text), code(read));
        }
        let misses: Vec<String> = rule.rejects.iter().map(|text| code(text)).collect();
        let _ = writeln!(page, "\nNot read by it: {}", misses.join(", "));
    }
}

/// The deadlines that the whole program reads from a text.
fn deadlines(text: &str) -> String {
    let extraction =
        overens::extract(format!("<p>{text}</p>").as_bytes(), &overens::Options::default());
    let line = |due: &Deadline| {
        let to = due.to.as_ref().map_or(String::new(), |to| format!(" to {to}"));
        format!("{} {}{to}", due.kind.name(), due.date)
    };
    extraction.deadlines.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// The amounts that the whole program reads from a text, as role and value.
fn amounts(text: &str) -> String {
    let page =
        format!("<h1>Överenskommelse mellan staten och SKR om ett exempel</h1><p>{text}</p>");
    let extraction = overens::extract(page.as_bytes(), &overens::Options::default());
    let all = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    let line =
        |amount: &Amount| format!("{} {} {}", amount.role.name(), amount.value, amount.currency);
    all.chain(&extraction.amounts).map(line).collect::<Vec<_>>().join("; ")
}

/// A text as code inside a table cell.
fn code(text: &str) -> String {
    let visible = text.replace('\n', "⏎").replace('\u{ad}', "¬").replace('|', "\\|");
    format!("`{visible}`")
}

//! `overens ledger`: what an agreement's money is made of, as an indented tree for a terminal.
//!
//! A terminal gets branches and colours; a pipe gets blanks for the branches and no colour.

use std::io::{self, Write};
use std::path::PathBuf;

use overens::config::Config;
use overens::contract::{
    Agreement, Amount, Bound, Check, CheckKind, CheckStatus, Extraction, Mention, Party, Per,
};
use overens::reconcile::{grouped, place};

use super::flags::{self, CorpusFlags};
use super::style::{Style, cut, years};
use super::{Outcome, output};

/// How many letters of a purpose are printed.
const PURPOSE: usize = 56;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders, or words of an agreement's name or id; - is standard input
    #[arg(value_name = "AGREEMENT|PATH")]
    what: Vec<String>,
    #[command(flatten)]
    corpus: CorpusFlags,
}

pub(super) fn run(arguments: &Arguments, mut settings: Config) -> io::Result<Outcome> {
    arguments.corpus.over(&mut settings);
    // What looks like a path is one, so that a misspelt path is not taken for a name.
    let is_path =
        |what: &&String| *what == "-" || what.contains(['/', '.']) || PathBuf::from(what).exists();
    let (paths, names): (Vec<&String>, Vec<&String>) = arguments.what.iter().partition(is_path);
    let mut paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(settings.folders.corpus.clone());
    }
    let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let style = Style::of_stdout();
    let mut out = output::data();
    let mut named = names.is_empty();
    let run = flags::run(&settings);
    let outcome = output::extract_each(&paths, &run, |extraction, _| {
        let text = document(&extraction, &names, style);
        named |= !text.is_empty();
        out.write_all(text.as_bytes())?;
        out.flush()
    })?;
    if !named {
        output::complain(&format!("no agreement is called \"{}\"", names.join(" ")));
        return Ok(Outcome::Findings);
    }
    Ok(outcome)
}

/// One line of the tree before its columns are aligned.
struct Line {
    verdict: Verdict,
    amount: String,
    years: String,
    role: String,
    recipient: String,
    what: String,
    place: String,
}

/// What the checks say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Unchecked,
    Holds,
    Remainder,
    Contradicts,
}

impl Verdict {
    fn of(status: CheckStatus) -> Verdict {
        match status {
            CheckStatus::Holds => Verdict::Holds,
            CheckStatus::Remainder => Verdict::Remainder,
            CheckStatus::Contradicts => Verdict::Contradicts,
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Verdict::Unchecked => "",
            Verdict::Holds => "ok",
            Verdict::Remainder => "remainder",
            Verdict::Contradicts => "CONTRADICTS",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Verdict::Unchecked => "0",
            Verdict::Holds => "32",
            Verdict::Remainder => "33",
            Verdict::Contradicts => "1;31",
        }
    }
}

/// The ledger of one document; empty where it has none of the named agreements.
pub(super) fn document(extraction: &Extraction, names: &[String], style: Style) -> String {
    let wanted = |agreement: &&Agreement| {
        let own = format!("{} {} {}", agreement.id, agreement.title, agreement.aliases.join(" "))
            .to_lowercase();
        names.iter().all(|name| own.contains(name))
    };
    let agreements: Vec<&Agreement> = extraction.agreements.iter().filter(wanted).collect();
    if agreements.is_empty() && !names.is_empty() {
        return String::new();
    }
    let about = &extraction.document;
    let title = about.title.as_deref().unwrap_or_default();
    let head = format!(
        "{}  {}  {}",
        style.plain(&about.source),
        about.kind.name(),
        cut(&style.plain(title), 80)
    );
    let mut page = style.paint("1", head.trim_end());
    page.push('\n');
    for agreement in agreements {
        let period = agreement.period.map_or(String::new(), |period| {
            if period.first_year == period.last_year {
                format!(" ({})", period.first_year)
            } else {
                format!(" ({}-{})", period.first_year, period.last_year)
            }
        });
        page.push_str(&format!("\n  {}{period}\n", style.plain(&agreement.title)));
        page.push_str(&format!("  {}\n", style.paint("2", &agreement.id)));
        page.push_str(&tree(&agreement.amounts, &extraction.checks, style));
    }
    if names.is_empty() {
        if !extraction.amounts.is_empty() {
            page.push_str("\n  (of no agreement)\n");
            page.push_str(&tree(&extraction.amounts, &extraction.checks, style));
        }
        page.push_str(&sentences(&extraction.checks, style));
    }
    page.push('\n');
    page
}

/// What the tree of amounts does not show: the checks of tables, and what each contradiction is.
fn sentences(checks: &[Check], style: Style) -> String {
    let shown = |check: &&Check| {
        check.kind != CheckKind::PartsVsTotal || check.status == CheckStatus::Contradicts
    };
    let mut lines = String::new();
    for check in checks.iter().filter(shown) {
        let verdict = Verdict::of(check.status);
        let mark = style.paint(verdict.colour(), &format!("{:<11}", verdict.mark()));
        lines.push_str(&format!("  {mark}  {}\n", style.plain(&check.message)));
    }
    if lines.is_empty() { lines } else { format!("\n  (checks)\n{lines}") }
}

/// The amounts as lines, parts under what they are parts of.
fn tree(amounts: &[Amount], checks: &[Check], style: Style) -> String {
    let known = |id: &Option<String>| {
        id.as_ref().is_some_and(|id| amounts.iter().any(|amount| amount.id == *id))
    };
    let mut lines = Vec::new();
    for root in amounts.iter().filter(|amount| !known(&amount.parent)) {
        branch(root, 0, true, amounts, checks, style, &mut lines);
    }
    aligned(&lines, style)
}

fn branch(
    amount: &Amount,
    depth: usize,
    last: bool,
    amounts: &[Amount],
    checks: &[Check],
    style: Style,
    lines: &mut Vec<Line>,
) {
    let parts: Vec<&Amount> =
        amounts.iter().filter(|part| part.parent.as_ref() == Some(&amount.id)).collect();
    let about = |check: &&Check| check.subject.contains(&amount.id);
    let sums: Vec<&Check> = checks
        .iter()
        .filter(|check| {
            check.kind == CheckKind::PartsVsTotal && check.subject.first() == Some(&amount.id)
        })
        .collect();
    let others = checks.iter().filter(about).filter(|check| check.kind != CheckKind::PartsVsTotal);
    let verdict = sums.iter().copied().chain(others).map(|check| Verdict::of(check.status)).max();
    let purpose = amount.purpose.as_deref().unwrap_or("-");
    lines.push(Line {
        verdict: verdict.unwrap_or(Verdict::Unchecked),
        amount: money(amount),
        years: years(&amount.years),
        role: amount.role.name().to_owned(),
        recipient: style.plain(&amount.recipient.as_ref().map_or(String::new(), party)),
        what: format!("{}{}", style.branch(depth, last), cut(&style.plain(purpose), PURPOSE)),
        place: places(&amount.mentions),
    });
    let lasting = sums.iter().filter(|check| check.status != CheckStatus::Holds).count();
    // A tree that came out of a document has no circle; should it have one, this ends it.
    if depth < amounts.len() {
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len() && lasting == 0;
            branch(part, depth + 1, last, amounts, checks, style, lines);
        }
    }
    let open = sums.into_iter().filter(|check| check.status != CheckStatus::Holds);
    for (at, check) in open.enumerate() {
        let what = match check.status {
            CheckStatus::Remainder => "(not given to any part)",
            _ => "(by which the parts differ from the total)",
        };
        let off = if check.status == CheckStatus::Remainder {
            -check.difference.0
        } else {
            check.difference.0
        };
        lines.push(Line {
            verdict: Verdict::of(check.status),
            amount: grouped(off),
            years: String::new(),
            role: "remainder".to_owned(),
            recipient: String::new(),
            what: format!("{}{what}", style.branch(depth + 1, at + 1 == lasting)),
            place: String::new(),
        });
        if check.status == CheckStatus::Contradicts
            && let Some(line) = lines.last_mut()
        {
            line.role = "difference".to_owned();
        }
    }
}

/// The lines with their columns under each other.
fn aligned(lines: &[Line], style: Style) -> String {
    let width = |of: fn(&Line) -> &str| {
        lines.iter().map(|line| of(line).chars().count()).max().unwrap_or_default()
    };
    let amount = width(|line| &line.amount);
    let years = width(|line| &line.years);
    let role = width(|line| &line.role);
    let recipient = width(|line| &line.recipient);
    let what = width(|line| &line.what);
    let mut page = String::new();
    for line in lines {
        let mark = style.paint(line.verdict.colour(), &format!("{:<11}", line.verdict.mark()));
        let row = format!(
            "  {mark}  {:>amount$}  {:<years$}  {:<role$}  {:<recipient$}  {:<what$}  {}",
            line.amount, line.years, line.role, line.recipient, line.what, line.place
        );
        page.push_str(row.trim_end());
        page.push('\n');
    }
    page
}

/// The figure, with what bounds and counts it.
fn money(amount: &Amount) -> String {
    let sign = match amount.bound {
        Bound::Exact | Bound::Range => "",
        Bound::Approximate => "~",
        Bound::AtLeast => ">",
        Bound::AtMost => "<",
    };
    let mut figure = format!("{sign}{}", grouped(amount.value.0));
    if let Some(to) = amount.value_to {
        figure = format!("{figure} - {}", grouped(to.0));
    }
    if amount.currency != "SEK" {
        figure = format!("{} {figure}", amount.currency);
    }
    match amount.per {
        Some(Per::Year) => format!("{figure}/year"),
        Some(Per::Inhabitant) => format!("{figure}/inh."),
        Some(Per::Unit) => format!("{figure}/unit"),
        None => figure,
    }
}

/// One party by its name, several by their kind.
fn party(party: &Party) -> String {
    if party.code.is_some() { party.name.clone() } else { party.kind.name().replace('_', " ") }
}

/// Where the first mention stands, and how many there are besides.
fn places(mentions: &[Mention]) -> String {
    match mentions {
        [] => String::new(),
        [one] => place(one),
        [first, rest @ ..] => format!("{} (+{})", place(first), rest.len()),
    }
}

#[cfg(test)]
mod tests;

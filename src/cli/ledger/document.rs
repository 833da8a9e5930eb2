//! The ledger of one document: its agreements as trees, and what is said of them by checks.

use std::collections::BTreeMap;

use overens::contract::{Agreement, Amount, Check, CheckKind, CheckStatus, Extraction, Mention};
use overens::diagnostic::Code;
use overens::reconcile::place;

use super::super::style::{Style, cut};
use super::tree::{Entry, Open, Verdict, drawn};
use super::{in_years, is_named};

/// The ledger of one document; empty where it has none of the named agreements.
pub(in super::super) fn document(
    extraction: &Extraction,
    names: &[String],
    style: Style,
) -> String {
    let wanted = |agreement: &&Agreement| {
        let aliases = agreement.aliases.iter().map(String::as_str);
        let titles: Vec<&str> = aliases.chain([agreement.title.as_str()]).collect();
        is_named(names, &agreement.id, &titles)
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
        let (first, last) = agreement.period.map(|it| (it.first_year, it.last_year)).unzip();
        page.push_str(&format!("\n  {}{}\n", style.plain(&agreement.title), in_years(first, last)));
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

/// What may be the part of something else than the tree has it.
pub(super) fn doubts(extraction: &Extraction, style: Style) -> String {
    let doubts = extraction.diagnostics.iter().filter(|it| it.code == Code::DoubtfulParts);
    let mark = style.paint("33", "doubtful");
    let lines: String =
        doubts.map(|it| format!("  {mark}     {}\n", style.plain(&it.message))).collect();
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// What the tree of amounts does not show: the checks of tables, and what each contradiction is.
fn sentences(checks: &[Check], style: Style) -> String {
    let shown = |check: &&Check| {
        check.kind != CheckKind::PartsVsTotal || check.status == CheckStatus::Contradicts
    };
    let mut lines = String::new();
    for check in checks.iter().filter(shown) {
        let mark = Verdict::of(check.status).painted(style);
        lines.push_str(&format!("  {mark}  {}\n", style.plain(&check.message)));
    }
    if lines.is_empty() { lines } else { format!("\n  (checks)\n{lines}") }
}

fn tree(amounts: &[Amount], checks: &[Check], style: Style) -> String {
    let mut sums: BTreeMap<&str, Vec<&Check>> = BTreeMap::new();
    let mut others: BTreeMap<&str, Verdict> = BTreeMap::new();
    for check in checks {
        if check.kind == CheckKind::PartsVsTotal {
            if let Some(total) = check.subject.first() {
                sums.entry(total).or_default().push(check);
            }
            continue;
        }
        for id in &check.subject {
            let known = others.entry(id).or_insert(Verdict::Unchecked);
            *known = Verdict::of(check.status).max(*known);
        }
    }
    let entries = amounts.iter().map(|amount| {
        let sums = sums.get(amount.id.as_str()).map_or(&[][..], Vec::as_slice);
        let verdicts = sums.iter().map(|check| Verdict::of(check.status));
        let verdict = verdicts.chain(others.get(amount.id.as_str()).copied()).max();
        let open = sums.iter().filter(|check| check.status != CheckStatus::Holds);
        Entry {
            amount,
            verdict: verdict.unwrap_or(Verdict::Unchecked),
            place: places(&amount.mentions),
            others: Vec::new(),
            open: open
                .map(|check| Open {
                    status: check.status,
                    difference: check.difference.0,
                    place: String::new(),
                })
                .collect(),
        }
    });
    drawn(&entries.collect::<Vec<_>>(), style)
}

/// Where the first mention stands, and how many there are besides.
fn places(mentions: &[Mention]) -> String {
    match mentions {
        [] => String::new(),
        [one] => place(one),
        [first, rest @ ..] => format!("{} (+{})", place(first), rest.len()),
    }
}

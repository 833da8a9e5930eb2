//! Columns of a table in which a region or municipality tells of its own money.
//!
//! Its share may stand beside what there is for the whole country ("Nationellt | Regionen"), or the
//! rows may be grants and the columns what it was granted of each in a year ("Beviljat 2023").

use super::column_facts::ColumnFacts;
use super::column_kind::ColumnKind;
use super::grid::Grid;
use crate::contract::PartyKind;
use crate::interpret::author::Author;
use crate::pattern::Pattern;

/// What stands in a column of the author's own money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    /// What it got or counts on.
    Granted,
    /// What it has to pay back.
    Repaid,
    /// What it planned.
    Budget,
}

/// True for a heading, in lower case, that calls the column the author's by its noun: "Regionen",
/// "Varav kommunen (tkr)".
pub(crate) fn is_share(heading: &str, author: Option<&Author>) -> bool {
    static REGION: Pattern = Pattern::new(
        r"^\W*(?:(?:varav|därav|till|för|belopp|bidrag|andel|del) ){0,2}(?:regionen|landstinget)(?:s (?:del|andel|belopp|bidrag))?\W*(?:\(|,|$|tkr|mnkr|mkr)",
    );
    static MUNICIPALITY: Pattern = Pattern::new(
        r"^\W*(?:(?:varav|därav|till|för|belopp|bidrag|andel|del) ){0,2}(?:kommunen|staden)(?:s (?:del|andel|belopp|bidrag))?\W*(?:\(|,|$|tkr|mnkr|mkr)",
    );
    let Some(author) = author else { return false };
    let heading = author.by_noun(heading);
    match author.party.kind {
        PartyKind::Region => REGION.is_match(&heading),
        PartyKind::Municipality => MUNICIPALITY.is_match(&heading),
        _ => false,
    }
}

/// Marks the columns of a table whose rows are grants to the author, where no column holds what
/// others get or what there is for all.
pub(crate) fn mark(grid: &Grid, columns: &mut [ColumnFacts], author: Option<&Author>) {
    static ALL: Pattern = Pattern::new(
        r"\b(?:nationell\w*|riket|hela landet|sverige|totalt för landet|länet|regioner(?:na)?|kommuner(?:na)?)\b",
    );
    let Some(author) = author.filter(|author| author.in_head) else { return };
    let others = |facts: &ColumnFacts| facts.share.is_some() || facts.recipient.is_some();
    let of_all = grid.labels.iter().any(|label| ALL.is_match(&label.to_lowercase()));
    if of_all || columns.iter().any(others) {
        return;
    }
    let municipal = author.party.kind == PartyKind::Municipality;
    for (facts, label) in columns.iter_mut().zip(&grid.labels) {
        let money = matches!(facts.kind, ColumnKind::Money(_)) && !facts.change && !facts.price;
        facts.own = own(&label.to_lowercase(), municipal)
            .filter(|_| money || facts.kind == ColumnKind::Words && !label.is_empty());
        let got = facts.own.filter(|own| *own != Own::Repaid);
        facts.author = got.map(|_| author.party.clone());
    }
}

/// What a column of grants with this heading, in lower case, holds.
fn own(heading: &str, municipal: bool) -> Option<Own> {
    static REPAID: Pattern = Pattern::new(r"\b(?:återbetal\w*|återkrav\w*|återkräv\w*)");
    static BUDGET: Pattern = Pattern::new(r"\b(?:budget\w*|plan(?:erat|en)?)\b");
    static GRANTED: Pattern = Pattern::new(
        r"\b(?:bevilja\w*|erhåll\w*|mottag\w*|tilldela\w*|rekvirera\w*|utfall\w*|prognos\w*|intäkt\w*|bokfört|fått)\b",
    );
    // A municipality's own page seldom tells of all the state's money.
    static PLAIN: Pattern = Pattern::new(r"^\W*(?:belopp|bidrag|summa|kronor|tkr|(?:19|20)\d\d)\b");
    if REPAID.is_match(heading) {
        Some(Own::Repaid)
    } else if GRANTED.is_match(heading) {
        Some(Own::Granted)
    } else if BUDGET.is_match(heading) {
        Some(Own::Budget)
    } else {
        (municipal && PLAIN.is_match(heading)).then_some(Own::Granted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interpret::party;

    fn author(name: &str) -> Option<Author> {
        party::named_place(name).map(|party| Author { party, in_head: true })
    }

    #[test]
    fn the_noun_of_the_author_heads_its_column() {
        let check = |heading: &str, name: &str, expected: bool| {
            assert_eq!(is_share(heading, author(name).as_ref()), expected, "{heading}");
        };
        check("regionen", "Region Halland", true);
        check("regionen (mnkr)", "Region Halland", true);
        check("varav till kommunen, tkr", "Mjölby kommun", true);
        check("kommunen", "Region Halland", false);
        check("regionens åtgärder", "Region Halland", false);
        check("regionen ansvarar", "Region Halland", false);
    }

    #[test]
    fn columns_of_grants() {
        let check = |heading: &str, municipal: bool, expected: Option<Own>| {
            assert_eq!(own(heading, municipal), expected, "{heading}");
        };
        check("beviljat 2023", true, Some(Own::Granted));
        check("utfall 2020", false, Some(Own::Granted));
        check("ska återbetalas (av 2023)", true, Some(Own::Repaid));
        check("budget 2024", false, Some(Own::Budget));
        check("belopp (tkr)", true, Some(Own::Granted));
        check("2023", true, Some(Own::Granted));
        check("2023 socialnämnden", true, Some(Own::Granted));
        check("sökt belopp", true, None);
        // What a region lists without a word of getting may be the whole country's.
        check("belopp (tkr)", false, None);
        check("utbetalas av", true, None);
    }
}

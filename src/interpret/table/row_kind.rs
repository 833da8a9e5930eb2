//! What the name of a row says that its figures are, where that is not what its column says: a count
//! ("Antal regioner"), a share ("Andel av befolkningen"), a price ("Kronor per invånare"), money in a
//! unit of its own ("Utbetalt, mnkr").

use super::unit::{self, Named};
use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// What its columns hold.
    AsColumns,
    /// Money in a unit of its own.
    Money(CellUnit),
    /// Something else than money, or money for one of something.
    NoSum,
}

/// Something that is counted, a share or a measure, at the head of a row's name.
static COUNTED: Pattern = Pattern::new(
    r"(?i)^\W*(?:varav |därav )?(?:antal(?:et)?\b|(?:genomsnittlig|medel)[a-zåäö]* ?(?:ålder|väntetid|vårdtid|kötid)|(?:befolkning(?:en|smängd)?|folkmängd(?:en)?|invånar(?:antal(?:et)?|e)|årsarbet(?:are|skrafter)|täckningsgrad(?:en)?|måluppfyllelse(?:n)?|kvot|index)(?:$|[ ,(](?:i |per |den |\d|%|procent|totalt|31|1 )))|^\W*(?:befolkning|folkmängd|invånare|täckningsgrad|måluppfyllelse|väntetid|medelålder)\W*$",
);

static SHARE: Pattern = Pattern::new(
    r"(?i)^\W*(?:varav |därav )?(?:procentuell )?andel(?:en|ar)?(?:$| av\b| i procent|[ ,(]*%)|(?:[ ,(](?:i )?(?:procent|procentenheter)|%)\W*$",
);

/// A price: "Kr/elev", "Ersättning per dos, kr".
static PRICE: Pattern = Pattern::new(
    r"(?i)\b(?:kr|kronor) ?(?:/|per) ?[a-zåäö]|\b(?:ersättning\w*|belopp\w*|kostnad\w*|bidrag\w*|pris\w*|taxa\w*) (?:per|/) ?(?:invånare|person|elev|plats|dos|besök|barn|patient|vårddygn|vårdplats|student|timme|vecka|dag|enhet|styck|st)\b",
);

/// True for a heading, in lower case, of what each region or municipality gets where the rows are
/// none: "Ersättning per kommun".
pub(crate) fn is_price_per_place(heading: &str) -> bool {
    static PLACE: Pattern =
        Pattern::new(r"\b(?:per|/|för varje) ?(?:region|landsting|kommun|huvudman)\b");
    PLACE.is_match(heading)
}

/// True for a row of what one of something costs or brings, in whatever unit.
pub(crate) fn is_price(label: &str) -> bool {
    static PER: Pattern = Pattern::new(
        r"(?i)\b(?:genomsnitt\w*|medelvärde|snitt)\b|\b(?:per|/) ?(?:styck|elev|plats|dos|besök|barn|patient|vårddygn|vårdplats|student|timme|projekt|region|kommun)\b",
    );
    PER.is_match(label) || PRICE.is_match(label)
}

/// True for a name that says that its figures are the most there can be: "Prestationsmedel, högst".
pub(crate) fn is_most(label: &str) -> bool {
    static MOST: Pattern = Pattern::new(r"(?i),? \(?(?:högst|maximalt|max|upp till)\W*$");
    MOST.is_match(label)
}

/// What the row of this name holds.
pub(crate) fn of_label(label: &str) -> RowKind {
    match unit::named(label) {
        Some(Named::Money(unit)) => return RowKind::Money(unit),
        Some(Named::Percent | Named::Several) => return RowKind::NoSum,
        None => {}
    }
    if COUNTED.is_match(label) || SHARE.is_match(label) || PRICE.is_match(label) {
        return RowKind::NoSum;
    }
    RowKind::AsColumns
}

/// True for a name that says how many of something a figure is for: "10 platser", "0–50 besök". A
/// row that is numbered, or that an appropriation's number opens ("1:6 Bidrag"), is none.
pub(crate) fn is_number_of(label: &str) -> bool {
    static NUMBER: Pattern = Pattern::new(r"^\d[\d –-]*(?:[a-zåäö%]|$)");
    NUMBER.is_match(label) && !label.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_something_opens_the_name() {
        for (label, expected) in [
            ("10 platser", true),
            ("0–50 besök", true),
            ("2021", true),
            ("1:6 Bidrag till folkhälsa", false),
            ("2 Kompetens", false),
            ("3. stöd", false),
            ("SKR 2024", false),
        ] {
            assert_eq!(is_number_of(label), expected, "{label}");
        }
    }

    #[test]
    fn a_row_may_hold_something_else_than_its_column() {
        use RowKind::{AsColumns, Money, NoSum};
        for (label, expected) in [
            ("Antal regioner", NoSum),
            ("varav antal nya", NoSum),
            ("Andel av befolkningen", NoSum),
            ("Andel %", NoSum),
            ("Täckningsgrad, procent", NoSum),
            ("Befolkning 31 december", NoSum),
            ("Kr/elev", NoSum),
            ("Ersättning per dos", NoSum),
            ("Kronor per invånare", Money(CellUnit::SekPerInhabitant)),
            ("Utbetalt, mnkr", Money(CellUnit::Million)),
            ("Grundbidrag (tkr)", Money(CellUnit::Thousand)),
            ("Andel till regionerna", AsColumns),
            ("Invånardialog", AsColumns),
            ("Befolkningsinriktade insatser", AsColumns),
            ("Stöd till 290 kommuner", AsColumns),
            ("Prestation 25 % av 12 mnkr", AsColumns),
            ("Indexuppräkning", AsColumns),
            ("Vårdplatser", AsColumns),
        ] {
            assert_eq!(of_label(label), expected, "{label}");
        }
    }
}

//! The units that headings, captions and notes give to bare figures.

use crate::pattern::Pattern;
use crate::recognise::amount::CellUnit;

/// What one heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// Money in a unit.
    Money(CellUnit),
    /// Percent.
    Percent,
    /// Money and percent, or two units of money: the headings of several columns, run together.
    Several,
}

static UNIT: Pattern = Pattern::new(
    r"(?i)\b(?P<unit>kr(?:onor)? ?(?:/|per) ?inv(?:ånare)?|tusental kronor|tusentals kronor|1 ?000-tal(?:s)? (?:kronor|kr)|tusental kr|tusentals kr|tusen kronor|tusen kr|miljoner kronor|miljoner kr|milj\.? ?(?:kr|kronor)|mn ?kr|miljarder (?:kronor|kr)|mdr ?kr|tkr|kkr|mkr|mdkr|msek|tsek|ksek)\b|(?:\(|^|, |i |[x×*] ?)(?P<thousand>(?:[x×*] ?)?1[ .]?000(?:-?tals?)? ?(?:kr|kronor|sek|skr))\b|(?:[a-zåäö]|\b(?:19|20)\d\d) (?P<thousands>1[ .]?000 ?(?:kr|kronor|sek))\W*$|(?:^|\(|\bi )(?P<bare>miljoner|miljarder|milj\.?|mdr|tusental|tusentals|tusen)(?:\)|\W*$)|(?:\(|, |i |^|belopp |summa |totalt )(?P<kr>kronor|kr|sek)\b|[a-zåäö\d] (?P<last>kronor|kr|sek)\W*$",
);

static PERCENT: Pattern = Pattern::new(r"(?i)%|\bprocent\b");

/// A number, in figures or words, that makes an amount of the unit behind it.
static QUANTITY: Pattern = Pattern::new(
    r"(?i)(?:\d|\b(?:några|flera|få|par|hundra|tusen|hundratals|tusentals|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|många))\s*$",
);

/// A year before a unit makes no amount of it: "Budget 2023 mnkr".
static YEAR: Pattern = Pattern::new(r"(?:^|[^\d ,.]|[^\d] )(?:19|20)\d\d\s*$");

/// A word that a sum follows, not the unit of a heading.
static SUM_FOLLOWS: Pattern = Pattern::new(
    r"(?i)\b(?:med|på|om|till|från|för|är|var|blir|minst|högst|cirka|ca|max|över|under|upp|varav|per|och|eller|om)$",
);

/// What is counted and no money.
static COUNTED: Pattern =
    Pattern::new(r"(?i)\b(?:invånare|befolkning\w*|folkmängd|personer|antal\w*|elever|besök)\b");

/// The units that a text names, with the bytes of each; "12 mnkr" is an amount and names none.
fn units(label: &str) -> Vec<CellUnit> {
    UNIT.captures_iter(label)
        .filter_map(|found| {
            if found.name("thousand").is_some() {
                return Some(CellUnit::Thousand);
            }
            // "Höjs med 1 000 kr" is a sum.
            if let Some(last) = found.name("thousands") {
                let before = label[..last.start()].trim_end();
                return (!SUM_FOLLOWS.is_match(before)).then_some(CellUnit::Thousand);
            }
            let names = ["unit", "bare", "kr", "last"];
            let unit = names.into_iter().find_map(|name| found.name(name))?;
            if QUANTITY.is_match(&label[..unit.start()]) && !YEAR.is_match(&label[..unit.start()]) {
                return None;
            }
            // "Invånare (tusental)" are people.
            if found.name("bare").is_some() && COUNTED.is_match(label) {
                return None;
            }
            let name = unit.as_str().to_lowercase();
            // "Kronor per" is cut off, and no unit yet.
            let rest = label[unit.end()..].trim_start();
            if !name.contains("inv") && (rest.starts_with("per") || rest.starts_with('/')) {
                return None;
            }
            if name.contains("inv") {
                Some(CellUnit::SekPerInhabitant)
            } else if name.starts_with('1') || name.starts_with("tus") {
                Some(CellUnit::Thousand)
            } else if name.starts_with("milj.") || name.starts_with("mn") || name == "milj" {
                Some(CellUnit::Million)
            } else {
                CellUnit::parse(&name)
            }
        })
        .collect()
}

/// True for a heading that looks like an amount and names a year or the unit of what stands below it:
/// "2025 kr", "Bidrag (1 000 kr)".
pub(crate) fn is_heading(cell: &str) -> bool {
    static YEAR_AND_UNIT: Pattern = Pattern::new(
        r"(?i)^(?:[a-zåäö]+ )?(?:19|20)\d\d,? \(?(?:kr|kronor|sek|tkr|kkr|tsek|mkr|mnkr|msek|mn kr|milj\.? kr|(?:tusental|tusentals|tusen|miljoner) (?:kr|kronor))\)?$",
    );
    YEAR_AND_UNIT.is_match(cell.trim()) || names_thousand(cell)
}

/// True for a heading or line that ends with "1 000 kr" as a unit and holds no other figure of money.
pub(crate) fn names_thousand(line: &str) -> bool {
    static LAST: Pattern = Pattern::new(
        r"(?i)(?:(?:^|[(,]|\bi|[a-zåäö]|\b(?:19|20)\d\d) ?1[ .]?000 ?(?:kr|kronor|sek)\)?|\bi 1[ .]?000 ?(?:kr|kronor|sek)\.)$",
    );
    LAST.is_match(line.trim()) && unit_in(line) == Some(CellUnit::Thousand)
}

/// The unit of money that a heading, caption or line names for bare figures.
pub(crate) fn unit_in(label: &str) -> Option<CellUnit> {
    units(label).into_iter().next()
}

/// What a heading of one column says that its figures are; none where it says nothing of that.
pub(crate) fn named(heading: &str) -> Option<Named> {
    let units = units(heading);
    let percent = PERCENT
        .find_iter(heading)
        .any(|found| !heading[..found.start()].trim_end().ends_with(|c: char| c.is_ascii_digit()));
    match (units.first(), percent) {
        (None, false) => None,
        (None, true) => Some(Named::Percent),
        (Some(_), true) => Some(Named::Several),
        (Some(unit), false) if units.iter().all(|other| other == unit) => Some(Named::Money(*unit)),
        (Some(_), false) => Some(Named::Several),
    }
}

static OF_ALL: Pattern = Pattern::new(
    r"(?i)\b(?:(?:belopp(?:en)?|summor(?:na)?|siffror(?:na)?) (?:(?:nedan|i tabell\w*|är|anges|angivna|redovisas|visas|uttrycks|står) ){1,3}|(?:alla|samtliga) (?:belopp(?:en)?|summor(?:na)?|siffror(?:na)?) )i (?P<unit>(?:hela |tusental |tusentals |tusen |miljoner )?kronor|tkr|kkr|mnkr|mkr|mdkr|msek|tsek)\b",
);

static OF_LINE: Pattern = Pattern::new(
    r"(?i)(?:^|[.:;*] ?|\()\s*(?:alla |samtliga )?(?:belopp(?:en)?|summor(?:na)?|siffror(?:na)?|värden(?:a)?|uppgifter(?:na)?|(?:stats)?bidrag(?:en|et)?|medel|ersättning(?:en|ar|arna)?|kostnad(?:en|er|erna)?),? (?:(?:nedan|i tabell\w*|i tabellen|är|anges|angivna|redovisas|visas|uttryckta|uttrycks|står|avser) ){0,3}i (?P<unit>(?:hela |tusental |tusentals |tusen |miljoner |miljarder |1 ?000-tals? )?(?:kronor|kr)|tkr|kkr|mnkr|mkr|mdkr|msek|tsek|miljoner|miljarder|tusental)\b",
);

/// True for a note that counts people in thousands: "Invånare i tusental."
pub(crate) fn counts_thousands(text: &str) -> bool {
    static PEOPLE: Pattern = Pattern::new(
        r"(?i)(?:^|[.:;*] ?)(?:antal(?:et)? )?(?:invånar(?:e|na)|befolkning(?:en)?|folkmängd(?:en)?|personer)(?: (?:anges|redovisas|är|uttrycks))? i (?:tusental|tusentals|tusen|1 ?000-tals?)\b",
    );
    PEOPLE.is_match(text)
}

/// The unit in which a line beside a table says that its figures are: "Källa: SKR. Belopp i tkr."
pub(crate) fn unit_of_line(text: &str) -> Option<CellUnit> {
    let found = OF_LINE.captures(text)?;
    let name = found.name("unit")?.as_str().to_lowercase();
    units(name.trim_start_matches("hela ")).into_iter().next()
}

/// The unit in which a text says that its bare figures are: "Alla belopp anges i tkr". None
/// where it says two.
pub(crate) fn unit_of_all(text: &str) -> Option<CellUnit> {
    let mut units = OF_ALL.captures_iter(text).filter_map(|found| {
        let name = found.name("unit")?.as_str().to_lowercase();
        CellUnit::parse(name.trim_start_matches("hela "))
    });
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_one_unit_or_several() {
        use Named::{Money, Percent, Several};
        for (heading, expected) in [
            ("Belopp, tkr", Some(Money(CellUnit::Thousand))),
            ("Bidrag 2023 (1 000 kr)", Some(Money(CellUnit::Thousand))),
            ("Tusentals kronor", Some(Money(CellUnit::Thousand))),
            ("1000-tal kronor", Some(Money(CellUnit::Thousand))),
            ("Kr per invånare", Some(Money(CellUnit::SekPerInhabitant))),
            ("2022, tkr 2023, tkr", Some(Money(CellUnit::Thousand))),
            ("Förändring, %", Some(Percent)),
            ("Andel i procent", Some(Percent)),
            ("2022, tkr Förändring, %", Some(Several)),
            ("Totalt, tkr Per person, kr", Some(Several)),
            ("Varav 25 % av 12 mnkr", None),
            ("Budget 2023 mnkr", Some(Money(CellUnit::Million))),
            ("2 023 mnkr", None),
            ("Några tusen kronor", None),
            ("Miljoner", Some(Money(CellUnit::Million))),
            ("Belopp (miljoner)", Some(Money(CellUnit::Million))),
            ("Milj. kronor", Some(Money(CellUnit::Million))),
            ("x 1000 kr", Some(Money(CellUnit::Thousand))),
            ("1 000-tals kronor", Some(Money(CellUnit::Thousand))),
            ("Invånare (tusental)", None),
            ("Miljoner vaccindoser", None),
            ("Kronor per", None),
            ("Kr/elev", None),
            ("Prestationsmedel SEK", Some(Money(CellUnit::Sek))),
            ("2024 kronor", Some(Money(CellUnit::Sek))),
            ("Bidrag 1 000 kr", Some(Money(CellUnit::Thousand))),
            ("Höjs med 1 000 kr", None),
            ("Bidrag 25 kr", None),
            ("Region", None),
        ] {
            assert_eq!(named(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_heading_may_look_like_an_amount() {
        for (heading, expected) in [
            ("2025 kr", true),
            ("2024 (tusen kronor)", true),
            ("Budget 2025, mnkr", true),
            ("1 000 kr", true),
            ("Region (1 000 kr)", true),
            ("Stimulansmedel 1 000 kr", true),
            ("2024 1 000 kr", true),
            ("Belopp i 1 000 kr.", true),
            ("Kommunen fick 1 000 kr.", false),
            ("Höjs med 1 000 kr", false),
            ("3 025 kr", false),
            ("2025", false),
        ] {
            assert_eq!(is_heading(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_line_beside_a_table_names_its_unit() {
        for (line, expected) in [
            ("Belopp i mnkr.", Some(CellUnit::Million)),
            ("Alla belopp i miljoner kronor", Some(CellUnit::Million)),
            ("Källa: SKR. Belopp i tkr.", Some(CellUnit::Thousand)),
            ("Samtliga belopp är i tusental kronor", Some(CellUnit::Thousand)),
            ("Beloppen anges i hela kronor.", Some(CellUnit::Sek)),
            ("Belopp i mnkr om inget annat anges.", Some(CellUnit::Million)),
            ("Regionen får ett belopp i kronor som nämnden bestämmer.", None),
            ("Bidrag i tkr.", Some(CellUnit::Thousand)),
            ("Invånare i tusental.", None),
        ] {
            assert_eq!(counts_thousands(line), line == "Invånare i tusental.", "{line}");
            assert_eq!(unit_of_line(line), expected, "{line}");
        }
    }

    #[test]
    fn a_text_names_the_unit_of_all_its_figures() {
        for (text, expected) in [
            ("Beloppen anges i tkr.", Some(CellUnit::Thousand)),
            ("Alla belopp i mkr om inte annat anges.", Some(CellUnit::Million)),
            ("Alla belopp i mkr. I tabell 2 är beloppen angivna i tkr.", None),
            ("Alla belopp i bilagan gäller 2022.", None),
        ] {
            assert_eq!(unit_of_all(text), expected, "{text}");
        }
    }
}

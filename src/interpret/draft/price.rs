//! Prices and rates: kronor per inhabitant, per place, per year.

use rust_decimal::Decimal;

use crate::contract::Per;
use crate::pattern::Pattern;
use crate::recognise::amount::Amount;

/// Kronor per inhabitant or per place are a rate and no sum.
pub(crate) fn is_rate(amount: &Amount) -> bool {
    matches!(amount.per, Some(Per::Inhabitant | Per::Unit))
}

/// What says of money that it is so much in each of several years.
const EACH_YEAR: &[&str] = &[
    "vartdera året",
    "vardera året",
    "vartdera av åren",
    "vardera av åren",
    "varje år",
    "vart och ett av åren",
];

/// "För vartdera året 2019 och 2020 satsas": the amount behind it is for each year.
pub(crate) fn each_year(before: &str) -> bool {
    let lower = before.to_lowercase();
    EACH_YEAR.iter().any(|words| lower.contains(words))
        || leads_to(&lower, "årligen")
        || leads_to(&lower, "per år")
}

/// Words between "årligen" and the amount that is each year's.
const ON: &[&str] = &[
    "med",
    "om",
    "på",
    "till",
    "upp",
    "ut",
    "cirka",
    "ca",
    "totalt",
    "sammanlagt",
    "ytterligare",
    "avsätts",
    "avsätter",
    "avsättas",
    "tillförs",
    "tilldelas",
    "får",
    "beräknas",
    "satsas",
    "satsar",
    "fördelas",
    "betalas",
    "utbetalas",
    "anslås",
    "uppgår",
    "omfattar",
    "regeringen",
    "staten",
    "bidrar",
    "bidraget",
    "är",
];

/// "Avsätts årligen 5 mnkr", "per år avsätts 5 mnkr": nothing between the words and the amount is
/// about anything else.
fn leads_to(before: &str, words: &str) -> bool {
    before.rsplit_once(words).is_some_and(|(_, rest)| {
        rest.is_empty()
            || rest.starts_with(' ') && rest.split_whitespace().all(|word| ON.contains(&word))
    })
}

/// "Räknat per invånare motsvarar bidragen 712 kronor": kronor per inhabitant, said before them.
pub(crate) fn per_inhabitant(amount: &Amount, before: &str) -> bool {
    static PER: Pattern = Pattern::new(
        r"(?i)\b(?:per|för varje) invånare\b(?: (?:blir|motsvarar|är|uppgår|ger|utgör|det|bidraget|bidragen|beloppet|stödet|medlen|ersättningen|i|genomsnitt|snitt|till|detta|ungefär))*$",
    );
    const MOST: u32 = 100_000;
    amount.per.is_none() && amount.value < Decimal::from(MOST) && PER.is_match(before.trim_end())
}

/// "Varje registrerad riskbedömning ger 200 kronor", "per test utgår högst 700 kronor": a price.
pub(crate) fn is_price(amount: &Amount, before: &str, after: &str) -> bool {
    static FOR_ONE: Pattern = Pattern::new(
        r"(?i)^ för (?:en|ett|varje|vart|var) (?:ny |nytt )?[a-zåäö-]+(?:d|t|ad|at|en) |^ för varje [a-zåäö-]{3,}",
    );
    // "Betalt per utredning, med 34 000 kronor för en stor utredning".
    static PAID: Pattern = Pattern::new(
        r"(?i)\b(?:betalt|ersätt\w*|pris\w*|taxa\w*) (?:lämnas |utgår )?(?:per|med|är)\b",
    );
    static EACH: Pattern = Pattern::new(
        r"(?i)\b(?:per|varje) [a-zåäö-]{4,}(?: [a-zåäö-]+){0,2}(?: (?:utgår|ger|betalas|ersätts|lämnas|är|med|högst|höjs|sänks|samtidigt|till|uppgår))+$|(?i)\b(?:per|varje) [A-Za-zåäö]+-?[a-zåäö]{3,}$|\b(?:per|för varje) [a-zåäö-]{3,}(?: [a-zåäö-]+){0,2}(?: som [^.;,]{2,80}?)? (?:får|betalas|utgår|lämnas|ges|ersätts med|är|gäller)(?: [a-zåäö]+){0,3}$",
    );
    // "Varje region får ett grundbelopp på 2 mnkr": of any size.
    static EACH_PLACE: Pattern = Pattern::new(
        r"(?i)(?:^|[.;,] |\b(?:och|att) )(?:varje|vardera) (?:region|kommun|landsting|län|huvudman)\b[^.;,]{0,60}\b(?:får|tilldelas|erhåller|garanteras|ges)\b[^.;,]{0,60}$|\b(?:får|tilldelas|erhåller|garanteras) (?:varje|vardera) (?:region|kommun|landsting|län|huvudman)(?: (?:ett?|[a-zåäö]*belopp|om|på|minst|högst|cirka))*$",
    );
    if amount.per.is_none() && EACH_PLACE.is_match(before.trim_end()) {
        return true;
    }
    // A sum for a party is never so small; a price never so large.
    amount.per.is_none()
        && amount.value < Decimal::from(1_000_000)
        && (EACH.is_match(before.trim_end())
            || FOR_ONE.is_match(after)
            || PAID.is_match(before)
                && (after.starts_with(" för en ") || after.starts_with(" för ett ")))
}

/// True where "per år" stands a few words behind the amount: "är avsatta per år för".
pub(crate) fn says_per_year(after: &str) -> bool {
    let clause = after.split([',', ';', '(']).next().unwrap_or_default().to_lowercase();
    let near: Vec<&str> = clause.split_whitespace().take(6).collect();
    let near = near.join(" ");
    ["per år", "årligen"].iter().chain(EACH_YEAR).any(|words| near.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_each_year_are_announced() {
        for (before, expected) in [
            ("Regeringen avsätter årligen ", true),
            ("Årligen avsätts ", true),
            ("Stödet uppgår per år till ", true),
            ("För vartdera året 2019 och 2020 satsas ", true),
            ("För vartdera av åren 2019 och 2020 satsas ", true),
            ("Regionerna ska årligen redovisa hur de använder ", false),
            ("Stödet är 3 mnkr per år, och SKR får ", false),
            ("Stödet betalas ut en gång. SKR får ", false),
        ] {
            assert_eq!(each_year(before), expected, "{before}");
        }
    }
}

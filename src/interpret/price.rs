//! Prices and rates: kronor per inhabitant, per place, per year.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::contract::Per;
use crate::pattern::Pattern;
use crate::recognise::amount::Amount;

/// Kronor per inhabitant or per place are a rate and no sum.
pub(super) fn is_rate(amount: &Amount) -> bool {
    matches!(amount.per, Some(Per::Inhabitant | Per::Unit))
}

/// "För vartdera året 2019 och 2020 satsas": the amount behind it is for each year.
pub(super) fn each_year(before: &str) -> bool {
    let lower = before.to_lowercase();
    ["vartdera året", "vardera året", "varje år", "vart och ett av åren"]
        .iter()
        .any(|words| lower.contains(words))
}

/// "Varje registrerad riskbedömning ger 200 kronor", "per test utgår högst 700 kronor": a price.
pub(super) fn is_price(amount: &Amount, before: &str, after: &str) -> bool {
    static FOR_ONE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^ för (?:en|ett|varje|vart|var) (?:ny |nytt )?[a-zåäö-]+(?:d|t|ad|at|en) ",
        )
    });
    // "Betalt per utredning, med 34 000 kronor för en stor utredning".
    static PAID: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:betalt|ersätt\w*|pris\w*|taxa\w*) (?:lämnas |utgår )?(?:per|med|är)\b",
        )
    });
    static EACH: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:per|varje) [a-zåäö-]{4,}(?: [a-zåäö-]+){0,2}(?: (?:utgår|ger|betalas|ersätts|lämnas|är|med|högst|höjs|sänks|samtidigt|till|uppgår))+$|(?i)\b(?:per|varje) [A-Za-zåäö]+-?[a-zåäö]{3,}$|\b(?:per|för varje) [a-zåäö-]{3,}(?: [a-zåäö-]+){0,2}(?: som [a-zåäö -]{2,40})? (?:får|betalas|utgår|lämnas|ges)(?: [a-zåäö]+){0,3}$",
        )
    });
    // A sum for a party is never so small; a price never so large.
    amount.per.is_none()
        && amount.value < Decimal::from(1_000_000)
        && (EACH.is_match(before.trim_end())
            || FOR_ONE.is_match(after)
            || PAID.is_match(before)
                && (after.starts_with(" för en ") || after.starts_with(" för ett ")))
}

/// True where "per år" stands a few words behind the amount: "är avsatta per år för".
pub(super) fn says_per_year(after: &str) -> bool {
    let clause = after.split([',', ';', '(']).next().unwrap_or_default().to_lowercase();
    let near: Vec<&str> = clause.split_whitespace().take(5).collect();
    let near = near.join(" ");
    ["per år", "årligen", "vardera året", "vartdera året", "varje år", "vart och ett av åren"]
        .iter()
        .any(|words| near.contains(words))
}

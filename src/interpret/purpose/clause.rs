//! What the clause around an amount says of it, where no rule leads to what it is for.
//!
//! Tried in this order: the noun that the amount counts ("en grundersättning på"), whom it is meant
//! for or what became of it ("ska komma primärvården i glesbygd till del"), the subject of the verb
//! ("Underhållsskulden på järnvägen är"); behind the heading, as what it is given ("är en fast del").
//! A word that stands in any text on grants is none of these.

use std::sync::LazyLock;

use super::up_to_clause;
use crate::interpret::phrase::{self, Masked};
use crate::pattern::Pattern;

/// The words of the clause that name what the amount between `before` and `after` is for.
///
/// `first` says that no amount stands before it in its sentence.
pub(in crate::interpret) fn of_clause(
    before: &Masked<'_>,
    after: &Masked<'_>,
    first: bool,
) -> Option<String> {
    let lead = before.words.trim_end();
    counted(lead, before.plain)
        .or_else(|| meant(&after.words, after.plain))
        .or_else(|| became(&after.words, after.plain))
        .or_else(|| first.then(|| subject(lead, before.plain)).flatten())
}

/// What a verb that stands with the amount before is said of here: "avser 385 mnkr krisberedskap och
/// 80 mnkr civilt försvar".
pub(in crate::interpret) fn shared(after: &Masked<'_>) -> Option<String> {
    static NOUNS: Pattern = Pattern::new(
        r"^ (?P<what>(?:(?:[a-zåäö-]+(?:t|a|e|g|d|l|n|s|k|v|r) )?(?:och )?[a-zåäö-]{4,}(?: (?:och|för|i|till|av|med|på) [a-zåäö-]+(?: [a-zåäö-]{4,})?)*))\W*(?:\b(?:och|samt|medan)\b\W*)?$",
    );
    quoted(&NOUNS, &after.words, after.plain)
}

/// "En grundersättning på", "ett cykelgarage för", "61 ansökningar om totalt".
fn counted(lead: &str, plain: &str) -> Option<String> {
    static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"\b(?:en|ett|sin|ytterligare ett|ytterligare en) (?P<what>(?:[a-zåäö-]+ ){0,3}?[a-zåäö-]{4,}) (?:på|om|med)(?: (?:totalt|sammanlagt|sammantaget))?$|\b(?P<rest>[a-zåäö-]{6,}(?:ar|or|er|ningar)) (?:på|om|för)(?: (?:totalt|sammanlagt|sammantaget))?$",
        )
    });
    quoted(&COUNTED, lead, plain)
}

/// Whose or what an amount is said to be meant for behind it.
fn meant(behind: &str, plain: &str) -> Option<String> {
    static MEANT: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^,?(?: som)?(?: (?:ska|skall|får|kan|bör|fick))?(?: komma) (?P<what>[^.;,]{4,120}?) till (?:del|godo)\b|^,?(?: som)? (?:är )?(?:förbehåll(?:en|et|na)|vikt(?:a|s)?) (?P<rest>(?:för )?[^.;]{4,120})",
        )
    });
    quoted(&MEANT, behind, plain)
}

/// What became of an amount: "fick återkrävas eftersom tjänsterna inte tillsattes".
fn became(behind: &str, plain: &str) -> Option<String> {
    static BECAME: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^,?(?: som)? (?P<what>(?:(?:fick|kunde|hade|har) )?(?:inte )?(?:förbruk|återkräv|återbetal|användes|använts|betalats tillbaka|betalades tillbaka)[^.;]{0,120})",
        )
    });
    quoted(&BECAME, behind, plain)
}

/// As what an amount is given, where nothing nearer says what it is for: "i länsgemensamma medel",
/// "är en fast del".
pub(in crate::interpret) fn of_predicate(after: &Masked<'_>) -> Option<String> {
    static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^(?: (?:hålls|läggs|tas|tagits|togs) (?:inne|undan|upp))? (?:som intäkt från|som|i) (?P<what>(?:[a-zåäö-]+ ){0,2}(?:medel|reserv|[a-zåäö]*(?:bidrag|stöd|avgifter|avtal(?:en)?|ersättning)))\b|^,? (?:är|utgör|som) (?P<rest>(?:en|ett) (?:[a-zåäö]+ (?:del|belopp)|grundbelopp))\b",
        )
    });
    static LED: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^,? (?:har )?(?:avsatts|slussas vidare|slussas|förs vidare) till (?P<what>[^.;,]{4,120})|^ bekostas (?P<rest>[^.;]{6,120})",
        )
    });
    quoted(&GIVEN, &after.words, after.plain).or_else(|| quoted(&LED, &after.words, after.plain))
}

/// The subject of the verb that stands before the amount, also where it stands behind that verb.
fn subject(lead: &str, plain: &str) -> Option<String> {
    static INVERTED: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"\b(?:ökar|ökas|ökades|höjs|höjdes|förstärks|minskas|minskades|sänks|sänktes|kostar) (?P<what>[^.;,]{4,60}?)(?: med| till)?$",
        )
    });
    static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^\W*(?P<what>[^.;:,]{4,80}?)(?:, (?:som|där|vilke[nt]|när) [^.;:,]{4,80},)? (?:är|var|blir|blev|uppgår|uppgick|kostar|kostade|beräknas|ökar|ökade|ökas|höjs|höjdes|förstärks|förstärktes|minskar|minskade|minskas|sänks|sänktes|tillförs|tillfördes|beviljades|räknas upp)(?: [a-zåäö]+){0,3}$",
        )
    });
    const MOST_WORDS: usize = 8;
    quoted(&INVERTED, lead, plain)
        .or_else(|| quoted(&SUBJECT, lead, plain))
        .filter(|words| words.split_whitespace().count() <= MOST_WORDS)
}

/// The first words to which a pattern leads that tell something.
fn quoted(words: &Pattern, masked: &str, plain: &str) -> Option<String> {
    let found = words.captures(masked)?;
    let what = found.name("what").or_else(|| found.name("rest"))?;
    let said = up_to_clause(what.as_str(), plain.get(what.range())?)?;
    (!ANY.is_match(&said) && !LEADS.is_match(&said)).then_some(said)
}

/// Words with which something else begins than a noun or a verb.
static LEADS: Pattern = Pattern::new(
    r"(?i)^(?:genom|under|från|med|av|enligt|efter|vid|på|utöver|när|om|sedan|inom|mellan|därmed|därför|så|nu|också|till|i|för|per|mot|över|hur|vad|varav|därav|respektive|årligen|engångsvis|totalt|sammanlagt|inklusive|exklusive|utan|men|eller|än|mer|mindre|lägre|högre|extra|kronor|och|stället|ska användas|vad|detta|\d.*)\b",
);

/// Words of any text on grants.
static ANY: Pattern = Pattern::new(
    r"(?i)^(?:(?:den|det|de|ett|en|för|som|hela|årets|totala|statliga|statens|ytterligare|sammanlagda|år|hittills|dessutom|därtill|i|där) )*(?:belopp|bidrag|statsbidrag|statsstöd|stöd|medel|ersättning|anslag|ram|satsning|summa|överenskommelse|tillskott|medl|förstärkning|höjning|ökning|minskning|budget|kostnad|regering|pengar|uppdrag|avtal|det|den|de|dem|hon|han|vi|här|man|i dag|år|bidragsår|budgetår|kalenderår|läsår|andel|del|delar|hälft|miljard|miljoner|kommun|region|landsting|riksdag|total|takt|nivå|föregående|förra|fjol|samma|samband|genomsnitt|sin helhet|tid)(?:et|en|s|er|na|erna|n|ar|arna|t)*\b(?: (?:för|till|under|på|i|är|omfattar) .*)?$",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses() {
        let check = |text: &str, expected: Option<&str>| {
            let (before, after) = text.split_once('#').unwrap_or((text, ""));
            let after = Masked::new(after);
            let found = of_clause(&Masked::new(before), &after, true);
            let found = found.or_else(|| of_predicate(&after));
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        for (text, expected) in [
            (
                "Därtill får regionerna en grundersättning på #, som betalas i maj.",
                "grundersättning",
            ),
            ("Varje region får ett grundbelopp om #.", "grundbelopp"),
            ("Det kom in 52 ansökningar om totalt #.", "ansökningar"),
            (
                "Regionerna får 900 mnkr, varav # ska komma vården i skärgården till del.",
                "vården i skärgården",
            ),
            (
                "Den mindre delen, #, är förbehållen kommuner med få invånare.",
                "kommuner med få invånare",
            ),
            ("Köerna till röntgen kostar i dag #.", "Köerna till röntgen"),
            ("Genom beslutet höjdes schablonen med #.", "schablonen"),
            ("Länet får # i länsgemensamma medel.", "länsgemensamma medel"),
        ] {
            check(text, Some(expected));
        }
        for text in [
            "Det är # mer än 2018.",
            "Bidraget uppgår till #.",
            "Regeringen satsar #.",
            "Region Skåne får #.",
            "Anslaget ökar med # i budgeten.",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn verbs_left_out() {
        let check = |after: &str, expected: Option<&str>| {
            assert_eq!(shared(&Masked::new(after)).as_deref(), expected, "{after}");
        };
        check(" civilt försvar.", Some("civilt försvar"));
        check(" utbildning och övning och ", Some("utbildning och övning"));
        check(" till kommunerna.", None);
        check(" per år.", None);
    }
}

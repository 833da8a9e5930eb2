//! What an amount is for, in the document's words.
//!
//! A rule finds where the words for it begin; where they end is the same for all rules. A party, a
//! year or a word that only points at something said before is no purpose.

mod clause;
mod rules;

use std::sync::LazyLock;

use super::phrase::{self, Compiled, Masked};
use crate::pattern::Pattern;
use crate::recognise::place;
pub(super) use clause::{of_clause, of_predicate, shared};
pub(super) use rules::RULES;

/// The name of what is no rule: the words of the clause itself.
pub(super) const CLAUSE: &str = "clause";

/// The longest purpose that is quoted, in characters; a longer one is cut at a word.
const LONGEST: usize = 160;

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(RULES));

/// True for headings of the clauses on money, which name no purpose: "Bidragets storlek", "Budgeten".
pub(super) fn is_of_money(heading: &str) -> bool {
    static MONEY: Pattern = Pattern::new(
        r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:ytterligare|ekonomiska?|totala?|beräknade?|statens|statligt?|statliga|bidragets|statsbidragets|utbetalningens|ersättningens|stödets|överenskommelsens|uppdragets|den|det|de|årets|och|av|om|i|för|samt|nya|fler) )*(?:belopp|bidrag|stats ?bidrag|budget|utbetalning|rekvisition|finansiering|ersättning|kostnad|omfattning|överblick|översikt|anslag|medel|medels ?tilldelning|ram|storlek|nivå|summ|peng|satsning|stöd|ersättningsnivå|avgift)(?:a|en|et|ar|er|or|n|s|na|arna|erna|orna)*(?: (?:och|samt|av|för|i|om) (?:villkor(?:en)?|belopp(?:et|en)?|medel(?:len)?|fördelning(?:en)?|utbetalning(?:en)?|budget(?:en)?|bidraget|stödet|ersättningen|överenskommelsen|uppdraget|korthet|siffror|tal))*(?:,? (?:för |under |år(?:en)? )*(?:19|20)\d\d(?: ?(?:[–-]|och) ?(?:19|20)?\d\d)?)?\W*$|\?\W*$|^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:hur|vad|när|vem|vilka|varför) .*|så (?:är|blir|fördelas|fördelar|beräknas|söker|används|betalas|har|går) .*|om (?:beslutet|uppdraget|överenskommelsen|bidraget|stödet|satsningen)|kommentar(?:er)?\b.*|(?:bidrag|belopp|fördelning|utfall|stöd) per (?:kommun|region|län|år|huvudman)|mer pengar\b.*|(?:två|tre|fyra) (?:lika stora )?delar|rättelse\b.*|exempel\b.*|uppdraget|[^.]* i korthet|\S+[s:]s roll|(?:[A-ZÅÄÖ]\. )?övrigt|tidigare (?:år|satsningar|stöd|överenskommelser|beslut)|(?:två|tre|fyra|fem|sex) (?:områden|insatser|villkor|satsningar)\b.*|\S+s bedömning|ärendet|ansökan om .*|(?:regionernas|kommunernas|landstingens) kostnader)\W*$",
    );
    MONEY.is_match(heading)
}

/// Purposes that only point at what stands before them.
pub(super) fn is_vague(purpose: &str) -> bool {
    static VAGUE: Pattern = Pattern::new(
        r"(?i)^(?:detta|samma ändamål|ändamål(?:et)?|det här|utvecklingsområdet|området|denna|dessa|det ändamålet|insatsen|(?:del|insats|utvecklings|fokus|prioriterat )?område(?:t)?(?: [A-Z\d]+)?$|uppdraget|arbetet$|satsningen$|det$|(?:sina|sin|sitt)(?: (?:verksamhet|arbete|uppdrag|del|andel|medel|kostnader|resultat|insatser|prestationer))?$|vilka |vilket |medel(?:len)?$|ersättning(?:en)?$)",
    );
    VAGUE.is_match(purpose)
}

/// Where a purpose ends: at the next clause.
static END: Pattern = Pattern::new(
    r"(?i)(?:,? (?:varav|därav|samt|och (?:\d|cirka|drygt|sammanlagt|till\b|för\b|staten|parterna|[\u{E000}-\u{E1FF}])|men|medan|där|när|under (?:19|20)\d\d|enligt|utifrån|efter befolkning\w*|och resterande|respektive \d|för (?:19|20)\d\d)\b|[.;:(]|, (?:som|vilket|i enlighet)|,? och$|, och\b|, $|,$| –)",
);

/// Where the parts of an amount begin that are told in brackets behind it.
static PARTS: Pattern = Pattern::new(r"(?i)\((?:varav|därav|inklusive|inkl\.) ");

/// The purpose of the amount between `before` and `after`, and the rule that says so.
///
/// `more` says that another amount follows in the sentence.
pub(super) fn of_amount(
    before: &Masked<'_>,
    after: &Masked<'_>,
    more: bool,
) -> Option<(String, &'static str)> {
    let lead = before.words.trim_end();
    let behind = if more { own_words(&after.words) } else { &after.words };
    let behind = &behind[..PARTS.find(behind).map_or(behind.len(), |parts| parts.start())];
    COMPILED.iter().find_map(|rule| {
        let found = match (&rule.before, &rule.after) {
            (Some(words), Some(more)) => {
                words.is_match(lead).then(|| named(more, behind, after.plain)).flatten()
            }
            (Some(words), None) => named(words, lead, before.plain),
            (None, Some(words)) => named(words, behind, after.plain),
            (None, None) => None,
        };
        Some((found?, rule.rule.name))
    })
}

/// The purposes that "respektive" pairs with the two amounts before them: "9,75 respektive 4,25 mnkr
/// till barncancer och till screening".
pub(super) fn pair(after: &Masked<'_>) -> Option<[String; 2]> {
    static PAIRED: Pattern = Pattern::new(
        r"(?i)^(?: (?:går|avsätts|fördelas|används))? (?:till|för|på|avser|gäller) (?P<one>[^.;,]{4,80}?) (?:respektive|och) (?:till|för|på) (?P<two>[^.;]{4,80})|^(?: (?:går|avsätts|fördelas|används))? (?:till|för|på|avser|gäller) (?P<first>[^.;,]{4,80}?) respektive (?P<second>[^.;]{4,80})",
    );
    let found = PAIRED.captures(&after.words)?;
    let words = |name: &str, other: &str| {
        let what = found.name(name).or_else(|| found.name(other))?;
        cut(what.as_str(), after.plain.get(what.range())?)
    };
    Some([words("one", "first")?, words("two", "second")?])
}

/// The words behind an amount without those that lead to the next: "för screening och för vaccin".
fn own_words(after: &str) -> &str {
    static NEXT: Pattern = Pattern::new(r"(?i)(?:,|\b(?:och|samt|medan|varav|därav)\b)");
    const LONGEST_LEAD: usize = 60;
    let next = NEXT.find_iter(after).last().filter(|next| after.len() - next.end() <= LONGEST_LEAD);
    next.map_or(after, |next| &after[..next.start()])
}

/// The first purpose to which `words` leads in `masked`, in the words of `plain`.
fn named(words: &Pattern, masked: &str, plain: &str) -> Option<String> {
    const REACH: usize = 140;
    let mut from = 0;
    while let Some(found) = words.captures_in(masked, from..masked.len()) {
        let what = found.name("what").or_else(|| found.name("rest"))?;
        let lead = &masked[..what.start()];
        if found.name("lead").is_none() && (lead.contains(['.', ';']) && !lead.starts_with('.')) {
            return None;
        }
        if what.start() > REACH && found.get(0).is_some_and(|all| all.start() > REACH) {
            return None;
        }
        if let Some(purpose) = cut(what.as_str(), plain.get(what.range())?) {
            return Some(purpose);
        }
        if what.start() <= from {
            return None;
        }
        from = what.start();
    }
    None
}

/// The words up to the longest length that is quoted.
fn shortened(words: &str) -> &str {
    match words.char_indices().nth(LONGEST) {
        Some((limit, _)) => {
            words[..limit].rsplit_once(' ').map_or(&words[..limit], |(words, _)| words)
        }
        None => words,
    }
}

/// A purpose without what goes on behind it; none where nothing is left but a party, a year or an
/// announcement.
fn cut(masked: &str, plain: &str) -> Option<String> {
    static NONE: Pattern = Pattern::new(
        r"(?i)^(?:(?:vidare|dessutom|därutöver|därmed.*|därför.*|dock.*|inte|resp\.?|den nya|men .*|meningen\b.*|det ska stå\b.*|det dubbla|det sätt\b.*|dess\b.*|att (?:jämföra|besluta|fördela|söka|hämta)\b.*|återstoden|mellanskillnaden|huvuddelen|(?:en|varje) (?:kommun|region)(?: och en (?:kommun|region))?|(?:\S+ )?(?:andel|del) (?:är|på|om) .*|.* (?:procent|%)|(?:en|ett|två|tre|fyra|fem|sex) (?:dagar|veckor|månader|år)|(?:bidrags|läs|verksamhets|projekt)året.*|förbundet|kommunen|regionen|myndigheten|medan .*|under .*|(?:drygt |knappt |den ena |den andra )?(?:hälften|halvan|halva (?:summan|beloppet|bidraget|ersättningen)|merparten|störst del|största delen)\b.*|(?:efter )?(?:befolkning|invånarantal|antal(?:et)? invånare)\w*.*|utöver .*|genom .*|årets .*|[\u{E000}-\u{E0FF}]\u{1}*(?: (?:totala|samlade|årliga))? (?:medel|del|andel|stöd|pengar|bidrag|ersättning)|(?:vår|deras|länets|regionens|kommunens|landstingets) (?:andel|del)|del av .*|fördelningen\b.*|nationellt|härutöver|härtill|slutligen|blir .*|den (?:i särklass |absolut )?(?:största|minsta)|den (?:första|andra|tredje|ena|sista) (?:posten|delen|potten)|(?:två|tre|en) (?:tredjedel|fjärdedel|femtedel)\w*\b.*|(?:en |det )?.{0,60}(?:ökning|minskning|höjning)(?:en)? (?:med|på|om)?|tvåårsperioden.*|[a-zåäö]+ mottagare|till .*|medel .*|(?:användas|används|går|gå|ska|får|kan|bör|har|är|avsätts|fördelas|via|för|till|inom|som|per|på|i|vid|från|ut|om) .*|(?:avsatta?|budgeterade|reserverade|beräknade|fördelade|tilldelade|avsedda|öronmärkta)\b.*)|(?:år|året|åren|perioden|hela|vart och ett|vardera|respektive|budgetåret|kalenderåret|första året|andra året|första halvåret|andra halvåret|januari|ramen)\b.*|(?:19|20)\d\d\b.*|en (?:betydande|stor|större|mindre|viss) (?:del|andel) av.*|totalt.*|sammanlagt.*|sammantaget.*|uppgår .*|så .*|därmed|dels|varav|därav|av dessa|överenskommelsen.*|.*överenskommelsen? mellan.*|(?:de|dessa) åren\b.*|(?:där|dit|som|vilka) staten.*|(?:(?:slutet|början|utgången|mitten) av|vartdera|vardera|mer än|fler(?:a)? än|mindre än|samma|resten|fler$|andra$)\b.*|medel|den|det|av .*|resterande.*|återstående.*|övriga medel.*|\d.*|.* (?:betala|utbetala|beslutat|överens|avsatt|har|kommit överens med.*)|regeringen.*|staten.*|parterna.*|detta|vilket|så|därför|man|vi|ersättning(?:en)? (?:lämnas|utgår)?.*|bidraget\b.*|beloppet|medlen.*|statsbidraget\b.*|anslaget\b.*|summan|.*\bförfogande.*)$",
    );
    // "landstingens utvecklingsarbete" is one, "de landsting som uppfyller kraven" is none.
    static PARTY: LazyLock<Pattern> = LazyLock::new(|| phrase::pattern(r"^@ALL@@NOMINATIVE@"));
    let end = END.find(masked).map_or(masked.len(), |end| end.start());
    let trim = |c: char| c.is_whitespace() || ",.:;–-•—=".contains(c);
    let masked = masked[..end].trim_matches(trim);
    let opened = [
        "varav ",
        "därav ",
        "samt ",
        "och ",
        "dels ",
        "bl\u{2}a\u{2} ",
        "den s\u{2}k\u{2} ",
        "bland annat ",
    ]
    .iter()
    .find_map(|word| masked.strip_prefix(word))
    .unwrap_or(masked);
    let told = !PARTY.is_match(opened)
        // The rest of a party's name is no word.
        && !opened.starts_with('\u{1}')
        && place::region(opened).is_none()
        && !NONE.is_match(opened)
        && opened.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let plain = plain[..end].trim_matches(trim);
    let plain = &plain[plain.len().checked_sub(opened.len())?..];
    told.then(|| shortened(plain).to_owned())
}

/// Words up to where the next clause begins; none where they are a party and nothing more.
fn up_to_clause(masked: &str, plain: &str) -> Option<String> {
    static PARTY: LazyLock<Pattern> = LazyLock::new(|| phrase::pattern(r"^@ALL@@WHO@\W*$"));
    let end = END.find(masked).map_or(masked.len(), |end| end.start());
    let trim = |c: char| c.is_whitespace() || ",.:;–-•—=".contains(c);
    let (masked, plain) = (masked[..end].trim_matches(trim), plain[..end].trim_matches(trim));
    let open = [" och", " samt", " som", " att", " med", " på"];
    let kept = open.iter().find_map(|word| masked.strip_suffix(word)).unwrap_or(masked);
    let plain = &plain[..kept.len()];
    let told = !PARTY.is_match(kept)
        && !kept.starts_with('\u{1}')
        && plain.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    told.then(|| shortened(plain).to_owned())
}

/// What a rate is paid for: "15 000 kronor per avslutad rehabilitering", "per test utgår 700 kronor".
pub(super) fn of_rate(before: &str, amount_and_after: &str) -> Option<String> {
    static BEHIND: Pattern = Pattern::new(
        r"(?i)(?:\bper|/|\bför varje) ?(?P<what>[a-zåäö][^.;,(\d]*?)(?: och (?:med|för)\b.*|[.;,(]|$)",
    );
    static BEFORE: Pattern = Pattern::new(
        r"(?i)\b(?:per|varje) (?P<what>[\w-]+(?: [\w-]+){0,2}?)(?: (?:utgår|ger|betalas|ersätts|lämnas|är|med|högst|till))*$",
    );
    let found = BEFORE.captures(before.trim_end()).or_else(|| BEHIND.captures(amount_and_after))?;
    let what = found.name("what")?.as_str().trim();
    let unit = ["år", "inv", "invånare", "månad", "person", "region", "kommun", "landsting"];
    (what.chars().count() > 2 && !unit.contains(&what)).then(|| what.to_owned())
}

/// What the sentence behind an amount's own says that the money is for: "Medlen ska användas för
/// att korta köerna."
pub(super) fn of_next_sentence(sentence: &str) -> Option<String> {
    static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^(?:Medlen|Pengarna|Bidraget|Medel|Stödet|Ersättningen|Satsningen|Anslaget|Beloppet|Dessa medel|De medlen)\b[^.;]*?\b(?:användas|används|gå|går|avser|avsett|avsedda|riktas|syftar) (?:\S+ ){0,2}?(?:till att|för att|till|för|åt) (?P<what>.+)$",
        )
    });
    let masked = Masked::new(sentence);
    named(&SAYS, &masked.words, masked.plain)
}

/// The purpose that an item names before the dash in front of its amount: "läkemedelsarbete, som
/// enbart avser landstingen – 175 mnkr".
pub(super) fn of_item(before: &str) -> Option<String> {
    static NUMBER: Pattern = Pattern::new(r"^\W*(?:\d{1,2}|[a-zåäöA-ZÅÄÖ])[.)]\s+");
    let words = before.trim_end().strip_suffix(['–', '—', '-', ':', '('])?;
    let masked = Masked::new(&words[NUMBER.find(words).map_or(0, |number| number.end())..]);
    cut(&masked.words, masked.plain)
}

/// The purpose that a label names: a row of a table, an item of a list, a heading.
pub(super) fn of_label(label: &str) -> Option<String> {
    let label = label.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    let line = label.split('\n').next().unwrap_or(label).trim_end_matches(['.', ':', ',']);
    let opened = ["varav ", "därav "].iter().find_map(|word| line.strip_prefix(word));
    let line = opened.unwrap_or(line);
    static PARTY: LazyLock<Pattern> =
        LazyLock::new(|| phrase::pattern(r"^(?:medel )?(?:till )?@ALL@@WHO@\W*$"));
    let party = PARTY.is_match(&Masked::new(line).words);
    (!line.is_empty() && !party).then(|| shortened(line).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let check = |after: &str, expected: Option<[&str; 2]>| {
            let found = pair(&Masked::new(after));
            let found = found.as_ref().map(|[one, two]| [one.as_str(), two.as_str()]);
            assert_eq!(found, expected, "{after}");
        };
        check(
            " till barncancervården och till organiserad provtagning.",
            Some(["barncancervården", "organiserad provtagning"]),
        );
        check(" för screening respektive vaccination.", Some(["screening", "vaccination"]));
        check(" för screening och vaccination.", None);
        check(" till regionerna respektive kommunerna.", None);
    }

    #[test]
    fn headings_of_money() {
        let check = |heading: &str, expected: bool| {
            assert_eq!(is_of_money(heading), expected, "{heading}");
        };
        for heading in [
            "Bidragets storlek",
            "Budgeten",
            "4.2 Ersättning",
            "Kostnaden 2026",
            "Ytterligare medel",
            "Ekonomisk omfattning",
            "Vem får pengarna?",
            "Överblick",
            "Belopp och villkor",
            "Hur medlen fördelas",
            "Så är bidraget beräknat",
            "Om beslutet",
            "Bidrag per kommun",
            "Två lika stora delar",
            "Utbetalningens storlek",
            "Innehållet i korthet",
            "SKR:s roll",
            "E. Övrigt",
            "Tre områden prioriteras",
            "Förvaltningens bedömning",
        ] {
            check(heading, true);
        }
        for heading in [
            "Stöd till anhöriga",
            "Medel till ungdomsmottagningar",
            "Stödinsatser",
            "Ramavtal om vård",
            "Så stärks primärvården",
            "Uppdragsutbildning",
            "Övriga register",
            "Tidigare upptäckt av cancer",
        ] {
            check(heading, false);
        }
    }
}

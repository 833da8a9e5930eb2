//! What an amount is for, in the document's words.
//!
//! A rule finds where the words for it begin; where they end is the same for all rules. A party, a
//! year or a word that only points at something said before is no purpose.

use std::sync::LazyLock;

use super::phrase::{self, Compiled, Masked, PhraseRule};
use crate::pattern::Pattern;

/// The longest purpose that is quoted, in characters; a longer one is cut at a word.
const LONGEST: usize = 160;

/// The rules in the order in which they are tried.
pub(super) const RULES: &[PhraseRule] = &[
    PhraseRule {
        name: "for-before",
        about: "För or inom opens the clause and its verb stands right before the amount.",
        before: r"^(?:[–•*—-] ?|\W*[,;:]\W*|\W*(?:och|samt|men|medan|vidare|dessutom|varav|därav|därtill) )?(?:för att|för|inom(?: ramen för)?|avseende|i fråga om|när det gäller) (?P<what>[^.;,]{4,140}?) (?:avsätts|avsätter|avsätta|avsatts|satsas|satsar|satsats|fördelas|fördelar|tilldelas|tillförs|omfattar|beräknas|reserveras|disponeras|disponerar|finns|går|anslås|uppgår|erhåller|erhålls|får|utgår|lämnas|ges|används|betalas|utbetalas|är|utgörs|avses|föreslås)(?: [\wåäö]+){0,5}$|^\W*(?:avsatta |avsatt |reserverade )?(?:och|samt|medan) (?:för|inom) (?P<rest>[^.;,]{4,60})$",
        after: "",
        examples: &[
            ("För ett lägre antal trycksår utgår 137,5 mnkr.", "ett lägre antal trycksår"),
            (
                "För rehabilitering är 250 mnkr avsatta och för läkemedelsarbetet 195 mnkr.",
                "läkemedelsarbetet",
            ),
        ],
        rejects: &["För 2018 avsätts 651 mnkr till stimulansmedel."],
    },
    PhraseRule {
        name: "meant-directly",
        about: "Avser and gäller lead over the amount to its purpose.",
        before: r"\b(?:avser|avses|avsåg|gäller|rör|utgör|utgörs av|är|utgjorde)$",
        after: r"^ (?P<what>(?-i:[a-zåäö])[^.;]*)",
        examples: &[(
            "Av beloppet avser 94,6 mnkr multimodal rehabilitering.",
            "multimodal rehabilitering",
        )],
        rejects: &["Ersättningen är 94 mnkr för rehabilitering."],
    },
    PhraseRule {
        name: "named-grant",
        about: "A kind of grant behind the amount is what it is.",
        before: "",
        after: r"^[^.;]{0,140}?\b(?P<what>(?:stimulansmedel|grundanslag|statsbidrag för|prestationsbaserade? (?:ersättning|medel))\b[^.;,]*)",
        examples: &[(
            "655 mnkr är avsedda som stimulansmedel till landstingen.",
            "stimulansmedel till landstingen",
        )],
        rejects: &["655 mnkr avsätts för stimulans."],
    },
    PhraseRule {
        name: "to-directly",
        about: "Till right behind the amount leads to a purpose where it leads to no party.",
        before: "",
        after: r"^,?(?: (?:går|gå|avsätts|fördelas|används|användas|satsas|direkt|ska gå|ska användas|får användas))? till (?P<what>.+)$",
        examples: &[(
            "Därav 9 mnkr till de regionala stödstrukturerna för socialtjänst.",
            "de regionala stödstrukturerna för socialtjänst",
        )],
        rejects: &["Därav 9 mnkr till kommunerna för socialtjänst."],
    },
    PhraseRule {
        name: "for-behind",
        about: "För, för att, avseende or inom behind the amount leads to its purpose.",
        before: "",
        after: r"\b(?:i syfte att|för att|för|avseende|gällande|rörande|inom|som (?:ett )?stöd i att|på|till att|som avser|som gäller|avser|gäller|ska stärka|ska stödja|via|kopplat till|kopplade till) (?P<what>.+)$",
        examples: &[
            ("20 mnkr avsätts för 2024 för att stärka barnhälsovården.", "stärka barnhälsovården"),
            ("Störst del, 275 mnkr, gäller minskad förskrivning.", "minskad förskrivning"),
        ],
        rejects: &["20 mnkr avsätts för 2024."],
    },
    PhraseRule {
        name: "to-behind",
        about: "Till leads to a purpose where it leads to no party.",
        before: "",
        after: r"^(?: [^\s.;,]+){2,5}? till (?P<what>.+)$",
        examples: &[(
            "Av dessa lämnas 493 miljoner kronor i stöd till länsgemensamma insatser.",
            "länsgemensamma insatser",
        )],
        rejects: &["Av dessa lämnas 493 miljoner kronor i stöd till regionerna."],
    },
    PhraseRule {
        name: "venture",
        about: "What omfattar is said of is what the amount is for.",
        before: r"\b(?:omfattar|uppgår) (?P<what>[a-zåäö]{4,}(?:satsningen|bidraget|stödet|garantin|lyftet))\b[^.;]*$",
        after: "",
        examples: &[("Totalt omfattar cancersatsningen 500 miljoner kronor.", "cancersatsningen")],
        rejects: &["Totalt omfattar överenskommelsen 500 miljoner kronor."],
    },
    PhraseRule {
        name: "clause-before",
        about: "A purpose may stand inside the clause before the verb.",
        before: r"^(?:[^\s\d.;,(][^.;]*?)?\b(?:för att|för|till|inom|avseende) (?P<what>[^.;,]{4,140}?),? (?:avsätts|avsätter|avsatts|satsas|satsar|fördelas|tilldelas|omfattar|beräknas|reserveras|disponerar|finns|går|anslås|uppgår|erhåller|får|utgår|lämnas|används)\b[^.;]*$",
        after: "",
        examples: &[(
            "I år och framåt till ungdomsmottagningar avsätts 130 mnkr.",
            "ungdomsmottagningar",
        )],
        rejects: &["Till kommunerna avsätts 130 mnkr."],
    },
    PhraseRule {
        name: "bracketed",
        about: "An amount in brackets is for what leads to them.",
        before: r"(?:\b(?:används|användas|använder|går|avsätts|fördelas)\b[^.;]*?|^\W*(?:och|samt) ?)\b(?:för att|för|till) (?P<what>[^.;,(]{4,120}?) ?\((?:totalt |cirka )?$",
        after: "",
        examples: &[(
            "SKR använder medlen för kansliet hos cancercentrumen (20 mnkr).",
            "kansliet hos cancercentrumen",
        )],
        rejects: &["Medlen går till kommunerna (20 mnkr)."],
    },
    PhraseRule {
        name: "label",
        about: "What names the amount before a colon, comma, bracket or dash, or is the subject of its verb.",
        before: r"^(?:[^\s\w,.;]+ ?)?(?:(?:varav|därav|dels|störst är|därtill|därutöver|dessutom|vidare) )*(?P<what>[^\s.;:,][^.;:,]{3,140}?)\s*(?:\(|:|–|—|,|=|\b(?:omfattar|utgör|uppgår till|tilldelas|tillförs|får|fått|ger|svarar för|står för|ersätts med|kostar|beräknas kosta|beräknas till|avsätts|fördelas|utgår med|motsvarar|blev|uppgick till)\b)\W*(?:[a-zåäö]+ ?){0,2}$",
        after: "",
        examples: &[
            ("Svenska palliativregistret ger 70 mnkr.", "Svenska palliativregistret"),
            ("Ungdomsmottagningarna tilldelas 125 mnkr.", "Ungdomsmottagningarna"),
            (
                "• regionala utvecklingsledare i 20 län — 9 000 tkr",
                "regionala utvecklingsledare i 20 län",
            ),
        ],
        rejects: &["SKR tilldelas 125 mnkr.", "Överenskommelsen omfattar 125 mnkr."],
    },
    PhraseRule {
        name: "next-label",
        about: "The next subject of a sentence names its own amount.",
        before: r"^\W*(?:,|och|samt|medan|varav|därav)(?: och| samt)? (?P<what>[^\s.;:,][^.;:,]{3,80}?) (?:omfattar|utgör|uppgår till|tilldelas|tillförs|får|fått|ger|svarar för|står för|ersätts med|kostar|beräknas kosta|beräknas till|avsätts|fördelas|utgår med|motsvarar|blev|uppgick till)\b(?: [a-zåäö]+){0,2}$",
        after: "",
        examples: &[(
            "Registret ger 70 mnkr, medan ungdomsmottagningarna får 60 mnkr.",
            "ungdomsmottagningarna",
        )],
        rejects: &["Registret ger 70 mnkr, medan SKR får 60 mnkr."],
    },
    PhraseRule {
        name: "verb-left-out",
        about: "Where och goes on without a verb, the words up to the amount are what it is for.",
        before: r"^\W*(?:och|samt|,) (?:till |för |inom )?(?P<what>(?-i:[a-zåäö])[^.;:,\d]{3,80})$",
        after: "",
        examples: &[("Registren ger 70 mnkr och demensregistret 60 mnkr.", "demensregistret")],
        rejects: &["Regionerna får 70 mnkr och SKR 60 mnkr."],
    },
];

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(RULES));

/// True for headings of the clauses on money, which name no purpose: "Bidragets storlek", "Budgeten".
pub(super) fn is_of_money(heading: &str) -> bool {
    static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:ytterligare|ekonomiska?|totala?|beräknade?|statens|statligt?|statliga|bidragets|överenskommelsens|uppdragets|den|det|de|årets|och|av|om|i|för|samt|nya|fler) )*(?:belopp|bidrag|stats ?bidrag|budget|ersättning|kostnad|omfattning|överblick|översikt|anslag|medel|medels ?tilldelning|ram|storlek|nivå|summ|peng|satsning|stöd|ersättningsnivå|avgift)(?:a|en|et|ar|er|or|n|s|na|arna|erna|orna)*(?: (?:och|samt|av|för|i|om) (?:villkor(?:en)?|belopp(?:et|en)?|medel(?:len)?|fördelning(?:en)?|utbetalning(?:en)?|budget(?:en)?|bidraget|stödet|ersättningen|överenskommelsen|uppdraget|korthet|siffror|tal))*(?:,? (?:för |under |år(?:en)? )*(?:19|20)\d\d(?: ?(?:[–-]|och) ?(?:19|20)?\d\d)?)?\W*$|\?\W*$",
        )
    });
    MONEY.is_match(heading)
}

/// Purposes that only point at what stands before them.
pub(super) fn is_vague(purpose: &str) -> bool {
    static VAGUE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^(?:detta|samma ändamål|ändamål(?:et)?|det här|utvecklingsområdet|området|denna|dessa|det ändamålet|insatsen|(?:del|insats|utvecklings|fokus|prioriterat )?område(?:t)?(?: [A-Z\d]+)?$|uppdraget|arbetet$|satsningen$|det$|sina |sin |sitt |vilka |vilket |medel(?:len)?$|ersättning(?:en)?$)",
        )
    });
    VAGUE.is_match(purpose)
}

/// Where a purpose ends: at the next clause.
static END: LazyLock<Pattern> = LazyLock::new(|| {
    super::pattern(
        r"(?i)(?:,? (?:varav|därav|samt|och (?:\d|cirka|drygt|sammanlagt|till\b|för\b|staten|parterna|[\u{E000}-\u{E1FF}])|men|medan|där|när|under (?:19|20)\d\d|enligt|utifrån|efter befolkning\w*|respektive \d|för (?:19|20)\d\d)\b|[.;:(]|, (?:som|vilket|i enlighet)|,? och$|, och\b|, $|,$| –)",
    )
});

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
    static PAIRED: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^(?: (?:går|avsätts|fördelas|används))? (?:till|för|på|avser|gäller) (?P<one>[^.;,]{4,80}?) (?:respektive|och) (?:till|för|på) (?P<two>[^.;]{4,80})|^(?: (?:går|avsätts|fördelas|används))? (?:till|för|på|avser|gäller) (?P<first>[^.;,]{4,80}?) respektive (?P<second>[^.;]{4,80})",
        )
    });
    let found = PAIRED.captures(&after.words)?;
    let words = |name: &str, other: &str| {
        let what = found.name(name).or_else(|| found.name(other))?;
        cut(what.as_str(), after.plain.get(what.range())?)
    };
    Some([words("one", "first")?, words("two", "second")?])
}

/// The words behind an amount without those that lead to the next: "för screening och för vaccin".
fn own_words(after: &str) -> &str {
    static NEXT: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)(?:,|\b(?:och|samt|medan|varav|därav)\b)"));
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
    static NONE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^(?:(?:vidare|dessutom|därutöver|därmed|därför.*|förbundet|kommunen|regionen|myndigheten|medan .*|under .*|(?:drygt |knappt |den ena |den andra )?(?:hälften|halvan|merparten|störst del|största delen)\b.*|(?:efter )?(?:befolkning|invånarantal|antal(?:et)? invånare)\w*.*|utöver .*|genom .*|årets .*|(?:en |det )?.{0,60}(?:ökning|minskning|höjning)(?:en)? (?:med|på|om)?|tvåårsperioden.*|[a-zåäö]+ mottagare|till .*|medel .*|(?:användas|används|går|gå|ska|får|kan|bör|har|är|avsätts|fördelas|via|för|till|inom|som|per|på|i|vid|från|ut|om) .*|(?:avsatta?|budgeterade|reserverade|beräknade|fördelade|tilldelade|avsedda|öronmärkta)\b.*)|(?:år|året|åren|perioden|hela|vart och ett|vardera|respektive|budgetåret|kalenderåret|första året|andra året|första halvåret|andra halvåret|januari|ramen)\b.*|(?:19|20)\d\d\b.*|en (?:betydande|stor|större|mindre|viss) (?:del|andel) av.*|totalt.*|sammanlagt.*|sammantaget.*|uppgår .*|så .*|därmed|dels|varav|därav|av dessa|överenskommelsen.*|.*överenskommelsen? mellan.*|(?:de|dessa) åren\b.*|(?:där|dit|som|vilka) staten.*|(?:(?:slutet|början|utgången|mitten) av|vartdera|vardera|mer än|fler(?:a)? än|mindre än|samma|resten|fler$|andra$)\b.*|medel|den|det|av .*|resterande.*|återstående.*|övriga medel.*|\d.*|.* (?:betala|utbetala|beslutat|överens|avsatt|har|kommit överens med.*)|regeringen.*|staten.*|parterna.*|detta|vilket|så|därför|man|vi|ersättning(?:en)? (?:lämnas|utgår)?.*|bidraget\b.*|beloppet|medlen.*|statsbidraget\b.*|anslaget\b.*|summan|.*\bförfogande.*)$",
        )
    });
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
        && !NONE.is_match(opened)
        && opened.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let plain = plain[..end].trim_matches(trim);
    let plain = &plain[plain.len().checked_sub(opened.len())?..];
    told.then(|| shortened(plain).to_owned())
}

/// What a rate is paid for: "15 000 kronor per avslutad rehabilitering", "per test utgår 700 kronor".
pub(super) fn of_rate(before: &str, amount_and_after: &str) -> Option<String> {
    static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)(?:\bper|/|\bför varje) ?(?P<what>[a-zåäö][^.;,(\d]*?)(?: och (?:med|för)\b.*|[.;,(]|$)",
        )
    });
    static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:per|varje) (?P<what>[\w-]+(?: [\w-]+){0,2}?)(?: (?:utgår|ger|betalas|ersätts|lämnas|är|med|högst|till))*$",
        )
    });
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
    let words = before.trim_end().strip_suffix(['–', '—', '-', ':', '('])?;
    let masked = Masked::new(words);
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
        ] {
            check(heading, true);
        }
        for heading in [
            "Stöd till anhöriga",
            "Medel till ungdomsmottagningar",
            "Stödinsatser",
            "Ramavtal om vård",
        ] {
            check(heading, false);
        }
    }
}

//! Who gets an amount.

use std::sync::LazyLock;

use super::party::{self, Named};
use super::phrase::{self, Compiled, Masked, PhraseRule};
use crate::contract::{Party, PartyKind};
use crate::pattern::Pattern;

/// The rules in the order in which they are tried.
pub(super) const RULES: &[PhraseRule] = &[
    PhraseRule {
        name: "to-before",
        about: "Till regionerna går: who gets it stands before the verb.",
        before: r"(?:^|[\s,(–-])till @ALL@@WHO@(?: ?[:–-])?(?: (?:går|fördelas|avsätts|utbetalas|betalas|ges|lämnas|utgår|tilldelas|får|disponeras|ska|gå|avses|finns|anslås|reserveras|riktas|totalt|sammanlagt|cirka|ca|ut|nationellt|därmed|också|även|vidare|högst|årligen|sedan))*$",
        after: "",
        examples: &[
            ("Till regionerna går 2 330 mnkr.", "regions"),
            ("Till samtliga kommuner betalas sammanlagt 650 mnkr.", "municipalities"),
        ],
        rejects: &["Utöver stödet till regionerna som helhet avsätts 5 mnkr för en utvärdering."],
    },
    PhraseRule {
        name: "pays-for-whose",
        about: "Money with which somebody's work is paid for is theirs.",
        before: "",
        after: r"^[^.;,]{0,30}?\b(?:bekostas|bekostar|finansieras|finansierar|täcker) @ALL@@WHOSE@",
        examples: &[("Med resterande 21,6 mnkr bekostas SKL:s stöd till huvudmännen.", "skr")],
        rejects: &["Med 21,6 mnkr bekostas stödet hos SKL."],
    },
    PhraseRule {
        name: "to-behind",
        about: "Till, mellan or åt leads to who gets the amount before it.",
        before: "",
        after: r"^(?P<lead>[^.;]*?)\b(?:till|mellan|åt) @ALL@@WHO@",
        examples: &[
            ("Av dessa går 655 miljoner kronor direkt till landstingen.", "regions"),
            ("300 mnkr fördelas mellan regionerna utifrån befolkning.", "regions"),
            ("Region Halland beräknas 5 mnkr till Region Skåne.", "region 12"),
        ],
        rejects: &[
            "10 mnkr avsätts för att stärka stödet till kommunerna.",
            "10 mnkr avsätts för samverkan mellan kommunerna.",
        ],
    },
    PhraseRule {
        name: "distributed-to",
        about: "Fördelas, betalas ut or går till names who gets it, even behind a purpose.",
        before: "",
        after: r"^[^.;]*?\b(?:fördelas|fördelat|fördelade|utbetalas|betalas ut|går|ges|lämnas|tilldelas|överförs) (?:\S+ ){0,3}?(?:till|mellan|åt) @ALL@@WHO@",
        examples: &[("40 mnkr för att korta köerna fördelas till regionerna.", "regions")],
        rejects: &["40 mnkr för att öka stödet till regionerna."],
    },
    PhraseRule {
        name: "for-whose",
        about: "För right behind an amount gives it to whom it names in the genitive.",
        before: "",
        after: r"^(?: [^\s.;]+)? för @ALL@@WHOSE@",
        examples: &[("Det är cirka 15 mnkr för landstingens utvecklingsarbete.", "regions")],
        rejects: &["Därav går 5 mnkr till stödstrukturerna för kommunernas socialtjänst."],
    },
    PhraseRule {
        name: "for",
        about: "För right behind an amount gives it to whom a pause follows.",
        before: "",
        after: r"^(?: [^\s.;]+)? för @ALL@@WHO@\s*(?:[:,.;)]|$|och |samt )",
        examples: &[("Därav är 15 mnkr för kommunerna, resten för staten.", "municipalities")],
        rejects: &["Därav är 15 mnkr för SKR:s insatser."],
    },
    PhraseRule {
        name: "own-costs",
        about: "Money for somebody's own costs is theirs.",
        before: "",
        after: r"^[^.;]*?\b(?:för|till) @WHOSE@ (?:egna|egen|eget|administrativa|administration|förvaltning)\b",
        examples: &[(
            "Högst 6 500 000 kronor får användas för Socialstyrelsens egna kostnader.",
            "agency",
        )],
        rejects: &["Högst 6 500 000 kronor får användas för Socialstyrelsens uppdrag."],
    },
    PhraseRule {
        name: "used-by",
        about: "Who uses, draws or disposes of money gets it.",
        before: "",
        after: r"^[^.;]*?\b(?:användas|används|disponeras|rekvireras|sökas|söks|erhålls|nyttjas|utnyttjas) (?:\S+ ){0,2}?av @ALL@@WHO@",
        examples: &[("300 000 000 kronor får användas av landstingen.", "regions")],
        rejects: &["300 000 000 kronor fördelas av Socialstyrelsen."],
    },
    PhraseRule {
        name: "may-be-used-by",
        about: "An amount that somebody may use is theirs.",
        before: "",
        after: r"^,? (?:får|ska|kan) @ALL@@WHO@ (?:använda|disponera|nyttja|behålla|ta i anspråk)\b",
        examples: &[(
            "Resten, 4 miljoner kronor, får Socialstyrelsen använda för sin administration.",
            "agency",
        )],
        rejects: &["Resten, 4 miljoner kronor, får Socialstyrelsen fördela."],
    },
    PhraseRule {
        name: "may-use",
        about: "Who may use or draw an amount gets it, also where the verb stands before.",
        before: r"\b(?:får|ska|kan) @ALL@@WHO@ (?:använda|disponera|behålla|ta i anspråk|rekvirera)(?: \w+){0,2}$|@WHO@ (?:får|ska|kan|bör) (?:[^\s.;,]+ ){0,7}?(?:använda|disponera|rekvirera|ta i anspråk)(?: \w+){0,2}$",
        after: "",
        examples: &[
            ("För uppföljningen får Socialstyrelsen använda 2 mnkr.", "agency"),
            ("Kammarkollegiet får för sin administration disponera 35 000 kronor.", "agency"),
            ("Regionerna ska tillsammans använda minst 150 mnkr av sina medel.", "regions"),
        ],
        rejects: &["Socialstyrelsen får fördela 2 mnkr."],
    },
    PhraseRule {
        name: "meant-for-some",
        about: "An amount that some regions or municipalities alone can get is theirs.",
        before: "",
        after: r"^,?(?: som)? (?:är )?(?:förbehåll(?:en|et|na)|belönar|ska komma|avsedda för|avsett för|öronmärkta för|öronmärkt för) @ALL@@WHO@|^ att (?:hämta|söka|fördela|dela på|rekvirera) (?:för|mellan|till) @ALL@@WHO@",
        examples: &[
            ("Den mindre delen, 630 mnkr, är förbehållen kommuner som växer.", "municipalities"),
            ("I år finns 525 mnkr att hämta för landsting som klarar kraven.", "regions"),
        ],
        rejects: &["630 mnkr är förbehållet nya bostäder i kommuner som växer."],
    },
    PhraseRule {
        name: "amount-first",
        about: "In a line that begins with its amount the party behind it gets it.",
        before: r"^\W*$",
        after: r"^ @ALL@@WHO@",
        examples: &[("8 000 000 kronor Socialstyrelsens uppdrag enligt 3.3", "agency")],
        rejects: &["8 000 000 kronor delas mellan insatserna hos SKR."],
    },
    PhraseRule {
        name: "given",
        about: "Tilldelas, tillfaller or får leads to who gets the amount before it.",
        before: "",
        after: r"^,?(?: [^\s.;]+){0,3}? (?:tilldelas|tillfaller|tillförs|beviljas|ges|får|erhåller|disponerar|kommer) @ALL@@WHO@",
        examples: &[
            ("Resterande 60 mnkr tilldelas SKR.", "skr"),
            ("450 mnkr tillfaller regionerna.", "regions"),
        ],
        rejects: &["60 mnkr tilldelas efter ansökan."],
    },
    PhraseRule {
        name: "meant-for",
        about: "Avser or tillfaller leads over the amount to whom it is for.",
        before: r"\b(?:avser|tillfaller|går|tilldelas)$",
        after: r"^ (?:till )?@ALL@@WHO@(?:,|\.| och|$)",
        examples: &[("Av höjningen avser 7 miljarder kronor kommunerna.", "municipalities")],
        rejects: &["Av höjningen avser 7 miljarder kronor kommunernas skolor."],
    },
    PhraseRule {
        name: "gets",
        about: "Who tilldelas, får or erhåller gets the amount behind the verb.",
        before: r"@WHO@(?: \([^)]*\))?(?: (?:i|med|inom|utan|där) [^.;,]{2,50}?)?(?: tillsammans| var för sig)? (?:(?:kommer (?:\S+ ){0,6}att |ska |kan |kommer |har |bör |föreslås |beräknas |väntas |förväntas )?(?:tillsammans |sammanlagt )?(?:tilldelas|tilldelats|ersätts|få|får|fått|fick|erhåller|erhålla|erhållit|erhöll|rekvirerade|rekvirerat|disponerar|disponera|ges|beviljas|beviljats|tillförs|rekvirera|rekvirerar|ta del av)|(?:\S+ ){0,8}(?:tilldelas|erhåller|att få))(?: \S+){0,3}$",
        after: "",
        examples: &[
            ("Regionerna får tillsammans 270,5 mkr.", "regions"),
            ("Kommunerna i de tre länen får tillsammans 28 950 000 kronor.", "municipalities"),
        ],
        rejects: &["SKR ansvarar för att regionernas arbete följs upp. Det kostar 3 mnkr."],
    },
    PhraseRule {
        name: "gets-relative",
        about: "A clause behind a name may say that it gets the amount.",
        before: r"@WHO@, som (?:får|tilldelas|erhåller|beviljas|ges)(?: (?:totalt|sammanlagt|högst|cirka))?$",
        after: "",
        examples: &[(
            "Medlen delas mellan kommunerna, som får 655 tkr, och regionerna.",
            "municipalities",
        )],
        rejects: &["Kommunerna, som deltar, delar 655 tkr."],
    },
    PhraseRule {
        name: "verb-first",
        about: "Därutöver får SKR: the verb may stand before who gets it.",
        before: r"\b(?:erhåller|tilldelas|tillförs|får|fick|disponerar|beviljas|ges) @ALL@@WHO@(?: (?:totalt|sammanlagt|tillsammans|högst|cirka|ytterligare|också|även|årligen|vardera|i sin tur|dela på|del av|ta del av))*(?: (?:en|ett) (?:[a-zåäö-]+ ){1,3}(?:på|om))?$|\bkan @ALL@@WHO@ (?:[^\s.;,]+ ){0,3}?(?:få|ta) del av(?: \w+){0,2}$",
        after: "",
        examples: &[
            ("Därutöver får Socialstyrelsen 25 mnkr.", "agency"),
            ("Därtill får regionerna en grundersättning på 700 mnkr.", "regions"),
            ("Sammanlagt kan landstingen alltså få del av 2 mdkr.", "regions"),
        ],
        rejects: &["Därutöver får Socialstyrelsen i uppdrag att fördela 25 mnkr."],
    },
    PhraseRule {
        name: "gives",
        about: "Beviljar, ger or tilldelar leads to who gets the amount behind, if that is no agency.",
        before: r"\b(?:tilldelar|tilldela|ger|ge|beviljar|bevilja|beviljat|fördelar till|fördela till|betala ut till) @ALL@@GRANTEE@(?: i [^.;,]{2,50}?)?(?: (?:totalt|sammanlagt|tillsammans|högst|cirka|upp|till|årligen|vardera))*$",
        after: "",
        examples: &[(
            "Länsstyrelsen beviljar kommunerna i länet totalt 2 870 000 kronor.",
            "municipalities",
        )],
        rejects: &["Länsstyrelsen får av regeringen 65 mnkr."],
    },
    PhraseRule {
        name: "shares",
        about: "Who shares an amount or is to use it gets it.",
        before: r"@WHO@(?: [^\s.;,]+){0,3}? (?:dela|delar|delat) på(?: \w+){0,2}$",
        after: "",
        examples: &[("Länets tio kommuner ska dela på 118 615 903 kronor.", "municipalities")],
        rejects: &["Regionerna delar uppfattningen att 3 mnkr räcker."],
    },
    PhraseRule {
        name: "whose",
        about: "Regionernas medel and av regionernas lead to money of theirs.",
        before: r"@WHOSE@ (?:medel|del|andel|pengar|bidrag|anslag|ram)(?:,| [^.;,\d]{0,40})?$|^\W*(?:av|ur|i) (?:de )?@WHOSE@$|@WHOSE@ (?:[a-zåäö]+ ){0,2}(?:arbete|stöd|kansli|insatser|samordning|uppdrag) (?:(?:stöds|finansieras|bekostas|ersätts) med|\()(?: (?:cirka|totalt))?$",
        after: "",
        examples: &[
            ("SKR:s medel, 28 miljoner kronor, används för kansliet.", "skr"),
            ("SKR:s eget arbete stöds med 65 mnkr.", "skr"),
        ],
        rejects: &["Regionernas arbete kostar 28 mnkr."],
    },
    PhraseRule {
        name: "bracketed",
        about: "An amount in brackets belongs to the party before them.",
        before: r"@WHO@ ?\((?:totalt |cirka )?$",
        after: "",
        examples: &[("Medlen delas av cancercentrumen (63 mnkr) och SKR (8 mnkr).", "skr")],
        rejects: &["SKR driver ett register (kostnad 8 mnkr)."],
    },
    PhraseRule {
        name: "verb-left-out",
        about: "In landstingen får 41 mkr och SKL 14 mkr the verb is said once.",
        before: r"^(?:[^.;]*[,;] ?|[^.;]*\b(?:och|samt|medan) |\W*)(?:och |samt |medan )?@ALL@@WHO@$|^\W*@ALL@@WHO@,$",
        after: "",
        examples: &[
            ("Landstingen får 41 mkr och SKL 14 mkr.", "skr"),
            ("SKR får 18 mnkr för att leda arbetet och Socialstyrelsen 20 mnkr.", "agency"),
            ("regionerna, 231 miljoner kronor", "regions"),
        ],
        rejects: &["Landstingen får 41 mkr och arbetet hos SKL följs upp för 14 mkr."],
    },
    PhraseRule {
        name: "so-that-all-can",
        about: "What is distributed so that every region can do something is for them.",
        before: "",
        after: r"^[^.;]*?\bfördelas\b[^.;]*?\bför att @ALL@@WHO@ (?:ska|skall) (?:kunna|få)\b",
        examples: &[(
            "100 mnkr fördelas efter befolkning för att varje region ska kunna ta fram en plan.",
            "regions",
        )],
        rejects: &["100 mnkr avsätts för att varje region ska kunna ta fram en plan."],
    },
    PhraseRule {
        name: "label",
        about: "A label that names a party gives it the amount behind.",
        before: r"^\W*(?:(?:varav|därav|dels) )?(?:(?:medel|stimulansmedel|bidrag|ersättning|stöd) )?(?:till )?@ALL@@WHO@(?: \([^)]*\))?\s*[:–—=-]?$",
        after: "",
        examples: &[("Kommunerna – 14 mnkr", "municipalities")],
        rejects: &["SKR:s kansli: 14 mnkr"],
    },
];

/// A rule of last resort, for the first amount of a sentence: "Statens bidrag till kommunerna för
/// detta uppgår till". Further amounts of the sentence may be somebody else's.
const GRANT: PhraseRule = PhraseRule {
    name: "grant-to",
    about: "The first amount of a sentence goes to whom till led to before it.",
    before: r"\btill @ALL@@GRANTEE@[^.;]*$",
    after: "",
    examples: &[(
        "Statens bidrag till kommunerna för detta uppgår till 40 mnkr.",
        "municipalities",
    )],
    rejects: &["Uppdraget till Socialstyrelsen omfattar 40 mnkr."],
};

/// All rules, for the page of rules.
pub(super) fn rules() -> impl Iterator<Item = &'static PhraseRule> {
    RULES.iter().chain(std::iter::once(&GRANT))
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| phrase::compile(RULES));
static LAST: LazyLock<Vec<Compiled>> =
    LazyLock::new(|| phrase::compile(std::slice::from_ref(&GRANT)));

/// Who gets the amount between these words, and the rule that says so.
///
/// `first` says that no other amount stands before it in its sentence.
pub(super) fn of(
    before: &Masked<'_>,
    after: &Masked<'_>,
    first: bool,
) -> Option<(Party, &'static str)> {
    let lead = beyond(before.words.trim_end());
    let paid = ["betala ut", "utbetala", "fördela"].iter().any(|verb| lead.ends_with(verb));
    let found = |rule: &Compiled| {
        let named = match (&rule.before, &rule.after) {
            (Some(words), Some(more)) => {
                let found = more.captures(&after.words)?;
                after.who(&found).filter(|_| words.is_match(lead))?
            }
            (Some(words), None) => before.who(&words.captures(lead)?)?,
            (None, Some(words)) => {
                let found = words.captures(&after.words)?;
                // "för att stärka stödet till kommunerna" tells of a purpose.
                let lead = found.name("lead");
                let purpose = lead.is_some_and(|lead| tells_purpose(lead.as_str())) && !paid;
                after.who(&found).filter(|_| !purpose)?
            }
            (None, None) => return None,
        };
        Some((named.party.clone(), rule.rule.name))
    };
    COMPILED.iter().find_map(found).or_else(|| LAST.iter().filter(|_| first).find_map(found))
}

/// The words behind "utöver bidraget till kommunerna", which name what the amount is not.
fn beyond(words: &str) -> &str {
    static BEYOND: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^\W*(?:utöver|förutom|vid sidan av) [^.;,]*?\b(?:till|åt) @ALL@[\u{E000}-\u{E1FF}]\u{1}*",
        )
    });
    BEYOND.find(words).map_or(words, |found| &words[found.end()..])
}

fn tells_purpose(words: &str) -> bool {
    // "för samverkan mellan huvudmännen" is what they do and not what they get.
    let together = ["samverkan ", "samarbete ", "samordning ", "samarbetet "];
    ["för att ", "i syfte att "].iter().any(|purpose| words.contains(purpose))
        || together.iter().any(|done| words.ends_with(done))
}

/// The party whose money a heading says that its section is about: "5.3 Medel till regionerna".
pub(super) fn of_heading(heading: &str) -> Option<Party> {
    static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^[\W\d]*(?:(?:medel|stimulansmedel|bidrag(?:et)?|statsbidrag|ersättning|stöd(?:et)?|fördelning|belopp) (?:till|mellan) @ALL@)@WHO@",
        )
    });
    let masked = Masked::new(heading);
    Some(masked.who(&MONEY.captures(&masked.words)?)?.party.clone())
}

/// True where the words before an amount give it to the region that the document is by: "Regionen
/// räknar med", "fick landstinget", "regionens andel blir".
pub(super) fn is_own(before: &str) -> bool {
    static OWN: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)\b(?:regionen|landstinget) (?:\S+ ){0,3}?(?:får|få|fick|fått|erhåller|erhöll|tilldelas|tilldelades|räknar med|räknat med|budgeterar)(?: \S+){0,3}$|\b(?:får|få|fick|erhåller|erhöll|tilldelas|tilldelades|tillfaller|ger) (?:regionen|landstinget)(?: \S+){0,2}$|\b(?:regionens|landstingets|vår) (?:del|andel)(?: \S+){0,4}$",
        )
    });
    OWN.is_match(before.trim_end())
}

/// The party of whose money something is a part: "i landstingens del ingår", "av regionernas medel".
pub(super) fn owner_of_parts(words: &str) -> Option<PartyKind> {
    static OF: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^\W*(?:i|av|ur|inom) (?:de )?$"));
    static MONEY: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^:?s? (?:del|medel|andel|pengar|pott)\b"));
    static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(
            r"(?i)^\W*(?:av|ur|inom) (?:de )?(?:medlen|medel|bidraget|ersättningen|stimulansmedlen|stödet|anslaget) (?:som går )?(?:till|åt) (?:de |landets )?$|^\W*(?:medlen|bidraget|ersättningen|stödet) till $",
        )
    });
    static USED: LazyLock<Pattern> = LazyLock::new(|| {
        super::pattern(r"(?i)\b(?:användas|används|använda|fördelas|delas|avser|går|är)\b|^$|^:")
    });
    let named = party::all(words).into_iter().next()?;
    let (lead, rest) = (&words[..named.start], &words[named.end..]);
    let uses = if lead.trim_start().to_lowercase().starts_with("av ") {
        USED.is_match(rest)
    } else {
        rest.contains("användas") || rest.contains("används")
    };
    if GIVEN.is_match(lead) && uses {
        return Some(named.party.kind);
    }
    let leads = OF.is_match(&words[..named.start]) || words[..named.start].trim().is_empty();
    (leads && MONEY.is_match(&words[named.end..])).then_some(named.party.kind)
}

/// Two parties that "respektive" pairs: "till regionerna respektive kommunerna".
pub(super) fn pair(words: &str) -> Option<[Party; 2]> {
    static PAIRED: LazyLock<Pattern> =
        LazyLock::new(|| super::pattern(r"(?i)^\w+ respektive (?:till )?\w+"));
    let both: Vec<Named> = party::all_and_places(words);
    if let [one, two] = &both[..] {
        let between = words[one.end..two.start].trim().to_lowercase();
        return ["respektive", "respektive till", "och", "och till"]
            .contains(&between.as_str())
            .then(|| [one.party.clone(), two.party.clone()]);
    }
    // "Tilldelas regionerna och kommunerna 180 respektive 45 mnkr": the two stand right before.
    if let [.., both] = &both[..]
        && both.party.kind == PartyKind::RegionsAndMunicipalities
        && words[both.end..].trim().is_empty()
        && let Some((one, two)) = words[both.start..both.end].split_once(" och ")
    {
        return Some([party::first(one)?, party::first(two)?]);
    }
    // The recogniser takes the two for one name.
    let one = both.first().filter(|named| PAIRED.is_match(&words[named.start..named.end]))?;
    let (first, second) = words[one.start..one.end].split_once(" respektive ")?;
    Some([party::first(first)?, party::first(second)?])
}

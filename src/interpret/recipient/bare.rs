//! Names that stand with an amount without a verb, as a table of rules: its owner, its label.

use crate::interpret::phrase::PhraseRule;

/// The rules in the order in which they are tried.
pub(super) const BARE: &[PhraseRule] = &[
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
        before: r"^(?:[^.;]*[,;] ?|[^.;]*\b(?:och|samt|medan) |\W*)(?:och |samt |medan )?@ALL@@WHO@$|^\W*(?:och |samt )?@ALL@@WHO@,$",
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
    PhraseRule {
        name: "verb-left-out-behind",
        about: "In avser 8 mkr regionerna och 4 mkr kommunerna the verb is said once.",
        before: r"^\W*(?:och|samt)?$",
        after: r"^ @ALL@@WHOM@\s*(?:[.,;)]|$)",
        examples: &[("Därav avser 8 mkr regionerna och 4 mkr kommunerna.", "municipalities")],
        rejects: &["Därav avser 8 mkr regionerna och 4 mkr kommunernas skolor."],
    },
    PhraseRule {
        name: "percentage-of",
        about: "A percentage that is somebody's leads to its amount.",
        before: r"@WHOSE@ (?:(?:andel|del) (?:är|på|om) )?[\d,]+ ?(?:procent|%) ?\(?$",
        after: "",
        examples: &[("Kommunernas 25 procent (500 mnkr) betalas i maj.", "municipalities")],
        rejects: &["Stödet täcker 25 procent (500 mnkr)."],
    },
];

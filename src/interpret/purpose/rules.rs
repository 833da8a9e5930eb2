//! The words that lead to what an amount is for, as a table of rules.
//!
//! A rule finds where the words begin; where they end is the same for all rules.

use crate::interpret::phrase::PhraseRule;

/// The rules in the order in which they are tried.
pub(in crate::interpret) const RULES: &[PhraseRule] = &[
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
        name: "clause-opens",
        about: "A sentence may open with its purpose, which has commas of its own.",
        before: r"^\W*(?:för|till|inom) (?P<what>[^.;\d]{4,140}?) (?:avsätts|avsätter|avsatts|satsas|fördelas|anslås|reserveras|öronmärks)(?: [a-zåäö]+){0,3}$",
        after: "",
        examples: &[(
            "För vården före, under och efter graviditet avsätts 310 mnkr.",
            "vården före, under och efter graviditet",
        )],
        rejects: &["För kommunerna avsätts 310 mnkr."],
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
        before: r"^(?:[^\s\w,.;\u{1}\u{E000}-\u{E1FF}]+ ?)?(?:(?:varav|därav|dels|störst är|därtill|därutöver|härtill|härutöver|dessutom|slutligen|vidare) )*(?P<what>[^\s.;:,][^.;:,]{3,140}?)\s*(?:\(|:|–|—|,|=|\b(?:omfattar|utgör|uppgår till|tilldelas|tillförs|får|fått|ger|svarar för|står för|ersätts med|kostar|beräknas kosta|beräknas till|avsätts|fördelas|utgår med|motsvarar|blev|uppgick till)\b)\W*(?:[a-zåäö]+ ?){0,2}$",
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

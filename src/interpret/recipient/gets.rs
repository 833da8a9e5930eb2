//! The verbs of which who gets an amount is the subject or object, as a table of rules.

use crate::interpret::phrase::PhraseRule;

/// The rules in the order in which they are tried.
pub(super) const GETS: &[PhraseRule] = &[
    PhraseRule {
        name: "given",
        about: "Tilldelas, tillfaller or får leads to who gets the amount before it.",
        before: "",
        after: r"^,?(?: [^\s.;]+){0,3}? (?:tilldelas|tillfaller|tillfalla|tillförs|tillföras|beviljas|ges|får|erhåller|disponerar|kommer) @ALL@@WHO@",
        examples: &[
            ("Resterande 60 mnkr tilldelas SKR.", "skr"),
            ("450 mnkr tillfaller regionerna.", "regions"),
            ("De är ense om att 275 mnkr ska tillfalla regionerna.", "regions"),
        ],
        rejects: &["60 mnkr tilldelas efter ansökan."],
    },
    PhraseRule {
        name: "on-account-of",
        about: "För somebody's räkning leads to what is set aside for them.",
        before: r"\bför @ALL@@WHOSE@ (?:räkning|vidkommande)(?: (?:har|avsätts|finns|reserveras|är|cirka|högst|drygt|totalt))*$",
        after: "",
        examples: &[("För SKR:s räkning har 46 mnkr avsatts.", "skr")],
        rejects: &["SKR tar emot 46 mnkr. De reserveras i SKR:s bokföring."],
    },
    PhraseRule {
        name: "meant-for",
        about: "Avser or tillfaller leads over the amount to whom it is for.",
        before: r"\b(?:avser|tillfaller|går|tilldelas|förbehålls|tillförs|tillkommer|anvisas)$",
        after: r"^ (?:till )?@ALL@@WHO@(?:,|\.| och| för |$)",
        examples: &[
            ("Av höjningen avser 7 miljarder kronor kommunerna.", "municipalities"),
            ("Av dessa förbehålls 2,5 mnkr Socialstyrelsen för utveckling.", "agency"),
        ],
        rejects: &["Av höjningen avser 7 miljarder kronor kommunernas skolor."],
    },
    PhraseRule {
        name: "verb-first",
        about: "Därutöver får SKR: the verb may stand before who gets it.",
        before: r"\b@GETS@ @ALL@@WHO@(?: \([^)]*\))?(?: (?:med|totalt|sammanlagt|tillsammans|högst|cirka|ytterligare|också|även|årligen|vardera|i sin tur|dela på|del av|ta del av))*(?: (?:en|ett) (?:[a-zåäö-]+ ){1,3}(?:på|om))?$|\bkan @ALL@@WHO@ (?:[^\s.;,]+ ){0,3}?(?:få|ta) del av(?: \w+){0,2}$",
        after: "",
        examples: &[
            ("Därutöver får Socialstyrelsen 25 mnkr.", "agency"),
            ("För att stödja huvudmännen får SKR 18 mnkr.", "skr"),
            ("Därtill får regionerna en grundersättning på 700 mnkr.", "regions"),
            ("Sammanlagt kan landstingen alltså få del av 2 mdkr.", "regions"),
        ],
        rejects: &["Därutöver får Socialstyrelsen i uppdrag att fördela 25 mnkr."],
    },
    PhraseRule {
        name: "gets",
        about: "Who tilldelas, får or erhåller gets the amount behind the verb.",
        before: r"@WHO@(?: \([^)]*\))?(?:,? som [^.;,]{3,120}?,?)?(?: (?:i|med|inom|utan|där) [^.;,]{2,50}?)?(?: tillsammans| var för sig| vardera| i sin tur)? (?:(?:kommer (?:\S+ ){0,6}att |ska |kan |kommer |har |bör |föreslås |beräknas |väntas |förväntas )?(?:tillsammans |sammanlagt |vardera |därutöver |också |även |(?:under |för |år )*\d{4} )*@GETS@|(?:\S+ ){0,8}(?:tilldelas|erhåller|att få))(?: \S+){0,3}$",
        after: "",
        examples: &[
            ("Regionerna får tillsammans 270,5 mkr.", "regions"),
            ("Regionerna kan 2022 få högst 975 mnkr.", "regions"),
            ("Kommunerna i de tre länen får tillsammans 28 950 000 kronor.", "municipalities"),
            ("Kommunerna kompenseras med 500 mnkr.", "municipalities"),
            ("Region Skåne och Region Halland tilldelas 3 mnkr vardera.", "regions"),
            ("De 20 regioner som deltar föreslås få ett tillskott på 50 mnkr.", "regions"),
        ],
        rejects: &["SKR ansvarar för att regionernas arbete följs upp. Det kostar 3 mnkr."],
    },
    PhraseRule {
        name: "uses-its-part",
        about: "Who uses or keeps its part gets the amount that this part is.",
        before: r"@WHO@ (?:ska |får |kan )?(?:använda|använder|disponera|disponerar|behålla|behåller) sin (?:del|andel)(?:,| på| om)$",
        after: "",
        examples: &[("Regionerna ska använda sin del, 820 mnkr, till läkarkontakter.", "regions")],
        rejects: &["Regionerna använder pengarna, 820 mnkr, till sin personal."],
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
        name: "gives",
        about: "Beviljar, ger or tilldelar leads to who gets the amount behind, if that is no agency.",
        before: r"\b(?:tilldelar|tilldela|ger|ge|beviljar|bevilja|beviljat|ersätter|ersätta|kompenserar|kompensera|garanterar|tillför|fördelar till|fördela till|betala ut till) @ALL@@GRANTEE@(?: \([^)]*\))?(?: i [^.;,]{2,50}?)?(?: (?:med|totalt|sammanlagt|tillsammans|högst|cirka|upp|till|årligen|vardera))*$",
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
        before: r"@WHO@(?:, som [^.;]{3,160}?,)?(?: [^\s.;,]+){0,4}? (?:dela|delar|delat) på(?: \w+){0,2}$",
        after: "",
        examples: &[
            ("Länets tio kommuner ska dela på 118 615 903 kronor.", "municipalities"),
            ("Länsstyrelserna, som ska ge stöd, får för detta dela på 21 mnkr.", "agency"),
        ],
        rejects: &["Regionerna delar uppfattningen att 3 mnkr räcker."],
    },
];

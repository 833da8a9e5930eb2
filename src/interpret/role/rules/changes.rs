//! Differences to another year, and the total told once more.

use crate::interpret::role::{Claim, RoleRule};

/// The rules in the order in which they are tried.
pub(super) const RULES: &[RoleRule] = &[
    RoleRule {
        name: "change",
        about: "An increase or decrease against another year is a change.",
        before: r"\b(?:ökning|minskning|höjning|sänkning|neddragning)\w*(?: [\w:]+){0,4} (?:med|på|om)(?: \w+){0,2}$|^\W*(?:den |det )?(?:ökningen|minskningen|höjningen|sänkningen|neddragningen|uppräkningen|uppgången|nedgången|skillnaden mot|skillnaden jämfört med)(?: (?:för|jämfört|mot|från|med|sedan|i|under|år|\d{4}|föregående|året|budgeten)){0,4}(?:,| är| blir| blev| var| motsvarar| uppgår till)(?: \w+){0,1}$|\b(?:öka|ökar|ökat|ökas|ökade|ökades|minska|minskar|minskat|minskas|minskade|minskades|höjs|höjdes|höjts|höja|sänks|sänktes|sänkts|sänka|utökas|utökades|växer|växte|vidgas|vidgades|vidgats|vidga|reduceras|reducerades|reducerats|krymper|krympte|stiger|steg|sjunker|sjönk|(?:räknas|räknades|skrivs|skrevs|justeras|justerades) (?:upp|ned|ner)|(?:dras|drogs|skärs|skars) (?:ned|ner))\b(?: [\wåäö]+){0,5} med(?: \w+){0,2}$|\b(?:avviker|avvek|skiljer(?: sig)?|skilde(?: sig)?)\b(?: [\wåäö]+){0,4} med(?: \w+){0,2}$",
        after: "",
        claim: Claim::Change,
        examples: &[
            "Det är en ökning med 529 miljoner kronor.",
            "Anslaget minskas med 12 mnkr.",
            "Det innebär en ökning för SKR:s del med 10,5 mnkr.",
            "Prognosen avviker därmed med 3,3 mnkr.",
            "Ökningen för 2022, 40 mnkr, går till de minsta kommunerna.",
            "Ramen vidgas med 162 miljoner kronor i förhållande till föregående period.",
        ],
        rejects: &["Efter ökningen omfattar stödet 529 miljoner kronor."],
    },
    RoleRule {
        name: "change-more-than",
        about: "What is more or less than last year is a change.",
        before: "",
        after: r"^ (?:mer|mindre|större|högre|lägre|fler|över|under) (?:än|budget(?:en)?|plan(?:en)?|prognos(?:en)?)\b|^ (?:över|under|större|högre|lägre)(?:[.;,]|$)",
        claim: Claim::Change,
        examples: &[
            "Det är 40 miljoner kronor mer än 2020.",
            "Bidraget till SKR är 2 miljoner kronor större än tidigare.",
            "Den nya överenskommelsen är 46,5 mnkr större, vilket beror på kommunernas del.",
        ],
        rejects: &["Regionerna får 40 miljoner kronor mer."],
    },
    RoleRule {
        name: "change-compared",
        about: "A förstärkning jämfört med another year is a change.",
        before: r"\bjämfört med\b[^.;]*\b(?:förstärkning|ökning|höjning|minskning)(?:en)? (?:med|på|om)(?: \w+){0,2}$",
        after: "",
        claim: Claim::Change,
        examples: &["Jämfört med 2023 innebär det en förstärkning med 62,5 miljoner kronor."],
        rejects: &["Jämfört med 2023 får regionerna 62,5 miljoner kronor."],
    },
    RoleRule {
        name: "restated",
        about: "What the agreement is said to comprise once more, or to cost, is its total.",
        before: r"^\W*som (?:framgår|framgått|nämnts|angetts|angivits|redovisats) (?:ovan|tidigare|inledningsvis)\b[^.;]*\b(?:totalt|sammanlagt)$|^\W*(?:totalt|sammanlagt|sammantaget) omfattar överenskommelsen (?:därmed|således|alltså|sålunda)$|^\W*de(?:t|tta) (?:betyder|innebär) att överenskommelsen (?:totalt|sammanlagt|sammantaget) (?:omfattar|uppgår till)$|^\W*summan(?: för \d{4})? (?:är|blir) (?:alltså|därmed|således)$|^\W*den (?:totala |sammanlagda )?ekonomiska (?:ersättningen|omfattningen|ramen) (?:enligt|av|för|i) överenskommelsen är (?:totalt|sammanlagt)$|^\W*kostnade(?:n|rna) för (?:hela )?överenskommelsen(?: är|,)?$",
        after: "",
        claim: Claim::Total,
        examples: &[
            "Som framgår ovan avsätts totalt 412 miljoner kronor för 2020.",
            "Sammanlagt omfattar överenskommelsen därmed 96,6 mnkr för 2015.",
            "Kostnaderna för överenskommelsen, 642 000 kronor, ska belasta anslaget.",
        ],
        rejects: &["Som framgår ovan får regionerna 412 miljoner kronor."],
    },
    RoleRule {
        name: "restated-whole",
        about: "De 435 miljoner kronor som överenskommelsen omfattar is its total once more.",
        before: r"^\W*de$",
        after: r"^ som överenskommelsen (?:för \d{4} )?(?:omfattar|innehåller|uppgår till)\b",
        claim: Claim::Total,
        examples: &["De 435 miljoner kronor som överenskommelsen omfattar finansieras av staten."],
        rejects: &["De 435 miljoner kronor som regionerna får fördelas i mars."],
    },
];

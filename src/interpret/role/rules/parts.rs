//! Parts of an amount before them, and what is paid out.

use crate::interpret::role::{Claim, RoleRule};

/// The rules in the order in which they are tried.
pub(super) const RULES: &[RoleRule] = &[
    RoleRule {
        name: "part-opened",
        about: "Varav and därav open the parts of the amount before them.",
        before: r"\b(?:varav|därav|av vilka|av vilket|av detta|däribland|inklusive|inkl\.|innefattar|inbegriper|inräknat|där|i vilket belopp|i vilken summa|i vilka (?:ingår|ligger|inryms|ryms)|som av (?:dessa|detta))\b(?: [\wåäöÅÄÖ/-]+){0,7}$|\b(?:fördelad|fördelat|fördelade|uppdelad|uppdelat|uppdelade)(?: på)? med(?: \w+)?$|^; i (?:summan|beloppet|det|detta)(?: [\wåäöÅÄÖ/-]+){0,7}$",
        after: "",
        claim: Claim::PartOfLast,
        examples: &[
            "Den omfattar 511 mnkr 2017, varav 490 miljoner fördelas till landstingen.",
            "Av dessa går 1,8 mdkr till landstingen, som också innefattar 141 mnkr för screening.",
            "SKR disponerar 12,5 mnkr, i vilket belopp ingår 3,5 mnkr för patientföreningar.",
            "SKR erhåller 21 mnkr; i summan ligger 6 mnkr för övningar.",
            "Resterande 15 mnkr tillfaller SKR, som av dessa ska avsätta 4 mnkr till en lägesbild.",
            "Till regionerna går 240 mnkr, fördelade med 90 miljoner kronor på 2023.",
        ],
        rejects: &[
            "Den omfattar 511 mnkr 2017, och 490 miljoner fördelas till landstingen.",
            "Den omfattar 511 mnkr för de län i vilka arbetet kostar 490 miljoner kronor.",
        ],
    },
    RoleRule {
        name: "part-for-each",
        about: "What an amount means to each of several is a part of it.",
        before: r", vilket (?:betyder|innebär|motsvarar|ger|blir)(?: \w+)?$",
        after: r"^ (?:till|för|åt) (?:vart och ett|var och en|varje|vardera)\b",
        claim: Claim::PartOfLast,
        examples: &[
            "Centrumen får 48 mnkr, vilket betyder 8 miljoner kronor till vart och ett av dem.",
        ],
        rejects: &["Centrumen får 48 mnkr, vilket betyder 8 miljoner kronor till resor."],
    },
    RoleRule {
        name: "part-in-brackets",
        about: "Money to somebody in brackets right behind a sum is a part of it.",
        before: r"^\s*(?:\d{4}|för \d{4}|under \d{4}|år \d{4})?\s*\($",
        after: r"^ (?:till|för|åt|avser|går)\b",
        claim: Claim::PartOfLast,
        examples: &["Den uppgår till 702 mnkr 2019 (655 mnkr till regionerna)."],
        rejects: &["Den uppgår till 702 mnkr 2019 (655 mnkr 2018)."],
    },
    RoleRule {
        name: "given-back-behind",
        about: "An amount that is paid back or was not used is no part of an agreement.",
        before: "",
        after: r"^,?(?: som)?(?: \w+){0,6}? (?:betalats tillbaka|betalades tillbaka|betalas tillbaka|lämnats tillbaka|lämnades tillbaka|återbetalas|återbetalades|återbetalats|återkrävdes|återkrävas|återkrävts|förbrukades inte|inte förbrukats|inte (?:hann|hunnit|kunde|kunnat) användas)\b",
        claim: Claim::Unsaid,
        examples: &["Återstoden, drygt 2 miljoner kronor, har betalats tillbaka."],
        rejects: &["Återstoden, drygt 2 miljoner kronor, används nästa år."],
    },
    RoleRule {
        name: "paid-by-agreement",
        about: "What the state pays by the agreement is what it comprises.",
        before: r"\benligt (?:överenskommelsen|avtalet) (?:betalar|ersätter|bidrar) staten(?: \w+){0,3}$|\bstaten (?:betalar|bidrar)(?: \w+){0,2} enligt (?:överenskommelsen|avtalet)(?: \w+){0,2}$",
        after: "",
        claim: Claim::Sum,
        examples: &["Enligt överenskommelsen betalar staten 34 114 mnkr till regionerna."],
        rejects: &["Enligt överenskommelsen betalas 34 114 mnkr ut i juni."],
    },
    RoleRule {
        name: "contribution-behind",
        about: "What the regions or municipalities pay themselves is their contribution.",
        before: "",
        after: r"^(?: (?:per år|årligen))? (?:(?:ska |skall )?(?:betalas|bekostas|finansieras|täcks|tillskjuts) av|(?:står|svarar)) (?:de deltagande |deltagande |samtliga |alla )?(?:kommunerna|regionerna|landstingen|kommuner|regioner|huvudmännen)\b",
        claim: Claim::Contribution,
        examples: &["Återstående 27,6 miljoner kronor per år betalas av kommunerna."],
        rejects: &["Återstående 27,6 miljoner kronor betalas av Kammarkollegiet till kommunerna."],
    },
    RoleRule {
        name: "portion-shared",
        about: "A portion that is paid out by a key, and not on a day, is a part of the amount before.",
        before: r"^\W*(?:merparten|huvuddelen|lejonparten|(?:den )?(?:största|större|mindre|minsta|första|andra|tredje|fjärde|ena|sista) (?:delen|potten|posten)|den (?:första|andra|tredje|fjärde|ena|sista)|hälften|(?:två|en|tre) (?:tredjedelar?|fjärdedelar?|femtedelar?))(?: av [^.;,\d]{0,50})?(?: om| på|,)(?: \w+)?$",
        after: r"^,?[^.;,]{0,60}\b(?:betalas|utbetalas)(?: ut)? (?:i (?:förhållande|relation|proportion) till|efter (?:folkmängd|befolkning|antal|invånar)|utifrån|utan|lika|som)",
        claim: Claim::Portion,
        examples: &[
            "Ramen är 340 mnkr. Den första delen, 296 miljoner kronor, betalas ut efter folkmängd.",
        ],
        rejects: &["Ramen är 340 mnkr. Den första delen, 296 miljoner kronor, betalas ut i april."],
    },
    RoleRule {
        name: "shared-out-by-key",
        about: "What is paid out by a key, and not on a day or by decision, is set aside.",
        before: "",
        after: r"^,?(?: \w+)? (?:betalas ut|utbetalas) (?:i (?:förhållande|relation|proportion) till|efter (?:prestation|folkmängd|befolkning|antal|invånar)|utifrån|baserat på)",
        claim: Claim::SetAside,
        examples: &[
            "Ramen är 3 612 mnkr. 2 450 miljoner kronor betalas ut efter prestation till regionerna.",
        ],
        rejects: &["Ramen är 3 612 mnkr. 2 450 miljoner kronor betalas ut efter beslut i maj."],
    },
    RoleRule {
        name: "payout",
        about: "What is paid out by decision is a payout.",
        before: r"\b(?:betala[rs]?|betalade|betalat|betalades|betalats|utbetala[rs]?|utbetalade|utbetalning(?:en|ar)?|utbetalades|utbetalats)\b[^.;]*$|\brekvirera(?:de|des|t|ts)(?: \w+){0,2}$",
        after: "",
        claim: Claim::Payout,
        examples: &[
            "Regeringen uppdrar åt Kammarkollegiet att betala ut 400 miljoner kronor till regionerna.",
            "Uppdrag om utbetalning av 500 miljoner kronor till kommuner och landsting.",
            "Under förra året rekvirerades 371,5 miljoner kronor.",
        ],
        rejects: &["Kammarkollegiet ska senast i maj fördela 400 miljoner kronor till regionerna."],
    },
    RoleRule {
        name: "payout-behind",
        about: "What betalas ut follows is a payout.",
        before: "",
        after: r"^,?[^.;,]{0,60}\b(?:betalas|betalades|betalats|utbetalas|utbetalades|utbetalats)\b",
        claim: Claim::Payout,
        examples: &["182 miljoner betalas ut till regionerna."],
        rejects: &["182 miljoner kronor fördelas till regionerna, och resten betalas ut senare."],
    },
    RoleRule {
        name: "part-of-that-amount",
        about: "What that amount also comprises is a part of it.",
        before: r"^\W*(?:det |detta )?belopp(?:et)? (?:omfattar|inkluderar|innefattar|inrymmer|rymmer)(?: också| även| dessutom)?\b[^.;]*$",
        after: "",
        claim: Claim::PartOfThese,
        examples: &[
            "Till läkemedel går 31 mdkr. Det beloppet omfattar också 740 miljoner kronor för barns läkemedel.",
        ],
        rejects: &[
            "Till läkemedel går 31 mdkr. Avtalet omfattar också 740 miljoner kronor för barns läkemedel.",
        ],
    },
    RoleRule {
        name: "rest-of-these",
        about: "Resten av medlen is what the other parts leave of a whole.",
        before: r"\b(?:resten|återstoden|(?:resterande|återstående) del(?:en)?) av (?:medlen|pengarna|beloppet|summan|bidraget|anslaget|ramen|stödet|ersättningen|dem|dessa)\b[^.;\d]{0,40}$",
        after: "",
        claim: Claim::Rest,
        examples: &[
            "Den omfattar 780 mnkr. Regionerna får 728 mnkr. Resten av pengarna, 52 miljoner kronor, är avsedda för forskning.",
        ],
        rejects: &["Av pengarna går resten, 52 miljoner kronor, till forskning."],
    },
    RoleRule {
        name: "part-of-these",
        about: "Av dessa, av den summan and övriga medel open parts of the amount before.",
        before: r"(?i)\b(?:av det sistnämnda (?:beloppet|bidraget|anslaget)|av det (?:nämnda|senare) beloppet|av (?:nämnda|angivna|angivet) belopp|av det belopp som|av anslagsposten|av det gemensamma (?:beloppet|bidraget|anslaget|stödet)|i det belopp som [^.;,\d]{0,40} (?:ingår|inryms|ryms|ligger)|av dessa|av dem|av detta|av de [a-zåäö]+ medlen|av de totala|av den totala|av (?:de|den del av de) medel som|av den summan|av summan|av medlen|av beloppet|av bidraget|av det totala|av de avsatta|av totalen|av anslaget|av ramen|av stimulansmedlen|av statsbidraget|av tillskottet|av ökningen|av höjningen|av satsningen|av pengarna|av miljarden|av potten|av stödet|av tillägget|av förstärkningen|av (?:årets|fjolårets|nästa års|20\d\d års|det (?:första|andra|tredje|fjärde|sista) årets) (?:medel|pengar|belopp|anslag|bidrag|summa)|i beloppet|i summan)\b|^\W*inom (?:beloppet|summan)\b|^\W*(?:i|inom|ur) (?:denna|detta|den|dessa)(?: del| summa| summan| belopp| pott)? (?:ryms|inryms|ingår|finns|ligger)\b|^\W*i (?:19|20)\d\d års (?:summa|belopp|medel|pengar|anslag|ram) (?:ryms|ingår|finns|ligger)\b",
        after: "",
        claim: Claim::PartOfThese,
        examples: &[
            "Den omfattar 976 mnkr. Av dessa är 655 miljoner kronor avsedda som stimulansmedel.",
            "Regionerna tillförs 425 mnkr. Av det sistnämnda beloppet är 50 miljoner kronor avsedda för barn.",
            "Regionerna får 80 mnkr. Inom beloppet ska 10 miljoner kronor reserveras för samverkan.",
            "Till bemanning går 230 mnkr. I det belopp som anges under a) inryms minst 30 miljoner kronor för eftervård.",
        ],
        rejects: &[
            "Den omfattar 976 mnkr. Staten avsätter 655 miljoner kronor som stimulansmedel.",
        ],
    },
    RoleRule {
        name: "part-of-these-behind",
        about: "Av dem and av dessa right behind an amount make it a part of the amount before.",
        before: "",
        after: r"^,? av (?:dessa|dem|detta|beloppet|summan)\b",
        claim: Claim::PartOfThese,
        examples: &[
            "Området tilldelas 120 mnkr. Minst 30 miljoner kronor av dem ska användas till utbildning.",
        ],
        rejects: &[
            "Området tilldelas 120 mnkr. Minst 30 miljoner kronor ska användas av dem till utbildning.",
        ],
    },
    RoleRule {
        name: "part-of-total-behind",
        about: "Av medlen right behind an amount makes it a part of the total before it.",
        before: "",
        after: r"^,? av (?:(?:de |det )?[a-zåäö]*(?:medlen|pengarna|anslaget|bidraget|totalbeloppet)|(?:årets|(?:19|20)\d\d års) (?:medel|pengar|anslag|bidrag))\b",
        claim: Claim::PartOfTotal,
        examples: &[
            "Den omfattar totalt 90 mnkr. Därtill kommer 20 miljoner kronor av medlen till kompetensförsörjning.",
        ],
        rejects: &[
            "Den omfattar totalt 90 mnkr. Därtill kommer 20 miljoner kronor av andra till kompetensförsörjning.",
        ],
    },
    RoleRule {
        name: "portion-is",
        about: "What den första posten or den andra delen amounts to is a part, and no sum.",
        before: r"^\W*den (?:första|andra|tredje|fjärde|ena|sista|fasta|rörliga) (?:delen|potten|posten|hälften)(?: [^.;,\d]{0,60})? (?:uppgår till|är på|är|omfattar|utgör|utgörs av|blir)(?: \w+)?$",
        after: "",
        claim: Claim::Portion,
        examples: &[
            "Medlen är delade i två poster. Den andra posten uppgår till 320 miljoner kronor.",
        ],
        rejects: &["Medlen är delade. Den andra överenskommelsen uppgår till 320 miljoner kronor."],
    },
    RoleRule {
        name: "portion",
        about: "Merparten, den första delen and hälften are parts of the amount before.",
        before: r"^\W*(?:merparten|huvuddelen|lejonparten|(?:den )?(?:största|större|mindre|minsta|första|andra|tredje|fjärde|ena|sista|fasta|rörliga|övriga|[a-zåäö]+(?:baserade|relaterade|beroende)) (?:delen|potten|posten)|den (?:första|andra|tredje|fjärde|ena|sista)|hälften|(?:två|en|tre) (?:tredjedelar?|fjärdedelar?|femtedelar?))(?: av [^.;,\d]{0,50})?(?: om| på|,)(?: \w+)?$",
        after: "",
        claim: Claim::Portion,
        examples: &[
            "Ramen för 2024 är 340 mnkr. Merparten, 296 miljoner kronor, tillfaller regionerna.",
        ],
        rejects: &["Ramen för 2024 är 340 mnkr. Till den första delen går 296 miljoner kronor."],
    },
    RoleRule {
        name: "rest",
        about: "Övriga medel, resterande and resten are what is left of a whole.",
        before: r"\b(?:övriga medel|resterande|återstående|resten|återstoden)\b|^\W*mellanskillnaden(?:,| om| på)(?: \w+)?$|^\W*det som (?:därefter |sedan |då )?(?:är kvar|återstår),$",
        after: "",
        claim: Claim::Rest,
        examples: &[
            "Den omfattar 2 925 mnkr. Av dessa går 530 mnkr till BUP. Övriga medel, 2 395 miljoner kronor, fördelas till regionerna.",
        ],
        rejects: &["Den omfattar 2 925 mnkr. Till övriga regioner går 395 miljoner kronor."],
    },
    RoleRule {
        name: "part-also",
        about: "What an agreement also comprises is a part of it.",
        before: r"(?i)^\W*i (?:bidraget|ersättningen|anslaget|stödet|medlen|totalbeloppet|överenskommelsen|satsningen)\b[^.;,]{0,40}? (?:ingår|ryms|ligger|inkluderas)\b[^.;]*$|\b(?:omfattar|innehåller|avsätts|innefattar|inkluderar|ingår|får|erhåller|tilldelas|fördelas|finns)(?: \w+)? (?:också|även|dessutom|därutöver|vidare|därtill)\b[^.;]*$|(?:i|inom) (?:denna summa|detta belopp|den summan|ramen)\b[^.;]*\bingår\b[^.;]*$|\b(?:i|inom) (?:denna|detta|den|det|dessa)(?: [a-zåäö]+)? (?:ryms|ingår|finns)\b[^.;]*$",
        after: "",
        claim: Claim::PartOfTotal,
        examples: &[
            "Den omfattar totalt 50 mnkr. Överenskommelsen omfattar också 9 000 000 kronor till SKL för arbetet.",
        ],
        rejects: &["Överenskommelsen omfattar 9 000 000 kronor till SKL för arbetet."],
    },
    RoleRule {
        name: "parts-together",
        about: "What some of the parts comprise together is a part.",
        before: r"(?i)\btillsammans omfattar (?:de|dessa)\b[^.;]*$|\b(?:del|delen|delar|delarna|posten|potten|insatsen|insatserna|område|området|områdena|utvecklingsområde|utvecklingsområdet|spåret|blocket|punkten)\b[^.;]*\b(?:omfattar|uppgår till|avsätts|utgör|tilldelas|fördelas)\b[^.;]*$",
        after: "",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 50 mnkr. För det här utvecklingsområdet avsätts totalt 30 miljoner kronor till regionerna.",
        ],
        rejects: &["Tillsammans får regionerna 30 miljoner kronor."],
    },
];

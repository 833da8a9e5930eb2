//! What an amount in running text is to its agreement, by the words around it.
//!
//! A rule is data: the words before the amount (back to the amount before it or the sentence's
//! start), the words after it, what it then is, and sentences that show it. The first rule whose
//! words are there decides. What an amount is a part of is decided later, by `tree`.

use std::sync::LazyLock;

use crate::pattern::Pattern;

/// What the words around an amount claim it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// What an agreement comprises.
    Total,
    /// A sum of something: the agreement's total, unless a larger one is stated.
    Sum,
    /// A part of the amount just before it ("varav").
    PartOfLast,
    /// A part of the amount that the sentence before is about ("av dessa").
    PartOfThese,
    /// What is left of a whole when its other parts are taken ("resterande 21 miljoner").
    Rest,
    /// A part of the total before it ("omfattar också").
    PartOfTotal,
    /// Money set aside: a part where there is a total, else a total.
    SetAside,
    /// Paid in by a funder.
    Contribution,
    /// Added to an agreement.
    Supplement,
    /// A difference to another year.
    Change,
    /// Paid out by decision.
    Payout,
    /// In a budget.
    Budget,
    /// Estimated for a coming year.
    Estimated,
    /// A price or threshold, not a part of anything.
    Rate,
    /// Divided by the table or list below it.
    Distributed,
    /// Named again, to say what it is divided into ("av regionernas 750 miljoner").
    Again,
    /// What it is is not said.
    Unsaid,
}

/// One rule.
#[derive(Debug)]
pub struct RoleRule {
    /// Unique among the rules.
    pub name: &'static str,
    /// One sentence for the page of rules.
    pub about: &'static str,
    /// Must match the words before the amount; empty for any.
    before: &'static str,
    /// Must match the words after the amount; empty for any.
    after: &'static str,
    pub(super) claim: Claim,
    /// Texts whose last amount this rule decides.
    pub examples: &'static [&'static str],
}

/// The rules in the order in which they are tried.
pub(super) const RULES: &[RoleRule] = &[
    RoleRule {
        name: "change",
        about: "An increase or decrease against another year is a change.",
        before: r"\b(?:ökning|minskning|höjning|sänkning|neddragning)\w*(?: \w+){0,4} (?:med|på|om)(?: \w+){0,2}$|\b(?:ökar|ökat|ökas|ökade|ökades|minskar|minskat|minskas|minskade|minskades|höjs|höjdes|höjts|höja|sänks|sänktes|sänkts|sänka|utökas|utökades|växer|växte)\b(?: [\wåäö]+){0,5} med(?: \w+){0,2}$",
        after: "",
        claim: Claim::Change,
        examples: &["Det är en ökning med 529 miljoner kronor.", "Anslaget minskas med 12 mnkr."],
    },
    RoleRule {
        name: "change-more-than",
        about: "What is more or less than last year is a change.",
        before: "",
        after: r"^ (?:mer|mindre|högre|lägre) än\b",
        claim: Claim::Change,
        examples: &["Det är 40 miljoner kronor mer än 2020."],
    },
    RoleRule {
        name: "change-compared",
        about: "A förstärkning jämfört med another year is a change.",
        before: r"\bjämfört med\b[^.;]*\b(?:förstärkning|ökning|höjning|minskning)(?:en)? (?:med|på|om)(?: \w+){0,2}$",
        after: "",
        claim: Claim::Change,
        examples: &["Jämfört med 2023 innebär det en förstärkning med 62,5 miljoner kronor."],
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
    },
    RoleRule {
        name: "restated-whole",
        about: "De 435 miljoner kronor som överenskommelsen omfattar is its total once more.",
        before: r"^\W*de$",
        after: r"^ som överenskommelsen (?:för \d{4} )?(?:omfattar|innehåller|uppgår till)\b",
        claim: Claim::Total,
        examples: &["De 435 miljoner kronor som överenskommelsen omfattar finansieras av staten."],
    },
    RoleRule {
        name: "cost",
        about: "What something costs, spends or earns, or is applied for, is no part of an agreement.",
        before: r"\bkostnad(?:en|er|erna)?\b[^.;]*\b(?:beräknas|beräknades|uppskattas)\b[^.;]*$|\b(?:beräknas|uppgår|uppgick|till en) (?:utgift|intäkt|kostnad|[a-zåäö]*återbäring)\w* (?:till|av|på)(?: \w+){0,2}$|\b(?:utgift|intäkt|underskott|överskott|omsättning|återbäring)(?:en|er|erna|et|ar|arna)?\b[^.;]*\b(?:uppgår|uppgick|beräknas|beräknades|var|är|ökade|minskade)\b[^.;]*$|\b(?:ansökning(?:ar|arna)?|ansökt|sökte|söktes|sökts)\b(?: [\wåäö]+){0,5}? (?:om|på|för|totalt|sammanlagt)(?: \w+){0,2}$|\b(?:kostade|kostat)(?: \w+){0,2}$",
        after: "",
        claim: Claim::Unsaid,
        examples: &[
            "61 ansökningar kom in om totalt 14,8 miljoner kronor.",
            "Den sammanlagda kostnaden beräknas till 1 246 miljoner kronor.",
            "Utgifterna för sjukpenning uppgick 2020 till cirka 39 miljarder kronor.",
        ],
    },
    RoleRule {
        name: "raised-from",
        about: "What something was before it is raised or lowered to another sum is no part of an agreement.",
        before: r"\b(?:öka|höj|utök|stig|väx|minsk|sänk|sjunk|förstärk)\w*\b[^.;]{0,60}\bfrån(?: \w+)?$",
        after: "",
        claim: Claim::Unsaid,
        examples: &["Stödet ökar från 12 miljoner kronor."],
    },
    RoleRule {
        name: "given-back",
        about: "What was not used or is paid back, and what something is estimated to save, is no part of an agreement.",
        before: r"\b(?:förbruka(?:t|ts|de|des)|outnyttjade?|oförbrukade?)\b[^.;]{0,60}$|\b(?:betala|betalar|betalade|betalat|betalas|lämna|lämnar|lämnade|lämnas) tillbaka(?: \w+){0,2}$|\båter(?:betala|betalar|betalade|betalat|kräva|kräver|krävde|krävt)(?: \w+){0,3}$|\bberäknas (?:spara|kosta|medföra|innebära)\b[^.;]{0,40}$",
        after: "",
        claim: Claim::Unsaid,
        examples: &[
            "Förra året fick regionen lämna tillbaka 4,2 miljoner kronor.",
            "Vid årsskiftet hade länen förbrukat 51,6 miljoner kronor.",
        ],
    },
    RoleRule {
        name: "again",
        about: "An amount that is divided further is named again: av regionernas 750 miljoner, medlen om 520 miljoner.",
        before: r"\b(?:av|ur) (?:de|den|det|dessa|[a-zåäö]+:?s)(?: totala| sammanlagda| årliga)?$|\b[a-zåäö]*(?:medlen|bidraget|beloppet|anslaget|stödet|ersättningen) (?:om|på)$|[a-zåäö]:?s (?:medel|del|andel),$|\b(?:inom|utifrån|för) (?:ramen för )?de$",
        after: "",
        claim: Claim::Again,
        examples: &["Den omfattar totalt 976 mnkr. Fördelningen av de 976 mnkr sker senare."],
    },
    RoleRule {
        name: "distribution",
        about: "A sum whose distribution is shown is paid out where the document tells of a payout, else set aside.",
        before: r"^\W*fördelning(?:en)? av(?: totalt| sammanlagt)?$",
        after: "",
        claim: Claim::Distributed,
        examples: &["Utbetalningen görs i maj. Fördelning av 182 500 000 kronor till regionerna"],
    },
    RoleRule {
        name: "total-of-agreement",
        about: "What the agreement itself comprises is its total, whatever the verb.",
        before: r"^\W*(?:tilläggs)?överenskommelsen\b[^.;,]*\b(?:omfattar|innefattar|inkluderar|innehåller|uppgår till|inrymmer)(?: totalt| sammanlagt| för \d{4}| närmare bestämt| cirka| drygt| medel om| medel på)*$",
        after: "",
        claim: Claim::Total,
        examples: &["Överenskommelsen för 2022 innefattar 553 miljoner kronor."],
    },
    RoleRule {
        name: "supplement-behind",
        about: "A further sum that an agreement is given is a supplement.",
        before: r"\bytterligare$",
        after: r"^[^.;]{0,40}\btillförs\b",
        claim: Claim::Supplement,
        examples: &[
            "Tilläggsöverenskommelsen innebär att ytterligare 100 miljoner kronor per år tillförs 2022–2024.",
        ],
    },
    RoleRule {
        name: "contribution",
        about: "What a party contributes, pays or stands for is its contribution.",
        before: r"\b(?:bidrar|bidrog|bidragit|bidra|står|stod|stått|svarar|svarade|svarat|finansierar|finansierat|skjuter|sköt|skjuta|tillskjuter)\b(?: [\wåäö]+){0,3}?(?: med| för| till)?(?: \w+){0,2}$",
        after: "",
        claim: Claim::Contribution,
        examples: &["Den omfattar 200 mnkr, varav landstingen bidrar med 100 mnkr."],
    },
    RoleRule {
        name: "budget",
        about: "Money proposed, estimated or entered in a budget is a budget figure.",
        before: r"\bbudgetproposition|\bi (?:sin|regionens|landstingets|kommunens) budget\b|\bbudgeterat|\bbudgetera[rt]|\bi budget(?:en)? för\b|\bi (?:regionplanen|flerårsplanen|verksamhetsplanen|budgeten)\b|\bstatsbudget\w*|\bbudgetera\w*|\bhar riksdagen (?:\w+ ){0,2}anvisat(?: (?:totalt|sammanlagt|högst))?$|\briksdagen (?:har )?(?:för \d{4} )?anvisa(?:t|r|de)$",
        after: r"",
        claim: Claim::Budget,
        examples: &[
            "Landstinget har i sin budget för 2017 räknat med statsbidrag på 43,8 miljoner kronor.",
        ],
    },
    RoleRule {
        name: "budget-behind",
        about: "Money in the state's budget is a budget figure.",
        before: "",
        after: r"^[^.;]{0,80}\bi (?:sin|statens|nästa års) budget\b|^[^.;]{0,20}\bbudgetera\w*|^[^.;]{0,20}\btagits upp som intäkt|^[^.;]{0,40}\b(?:aviserades|aviserats|aviserar|föreslogs|föreslås) i (?:budgetpropositionen|vårbudgeten|höstbudgeten|propositionen|vårändringsbudgeten)",
        claim: Claim::Budget,
        examples: &["För 2022 beräknar regeringen 250 miljoner kronor i sin budget."],
    },
    RoleRule {
        name: "budget-estimated",
        about: "Money that is estimated to be set aside is a budget figure.",
        before: r"\b(?:beräkna(?:r|s|de|des)?|föreslå[rs]?)\b(?: [\wåäö]+){0,8}$",
        after: "",
        claim: Claim::Estimated,
        examples: &["År 2028 beräknas 500 miljoner kronor avsättas för samma ändamål."],
    },
    RoleRule {
        name: "part-opened",
        about: "Varav and därav open the parts of the amount before them.",
        before: r"\b(?:varav|därav|av vilka|av vilket|av detta|däribland|inklusive|inkl\.|innefattar|inbegriper|inräknat|där)\b(?: [\wåäöÅÄÖ/-]+){0,7}$",
        after: "",
        claim: Claim::PartOfLast,
        examples: &[
            "Den omfattar 511 mnkr 2017, varav 490 miljoner fördelas till landstingen.",
            "Av dessa går 1,8 mdkr till landstingen, som också innefattar 141 mnkr för screening.",
        ],
    },
    RoleRule {
        name: "part-in-brackets",
        about: "Money to somebody in brackets right behind a sum is a part of it.",
        before: r"^\s*(?:\d{4}|för \d{4}|under \d{4}|år \d{4})?\s*\($",
        after: r"^ (?:till|för|åt|avser|går)\b",
        claim: Claim::PartOfLast,
        examples: &["Den uppgår till 702 mnkr 2019 (655 mnkr till regionerna)."],
    },
    RoleRule {
        name: "given-back-behind",
        about: "An amount that is paid back or was not used is no part of an agreement.",
        before: "",
        after: r"^,?(?: som)?(?: \w+){0,6}? (?:betalats tillbaka|betalades tillbaka|betalas tillbaka|lämnats tillbaka|lämnades tillbaka|återbetalades|återbetalats|återkrävdes|återkrävas|återkrävts|förbrukades inte|inte förbrukats|inte (?:hann|hunnit|kunde|kunnat) användas)\b",
        claim: Claim::Unsaid,
        examples: &["Återstoden, drygt 2 miljoner kronor, har betalats tillbaka."],
    },
    RoleRule {
        name: "payout",
        about: "What is paid out by decision is a payout.",
        before: r"\b(?:betala[rs]?|betalade|betalat|betalades|betalats|utbetala[rs]?|utbetalade|utbetalning(?:en|ar)?|utbetalades|utbetalats)\b[^.;]*$",
        after: "",
        claim: Claim::Payout,
        examples: &[
            "Regeringen uppdrar åt Kammarkollegiet att betala ut 400 miljoner kronor till regionerna.",
            "Uppdrag om utbetalning av 500 miljoner kronor till kommuner och landsting.",
        ],
    },
    RoleRule {
        name: "payout-behind",
        about: "What betalas ut follows is a payout.",
        before: "",
        after: r"^,?[^.;,]{0,60}\b(?:betalas|betalades|betalats|utbetalas|utbetalades|utbetalats)\b",
        claim: Claim::Payout,
        examples: &["182 miljoner betalas ut till regionerna."],
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
    },
    RoleRule {
        name: "part-of-these",
        about: "Av dessa, av den summan and övriga medel open parts of the amount before.",
        before: r"(?i)\b(?:av dessa|av dem|av detta|av de [a-zåäö]+ medlen|av de totala|av den totala|av (?:de|den del av de) medel som|av den summan|av summan|av medlen|av beloppet|av bidraget|av det totala|av de avsatta|av totalen|av anslaget|av ramen|av stimulansmedlen|av statsbidraget|av tillskottet|av ökningen|av höjningen|av satsningen|av pengarna|av miljarden|av potten|av stödet|av tillägget|av förstärkningen|av (?:årets|fjolårets|nästa års|20\d\d års) (?:medel|pengar|belopp|anslag|bidrag|summa)|i beloppet|i summan)\b|^\W*(?:i|inom|ur) (?:denna|detta|den|dessa)(?: del| summa| summan| belopp| pott)? (?:ryms|ingår|finns|ligger)\b|^\W*i (?:19|20)\d\d års (?:summa|belopp|medel|pengar|anslag|ram) (?:ryms|ingår|finns|ligger)\b",
        after: "",
        claim: Claim::PartOfThese,
        examples: &[
            "Den omfattar 976 mnkr. Av dessa är 655 miljoner kronor avsedda som stimulansmedel.",
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
    },
    RoleRule {
        name: "part-of-total-behind",
        about: "Av medlen right behind an amount makes it a part of the total before it.",
        before: "",
        after: r"^,? av (?:medlen|pengarna|anslaget|bidraget|totalbeloppet)\b",
        claim: Claim::PartOfTotal,
        examples: &[
            "Den omfattar totalt 90 mnkr. Därtill kommer 20 miljoner kronor av medlen till kompetensförsörjning.",
        ],
    },
    RoleRule {
        name: "rest",
        about: "Övriga medel, resterande and resten are what is left of a whole.",
        before: r"\b(?:övriga medel|resterande|återstående|resten|återstoden)\b",
        after: "",
        claim: Claim::Rest,
        examples: &[
            "Den omfattar 2 925 mnkr. Av dessa går 530 mnkr till BUP. Övriga medel, 2 395 miljoner kronor, fördelas till regionerna.",
        ],
    },
    RoleRule {
        name: "part-also",
        about: "What an agreement also comprises is a part of it.",
        before: r"(?i)\b(?:omfattar|innehåller|avsätts|innefattar|inkluderar|ingår|får|erhåller|tilldelas|fördelas|finns)(?: \w+)? (?:också|även|dessutom|därutöver|vidare|därtill)\b[^.;]*$|(?:i|inom) (?:denna summa|detta belopp|den summan|ramen)\b[^.;]*\bingår\b[^.;]*$|\b(?:i|inom) (?:denna|detta|den|det|dessa)(?: [a-zåäö]+)? (?:ryms|ingår|finns)\b[^.;]*$",
        after: "",
        claim: Claim::PartOfTotal,
        examples: &[
            "Den omfattar totalt 50 mnkr. Överenskommelsen omfattar också 9 000 000 kronor till SKL för arbetet.",
        ],
    },
    RoleRule {
        name: "parts-together",
        about: "What some of the parts comprise together is a part.",
        before: r"(?i)\btillsammans omfattar (?:de|dessa)\b[^.;]*$|\b(?:del|delen|delar|delarna|insatsen|insatserna|område|området|områdena|utvecklingsområde|utvecklingsområdet|spåret|blocket|punkten)\b[^.;]*\b(?:omfattar|uppgår till|avsätts|utgör|tilldelas|fördelas)\b[^.;]*$",
        after: "",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 50 mnkr. För det här utvecklingsområdet avsätts totalt 30 miljoner kronor till regionerna.",
        ],
    },
    RoleRule {
        name: "supplement",
        about: "An extra or further sum on top of an agreement is a supplement.",
        before: r"(?i)\btilläggsöverenskommelse\w*\b[^.;]*\b(?:om|på|med)(?: \w+){0,2}$|\b(?:anvisa[rt]|anvisats|tillskjut\w+|skjutit till|skjuter till)\b[^.;]*\bytterligare(?: \w+){0,2}$|\btillskott(?:et)? (?:om|på|med)(?: \w+){0,2}$|\bförstärkning(?:en)? (?:om|på|med)(?: \w+){0,2}$|\bförstärks med(?: \w+){0,2}$|\btillför(?:s|des|ts)\b[^.;]*\bytterligare(?: \w+){0,2}$|\butöka(?:s|r|de|des|ts)?\b[^.;]*\b(?:ram(?:en)?|överenskommelsen|grundöverenskommelsen) med(?: \w+){0,2}$|\btill (?:det|detta) (?:kom|kommer|kommit)\b[^.;]*\bytterligare$",
        after: "",
        claim: Claim::Supplement,
        examples: &[
            "En tilläggsöverenskommelse har beslutats om en extra miljard per år.",
            "Med anledning av vårändringsbudgeten har riksdagen anvisat ytterligare 45 000 000 kronor.",
        ],
    },
    RoleRule {
        name: "total",
        about: "What an agreement, grant or venture comprises or amounts to is a total.",
        before: r"(?i)\b(?:överenskommelse\w*|tilläggsöverenskommelse\w*|medel\b|medlen\b|bidrag\w*|statsbidrag\w*|ersättning\w*|satsning\w*|avtal\w*|stöd\w*|ram|ramen|den|det|som|totalt|sammanlagt|[a-zåäö]+satsningen|[a-zåäö]+bidraget|[a-zåäö]+stödet|[a-zåäö]+miljarden)\b[^.;]*\b(?:omfattar|omfattade|uppgår|uppgick|omsluter|omslutit|motsvarar|rymmer|inrymmer)\b[^.;]*$|\b(?:överenskommelse\w*|avtal\w*|satsning\w*|bidrag\w*|stöd\w*)\b[^.;]*\b(?:gäller|har [^.;]{0,30}\bram på|bestämts till|fastställts till|bestäms till|fastställs till|landar på|stannar på|kostar staten)(?: \w+){0,2}$|\btillsammans är (?:de|dessa) värda$|\b(?:var|är|blir|blev) (?:belopp|summa|bidrag|anslag)(?:et|en|n)(?: \w+){0,2}$|\b(?:beloppet|summan|bidraget|anslaget)(?: \w+){0,3} (?:var|är|blir|blev)(?: \w+){0,2}$|^\W*(?:omfattar|omfattningen är|totalt överenskommelsen)\b[^.;]*$|\btotala (?:ramen|omfattningen)\b(?: (?:för|av|under|år|i|överenskommelsen|\d{4})){0,4} är$|\b(?:totalt|summa|sammanlagt) (?:för )?överenskommelsen\b[^.;]*$|\btotalt (?:omfattar|uppgår)\b[^.;]*$|\b(?:omfattar|omfattade|uppgår|uppgick|omsluter)\b[^.;]*$|\bhandlar (?:det )?om$|\brör (?:det )?sig om$",
        after: "",
        claim: Claim::Total,
        examples: &[
            "Ersättningen för 2024 omfattar totalt 38 430 miljoner kronor.",
            "Den totala ramen för 2015 är 91 000 000 kronor.",
            "Medel inom ramen för överenskommelsen avseende 2017 uppgår till sammanlagt 976 000 000 kronor.",
        ],
    },
    RoleRule {
        name: "sum-intended",
        about: "What the government means to set aside each year for a venture is a sum.",
        before: r"(?i)\b(?:avsikt\w* är att|avser att) (?:under \w+ )?(?:avsätta|satsa|tillföra|anslå)\b[^.;]*$",
        after: "",
        claim: Claim::Sum,
        examples: &[
            "Regeringens avsikt är att avsätta 500 miljoner kronor per år mellan åren 2015 och 2018.",
        ],
    },
    RoleRule {
        name: "sum-agreed",
        about: "What parties have agreed on is a sum.",
        before: r"\b(?:kommit|kommer|är) överens\b[^.;]*$|\benats om\b[^.;]*$|\bställ(?:er|t|ts|s)(?: \w+){0,3}$",
        after: "",
        claim: Claim::Sum,
        examples: &[
            "Regeringen har kommit överens med SKR om hur 487,5 miljoner kronor ska användas.",
        ],
    },
    RoleRule {
        name: "sum-to-share",
        about: "What there is to share out, and what the government satsar, is a sum.",
        before: "",
        after: r"^ (?:finns )?att (?:dela ut|fördela|söka|rekvirera)\b|^ (?:satsar|avsätter|anslår) (?:regeringen|staten)\b",
        claim: Claim::Sum,
        examples: &["Myndigheten har cirka 95 miljoner kronor att dela ut."],
    },
    RoleRule {
        name: "sum-by-state",
        about: "What the government sets aside for the venture as a whole is a sum.",
        before: r"\b(?:regeringen|staten|riksdagen)(?: \w+){0,3} (?:avsatte|avsatt|avsätter|anslår|anslagit|satsar|satsat)(?: \w+){0,3}$|\bhar (?:regeringen|staten|riksdagen)(?: \w+){0,2} (?:avsatt|anslagit|satsat)(?: \w+){0,2}$|\b(?:avsatte|avsätter) (?:regeringen|staten)(?: \w+){0,2}$",
        after: r"^[^.;]{0,40}?\b(?:för|till|på) (?:hela )?(?:den )?(?:satsningen|ändamålet|bidraget|statsbidraget|arbetet|uppdraget|insatsen|överenskommelsen)\b",
        claim: Claim::Sum,
        examples: &["Regeringen avsatte 90 000 000 kronor för satsningen 2023."],
    },
    RoleRule {
        name: "sum",
        about: "A figure that totalt or sammanlagt announces is a sum.",
        before: r"(?i)\b(?:totalt|sammanlagt|sammantaget|tillsammans (?:blir|ger|innebär)|summa|summan|i sin helhet)\b[^.;]*$",
        after: "",
        claim: Claim::Sum,
        examples: &[
            "Sammanlagt avsatte regeringen 2,95 miljarder kronor.",
            "Totalt har 365 miljoner kronor avsatts för satsningen.",
        ],
    },
    RoleRule {
        name: "sum-behind",
        about: "A figure that i sin helhet or totalt follows is a sum.",
        before: "",
        after: r"(?i)^[^.;,]{0,40}?\b(?:totalt|sammanlagt|i sin helhet)\b",
        claim: Claim::Sum,
        examples: &["Satsningen kostar 365 miljoner kronor totalt."],
    },
    RoleRule {
        name: "set-aside",
        about: "Money that is set aside, distributed, allotted or earmarked is a part where there is a total.",
        before: r"(?i)\b(?:avsätt\w*|avsatt\w*|avsedd\w*|fördela\w*|tilldela\w*|bevilja\w*|öronmärk\w*|satsa\w*|satsning(?:ar|en|arna)?(?: \w+)? (?:på|om)|finns|anslå\w*|anslog\w*|reserver\w*|erhåll\w*|får|fått|disponera\w*|ges|ger|går|riktas|används|användas|använda|utgör|tillför\w*|stärker|investera\w*|lämnas|utgår|ersättning\w* (?:med|om|på)|dela på|delar på|stöds med|finansieras med|bekostas med|stimulansmedel|bonus\w*|medel (?:till|för|om))\b[^.;]*$",
        after: "",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 976 mnkr. För 2018 avsätts 651 miljoner kronor som stimulansmedel till landstingen.",
        ],
    },
    RoleRule {
        name: "set-aside-behind",
        about: "Money that is set aside by the words behind it is a part where there is a total.",
        before: "",
        after: r"(?i)^[^.;]{0,60}?\b(?:avsätt\w*|avsatt\w*|avsedd\w*|fördela\w*|tilldela\w*|öronmärk\w*|satsa\w*|anslå\w*|reserver\w*|får användas|ska användas|gäller|avser|används|användas|utgör|går|gå|rikta[std]\w*|vikta|viks|vikts|delas ut|ryms|bekostar|disponeras)\b",
        claim: Claim::SetAside,
        examples: &[
            "Den omfattar totalt 976 mnkr. 300 000 000 kronor får användas av landstingen för utbildning.",
        ],
    },
    RoleRule {
        name: "set-aside-for",
        about: "Money to somebody or for something is a part where there is a total.",
        before: "",
        after: r"(?i)^ (?:(?:direkt|vardera|årligen|per år) )?(?:till|för|åt) \w+",
        claim: Claim::SetAside,
        examples: &["Den omfattar totalt 976 mnkr. Dels 20 miljoner kronor till SKR."],
    },
];

/// A rule with its patterns; none where any words will do.
struct Compiled {
    rule: &'static RoleRule,
    before: Option<Pattern>,
    after: Option<Pattern>,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let compile =
        |source: &'static str| (!source.is_empty()).then(|| super::pattern(ignoring_case(source)));
    RULES
        .iter()
        .map(|rule| Compiled { rule, before: compile(rule.before), after: compile(rule.after) })
        .collect()
});

fn ignoring_case(source: &str) -> String {
    format!("(?i){source}")
}

/// What the words `before` and `after` an amount claim it to be, and by which rule.
pub(super) fn claim(before: &str, after: &str) -> (Claim, &'static str) {
    let before = before.trim_end();
    for Compiled { rule, before: words_before, after: words_after } in COMPILED.iter() {
        let holds = words_before.as_ref().is_none_or(|pattern| pattern.is_match(before))
            && words_after.as_ref().is_none_or(|pattern| pattern.is_match(after));
        if holds {
            return (rule.claim, rule.name);
        }
    }
    (Claim::Unsaid, "")
}

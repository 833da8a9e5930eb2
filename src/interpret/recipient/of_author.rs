//! What a region or municipality says in its own document that it gets itself, as a table of rules.
//!
//! In their patterns `@OWN@` stands for "regionen" or "kommunen", whichever the author is, and
//! `@OWNS@` for its genitive. They are tried where nothing else says who gets an amount, on the words
//! of its whole sentence before it and on those behind it.

use std::sync::LazyLock;

use crate::contract::{PartyKind, Role};
use crate::interpret::author::Author;
use crate::interpret::draft::Draft;
use crate::interpret::phrase::{self, Compiled, PhraseRule};
use crate::interpret::purpose;
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;
use crate::pattern::Pattern;

/// What the author calls itself, by its kind: the noun and its genitive.
pub(in crate::interpret) const NOUNS: [(PartyKind, [&str; 2]); 2] = [
    (PartyKind::Region, ["(?:regionen|landstinget)", "(?:regionens|landstingets)"]),
    (PartyKind::Municipality, ["(?:kommunen|staden)", "(?:kommunens|stadens)"]),
];

/// The rules in the order in which they are tried; their examples say whose document it is.
pub(in crate::interpret) const OF_AUTHOR: &[PhraseRule] = &[
    PhraseRule {
        name: "author-gets",
        about: "What regionen gets or counts on in its own document is its share.",
        before: r"\b@OWN@ (?:\S+ ){0,3}?(?:får|få|fick|fått|erhåller|erhålla|erhöll|erhållit|mottar|mottog|mottagit|tilldelas|tilldelats|tilldelades|beviljas|beviljats|beviljades|behåller|disponerar|rekvirerar|rekvirerade|rekvirerat|(?:räknar|räknade|räknat) med|budgeterar)(?: \S+){0,3}$",
        after: "",
        examples: &[
            ("Regionen bedöms under 2024 få 61,3 mnkr.", "region"),
            ("Kommunen har mottagit 3,7 mnkr.", "municipality"),
        ],
        rejects: &["Regionen får senare veta om stödet på 12 mnkr blir kvar."],
    },
    PhraseRule {
        name: "author-is-given",
        about: "The verb of getting may stand before regionen.",
        before: r"\b(?:får|få|fick|erhåller|erhöll|tilldelas|tilldelades|beviljas|beviljades|tillfaller|tillföll|ger|gav) @OWN@(?: \S+){0,2}$",
        after: "",
        examples: &[
            ("Under 2023 beviljades kommunen 60 529 tkr.", "municipality"),
            ("Det ger regionen cirka 14 mnkr.", "region"),
        ],
        rejects: &["Det ger regionen bättre villkor än de 14 mnkr som fanns."],
    },
    PhraseRule {
        name: "author-share",
        about: "Regionens andel and vår del lead to the share of the author.",
        before: r"\b(?:@OWNS@|vår) (?:beräknade |totala |samlade )?(?:del|andel|tilldelning|statsbidrag|vidkommande|intäkt(?:er)?)(?: \S+){0,4}$",
        after: "",
        examples: &[
            ("Sammantaget beräknas regionens del bli 238,5 mnkr.", "region"),
            ("Vår andel är 4 mnkr.", "municipality"),
        ],
        rejects: &["Regionens revisorer har granskat stödet på 4 mnkr."],
    },
    PhraseRule {
        name: "author-label",
        about: "Kommunen before a colon, and för regionen behind a comma, lead to its share.",
        before: r"^\W*@OWN@:(?: (?:cirka|ca|drygt))?$|[,;(] ?för @OWN@(?: (?:cirka|ca|drygt))?$",
        after: "",
        examples: &[
            ("Kommunen: 1,7 mkr.", "municipality"),
            ("Nationellt fördelas 103 mnkr till landet, för regionen 2 802 tkr.", "region"),
        ],
        rejects: &["Förslag för kommunen: 1,7 mkr."],
    },
    PhraseRule {
        name: "author-again",
        about: "Av regionens 35 mnkr names the share of the author again, to divide it.",
        before: r"\b(?:av|ur|inom) @OWNS@(?: (?:del|andel|medel|bidrag)(?:(?: (?:för|till) [^.;,\d]{3,60})?(?: på| om|,))?)?$",
        after: "",
        examples: &[("Av regionens 28,3 mnkr", "region")],
        rejects: &[
            "Ur regionens egen budget tas 28,3 mnkr.",
            "Av regionens medel för primärvård används 3,5 mnkr.",
        ],
    },
    PhraseRule {
        name: "author-behind",
        about: "A sum that regionen has got by the words behind it is its share.",
        before: "",
        after: r"^,? som @OWN@ (?:(?:redan|har|hade|ska|kan|väntas|då|därmed) ){0,3}(?:få|får|fick|fått|erhåll\w+|erhöll|tilldel\w+|bevilj\w+|mottar|mottog|mottagit|disponer\w+)\b",
        examples: &[("Därtill kommer 0,9 mnkr som regionen redan har erhållit.", "region")],
        rejects: &["Därtill kommer 0,9 mnkr som regionen ska redovisa."],
    },
    PhraseRule {
        name: "author-reached",
        about: "Money that kan komma regionen till del is its share.",
        before: "",
        after: r"^ (?:(?:kan|ska|skulle|väntas|beräknas|bedöms) ){0,2}(?:komma|kommer|kom|tillfalla|tillfaller|tillföll|gå till|går till|gick till) @OWN@\b|^ till @OWN@(?:$|[.,;)])",
        examples: &[
            ("Högst 11,7 mnkr kan komma regionen till del.", "region"),
            ("Stödet omfattar 900 mnkr, varav 2 mnkr till kommunen.", "municipality"),
        ],
        rejects: &["Av 11,7 mnkr går en del till regionens skolor."],
    },
    PhraseRule {
        name: "author-beside-nation",
        about: "A sum behind which the nationwide one stands in brackets is the share of the author.",
        before: "",
        after: r"^,? ?\((?:(?:totalt )?nationellt|i (?:hela )?(?:riket|landet)|hela landet|riket|av totalt|av nationellt)\W*$",
        examples: &[("God vård: 86,2 mnkr (nationellt ", "region")],
        rejects: &["God vård: 86,2 mnkr (nationellt samordnad)"],
    },
    PhraseRule {
        name: "author-board",
        about: "What a nämnd of the author gets or answers for is the author's.",
        before: r"(?:^|[,;.] |\b(?:och|samt|medan|varav|därav) )(?:[a-zåäö]+- och )?(?:[a-zåäö]+nämnden|(?:kommun|region|landstings|stads)styrelsen) (?:får|fick|fått|erhåller|erhöll|beviljades|tilldelades|svarar för|svarade för|står för|stod för)(?: (?:cirka|ca|drygt|knappt))?$|nämnden (?:svarade|svarar|stod|står) för [^.;]*(?:,| och| samt| medan) (?:[a-zåäö]+- och )?[a-zåäö]+nämnden(?: för)?(?: (?:cirka|ca|drygt|knappt))?$",
        after: "",
        examples: &[
            ("Vård- och omsorgsnämnden svarade för 19 649 tkr.", "municipality"),
            (
                "Socialnämnden svarade för 40 tkr och vård- och omsorgsnämnden för 19 tkr.",
                "municipality",
            ),
        ],
        rejects: &["Socialstyrelsen svarade för 19 649 tkr."],
    },
];

/// The rules for an author of each kind.
static COMPILED: LazyLock<Vec<(PartyKind, Vec<Compiled>)>> = LazyLock::new(|| {
    let of = |(kind, nouns)| (kind, OF_AUTHOR.iter().map(|rule| compiled(rule, nouns)).collect());
    NOUNS.into_iter().map(of).collect()
});

fn compiled(rule: &'static PhraseRule, nouns: [&str; 2]) -> Compiled {
    let side = |source: &str| {
        let source = source.replace("@OWN@", nouns[0]).replace("@OWNS@", nouns[1]);
        (!source.is_empty()).then(|| phrase::pattern(&source))
    };
    Compiled { rule, before: side(rule.before), after: side(rule.after) }
}

/// The rule by which the amount between these words is the author's.
pub(in crate::interpret) fn by_rule(
    before: &str,
    after: &str,
    author: PartyKind,
) -> Option<&'static str> {
    let rules = &COMPILED.iter().find(|(kind, _)| *kind == author)?.1;
    let (before, behind) = (before.trim_end(), after);
    let holds = |side: &Option<Pattern>, words| side.as_ref().is_none_or(|it| it.is_match(words));
    let found = rules.iter().find(|it| holds(&it.before, before) && holds(&it.after, behind))?;
    Some(found.rule.name)
}

/// True where a text tells of money that its author, of this kind, gets itself.
pub(in crate::interpret) fn tells_of_own(scene: &Scene<'_>, author: PartyKind) -> bool {
    scene.mentions.iter().filter(|mention| mention.value.kind() == "amount").any(|mention| {
        let sentence = scene.sentences.partition_point(|it| it.range.end <= mention.range.start);
        scene.sentences.get(sentence).is_some_and(|sentence| {
            sentence.range.start <= mention.range.start
                && by_rule(
                    scene.str(sentence.range.start..mention.range.start),
                    scene.str(mention.range.end..sentence.range.end.max(mention.range.end)),
                    author,
                )
                .is_some()
        })
    })
}

/// Gives the author what its own document says that it gets.
pub(in crate::interpret) fn settle(scene: &Scene<'_>, author: &Author, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(sentence) = draft.sentence.and_then(|at| scene.sentences.get(at)) else {
            continue;
        };
        if draft.recipient.is_none() {
            let before = author.by_noun(scene.str(sentence.range.start..draft.start()));
            let behind = author.by_noun(&draft.behind);
            let Some(rule) = by_rule(&before, &behind, author.party.kind) else { continue };
            (draft.recipient, draft.recipient_rule) = (Some(author.party.clone()), rule);
        } else if !author.in_head
            || draft.recipient.as_ref().is_none_or(|party| party.code != author.party.code)
        {
            continue;
        }
        if is_share(draft) {
            draft.role = Role::Share;
        }
        let of_clause = draft.purpose_rule == purpose::CLAUSE;
        draft.purpose = draft.purpose.take().filter(|words| !(of_clause && names_share(words)));
    }
}

/// True for the words of a clause that only say whose money it is: "Sammantaget", "regionens andel".
fn names_share(words: &str) -> bool {
    static SHARE: Pattern = Pattern::new(
        r"(?i)^\W*(?:sammantaget|sammanlagt|totalt|(?:vår|[a-zåäö]+s) (?:beräknade |totala )?(?:del|andel)\b[^.;]{0,30})\W*$",
    );
    SHARE.is_match(words)
}

/// True for money of the author that is no plan, no difference and not given back.
fn is_share(draft: &Draft) -> bool {
    // What these say of an amount stands whoever it is for.
    const NOT_GOT: &[&str] = &[
        "not-decided",
        "not-decided-behind",
        "void",
        "void-behind",
        "raised-from",
        "given-back",
        "given-back-behind",
    ];
    match draft.claim {
        Claim::Total | Claim::Sum | Claim::SetAside | Claim::Again | Claim::Estimated => true,
        Claim::Contribution => draft.recipient_rule == "author-board",
        Claim::Unsaid if draft.rule == "cost" => draft.recipient_rule == "author-share",
        Claim::Unsaid => !NOT_GOT.contains(&draft.rule),
        _ => false,
    }
}

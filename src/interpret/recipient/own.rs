//! Whose money headings and sentences on parts of it say that they are about.

use std::sync::LazyLock;

use crate::contract::{Party, PartyKind};
use crate::interpret::party;
use crate::interpret::phrase::{self, Masked};
use crate::pattern::Pattern;

/// The party whose money a heading says that its section is about: "5.3 Medel till regionerna".
pub(in crate::interpret) fn of_heading(heading: &str) -> Option<Party> {
    static MONEY: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^[\W\d]*(?:(?:medel|stimulansmedel|bidrag(?:et)?|statsbidrag|ersättning|stöd(?:et)?|fördelning|belopp) (?:till|mellan) @ALL@)@WHO@",
        )
    });
    let masked = Masked::new(heading);
    Some(masked.who(&MONEY.captures(&masked.words)?)?.party.clone())
}

/// Who gets what a list parts, by the sentence that leads to it: "Regionerna får medel för att:".
pub(in crate::interpret) fn of_lead(lead: &str) -> Option<Party> {
    static GETS: LazyLock<Pattern> = LazyLock::new(|| {
        phrase::pattern(
            r"^\W*@ALL@@WHO@(?: \([^)]*\))? (?:ska |kan |kommer att )?@GETS@ (?:[a-zåäö]+ )?(?:medel|pengar|bidrag|statsbidrag|stöd|ersättning)\b[^.;]*$|^\W*(?:medlen|pengarna|bidraget|stödet|ersättningen) till @ALL@@WHO@ (?:är|ska|får|kan|avser|fördelas|fördelar)\b[^.;]*$",
        )
    });
    let masked = Masked::new(lead);
    Some(masked.who(&GETS.captures(&masked.words)?)?.party.clone())
}

/// The party of whose money something is a part: "i landstingens del ingår", "av regionernas medel".
pub(in crate::interpret) fn owner_of_parts(words: &str) -> Option<PartyKind> {
    static OF: Pattern = Pattern::new(r"(?i)^\W*(?:i|av|ur|inom) (?:de )?$");
    static MONEY: Pattern = Pattern::new(r"(?i)^:?s? (?:del|medel|andel|pengar|pott)\b");
    static GIVEN: Pattern = Pattern::new(
        r"(?i)^\W*(?:av|ur|inom) (?:de )?(?:medlen|medel|bidraget|ersättningen|stimulansmedlen|stödet|anslaget) (?:som går )?(?:till|åt) (?:de |landets )?$|^\W*(?:medlen|bidraget|ersättningen|stödet) till $",
    );
    static USED: Pattern =
        Pattern::new(r"(?i)\b(?:användas|används|använda|fördelas|delas|avser|går|är)\b|^$|^:");
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

//! The words that make a date a deadline, and those that make it none.

use super::due::{nearest_after, nearest_before};
use crate::pattern::Pattern;
use crate::recognise::date::{Date, DatePart};

/// True where "senast", "före" or the like leads to a date.
pub(super) fn latest(before: &str) -> bool {
    static STRICTLY: Pattern = Pattern::new(
        r"(?i)\b(?:senast|inte senare än|före|innan|sista (?:[a-zåäö]+s)?dag(?:en|ar|arna)?|slutdatum\w*|deadline|förfallo(?:dag|datum)\w*|första gången|sista gången|dock senast|inlämnas|vara klart?|fram till|till den|har till|stänger(?: \w+){0,2}|behöver (?:underlag|svar|uppgifter|material)[^.;]{0,40} redan)\b[^.;]{0,80}$",
    );
    static CLOCK: Pattern = Pattern::new(r"(?i)\b(?:kl\.?|klockan) ?\d{1,2}(?:[.:]\d\d)?");
    if STRICTLY.is_match(before) {
        return true;
    }
    // The full stops of a time of day end no clause.
    CLOCK.find(before).is_some_and(|clock| {
        let (lead, rest) = (&before[..clock.start()], &before[clock.end()..]);
        STRICTLY.is_match(&format!("{}{rest}", lead.trim_end()))
    })
}

/// "lämnar sin rapport våren 2022", "rekvireras under andra kvartalet 2021": a stretch of time or a
/// day in which something has to be handed in.
pub(super) fn handed_in(before: &str, words: &str, date: Date) -> bool {
    static SAYS: Pattern = Pattern::new(
        r"(?i)\b(?:lämna[rs]?|lämnas in|inlämnas|(?:del|slut|åter)?redovisa[rs]?|rekvirera[rs]?|(?:åter)?rapportera[rs]?|överlämna[rs]?|presentera[rs]?|inges|inkomma|återbetala[rs]?|utbetalas|betalas ut)\b[^.;]{0,80}$|\b(?:(?:del|slut|åter)?redovisning|(?:åter)?rapportering|rekvirering|rekvisition|återbetalning)\w*\b[^.;]{0,40}\b(?:sker|ske|görs|göras|äger rum)\b[^.;]{0,40}$",
    );
    static DAY: Pattern = Pattern::new(
        r"(?i)\b(?:lämnas|inlämnas|(?:del|slut|åter)?redovisas|rekvireras|(?:åter)?rapporteras|presenteras|tillställs|inges|återbetalas|utbetalas|lämnar|redovisar|rapporterar|överlämnar|överlämnas|ska (?:[a-zåäö]+ ){0,3}?(?:lämna|lämnas|redovisa|rekvirera|rapportera|ha inkommit|inkomma|ha kommit in|ha lämnats|skickas|sändas|vara inne|finnas|vara hos|vara färdig\w*)|sätts in|till ?handa)\b[^.;]{0,80}$|\b(?:rekvi\w+|redovis\w*|rapport\w*|ansökan|ansöka|återbetal\w+)\b[^.;]{0,80}\b(?:till och med|t\.o\.m\.)\s*(?:den)?\s*$|\b(?:(?:del|slut|åter)?redovisning|(?:åter)?rapportering|rekvisition|rekvirering|återbetalning)\w*\b[^.;]{0,40}\b(?:sker|ske|görs|göras)\b[^.;]{0,30}$",
    );
    static DRAWN_UP: Pattern = Pattern::new(
        r"(?i)plan(?:en|er|erna)?\b[^.;]{0,60}\b(?:ska|skall|bör)\b[^.;]{0,40}\b(?:fastställas|beslutas|antas|tas fram|upprättas)\b[^.;]{0,80}$",
    );
    match date.part {
        DatePart::Year => false,
        DatePart::Day(..) => {
            let on = words.starts_with("den ")
                || before.trim_end().ends_with(" den")
                || words.starts_with(|c: char| c.is_ascii_digit()) && ends_with_verb(before);
            let listed = VERBLESS.is_match(before);
            !meets(before) && (on && DAY.is_match(before) || listed)
        }
        _ => {
            !meets(before)
                && !sends_out(before)
                && (SAYS.is_match(before) || DRAWN_UP.is_match(before))
        }
    }
}

/// "Delrapport till SKR 30/9 2022, slutrapport till Socialstyrelsen 31/3 2023": no verb at all.
static VERBLESS: Pattern = Pattern::new(
    r"(?i)^\W*(?:(?:del|slut|åter)?redovisning|(?:åter)?rapportering|rekvisition|återbetalning|slutrapport|delrapport|verksamhetsrapport|handlingsplan)\w*(?: (?:till|hos|av|för) \S+){0,2} (?:den )?$",
);

/// "lämnas 2025-03-01": the day stands right behind the verb, its addressee or a limit.
fn ends_with_verb(before: &str) -> bool {
    static ENDS: Pattern = Pattern::new(
        r"(?i)(?:\b(?:lämnas|lämnas in|inlämnas|redovisas|rekvireras|rapporteras|inges|skickas|överlämnas|ske|sker)(?: (?:till|hos) \S+)?|\bt\.?o\.?m\.?|\btill och med)\s*$",
    );
    ENDS.is_match(before)
}

/// Words on meetings, whose days are no deadlines.
fn meets(before: &str) -> bool {
    let lower = before.to_lowercase();
    ["möte", "seminari", "konferens", "utbildningsdag", "webbinari"]
        .iter()
        .any(|word| lower.contains(word))
}

/// "i den enkät som vi skickar ut i januari": what the writer does then is no deadline of others.
fn sends_out(before: &str) -> bool {
    static SENDS: Pattern = Pattern::new(
        r"(?i)\b(?:(?:som|vi|myndigheten|den) (?:skickar|skickas|publiceras|publicerar|öppnar|tillhandahålls|finns)|öppnar|öppnas|besked)\b[^.;,]{0,40}$",
    );
    SENDS.is_match(before)
}

/// "betalas ut i december 2023": a payout's month is its deadline though nothing says "senast".
pub(super) fn payout_in(before: &str, after: &str) -> bool {
    static SAYS: Pattern = Pattern::new(
        r"(?i)\bbetalas (?:därefter |sedan |då )?(?:i|under)(?: slutet av| början av| mitten av)? $|\b(?:utbetalas|betalas (?:[a-zåäö]+ ){0,3}ut|betalar (?:[a-zåäö]+ ){0,3}ut|utbetalning(?:en|ar|arna)?\b[^.;]{0,60}(?:sker|görs|kommer|sista gången|första gången))\b(?P<until>[^.;]{0,90})$",
    );
    // "betalas ut efter folkmängden den 1 november", "betalas ut sedan regionen har rekvirerat".
    static OTHERWISE: Pattern = Pattern::new(
        r"(?i)\b(?:befolkning\w*|folkmängd\w*|inkommit|(?:sedan|när) [a-zåäö]+ har)\b",
    );
    let Some(said) = SAYS.captures(before) else { return false };
    let until = said.name("until").map_or("", |until| until.as_str());
    !OTHERWISE.is_match(until) && !after.starts_with(char::is_alphanumeric) && !sends_out(before)
}

/// "I juni 2024 betalas 75 miljoner kronor ut", "Den 2 november 2015 ska införandet redovisas": the
/// date opens its clause, and what has to be done by it stands behind.
pub(super) fn opens_clause(before: &str, after: &str) -> bool {
    static OPENS: Pattern = Pattern::new(
        r"(?i)^ (?:ska|skall|bör|måste) [^.;]{0,90}?\b(?:(?:del|slut|åter)?redovisas?|lämnas?|(?:åter)?rapporteras?|rekvireras?|återbetalas?|betalas? (?:tillbaka|ut)|utbetalas|inkomma|inges|överlämnas?|ha (?:lämnat|lämnats|redovisat|redovisats|inkommit|kommit in|betalat|rekvirerat)|finnas (?:hos|på)|vara (?:hos|inne|inlämnad\w*))\b|^ (?:utbetalas|betalas (?:[^.;]{0,60} )?ut)\b",
    );
    static LEAD: Pattern = Pattern::new(
        r"(?i)(?:^\W*|, (?:och|samt|medan|varav|därefter) )(?:och|samt|därefter)?(?: ?(?:i|under|den))?\s*$",
    );
    LEAD.is_match(before) && OPENS.is_match(after) && !meets(after)
}

/// True for the first day of a stretch: "mellan den 1 och den 15 oktober", "öppnar den 1 mars", "15
/// april–15 maj".
pub(super) fn begins(before: &str, after: &str, another_follows: bool) -> bool {
    static DASH: Pattern = Pattern::new(r"^ ?(?:–|—|-|till|till och med|t\.?o\.?m\.?)(?: den)? ?$");
    if another_follows && DASH.is_match(after) {
        return true;
    }
    static BEGINS: Pattern = Pattern::new(
        r"(?i)(?:\b(?:mellan|tidigast|från|från och med|från och med den|öppnar|öppnas|öppnade|öppen|börjar|inleds|efter)|\bfr\.? ?o\.? ?m\.?)(?: [a-zåäö]+dag(?:en)?)?(?: den)?\s*$",
    );
    BEGINS.is_match(before)
}

/// True for the last day of a stretch in which one can ask for money or hand something in.
///
/// `between` stands between its first and its last day, `lead` before the first.
pub(super) fn ends_stretch(lead: &str, between: &str) -> bool {
    static JOINS: Pattern = Pattern::new(
        r"(?i)^,?\s*(?:och|till|till och med|t\.?o\.?m\.?|fram till|och stänger|–|—|-)(?: den)?\s*$",
    );
    JOINS.is_match(between) && asks(lead)
}

/// True where a date's stretch is written in one: "1–30 april", with what is asked for before it.
pub(super) fn ends_days(before: &str) -> bool {
    static DAYS: Pattern = Pattern::new(r"\b\d{1,2}(?::?[ae])? ?[–—-] ?$");
    DAYS.is_match(before) && asks(before)
}

/// True for words on what is asked for or handed in, and not on the time that it is about.
pub(super) fn asks(lead: &str) -> bool {
    static ASKS: Pattern = Pattern::new(
        r"(?i)\b(?:ansök\w*|ansökningsperiod|nominer\w*|rekvi\w+|(?:åter)?rapporter(?:a|as|ing\w*)|redovisas?|redovisning(?:en)?|komma? in|inkomma|lämnas|lämnas in)\b",
    );
    static OTHER: Pattern = Pattern::new(
        r"(?i)\b(?:avse\w*|gäller|mäts|mätperiod\w*|uppkom\w*|löper|pågår|genomför\w*|omfatta\w*)\b|\bför (?:perioden|tiden)\b|\b(?:redovisnings|rapporterings|projekt|bidrags|avtals)period",
    );
    ASKS.is_match(lead) && !OTHER.is_match(lead)
}

/// True where a date is none that anybody has to keep: an edited page, a population figure, the days
/// on which questions are answered, what had not been used by then.
pub(super) fn no_deadline(before: &str, whole_before: &str, after: &str) -> bool {
    static MAY: Pattern = Pattern::new(r"(?i)\b(?:kan|får)\b[^.;]{0,60}$");
    static DEMAND: Pattern = Pattern::new(
        r"(?i)^ (?:besluta om (?:återkrav|återbetalning)|återkräva|kräva tillbaka|häva|säga upp)\b",
    );
    static PAST: Pattern = Pattern::new(
        r"(?i)\b(?:betalades|redovisades|lämnade|beslutade|beslutat|slöt|utbetalades|gav|fattade|har (?:redovisat|betalat|betalats|lämnats|utbetalats)|inkom|hade|undertecknades|stängde)\b",
    );
    static QUESTIONS: Pattern = Pattern::new(
        r"(?i)\bfrågor(?:na)?\b[^.;]{0,80}\b(?:besvaras|svarar|ställas|ställs|mejlas|skickas|tas emot|kontakta|lämnas|välkomna)\b|\b(?:telefontid|supporten?|frågestund\w*)\b|\banmäl\w*\b[^.;]{0,60}\b(?:webbinari|seminari|konferens|möte)",
    );
    static UNUSED: Pattern = Pattern::new(
        r"(?i)\b(?:inte|ej|icke)(?: har| hade)? (?:använ[dt]|förbruk|utnyttja|upparbeta|nyttja)\w*(?: av [a-zåäö]+)? (?:senast|före|innan|till och med)(?: den)?\s*$|\b(?:kostnader|utgifter|insatser)\b[^.;,]{0,40}\b(?:uppkom\w*|genomförts|påbörjats|betalats) (?:senast|före|till och med)(?: den)?\s*$",
    );
    static EDITED: Pattern = Pattern::new(
        r"(?i)\bsenast (?:ändra|uppdatera|granska|reviderad|publicera)\w*|\b(?:ändrades|uppdaterades|granskades|reviderades|publicerades) senast\b|\bbudgetproposition\w*[^.;]{0,20}$",
    );
    // "tre månader efter projektets slut (31 december)": the day that a time is counted from.
    static COUNTED: Pattern = Pattern::new(
        r"(?i)\b(?:en|ett|två|tre|fyra|fem|sex|åtta|tolv|\d{1,2}) (?:dag|vecka|veck|månad|år)\w* (?:efter|från|före|innan)\b[^.;,]*$",
    );
    let lower = whole_before.to_lowercase();
    (PAST.is_match(whole_before) && !lower.contains("senast"))
        || EDITED.is_match(whole_before)
        || COUNTED.is_match(before)
        || MAY.is_match(before) && DEMAND.is_match(after)
        || QUESTIONS.is_match(whole_before)
        || UNUSED.is_match(before)
        || populations(&lower)
}

/// Days of population figures are no deadlines.
fn populations(lower: &str) -> bool {
    ["befolkningsunderlag", "folkmängd", "befolkning den", "invånare den"]
        .iter()
        .any(|words| lower.contains(words))
}

/// "29 april: handlingsplanen ska vara hos Socialstyrelsen": a line that begins with its date.
pub(super) fn opens_line(before: &str, after: &str) -> bool {
    static DUTY: Pattern = Pattern::new(
        r"(?i)\b(?:ska|skall|senast|sista|stänger|deadline|lämna\w*|inlämn\w*|skicka\w*|inkom\w*|kommit in|ansök\w*|anmäl\w*|svara?)\b",
    );
    let lead = before.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = after.trim_start();
    (lead.is_empty() || lead == "den" || lead == "senast")
        && rest.starts_with([':', '–', '—'])
        && (lead == "senast" || nearest_after(rest).is_some() || DUTY.is_match(rest))
}

/// "Delredovisning till Socialstyrelsen: 15 september": a label that names what is due.
pub(super) fn labelled(before: &str) -> bool {
    static LAST_DAY: Pattern = Pattern::new(
        r"(?i)\bsista (?:[a-zåäö]+)?dag\b|\bsenast\b|\bslutdatum\b|\bdeadline\b|\bansökningstid|\bansökningsperiod|\bansökan stänger",
    );
    let lead = before.trim_end();
    let lead = lead.strip_suffix(" den").unwrap_or(lead);
    lead.strip_suffix(':').is_some_and(|label| {
        label.len() < 80 && (nearest_before(label).is_some() || LAST_DAY.is_match(label))
    })
}

//! Registry numbers (diarienummer), expenditure areas, appropriations and their items; and numbers
//! that are references and no values: of laws, organisations, accounts, postal towns.

use super::{Found, Match, Rule, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "registry-number",
        about: "A registry number of the Government Offices: letters of the ministry, year, number.",
        pattern: r"\b(?P<value>[A-ZÅÄÖ][A-Za-zåäö]{0,2}\d{4}/\d{2,6}(?:/[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})*(?:, \d{4}/\d{2,6}(?:/[A-Z]{1,4})?)?)(?: \(delvis\))?",
        read: registry,
        examples: &[("(S2009/10117/HS)", "S2009/10117/HS"), ("dnr LI2025/01096", "LI2025/01096")],
        rejects: &["2017/18", "A4/2", "SFS 2004:881"],
    },
    Rule {
        name: "registry-number-announced",
        about: "A number that dnr, diarienummer or ärendenummer announces.",
        pattern: r"\b(?i:dnr|d\.nr|diarienummer|diarienr|diarie-nr|ärendenr|ärendenummer|ärende nr|ärende)\.?(?: hos [A-ZÅÄÖ][\wåäö]{1,20})?:?\s{0,3}(?P<value>\d{1,2}(?:\.\d{1,2}){1,3}-\d{2,6}[/-]\d{4}|[A-ZÅÄÖ]{1,5}[/ -]?\d{4}(?:[/-]\d{2,6}|:\d{1,6})|\d{2}[A-ZÅÄÖ]{2,4}\d{3,6}|[A-ZÅÄÖ]{2,4} ?\d{6}|[A-ZÅÄÖ]{2,5}[/-]\d{4,8}|(?:[A-ZÅÄÖ]{1,4}[ -]?)?\d{2,4}[/-]\d{2,6}(?:[/-][\dA-ZÅÄÖ]{1,6})*|[A-ZÅÄÖ]{1,4} ?\d{4}[-/ ]\d{3,6})\b",
        read: registry,
        examples: &[
            ("Ärendenr: 17/05976", "17/05976"),
            ("dnr SKR 22/01234", "SKR 22/01234"),
            ("Ärendenummer hos SKR: 24/01377", "24/01377"),
            ("Diarienummer: 9.2-18733/2022", "9.2-18733/2022"),
            ("Dnr 9.2.3-01874-2022", "9.2.3-01874-2022"),
            ("Diarienummer: RK/2021-00418", "RK/2021-00418"),
            ("Dnr SN/2023/147", "SN/2023/147"),
            ("Diarienr 22RS2874", "22RS2874"),
            ("Dnr OMS/2021:58", "OMS/2021:58"),
            ("Diarienummer RS230417", "RS230417"),
            ("Vårt diarienummer\n9.3-3148/2018", "9.3-3148/2018"),
        ],
        rejects: &["diarienummer för regeringsbeslut", "ärende 17"],
    },
    Rule {
        name: "expenditure-area",
        about: "An expenditure area (utgiftsområde) of the state's budget.",
        pattern: r"(?i)\b(?:utgiftsområde|uo) ?(?P<value>\d{1,2})\b",
        read: area,
        examples: &[("utgiftsområde 9 Hälsovård", "9")],
        rejects: &["utgiftsområde 31", "utgiftsområdet"],
    },
    Rule {
        name: "appropriation",
        about: "An appropriation (anslag) by its number within its expenditure area.",
        pattern: r"(?i)\b(?:anslag|anslaget|ramanslaget|ramanslag|anslagen) (?P<value>\d{1,2}:\d{1,2})\b",
        read: appropriation,
        examples: &[("anslag 1:6 Bidrag till folkhälsa", "1:6"), ("uppförda anslaget 1:1", "1:1")],
        rejects: &["anslag 6", "2004:881"],
    },
    Rule {
        name: "appropriation-item",
        about: "An item (anslagspost) of an appropriation.",
        pattern: r"(?i)\b(?:anslagspost|anslagsposten|ap\.|delpost|anslagsposterna) ?(?P<value>\d{1,2}(?:\.\d{1,2})?)\b",
        read: item,
        examples: &[("anslagspost 1, professionsmiljarden", "1"), ("anslagsposten 11.1", "11.1")],
        rejects: &["anslagspost", "post 1"],
    },
    Rule {
        name: "reference",
        about: "Numbers of laws, organisations, accounts and postal towns: they hide what looks like a value.",
        pattern: r"(?:\b(?:SFS|prop\.|bet\.|rskr\.|dir\.|SOU|Ds) ?\d{4}(?:/\d{2})?:\d+|\(\d{4}:\d+\)|\b\d{6}-\d{4}\b|\b(?:bankgiro|plusgiro|bg|pg)(?:nummer)?:? ?\d[\d -]*\d|\b\d+ ?kap\.(?: \d+ ?§)?|\b\d{3} \d{2} [A-ZÅÄÖ][a-zåäö]+|\b(?:Sida|sida|sid\.) \d+ ?(?:\(\d+\)|av \d+|/ ?\d+)?|\(?(?:EU|EG)\)?(?: nr)? \d{4}/\d+)",
        read: reference,
        examples: &[
            ("SFS 2004:881", ""),
            ("org.nr 232100-0016", ""),
            ("2 kap. 3 §", ""),
            ("103 33 Stockholm", ""),
        ],
        rejects: &["2004 881"],
    },
];

fn registry(m: &Match<'_>) -> Vec<Found> {
    let Some(value) = m.get("value") else { return Vec::new() };
    vec![Found {
        range: m.range_of("value"),
        value: Value::Registry(value.to_owned()),
        candidates: Vec::new(),
    }]
}

fn area(m: &Match<'_>) -> Vec<Found> {
    match m.get("value").and_then(|area| area.parse().ok()) {
        Some(area @ 1..=27) => m.one(Value::ExpenditureArea(area)),
        _ => Vec::new(),
    }
}

fn appropriation(m: &Match<'_>) -> Vec<Found> {
    m.get("value").map_or_else(Vec::new, |value| m.one(Value::Appropriation(value.to_owned())))
}

fn item(m: &Match<'_>) -> Vec<Found> {
    m.get("value").map_or_else(Vec::new, |value| m.one(Value::AppropriationItem(value.to_owned())))
}

fn reference(m: &Match<'_>) -> Vec<Found> {
    m.one(Value::Reference)
}

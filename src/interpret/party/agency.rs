//! The names of state agencies (myndigheter).

/// Agencies whose names have none of the [`ENDINGS`], and their short names.
const NAMES: &[&str] = &[
    "Barnombudsmannen",
    "Brottsförebyggande rådet",
    "Brå",
    "Centrala studiestödsnämnden",
    "CSN",
    "Digg",
    "DIGG",
    "Diskrimineringsombudsmannen",
    "ESV",
    "FOI",
    "Folkbildningsrådet",
    "Forte",
    "Forum för levande historia",
    "Försvarsmakten",
    "IVO",
    "Inspektionen för vård och omsorg",
    "Institutet för mänskliga rättigheter",
    "Kommerskollegium",
    "Konstnärsnämnden",
    "Kriminalvården",
    "Kulturrådet",
    "Länsstyrelsen",
    "MCF",
    "MFoF",
    "MSB",
    "MTM",
    "MUCF",
    "MYH",
    "PTS",
    "Post- och telestyrelsen",
    "Riksarkivet",
    "Riksrevisionen",
    "SBU",
    "SCB",
    "SGI",
    "SGU",
    "SMHI",
    "SPSM",
    "Sametinget",
    "SiS",
    "Socialstyrelsen",
    "Specialpedagogiska skolmyndigheten",
    "Statens beredning för medicinsk och social utvärdering",
    "Statens institutionsstyrelse",
    "Statens kulturråd",
    "Statens skolinspektion",
    "Statistiska centralbyrån",
    "Statskontoret",
    "Svenska ESF-rådet",
    "Sveriges geologiska undersökning",
    "Sveriges meteorologiska och hydrologiska institut",
    "TLV",
    "Tandvårds- och läkemedelsförmånsverket",
    "Totalförsvarets forskningsinstitut",
    "Tullverket",
    "UHR",
    "UKÄ",
    "Universitets- och högskolerådet",
    "Vetenskapsrådet",
    "Vinnova",
    "Vårdanalys",
    "myndigheten",
];

/// What "Myndigheten för" goes on with.
const FOR: &[&str] = &[
    "arbetsmiljökunskap",
    "civilt försvar",
    "delaktighet",
    "digital förvaltning",
    "familjerätt och föräldraskapsstöd",
    "kulturanalys",
    "psykologiskt försvar",
    "samhällsskydd och beredskap",
    "stöd till trossamfund",
    "tillgängliga medier",
    "tillväxtpolitiska utvärderingar och analyser",
    "totalförsvarsanalys",
    "ungdoms- och civilsamhällesfrågor",
    "vård- och omsorgsanalys",
    "yrkeshögskolan",
    "[a-zåäö]+",
];

/// With what the names of most agencies end.
const ENDINGS: &str = "verket|myndigheten|inspektionen|styrelsen|kollegiet|kassan|förmedlingen|ämbetet|nämnden|ombudsmannen";

/// The pattern of an agency's name, of several agencies and of "statliga myndigheter".
pub(crate) fn pattern() -> String {
    format!(
        r"\b(?:(?:{}|Myndigheten för (?:{})|[A-ZÅÄÖ](?:-[a-zåäö])?[a-zåäö]+(?:{ENDINGS}))s?|[Ll]änsstyrelser(?:na|nas)?|(?:[Ss]tatliga|[Bb]erörda) myndigheter(?:na|nas)?)\b",
        NAMES.join("|"),
        FOR.join("|"),
    )
}

/// True for boards and committees that are no agencies: "Regionstyrelsen", "Socialnämnden".
pub(crate) fn is_board(name: &str) -> bool {
    let stem = name.trim_end_matches('s');
    stem.ends_with("nämnden") && !stem.contains("överklag") && !stem.contains("studiestöd")
        || (stem.ends_with("styrelsen")
            && ![
                "Länsstyrelsen",
                "Post- och telestyrelsen",
                "Socialstyrelsen",
                "Transportstyrelsen",
                "Fastighetsmäklarstyrelsen",
            ]
            .contains(&stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let pattern = crate::pattern::Pattern::built(pattern());
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = pattern
                .find_iter(text)
                .map(|name| name.as_str())
                .filter(|name| !is_board(name))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Myndigheten för delaktighet ska redovisa", &["Myndigheten för delaktighet"]);
        check(
            "Myndigheten för vård- och omsorgsanalys och Forte",
            &["Myndigheten för vård- och omsorgsanalys", "Forte"],
        );
        check(
            "Kulturrådets och Statens institutionsstyrelses medel",
            &["Kulturrådets", "Statens institutionsstyrelses"],
        );
        check("Länsstyrelsen i Kalmar län", &["Länsstyrelsen"]);
        check("E-hälsomyndigheten får använda", &["E-hälsomyndigheten"]);
        check("resterande medel till statliga myndigheter", &["statliga myndigheter"]);
        check("Regionstyrelsen och Socialnämnden i Sidaby", &[]);
        check(
            "Arbetsförmedlingen och Polismyndigheten",
            &["Arbetsförmedlingen", "Polismyndigheten"],
        );
    }
}

//! Regions, counties and municipalities under all their names, before and after 2019.
//!
//! In running text a region is read by any of its names, a municipality only with "kommun" or
//! "stad" ("Vara", "Mark" and "Berg" are words too). A table's row label is looked up whole with
//! [`region`] and [`municipality`]. Codes and names: Statistics Sweden (SCB), regional divisions.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::{Found, Match, Rule, Value};

/// A region (before 2019 landsting), which is also a county (län).
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// SCB's two-digit county code.
    pub code: &'static str,
    /// Its name today: "Region Stockholm".
    pub name: &'static str,
    /// The county's name: "Stockholms län".
    pub county: &'static str,
    /// Its name before it became a region, where it had another.
    before: &'static str,
    /// Short names: "Södermanland", "Sörmland".
    short: Vec<&'static str>,
}

/// A municipality (kommun).
#[derive(Debug, PartialEq, Eq)]
pub struct Municipality {
    /// SCB's four-digit code.
    pub code: &'static str,
    /// Its name: "Åmål".
    pub name: &'static str,
    /// Its full name: "Åmåls kommun".
    pub full_name: &'static str,
}

/// A place named in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A region or county.
    Region(&'static Region),
    /// A municipality.
    Municipality(&'static Municipality),
}

impl Place {
    /// SCB's code.
    pub fn code(&self) -> &'static str {
        match self {
            Place::Region(region) => region.code,
            Place::Municipality(municipality) => municipality.code,
        }
    }

    /// The name today.
    pub fn name(&self) -> &'static str {
        match self {
            Place::Region(region) => region.name,
            Place::Municipality(municipality) => municipality.full_name,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name())
    }
}

/// The lists of regions and of municipalities as they stand in the source.
pub(crate) const LISTS: [&str; 2] =
    [include_str!("regions.csv"), include_str!("municipalities.csv")];

/// The 21 regions in the order of their codes.
pub static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = LISTS[0].lines().skip(1);
    rows.filter_map(|row| {
        let fields: Vec<&'static str> = row.split(',').collect();
        let [code, county, name, _since, before, short] = fields[..] else { return None };
        Some(Region { code, name, county, before, short: short.split(';').collect() })
    })
    .collect()
});

/// The 290 municipalities in the order of their codes.
pub static MUNICIPALITIES: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    let rows = LISTS[1].lines().skip(1);
    rows.filter_map(|row| {
        let fields: Vec<&'static str> = row.split(',').collect();
        let [code, name, full_name, _county] = fields[..] else { return None };
        Some(Municipality { code, name, full_name })
    })
    .collect()
});

impl Region {
    /// Every name under which it stands in documents.
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.name.to_owned(), self.county.to_owned()];
        if !self.before.is_empty() {
            names.push(self.before.to_owned());
        }
        let county = self.county.trim_end_matches(" län");
        names.push(format!("{} läns landsting", county));
        names.push(format!("Landstinget i {}", self.county));
        names.push(format!("Region {}", self.county));
        names.push(county.to_owned());
        for short in &self.short {
            for form in [
                "",
                "Region ",
                "Regionen ",
                "Landstinget ",
                "Landstinget i ",
                "Lt ",
                "LT ",
                "Landsting ",
            ] {
                names.push(format!("{form}{short}"));
            }
            names.push(format!("{short} län"));
            names.push(format!("Region {short} län"));
            names.push(format!("{short}s län"));
        }
        names
    }
}

static REGION_NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let named = REGIONS
        .iter()
        .enumerate()
        .flat_map(|(i, region)| region.names().into_iter().map(move |n| (n, i)));
    named.map(|(name, i)| (key(&name), i)).collect()
});

/// The municipalities by their names and full names.
static MUNICIPALITY_NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let named = MUNICIPALITIES.iter().enumerate();
    named.flat_map(|(i, m)| [(key(m.name), i), (key(m.full_name), i)]).collect()
});

/// The region that a row label names, whatever its spacing, case, code or footnote mark.
pub fn region(label: &str) -> Option<&'static Region> {
    REGION_NAMES.get(&key(label)).map(|&i| &REGIONS[i])
}

/// The municipality that a row label names.
pub fn municipality(label: &str) -> Option<&'static Municipality> {
    let key = key(label);
    let bare = |key: &str| -> Option<String> {
        Some([" kommun", " stad"].iter().find_map(|kind| key.strip_suffix(kind))?.to_owned())
    };
    // "Åmål kommun", "Lilla Edet stad", "Kommunen Vara" beside the full name.
    let name = bare(&key).or_else(|| Some(key.strip_prefix("kommunen ")?.to_owned()));
    let nominative = bare(&key).and_then(|name| Some(name.strip_suffix('s')?.to_owned()));
    let found = [Some(key), name, nominative].into_iter().flatten();
    found.filter_map(|key| MUNICIPALITY_NAMES.get(&key)).next().map(|&i| &MUNICIPALITIES[i])
}

/// A name without case, spacing, code numbers, footnote marks and punctuation.
fn key(label: &str) -> String {
    let letters = |c: char| c.is_alphabetic();
    let mut out = String::with_capacity(label.len());
    let label = label.trim_start_matches(|c: char| !letters(c));
    let label = label.trim_end_matches(|c: char| !letters(c));
    let mut gap = false;
    for c in label.chars() {
        if letters(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// The names that are read in running text by their first words, the longest first.
static IN_TEXT: LazyLock<HashMap<String, Vec<(String, Place)>>> = LazyLock::new(|| {
    let mut names: Vec<(String, Place)> = Vec::new();
    for region in REGIONS.iter() {
        // "Stockholms" alone is a genitive of the town too.
        let county = region.county.trim_end_matches(" län");
        let bare = region.short.contains(&county);
        let in_text = region.names().into_iter().filter(|name| name != county || bare);
        names.extend(in_text.map(|name| (name, Place::Region(region))));
    }
    for municipality in MUNICIPALITIES.iter() {
        let name = municipality.name;
        let mut all = vec![municipality.full_name.to_owned(), format!("{name} kommun")];
        if ["0180", "1280", "1480"].contains(&municipality.code) {
            all.extend([format!("{name} stad"), format!("{name}s stad")]);
        }
        names.extend(all.into_iter().map(|name| (name, Place::Municipality(municipality))));
    }
    let mut by_word: HashMap<String, Vec<(String, Place)>> = HashMap::new();
    for (name, place) in names {
        by_word.entry(first_word(&name).to_owned()).or_default().push((name, place));
    }
    for names in by_word.values_mut() {
        names.sort_by_key(|(name, _)| Reverse(name.len()));
    }
    by_word
});

/// The words with which the names of counties and regions begin, as alternatives of a pattern;
/// "Region" and "Landsting" are not among them.
pub(super) fn counties() -> String {
    let names = REGIONS.iter().flat_map(|region| {
        // What may be a genitive is looked for without its s.
        let county = region.county.trim_end_matches(" län").trim_end_matches('s');
        region.short.iter().copied().chain([county])
    });
    let mut words: Vec<&str> = names.map(first_word).collect();
    words.sort_unstable();
    words.dedup();
    words.join("|")
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

pub(super) const RULES: &[Rule] = &[Rule {
    name: "place",
    about: "A region or county by any of its names; a municipality with kommun or stad.",
    // Where a name may begin; `read` looks it up.
    pattern: r"\b(?:Region|Regionen|Landsting|Landstinget|Lt|LT) [A-ZÅÄÖi]|\b(?:@COUNTIES@)|\b[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ]\w+)? (?:kommun|stad)",
    read,
    examples: &[
        ("Landstinget i Uppsala län", "03 Region Uppsala"),
        ("Region Skånes andel", "12 Region Skåne"),
        ("Västra Götalandsregionen", "14 Västra Götalandsregionen"),
        ("Belopp Lt Blekinge", "10 Region Blekinge"),
        ("Norrbottens del", "25 Region Norrbotten"),
        ("Åmåls kommun", "1492 Åmåls kommun"),
        (
            "Upplands Väsby kommun och Region Gotland",
            "0114 Upplands Väsby kommun; 09 Region Gotland",
        ),
        ("I Malung-Sälens kommun", "2023 Malung-Sälens kommun"),
    ],
    rejects: &["vara", "Skånetrafiken", "Bergs gård", "Skånska"],
}];

/// The longest name that begins where the match does and ends with its word.
fn read(m: &Match<'_>) -> Vec<Found> {
    let start = m.range().start;
    let rest = &m.text[start..];
    let word = first_word(rest);
    // "Norrbottens län" and the genitive of "Norrbotten".
    let words = [Some(word), word.strip_suffix('s')].into_iter().flatten();
    let names = words.filter_map(|word| IN_TEXT.get(word)).flatten();
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let found = names.filter_map(|(name, place)| {
        let behind = rest.strip_prefix(name.as_str())?;
        let behind = behind.strip_prefix('s').filter(|behind| ends(behind)).unwrap_or(behind);
        ends(behind).then_some((m.text.len() - behind.len(), *place))
    });
    let Some((end, place)) = found.into_iter().next() else { return Vec::new() };
    if m.text[end..].starts_with('-') {
        return Vec::new();
    }
    vec![Found { range: start..end, value: Value::Place(place), candidates: Vec::new() }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::{Context, recognise};

    #[test]
    fn there_are_21_regions_and_290_municipalities() {
        assert_eq!((REGIONS.len(), MUNICIPALITIES.len()), (21, 290));
    }

    #[test]
    fn labels_are_looked_up_in_every_variant() {
        for (label, code) in [
            ("Stockholms län", Some("01")),
            ("Region Jönköping", Some("06")),
            ("Region Jönköping län", Some("06")),
            ("Jämtland  Härjedalen", Some("23")),
            ("Jämtland/Härjedalen", Some("23")),
            ("VG-regionen", Some("14")),
            ("Västra Götalandsregionen*", Some("14")),
            ("01 Stockholm", Some("01")),
            ("ÖREBRO LÄNS LANDSTING", Some("18")),
            ("Landstinget Sörmland", Some("04")),
            ("Södermanlands läns landsting", Some("04")),
            ("Gotlands kommun", Some("09")),
            ("Riket", None),
            ("", None),
        ] {
            assert_eq!(region(label).map(|region| region.code), code, "{label}");
        }
        for (label, code) in [
            ("Upplands Väsby", Some("0114")),
            ("Malung-Sälen", Some("2023")),
            ("1492 Åmål", Some("1492")),
            ("x", None),
        ] {
            assert_eq!(municipality(label).map(|m| m.code), code, "{label}");
        }
    }

    #[test]
    fn every_name_in_the_list_is_read_in_text() {
        for region in REGIONS.iter() {
            let listed = [region.name, region.county, region.before];
            // In text "Gotlands kommun" is the municipality.
            let in_text = |name: &&&str| !["", "Gotlands kommun"].contains(*name);
            for name in listed.iter().chain(&region.short).filter(in_text) {
                let text = format!("Till {name} går 3 mnkr.");
                let read = recognise(&text, Context::default());
                let codes: Vec<&str> = read
                    .iter()
                    .filter_map(|mention| match &mention.value {
                        Value::Place(place) => Some(place.code()),
                        _ => None,
                    })
                    .collect();
                assert_eq!(codes, [region.code], "{name}");
            }
        }
    }
}

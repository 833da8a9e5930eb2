//! Which region or municipality a person means: any name of it, in the genitive, without the dots of
//! its letters, or by its code.

use overens::recognise::place::{MUNICIPALITIES, REGIONS, municipality, region};
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many names are offered for one that nothing is called.
const OFFERED: usize = 3;

/// A region or municipality as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    /// SCB's code.
    pub(super) code: &'static str,
    /// Its name today.
    pub(super) name: &'static str,
}

/// The regions and municipalities of a name or code: a region's and a municipality's may be one.
pub(super) fn called(name: &str) -> Vec<Named> {
    let name = name.trim();
    let mut ways = vec![name.to_owned()];
    ways.extend(name.strip_suffix(['s', 'S']).map(str::to_owned));
    let exact = ways.iter().map(|name| of_documents(name)).find(|found| !found.is_empty());
    exact.unwrap_or_else(|| {
        let wanted: Vec<String> = ways.iter().map(|name| plain(name)).collect();
        let mut found: Vec<Named> = all()
            .filter(|(own, named)| {
                let own = plain(own);
                wanted.iter().any(|wanted| *wanted == own || wanted == named.code)
            })
            .map(|(_, named)| named)
            .collect();
        found.sort();
        found.dedup();
        found
    })
}

/// Those whose names are nearest to one that nothing is called; none where nothing is near.
pub(super) fn near(name: &str) -> Vec<&'static str> {
    let wanted = plain(name.trim());
    // One letter wrong in four; of a short name, one.
    let most = wanted.chars().count().div_ceil(4);
    let mut found: Vec<(usize, Named)> = all()
        .map(|(own, named)| (osa_distance(&wanted, &plain(&own)), named))
        .filter(|(off, _)| *off <= most)
        .collect();
    found.sort();
    let mut names: Vec<&'static str> = Vec::new();
    for (_, named) in found {
        if !names.contains(&named.name) {
            names.push(named.name);
        }
    }
    names.truncate(OFFERED);
    names
}

/// What documents call so.
fn of_documents(name: &str) -> Vec<Named> {
    let region = region(name).map(|it| Named { code: it.code, name: it.name });
    let municipality = municipality(name).map(|it| Named { code: it.code, name: it.full_name });
    region.into_iter().chain(municipality).collect()
}

/// Every name of every region and municipality.
fn all() -> impl Iterator<Item = (String, Named)> {
    let regions = REGIONS.iter().flat_map(|it| {
        let named = Named { code: it.code, name: it.name };
        it.names().into_iter().map(move |name| (name, named.clone()))
    });
    let municipalities = MUNICIPALITIES.iter().flat_map(|it| {
        let named = Named { code: it.code, name: it.full_name };
        let kommun = format!("{} kommun", it.name);
        [it.name.to_owned(), it.full_name.to_owned(), kommun].map(|name| (name, named.clone()))
    });
    regions.chain(municipalities)
}

/// A name in lower case without the dots and accents of its letters.
fn plain(name: &str) -> String {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_place_however_it_is_written() {
        for (name, codes) in [
            ("västra götaland", &["14"][..]),
            ("VGR", &["14"]),
            ("vastra gotalandsregionens", &["14"]),
            ("Landstinget i Östergötland", &["05"]),
            ("Blekinge läns landsting", &["10"]),
            ("Skånes", &["12"]),
            ("Region Skånes", &["12"]),
            ("Region Orebro", &["18"]),
            ("Sormland", &["04"]),
            ("Halmstads", &["1380"]),
            ("Falun", &["2080"]),
            ("Falu kommuns", &["2080"]),
            ("Vännäs", &["2460"]),
            ("Goteborg", &["1480"]),
            ("Malmö stad", &["1280"]),
            ("Stockholm", &["01", "0180"]),
            ("1480", &["1480"]),
            ("14", &["14"]),
            ("Atlantis", &[]),
            ("Regionen", &[]),
        ] {
            let found: Vec<&str> = called(name).into_iter().map(|it| it.code).collect();
            assert_eq!(found, codes, "{name}");
        }
    }

    #[test]
    fn offers_what_is_spelt_nearly_so() {
        for (name, first) in [
            ("Västmanlan", "Region Västmanland"),
            ("Mjöbly", "Mjölby kommun"),
            ("Region Norbotten", "Region Norrbotten"),
            ("Halmstadt", "Halmstads kommun"),
        ] {
            assert_eq!(near(name).first(), Some(&first), "{name}");
        }
        assert_eq!(near("Atlantis"), [""; 0]);
    }
}

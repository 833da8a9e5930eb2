//! The pieces that patterns share, by name: `@FIGURE@`, `@SCALE@`, `@MONTH@`.

use regex::Regex;

/// A well-formed number in digits.
const FIGURE: &str = r"(?:\d{1,3}(?: \d{3})+(?:, ?\d{1,3})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){2,}|\d+(?:, ?\d{1,6}|\.\d{1,3})?)";

/// A number in words.
const WORDS: &str = r"(?:(?:(?:noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen) ?)+(?:och )?(?:en halv|ett halvt)?|(?:en )?halv|ett halvt)";

/// Thousands, millions and milliards, alone or grown together with kronor (mnkr). Case matters in
/// none of them: authorities write Mkr and mkr.
const SCALE: &str = r"(?i:miljarderna|miljarder|miljard|mdkr|mdr\.?|mdkr|miljonerna|miljoner|miljon|mnkr|mkr|milj\.|milj|mn|msek|tusentals|tusen|tkr|kkr|tsek|ksek)";

/// Names of currencies behind a number. The last ones are kronor as they are misspelt.
const CURRENCY: &str = r"(?i:svenska kronor|norska kronor|danska kronor|kronorna|kronor|krona|kr|sek|euro|eur|€|amerikanska dollar|dollar|usd|nok|dkk|konor|kroner|kroor|kornor|kronr)";

/// On which side of the figure the value lies.
const BOUND: &str = r"(?i:cirka|ca\.?|c:a|omkring|ungefär|runt|uppskattningsvis|minst|lägst|åtminstone|drygt|över|mer än|högst|maximalt|max\.?|upp till|uppemot|knappt|nära|nästan|närmare|mindre än|som mest)(?: (?:totalt|sammanlagt|ett belopp om|ett belopp på))? ";

/// Months, whole and shortened.
const MONTH: &str = r"(?i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|febr|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)";

/// A year between 1980 and 2059.
const YEAR: &str = r"(?:19[89]\d|20[0-5]\d)";

const FRAGMENTS: &[(&str, &str)] = &[
    ("@FIGURE@", FIGURE),
    ("@WORDS@", WORDS),
    ("@SCALE@", SCALE),
    ("@CURRENCY@", CURRENCY),
    ("@BOUND@", BOUND),
    ("@MONTH@", MONTH),
    ("@YEAR@", YEAR),
];

/// Puts the fragments in and compiles.
pub(super) fn compile(pattern: &str) -> Regex {
    let mut whole = pattern.to_owned();
    for (name, fragment) in FRAGMENTS {
        whole = whole.replace(name, fragment);
    }
    // The names of places come from the reference data.
    if whole.contains("@PLACE@") {
        whole = whole.replace("@PLACE@", &super::place::pattern());
    }
    #[expect(clippy::expect_used, reason = "the laws of the rules compile every pattern")]
    Regex::new(&narrowed(&whole)).expect("a rule's pattern compiles")
}

/// The same pattern with `\w` and `\d` for the letters and digits of Swedish.
///
/// Those of all of Unicode make a pattern with repetitions a hundred times as large, and take most
/// of the time that a short run needs.
pub(crate) fn narrowed(pattern: &str) -> String {
    const LETTERS: &str = "0-9A-Z_a-zÀ-ÖØ-öø-ÿ";
    let mut out = String::with_capacity(pattern.len() * 2);
    let (mut in_class, mut escaped) = (false, false);
    for c in pattern.chars() {
        if escaped {
            escaped = false;
            let set = match c {
                'w' => LETTERS,
                'd' => "0-9",
                _ => {
                    out.extend(['\\', c]);
                    continue;
                }
            };
            if in_class {
                out.push_str(set);
            } else {
                out.extend(["[", set, "]"]);
            }
            continue;
        }
        match c {
            '\\' => escaped = true,
            '[' | ']' => {
                in_class = c == '[';
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn classes_are_narrowed_inside_and_outside_of_brackets() {
        assert_eq!(super::narrowed(r"\d+[\d ]\."), r"[0-9]+[0-9 ]\.");
    }
}

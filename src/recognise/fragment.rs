//! The pieces that patterns share, by name: `@FIGURE@`, `@SCALE@`, `@MONTH@`.

use crate::pattern::Pattern;

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
const BOUND: &str = r"(?i:cirka|ca\.?|c:a|omkring|ungefär|runt|uppskattningsvis|i storleksordningen|minst|lägst|åtminstone|drygt|över|under|(?:inte |ej )?(?:mer|större|mindre|lägre) än|(?:inte |ej )?(?:överstiga|överstigande|överstiger|överskrida|överskrider|understiga|understigande|understiger)|(?:som |allra )?högst|maximalt|max\.?|upp till|uppemot|inemot|bortåt|knappt|nära|nästan|närmare|som mest|ett tak på)(?: (?:totalt|sammanlagt|ett belopp om|ett belopp på))? ";

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

/// The pattern with the fragments put in.
pub(super) fn expanded(pattern: &str) -> String {
    let mut whole = pattern.to_owned();
    for (name, fragment) in FRAGMENTS {
        whole = whole.replace(name, fragment);
    }
    whole
}

/// Compiles a pattern in which fragments stand by their names.
pub(super) fn compile(pattern: &str) -> Pattern {
    Pattern::new(expanded(pattern))
}

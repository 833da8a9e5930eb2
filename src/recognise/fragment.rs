//! The pieces that patterns share, by name: `@FIGURE@`, `@SCALE@`, `@MONTH@`.

use std::ops::Range;
use std::sync::LazyLock;

use super::place;
use crate::pattern::Pattern;

/// A well-formed number in digits. A space behind its decimal comma is an artefact of printing.
const FIGURE: &str = r"(?:\d{1,3} ?[½¼¾]|\d{1,3}(?: \d{3})+(?:, ?\d{1,3}|\.\d{1,2})?|\d{1,3}(?:['’´]\d{3})+|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){2,}|\d+(?:, ?\d{1,6}|\.\d{1,3})?)";

/// A well-formed number beside others: a comma with a space behind it parts it from the next one.
const ITEM: &str = r"(?:\d{1,3} ?[½¼¾]|\d{1,3}(?: \d{3})+(?:,\d{1,3}|\.\d{1,2})?|\d{1,3}(?:['’´]\d{3})+|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3}){2,}|\d+(?:,\d{1,6}|\.\d{1,3})?)";

/// A note mark behind a figure, or the figure said once more in words: "500¹", "10 (tio)".
const NOTE: &str = r"(?: ?[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]{1,3}|\[[⁰¹²³⁴⁵⁶⁷⁸⁹0-9]{1,2}\]| \([a-zåäö ]{2,40}\))";

/// A number in words.
const WORDS: &str = r"(?:(?:(?:noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen) ?)+(?:och )?(?:en halv|ett halvt|en kvarts|tre ?kvarts|kvarts)?|(?:en )?halv|ett halvt|kvarts)";

/// What parts the figures of an enumeration, with the year that each may have.
const BETWEEN: &str = r"(?:(?:(?:,? (?:för|under|år|avseende|i))* \(?@YEAR@\)?)?(?:,? (?:och|samt|eller|alternativt|respektive|resp\.?)|[,;])(?: (?:för|under|år|avseende|i))*(?: @YEAR@:?)?(?: @PARTY@(?: (?:får|erhåller|tilldelas|med))?)? | ?\+ ?)";

/// What an amount is counted by.
const PER: &str =
    r"(?P<per>(?: ?/ ?| per )[a-zåäö]+| årligen| om året| varje år| vardera året| vartdera året)";

/// On which side of the amount before it a value lies.
const SIDE: &str = r"(?P<side> (?:eller (?:mera?|högre|större|däröver|mindre|lägre|därunder)|(?:och|samt) (?:däröver|uppåt|därunder|nedåt)|som (?:mest|minst|högst))\b)";

/// Thousands, millions and milliards, alone or grown together with kronor (mnkr). Case matters in
/// none of them: authorities write Mkr and mkr.
const SCALE: &str = r"(?i:miljarderna|miljarder|miljard|mdkr|mdsek|mdr\.?|md kr|mrd|miljonerna|miljoner|miljon|mnkr|mkr|milj\.|milj|mn kr|mnsek|mn|m kr|m sek|msek|tusentals|tusen|tkr|t kr|kkr|tsek|ksek)";

/// Names of currencies behind a number. The last ones are kronor as they are misspelt.
const CURRENCY: &str = r"(?i:(?:svenska kronor|norska kronor|danska kronor|kronorna|kronor|krona|kr|sek|euro|eur|amerikanska dollar|dollar|usd|nok|dkk|konor|kroner|kroor|kornor|kronr)\b|€)";

/// On which side of the figure the value lies.
const BOUND: &str = r"(?:\b(?i:cirka|ca\.?|c:a|c a|circa|ung\.|omkring|omkr\.?|ungefär|ungefärligen|uppskattningsvis|runt|i storleksordningen|minst|lägst|åtminstone|(?:lite |något )?(?:drygt|dryga|över|under)|(?:strax|en bit|gott och väl) (?:över|under)|gott och väl|(?:inte |ej )?(?:lite |något )?(?:mer|större|mindre|lägre) än|(?:inte |ej )?(?:överstiga|överstigande|överstiger|översteg|överskrida|överskrider|understiga|understigande|understiger)|(?:som |allra )?högst|maximalt|max\.?|upp till|uppemot|inemot|bortåt|knappt|knappa|nära|nästan|närmare|som mest|som minst|ett tak (?:på|om))(?: (?:cirka|ca\.?|totalt|sammanlagt|ett belopp om|ett belopp på))? |(?:[<>]=?|[~≈≤≥]) ?)";

/// A sign of subtraction; whether it is one, its surroundings say.
const SIGN: &str = r"(?P<sign>minus |\./\. ?|[–-] ?)";

/// Months, whole and shortened.
const MONTH: &str = r"(?i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|febr|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)";

/// A year between 1980 and 2059.
const YEAR: &str = r"(?:19[89]\d|20[0-5]\d)";

/// Who gets or pays money, as an enumeration of sums names them.
const PARTY: &str = r"(?i:(?:de |landets |samtliga |alla )?(?:regionerna|regioner|kommunerna|kommuner|landstingen|landsting|huvudmännen|huvudmän|staten|länsstyrelserna|socialstyrelsen|folkhälsomyndigheten|e-hälsomyndigheten|sveriges kommuner och (?:regioner|landsting)|skr|skl|region [a-zåäö]+(?: län)?))";

const FRAGMENTS: &[(&str, &str)] = &[
    ("@FIGURE@", FIGURE),
    ("@ITEM@", ITEM),
    ("@NOTE@", NOTE),
    ("@BETWEEN@", BETWEEN),
    ("@PER@", PER),
    ("@SIDE@", SIDE),
    ("@SIGN@", SIGN),
    ("@WORDS@", WORDS),
    ("@SCALE@", SCALE),
    ("@CURRENCY@", CURRENCY),
    ("@BOUND@", BOUND),
    ("@MONTH@", MONTH),
    ("@YEAR@", YEAR),
    ("@PARTY@", PARTY),
];

/// How the pattern of a figure begins that may have a bound before it.
const BOUNDED: &str = "(?P<bound>@BOUND@)?";

/// No bound has more bytes.
const LONGEST_BOUND: usize = 64;

/// A bound right before a figure.
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| compile("(?i)@BOUND@$"));

/// The pattern of a rule without the bound that it may begin with, and whether it may: to try all
/// bounds at each place of a text takes longer than to look for one where a figure is found.
pub(super) fn compile_rule(pattern: &str) -> (Pattern, bool) {
    let rest = pattern.replacen(BOUNDED, "", 1);
    (compile(&rest), rest.len() < pattern.len())
}

/// The bound that ends where `range` does, and begins in it; `small` is the text in small letters.
pub(super) fn bound_before(text: &str, small: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let end = range.end;
    let near = range.start.max(end.saturating_sub(LONGEST_BOUND))..end;
    let groups = BEFORE.captures_open(&text[..end], &small[..end], near)?;
    Some(groups.whole().range())
}

/// The pattern with the fragments put in.
pub(super) fn expanded(pattern: &str) -> String {
    let mut whole = pattern.to_owned();
    for (name, fragment) in FRAGMENTS {
        whole = whole.replace(name, fragment);
    }
    whole.replace("@COUNTIES@", &place::counties())
}

/// Compiles a pattern in which fragments stand by their names.
pub(super) fn compile(pattern: &str) -> Pattern {
    Pattern::built(expanded(pattern))
}

//! Numbers as Swedish prints them: digits in groups of three, a decimal comma, number words.
//!
//! Reads what is well formed and lists what a broken print may mean; decides nothing between
//! several readings. Units and multipliers are not read here.

use rust_decimal::Decimal;

/// A number and how exactly it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: Decimal,
    /// How many decimals the print has.
    pub decimals: u32,
}

/// More digits than any sum of money has; longer runs are no numbers.
const MOST_DIGITS: usize = 18;

/// Fractions that have a sign of their own, in hundredths.
const FRACTIONS: [(char, i64); 3] = [('½', 50), ('¼', 25), ('¾', 75)];

/// What parts groups of digits in Swiss print.
const APOSTROPHES: [char; 3] = ['\'', '’', '´'];

/// Reads a well-formed number: `1 437 000 000`, `1437`, `3 430,25`, `16, 5`, `1.000.000`, `1.5`,
/// `1,000,000`, `1'000'000`, `1½`.
///
/// A comma before three digits is a decimal comma, as Swedish has it ("1,615 miljarder"), unless
/// there are several; a point before groups of three digits parts groups. None for anything else,
/// for groups that are not of three digits and for numbers of more than 18 digits.
pub fn figure(text: &str) -> Option<Figure> {
    let text = text.trim();
    if text.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    if let Some((whole, part)) = FRACTIONS.iter().find_map(|(sign, part)| {
        text.strip_suffix(*sign).map(|whole| (whole.trim_end(), Decimal::new(*part, 2)))
    }) {
        let whole: Decimal = ungroup(whole, ' ')?.parse().ok()?;
        return Some(Figure { value: whole + part, decimals: 2 });
    }
    if let Some(sign) = text.chars().find(|c| APOSTROPHES.contains(c)) {
        let value = ungroup(text, sign)?.parse().ok()?;
        return Some(Figure { value, decimals: 0 });
    }
    let (whole, fraction) = match (text.matches(',').count(), text.matches('.').count()) {
        (0, 0) => (ungroup(text, ' ')?, ""),
        (1, 0) => {
            let (whole, fraction) = text.split_once(',')?;
            (ungroup(whole.trim_end(), ' ')?, fraction.trim_start())
        }
        (0, 1) => {
            let (whole, fraction) = text.split_once('.')?;
            if fraction.len() == 3 && !whole.starts_with('0') {
                (ungroup(text, '.')?, "")
            } else {
                (ungroup(whole, ' ')?, fraction)
            }
        }
        (0, _) => (ungroup(text, '.')?, ""),
        (_, 0) => (ungroup(text, ',')?, ""),
        (1, _) => {
            let (whole, fraction) = text.split_once(',')?;
            (ungroup(whole, '.')?, fraction)
        }
        (_, 1) => {
            let (whole, fraction) = text.split_once('.')?;
            (ungroup(whole, ',')?, fraction)
        }
        _ => return None,
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || text.ends_with([',', '.']) {
        return None;
    }
    let value =
        if fraction.is_empty() { whole.parse() } else { format!("{whole}.{fraction}").parse() };
    let value = value.ok()?;
    Some(Figure { value, decimals: u32::try_from(fraction.len()).ok()? })
}

/// Takes the group separators out; None where the groups are not of three digits.
fn ungroup(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    if first.is_empty() || !digits(first) {
        return None;
    }
    let mut out = first.to_owned();
    for group in groups {
        if group.len() != 3 || !digits(group) || first.len() > 3 {
            return None;
        }
        out.push_str(group);
    }
    // A leading zero is a code, not a sum.
    if out.len() > 1 && out.starts_with('0') { None } else { Some(out) }
}

/// What a broken print may mean, likeliest first: a group space lost or misplaced ("42 045981",
/// "544 99 160"), a digit doubled ("2 000 0000"), a letter for a digit ("l 414 000 000").
///
/// Empty for a print that is no number at all. A well-formed print has itself as its only reading.
pub fn repairs(text: &str) -> Vec<Decimal> {
    if let Some(figure) = figure(text) {
        return vec![figure.value];
    }
    let digits: String = text.trim().chars().map(letter_to_digit).collect();
    if digits.chars().any(|c| !c.is_ascii_digit() && c != ' ') {
        return Vec::new();
    }
    if let Some(figure) = figure(&digits) {
        return vec![figure.value];
    }
    let groups: Vec<&str> = digits.split(' ').filter(|group| !group.is_empty()).collect();
    let whole = groups.concat();
    if whole.is_empty() || whole.len() > MOST_DIGITS || (whole.len() > 1 && whole.starts_with('0'))
    {
        return Vec::new();
    }
    let mut readings: Vec<Decimal> = whole.parse().into_iter().collect();
    for (at, group) in groups.iter().enumerate() {
        if group.len() != 4 || at == 0 {
            continue;
        }
        for dropped in 0..group.len() {
            let mut shorter = groups.clone();
            let group = format!("{}{}", &group[..dropped], &group[dropped + 1..]);
            shorter[at] = &group;
            let reading = figure(&shorter.join(" ")).map(|figure| figure.value);
            readings.extend(reading.filter(|reading| !readings.contains(reading)));
        }
    }
    readings
}

/// The digit that a scanner took for this letter.
fn letter_to_digit(c: char) -> char {
    match c {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        c => c,
    }
}

/// Splits groups of digits into as many well-formed numbers as it takes, the fewest first:
/// "148 780 771 68 143 865" is two. Every way of splitting into `columns` numbers is listed.
pub fn columns(text: &str, columns: usize) -> Vec<Vec<Figure>> {
    let groups: Vec<&str> = text.split(' ').filter(|group| !group.is_empty()).collect();
    let mut found = Vec::new();
    // More ways than this prove nothing even if a sum closes.
    if groups.len() <= 24 && columns > 0 {
        split(&groups, columns, &mut Vec::new(), &mut found);
    }
    found
}

fn split(groups: &[&str], columns: usize, done: &mut Vec<Figure>, found: &mut Vec<Vec<Figure>>) {
    if columns == 0 {
        if groups.is_empty() {
            found.push(done.clone());
        }
        return;
    }
    for length in 1..=(groups.len() + 1).saturating_sub(columns) {
        if let Some(figure) = figure(&groups[..length].join(" ")) {
            done.push(figure);
            split(&groups[length..], columns - 1, done, found);
            done.pop();
        }
    }
}

/// The number words that others are put together from, longest first where one begins another.
const WORDS: &[(&str, u32)] = &[
    ("hundra", 100),
    ("tusen", 1000),
    ("tretton", 13),
    ("trettio", 30),
    ("fjorton", 14),
    ("femton", 15),
    ("femtio", 50),
    ("sexton", 16),
    ("sextio", 60),
    ("sjutton", 17),
    ("sjuttio", 70),
    ("nitton", 19),
    ("nittio", 90),
    ("åttio", 80),
    ("fyrtio", 40),
    ("tjugo", 20),
    ("arton", 18),
    ("elva", 11),
    ("tolv", 12),
    ("noll", 0),
    ("åtta", 8),
    ("fyra", 4),
    ("ett", 1),
    ("två", 2),
    ("tre", 3),
    ("fem", 5),
    ("sex", 6),
    ("sju", 7),
    ("nio", 9),
    ("tio", 10),
    ("en", 1),
];

/// Parts of one in words, longest first where one ends another, in hundredths.
const PARTS: [(&str, i64); 8] = [
    ("en halv", 50),
    ("ett halvt", 50),
    ("halva", 50),
    ("halv", 50),
    ("tre kvarts", 75),
    ("trekvarts", 75),
    ("en kvarts", 25),
    ("kvarts", 25),
];

/// Reads a number in words below one million: `tolv`, `etthundrafemtio`, `en halv`,
/// `två och en halv`, `2 och en halv`, `tre kvarts`.
pub fn words(text: &str) -> Option<Figure> {
    let text = text.trim().to_lowercase();
    if let Some((whole, part)) =
        PARTS.iter().find_map(|(word, part)| Some((text.strip_suffix(word)?, *part)))
    {
        let whole = whole.trim_end();
        let whole = whole.strip_suffix(" och").unwrap_or(whole);
        let value = match whole {
            "" => Decimal::ZERO,
            // "Fem kvarts": not a part behind a whole.
            _ if part == 25 && !text.ends_with("en kvarts") => return None,
            _ => whole.parse().ok().or_else(|| Some(words(whole)?.value))?,
        };
        let decimals = if part == 50 { 1 } else { 2 };
        return Some(Figure { value: value + Decimal::new(part, 2).normalize(), decimals });
    }
    let (mut rest, mut total, mut part) = (text.as_str(), 0u32, 0u32);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(' ');
        let (word, value) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
        rest = &rest[word.len()..];
        match value {
            1000 => {
                total += part.max(1) * 1000;
                part = 0;
            }
            100 => part = part.max(1) * 100,
            value if part % 10 == 0 && (*value < 10 || part % 100 == 0) => part += value,
            _ => return None,
        }
    }
    Some(Figure { value: Decimal::from(total + part), decimals: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_well_formed_figures() {
        for (text, expected) in [
            ("1 437 000 000", Some("1437000000")),
            ("1437", Some("1437")),
            ("3 430,25", Some("3430.25")),
            ("16, 5", Some("16.5")),
            ("1,615", Some("1.615")),
            ("1.5", Some("1.5")),
            ("1.000.000", Some("1000000")),
            ("1,000,000", Some("1000000")),
            ("1.234,50", Some("1234.50")),
            ("0,75", Some("0.75")),
            ("1'250'000", Some("1250000")),
            ("1½", Some("1.5")),
            ("2 ¾", Some("2.75")),
            ("1'25", None),
            ("42 045981", None),
            ("544 99 160", None),
            ("2 000 0000", None),
            ("007", None),
            ("1 234 567 890 123 456 789", None),
        ] {
            let value = figure(text).map(|figure| figure.value.normalize().to_string());
            let expected =
                expected.map(|digits| digits.parse::<Decimal>().unwrap().normalize().to_string());
            assert_eq!(value, expected, "{text}");
        }
    }

    #[test]
    fn lists_what_a_broken_print_may_mean() {
        for (text, expected) in [
            ("42 045981", vec!["42045981"]),
            ("544 99 160", vec!["54499160"]),
            ("2 000 0000", vec!["20000000", "2000000"]),
            ("l 414 000 000", vec!["1414000000"]),
            ("21 OOO OOO", vec!["21000000"]),
            ("5 000 000", vec!["5000000"]),
            ("12 st", vec![]),
        ] {
            let values: Vec<String> = repairs(text).iter().map(ToString::to_string).collect();
            assert_eq!(values, expected, "{text}");
        }
    }

    #[test]
    fn splits_columns_that_ran_together() {
        let values = |text: &str, count| -> Vec<Vec<String>> {
            let row =
                |row: &Vec<Figure>| row.iter().map(|f| f.value.normalize().to_string()).collect();
            columns(text, count).iter().map(row).collect()
        };
        assert_eq!(values("148 780 771 68 143 865", 2), [["148780771", "68143865"]]);
        assert_eq!(values("655 000 000 300 000 000", 2).len(), 1);
        assert_eq!(values("148 780 771 168 143 865", 2).len(), 5);
        assert_eq!(values("544 99 160", 1).len(), 0);
    }

    #[test]
    fn reads_number_words() {
        for (text, expected) in [
            ("tolv", Some("12")),
            ("etthundrafemtio", Some("150")),
            ("tjugofem", Some("25")),
            ("hundra", Some("100")),
            ("tvåtusen femhundra", Some("2500")),
            ("en halv", Some("0.5")),
            ("fem och en halv", Some("5.5")),
            ("2 och en halv", Some("2.5")),
            ("en och en kvarts", Some("1.25")),
            ("tre kvarts", Some("0.75")),
            ("två och trekvarts", Some("2.75")),
            ("fem kvarts", None),
            ("entusiasm", None),
        ] {
            assert_eq!(
                words(text).map(|f| f.value.normalize().to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}

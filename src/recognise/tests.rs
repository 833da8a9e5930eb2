//! One `check`, and the laws that every rule obeys.

use std::collections::HashSet;

use super::*;

/// What the whole stage reads from `text` under `context`, in the canonical forms of `kinds`.
fn check(text: &str, context: Context, kinds: &[&str]) -> String {
    let mentions = recognise(text, context);
    let read = mentions.iter().filter(|mention| kinds.contains(&mention.value.kind()));
    read.map(|mention| mention.value.to_string()).collect::<Vec<_>>().join("; ")
}

/// The kinds that a rule's examples are compared in: its own and those it competes with.
fn kinds(rule: &Rule) -> &'static [&'static str] {
    match rule.name.split('-').next() {
        Some("amount" | "percentage") => &["amount", "percentage"],
        Some("date" | "period") => &["date", "period"],
        Some("year") => &["year"],
        Some("place") => &["place"],
        Some("email" | "phone") => &["email", "phone"],
        Some("reference") => &["amount", "percentage", "date", "period", "phone"],
        _ => &["registry_number", "expenditure_area", "appropriation", "appropriation_item"],
    }
}

#[test]
fn names_are_unique() {
    let mut names = HashSet::new();
    for rule in rules() {
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
    }
}

#[test]
fn every_rule_has_a_sentence_examples_and_near_misses() {
    for rule in rules() {
        assert!(rule.about.ends_with('.'), "{}: no sentence", rule.name);
        assert!(
            !rule.examples.is_empty() || rule.name == "amount-cell",
            "{}: no example",
            rule.name
        );
        assert!(!rule.rejects.is_empty(), "{}: no near miss", rule.name);
    }
}

#[test]
fn examples_are_read_by_the_whole_stage() {
    for rule in rules() {
        for (text, expected) in rule.examples {
            let kinds: Vec<&str> = kinds(rule).to_vec();
            let expected_of_kind = check(text, Context::default(), &kinds);
            let periods = rule.name.starts_with("amount") && expected.contains("..20");
            let read = if periods {
                check(text, Context::default(), &["amount", "percentage", "period"])
            } else {
                expected_of_kind
            };
            assert_eq!(&read, expected, "{}: {text}", rule.name);
        }
    }
}

#[test]
fn near_misses_are_rejected() {
    for rule in rules() {
        for text in rule.rejects {
            let read = recognise(text, Context::default());
            let by_rule: Vec<_> = read.iter().filter(|mention| mention.rule == rule.name).collect();
            assert!(by_rule.is_empty(), "{}: {text} gives {by_rule:?}", rule.name);
        }
    }
}

/// The amounts of a text as `amount/forms.txt` writes them: those with several readings, or one that
/// is no fact yet, behind a question mark.
fn amounts(text: &str) -> String {
    let mentions = recognise(text, Context::default());
    let read = mentions.iter().filter(|mention| matches!(mention.value, Value::Amount(_)));
    let readings = read.map(|mention| match mention.candidates.as_slice() {
        [] => mention.value.to_string(),
        candidates => {
            let all: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("?{}", all.join("|"))
        }
    });
    readings.collect::<Vec<_>>().join("; ")
}

#[test]
fn forms_of_amounts_are_read_or_left() {
    let forms = include_str!("amount/forms.txt").lines();
    let wrong: Vec<String> = forms
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let (text, expected) = line.split_once(" =>").expect("a text and its amounts");
            let read = amounts(text);
            (read != expected.trim()).then(|| format!("{line}\n    is read as {read}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bare_figures_take_the_unit_of_their_column() {
    let unit = |name| Context { unit: CellUnit::parse(name), year: None };
    for (text, name, expected) in [
        ("190 750", "tkr", "190750000 SEK"),
        ("1 437 000 000", "kronor", "1437000000 SEK"),
        ("Gotlands län 3 800 426", "kronor", "3800426 SEK"),
        ("10,4", "mnkr", "10400000 SEK"),
        ("2 396", "kr/inv", "2396 SEK/invånare"),
        ("42 045981", "kronor", "42045981 SEK"),
        ("148 780 771 68 143 865", "kronor", "148780771 SEK; 68143865 SEK"),
        ("–", "kronor", ""),
        ("..", "kronor", ""),
    ] {
        assert_eq!(check(text, unit(name), &["amount"]), expected, "{text} in {name}");
    }
}

#[test]
fn the_quote_of_a_cell_is_all_of_its_print() {
    let context = Context { unit: CellUnit::parse("kronor"), year: None };
    for text in ["-184", "-1 250 000", "10,4", "l 414 000"] {
        let read = recognise(text, context);
        assert_eq!(read.iter().map(|it| &text[it.range.clone()]).collect::<Vec<_>>(), [text]);
    }
}

#[test]
fn what_repairs_its_print_says_so() {
    for (text, candidates) in [
        ("högst 2 000 0000 kronor", 2),
        ("l 414 000 000 kronor", 1),
        ("544 99 160 kronor", 2),
        ("1.615 miljarder kronor", 2),
        ("976 000 000 kronor", 0),
        ("enl. 5 21 000 000 kronor", 0),
        ("16, 5 mnkr", 0),
    ] {
        let read = recognise(text, Context::default());
        let amount = read.iter().find(|mention| mention.value.kind() == "amount");
        assert_eq!(amount.map(|amount| amount.candidates.len()), Some(candidates), "{text}");
    }
}

#[test]
fn dates_without_a_year_take_it_from_around_them() {
    for (text, year, expected) in [
        (
            "17 feb, 26 maj, 29 sep, 15 dec",
            Some(2017),
            "2017-02-17; 2017-05-26; 2017-09-29; 2017-12-15",
        ),
        ("2017: 17 feb, 26 maj,\n2018: 5 apr", None, "2017-02-17; 2017-05-26; 2018-04-05"),
        ("den 15 mars och den 15 september 2021", None, "2021-03-15; 2021-09-15"),
        ("senast den 16 april. Den 2 maj 2018", None, "--04-16; 2018-05-02"),
        ("3 okt", Some(2017), "2017-10-03"),
        ("vecka 14", Some(2018), "2018-W14"),
    ] {
        assert_eq!(
            check(text, Context { year, unit: None }, &["date", "period"]),
            expected,
            "{text}"
        );
    }
}

#[test]
fn nothing_is_read_from_what_only_looks_like_a_value() {
    for text in [
        "08-452 77 97",
        "tel: 08-452 77 97",
        "S2017/00546/FS",
        "Ärendenr: 17/05976",
        "2 kap. 3 §",
        "SFS 2004:881",
        "utgiftsområde 9",
        "anslag 1:6",
        "103 33 Stockholm",
        "Sida 3 (12)",
        "avsnitt 5",
        "enligt 10.2",
        "org.nr 232100-0016",
        "bankgiro 123-4567",
        "covid-19",
        "per 1 000 invånare",
        "professionsmiljarden",
        "1,2 miljoner böcker",
        "9,7 miljoner invånare",
    ] {
        let kinds = ["amount", "percentage", "date", "period"];
        assert_eq!(check(text, Context::default(), &kinds), "", "{text}");
    }
}

//! One `check` for the earmark tree, and the laws that the rules of roles obey.

use std::collections::HashSet;

use super::draft::Draft;
use super::draft::sentence::in_prose;
use super::scene::Scene;
use super::*;
use crate::clean::clean;
use crate::discover::MediaType;
use crate::read::{Engine, read};
use crate::recognise::{Context, recognise};

mod authors;
mod columns;
mod due;
mod people;
mod recipients;
mod sections;
mod shapes;
mod splits;
mod tables;
mod tree;

/// The drafts' way through this stage, from a web page on.
pub(super) fn interpreted(page: &str) -> contract::Extraction {
    interpreted_as(MediaType::Html, page)
}

/// The same from a document of any kind.
pub(super) fn interpreted_as(kind: MediaType, document: &str) -> contract::Extraction {
    let Ok(read) = read(document.as_bytes(), kind, Engine::default(), None) else {
        panic!("{document} is not read")
    };
    let record = contract::Document::unread(String::new(), String::new(), 0);
    let text = clean(&read);
    interpret(&text, &recognise(&text.string, Context::default()), record).extraction
}

/// The amounts of a web page: role, value, years, recipient, and what it is a part of.
fn check(page: &str, expected: &[&str]) {
    let extraction = interpreted(page);
    let amounts: Vec<_> = extraction
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.amounts)
        .chain(&extraction.amounts)
        .collect();
    let read: Vec<String> = amounts
        .iter()
        .map(|amount| {
            let years: Vec<String> = amount.years.iter().map(ToString::to_string).collect();
            let parent = amounts.iter().find(|other| Some(&other.id) == amount.parent.as_ref());
            let mut line = format!("{} {} {}", amount.role.name(), amount.value, years.join(","));
            if let Some(party) = &amount.recipient {
                line += &format!(" to {}", party.kind.name());
            }
            if let Some(parent) = parent {
                line += &format!(" of {}", parent.value);
            }
            line.replace("  ", " ").trim_end().to_owned()
        })
        .collect();
    assert_eq!(read, expected, "{page}");
}

/// The amounts of a web page in the order of the text.
fn in_order_of_text(page: &str) -> Vec<contract::Amount> {
    let extraction = interpreted(page);
    let mut amounts: Vec<contract::Amount> = extraction
        .agreements
        .into_iter()
        .flat_map(|agreement| agreement.amounts)
        .chain(extraction.amounts)
        .collect();
    amounts.sort_by_key(|amount| amount.mentions.first().map(|mention| mention.line));
    amounts
}

#[test]
fn names_of_role_rules_are_unique() {
    let mut names = HashSet::new();
    for rule in role_rules() {
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
        assert!(rule.about.ends_with('.'), "{}: no sentence", rule.name);
        assert!(!rule.examples.is_empty(), "{}: no example", rule.name);
    }
}

#[test]
fn role_rules_obey_their_laws() {
    let mut broken = Vec::new();
    for rule in role_rules() {
        assert!(!rule.rejects.is_empty(), "{}: no near miss", rule.name);
        for (texts, decides) in [(rule.examples, true), (rule.rejects, false)] {
            for text in texts {
                let told = last_draft(text).map(|draft| draft.rule);
                if told.is_none() || (told == Some(rule.name)) != decides {
                    broken.push(format!("{}: {text}: {told:?}", rule.name));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// The last draft of a paragraph of running text, alone.
fn last_draft(text: &str) -> Option<Draft> {
    let page = format!("<p>{text}</p>");
    let Ok(document) = read(page.as_bytes(), MediaType::Html, Engine::default(), None) else {
        panic!("{text} is not read")
    };
    let clean = clean(&document);
    let mentions = recognise(&clean.string, Context::default());
    in_prose(&Scene::new(&clean, &mentions), &[]).pop()
}

/// The laws of rules on the words around an amount: unique names, examples read as they say by the
/// rule itself, near misses left alone by it.
fn check_phrases(
    rules: impl Iterator<Item = &'static PhraseRule>,
    read: impl Fn(&Draft) -> (&'static str, Option<String>),
) {
    let (mut names, mut broken) = (HashSet::new(), Vec::new());
    for rule in rules {
        let name = rule.name;
        assert!(names.insert(name), "{name} is there twice");
        assert!(rule.about.ends_with('.'), "{name}: no sentence");
        assert!(!rule.examples.is_empty() && !rule.rejects.is_empty(), "{name}: nothing shown");
        for (text, expected) in rule.examples {
            let told = last_draft(text).map(|draft| read(&draft));
            let expected = Some((name, Some((*expected).to_owned())));
            if told != expected {
                broken.push(format!("{text}: {told:?}, not {expected:?}"));
            }
        }
        for text in rule.rejects {
            let told = last_draft(text).map(|draft| read(&draft).0);
            if told.is_none_or(|told| told == name) {
                broken.push(format!("{name} reads {text}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn recipient_rules_obey_their_laws() {
    check_phrases(recipient_rules(), |draft| {
        let party = draft.recipient.as_ref().map(|party| {
            let code = party.code.as_ref().map_or(String::new(), |code| format!(" {code}"));
            format!("{}{code}", party.kind.name())
        });
        (draft.recipient_rule, party)
    });
}

#[test]
fn purpose_rules_obey_their_laws() {
    check_phrases(purpose_rules(), |draft| (draft.purpose_rule, draft.purpose.clone()));
}

#[test]
fn each_deadline_rule_decides_its_examples() {
    for rule in deadline_rules() {
        assert!(rule.about.ends_with('.') && !rule.examples.is_empty(), "{:?}", rule.kind);
        for example in rule.examples {
            let due = interpreted(&format!("<p>{example}</p>")).deadlines;
            assert_eq!(due.last().map(|due| due.kind), Some(rule.kind), "{example}");
        }
    }
}

#[test]
fn parts_and_parts_of_parts() {
    check(
        "<h1>Överenskommelse om en god vård 2024</h1><p>Överenskommelsen omfattar totalt 900 mnkr, varav 700 mnkr \
         går till regionerna, därav 40 mnkr för screening, och 200 mnkr till kommunerna.</p>",
        &[
            "total 900000000 2024",
            "earmark 700000000 2024 to regions of 900000000",
            "earmark 40000000 2024 to regions of 700000000",
            "earmark 200000000 2024 to municipalities of 900000000",
        ],
    );
}

#[test]
fn what_is_left_and_what_is_half() {
    check(
        "<h1>Överenskommelse om kortare köer 2023</h1><p>Överenskommelsen omfattar totalt 500 mnkr. Av dessa går \
         440 mnkr till regionerna. Resterande 60 mnkr tilldelas SKR. Den ena hälften, 220 mnkr, fördelas efter \
         befolkning.</p>",
        &[
            "total 500000000 2023",
            "earmark 440000000 2023 to regions of 500000000",
            "earmark 60000000 2023 to skr of 500000000",
            "earmark 220000000 2023 of 440000000",
        ],
    );
}

#[test]
fn a_list_under_its_lead_and_one_fact_stated_twice() {
    check(
        "<h1>Överenskommelse om psykisk hälsa 2025</h1><p>Staten avsätter totalt 300 miljoner kronor.</p>\
         <p>Medlen fördelas så här:</p><ul><li>180 miljoner kronor till regionerna</li><li>120 miljoner kronor \
         till kommunerna</li></ul><p>Överenskommelsen omfattar alltså 300 000 000 kronor.</p>",
        &[
            "total 300000000 2025",
            "earmark 180000000 2025 to regions of 300000000",
            "earmark 120000000 2025 to municipalities of 300000000",
        ],
    );
}

#[test]
fn years_in_pairs_and_per_year() {
    check(
        "<h1>Satsning på digital infrastruktur</h1><p>SKR och staten har ingått en överenskommelse om digital \
         infrastruktur i vården. Överenskommelsen omfattar 976 miljoner kronor för 2017 respektive 2018.</p>",
        &["total 976000000 2017,2018"],
    );
}

#[test]
fn a_table_of_years_has_a_row_per_year_and_no_year_among_its_sums() {
    check(
        "<h1>Statsbidrag till folkbibliotek</h1><table><tr><th>År</th><th>Ansökningar</th>\
         <th>Beviljat (mnkr)</th></tr><tr><td>2021</td><td>143</td><td>38,5</td></tr>\
         <tr><td>2022</td><td>151</td><td>39,0</td></tr></table>",
        &["total 38500000 2021", "total 39000000 2022"],
    );
}

#[test]
fn bare_figures_are_in_the_unit_that_the_document_names_for_all() {
    check(
        "<h1>Riktade statsbidrag 2020</h1><p>Alla belopp anges i tkr.</p><p>Under året väntas \
         följande.</p><table><tr><th>Område</th><th>Ram</th></tr><tr><td>Cancervård</td>\
         <td>349 000</td></tr><tr><td>Psykisk hälsa</td><td>555 500</td></tr></table>",
        &["earmark 349000000 2020", "earmark 555500000 2020"],
    );
}

#[test]
fn a_row_of_a_total_and_its_recipients_is_a_tree() {
    let table = |first: &str| {
        format!(
            "<h1>Överenskommelse om cancervård 2024</h1><table><tr><th>{first}</th><th>Totalt \
             (mnkr)</th><th>Regioner</th><th>Kommuner</th></tr><tr><td>Screening</td><td>90</td>\
             <td>70</td><td>20</td></tr></table>"
        )
    };
    let parts = [
        "earmark 70000000 2024 to regions of 90000000",
        "earmark 20000000 2024 to municipalities of 90000000",
    ];
    let parts = |whole: &'static str| [&[whole], &parts[..]].concat();
    check(&table("Område"), &parts("earmark 90000000 2024"));
    check(&table("Överenskommelse"), &parts("total 90000000 2024"));
}

#[test]
fn a_list_divides_the_amount_before_it() {
    check(
        "<h1>Överenskommelse om palliativ vård 2024</h1><p>Kammarkollegiet ska under 2024 betala ut \
         totalt 90 000 000 kronor. Beloppet fördelas enligt följande:</p><ul><li>70 000 000 kronor \
         till regionerna</li><li>20 000 000 kronor till kommunerna</li></ul>",
        &[
            "payout 90000000 2024",
            "earmark 70000000 2024 to regions of 90000000",
            "earmark 20000000 2024 to municipalities of 90000000",
        ],
    );
}

#[test]
fn a_total_of_another_year_and_a_headline_leave_a_years_own_total() {
    check(
        "<h1>Överenskommelse om läsning 2020</h1><h3>Regeringen satsar cirka 1,2 miljarder kronor \
         på läsning</h3><p>Under 2020 finns 1 182 mnkr avsatta inom överenskommelsen, där 756 \
         mnkr avser böcker och 426 mnkr avser bibliotek.</p><p>Under 2019 omfattade \
         överenskommelsen 892 mnkr.</p>",
        &[
            "total 1182000000 2020",
            "earmark 756000000 2020 of 1182000000",
            "earmark 426000000 2020 of 1182000000",
            "total 892000000 2019",
        ],
    );
}

#[test]
fn words_that_name_the_whole_of_a_part() {
    let page = |body: &str| {
        format!(
            "<h1>Överenskommelse om god vård 2021–2022</h1><p>SKR och staten har slutit den.</p>{body}"
        )
    };
    for (body, expected) in [
        (
            "<p>Överenskommelsen omfattar 215 mnkr, varav 115 mnkr avser 2021 och 100 mnkr avser 2022.</p>\
             <p>Av medlen för 2021 går 70 mnkr till kommunerna.</p>",
            &[
                "total 215000000 2021,2022",
                "earmark 115000000 2021 of 215000000",
                "earmark 100000000 2022 of 215000000",
                "earmark 70000000 2021 to municipalities of 115000000",
            ][..],
        ),
        (
            "<p>Överenskommelsen omfattar 417,5 mnkr 2022. Därav går 400 mnkr till regionerna och \
             17,5 mnkr till SKR.</p><p>Av medlen till regionerna fördelas</p>\
             <ul><li>140 mnkr efter behov</li><li>260 mnkr efter befolkningsmängd</li></ul>",
            &[
                "total 417500000 2022",
                "earmark 400000000 2022 to regions of 417500000",
                "earmark 17500000 2022 to skr of 417500000",
                "earmark 140000000 2022 to regions of 400000000",
                "earmark 260000000 2022 to regions of 400000000",
            ],
        ),
        (
            "<p>Överenskommelsen omfattar 350 mnkr 2022.</p><p>Vård i livets slut, 250 mnkr, fördelas \
             lika mellan registren (125 mnkr vardera).</p>",
            &[
                "total 350000000 2022",
                "earmark 250000000 2022 of 350000000",
                "earmark 125000000 2022 of 250000000",
            ],
        ),
        (
            "<p>Överenskommelsen omfattar 500 mnkr 2022.</p><h2>Koordinering, 339 mnkr</h2>\
             <p>Regionerna ska ha en koordinator.</p>",
            &["total 500000000 2022", "earmark 339000000 2022 of 500000000"],
        ),
    ] {
        check(&page(body), expected);
    }
}

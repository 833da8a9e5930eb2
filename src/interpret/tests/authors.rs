//! Documents in which a region or municipality tells of its own money.

use std::collections::HashSet;

use super::*;
use crate::contract::{DocumentKind, PartyKind};
use crate::interpret::recipient::of_author::by_rule;

#[test]
fn author_rules_obey_their_laws() {
    let mut names = HashSet::new();
    for rule in author_rules() {
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
        assert!(rule.about.ends_with('.'), "{}: no sentence", rule.name);
        assert!(!rule.examples.is_empty() && !rule.rejects.is_empty(), "{}", rule.name);
        for (text, whose) in rule.examples {
            let told = [PartyKind::Region, PartyKind::Municipality]
                .into_iter()
                .filter(|kind| kind.name() == *whose)
                .find_map(|kind| told(text, kind));
            assert_eq!(told, Some(rule.name), "{text}");
        }
        for text in rule.rejects {
            for kind in [PartyKind::Region, PartyKind::Municipality] {
                assert_ne!(told(text, kind), Some(rule.name), "{text}");
            }
        }
    }
}

/// The rule that gives the last amount of a sentence to an author of this kind.
fn told(text: &str, author: PartyKind) -> Option<&'static str> {
    let draft = last_draft(text)?;
    by_rule(&text[..text.find(&draft_words(text, &draft))?], &draft.behind, author)
}

/// The words of an amount as they stand in its sentence.
fn draft_words(text: &str, draft: &Draft) -> String {
    let behind = text.len() - draft.behind.len();
    let length = draft.ranges[0].len();
    text[behind - length..behind].to_owned()
}

/// The kind of a page, the titles of its agreements and its amounts: role, value, code of who gets it.
fn check_page(page: &str, kind: DocumentKind, titles: &[&str], expected: &[&str]) {
    let extraction = interpreted(page);
    assert_eq!(extraction.document.kind, kind, "{page}");
    let named: Vec<&str> = extraction.agreements.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(named, titles, "{page}");
    let read: Vec<String> = in_order_of_text(page)
        .iter()
        .map(|amount| {
            let code = amount.recipient.as_ref().and_then(|party| party.code.as_deref());
            format!("{} {} {}", amount.role.name(), amount.value, code.unwrap_or("-"))
        })
        .collect();
    assert_eq!(read, expected, "{page}");
}

#[test]
fn the_column_of_the_region_holds_its_shares() {
    let page = |head: &str| {
        format!(
            "<p>{head}</p><h1>Överenskommelser och riktade bidrag 2021</h1>\
             <p>Sammantaget beräknas regionens del bli 73 mnkr.</p><h2>1. God vård</h2>\
             <table><tr><th>Del (mnkr)</th><th>Nationellt</th><th>Regionen</th></tr>\
             <tr><td>Hela överenskommelsen</td><td>3 100</td><td></td></tr>\
             <tr><td>Primärvård</td><td>3 000</td><td>73</td></tr></table>\
             <p>Av regionens 73 mnkr går 21 mnkr till bemanning.</p><h2>2. Ungas hälsa</h2>\
             <p>Överenskommelsen omfattar 90 mnkr, och redovisas till Socialstyrelsen i mars 2022.</p>"
        )
    };
    check_page(
        &page("Region Halland"),
        DocumentKind::Summary,
        &["God vård", "Ungas hälsa"],
        &[
            "share 73000000 13",
            "total 3100000000 -",
            "earmark 3000000000 -",
            "share 73000000 13",
            "earmark 21000000 -",
            "total 90000000 -",
        ],
    );
}

#[test]
fn a_row_for_each_agreement_has_its_total_and_the_share() {
    check_page(
        "<p>Region Kronoberg</p><h1>Statliga överenskommelser 2023</h1><p>Regionen får 36 mnkr.</p>\
         <table><tr><th>Överenskommelse</th><th>Hela landet (mnkr)</th><th>Regionen (mnkr)</th></tr>\
         <tr><td>Primärvården</td><td>1 450</td><td>28</td></tr>\
         <tr><td>Cancervården</td><td>415</td><td>8</td></tr>\
         <tr><td>Totalt</td><td>1 865</td><td>36</td></tr></table>\
         <h2>Budgetjämförelse</h2><p>I budget 2023 har regionstyrelsen räknat med 30 mnkr. Utfallet avviker \
         därmed med 6 mnkr från överenskommelserna.</p>",
        DocumentKind::Summary,
        &[],
        &[
            "share 36000000 07",
            "total 1450000000 -",
            "share 28000000 07",
            "total 415000000 -",
            "share 8000000 07",
            "total 1865000000 -",
            "budget 30000000 -",
            "change 6000000 -",
        ],
    );
}

#[test]
fn what_boards_of_a_municipality_were_granted_is_its_share() {
    check_page(
        "<title>Riktade statsbidrag 2023 - Mjölby kommun</title><h1>Riktade statsbidrag 2023</h1>\
         <p>Under 2023 beviljades kommunen 9 000 tkr. Socialnämnden svarade för 9 000 tkr.</p>\
         <h2>Socialnämnden</h2><p>Nämndens bidrag enligt överenskommelser och förordningar.</p>\
         <table><tr><th>Statsbidrag (tkr)</th><th>Utbetalas av</th><th>Beviljat 2023</th>\
         <th>Ska återbetalas</th></tr>\
         <tr><td>Äldreomsorgslyftet</td><td>Socialstyrelsen</td><td>5 000</td><td>300</td></tr>\
         <tr><td>God vård (överenskommelse staten–SKR)</td><td>Region Östergötland</td><td>4 000</td>\
         <td></td></tr><tr><td>Summa</td><td></td><td>9 000</td><td>300</td></tr></table>",
        DocumentKind::Summary,
        &[],
        &[
            "share 9000000 0586",
            "share 5000000 0586",
            "other 300000 -",
            "share 4000000 0586",
            "other 300000 -",
        ],
    );
}

#[test]
fn what_others_write_of_regions_is_not_theirs() {
    // No head says whose the page is, so the columns are what they are called.
    check_page(
        "<h1>Statliga överenskommelser 2023</h1><p>Region Halland och Region Skåne deltar.</p>\
         <table><tr><th>Ändamål</th><th>Beviljat 2023 (mnkr)</th></tr>\
         <tr><td>Primärvård</td><td>28</td></tr><tr><td>Cancervård</td><td>8</td></tr></table>",
        DocumentKind::Other,
        &[],
        &["earmark 28000000 -", "earmark 8000000 -"],
    );
}

#[test]
fn what_an_overview_lists_is_its_agreements() {
    let section = "<h2>God vård</h2><p>Överenskommelsen omfattar 3 070 mnkr i hela landet. Regionens andel är \
                   86,2 mnkr. Regionen har beslutat att 40 mnkr av dem ska gå till primärvården.</p>";
    let expected = ["share 86200000 04", "total 3070000000 -", "earmark 40000000 -"];
    let list = "<ul><li>God vård: 86,2 mnkr (nationellt 3 070 mnkr)</li></ul>";
    let table = "<table><tr><th>Överenskommelse</th><th>Regionen (mnkr)</th><th>Riket (mnkr)</th></tr>\
                 <tr><td>God vård</td><td>86,2</td><td>3 070</td></tr></table>";
    for listed in [list, table] {
        let page = format!("<p>Region Sörmland</p><h1>Överenskommelser 2020</h1>{listed}{section}");
        check_page(&page, DocumentKind::Summary, &["God vård"], &expected);
    }
}

#[test]
fn a_compilation_without_sections_is_of_no_one_agreement() {
    check_page(
        "<p>Vara kommun</p><h1>Statsbidrag till Vara kommun</h1><h2>Så använder vi pengarna</h2>\
         <p>Genom överenskommelsen om god vård får kommunen 2 240 tkr av de 1 060 miljoner kronor som går till \
         landets kommuner.</p>",
        DocumentKind::Summary,
        &[],
        &["share 2240000 1470", "earmark 1060000000 -"],
    );
}

//! The ledger as it is printed to a terminal and to a pipe.

use overens::Options;
use overens::contract::Amount;

use super::*;
use tree::{Entry, Verdict, drawn};

const PAGE: &str = "<h1>Överenskommelse om god vård 2024</h1><p>Överenskommelsen omfattar totalt \
    1 452,5 mnkr för 2024, varav 1 396 miljoner kronor går till regionerna och 9 mnkr till \
    kommunerna.</p>";

/// The ledger of the page, to a terminal or piped; in `expected`, `^[` is the escape of a colour.
fn check(terminal: bool, expected: &str) {
    let options = Options { source: "a.html".to_owned(), ..Options::default() };
    let extraction = overens::extract(PAGE.as_bytes(), &options);
    let printed = document(&extraction, &[], Style { terminal }).replace('\u{1b}', "^[");
    assert_eq!(
        printed.trim_end().lines().collect::<Vec<_>>(),
        expected.lines().collect::<Vec<_>>()
    );
}

#[test]
fn a_terminal_gets_branches_and_colours() {
    check(
        true,
        "\
^[[1ma.html  topic  Överenskommelse om god vård 2024^[[0m

  Överenskommelse om god vård 2024 (2024)
  ^[[2moverenskommelse-om-god-vard-2024^[[0m
  ^[[33mremainder  ^[[0m  1 452 500 000  2024  total                      Överenskommelse om god vård 2024  line 3
               1 396 000 000  2024  earmark    regions         ├─ -                              line 3
                   9 000 000  2024  earmark    municipalities  ├─ -                              line 3
  ^[[33mremainder  ^[[0m     47 500 000        remainder                  └─ (not given to any part)",
    );
}

#[test]
fn a_pipe_gets_neither_in_the_same_columns() {
    check(
        false,
        "\
a.html  topic  Överenskommelse om god vård 2024

  Överenskommelse om god vård 2024 (2024)
  overenskommelse-om-god-vard-2024
  remainder    1 452 500 000  2024  total                      Överenskommelse om god vård 2024  line 3
               1 396 000 000  2024  earmark    regions           -                               line 3
                   9 000 000  2024  earmark    municipalities    -                               line 3
  remainder       47 500 000        remainder                    (not given to any part)",
    );
}

#[test]
fn parts_of_each_other_are_printed_too() {
    let options = Options { source: "a.html".to_owned(), ..Options::default() };
    let extraction = overens::extract(PAGE.as_bytes(), &options);
    let mut amounts: Vec<Amount> = extraction.agreements[0].amounts.clone();
    amounts[0].parent = Some(amounts[1].id.clone());
    let entry = |amount| Entry {
        amount,
        verdict: Verdict::Unchecked,
        place: String::new(),
        others: Vec::new(),
        open: Vec::new(),
    };
    let entries: Vec<Entry<'_>> = amounts.iter().map(entry).collect();
    assert_eq!(drawn(&entries, Style { terminal: false }).lines().count(), amounts.len());
}

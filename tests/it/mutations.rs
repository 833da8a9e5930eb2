//! Misprints put into real pages: one digit of a figure that takes part in a sum that closes is
//! changed, and the change must be found with its difference, and nothing else.

use overens::contract::{Check, CheckStatus};
use overens::{Options, extract};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::figures::{Figure, Page, figures, number, pages, places};
use crate::samples::samples;

/// How many changed digits must be found, of a hundred.
const FOUND: usize = 97;

/// How many pages are made.
const TWENTY: usize = 20;

/// Of how many digits one is changed for the share.
const ONE_OF: usize = 9;

/// One digit of a figure and what it becomes.
struct Misprint<'p> {
    page: &'p Page,
    figure: usize,
    digit: usize,
    /// Chosen by the page's name and the place, so that nobody picks.
    lot: [u8; 32],
}

/// How a misprint comes out.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Found,
    /// Rounding hides it.
    Hidden,
    Missed,
    /// Found or not, and something else besides.
    More(Vec<String>),
}

/// Every digit of every figure of a page, in the order of their lots.
fn misprints<'p>(page: &'p Page, figures: &[Figure]) -> Vec<Misprint<'p>> {
    let mut all: Vec<Misprint<'p>> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        for digit in 0..figure.print.chars().filter(char::is_ascii_digit).count() {
            let seed = format!("{} {} {} {digit}", page.name, figure.lines.start(), figure.print);
            let lot = Sha256::digest(seed).into();
            all.push(Misprint { page, figure: at, digit, lot });
        }
    }
    all.sort_by_key(|misprint| misprint.lot);
    all
}

/// Makes the page with the misprint, extracts it, and compares; what was done, and how it came out.
fn outcome(misprint: &Misprint<'_>, figures: &[Figure]) -> (String, Outcome) {
    let (page, figure) = (misprint.page, &figures[misprint.figure]);
    let places = places(page, figure);
    let places = places.unwrap_or_else(|| panic!("{} is not in {}", figure.print, page.name));
    let mut bytes = page.bytes.clone();
    let old = bytes[places[misprint.digit]];
    // A figure does not begin with a zero.
    let least = if misprint.digit == 0 { b'1' } else { b'0' };
    let others: Vec<u8> = (least..=b'9').filter(|digit| *digit != old).collect();
    let new = others[usize::from(misprint.lot[0]) % others.len()];
    bytes[places[misprint.digit]] = new;

    let mut print: Vec<char> = figure.print.chars().collect();
    let at = (0..print.len()).filter(|&at| print[at].is_ascii_digit()).nth(misprint.digit).unwrap();
    print[at] = char::from(new);
    let print: String = print.into_iter().collect();
    let change = (number(&print).unwrap() - number(&figure.print).unwrap()) * figure.unit;
    let about = format!("{} line {}: {} to {print}", page.name, figure.lines.start(), figure.print);
    (about, compare(page, figure, &bytes, change))
}

fn compare(page: &Page, figure: &Figure, bytes: &[u8], change: Decimal) -> Outcome {
    let mut expected = vec![change.abs()];
    let mut hidden = true;
    for check in &figure.checks {
        for off in [check.difference.0 + change, check.difference.0 - change] {
            hidden &= off.abs() <= check.tolerance.0;
            expected.push(off.abs());
        }
    }
    let extraction = extract(bytes, &Options::default());
    let known: Vec<_> = page.extraction.checks.iter().map(key).collect();
    let new: Vec<&Check> = extraction
        .checks
        .iter()
        .filter(|check| check.status != CheckStatus::Holds && !known.contains(&key(check)))
        .collect();
    let is_it = |check: &Check| expected.contains(&check.difference.0.abs());
    let more: Vec<String> = new
        .iter()
        .filter(|check| check.status == CheckStatus::Contradicts && !is_it(check))
        .map(|check| check.message.clone())
        .collect();
    match new.iter().any(|check| is_it(check)) {
        _ if !more.is_empty() => Outcome::More(more),
        true => Outcome::Found,
        false if hidden => Outcome::Hidden,
        false => Outcome::Missed,
    }
}

fn key(check: &Check) -> (&str, CheckStatus, Decimal) {
    (check.id.as_str(), check.status, check.difference.0)
}

#[test]
fn one_changed_digit_in_each_of_twenty_pages_is_found_and_nothing_else() {
    let Some(folder) = samples("one_changed_digit_in_each_of_twenty_pages") else { return };
    let pages = pages(&folder);
    let figures: Vec<Vec<Figure>> = pages.iter().map(figures).collect();
    let mut lots: Vec<_> = pages.iter().zip(&figures).map(|(p, f)| misprints(p, f)).collect();
    lots.iter_mut().for_each(|lots| lots.reverse());
    let mut made = 0;
    while made < TWENTY && lots.iter().any(|lots| !lots.is_empty()) {
        for (lots, figures) in lots.iter_mut().zip(&figures) {
            let Some(misprint) = lots.pop() else { continue };
            let (about, outcome) = outcome(&misprint, figures);
            // What rounding hides nobody can find: the next digit of the page takes its place.
            if made < TWENTY && outcome != Outcome::Hidden {
                assert_eq!(outcome, Outcome::Found, "{about}");
                println!("found: {about}");
                made += 1;
            }
        }
    }
    assert_eq!(made, TWENTY, "too few figures take part in sums");
}

#[test]
fn nearly_every_changed_digit_of_a_sum_is_found() {
    let Some(folder) = samples("nearly_every_changed_digit_of_a_sum_is_found") else { return };
    let (mut found, mut tried, mut others) = (0, 0, Vec::new());
    for page in &pages(&folder) {
        let figures = figures(page);
        for misprint in misprints(page, &figures).iter().step_by(ONE_OF) {
            let (about, outcome) = outcome(misprint, &figures);
            match outcome {
                Outcome::Hidden => continue,
                Outcome::Found => found += 1,
                other => others.push(format!("{about}: {other:?}")),
            }
            tried += 1;
        }
    }
    let others = others.join("\n");
    println!("{found} of {tried} changed digits are found\n{others}");
    assert!(found * 100 >= tried * FOUND, "{found} of {tried} changed digits are found\n{others}");
}

//! Random agreements, printed as web pages and as text, some with typing errors, and extracted
//! again: what is read must be the tree that was said, every error, and no other.
//!
//! The phrases stand in `phrases.txt`. A phrase that is not read is marked there with the reason,
//! and a test fails as soon as it is read.

mod agreement;
mod broken;
mod figure;
mod judge;
mod page;
mod phrases;

use agreement::{Dice, Said, draw};
use judge::Slip;
use overens::{Options, extract};
use page::Look;
use phrases::{Phrase, Phrases};
use proptest::prelude::any;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// How many documents of each sort are made, where `OVERENS_PROPERTY` names no other number.
const DOCUMENTS: usize = 300;

fn how_many() -> usize {
    let named = std::env::var("OVERENS_PROPERTY").ok();
    named.map_or(DOCUMENTS, |number| number.parse().unwrap())
}

/// How many documents are made for each phrase.
const EACH: usize = 6;

/// The kinds of phrases that are sentences of their own.
const SENTENCES: &[&str] = &[
    "title", "total", "whole", "part", "parts", "sub", "nested", "lead", "item", "repeat",
    "rounded", "beside", "due", "none", "amounts", "regions", "column", "row",
];

/// What a document is made of.
#[derive(Clone, Copy)]
struct Sort<'p> {
    phrases: &'p Phrases,
    agreements: usize,
    most_slips: usize,
}

/// A document as it is printed, and what is said in it.
struct Printed {
    clean: Said,
    said: Said,
    slips: Vec<Slip>,
    bytes: String,
}

/// How a document is printed, and whether it is a web page.
fn look(head: &mut Dice<'_>) -> (bool, Look) {
    let web = head.of(2) == 0;
    let look = Look {
        space: head.one::<&str>(&["\u{a0}", " ", "\u{202f}"]),
        width: *head.one(&[0, 72, 96]),
        bullet: head.one::<&str>(&["–", "•", "*", "-"]),
    };
    (web, look)
}

/// The document of these lots; the first ones decide on its look and its typing errors.
fn printed(lots: &[u32], sort: Sort<'_>) -> Printed {
    let (head, tail) = lots.split_at(lots.len().min(8));
    let mut head = Dice(head.iter());
    let clean = draw(&mut Dice(tail.iter()), sort.phrases, sort.agreements);
    let mut said = draw(&mut Dice(tail.iter()), sort.phrases, sort.agreements);
    let (web, look) = look(&mut head);
    let mut slips: Vec<Slip> = Vec::new();
    for _ in 0..(1 + head.of(2)).min(sort.most_slips) {
        let all = judge::slips(&said);
        if all.is_empty() {
            break;
        }
        let (figure, mistyped) = head.one(&all).clone();
        if slips.iter().all(|slip| slip.figure != figure) {
            let off = mistyped.kronor() - said.figures[figure].kronor();
            slips.push(Slip { figure, off });
            said.figures[figure] = mistyped;
        }
    }
    let print = if web { page::html } else { page::text };
    let bytes = print(&said.blocks, &said.figures, look);
    Printed { clean, said, slips, bytes }
}

fn wrong(printed: &Printed) -> Vec<String> {
    let extraction = extract(printed.bytes.as_bytes(), &Options::default());
    judge::wrong(&printed.clean, &printed.said, &printed.slips, &extraction)
}

/// Lots for documents, the same in every run.
fn lots() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 0..120)
}

fn runner() -> TestRunner {
    let config = Config {
        cases: u32::try_from(how_many()).unwrap(),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Documents of a sort without end.
fn documents(sort: Sort<'_>) -> impl Iterator<Item = Printed> {
    let mut runner = runner();
    std::iter::repeat_with(move || printed(&lots().new_tree(&mut runner).unwrap().current(), sort))
}

#[test]
fn what_is_said_is_read_and_nothing_contradicts() {
    let phrases = Phrases::read();
    let sort = Sort { phrases: &phrases, agreements: 1, most_slips: 0 };
    let outcome = runner().run(&lots(), |lots| {
        let wrong = wrong(&printed(&lots, sort));
        if wrong.is_empty() { Ok(()) } else { Err(TestCaseError::fail(wrong.join("\n"))) }
    });
    if let Err(TestError::Fail(_, lots)) = outcome {
        let printed = printed(&lots, sort);
        panic!("{}\n{}", printed.bytes, wrong(&printed).join("\n"));
    }
    assert!(outcome.is_ok(), "{outcome:?}");
}

/// Every document of a sort must be read without a fault; those that are not are printed.
fn all_right(documents: impl Iterator<Item = Printed>) {
    let (mut faults, mut made) = (Vec::new(), 0);
    for printed in documents.take(how_many()) {
        made += 1;
        let wrong = wrong(&printed);
        if !wrong.is_empty() {
            faults.push(format!("{}\n{}\n{:?}", printed.bytes, wrong.join("\n"), printed.slips));
        }
    }
    let right = made - faults.len();
    println!("{}\n{right} of {made} documents are right", faults.join("\n---\n"));
    assert_eq!(right, made, "documents are right");
}

#[test]
fn typing_errors_are_found_and_nothing_else() {
    let phrases = Phrases::read();
    let sort = Sort { phrases: &phrases, agreements: 1, most_slips: 2 };
    all_right(documents(sort).filter(|printed| !printed.slips.is_empty()));
}

#[test]
fn several_agreements_are_kept_apart() {
    let phrases = Phrases::read();
    for agreements in [2, 3] {
        all_right(documents(Sort { phrases: &phrases, agreements, most_slips: 0 }));
    }
}

/// The first document with a phrase that is not read as it should be.
fn misread(kind: &str, phrase: &Phrase) -> Option<(String, Vec<String>)> {
    let phrases = Phrases::with_only(kind, phrase, SENTENCES);
    let sort = Sort { phrases: &phrases, agreements: 1, most_slips: 0 };
    let said = |printed: &Printed| printed.said.phrases.contains(&phrase.sentence);
    let mut made: Vec<Printed> = documents(sort).take(EACH * 60).filter(said).collect();
    made.truncate(EACH);
    assert!(!made.is_empty(), "{} stands in no document", phrase.sentence);
    made.into_iter().find_map(|printed| {
        let wrong = wrong(&printed);
        (!wrong.is_empty()).then_some((printed.bytes, wrong))
    })
}

#[test]
fn each_phrase_is_read_or_known_not_to_be() {
    let (mut wrong, mut unread) = (Vec::new(), 0);
    for kind in SENTENCES {
        for phrase in Phrases::all().of(kind) {
            match (misread(kind, phrase), &phrase.unread) {
                (Some((page, why)), None) => {
                    wrong.push(format!("{page}\n{kind} | {}\n{}", phrase.sentence, why.join("\n")));
                }
                (None, Some(_)) => {
                    wrong.push(format!("{kind} | {}\nis read now", phrase.sentence));
                }
                (Some(_), Some(_)) => unread += 1,
                (None, None) => {}
            }
        }
    }
    println!("{unread} phrases are known not to be read");
    assert!(wrong.is_empty(), "{}\n\n{} phrases", wrong.join("\n\n---\n"), wrong.len());
}

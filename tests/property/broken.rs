//! Figures whose digit groups are broken: read as they were meant where a sum proves it, else not at
//! all, and never as anything else.

use std::collections::BTreeSet;

use overens::contract::{Amount, CheckStatus, Extraction};
use overens::diagnostic::Code;
use overens::{Options, extract};
use proptest::strategy::{Strategy, ValueTree};

use super::agreement::{Dice, Said, draw};
use super::figure::Figure;
use super::phrases::Phrases;
use super::{how_many, judge, look, lots, page, runner};

/// Every broken print of a part of a sum that closes, which nothing else states.
fn prints(said: &Said) -> Vec<(usize, Figure)> {
    let closing = said.sums.iter().filter(|sum| judge::closes(said, sum) && sum.parts.len() > 1);
    let parts: BTreeSet<usize> = closing.flat_map(|sum| sum.parts.iter().copied()).collect();
    let again = |at: &usize| said.same.iter().flatten().any(|same| same == at);
    let split = |at: &usize| said.sums.iter().any(|sum| sum.whole == *at);
    let alone = parts.into_iter().filter(|at| !again(at) && !split(at));
    alone.flat_map(|at| said.figures[at].broken().into_iter().map(move |it| (at, it))).collect()
}

/// What came of a broken figure: whether it is proved, and what is wrong.
fn outcome(said: &Said, figure: usize, extraction: &Extraction) -> (bool, Vec<String>) {
    let kronor = said.figures[figure].kronor();
    let lists = extraction.agreements.iter().map(|it| &it.amounts).chain([&extraction.amounts]);
    let amounts: Vec<&Amount> = lists.flatten().collect();
    let known: BTreeSet<i64> = said.figures.iter().map(Figure::kronor).collect();
    let mut wrong: Vec<String> = amounts
        .iter()
        .filter(|amount| !known.iter().any(|kronor| amount.value.0 == (*kronor).into()))
        .map(|amount| format!("nobody said {}", amount.value))
        .collect();
    let contradicting = |it: &&overens::contract::Check| it.status == CheckStatus::Contradicts;
    wrong.extend(extraction.checks.iter().filter(contradicting).map(|it| it.message.clone()));
    let read = amounts.iter().map(|amount| (amount.value, amount.proved_by.is_some()));
    let rows = extraction.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| {
        let by = |at: usize| row.proved_by.get(at).is_some_and(Option::is_some);
        row.values.iter().enumerate().filter_map(move |(at, value)| Some(((*value)?, by(at))))
    });
    let mut read = read.chain(cells).filter(|(value, _)| value.0 == kronor.into());
    let read = read.next();
    let proved = read.is_some_and(|(_, proved)| proved);
    let doubts = [Code::DoubtfulAmount, Code::UnreadCell, Code::DoubtfulCell];
    if proved {
        wrong.extend(judge::wrong(said, said, &[], extraction));
    } else if read.is_some() {
        wrong.push(format!("{kronor} is read without a proof"));
    } else if !extraction.diagnostics.iter().any(|it| doubts.contains(&it.code)) {
        wrong.push(format!("{kronor} is left out without a word"));
    }
    (proved, wrong)
}

#[test]
fn broken_figures_are_proved_or_left() {
    let phrases = Phrases::read();
    let (mut made, mut proved, mut faults) = (0, 0, Vec::new());
    let mut runner = runner();
    let mut tries = 0;
    while made < how_many() && tries < 40 * how_many() {
        tries += 1;
        let lots = lots().new_tree(&mut runner).unwrap().current();
        let (head, tail) = lots.split_at(lots.len().min(8));
        let mut head = Dice(head.iter());
        let mut said = draw(&mut Dice(tail.iter()), &phrases, 1);
        let (web, look) = look(&mut head);
        let prints = prints(&said);
        if prints.is_empty() {
            continue;
        }
        let (figure, broken) = head.one(&prints).clone();
        said.figures[figure] = broken;
        let print = if web { page::html } else { page::text };
        let bytes = print(&said.blocks, &said.figures, look);
        let (is_proved, wrong) =
            outcome(&said, figure, &extract(bytes.as_bytes(), &Options::default()));
        made += 1;
        proved += usize::from(is_proved);
        if !wrong.is_empty() {
            faults.push(format!("{bytes}\n{}", wrong.join("\n")));
        }
    }
    println!("{proved} of {made} broken figures are proved");
    assert!(faults.is_empty(), "{}\n{} documents", faults.join("\n---\n"), faults.len());
    assert_eq!((made, proved), (how_many(), how_many()));
}

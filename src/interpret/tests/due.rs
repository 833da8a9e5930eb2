//! Deadlines and dates of an agreement, read from sentences as authorities write them.

use super::interpreted;
use crate::contract::{Date, Deadline};

/// What is due, when, by whom and to whom, in one line.
fn due(deadline: &Deadline) -> String {
    let mut line = format!("{} {}", deadline.kind.name(), deadline.date);
    if let Some(by) = deadline.by {
        line += &format!(" by {}", by.name());
    }
    if let Some(to) = &deadline.to {
        line += &format!(" to {to}");
    }
    line
}

#[test]
fn what_each_sentence_says_is_due() {
    let lines: Vec<&str> =
        include_str!("due.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let mut wrong = String::new();
    for pair in lines.chunks(2) {
        let [words, expected] = pair else { panic!("{pair:?} has no expectation") };
        let body =
            if words.starts_with('<') { (*words).to_owned() } else { format!("<p>{words}</p>") };
        let page = format!("<h1>Överenskommelse om god vård 2024</h1>{body}");
        let extraction = interpreted(&page);
        let [agreement] = &extraction.agreements[..] else { panic!("{words}: no agreement") };
        let dates =
            agreement.dates.iter().map(|it: &Date| format!("{} {}", it.kind.name(), it.date));
        let read: Vec<String> = agreement.deadlines.iter().map(due).chain(dates).collect();
        let read = if read.is_empty() { "-".to_owned() } else { read.join("; ") };
        if read != expected.trim() {
            wrong += &format!("{words}\n    read {read}\n    not  {}\n", expected.trim());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

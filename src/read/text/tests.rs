//! Texts and the blocks they give.

use super::read;
use crate::read::show::show;

fn check(text: &str, expected: &str) {
    let printed = match read(text.as_bytes(), None) {
        Ok(document) => show(&document),
        Err(error) => format!("{}: {error}\n", error.code()),
    };
    let trim = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(printed.trim()), trim(expected.trim()), "\n{printed}");
}

#[test]
fn one_paragraph() {
    check("En rad.\r\n", "p: En rad.");
}

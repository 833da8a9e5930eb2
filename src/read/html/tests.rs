//! Pages and the blocks they give.

use super::read;
use crate::read::show::{lines, show};

fn check(markup: &str, expected: &str) {
    let printed = match read(markup.as_bytes(), None) {
        Ok(document) => show(&document),
        Err(error) => format!("{}: {error}\n", error.code()),
    };
    let trim = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(printed.trim()), trim(expected.trim()), "\n{printed}");
}

#[test]
fn one_paragraph() {
    check("<p>Avtalet  omfattar\n 12&nbsp;mnkr</p>", "p: Avtalet omfattar 12\u{a0}mnkr");
}

#[test]
fn table_lines() {
    let page = "<table><tr><th>Ort<th>Kr</tr><tr><td>A<br>B<td><p>1<p>2</table>";
    let text = read(page.as_bytes(), None).map(|document| lines(&document)).ok();
    assert_eq!(text.as_deref(), Some("Ort\tKr\nA\nB\t1\n2"));
}

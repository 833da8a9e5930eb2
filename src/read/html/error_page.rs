//! Knows a page that only says that the document is not there.

use crate::read::layout::{BlockKind, Document};

/// What such pages say in their title or first heading.
const MESSAGES: &[&str] = &[
    "sidan finns inte",
    "sidan kunde inte hittas",
    "sidan kan inte hittas",
    "sidan hittades inte",
    "sidan du söker",
    "sidan saknas",
    "sidan är borttagen",
    "sidan har tagits bort",
    "sidan har flyttats",
    "hittar inte sidan",
    "hitta sidan",
    "hittade inte sidan",
    "dokumentet finns inte",
    "dokumentet kunde inte hittas",
    "dokumentet saknas",
    "filen finns inte",
    "filen kunde inte hittas",
    "innehållet finns inte",
    "page not found",
    "page cannot be found",
    "file not found",
    "not found",
    "no longer available",
    "access denied",
    "forbidden",
    "unauthorized",
    "request rejected",
    "åtkomst nekad",
    "åtkomst nekas",
    "behörighet saknas",
    "ingen åtkomst",
    "ett fel har inträffat",
    "ett fel har uppstått",
    "ett fel uppstod",
    "ett fel inträffade",
    "något gick fel",
    "tekniskt fel",
    "internal server error",
    "server error",
    "bad gateway",
    "bad request",
    "service unavailable",
    "gateway timeout",
    "an error occurred",
    "just a moment",
    "attention required",
    "är du en robot",
    "tjänsten är inte tillgänglig",
    "driftstörning",
    "oops",
];

/// Status codes of failure.
const CODES: &[&str] = &["400", "401", "403", "404", "410", "429", "500", "502", "503", "504"];

/// The longest text that stands under such a title, in characters outside of links.
const LONGEST: usize = 700;

/// The title of an error page; nothing for a document.
pub(super) fn message(document: &Document) -> Option<String> {
    let characters: usize = document.lines.iter().map(|line| line.text.chars().count()).sum();
    let links: usize = document.links.iter().map(|link| link.span.range.len()).sum();
    if characters.saturating_sub(links) > LONGEST {
        return None;
    }
    let first = document
        .blocks
        .first()
        .filter(|first| matches!(first.kind, BlockKind::Heading(_)) || characters <= LONGEST / 2);
    let heading = document
        .blocks
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Heading(_)))
        .or(first)
        .and_then(|block| block.spans.first())
        .map(|span| document.lines[span.line].text[span.range.clone()].trim().to_owned());
    heading
        .into_iter()
        .chain(document.title.clone())
        .find(|text| text.chars().count() <= 120 && is_message(text))
}

fn is_message(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let code = |word: &str| CODES.contains(&word);
    let first = words.next().unwrap_or("");
    let leads_with_code = code(first)
        && words.clone().next().is_none_or(|next| !next.starts_with(|c: char| c.is_ascii_digit()))
        && !["mnkr", "miljoner", "kronor", "tkr"].contains(&words.next().unwrap_or(""));
    leads_with_code
        || matches!(first, "fel" | "error") && lower.split_whitespace().any(code)
        || MESSAGES.iter().any(|message| lower.contains(message))
}

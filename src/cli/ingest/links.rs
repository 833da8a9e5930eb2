//! The PDFs that a page links to, each with the heading under which its link stands.

use overens::discover::MediaType;
use overens::read::layout::{BlockKind, Document, Span};
use overens::read::{Engine, read};
use url::Url;

/// A PDF that a page links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PdfLink {
    pub(super) address: Url,
    /// The words of the link.
    pub(super) text: String,
    /// The heading above it.
    pub(super) section: Option<String>,
}

/// The PDFs that a page links to, each once, in the order of the page: links to a name that ends
/// in `.pdf`, and links whose words say PDF. Without the page's address only whole addresses count.
pub(super) fn pdf_links(page: &[u8], address: Option<&Url>, charset: Option<&str>) -> Vec<PdfLink> {
    let Ok(document) = read(page, MediaType::Html, Engine::default(), charset) else {
        return Vec::new();
    };
    let mut found: Vec<PdfLink> = Vec::new();
    for link in &document.links {
        let resolved = match address {
            Some(address) => address.join(&link.href),
            None => Url::parse(&link.href),
        };
        let Ok(mut resolved) = resolved else { continue };
        resolved.set_fragment(None);
        let text = words(&document, std::slice::from_ref(&link.span));
        let says_pdf =
            text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|it| it == "pdf");
        let is_pdf = resolved.path().to_lowercase().ends_with(".pdf") || says_pdf;
        let web = matches!(resolved.scheme(), "http" | "https");
        if web && is_pdf && found.iter().all(|other| other.address != resolved) {
            let section = section(&document, link.span.line);
            found.push(PdfLink { address: resolved, text, section });
        }
    }
    found
}

/// The last heading that begins on a line or above it.
fn section(document: &Document, line: usize) -> Option<String> {
    let mut headings = document.blocks.iter().rev().filter(|block| {
        matches!(block.kind, BlockKind::Heading(_))
            && block.spans.first().is_some_and(|span| span.line <= line)
    });
    headings.next().map(|block| words(document, &block.spans))
}

/// The text of some parts of lines, with single spaces.
fn words(document: &Document, spans: &[Span]) -> String {
    let text =
        spans.iter().filter_map(|span| document.lines[span.line].text.get(span.range.clone()));
    let words: Vec<&str> = text.flat_map(str::split_whitespace).collect();
    words.join(" ").replace('\u{ad}', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_under_their_headings() {
        let page = "<h1>Överenskommelser</h1><h2>God vård</h2>\
            <p>Läs <a href='/filer/god%20vard.pdf#page=2'>överens\u{ad}kommelsen</a> och \
            <a href='sida.html'>sidan</a>.</p><h2>Cancervård</h2>\
            <ul><li><a href='https://b.se/dokument/17'>Missiv (PDF, nytt fönster)</a></li>\
            <li><a href='/filer/god%20vard.pdf'>igen</a></li>\
            <li><a href='mailto:a@b.se'>pdf</a></li></ul>";
        let all = |address: Option<&str>| -> Vec<(String, String, String)> {
            let address = address.map(|it| Url::parse(it).unwrap());
            let links = pdf_links(page.as_bytes(), address.as_ref(), None);
            let row = |it: PdfLink| (it.address.into(), it.text, it.section.unwrap_or_default());
            links.into_iter().map(row).collect()
        };
        let row = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        let cancer = row("https://b.se/dokument/17", "Missiv (PDF, nytt fönster)", "Cancervård");
        let good = row("https://a.se/filer/god%20vard.pdf", "överenskommelsen", "God vård");
        assert_eq!(all(Some("https://a.se/amnen/")), [good, cancer.clone()]);
        assert_eq!(all(None), [cancer]);
    }
}

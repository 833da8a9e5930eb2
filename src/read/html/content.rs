//! Which part of a page is the document, and what in it is furniture of the website.
//!
//! Decided by elements, roles and class names that Swedish authorities' systems use, never by one
//! website's own. What a class name condemns must be small and hold no title: a wrapper around
//! the whole page that is called `page-with-menu` is no menu.

use super::tree::{Content, Tree};

/// How many characters the marked main part of a page has at least.
const LEAST_MAIN: usize = 20;

/// Identifiers of main parts, letters and digits only.
const MAIN_IDS: &[&str] = &[
    "content",
    "contentmain",
    "huvudinnehall",
    "innehall",
    "main",
    "maincontent",
    "mainbody",
    "pagecontent",
    "primary",
    "sidinnehall",
];

/// Words in class names and identifiers of furniture.
const FURNITURE_WORDS: &[&str] = &[
    "addthis",
    "addtoany",
    "breadcrumb",
    "breadcrumbs",
    "brodsmula",
    "brodsmulor",
    "consent",
    "cookie",
    "cookiebar",
    "cookiebanner",
    "cookiebot",
    "cookies",
    "dela",
    "delning",
    "feedback",
    "footer",
    "genvagar",
    "kakor",
    "login",
    "megamenu",
    "menu",
    "meny",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "nyhetsbrev",
    "onetrust",
    "pager",
    "pagination",
    "readspeaker",
    "related",
    "relaterat",
    "relaterade",
    "rsbtn",
    "search",
    "share",
    "sharing",
    "sidfot",
    "sidhuvud",
    "skiplink",
    "skiplinks",
    "skipnav",
    "sitefooter",
    "siteheader",
    "social",
    "socialmedia",
    "submenu",
    "toolbar",
    "undermeny",
    "tagcloud",
    "widget",
];

/// Class names of text for screen readers only, and of what is not shown.
const HIDDEN_CLASSES: &[&str] = &[
    "assistive-text",
    "assistivetext",
    "element-invisible",
    "env-assistive",
    "hidden",
    "screen-reader",
    "screen-reader-only",
    "screen-reader-text",
    "screenreader-only",
    "show-for-sr",
    "sr-only",
    "u-hidden",
    "u-sr-only",
    "u-visually-hidden",
    "visually-hidden",
    "visuallyhidden",
];

/// Headings over boxes beside the text.
const BOX_HEADINGS: &[&str] = &[
    "dela",
    "följ oss",
    "genvägar",
    "kontakt",
    "kontakta",
    "kontaktperson",
    "kontaktuppgifter",
    "ladda ner",
    "ladda ned",
    "lyssna",
    "läs mer",
    "länkar",
    "mer om",
    "mer information",
    "nyhetsbrev",
    "pressk",
    "prenumerera",
    "relatera",
    "sakområde",
    "se även",
    "senaste nytt",
    "senaste nyheter",
    "sidansvarig",
    "snabblänkar",
    "taggar",
    "ämnen",
];

/// The index of the element that holds the document.
pub(super) fn root(tree: &Tree) -> usize {
    let body = (0..tree.nodes.len()).find(|i| tree.name(*i) == "body").unwrap_or(0);
    let largest = |is_main: &dyn Fn(usize) -> bool| {
        let all = (body..tree.nodes.len()).filter(|i| is_main(*i) && !is_hidden(tree, *i));
        all.max_by_key(|i| (tree.text(*i), std::cmp::Reverse(*i)))
    };
    let main = largest(&|i| tree.name(i) == "main" || role(tree, i) == "main");
    if let Some(main) = main.filter(|main| tree.text(*main) >= LEAST_MAIN) {
        return main;
    }
    // Without a mark, an article or a part called content is the document if it has most text.
    let kept = kept_text(tree, body);
    let enough = |i: &usize| tree.text(*i) * 2 >= kept && tree.text(*i) >= LEAST_MAIN;
    let article = largest(&|i| tree.name(i) == "article");
    let named = largest(&|i| {
        let id = tree.element(i).and_then(|element| element.attr("id")).unwrap_or("");
        let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
        MAIN_IDS.contains(&id.to_ascii_lowercase().as_str())
    });
    article.filter(enough).or(named.filter(enough)).unwrap_or(body)
}

/// The document's title where it stands before the main part and that has none: the only `<h1>`.
pub(super) fn title_outside(tree: &Tree, root: usize) -> Option<usize> {
    if tree.has_title(root) {
        return None;
    }
    let mut titles = (0..root).filter(|i| tree.name(*i) == "h1" && tree.text(*i) > 0);
    let (title, None) = (titles.next()?, titles.next()) else { return None };
    let hidden =
        is_hidden(tree, title) || tree.ancestors(title).any(|up| up == root || is_hidden(tree, up));
    (!hidden).then_some(title)
}

/// True for an element that is left out with all that is in it.
pub(super) fn is_furniture(tree: &Tree, index: usize, root: usize) -> bool {
    if index == root {
        return false;
    }
    let name = tree.name(index);
    let small = || !tree.has_title(index) && tree.text(index) * 2 < tree.text(root).max(1);
    if is_hidden(tree, index) {
        return true;
    }
    match name {
        "nav" | "dialog" | "input" | "label" | "legend" => return true,
        "button" => return !opens_panel(tree, index),
        "form" | "search" | "fieldset" if small() => return true,
        "header" if !tree.has_title(index) && outside_of_article(tree, index, root) => return true,
        "footer" if tree.name(tree.nodes[index].parent) != "blockquote" => {
            return !says_when(tree, index);
        }
        "aside" => return !is_fact_box(tree, index),
        _ => {}
    }
    match role(tree, index) {
        "navigation" | "search" | "dialog" | "alertdialog" | "toolbar" | "menu" | "menubar"
        | "tooltip" | "alert" => {
            return small();
        }
        "banner" => return small() && outside_of_article(tree, index, root),
        "contentinfo" => return !says_when(tree, index) && small(),
        "complementary" => return small() && !is_fact_box(tree, index),
        _ => {}
    }
    is_called_furniture(tree, index) && small() && !says_when(tree, index)
}

/// True for an element that no reader of the page sees.
fn is_hidden(tree: &Tree, index: usize) -> bool {
    let Some(element) = tree.element(index) else { return false };
    // A panel that a button opens is only closed.
    if element.attr("id").is_some_and(|id| tree.panels.contains(id)) {
        return false;
    }
    let style = element.attr("style").unwrap_or("");
    let hidden = element.attr("hidden").is_some_and(|it| !it.eq_ignore_ascii_case("until-found"))
        || element.attr("aria-hidden").is_some_and(|it| it.eq_ignore_ascii_case("true"));
    hidden
        || declares(style, "display", "none")
        || declares(style, "visibility", "hidden")
        || element
            .classes()
            .any(|class| HIDDEN_CLASSES.iter().any(|hidden| class.eq_ignore_ascii_case(hidden)))
}

/// True where an inline style sets the property to a value that begins so.
pub(super) fn declares(style: &str, property: &str, value: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, set)| {
        name.trim().eq_ignore_ascii_case(property)
            && set.trim().get(..value.len()).is_some_and(|it| it.eq_ignore_ascii_case(value))
    })
}

fn role<'a>(tree: &Tree<'a>, index: usize) -> &'a str {
    tree.element(index).and_then(|element| element.attr("role")).unwrap_or("")
}

/// True for a button that is part of the text: it opens a section, or stands in a heading.
fn opens_panel(tree: &Tree, index: usize) -> bool {
    let expands = |i| tree.element(i).is_some_and(|it| it.attr("aria-expanded").is_some());
    expands(index)
        || tree
            .ancestors(index)
            .take(3)
            .any(|up| super::tree::heading_level(tree.name(up)).is_some())
}

/// True for an element that no article, main part or section of the document holds.
fn outside_of_article(tree: &Tree, index: usize, root: usize) -> bool {
    tree.name(root) == "body"
        && !tree.ancestors(index).any(|up| matches!(tree.name(up), "article" | "main"))
}

/// True for a short text that says when the page was published or changed.
fn says_when(tree: &Tree, index: usize) -> bool {
    let text = tree.beginning(index, 200).to_lowercase();
    text.len() < 200 && ["publicera", "uppdatera", "ändrad"].iter().any(|word| text.contains(word))
}

/// True for an aside that tells something: sentences, and not a box of links or contacts.
fn is_fact_box(tree: &Tree, index: usize) -> bool {
    let text = tree.text(index);
    let start = tree.beginning(index, 60).to_lowercase();
    text > 60
        && tree.link_text(index) * 2 < text
        && !is_called_furniture(tree, index)
        && !BOX_HEADINGS.iter().any(|heading| start.starts_with(heading))
}

/// True where a class, identifier or label names furniture.
fn is_called_furniture(tree: &Tree, index: usize) -> bool {
    let Some(element) = tree.element(index) else { return false };
    let named =
        ["class", "id"].iter().filter_map(|attribute| element.attr(attribute)).any(|names| {
            names
                .split_ascii_whitespace()
                // Alone it is a skip link; "skip-spacer" is a matter of layout.
                .any(|name| {
                    name.ends_with("skip")
                        || words(name).any(|word| FURNITURE_WORDS.contains(&word.as_str()))
                })
        });
    named
        || element.attr("aria-label").is_some_and(|label| {
            let label = label.to_lowercase();
            ["brödsmul", "dela ", "sidfot", "kakor", "cookie", "meny", "navigering"]
                .iter()
                .any(|start| label.starts_with(start))
        })
}

/// The words of a class name: `site-searchBox` is site, search, box.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut starts: Vec<usize> = vec![0];
    let bytes = name.as_bytes();
    for at in 1..bytes.len() {
        let after_separator = !bytes[at - 1].is_ascii_alphabetic();
        let camel = bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
        if after_separator || camel {
            starts.push(at);
        }
    }
    starts.push(name.len());
    let pairs: Vec<(usize, usize)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter_map(|(start, end)| {
        let word = name.get(start..end)?.trim_matches(|c: char| !c.is_ascii_alphabetic());
        Some(word.to_ascii_lowercase())
    })
}

/// How many characters stand outside of furniture.
fn kept_text(tree: &Tree, body: usize) -> usize {
    let (mut index, mut kept) = (body, 0);
    while index < tree.nodes[body].end {
        match tree.nodes[index].content {
            Content::Text(text) => kept += text.chars().filter(|c| !c.is_whitespace()).count(),
            Content::Element(_) if is_furniture(tree, index, body) => {
                index = tree.nodes[index].end;
                continue;
            }
            Content::Element(_) => {}
        }
        index += 1;
    }
    kept
}

//! The page as a flat list of nodes in document order, with counts over any part of it.
//!
//! A node's descendants are the nodes up to its `end`, so every walk over the page is a loop and
//! no depth of nesting can overflow the stack. What shows no text (scripts, styles, drawings) is
//! not in the list.

use std::collections::HashSet;

use scraper::node::Element;
use scraper::{Html, Node as HtmlNode};

/// Elements that are left out with all that is in them.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "audio",
    "video", "canvas", "map", "head", "datalist", "select", "textarea", "meter", "progress",
    "noframes", "noembed", "rp", "rt",
];

/// Text or an element.
#[derive(Debug)]
pub(super) enum Content<'a> {
    Text(&'a str),
    Element(&'a Element),
}

/// One node and how far its descendants reach.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) content: Content<'a>,
    /// The index after the last descendant.
    pub(super) end: usize,
    /// The parent's index; the root is its own parent.
    pub(super) parent: usize,
}

/// Counts over the nodes before an index; their difference is the count of a part.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    text: usize,
    link_text: usize,
    titles: usize,
    headings: usize,
    paragraphs: usize,
    tables: usize,
}

impl Sums {
    fn count(&mut self, name: &str) {
        match name {
            "h1" => self.titles += 1,
            "p" => self.paragraphs += 1,
            "table" => self.tables += 1,
            _ => {}
        }
        self.headings += usize::from(heading_level(name).is_some());
    }
}

/// The page.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    sums: Vec<Sums>,
    /// The page's `<title>`, its white space collapsed.
    pub(super) title: Option<String>,
    /// Identifiers of panels that a button opens and closes.
    pub(super) panels: HashSet<&'a str>,
}

impl<'a> Tree<'a> {
    /// Flattens a parsed page.
    pub(super) fn new(html: &'a Html) -> Tree<'a> {
        let mut tree = Tree {
            nodes: Vec::new(),
            sums: vec![Sums::default()],
            title: None,
            panels: HashSet::new(),
        };
        // The elements that are open: their place in the parsed tree, their index here if they
        // are listed, and whether they are links.
        let mut open = Vec::new();
        let (mut silent, mut links) = (0_usize, 0_usize);
        let mut sums = Sums::default();
        for node in html.tree.root().descendants() {
            let parent = node.parent().map(|parent| parent.id());
            while open.last().is_some_and(|(id, _, _)| Some(*id) != parent) {
                let Some((_, index, is_link)) = open.pop() else { break };
                tree.close(index);
                silent -= usize::from(index.is_none());
                links -= usize::from(is_link);
            }
            let above = open.last().and_then(|(_, index, _)| *index);
            match node.value() {
                HtmlNode::Text(text) if silent == 0 => {
                    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
                    sums.text += visible;
                    sums.link_text += if links > 0 { visible } else { 0 };
                    tree.push(Content::Text(text), above, sums);
                }
                HtmlNode::Element(element) if silent > 0 || SILENT.contains(&element.name()) => {
                    if element.name() == "title" && tree.title.is_none() {
                        let text = node.first_child().and_then(|it| it.value().as_text());
                        let words: Vec<&str> =
                            text.map_or(Vec::new(), |text| text.split_whitespace().collect());
                        tree.title = (!words.is_empty()).then(|| words.join(" "));
                    }
                    silent += 1;
                    open.push((node.id(), None, false));
                }
                HtmlNode::Element(element) => {
                    sums.count(element.name());
                    if element.attr("aria-expanded").is_some() {
                        let panel = element.attr("aria-controls");
                        let target = element.attr("href").and_then(|it| it.strip_prefix('#'));
                        tree.panels.extend(panel.or(target).filter(|id| !id.is_empty()));
                    }
                    let is_link = element.name() == "a";
                    links += usize::from(is_link);
                    let index = tree.push(Content::Element(element), above, sums);
                    open.push((node.id(), Some(index), is_link));
                }
                _ => {}
            }
        }
        for (_, index, _) in open.into_iter().rev() {
            tree.close(index);
        }
        tree
    }

    fn push(&mut self, content: Content<'a>, parent: Option<usize>, sums: Sums) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node { content, end: index + 1, parent: parent.unwrap_or(index) });
        self.sums.push(sums);
        index
    }

    fn close(&mut self, index: Option<usize>) {
        let end = self.nodes.len();
        if let Some(node) = index.and_then(|index| self.nodes.get_mut(index)) {
            node.end = end;
        }
    }

    /// The element at an index, if it is one.
    pub(super) fn element(&self, index: usize) -> Option<&'a Element> {
        match self.nodes.get(index)?.content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The element's name, or nothing for text.
    pub(super) fn name(&self, index: usize) -> &'a str {
        self.element(index).map_or("", Element::name)
    }

    /// The children of a node.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[index].end;
        let first = (index + 1 < end).then_some(index + 1);
        std::iter::successors(first, move |child| {
            let next = self.nodes[*child].end;
            (next < end).then_some(next)
        })
    }

    /// The node's ancestors, from its parent upwards.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |index: usize| {
            let parent = self.nodes[index].parent;
            (parent != index).then_some(parent)
        };
        std::iter::successors(up(index), move |index| up(*index))
    }

    /// How many characters other than white space a part of the page has.
    pub(super) fn text(&self, index: usize) -> usize {
        self.count(index, |sums| sums.text)
    }

    /// How many of them stand in links.
    pub(super) fn link_text(&self, index: usize) -> usize {
        self.count(index, |sums| sums.link_text)
    }

    /// True where the part has an `<h1>`.
    pub(super) fn has_title(&self, index: usize) -> bool {
        self.count(index, |sums| sums.titles) > 0
    }

    /// How many headings the part has.
    pub(super) fn headings(&self, index: usize) -> usize {
        self.count(index, |sums| sums.headings)
    }

    /// How many `<p>` the part has.
    pub(super) fn paragraphs(&self, index: usize) -> usize {
        self.count(index, |sums| sums.paragraphs)
    }

    /// How many tables the part has, itself included.
    pub(super) fn tables(&self, index: usize) -> usize {
        self.count(index, |sums| sums.tables)
    }

    /// The beginning of a part's text, white space collapsed, up to about `limit` bytes.
    pub(super) fn beginning(&self, index: usize, limit: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[index..self.nodes[index].end] {
            let Content::Text(text) = node.content else { continue };
            for word in text.split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
                if out.len() >= limit {
                    return out;
                }
            }
        }
        out
    }

    fn count(&self, index: usize, of: fn(&Sums) -> usize) -> usize {
        of(&self.sums[self.nodes[index].end]) - of(&self.sums[index])
    }
}

/// The level of a heading element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

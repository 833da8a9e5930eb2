//! Agreements drawn by lot: what is said of them, in which words, and what must be read from that.

use std::collections::BTreeSet;

use super::figure::{Figure, Unit};
use super::page::{Block, mark};
use super::phrases::{Phrase, Phrases};

/// Lots that were drawn before; those that are used up are zero.
pub(super) struct Dice<'l>(pub(super) std::slice::Iter<'l, u32>);

impl Dice<'_> {
    /// A number below `n`.
    pub(super) fn of(&mut self, n: usize) -> usize {
        self.0.next().map_or(0, |lot| usize::try_from(*lot).unwrap() % n)
    }

    pub(super) fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.of(of.len())]
    }
}

/// An amount that must be read. Figures are named by their place.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) agreement: usize,
    pub(super) figure: usize,
    pub(super) role: String,
    pub(super) parent: Option<usize>,
    pub(super) year: Option<i32>,
    pub(super) recipient: Option<String>,
}

/// A whole and what it is split into.
#[derive(Debug)]
pub(super) struct Sum {
    pub(super) whole: usize,
    pub(super) parts: Vec<usize>,
}

/// A document and what must be read from it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) blocks: Vec<Block>,
    pub(super) figures: Vec<Figure>,
    /// What each agreement is about.
    pub(super) topics: Vec<String>,
    pub(super) facts: Vec<Fact>,
    pub(super) sums: Vec<Sum>,
    /// Figures that state the same sum.
    pub(super) same: Vec<[usize; 2]>,
    /// Figures that may be amounts of their own or not.
    pub(super) free: Vec<usize>,
    /// What is due of which agreement, and when.
    pub(super) due: Vec<(usize, String, String)>,
    /// The phrases that stand in it.
    pub(super) phrases: BTreeSet<String>,
    used: BTreeSet<i64>,
    year: i32,
}

/// What a part is for, who gets it, and its sum.
struct Part {
    purpose: String,
    recipient: Phrase,
    kronor: i64,
}

/// Draws a document on so many agreements.
pub(super) fn draw(dice: &mut Dice<'_>, phrases: &Phrases, agreements: usize) -> Said {
    let year = 2015 + i32::try_from(dice.of(11)).unwrap();
    let mut said = Said { year, ..Said::default() };
    if agreements > 1 {
        let title = format!("Överenskommelser mellan staten och SKR {year}");
        said.blocks.push(Block::Heading(1, title));
    }
    let topics = shuffled(dice, phrases.of("topic"));
    for (at, topic) in topics.into_iter().take(agreements).enumerate() {
        said.topics.push(topic.sentence.clone());
        let title = dice.one(phrases.of("title"));
        let title = said.fill(title, &[]);
        said.blocks.push(Block::Heading(if agreements > 1 { 2 } else { 1 }, title));
        Drawing { dice: &mut *dice, phrases, said: &mut said, agreement: at }.agreement();
    }
    said
}

fn shuffled<'t, T>(dice: &mut Dice<'_>, all: &'t [T]) -> Vec<&'t T> {
    let mut rest: Vec<&T> = all.iter().collect();
    (0..all.len()).map(|_| rest.remove(dice.of(rest.len()))).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

impl Said {
    /// The sentence with its holes filled; the year and the topic are known.
    fn fill(&mut self, phrase: &Phrase, holes: &[(&str, String)]) -> String {
        let topic = self.topics.last().unwrap().clone();
        let years = [("Y", 0), ("Y-1", -1), ("Y+1", 1)];
        let years = years.map(|(hole, off)| (hole, (self.year + off).to_string()));
        self.phrases.insert(phrase.sentence.clone());
        let mut text = phrase.sentence.clone();
        for (hole, value) in holes.iter().chain(&years).chain(&[("topic", topic)]) {
            text = text.replace(&format!("{{{hole}}}"), value);
            text = text.replace(&format!("{{{}}}", capital(hole)), &capital(value));
        }
        assert!(!text.contains('{'), "{text} has a hole");
        text
    }

    fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// The sum, or the next one that no other figure states.
    fn fresh(&mut self, mut kronor: i64, step: i64) -> i64 {
        while !self.used.insert(kronor) {
            kronor += step;
        }
        kronor
    }
}

struct Drawing<'d, 'l> {
    dice: &'d mut Dice<'l>,
    phrases: &'d Phrases,
    said: &'d mut Said,
    agreement: usize,
}

impl Drawing<'_, '_> {
    fn agreement(&mut self) {
        let step = *self.dice.one(&[1_000_000, 100_000, 1_000_000, 1_000]);
        let shape = self.dice.of(5);
        let whole = self.pick("whole", |_| true);
        let several = self.pick("parts", |_| true);
        let count = match shape {
            1 => whole.parts(),
            4 => several.parts(),
            _ => 2 + self.dice.of(3),
        };
        let mut parts = self.parts(count, step);
        let all = |parts: &[Part]| parts.iter().map(|part| part.kronor).sum::<i64>();
        let complete = shape == 3 || self.dice.of(3) > 0;
        let total = if complete {
            while self.said.used.contains(&all(&parts)) {
                let last = parts.last_mut().unwrap();
                last.kronor = self.said.fresh(last.kronor + step, step);
            }
            self.said.fresh(all(&parts), step)
        } else {
            let rest = step * (50 + self.number(400));
            self.said.fresh(all(&parts) + rest, step)
        };
        self.rounded(total);
        self.sentence("none", 3);
        let (total, places) = match shape {
            0 => self.in_sentences(total, &parts, step),
            1 => self.in_one(&whole, total, &parts),
            2 => self.in_a_list(total, &parts),
            3 => self.in_a_table(total, &parts),
            _ => self.in_two(&several, total, &parts),
        };
        self.said.sums.push(Sum { whole: total, parts: places });
        self.beside(step);
        self.regions(total);
        self.repeated(total);
        self.due();
        self.sentence("none", 3);
    }

    fn number(&mut self, below: usize) -> i64 {
        i64::try_from(self.dice.of(below)).unwrap()
    }

    fn pick(&mut self, kind: &str, fit: impl Fn(&Phrase) -> bool) -> Phrase {
        let fit: Vec<&Phrase> = self.phrases.of(kind).iter().filter(|it| fit(it)).collect();
        // A list of one phrase stands wherever it may.
        let all: Vec<&Phrase> = self.phrases.of(kind).iter().collect();
        (*self.dice.one(if fit.is_empty() { &all } else { &fit })).clone()
    }

    fn paragraph(&mut self, text: String) {
        self.said.blocks.push(Block::Paragraph(text));
    }

    /// A paragraph of its own, once of so many times.
    fn sentence(&mut self, kind: &str, once_of: usize) {
        if self.dice.of(once_of) + 1 == once_of {
            let phrase = self.pick(kind, |_| true);
            let text = self.said.fill(&phrase, &[]);
            self.paragraph(text);
        }
    }

    fn parts(&mut self, count: usize, step: i64) -> Vec<Part> {
        let purposes = shuffled(self.dice, self.phrases.of("purpose"));
        let recipients = shuffled(self.dice, self.phrases.of("recipient"));
        let mut parts = Vec::new();
        for at in 0..count {
            let kronor = step * (20 + self.number(900));
            parts.push(Part {
                purpose: purposes[at].sentence.clone(),
                recipient: recipients[at].clone(),
                kronor: self.said.fresh(kronor, step),
            });
        }
        parts
    }

    /// A figure of running text in some unit.
    fn figure(&mut self, kronor: i64) -> usize {
        let units = [Unit::Kronor, Unit::Million, Unit::Mnkr, Unit::Milliard, Unit::Tkr];
        let fit: Vec<Unit> = units.into_iter().filter(|unit| Figure::fits(kronor, *unit)).collect();
        let unit = *self.dice.one(&fit);
        self.said.add(Figure::new(kronor, unit))
    }

    fn fact(&mut self, figure: usize, role: &str, parent: Option<usize>) -> &mut Fact {
        let agreement = self.agreement;
        let fact =
            Fact { agreement, figure, role: role.to_owned(), parent, year: None, recipient: None };
        self.said.facts.push(fact);
        self.said.facts.last_mut().unwrap()
    }

    fn total(&mut self, kronor: i64) -> usize {
        let (figure, year) = (self.figure(kronor), self.said.year);
        self.fact(figure, "total", None).year = Some(year);
        figure
    }

    /// The part as number `at` of its sentence: its figure, and what fills its holes.
    fn part(
        &mut self,
        phrase: &Phrase,
        part: &Part,
        total: usize,
        at: usize,
    ) -> (usize, Vec<(&'static str, String)>) {
        let figure = self.figure(part.kronor);
        let named = ["r1", "r2", "r3"][at];
        let gets = phrase.sentence.to_lowercase().contains(named);
        let recipient = gets.then(|| part.recipient.about(0).to_owned());
        self.fact(figure, "earmark", Some(total)).recipient = recipient;
        let holes = vec![
            (["1", "2", "3"][at], mark(figure)),
            (["p1", "p2", "p3"][at], part.purpose.clone()),
            (named, part.recipient.sentence.clone()),
        ];
        (figure, holes)
    }

    fn opening(&mut self, total: i64) -> (usize, String) {
        let total = self.total(total);
        let phrase = self.pick("total", |_| true);
        (total, self.said.fill(&phrase, &[("T", mark(total))]))
    }

    fn in_sentences(&mut self, total: i64, parts: &[Part], step: i64) -> (usize, Vec<usize>) {
        let (total, mut text) = self.opening(total);
        let (together, mut places) = (self.dice.of(2) == 1, Vec::new());
        for (at, part) in parts.iter().enumerate() {
            // "Av medlen" behind a part of a part could be of either.
            let inner = !together && at + 1 == parts.len() && part.kronor > step * 40;
            let nested = inner && self.dice.of(3) == 1;
            let out_of_place = if at == 0 { "later" } else { "first" };
            let kind = if nested { "nested" } else { "part" };
            let phrase = self.pick(kind, |phrase| phrase.about(0) != out_of_place);
            let (figure, mut holes) = self.part(&phrase, part, total, 0);
            if nested {
                holes.extend(self.inner(figure, part.kronor, step));
            }
            places.push(figure);
            let said = self.said.fill(&phrase, &holes);
            if together || at == 0 {
                text = format!("{text} {said}");
            } else {
                let before = std::mem::replace(&mut text, said);
                self.paragraph(before);
            }
            if inner && !nested && self.dice.of(2) == 1 {
                let phrase = self.pick("sub", |_| true);
                let mut holes = self.inner(figure, part.kronor, step);
                holes.push(("p1", part.purpose.clone()));
                if phrase.has("1") {
                    let again = self.figure(part.kronor);
                    self.said.same.push([figure, again]);
                    self.said.free.push(again);
                    holes.push(("1", mark(again)));
                }
                text = format!("{text} {}", self.said.fill(&phrase, &holes));
            }
        }
        self.paragraph(text);
        (total, places)
    }

    /// A part of a part.
    fn inner(&mut self, part: usize, kronor: i64, step: i64) -> Vec<(&'static str, String)> {
        let below = usize::try_from(kronor / step / 2 - 10).unwrap();
        let inner = step * (5 + self.number(below));
        let inner = self.said.fresh(inner, step);
        let figure = self.figure(inner);
        self.fact(figure, "earmark", Some(part));
        self.said.sums.push(Sum { whole: part, parts: vec![figure] });
        let purpose = self.phrases.of("purpose").last().unwrap().sentence.clone();
        vec![("s", mark(figure)), ("q", purpose)]
    }

    fn in_one(&mut self, phrase: &Phrase, total: i64, parts: &[Part]) -> (usize, Vec<usize>) {
        let total = self.total(total);
        let (places, mut holes) = self.all_parts(phrase, total, parts);
        holes.push(("T", mark(total)));
        let text = self.said.fill(phrase, &holes);
        self.paragraph(text);
        (total, places)
    }

    fn in_two(&mut self, phrase: &Phrase, total: i64, parts: &[Part]) -> (usize, Vec<usize>) {
        let (total, opening) = self.opening(total);
        let (places, holes) = self.all_parts(phrase, total, parts);
        let text = self.said.fill(phrase, &holes);
        self.paragraph(format!("{opening} {text}"));
        (total, places)
    }

    fn all_parts(
        &mut self,
        phrase: &Phrase,
        total: usize,
        parts: &[Part],
    ) -> (Vec<usize>, Vec<(&'static str, String)>) {
        let (mut places, mut holes) = (Vec::new(), Vec::new());
        for (at, part) in parts.iter().enumerate() {
            let (figure, filled) = self.part(phrase, part, total, at);
            places.push(figure);
            holes.extend(filled);
        }
        (places, holes)
    }

    fn in_a_list(&mut self, total: i64, parts: &[Part]) -> (usize, Vec<usize>) {
        let (total, opening) = self.opening(total);
        let (lead, item) = (self.pick("lead", |_| true), self.pick("item", |_| true));
        let lead = self.said.fill(&lead, &[]);
        if self.dice.of(2) == 0 {
            self.paragraph(opening);
            self.paragraph(lead);
        } else {
            self.paragraph(format!("{opening} {lead}"));
        }
        let (mut places, mut items) = (Vec::new(), Vec::new());
        for part in parts {
            let (figure, holes) = self.part(&item, part, total, 0);
            places.push(figure);
            items.push(self.said.fill(&item, &holes));
        }
        self.said.blocks.push(Block::List(items));
        (total, places)
    }

    fn in_a_table(&mut self, total: i64, parts: &[Part]) -> (usize, Vec<usize>) {
        let kronor = total;
        let (total, opening) = self.opening(total);
        self.paragraph(opening);
        let caption = self.pick("amounts", |_| true);
        let caption = self.said.fill(&caption, &[]);
        let (column, unit) = self.column(parts.iter().map(|part| part.kronor).chain([kronor]));
        let (mut places, mut rows) = (Vec::new(), Vec::new());
        for part in parts {
            let figure = self.said.add(Figure::cell(part.kronor, unit));
            self.fact(figure, "earmark", Some(total));
            places.push(figure);
            rows.push([capital(&part.purpose), mark(figure)]);
        }
        self.table(caption, ["Område".to_owned(), column], rows, kronor, unit, total);
        (total, places)
    }

    /// The heading of a column that has these sums, and its unit.
    fn column(&mut self, sums: impl Iterator<Item = i64>) -> (String, Unit) {
        let sums: Vec<i64> = sums.collect();
        let unit = |phrase: &Phrase| match phrase.about(0) {
            "tkr" => Unit::Tkr,
            "mnkr" => Unit::Mnkr,
            _ => Unit::Kronor,
        };
        let fits = |phrase: &Phrase| {
            sums.iter().all(|kronor| kronor % (unit(phrase).kronor() / 10).max(1) == 0)
        };
        let phrase = self.pick("column", fits);
        (self.said.fill(&phrase, &[]), unit(&phrase))
    }

    /// A table with its total row, which states the same as a figure of the text.
    fn table(
        &mut self,
        caption: String,
        headings: [String; 2],
        mut rows: Vec<[String; 2]>,
        kronor: i64,
        unit: Unit,
        total: usize,
    ) -> usize {
        let whole = self.said.add(Figure::cell(kronor, unit));
        self.said.same.push([total, whole]);
        self.said.free.push(whole);
        let row = self.pick("row", |_| true);
        rows.push([self.said.fill(&row, &[]), mark(whole)]);
        self.said.blocks.push(Block::Table { caption, headings, rows });
        whole
    }

    /// A headline that rounds the total.
    fn rounded(&mut self, total: i64) {
        if self.dice.of(6) != 5 || total < 100_000_000 {
            return;
        }
        let unit = if total < 1_000_000_000 { Unit::Million } else { Unit::Milliard };
        let step = unit.kronor() / if unit == Unit::Million { 1 } else { 10 };
        let (down, rest) = (total / step * step, total % step);
        let (bound, kronor) = match (rest == 0, self.dice.of(3)) {
            (true, _) => ("", total),
            (_, 0) => ("drygt", down),
            (_, 1) => ("närmare", down + step),
            _ => ("cirka", if rest * 2 < step { down } else { down + step }),
        };
        let figure = self.said.add(Figure::new(kronor, unit).bounded(bound));
        self.said.free.push(figure);
        let phrase = self.pick("rounded", |_| true);
        let text = self.said.fill(&phrase, &[("a", mark(figure))]);
        self.said.blocks.push(match text.ends_with('.') {
            true => Block::Paragraph(text),
            false => Block::Heading(3, text),
        });
    }

    /// Another sum that is not of the tree.
    fn beside(&mut self, step: i64) {
        if self.dice.of(4) != 3 {
            return;
        }
        let phrase = self.pick("beside", |_| true);
        let kronor = step * (20 + self.number(900));
        let kronor = self.said.fresh(kronor, step);
        let (figure, year) = (self.figure(kronor), self.said.year);
        let off: i32 = phrase.about(1).parse().unwrap();
        let role = phrase.about(0).to_owned();
        self.fact(figure, &role, None).year = (off != 0).then_some(year + off);
        let text = self.said.fill(&phrase, &[("a", mark(figure))]);
        self.paragraph(text);
    }

    /// A table of what each region gets of the total.
    fn regions(&mut self, total: usize) {
        if self.dice.of(4) != 3 {
            return;
        }
        let kronor = self.said.figures[total].kronor();
        let caption = self.pick("regions", |_| true);
        let caption = self.said.fill(&caption, &[]);
        let (column, unit) = self.column([kronor].into_iter());
        let step = (unit.kronor() / 10).max(1);
        let regions = self.phrases.of("region");
        let count = i64::try_from(regions.len()).unwrap();
        let (mut left, mut rows, mut parts) = (kronor / step, Vec::new(), Vec::new());
        for (at, region) in regions.iter().enumerate() {
            let others = count - i64::try_from(at).unwrap() - 1;
            let even = left / (others + 1);
            let own = if others == 0 { left } else { even / 2 + self.number(997) * even / 997 };
            left -= own;
            let figure = self.said.add(Figure::cell(own * step, unit));
            parts.push(figure);
            rows.push([region.sentence.clone(), mark(figure)]);
        }
        let headings = ["Region".to_owned(), column];
        let whole = self.table(caption, headings, rows, kronor, unit, total);
        self.said.sums.push(Sum { whole, parts });
    }

    fn repeated(&mut self, total: usize) {
        if self.dice.of(3) != 2 {
            return;
        }
        let kronor = self.said.figures[total].kronor();
        let again = self.figure(kronor);
        self.said.same.push([total, again]);
        self.said.free.push(again);
        let phrase = self.pick("repeat", |_| true);
        let text = self.said.fill(&phrase, &[("T", mark(again))]);
        self.paragraph(text);
    }

    fn due(&mut self) {
        if self.dice.of(3) != 2 {
            return;
        }
        let phrase = self.pick("due", |_| true);
        let text = self.said.fill(&phrase, &[]);
        let year = self.said.year + phrase.about(1).parse::<i32>().unwrap();
        let date = format!("{year}-{}", phrase.about(2));
        self.said.due.push((self.agreement, phrase.about(0).to_owned(), date));
        self.paragraph(text);
    }
}

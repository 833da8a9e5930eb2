//! Printed sums of money, and typing errors in them.

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Kronor,
    Tkr,
    Mnkr,
    Million,
    Milliard,
}

impl Unit {
    pub(super) fn kronor(self) -> i64 {
        match self {
            Unit::Kronor => 1,
            Unit::Tkr => 1_000,
            Unit::Mnkr | Unit::Million => 1_000_000,
            Unit::Milliard => 1_000_000_000,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Unit::Kronor => "kronor",
            Unit::Tkr => "tkr",
            Unit::Mnkr => "mnkr",
            Unit::Million => "miljoner kronor",
            Unit::Milliard => "miljarder kronor",
        }
    }
}

/// A sum as it is printed.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Digits in groups, with a decimal comma.
    print: String,
    pub(super) unit: Unit,
    /// Without its unit, as in a column.
    bare: bool,
    /// Words before it ("drygt").
    bound: &'static str,
}

impl Figure {
    /// The sum in that unit, with as many decimals as it needs.
    pub(super) fn new(kronor: i64, unit: Unit) -> Figure {
        let (whole, rest) = (kronor / unit.kronor(), kronor % unit.kronor());
        let mut print = grouped(whole);
        if rest > 0 {
            let decimals = (unit.kronor() + rest).to_string();
            print = format!("{print},{}", decimals[1..].trim_end_matches('0'));
        }
        Figure { print, unit, bare: false, bound: "" }
    }

    pub(super) fn cell(kronor: i64, unit: Unit) -> Figure {
        Figure { bare: true, ..Figure::new(kronor, unit) }
    }

    pub(super) fn bounded(self, bound: &'static str) -> Figure {
        Figure { bound, ..self }
    }

    /// True where the sum can be printed in that unit as people do.
    pub(super) fn fits(kronor: i64, unit: Unit) -> bool {
        let step = unit.kronor() / if unit.kronor() > 1_000 { 1_000 } else { 1 };
        kronor % step == 0 && kronor >= unit.kronor()
    }

    /// What it says, in kronor.
    pub(super) fn kronor(&self) -> i64 {
        let digits: String = self.print.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<i64>().unwrap() * self.resolution()
    }

    /// The step of its last printed place, in kronor.
    pub(super) fn resolution(&self) -> i64 {
        let decimals = self.print.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        self.unit.kronor() / 10_i64.pow(u32::try_from(decimals).unwrap())
    }

    /// As it stands in a document whose digit groups are kept apart by `space`.
    pub(super) fn print(&self, space: &str) -> String {
        let print = self.print.replace(' ', space);
        let unit = if self.bare { String::new() } else { format!(" {}", self.unit.word()) };
        let bound = if self.bound.is_empty() { "" } else { " " };
        format!("{}{bound}{print}{unit}", self.bound)
    }

    /// The figure with every typing error that leaves a figure of as many digits.
    pub(super) fn mistyped(&self) -> Vec<Figure> {
        let chars: Vec<char> = self.print.chars().collect();
        let digits: Vec<usize> =
            (0..chars.len()).filter(|&at| chars[at].is_ascii_digit()).collect();
        let mut all = Vec::new();
        let mut add = |chars: Vec<char>| {
            if chars[0] != '0' && chars != self.print.chars().collect::<Vec<_>>() {
                all.push(Figure { print: chars.into_iter().collect(), ..self.clone() });
            }
        };
        for (index, &at) in digits.iter().enumerate() {
            for digit in '0'..='9' {
                let mut changed = chars.clone();
                changed[at] = digit;
                add(changed);
            }
            if let Some(&next) = digits.get(index + 1) {
                let mut swapped = chars.clone();
                swapped.swap(at, next);
                add(swapped);
            }
        }
        all
    }

    /// The figure with every way of moving one of its group marks by a digit, where it has two of them.
    pub(super) fn broken(&self) -> Vec<Figure> {
        let chars: Vec<char> = self.print.chars().collect();
        let marks: Vec<usize> = (0..chars.len()).filter(|&at| chars[at] == ' ').collect();
        if marks.len() < 2 {
            return Vec::new();
        }
        let moved = marks.iter().flat_map(|&at| [(at, at - 1), (at, at + 1)]).map(|(one, two)| {
            let mut moved = chars.clone();
            moved.swap(one, two);
            moved
        });
        let whole = |chars: &Vec<char>| chars[0] != ' ' && chars.last() != Some(&' ');
        moved
            .filter(whole)
            .map(|chars| Figure { print: chars.into_iter().collect(), ..self.clone() })
            .collect()
    }
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut print = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            print.push(' ');
        }
        print.push(digit);
    }
    print
}

//! What is known of the amounts of one agreement while their wholes are looked for: which stand
//! together, which have a value, what the parts found so far take of each whole.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::contract::Role;
use crate::interpret::draft::{Draft, Origin};
use crate::interpret::role::Claim;
use crate::interpret::scene::Scene;

/// An amount whose whole is looked for, and where.
pub(crate) struct Sought<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) drafts: &'a [Draft],
    /// The amounts of its agreement.
    pub(crate) scope: &'a [usize],
    /// Those of them that stand near it.
    pub(crate) near: &'a [usize],
    pub(crate) known: &'a Known,
    pub(crate) index: usize,
}

impl<'a> Sought<'a> {
    pub(crate) fn draft(&self) -> &'a Draft {
        &self.drafts[self.index]
    }

    /// The words of its sentence before it; none in a table.
    pub(crate) fn words_before(&self) -> Option<&'a str> {
        let draft = self.draft();
        let sentence = self.scene.sentences.get(draft.sentence?)?;
        Some(self.scene.str(sentence.range.start..draft.start()))
    }

    /// The amounts near it that stand before it, the nearest first.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = usize> + Clone + 'a {
        before(self.near, self.index).iter().copied().rev()
    }
}

/// What is known of the amounts of one agreement while their wholes are looked for.
pub(crate) struct Known {
    /// The years that the agreement is for, or the one in which the document was written.
    pub(crate) period: Vec<i32>,
    pub(crate) groups: Groups,
    pub(crate) totals: Vec<usize>,
    /// Those of `totals` that are the total rows of a table.
    totals_of_tables: BTreeMap<usize, Vec<usize>>,
    pub(crate) supplements: Vec<usize>,
    /// Increases and decreases.
    pub(crate) changes: Vec<usize>,
    rows_of_tables: BTreeMap<usize, Vec<usize>>,
    /// What the rows of a table for some years add up to.
    tables: BTreeMap<(usize, Vec<i32>), Decimal>,
    /// What the parts found so far take of each whole.
    taken: BTreeMap<usize, Taken>,
}

impl Known {
    pub(crate) fn new(drafts: &[Draft], scope: &[usize], period: Vec<i32>) -> Known {
        let of_role = |role: Role| -> Vec<usize> {
            scope.iter().copied().filter(|&index| drafts[index].role == role).collect()
        };
        let totals = of_role(Role::Total);
        let mut totals_of_tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &index in &totals {
            if let (Origin::Row { table, .. }, Claim::Total) =
                (drafts[index].origin, drafts[index].claim)
            {
                totals_of_tables.entry(table).or_default().push(index);
            }
        }
        let mut rows_of_tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &index in scope {
            if let Origin::Row { table, .. } = drafts[index].origin {
                rows_of_tables.entry(table).or_default().push(index);
            }
        }
        Known {
            period,
            groups: Groups::new(drafts, scope),
            totals,
            totals_of_tables,
            rows_of_tables,
            supplements: of_role(Role::Supplement),
            changes: of_role(Role::Change),
            tables: sums_of_tables(drafts, scope),
            taken: BTreeMap::new(),
        }
    }

    /// Counts a draft as a part of a whole.
    pub(crate) fn take(&mut self, whole: usize, part: &Draft) {
        self.taken.entry(whole).or_default().add(part);
    }

    /// What the rows of a table for these years add up to, those that are parts of a row left out.
    pub(crate) fn sum_of_table(&self, table: usize, years: &[i32]) -> Option<Decimal> {
        self.tables.get(&(table, years.to_vec())).copied()
    }

    /// The amounts in the rows of a table.
    pub(crate) fn rows_of_table(&self, table: usize) -> &[usize] {
        self.rows_of_tables.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The total rows of a table.
    pub(crate) fn totals_of_table(&self, table: usize) -> &[usize] {
        self.totals_of_tables.get(&table).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn taken(&self, whole: usize) -> Taken {
        self.taken.get(&whole).copied().unwrap_or_default()
    }
}

fn sums_of_tables(drafts: &[Draft], scope: &[usize]) -> BTreeMap<(usize, Vec<i32>), Decimal> {
    let mut sums: BTreeMap<(usize, Vec<i32>), Decimal> = BTreeMap::new();
    for draft in scope.iter().map(|&index| &drafts[index]) {
        if let Origin::Row { table, .. } = draft.origin
            && draft.opened_by.is_none()
            && draft.claim == Claim::SetAside
        {
            let sum = sums.entry((table, draft.years.clone())).or_default();
            *sum = sum.saturating_add(draft.amount.value);
        }
    }
    sums
}

/// Sums of the parts of one whole.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Taken {
    pub(crate) all: Decimal,
    /// Of those whose own words say that they are parts.
    pub(crate) named: Decimal,
    /// Of those that are not what is left of it.
    pub(crate) before_rest: Decimal,
}

impl Taken {
    fn add(&mut self, part: &Draft) {
        let add = |sum: &mut Decimal| *sum = sum.saturating_add(part.amount.value);
        let named = matches!(
            part.claim,
            Claim::PartOfTotal
                | Claim::PartOfThese
                | Claim::PartOfLast
                | Claim::Rest
                | Claim::SetAside
        );
        add(&mut self.all);
        if named {
            add(&mut self.named);
        }
        if part.claim != Claim::Rest {
            add(&mut self.before_rest);
        }
    }
}

/// Amounts of which some may add up to one before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Money {
    Given,
    Contributed,
    PaidOut,
}

impl Money {
    /// What an amount is by its claim; none where that makes it a part of something already.
    pub(crate) fn of(draft: &Draft) -> Option<Money> {
        match draft.claim {
            Claim::SetAside | Claim::Unsaid | Claim::Sum => Some(Money::Given),
            Claim::Contribution => Some(Money::Contributed),
            Claim::Payout => Some(Money::PaidOut),
            _ => None,
        }
    }
}

/// The amounts of one sentence, or of one paragraph, that may add up to one before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub(crate) first: usize,
    pub(crate) count: usize,
    pub(crate) sum: Decimal,
}

/// The groups of the amounts of one agreement, and its amounts by their values.
///
/// What funders contribute and what is paid out stand in groups of their own.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) sentences: BTreeMap<(usize, Money), Group>,
    pub(crate) parts: BTreeMap<(usize, Money), Group>,
    by_value: BTreeMap<Decimal, Vec<usize>>,
}

impl Groups {
    pub(crate) fn new(drafts: &[Draft], scope: &[usize]) -> Groups {
        let mut groups = Groups {
            sentences: BTreeMap::new(),
            parts: BTreeMap::new(),
            by_value: BTreeMap::new(),
        };
        for &index in scope {
            let draft = &drafts[index];
            groups.by_value.entry(draft.amount.value).or_default().push(index);
            let money = Money::of(draft).filter(|_| draft.opened_by.is_none());
            let (Some(sentence), Some(money)) = (draft.sentence, money) else { continue };
            add(&mut groups.sentences, (sentence, money), index, draft.amount.value);
            add(&mut groups.parts, (draft.part, money), index, draft.amount.value);
        }
        groups
    }

    /// The largest value.
    pub(crate) fn largest(&self) -> Option<Decimal> {
        self.by_value.keys().next_back().copied()
    }

    /// The amounts of a value, in order.
    pub(crate) fn of_value(&self, value: Decimal) -> &[usize] {
        self.by_value.get(&value).map_or(&[], Vec::as_slice)
    }
}

fn add(
    groups: &mut BTreeMap<(usize, Money), Group>,
    key: (usize, Money),
    index: usize,
    value: Decimal,
) {
    let group = groups.entry(key).or_insert(Group { first: index, count: 0, sum: Decimal::ZERO });
    group.count += 1;
    group.sum = group.sum.saturating_add(value);
}

/// The indices below `end` of a list in order.
pub(crate) fn before(indices: &[usize], end: usize) -> &[usize] {
    &indices[..indices.partition_point(|&index| index < end)]
}

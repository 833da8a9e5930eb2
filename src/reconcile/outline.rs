//! Rows in rows: which figures of a list are sums of others in it, so that none is counted twice.

use rust_decimal::Decimal;

use super::figure::sum;

/// Lists longer than this are taken as they are.
pub(super) const MOST: usize = 400;

/// One figure of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) value: Decimal,
    /// How far its print lets it be off.
    pub(super) tolerance: Decimal,
    /// True where "varav" opens it as a part of the one before.
    pub(super) opened: bool,
}

/// The entries that are no parts of others: where one is the sum of at least two that follow it
/// or that stand right before it, only the sum counts.
pub(super) fn top_level(entries: &[Entry]) -> Vec<usize> {
    if entries.len() > MOST {
        return (0..entries.len()).collect();
    }
    let mut kept: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        if entries[at].opened && !kept.is_empty() {
            at += 1;
            continue;
        }
        let behind = following(entries, at);
        if behind == 0 {
            let before = preceding(entries, at, &kept);
            kept.truncate(kept.len() - before);
        }
        kept.push(at);
        at += 1 + behind;
    }
    kept
}

/// How many entries right behind `at` add up to it; 0 where none do.
fn following(entries: &[Entry], at: usize) -> usize {
    let (mut total, mut tolerance) = (Decimal::ZERO, entries[at].tolerance);
    for (count, entry) in entries[at + 1..].iter().enumerate() {
        total = total.saturating_add(entry.value);
        tolerance = tolerance.saturating_add(entry.tolerance);
        if count > 0 && (total - entries[at].value).abs() <= tolerance {
            return count + 1;
        }
        if total > entries[at].value.saturating_add(tolerance) {
            break;
        }
    }
    0
}

/// How many of the kept entries right before `at` add up to it; 0 where none do.
fn preceding(entries: &[Entry], at: usize, kept: &[usize]) -> usize {
    (2..=kept.len())
        .find(|&count| {
            let group = &kept[kept.len() - count..];
            let total = sum(group.iter().map(|&index| entries[index].value));
            let tolerance = sum(group.iter().map(|&index| entries[index].tolerance));
            (total - entries[at].value).abs() <= tolerance.saturating_add(entries[at].tolerance)
        })
        .unwrap_or(0)
}

/// True for the label of a part of the row before: "varav till SKR".
pub(super) fn opens(label: &str) -> bool {
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    ["varav", "därav", "av vilket", "av vilka", "av detta", "av dessa"]
        .iter()
        .any(|word| label.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[i64], expected: &[usize]) {
        let entries: Vec<Entry> = values
            .iter()
            .map(|&value| Entry {
                value: value.into(),
                tolerance: Decimal::new(5, 1),
                opened: false,
            })
            .collect();
        assert_eq!(top_level(&entries), expected, "{values:?}");
    }

    #[test]
    fn keeps_the_sums_and_not_their_parts() {
        check(&[655, 300, 21], &[0, 1, 2]);
        check(&[1890, 1000, 2985, 2485, 500, 180, 130, 50], &[0, 1, 2, 5]);
        check(&[10, 20, 30, 5, 7, 12], &[2, 5]);
        check(&[], &[]);
    }
}

//! Which of several readings of the same characters holds.

use super::Mention;

/// Keeps the longest of overlapping mentions; of equally long ones the one whose rule comes first.
/// The result is in the order of the text.
pub(super) fn longest(mut mentions: Vec<Mention>) -> Vec<Mention> {
    // The sort is stable, so ties keep the order of the rules.
    mentions.sort_by(|a, b| a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end)));
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut group: Vec<Mention> = Vec::new();
    let mut end = 0;
    for mention in mentions {
        if mention.range.start >= end {
            settle(&mut group, &mut kept);
        }
        end = end.max(mention.range.end);
        group.push(mention);
    }
    settle(&mut group, &mut kept);
    kept
}

/// Settles one run of mentions that overlap each other.
fn settle(group: &mut Vec<Mention>, kept: &mut Vec<Mention>) {
    if group.len() <= 1 {
        kept.append(group);
        return;
    }
    let mut by_length: Vec<usize> = (0..group.len()).collect();
    by_length.sort_by_key(|&i| std::cmp::Reverse(group[i].range.len()));
    let mut chosen: Vec<usize> = Vec::new();
    for i in by_length {
        let range = &group[i].range;
        if chosen
            .iter()
            .all(|&j| range.end <= group[j].range.start || group[j].range.end <= range.start)
        {
            chosen.push(i);
        }
    }
    chosen.sort_unstable();
    let mut wanted = chosen.into_iter().peekable();
    for (i, mention) in group.drain(..).enumerate() {
        if wanted.next_if_eq(&i).is_some() {
            kept.push(mention);
        }
    }
}

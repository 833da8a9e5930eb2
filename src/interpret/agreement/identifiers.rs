//! Registry numbers, appropriations and links, each with the agreement that it stands with.

use std::collections::HashSet;

use super::Scope;
use crate::contract::{Agreement, Appropriation, Link, Mention, RegistryNumber};
use crate::interpret::facts::holder;
use crate::interpret::scene::Scene;
use crate::recognise::Value;

pub(crate) fn registry_numbers(
    scene: &Scene<'_>,
    scopes: &[Scope],
    agreements: &mut [Agreement],
    rest: &mut Vec<RegistryNumber>,
) {
    for mention in scene.mentions {
        let Value::Registry(value) = &mention.value else { continue };
        let part = scene.text.part_at(mention.range.start);
        let list = holder(scopes, agreements, part)
            .map_or(&mut *rest, |agreement| &mut agreement.registry_numbers);
        let place = scene.text.mention(mention.range.clone());
        match list.iter_mut().find(|known| known.value == *value) {
            Some(known) => known.mentions.push(place),
            None => list.push(RegistryNumber { value: value.clone(), mentions: vec![place] }),
        }
    }
}

/// An expenditure area, an appropriation and an item that stand in one part make one appropriation.
pub(crate) fn appropriations(
    scene: &Scene<'_>,
    scopes: &[Scope],
    agreements: &mut [Agreement],
    rest: &mut Vec<Appropriation>,
) {
    let mut open: Option<(usize, Appropriation)> = None;
    let mut found: Vec<(usize, Appropriation)> = Vec::new();
    for mention in scene.mentions {
        let part = scene.text.part_at(mention.range.start);
        if open.as_ref().is_some_and(|(at, _)| *at != part) {
            found.extend(open.take());
        }
        let fresh = || Appropriation {
            expenditure_area: None,
            appropriation: None,
            item: None,
            name: None,
            mentions: Vec::new(),
        };
        match &mention.value {
            Value::ExpenditureArea(area)
                if open.as_ref().is_some_and(|(_, entry)| entry.expenditure_area.is_none()) =>
            {
                // "anslag 4:5 ..., anslagspost 27, under utgiftsområde 9".
                if let Some((_, entry)) = &mut open {
                    entry.expenditure_area = Some(*area);
                }
            }
            Value::ExpenditureArea(area) => {
                found.extend(open.take());
                open = Some((part, Appropriation { expenditure_area: Some(*area), ..fresh() }));
            }
            Value::Appropriation(number) => {
                let (_, entry) = open.get_or_insert_with(|| (part, fresh()));
                if entry.appropriation.is_some() {
                    let area = entry.expenditure_area;
                    found.extend(open.take());
                    open = Some((part, Appropriation { expenditure_area: area, ..fresh() }));
                }
                let (_, entry) = open.get_or_insert_with(|| (part, fresh()));
                entry.appropriation = Some(number.clone());
                entry.name = appropriation_name(scene, mention.range.end, part);
            }
            Value::AppropriationItem(item) => {
                if let Some((_, entry)) = &mut open {
                    entry.item.get_or_insert_with(|| item.clone());
                }
            }
            _ => continue,
        }
        if let Some((_, entry)) = &mut open {
            entry.mentions.push(scene.text.mention(mention.range.clone()));
        }
    }
    found.extend(open);
    for (part, appropriation) in found {
        if appropriation.appropriation.is_none() {
            continue;
        }
        match holder(scopes, agreements, part) {
            Some(agreement) if agreement.appropriation.is_none() => {
                agreement.appropriation = Some(appropriation)
            }
            _ => rest.push(appropriation),
        }
    }
}

/// The name behind an appropriation's number: "1:6 Bidrag till folkhälsa och sjukvård".
fn appropriation_name(scene: &Scene<'_>, from: usize, part: usize) -> Option<String> {
    let to = scene.text.parts[part].range.end;
    let words = scene.str(from..to).trim_start();
    let end = words.find([',', '.', ';', '(', '\n']).unwrap_or(words.len());
    let end = [" anslagspost", " under utgiftsområde", " inom utgiftsområde"]
        .iter()
        .filter_map(|next| words.find(next))
        .fold(end, usize::min);
    let name = words[..end].trim();
    (name.starts_with(char::is_uppercase) && name.len() < 160).then(|| name.to_owned())
}

/// The part in which a link stands, and its text.
pub(super) fn of_link(
    scene: &Scene<'_>,
    link: &crate::read::layout::Link,
) -> Option<(usize, Mention)> {
    let line = scene.text.document.lines.get(link.span.line)?;
    let at = scene.text.clean_at(link.span.line, link.span.range.start)?;
    let quote = line.text.get(link.span.range.clone()).unwrap_or_default().trim().to_owned();
    let number = u32::try_from(link.span.line + 1).unwrap_or(u32::MAX);
    let mention = Mention { page: line.page, line: number, quote, bbox: None };
    Some((scene.text.part_at(at), mention))
}

pub(crate) fn links(scene: &Scene<'_>, scopes: &[Scope], agreements: &mut [Agreement]) {
    let mut seen = HashSet::new();
    for link in &scene.text.document.links {
        if link.href.starts_with("mailto:") || link.href.starts_with('#') {
            continue;
        }
        let Some((part, mention)) = of_link(scene, link) else { continue };
        let text = mention.quote.as_str();
        let Some(holder) = scopes.iter().position(|scope| scope.holds(part)) else { continue };
        let is_new =
            !text.is_empty() && seen.insert((holder, link.span.line, text.to_owned(), &link.href));
        if let Some(agreement) = agreements.get_mut(holder).filter(|_| is_new) {
            agreement.links.push(Link {
                text: text.to_owned(),
                href: link.href.clone(),
                mentions: vec![mention.clone()],
            });
        }
    }
}

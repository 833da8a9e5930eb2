//! The words by which an amount is known for what it is, as tables of rules.

mod aside;
mod changes;
mod named;
mod parts;
mod set_aside;
mod sums;

use super::RoleRule;

/// The tables in the order in which they are tried.
const TABLES: &[&[RoleRule]] =
    &[changes::RULES, aside::RULES, named::RULES, parts::RULES, sums::RULES, set_aside::RULES];

/// All rules in the order in which they are tried.
pub(in crate::interpret) fn all() -> impl Iterator<Item = &'static RoleRule> {
    TABLES.iter().copied().flatten()
}

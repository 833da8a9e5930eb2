//! Parts that are added up one by one beside their total, and how far the printed precision of all
//! of them lets the sum be from it.

use rust_decimal::Decimal;

use super::figure::{half, spread};
use crate::contract::{Amount, Bound};

/// The sums of parts that are added one by one, and how far they may be from the total.
pub(super) struct Tally<'t> {
    total: &'t Amount,
    pub(super) values: Decimal,
    tolerance: Decimal,
    strict: Decimal,
}

impl<'t> Tally<'t> {
    pub(super) fn of(total: &'t Amount) -> Tally<'t> {
        let own = spread(total).tolerance;
        Tally { total, values: Decimal::ZERO, tolerance: own, strict: own }
    }

    pub(super) fn add(&mut self, part: &Amount) {
        let own = spread(part).tolerance;
        // Beside a total in finer steps, "168 miljoner" is printed as exactly as the total is, and
        // what is missing is no rounding.
        let strict = match part.bound {
            Bound::Exact => half(part.resolution.0.min(self.total.resolution.0)),
            _ => own,
        };
        self.values = self.values.saturating_add(part.value.0);
        self.tolerance = self.tolerance.saturating_add(own);
        self.strict = self.strict.saturating_add(strict);
    }

    pub(super) fn difference(&self) -> Decimal {
        self.values.saturating_sub(self.total.value.0)
    }

    /// The tolerance that the difference is held against.
    pub(super) fn allowed(&self) -> Decimal {
        if self.difference().is_sign_negative() { self.strict } else { self.tolerance }
    }

    pub(super) fn close(&self) -> bool {
        self.difference().abs() <= self.allowed()
    }
}

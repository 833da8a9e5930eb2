//! Money: `1 437 000 000 kronor`, `447,5 mnkr`, `en halv miljard`, `10–15 miljoner kronor`,
//! `2 396 kr/inv`.
//!
//! Reads figures with a unit, and bare figures where the context gives the unit. Does not read
//! counts ("1,2 miljoner böcker") and not the names of milliards ("professionsmiljarden").
//! Phrasing: Svenska skrivregler on amounts, and the agreements and pages of the state and SKR
//! from 2010 to 2026.

mod counted;
mod elided;
mod in_words;
mod own;
mod read;
mod rules;
mod series;
mod span;
mod words;

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::contract::{Bound, Per};
pub(super) use elided::RULES as ELIDED;
pub(super) use rules::{OF_COLUMN, RULES};
pub(super) use words::bound;

/// A sum of money as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In whole units of the currency; the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub value_to: Option<Decimal>,
    /// ISO 4217.
    pub currency: &'static str,
    /// The step at which it is printed: 100 000 for "447,5 mnkr".
    pub resolution: Decimal,
    /// On which side of the figure the value lies.
    pub bound: Bound,
    /// What it is counted by.
    pub per: Option<Per>,
    /// The word for what it is counted by: "år", "invånare", "vårdplats".
    pub per_word: Option<String>,
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bounded(f, self.bound, self.value, self.value_to)?;
        write!(f, " {}", self.currency)?;
        match (self.per, &self.per_word) {
            (None, _) => Ok(()),
            (Some(Per::Year), _) => f.write_str("/år"),
            (Some(Per::Inhabitant), _) => f.write_str("/invånare"),
            (Some(Per::Unit), word) => write!(f, "/{}", word.as_deref().unwrap_or("enhet")),
        }
    }
}

/// A figure with the sign of its bound: `~51000000`, `>=3`, `10..15`.
pub(super) fn bounded(
    f: &mut fmt::Formatter<'_>,
    bound: Bound,
    value: Decimal,
    to: Option<Decimal>,
) -> fmt::Result {
    match bound {
        Bound::Exact | Bound::Range => {}
        Bound::Approximate => f.write_str("~")?,
        Bound::AtLeast => f.write_str(">=")?,
        Bound::AtMost => f.write_str("<=")?,
    }
    write!(f, "{}", value.normalize())?;
    to.map_or(Ok(()), |to| write!(f, "..{}", to.normalize()))
}

/// The unit that a table's header gives to its bare numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellUnit {
    /// Kronor.
    Sek,
    /// Thousands of kronor (tkr).
    Thousand,
    /// Millions of kronor (mnkr).
    Million,
    /// Milliards (10^9) of kronor (mdkr).
    Milliard,
    /// Kronor per inhabitant.
    SekPerInhabitant,
}

impl CellUnit {
    /// Reads the name of a unit: `kronor`, `tkr`, `mnkr`, `miljoner kronor`, `mdkr`, `kr/inv`.
    pub fn parse(name: &str) -> Option<CellUnit> {
        let name = name.trim().trim_end_matches('.').to_lowercase();
        Some(match name.as_str() {
            "kronor" | "kr" | "sek" => CellUnit::Sek,
            "tkr" | "kkr" | "tsek" | "ksek" | "tusen kronor" | "tusental kronor"
            | "tusentals kronor" | "tusen kr" | "t kr" | "tusen sek" => CellUnit::Thousand,
            "mnkr" | "mkr" | "msek" | "miljoner" | "miljoner kronor" | "miljoner kr"
            | "milj. kr" | "milj kr" | "milj.kr" | "milj. kronor" | "mn kr" | "m kr"
            | "miljoner sek" => CellUnit::Million,
            "mdkr" | "mdr" | "mdr kr" | "mdr kronor" | "miljarder" | "miljarder kronor" => {
                CellUnit::Milliard
            }
            "kr/inv"
            | "kronor/invånare"
            | "kronor per invånare"
            | "kr per invånare"
            | "kr/invånare"
            | "kronor/inv"
            | "kr per inv" => CellUnit::SekPerInhabitant,
            _ => return None,
        })
    }

    /// How many kronor one of it is.
    pub fn kronor(self) -> Decimal {
        match self {
            CellUnit::Sek | CellUnit::SekPerInhabitant => Decimal::ONE,
            CellUnit::Thousand => Decimal::from(1_000),
            CellUnit::Million => Decimal::from(1_000_000),
            CellUnit::Milliard => Decimal::from(1_000_000_000),
        }
    }
}

/// The largest sum that is taken for money: a thousand times the budget of the state.
const ABSURD: u64 = 2_000_000_000_000_000;

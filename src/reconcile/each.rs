//! What each of several parties gets or pays, "30 mnkr vardera", against the sum of all of them.

use super::figure::placed;
use super::sums::{Part, compare};
use super::yearly::counted;
use crate::contract::{Amount, Check, CheckStatus};

/// The most parties that a total is divided among in words: all municipalities.
const MOST: usize = 290;

/// True for a part that is what each of several gets or pays.
pub(super) fn is_each(part: &Part<'_>) -> bool {
    part.places.iter().any(|place| place.each)
}

/// The check that a total is so many times its only part; none where it is not, for nothing says
/// how many they are.
pub(super) fn closing(total: &Amount, parts: &[Part<'_>]) -> Option<Check> {
    let [part] = parts else { return None };
    let count = (2..=MOST).find(|count| counted(part.amount, *count).value == total.value)?;
    let amount = counted(part.amount, count);
    let mut check = compare(total, &[Part { amount: &amount, places: part.places }])?;
    check.message =
        format!("{count} times {} are the whole of {}.", placed(part.amount), placed(total));
    (check.status == CheckStatus::Holds).then_some(check)
}

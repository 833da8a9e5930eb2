//! Typing errors in figures: which sums one wrong digit, or two neighbours that are swapped, makes of
//! each other. Says nothing of which of two is the right one.

use rust_decimal::Decimal;

/// The fewest figures by which a sum is known again; round ones say too little.
const FEWEST: usize = 3;

/// A figure and the step in which it is printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed {
    pub(crate) value: Decimal,
    pub(crate) step: Decimal,
}

/// The digits of a sum as printed in steps of `step`.
pub(crate) fn digits(value: Decimal, step: Decimal) -> Vec<u8> {
    let steps = value.checked_div(step).map(|value| value.round().normalize().to_string());
    steps.unwrap_or_default().into_bytes()
}

/// True where two sums, as printed in steps of `step`, differ in one digit or by a swap of two
/// that stand beside each other.
pub(crate) fn one_error(a: Decimal, b: Decimal, step: Decimal) -> bool {
    differ_once(&digits(a, step), &digits(b, step))
}

fn differ_once(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let off: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
    match off.as_slice() {
        [_] => true,
        [one, two] => *two == one + 1 && a[*one] == b[*two] && a[*two] == b[*one],
        _ => false,
    }
}

/// True for two sums that are one but for such an error, and neither a round figure, which may round
/// the other.
pub(crate) fn misprinted(a: Decimal, b: Decimal, step: Decimal) -> bool {
    let steps = |value: Decimal| value.checked_div(step).map(|value| value.round());
    // Most sums differ by more, which is known without their digits.
    if steps(a).zip(steps(b)).is_some_and(|(a, b)| !one_figure(a - b)) {
        return false;
    }
    let (a, b) = (digits(a, step), digits(b, step));
    differ_once(&a, &b) && significant(&a).min(significant(&b)) >= FEWEST
}

fn significant(digits: &[u8]) -> usize {
    digits.len() - digits.iter().rev().take_while(|digit| **digit == b'0').count()
}

/// True where a wrong digit or two swapped ones in one figure of a sum make this difference.
pub(crate) fn one_figure(difference: Decimal) -> bool {
    let mut rest = difference.trunc().abs().mantissa();
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
    }
    (1..=9).contains(&rest) || (rest <= 81 && rest % 9 == 0 && rest != 0)
}

/// True for a sum with so many figures that another one is not like it by chance.
pub(crate) fn detailed(value: Decimal, figures: usize) -> bool {
    value.trunc().abs().to_string().trim_end_matches('0').len() >= figures
}

/// True where one wrong digit in one figure of a sum makes the difference between what is printed
/// and what it should be, in steps of `step`.
pub(crate) fn one_digit_off(a: Decimal, b: Decimal, step: Decimal) -> bool {
    let steps = |value: Decimal| value.checked_div(step).unwrap_or_default().normalize();
    let difference = steps((a - b).abs());
    difference.fract().is_zero() && one_figure(difference) && detailed(steps(b), FEWEST)
}

/// True where one such error in the whole or in one of its parts explains that the parts do not
/// close it, and no part that is one too many does.
pub(crate) fn explains(whole: Printed, parts: &[Printed]) -> bool {
    let sum = parts.iter().fold(Decimal::ZERO, |sum, part| sum.saturating_add(part.value));
    let off = sum.saturating_sub(whole.value);
    let right = |figure: &Printed, value: Decimal| {
        let steps = value.checked_div(figure.step).unwrap_or_default();
        value > Decimal::ZERO
            && steps.fract().is_zero()
            && one_error(figure.value, value, figure.step)
    };
    let known = |figure: &Printed| significant(&digits(figure.value, figure.step)) >= FEWEST;
    !off.is_zero()
        && (known(&whole) || parts.iter().any(known))
        && !parts.iter().any(|part| part.value == off)
        && (right(&whole, sum) || parts.iter().any(|part| right(part, part.value - off)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_misprints_from_other_sums() {
        for (a, b, step, expected) in [
            (212_000_000, 221_000_000, 1, true),
            (1_357_000_000, 1_367_000_000, 1, true),
            (1_357_000_000, 1_367_000_000, 1_000_000, true),
            (820_000, 820_003, 1, false),
            (820_010, 820_030, 1, true),
            (500_000_000, 490_000_000, 1_000_000, false),
            (511_000_000, 490_000_000, 1_000_000, false),
            (200_000_000, 300_000_000, 1_000_000, false),
            (54_499_160, 54_499_160, 1, false),
        ] {
            let found = misprinted(a.into(), b.into(), step.into());
            assert_eq!(found, expected, "{a} {b}");
        }
    }

    #[test]
    fn explains_what_does_not_close() {
        for (whole, parts, expected) in [
            // 503 was meant.
            (1532, &[523, 439, 463, 127][..], true),
            // The whole is 1726.
            (1626, &[567, 377, 782], true),
            // 213 was meant, though 613 is more than the whole.
            (234, &[21, 613], true),
            // Swapped: 355 and not 535.
            (976, &[535, 300, 321], true),
            // Split twice: by recipient and by purpose.
            (976, &[655, 321, 500, 476], false),
            // 100 is a part of one of the others.
            (512, &[312, 200, 100], false),
            // Round figures say too little.
            (500, &[300, 200, 300], false),
            (976, &[655, 321], false),
        ] {
            let printed = |value: i64| Printed { value: value.into(), step: Decimal::ONE };
            let parts: Vec<Printed> = parts.iter().map(|&part| printed(part)).collect();
            assert_eq!(explains(printed(whole), &parts), expected, "{whole} {parts:?}");
        }
    }
}

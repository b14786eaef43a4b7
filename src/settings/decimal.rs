//! Decimal numbers as text.

use std::cmp::Ordering;

/// So many digits before and behind the point are read.
const MOST: usize = 400;

/// The f64 nearest to a decimal number such as `-12.5`, `.5`, `5.` or `1e-3`, ties to even; `None` for any other text, and for one of some hundred digits. Beyond
/// the range of f64 it is infinite or zero.
///
/// The standard library's parser says the same, and weighs twelve kilobytes more in the download: it is fast, and made so by tables.
pub fn decimal(text: &str) -> Option<f64> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (is_negative, number) = unsigned(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits =
        |text: &str, most| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_digits(whole, MOST) || !is_digits(fraction, MOST) {
        return None;
    }
    let (is_small, digits) = unsigned(exponent);
    let power: i32 = Some(digits)
        .filter(|digits| is_digits(digits, 4))?
        .parse()
        .ok()?;
    let power = if is_small { -power } else { power };
    let mut numerator = Natural(Vec::new());
    for digit in whole.bytes().chain(fraction.bytes()) {
        numerator.multiply_add(10, u32::from(digit - b'0'));
    }
    let mut denominator = Natural(vec![1]);
    let shift = power - i32::try_from(fraction.len()).ok()?;
    let scaled = if shift < 0 {
        &mut denominator
    } else {
        &mut numerator
    };
    for _ in 0..shift.unsigned_abs() {
        scaled.multiply_add(10, 0);
    }
    let value = quotient(numerator, denominator);
    Some(if is_negative { -value } else { value })
}

fn unsigned(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The f64 nearest to a quotient, ties to even, bit by bit.
fn quotient(mut numerator: Natural, mut denominator: Natural) -> f64 {
    if numerator.bits() == 0 {
        return 0.0;
    }
    // So that the quotient is at least 1 and below 2, times 2^exponent.
    let mut exponent = numerator.bits() - denominator.bits();
    let scaled = if exponent < 0 {
        &mut numerator
    } else {
        &mut denominator
    };
    scaled.double(exponent.unsigned_abs());
    if numerator.compare(&denominator).is_lt() {
        exponent -= 1;
        numerator.double(1);
    }
    // 2^place is the last place of the result, that of the smallest f64 at least.
    let place = (exponent - 52).max(-1074);
    if exponent > 1023 {
        return f64::INFINITY;
    }
    if exponent < place - 1 {
        return 0.0;
    }
    let mut bits = 0_u64;
    for _ in place..=exponent {
        let fits = numerator.compare(&denominator).is_ge();
        if fits {
            numerator.subtract(&denominator);
        }
        bits = bits << 1 | u64::from(fits);
        numerator.double(1);
    }
    // Now it is twice the remainder.
    let is_up = match numerator.compare(&denominator) {
        Ordering::Less => false,
        Ordering::Equal => bits % 2 == 1,
        Ordering::Greater => true,
    };
    #[expect(clippy::cast_precision_loss, reason = "at most 2^53")]
    let bits = (bits + u64::from(is_up)) as f64;
    bits * power_of_two(place)
}

/// 2^power, for a power from -1074 to 1023.
fn power_of_two(power: i32) -> f64 {
    f64::from_bits(match power + 1023 {
        normal if normal > 0 => u64::from(normal.unsigned_abs()) << 52,
        _ => 1 << (power + 1074),
    })
}

/// A whole number of any size; digits of 32 bits, the lowest first.
struct Natural(Vec<u32>);

impl Natural {
    fn multiply_add(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Doubles it so many times.
    fn double(&mut self, times: u32) {
        for _ in 0..times / 31 {
            self.multiply_add(1 << 31, 0);
        }
        self.multiply_add(1 << (times % 31), 0);
    }

    /// Takes a number away that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0;
        for (i, digit) in self.0.iter_mut().enumerate() {
            let taken = u64::from(other.0.get(i).copied().unwrap_or(0)) + borrow;
            borrow = u64::from(u64::from(*digit) < taken);
            *digit = low((borrow << 32) + u64::from(*digit) - taken);
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let longest = self.0.len().max(other.0.len());
        let digit = |number: &Self, i: usize| number.0.get(i).copied().unwrap_or(0);
        (0..longest)
            .rev()
            .map(|i| digit(self, i).cmp(&digit(other, i)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    /// How many binary digits it has.
    fn bits(&self) -> i32 {
        let highest = self.0.iter().rposition(|digit| *digit != 0);
        let Some((at, digit)) = highest.and_then(|at| Some((at, self.0.get(at)?))) else {
            return 0;
        };
        i32::try_from(32 * (at + 1)).unwrap_or(i32::MAX) - digit.leading_zeros().cast_signed()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is wanted")]
fn low(number: u64) -> u32 {
    number as u32
}

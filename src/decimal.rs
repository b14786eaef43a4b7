//! Decimal numbers as text.
//!
//! The reader of the standard library has tables that are a fortieth of what a first visit may download; this one
//! is exact and has none.

/// A number beyond this power of ten is infinite, and one below the other is zero.
const LARGEST: i64 = 310;
const SMALLEST: i64 = -330;
/// So many digits decide between two neighbours; of more it is enough to know that they are there.
const DECIDING: usize = 800;
/// The largest power of ten that is a digit of a [`Whole`], and its exponent.
const CHUNK: (u32, usize) = (1_000_000_000, 9);
/// The lowest bit of the smallest numbers, and the digits of a number in base 2.
const LOWEST: i64 = -1074;
const PRECISION: i64 = 53;
/// The bits of infinity.
const INFINITE: u64 = 0x7FF0_0000_0000_0000;

/// The f64 nearest to a decimal number such as `-12.5`, `.5`, `5.` or `1e-3`, ties to even; `None`
/// for any other text, such as `nan` and `inf`. Outside the range of f64 it is infinite or zero.
pub fn decimal(text: &str) -> Option<f64> {
    let (is_negative, rest) = signed(text);
    let (number, exponent) = match rest.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, power(exponent)?),
        None => (rest, 0),
    };
    let (integer, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if integer.len() + fraction.len() == 0 || !is_plain(integer) || !is_plain(fraction) {
        return None;
    }
    let digits = [integer, fraction].concat();
    let size = nearest(&digits, exponent - length(fraction));
    Some(if is_negative { -size } else { size })
}

/// Whether a number is below zero, and what follows its sign.
fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An exponent; it stops growing where it no longer matters, whatever the digits before it.
fn power(text: &str) -> Option<i64> {
    let (is_negative, digits) = signed(text);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let add = |size: i64, byte: u8| (size * 10 + i64::from(byte - b'0')).min(1 << 40);
    let size = is_plain.then(|| digits.bytes().fold(0, add))?;
    Some(if is_negative { -size } else { size })
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

/// The f64 nearest to digits times a power of ten.
fn nearest(digits: &str, exponent: i64) -> f64 {
    let digits = digits.trim_start_matches('0');
    // The first digit stands for at least 10^(top - 1).
    let top = length(digits).saturating_add(exponent);
    if digits.is_empty() || top < SMALLEST {
        return 0.0;
    }
    if top > LARGEST {
        return f64::INFINITY;
    }
    let (seen, rest) = digits.split_at_checked(DECIDING).unwrap_or((digits, ""));
    let mut number = Whole::default();
    number.append(seen);
    let mut exponent = exponent + length(rest);
    if rest.bytes().any(|byte| byte != b'0') {
        number.append("1");
        exponent -= 1;
    }
    let (scale, has_rest) = number.times_ten_to(exponent);
    number.rounded(scale, has_rest)
}

/// A whole number in base 2^32, the lowest digit first.
#[derive(Default)]
struct Whole(Vec<u32>);

impl Whole {
    /// Multiplies by a number and adds another.
    fn multiply(&mut self, by: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(by);
            *digit = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Divides by a number; whether something is left over.
    fn divide(&mut self, by: u32) -> bool {
        let mut left = 0;
        for digit in self.0.iter_mut().rev() {
            left = left << 32 | u64::from(*digit);
            *digit = low(left / u64::from(by));
            left %= u64::from(by);
        }
        left > 0
    }

    /// Writes decimal digits behind those that are there.
    fn append(&mut self, digits: &str) {
        for digit in digits.bytes() {
            self.multiply(10, u32::from(digit - b'0'));
        }
    }

    /// Multiplies by a power of ten and by 2^-s, so that more digits remain than an f64 has. The answer is s, and whether
    /// something is left over.
    fn times_ten_to(&mut self, exponent: i64) -> (i64, bool) {
        let tens = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
        let chunks = std::iter::repeat_n(CHUNK.0, tens / CHUNK.1);
        let factors = chunks.chain(std::iter::repeat_n(10, tens % CHUNK.1));
        if exponent >= 0 {
            factors.for_each(|factor| self.multiply(factor, 0));
            return (0, false);
        }
        // Each factor takes less than 32 bits away.
        let more = tens / CHUNK.1 + 4;
        self.0.splice(0..0, std::iter::repeat_n(0, more));
        let has_rest = factors.fold(false, |has_rest, factor| self.divide(factor) | has_rest);
        (32 * i64::try_from(more).unwrap_or(i64::MAX), has_rest)
    }

    /// How many bits it has.
    fn bits(&self) -> i64 {
        let zeros = self.0.iter().rev().take_while(|digit| **digit == 0).count();
        let count = self.0.len() - zeros;
        let top = count
            .checked_sub(1)
            .map_or(32, |at| self.0[at].leading_zeros());
        32 * i64::try_from(count).unwrap_or(i64::MAX) - i64::from(top % 32)
    }

    /// The bit of this place, 0 being the lowest.
    fn bit(&self, place: i64) -> bool {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        self.0
            .get(place / 32)
            .is_some_and(|digit| digit >> (place % 32) & 1 == 1)
    }

    /// This times 2^-scale, and a little more if there is a rest, as the nearest f64.
    fn rounded(&self, scale: i64, has_rest: bool) -> f64 {
        let top = self.bits() - scale;
        // What the last bit of the result stands for, and its place here.
        let unit = (top - PRECISION).max(LOWEST);
        let last = unit + scale;
        let places = (last.max(0)..self.bits()).rev();
        let mantissa = places.fold(0_u64, |sum, place| sum << 1 | u64::from(self.bit(place)));
        let mantissa = if last < 0 {
            mantissa << last.unsigned_abs()
        } else {
            mantissa
        };
        let half = last > 0 && self.bit(last - 1);
        let more = has_rest || (0..last - 1).any(|place| self.bit(place));
        let is_up = half && (more || mantissa & 1 == 1);
        // One more in the mantissa is the next number, also where it gets another exponent.
        let bits = ((unit - LOWEST).unsigned_abs() << 52) + mantissa + u64::from(is_up);
        f64::from_bits(bits.min(INFINITE))
    }
}

/// The lower half.
fn low(wide: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "meant")]
    let low = wide as u32;
    low
}

//! The rank of a matrix of f64 numbers, taken as exact.

use nalgebra::DMatrix;

use kernel::split;

/// Two primes p modulo which the powers of 2 are all p - 1 nonzero residues.
const FIRST: u64 = 2_147_483_579;
const SECOND: u64 = 2_147_483_123;

/// The exact rank of the columns `live` of a matrix of finite numbers.
///
/// By elimination modulo two primes of 31 bits: a rank modulo a prime is never larger than the true
/// one, and it is smaller only if the prime divides every minor of that size. The probability that
/// both do so by chance is near 2^-62.
pub(super) fn exact_rank(weight: &DMatrix<f64>, live: &[usize]) -> usize {
    let most = weight.nrows().min(live.len());
    let rank = rank_modulo::<FIRST>(weight, live);
    if rank == most {
        return rank;
    }
    rank.max(rank_modulo::<SECOND>(weight, live))
}

fn rank_modulo<const PRIME: u64>(weight: &DMatrix<f64>, live: &[usize]) -> usize {
    let n = weight.nrows();
    let mut columns: Vec<Vec<u64>> = live
        .iter()
        .map(|j| (0..n).map(|i| residue(weight[(i, *j)], PRIME)).collect())
        .collect();
    let mut rank = 0;
    for row in 0..n {
        let Some(at) = (rank..columns.len()).find(|j| columns[*j][row] != 0) else {
            continue;
        };
        columns.swap(rank, at);
        let (head, tail) = columns.split_at_mut(rank + 1);
        let own = &head[rank];
        let inverse = power(own[row], PRIME - 2, PRIME);
        for column in tail {
            if column[row] != 0 {
                // Minus the quotient, so that nothing has to be subtracted.
                let factor = PRIME - column[row] * inverse % PRIME;
                for (x, y) in column[row..].iter_mut().zip(&own[row..]) {
                    *x = (*x + factor * y) % PRIME;
                }
            }
        }
        rank += 1;
    }
    rank
}

/// x modulo a prime, for a finite x: an integer times a power of two.
fn residue(x: f64, prime: u64) -> u64 {
    if x == 0.0 {
        return 0;
    }
    let (mantissa, exponent) = split(x.abs());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an integer below 2^53"
    )]
    let integer = (mantissa * 9_007_199_254_740_992.0) as u64 % prime;
    let shift = (exponent - 53).rem_euclid(prime.cast_signed() - 1) as u64;
    let size = integer * power(2, shift, prime) % prime;
    if x < 0.0 {
        (prime - size) % prime
    } else {
        size
    }
}

/// base^exponent modulo a prime.
fn power(mut base: u64, mut exponent: u64, prime: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % prime;
        }
        base = base * base % prime;
        exponent >>= 1;
    }
    result
}

//! All random numbers, from the seed alone: one independent stream for each purpose and layer.
//!
//! The streams are frozen by `v=1` of the links: the same seed gives the same bits, now and later,
//! on every platform. Generator: ChaCha with 8 rounds, key = the seed as four little-endian bytes
//! followed by the 28 bytes of `KEY`, stream number = purpose * 2^32 + layer. A uniform number
//! takes one 64-bit word, a pair of normal ones takes two.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The part of the generator's key that is not the seed.
const KEY: &[u8; 28] = b"gradlens random streams, v=1";

/// What random numbers are for. The discriminants are frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// w^(j), whatever the distribution
    Weight = 1,
    /// b^(j)
    Bias = 2,
    /// x
    Input = 3,
    /// dL/dy*
    Direction = 4,
    /// the target t
    Target = 5,
    /// the class c
    Class = 6,
    /// the order of the rows of a training; its "layer" is the epoch
    Order = 7,
    /// the data of a training; its "layer" is the number of the data set
    Data = 8,
}

/// An endless sequence of random numbers that no other sequence shares.
#[derive(Clone, Debug)]
pub struct Stream {
    generator: ChaCha8Rng,
    /// The second number of a normal pair.
    spare: Option<f64>,
}

impl Stream {
    /// The stream of this seed for this purpose at this layer; 0 stands for no layer. Inputs, targets and classes have
    /// none: of the first sample they are at 0, of sample n at n - 1.
    pub fn of(seed: u32, purpose: Purpose, layer: usize) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        key[4..].copy_from_slice(KEY);
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream((purpose as u64) << 32 | layer as u64);
        Self {
            generator,
            spare: None,
        }
    }

    /// A uniform number in (0, 1): the middle of one of 2^52 equal intervals, so it is never 0 or
    /// 1, and 1 - u is as likely as u.
    pub fn uniform(&mut self) -> f64 {
        const INTERVALS: f64 = 4_503_599_627_370_496.0;
        #[expect(
            clippy::cast_precision_loss,
            reason = "an integer below 2^52 is exact, and so is adding a half"
        )]
        let index = (self.generator.next_u64() >> 12) as f64;
        (index + 0.5) / INTERVALS
    }

    /// A number from N(0, 1), by the method of Box and Muller.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        let angle = std::f64::consts::TAU * self.uniform();
        self.spare = Some(radius * libm::sin(angle));
        radius * libm::cos(angle)
    }

    /// One of 0..`count`, all equally likely; 0 if there is none.
    pub fn index(&mut self, count: usize) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a number below a width"
        )]
        let index = (self.uniform() * count as f64) as usize;
        index.min(count.saturating_sub(1))
    }

    /// `count` numbers from N(0, 1).
    pub fn normals(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.normal()).collect()
    }

    /// A unit vector of `count` numbers, all directions equally likely; for a count of 1 it is 1 or
    /// -1.
    pub fn unit_vector(&mut self, count: usize) -> Vec<f64> {
        let mut vector = self.normals(count);
        let norm = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
        for v in &mut vector {
            *v /= norm;
        }
        vector
    }
}

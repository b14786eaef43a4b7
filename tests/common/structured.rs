//! Structured matrices of every size: cases that random ones never hit.

use gradlens::network::{Block, Layer, Loss, Network};
use nalgebra::DMatrix;

use super::networks::ACTIVATIONS;
use super::random::Draws;

/// One kind of matrix.
pub type Family = fn((usize, usize), &mut Draws) -> DMatrix<f64>;

/// All kinds with their names.
pub const FAMILIES: [(&str, Family); 26] = [
    ("ones", |(n, m), d| {
        let value = d.pick(&[1.0, 0.1, -3.0, 1e-300, 1e300]);
        DMatrix::from_element(n, m, value)
    }),
    ("rank one", |(n, m), d| {
        integers((n, 1), 9, d) * integers((1, m), 9, d)
    }),
    ("rank one, rounded", |(n, m), d| {
        normals((n, 1), d) * normals((1, m), d)
    }),
    ("rank two", |(n, m), d| {
        integers((n, 2), 9, d) * integers((2, m), 9, d)
    }),
    ("hilbert", |(n, m), _| {
        DMatrix::from_fn(n, m, |i, j| 1.0 / (i + j + 1) as f64)
    }),
    ("vandermonde", |(n, m), d| {
        let base = d.pick(&[1.0, 2.0, 0.1]);
        DMatrix::from_fn(n, m, |i, j| {
            (base * (i + 1) as f64 / n as f64).powi(j as i32)
        })
    }),
    ("vandermonde, integers", |(n, m), _| {
        DMatrix::from_fn(n, m, |i, j| ((i + 1) as f64).powi((j % 100) as i32))
    }),
    ("companion", |(n, m), d| {
        let first: Vec<f64> = (0..m).map(|_| integer(9, d)).collect();
        let below = d.pick(&[1.0, 1e-8, 1e160]);
        DMatrix::from_fn(n, m, |i, j| match i {
            0 => first[j],
            _ if i == j + 1 => below,
            _ => 0.0,
        })
    }),
    ("jordan", |(n, m), d| {
        let value = d.pick(&[0.0, 1.0, 0.5, 1e-3, 0.1]);
        DMatrix::from_fn(
            n,
            m,
            |i, j| {
                if i == j { value } else { f64::from(j == i + 1) }
            },
        )
    }),
    ("toeplitz", |(n, m), d| {
        let diagonals: Vec<f64> = (0..n + m).map(|_| integer(3, d)).collect();
        DMatrix::from_fn(n, m, |i, j| diagonals[n + j - i])
    }),
    ("toeplitz, three bands", |(n, m), d| {
        let bands = d.pick(&[[1.0, -2.0, 1.0], [-1.0, 2.0, -1.0], [1.0, 1e-9, 1.0]]);
        DMatrix::from_fn(n, m, |i, j| {
            bands.get((j + 1).wrapping_sub(i)).copied().unwrap_or(0.0)
        })
    }),
    ("blocks", |(n, m), d| {
        let (rows, columns) = (n.div_ceil(2), m.div_ceil(2));
        let block = integers((rows, columns), 5, d);
        let sign = d.pick(&[1.0, -1.0, 0.0]);
        DMatrix::from_fn(n, m, |i, j| {
            let entry = block[(i % rows, j % columns)];
            if (i < rows) == (j < columns) {
                entry
            } else {
                sign * entry
            }
        })
    }),
    ("permutation", |(n, m), d| {
        let mut order: Vec<usize> = (0..n.max(m)).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, d.below(i + 1));
        }
        DMatrix::from_fn(n, m, |i, j| f64::from(order[i] == j))
    }),
    ("permutation, scaled", |(n, m), d| {
        let size: Vec<f64> = (0..n)
            .map(|_| 10_f64.powf(300.0 * d.uniform() - 150.0))
            .collect();
        DMatrix::from_fn(n, m, |i, j| {
            if (i * 7 + 3) % n.max(m) == j {
                size[i]
            } else {
                0.0
            }
        })
    }),
    ("repeated rows", |(n, m), d| {
        let few = normals((n.div_ceil(3), m), d);
        DMatrix::from_fn(n, m, |i, j| few[(i % few.nrows(), j)])
    }),
    ("repeated columns, nearly", |(n, m), d| {
        let few = normals((n, m.div_ceil(2)), d);
        DMatrix::from_fn(n, m, |i, j| {
            few[(i, j % few.ncols())] * (1.0 + f64::EPSILON * d.below(2) as f64)
        })
    }),
    ("graded rows", |(n, m), d| {
        let step = 10.0 * d.uniform();
        DMatrix::from_fn(n, m, |i, _| {
            d.normal() * 10_f64.powf(-step * i as f64 % 300.0)
        })
    }),
    ("graded columns", |(n, m), d| {
        let step = 10.0 * d.uniform();
        DMatrix::from_fn(n, m, |_, j| {
            d.normal() * 10_f64.powf(step * j as f64 % 300.0)
        })
    }),
    ("graded both ways", |(n, m), d| {
        let step = 2.0 * d.uniform() - 1.0;
        DMatrix::from_fn(n, m, |i, j| {
            d.normal() * 10_f64.powf((i as f64 - step * j as f64) % 150.0)
        })
    }),
    ("every exponent", |(n, m), d| {
        DMatrix::from_fn(n, m, |_, _| {
            let exponent = d.below(2098) as i32 - 1074;
            (1.0 + d.uniform()) * 2_f64.powi(exponent / 2) * 2_f64.powi(exponent - exponent / 2)
        })
    }),
    ("subnormal", |(n, m), d| {
        DMatrix::from_fn(n, m, |_, _| d.below(7) as f64 * 2_f64.powi(-1074))
    }),
    ("signs", |(n, m), d| {
        DMatrix::from_fn(n, m, |_, _| d.pick(&[1.0, -1.0]))
    }),
    ("integers", |shape, d| integers(shape, 4, d)),
    ("large integers", |shape, d| integers(shape, 1 << 50, d)),
    ("few entries", |(n, m), d| {
        DMatrix::from_fn(n, m, |_, _| {
            if d.below(8) == 0 {
                d.normal() * 10_f64.powi(d.below(40) as i32 - 20)
            } else {
                0.0
            }
        })
    }),
    ("one huge entry", |(n, m), d| {
        let mut w = normals((n, m), d);
        w[(d.below(n), d.below(m))] = 10_f64.powf(300.0 * d.uniform());
        w
    }),
];

fn integer(most: i64, draws: &mut Draws) -> f64 {
    (draws.below(2 * most as usize + 1) as i64 - most) as f64
}

fn integers((n, m): (usize, usize), most: i64, draws: &mut Draws) -> DMatrix<f64> {
    DMatrix::from_fn(n, m, |_, _| integer(most, draws))
}

fn normals((n, m): (usize, usize), draws: &mut Draws) -> DMatrix<f64> {
    DMatrix::from_fn(n, m, |_, _| draws.normal())
}

/// Number `case` of a sequence of networks of one layer, with its description: every kind, every
/// size up to `largest`, alone and with every activation.
pub fn network(case: usize, largest: usize) -> (String, Network) {
    let mut draws = Draws::from_seed(1000 + case as u64);
    let (name, family) = FAMILIES[case % FAMILIES.len()];
    let size = 1 + case / FAMILIES.len() % largest;
    let shape = match draws.below(4) {
        0 => (size, 1 + draws.below(largest)),
        1 => (1 + draws.below(largest), size),
        _ => (size, size),
    };
    let weight = family(shape, &mut draws);
    let activation = match draws.below(3) {
        0 => ACTIVATIONS[0],
        _ => draws.pick(&ACTIVATIONS),
    };
    let reach = draws.pick(&[0.1, 1.0, 10.0]);
    let network = Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: (0..shape.0).map(|_| reach * draws.normal()).collect(),
        layers: vec![Layer {
            weight: std::sync::Arc::new(weight),
            bias: Some((0..shape.1).map(|_| reach * draws.normal()).collect()),
            activation,
            block: Block::default(),
        }],
        loss: Loss::Direction((0..shape.1).map(|_| draws.normal()).collect()),
    };
    let (n, m) = shape;
    let context = format!("case {case}: {name}, {n} x {m}, {activation:?}, inputs x {reach}");
    (context, network)
}

/// Number `case` of a sequence of networks of some structured layers with sizes up to `largest`;
/// neighbours may be tied.
pub fn deep(case: usize, largest: usize) -> (String, Network) {
    let mut draws = Draws::from_seed(2_000_000 + case as u64);
    let depth = 2 + draws.below(6);
    let size = 2 + draws.below(largest - 1);
    let (name, family) = draws.pick(&FAMILIES);
    let other = draws.pick(&ACTIVATIONS);
    let activation = draws.pick(&[ACTIVATIONS[0], other]);
    let mut layers: Vec<Layer> = Vec::new();
    for _ in 0..depth {
        let weight = match (layers.last(), draws.below(4)) {
            (Some(last), 0) => std::sync::Arc::clone(&last.weight),
            (_, 1) => normals((size, size), &mut draws).into(),
            (_, 2) => draws.pick(&FAMILIES).1((size, size), &mut draws).into(),
            _ => family((size, size), &mut draws).into(),
        };
        layers.push(Layer {
            weight,
            bias: None,
            activation,
            block: Block::default(),
        });
    }
    let network = Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: (0..size).map(|_| draws.normal()).collect(),
        layers,
        loss: Loss::Direction((0..size).map(|_| draws.normal()).collect()),
    };
    let context = format!("{name}, {size} x {size}, {depth} layers, {activation:?}");
    (context, network)
}

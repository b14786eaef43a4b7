//! The kernels of training against their definitions, to the bit and at every size.

use kernel::rows::{finite_length, multiply};
use kernel::{Left, batch_product, curves, transpose};

/// Numbers of both signs and many sizes.
fn numbers(count: usize, seed: usize) -> Vec<f64> {
    let number = |i: usize| {
        let place = (i * 7919 + seed * 104_729) % 1009;
        let sizes = [1.0, 0.25, 1e-3, 30.0, 1e4];
        (place as f64 - 500.0) / 61.0 * sizes[place % sizes.len()]
    };
    (0..count).map(number).collect()
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

/// Each sum in the order of its terms, one product after the other.
fn sums(left: &[f64], right: &[f64], [columns, terms]: [usize; 2], start: &[f64]) -> Vec<f64> {
    let sum = |at: usize| {
        let (row, column) = (at / columns, at % columns);
        let terms = (0..terms).map(|k| left[row * terms + k] * right[k * columns + column]);
        terms.fold(start[column], |sum, term| sum + term)
    };
    (0..left.len() / terms * columns).map(sum).collect()
}

#[test]
fn products_of_batches_are_their_sums() {
    let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17];
    for rows in sizes {
        for columns in sizes {
            for terms in [1, 2, 5, 31, 32, 33, 64, 65, 100] {
                let (left, right) = (numbers(rows * terms, 1), numbers(terms * columns, 2));
                let mut turned = vec![0.0; left.len()];
                transpose(&mut turned, &left, terms);
                for (i, x) in turned.iter().enumerate() {
                    assert_eq!(*x, left[i % rows * terms + i / rows]);
                }
                for start in [None, Some(numbers(columns, 3))] {
                    let zeros = vec![0.0; columns];
                    let begin = start.as_deref().unwrap_or(&zeros);
                    let expected = sums(&left, &right, [columns, terms], begin);
                    for factor in [Left::Plain(&left), Left::Transposed(&turned)] {
                        let mut out = vec![f64::NAN; rows * columns];
                        let shape = [columns, terms];
                        batch_product(&mut out, factor, &right, shape, start.as_deref());
                        assert_eq!(bits(&out), bits(&expected), "{rows} x {terms} x {columns}");
                    }
                }
            }
        }
    }
}

/// What is not finite stays in its own row.
#[test]
fn a_row_that_is_not_finite_changes_no_other() {
    for (rows, wrong) in [(5, f64::NAN), (6, f64::INFINITY), (7, f64::NEG_INFINITY)] {
        let (mut left, right) = (numbers(rows * 33, 1), numbers(33 * 6, 2));
        let mut plain = vec![0.0; rows * 6];
        batch_product(&mut plain, Left::Plain(&left), &right, [6, 33], None);
        left[rows * 33 - 1] = wrong;
        let mut out = vec![0.0; rows * 6];
        batch_product(&mut out, Left::Plain(&left), &right, [6, 33], None);
        assert_eq!(bits(&out[..rows * 6 - 6]), bits(&plain[..rows * 6 - 6]));
        assert!(
            out[rows * 6 - 6..].iter().all(|x| !x.is_finite()),
            "{out:?}"
        );
    }
}

#[test]
fn slopes_are_multiplied_in_their_order() {
    for count in [0, 1, 2, 7, 64] {
        let [x, y] = [1, 2].map(|seed| numbers(count, seed));
        let mut out = vec![f64::NAN; count];
        multiply(&mut out, &x, 0.3, &y);
        let expected: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x * (0.3 * y)).collect();
        assert_eq!(bits(&out), bits(&expected));
    }
}

/// Lists that do not fit change nothing.
#[test]
fn products_of_other_sizes_are_refused() {
    let (left, right) = (numbers(12, 1), numbers(8, 2));
    let mut out = vec![7.0; 6];
    for (shape, start) in [
        ([2, 5], None),
        ([3, 4], None),
        ([2, 0], None),
        ([2, 4], Some(&left[..1])),
    ] {
        batch_product(&mut out, Left::Plain(&left), &right, shape, start);
        assert_eq!(out, [7.0; 6], "{shape:?}");
    }
    batch_product(&mut out, Left::Plain(&left), &right, [2, 4], None);
    assert_ne!(out, [7.0; 6]);
    batch_product(&mut [], Left::Plain(&[]), &[], [0, 4], None);
}

/// Many at once are each of them alone, whatever stands beside it.
#[test]
fn activations_of_many_are_those_of_one() {
    type Many = fn(&[f64], &mut [f64], &mut [f64]);
    let all: [Many; 9] = [
        curves::tanh,
        curves::sigmoid,
        curves::elu,
        curves::silu,
        curves::softplus,
        curves::mish,
        curves::gelu,
        |a, values, slopes| curves::selu([1.7, 1.05], a, values, slopes),
        |a, values, slopes| curves::leaky_relu(0.1, a, values, slopes),
    ];
    for curve in all {
        for count in [1, 2, 3, 255, 256, 257, 600] {
            let mut a = numbers(count, count);
            let ends = [
                0.0,
                -0.0,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::NAN,
                -745.5,
                1e300,
            ];
            let step = count.div_ceil(ends.len());
            for (at, end) in ends.iter().enumerate().take(count) {
                a[at * step % count] = *end;
            }
            let (mut values, mut slopes) = (vec![0.0; count], vec![0.0; count]);
            curve(&a, &mut values, &mut slopes);
            for ((a, value), slope) in a.iter().zip(values).zip(slopes) {
                let (mut own, mut own_slope) = ([0.0], [0.0]);
                curve(&[*a], &mut own, &mut own_slope);
                let bits = [own[0], own_slope[0]].map(f64::to_bits);
                assert_eq!([value, slope].map(f64::to_bits), bits, "{a}");
            }
        }
    }
}

/// A length is none if a number is not finite, whatever stands behind it, and else a number, even by overflow.
#[test]
fn lengths_are_those_of_finite_numbers_alone() {
    assert_eq!(finite_length(&[]), Some(0.0));
    assert_eq!(finite_length(&[3.0, -4.0]), Some(5.0));
    for power in [-700, 700] {
        let [three, four, five] = [3.0, 4.0, 5.0].map(|x| x * 2.0_f64.powi(power));
        assert_eq!(finite_length(&[three, four]), Some(five));
    }
    assert_eq!(finite_length(&[f64::MAX; 9]), Some(f64::INFINITY));
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for at in 0..20 {
            let mut numbers = [0.0; 20];
            numbers[at] = wrong;
            assert_eq!(finite_length(&numbers), None, "{wrong} at {at}");
            numbers
                .iter_mut()
                .for_each(|x| *x = if x.is_finite() { 1e200 } else { *x });
            assert_eq!(finite_length(&numbers), None, "{wrong} at {at}");
        }
    }
}

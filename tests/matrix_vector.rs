//! A matrix times a vector against the plain definition, one sum after the other, and the scaling of rows and columns against its own.

use gradlens::network::{Extended, ExtendedVector};
use kernel::Equilibrated;
use nalgebra::DMatrix;

/// Numbers that are not drawn: signs and sizes from the place, over so many powers of two.
fn matrix((n, m): (usize, usize), range: i32) -> DMatrix<f64> {
    DMatrix::from_fn(n, m, |i, j| {
        let size = (i * 7 + j * 13) as f64 % 11.0 - 5.0;
        let place = i32::try_from(i * 31 + j * 17).expect("small");
        let power = place % (2 * range + 1) - range;
        size * 2.0_f64.powi(power)
    })
}

/// The sum of weight times entry in the order of the terms, each with an exponent of its own.
fn sum(terms: impl Iterator<Item = (f64, Extended)>) -> Extended {
    terms.fold(Extended::ZERO, |sum, (w, x)| sum + Extended::from(w) * x)
}

#[test]
fn a_matrix_times_a_vector_is_its_sums_in_their_order() {
    for range in [0, 3, 400, 900] {
        for shape in [(1, 1), (1, 6), (6, 1), (4, 8), (5, 7), (16, 16), (33, 18)] {
            let w = matrix(shape, range);
            for factor in [1.0, 0.3, 7.5] {
                for power in [0, 300, 5000] {
                    let vector = |n: usize| -> ExtendedVector {
                        (0..n)
                            .map(|i| Extended::new(i as f64 % 5.0 - 2.0, (i % 3) as i64 * power))
                            .collect()
                    };
                    let (down, across) = (vector(shape.0), vector(shape.1));
                    let told = format!("{shape:?}, 2^{range}, {factor}, 2^{power}");
                    for (j, own) in down.through_transposed(&w, factor).iter().enumerate() {
                        let terms = (0..shape.0).map(|i| w[(i, j)] * factor).zip(down.iter());
                        assert_eq!(own, sum(terms), "{told}: column {j}");
                    }
                    for (i, own) in across.through(&w, factor).iter().enumerate() {
                        let terms = (0..shape.1).map(|j| w[(i, j)] * factor).zip(across.iter());
                        assert_eq!(own, sum(terms), "{told}: row {i}");
                    }
                }
            }
        }
    }
}

/// The exponent of the largest number, in the sense of frexp; `None` of zeros.
fn exponent(numbers: impl Iterator<Item = f64>) -> Option<i64> {
    let largest = numbers.fold(0.0_f64, |most, x| most.max(x.abs()));
    (largest > 0.0).then(|| Extended::from(largest).exponent())
}

#[test]
fn similar_rows_and_columns_lose_one_common_power_and_no_bit() {
    let zero_lines = DMatrix::from_fn(4, 5, |i, j| if i == 2 || j == 3 { 0.0 } else { 3.0 });
    let all = [
        DMatrix::from_element(3, 3, 1.0),
        DMatrix::from_element(1, 6, -0.75),
        DMatrix::from_element(5, 1, 2.0_f64.powi(-1074)),
        DMatrix::from_element(2, 2, f64::MAX),
        DMatrix::from_fn(3, 3, |i, _| if i == 0 { 8.0 } else { 1.0 }),
        matrix((9, 6), 0).map(|x| x + 6.0),
        zero_lines,
    ];
    for w in all {
        let scaled = Equilibrated::of(&w);
        let highest = exponent(w.iter().copied()).expect("not all zero");
        assert_eq!(scaled.rows, vec![highest; w.nrows()], "{w}");
        assert_eq!(scaled.columns, vec![0; w.ncols()], "{w}");
        assert!(scaled.is_exact);
        for (x, y) in w.iter().zip(scaled.matrix.iter()) {
            assert_eq!(
                Extended::from(*y).scaled(highest),
                Extended::from(*x),
                "{w}"
            );
        }
    }
    // Beyond 2^3 lines are levelled one by one, and nothing is left where there is nothing.
    let steep = DMatrix::from_fn(2, 3, |i, _| if i == 0 { 16.0 } else { 1.0 });
    assert_eq!(Equilibrated::of(&steep).rows, [5, 1]);
    let nothing = Equilibrated::of(&DMatrix::zeros(2, 3));
    assert_eq!((nothing.rows, nothing.columns), (vec![0; 2], vec![0; 3]));
}

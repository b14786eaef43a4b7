//! Deep linear networks, whose training is known exactly (Saxe, McClelland and Ganguli 2014).

use crate::common::training::{chain, descent, number, rounded, strength, target, value};
use gradlens::study::training::{Teacher, Trainer};
use serde_json::Value;

fn rows<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let part = &value[key];
    let list = part.as_array().or_else(|| part["rows"].as_array());
    list.expect("rows")
}

/// A chain of D units that starts balanced at u0, to learn s.
fn balanced(depth: usize, u0: f64, s: f64, lr: f64) -> Trainer {
    let weights = vec![u0.powf(1.0 / depth as f64); depth];
    Trainer::of(&chain(&weights), target(s), descent(lr)).expect("a training")
}

fn depth(row: &Value) -> usize {
    let count = row["matrices"].as_u64().expect("a number");
    usize::try_from(count).expect("a depth")
}

/// t at which the strength crosses u, by a line through the logarithms of f(a) dt around it.
fn crossing(depth: usize, lr: f64, u: f64) -> f64 {
    let mut trainer = balanced(depth, 1e-3, 1.0, lr);
    let mut before = strength(&trainer.network());
    loop {
        trainer.step().expect("finite");
        let after = strength(&trainer.network());
        if after >= u {
            let inside = (u - before) / (after - before);
            return lr * (trainer.steps() as f64 - 1.0 + inside);
        }
        before = after;
    }
}

#[test]
fn strengths_are_those_of_the_exact_recursion() {
    let saxe = value("saxe");
    let mut count = 0;
    for row in rows(&saxe, "strength_at") {
        for (lr, wanted) in row["u_descent"].as_object().expect("strengths") {
            let lr_number: f64 = lr.parse().expect("a number");
            let steps = rounded(number(&row["t"]) / lr_number);
            let mut trainer = balanced(depth(row), number(&row["u0"]), 1.0, lr_number);
            for _ in 0..steps {
                let record = trainer.step().expect("finite");
                let first = record.weight_gradients[0];
                for gradient in &record.weight_gradients {
                    let error = (gradient / first - 1.0).abs();
                    assert!(error < 1e-12, "D = {}: {error:e}", depth(row));
                }
            }
            let error = strength(&trainer.network()) / number(wanted) - 1.0;
            assert!(
                error.abs() < 1e-12,
                "D = {}, lr = {lr}: {error:e}",
                depth(row)
            );
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn times_are_those_of_the_flow_stretched_by_the_step() {
    for row in rows(&value("saxe"), "times") {
        let (u, t) = (number(&row["u"]), number(&row["t"]));
        let coefficient = number(&row["lr_coefficient"]);
        let errors = [0.02, 0.01, 0.005].map(|lr| crossing(depth(row), lr, u) - t);
        for (lr, error) in [0.02, 0.01, 0.005].into_iter().zip(errors) {
            // What is left is of the second order: of descent itself, and of the line through a step.
            let rest = error - coefficient * lr;
            assert!(
                rest.abs() < 8.0 * lr * lr,
                "D = {}, u = {u}, lr = {lr}: {rest:e}",
                depth(row)
            );
        }
    }
}

#[test]
fn the_error_halves_with_the_step() {
    for row in rows(&value("saxe"), "discretisation") {
        let (depth, u, t) = (depth(row), number(&row["u"]), number(&row["t"]));
        let error = |row: &Value| {
            let lr = number(&row["lr"]);
            let (found, exact) = (crossing(depth, lr, u), number(&row["t_descent"]));
            let difference = (found - exact).abs();
            assert!(
                difference < 2.0 * lr * lr,
                "D = {depth}, lr = {lr}: {difference:e}"
            );
            found - t
        };
        let errors: Vec<f64> = rows(row, "rows").iter().map(error).collect();
        for pair in errors.windows(2) {
            let ratio = pair[0] / pair[1];
            assert!((1.9..2.1).contains(&ratio), "D = {depth}: {ratio}");
        }
    }
}

#[test]
fn modes_of_two_layers_are_logistic_curves() {
    for row in rows(&value("saxe"), "modes") {
        for (t, flow) in row["u"].as_object().expect("strengths") {
            let (t, flow) = (t.parse::<f64>().expect("a number"), number(flow));
            let error = |lr: f64| {
                let mut trainer = balanced(2, 1e-3, number(&row["s"]), lr);
                for _ in 0..rounded(t / lr) {
                    trainer.step().expect("finite");
                }
                strength(&trainer.network()) - flow
            };
            let [first, second] = [0.002, 0.001].map(error);
            // The first order cancels in 2 u(lr/2) - u(lr), and what is left is small.
            let rest = 2.0 * second - first;
            assert!(rest.abs() < 1e-4, "t = {t}: {first:e}, {second:e}");
            assert!(second.abs() < 0.01 * flow, "t = {t}: {second:e}");
        }
    }
}

#[test]
fn differences_of_squares_drift_with_the_step_only() {
    let drift = |lr: f64| {
        let start = [0.5, 0.9, 0.7];
        let mut trainer =
            Trainer::of(&chain(&start), target(2.0), descent(lr)).expect("a training");
        for _ in 0..rounded(5.0 / lr) {
            trainer.step().expect("finite");
        }
        let network = trainer.network();
        let squares = |weights: &[f64]| [0, 1].map(|i| weights[i].powi(2) - weights[i + 1].powi(2));
        let last: Vec<f64> = network.layers.iter().map(|layer| layer.weight[0]).collect();
        let [before, after] = [squares(&start), squares(&last)];
        [0, 1].map(|i| after[i] - before[i])
    };
    let [first, second] = [0.01, 0.005].map(drift);
    for (a, b) in first.into_iter().zip(second) {
        assert!(b.abs() < 0.05, "{b:e}");
        assert!((1.8..2.2).contains(&(a / b)), "{a:e}, {b:e}");
    }
}

#[test]
fn descent_stays_at_its_goal_below_the_edge_only() {
    for row in rows(&value("saxe"), "stability_edge") {
        let (depth, s, edge) = (depth(row), number(&row["s"]), number(&row["lr"]));
        let distance = |lr: f64| {
            let mut trainer = balanced(depth, s * (1.0 + 1e-6), s, lr);
            for _ in 0..400 {
                trainer.step().expect("finite");
            }
            (strength(&trainer.network()) - s).abs()
        };
        let [below, above] = [distance(0.98 * edge), distance(1.02 * edge)];
        assert!(below < 1e-9 * s, "D = {depth}, s = {s}: {below:e}");
        assert!(above > 1e-3 * s, "D = {depth}, s = {s}: {above:e}");
    }
}

#[test]
fn the_modes_of_a_teacher_are_learned_one_by_one() {
    let teacher = Teacher::of([5, 4], &[3.0, 2.0, 1.0], 7).expect("a teacher");
    let data = teacher.data();
    assert_eq!((data.rows(), data.inputs(), data.outputs()), (5, 5, 4));
    let (lr, start) = (0.01, 1e-3);
    let network = teacher.balanced(&[6, 3], start).expect("a network");
    let mut trainer = Trainer::of(&network, data, descent(lr)).expect("a training");
    let mut exact = [3.0, 2.0, 1.0].map(|s: f64| (s, start.cbrt()));
    for step in 0..=1500 {
        let found = teacher.strengths(&trainer.network()).expect("strengths");
        for (found, (s, a)) in found.iter().zip(&mut exact) {
            let wanted = a.powi(3);
            assert!(
                (found / wanted - 1.0).abs() < 1e-10,
                "step {step}: {found} is not {wanted}"
            );
            *a += lr * *a * *a * (*s - wanted);
        }
        trainer.step().expect("finite");
    }
    let last = teacher.strengths(&trainer.network()).expect("strengths");
    assert!(
        last[0] > 2.99 && last[1] > 1.99 && last[2] > 0.01,
        "{last:?}"
    );
}

#[test]
fn teachers_that_cannot_be_are_refused() {
    for (shape, values) in [
        ([3, 2], &[1.0, 1.0, 1.0][..]),
        ([3, 2], &[]),
        ([2, 2], &[f64::NAN]),
    ] {
        assert_eq!(Teacher::of(shape, values, 1), None);
    }
    let teacher = Teacher::of([3, 3], &[2.0, 1.0], 1).expect("a teacher");
    assert_eq!(teacher.balanced(&[1], 0.1), None);
    assert_eq!(teacher.balanced(&[3], 0.0), None);
    assert_eq!(teacher.strengths(&chain(&[1.0])), None);
}

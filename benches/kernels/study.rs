//! Many networks at once: the gradients of an ensemble, its chains, and the map of gain and depth.
#![allow(
    missing_docs,
    reason = "the macros of criterion make undocumented functions"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gradlens::settings::{Activation, PerLayer, Recipe};
use gradlens::study::ensemble::Member;
use gradlens::study::map::{Map, MapAxis, MapPlan};
use gradlens::study::reach::MapLines;
use gradlens::study::theory::Theory;

const ACTIVATIONS: [Activation; 3] = [Activation::Tanh, Activation::Relu, Activation::Gelu];

fn recipe(activation: Activation) -> Recipe {
    Recipe {
        activation: PerLayer::uniform(activation),
        ..Recipe::default()
    }
}

/// 200 networks of 20 x 16.
fn ensemble(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble of 200");
    group.sample_size(10);
    for activation in ACTIVATIONS {
        let recipe = recipe(activation);
        group.bench_function(format!("gradients, {}", activation.name()), |bencher| {
            bencher.iter(|| {
                let all = (0..200).map(|i| Member::of(black_box(&recipe), i));
                all.filter(Member::is_dead).count()
            });
        });
        group.bench_function(format!("chains, {}", activation.name()), |bencher| {
            bencher.iter(|| {
                let all = (0..200).map(|i| Member::with_chain(black_box(&recipe), i));
                all.filter(Member::is_dead).count()
            });
        });
    }
    group.finish();
}

/// 48 gains, depths 1..100, 8 seeds at width 16; and its first portion.
fn map(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("map 48 x 100 x 8");
    group.sample_size(10);
    for activation in ACTIVATIONS {
        let axis = MapAxis::Gain;
        let plan = MapPlan::of(&recipe(activation), (axis, axis.values(48)), 100, 8);
        group.bench_function(format!("coarse, {}", activation.name()), |bencher| {
            bencher.iter(|| plan.compute(black_box(&plan.portions()[0])));
        });
        group.bench_function(format!("whole, {}", activation.name()), |bencher| {
            bencher.iter(|| {
                let mut map = Map::of(plan.clone());
                for portion in plan.portions() {
                    map.add(&portion, plan.compute(&portion));
                }
                map.cell(0, 100)
            });
        });
        group.bench_function(format!("lines, {}", activation.name()), |bencher| {
            // In a thread that remembers nothing.
            let alone = || {
                std::thread::scope(|scope| scope.spawn(|| MapLines::of(black_box(&plan))).join())
            };
            bencher.iter(alone);
        });
    }
    group.finish();
}

/// What theory says of 20 x 16.
fn theory(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("theory");
    group.sample_size(10);
    for activation in ACTIVATIONS {
        let recipe = recipe(activation);
        group.bench_function(activation.name(), |bencher| {
            bencher.iter(|| Theory::of(black_box(&recipe)));
        });
    }
    group.finish();
}

criterion_group!(benches, ensemble, map, theory);
criterion_main!(benches);

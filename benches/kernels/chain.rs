//! The chain: all singular values of P^(h) for every h, with the check against perturbed twins.
#![allow(
    missing_docs,
    reason = "the macros of criterion make undocumented functions"
)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use gradlens::analysis::{Analysis, Work};
use gradlens::network::Network;

/// An analysis whose layers are done.
fn layers_done(network: &Network) -> Work {
    let mut work = Work::of(network);
    for _ in 0..2 * network.layers.len() {
        assert!(work.advance().is_none(), "the chain comes after the layers");
    }
    work
}

fn finished(mut work: Work) -> Analysis {
    loop {
        if let Some(analysis) = work.advance() {
            return analysis;
        }
    }
}

/// What is left when the layers are done.
fn chain(criterion: &mut Criterion) {
    networks::sweep(criterion, "chain", |group, id, network| {
        group.bench_with_input(id, network, |bencher, network| {
            bencher.iter_batched(
                || layers_done(network),
                |work| finished(black_box(work)),
                BatchSize::PerIteration,
            );
        });
    });
}

criterion_group!(benches, chain);
criterion_main!(benches);

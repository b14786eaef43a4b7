//! Forward pass, Jacobians, their spectra, the gradients and the norms of the weights of every layer.
#![allow(
    missing_docs,
    reason = "the macros of criterion make undocumented functions"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gradlens::analysis::Work;

/// The forward and backward pass, then two pieces for each layer: its spectrum and the norm of its weights.
fn layers(criterion: &mut Criterion) {
    networks::sweep(criterion, "layers", |group, id, network| {
        group.bench_with_input(id, network, |bencher, network| {
            bencher.iter(|| {
                let mut work = Work::of(black_box(network));
                for _ in 0..2 * network.layers.len() {
                    black_box(work.advance());
                }
                work
            });
        });
    });
}

criterion_group!(benches, layers);
criterion_main!(benches);

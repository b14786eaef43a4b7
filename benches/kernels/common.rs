//! The networks that are measured.

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, measurement::WallTime};
use gradlens::link;
use gradlens::network::Network;

/// Depth and width: the default, a deep and wide one, and nearly the largest.
const SIZES: [(usize, usize); 3] = [(20, 16), (50, 64), (100, 128)];
/// A bounded activation, and one whose Jacobians lose rank.
const ACTIVATIONS: [&str; 2] = ["tanh", "relu"];

/// Calls `measure` for every network, in a group of this name.
pub fn sweep(
    criterion: &mut Criterion,
    name: &str,
    mut measure: impl FnMut(&mut BenchmarkGroup<'_, WallTime>, BenchmarkId, &Network),
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for activation in ACTIVATIONS {
        for (depth, width) in SIZES {
            let link = format!("v=1&depth={depth}&width={width}&act={activation}&init=he-normal");
            let (settings, notices) = link::decode(&link);
            assert!(notices.is_empty(), "{link}: {notices:?}");
            let id = BenchmarkId::new(activation, format!("{depth}x{width}"));
            measure(&mut group, id, &Network::from(&settings.recipe));
        }
    }
    group.finish();
}

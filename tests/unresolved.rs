//! The texts if not everything is resolved: no limit is reported as a value, and no count of limits
//! as a count of what they limit.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::scene::{Chip, Chips, Fan, Table, VerdictLine};
use gradlens::settings::Settings;

fn of_link(link: &str) -> (Settings, Analysis) {
    let (settings, notices) = link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    (settings, analysis)
}

fn fan(analysis: &Analysis) -> String {
    Fan::of(analysis, 0, Chips::default()).description()
}

/// Why the gradients of the weights look level.
fn level(analysis: &Analysis) -> Option<String> {
    let chips = Chips::default().toggled(Chip::Weights);
    Fan::of(analysis, 0, chips).explanations().next().cloned()
}

/// A row of the table that compares a network with itself.
fn row(network: &(Settings, Analysis), head: &str) -> String {
    let subject = Subject::Recipe(network.0.recipe.clone());
    let side = (&subject, &network.1);
    let table = Table::comparing(side, side);
    let row = table.rows.iter().find(|row| row[0].contains(head));
    row.unwrap_or_else(|| panic!("no row {head}"))[1].clone()
}

#[test]
fn limits_of_the_gradient_are_not_counted_as_shorter_or_longer() {
    let (_, analysis) =
        of_link("v=1&act=gelu&init=he-normal&gain=5&depth=4&width=3&seed=2&bias=1&loss=worst");
    assert!(!analysis.input_gradient_is_resolved);
    let told = fan(&analysis);
    assert!(!told.contains("shorter"), "{told}");
    assert!(told.contains("5 of 5 places only an upper limit"), "{told}");
    let (_, resolved) = of_link("v=1&depth=4&width=3");
    let told = fan(&resolved);
    assert!(told.contains("shorter in 4"), "{told}");
}

#[test]
fn a_rank_that_is_a_limit_is_called_one_everywhere() {
    let network = of_link("v=1&act=relu~6,elu~6&init=normal&gain=5&depth=12&width=8&seed=5&bias=1");
    let spectrum = &network.1.chain[0].spectrum;
    assert!(spectrum.resolved < spectrum.rank && spectrum.rank < spectrum.values.len());
    let limit = format!("at most {} of {}", spectrum.rank, spectrum.values.len());
    let table = Fan::table(&network.1);
    for told in [&table.rows[0][5], &row(&network, "whole chain, rank")] {
        assert!(told.contains(&limit), "{limit} in {told}");
    }
    let direction = VerdictLine::direction(&network.1);
    assert!(direction.contains("At least"), "{direction}");
    assert!(!direction.contains("arrives"), "{direction}");
}

#[test]
fn the_smallest_rank_is_a_limit_where_another_layer_may_have_less() {
    let network = of_link("v=1&act=gelu&init=he-normal&gain=5&depth=4&width=3&seed=2&bias=1");
    let unsure = |layer: &gradlens::analysis::LayerReport| layer.jacobian.resolved < 3;
    assert!(network.1.layers.iter().any(unsure));
    assert_eq!(row(&network, "smallest rank of a layer"), "at most 3 of 3");
    let sure = of_link("v=1&depth=4&width=3");
    assert_eq!(row(&sure, "smallest rank of a layer"), "3 of 3");
}

#[test]
fn level_weight_gradients_are_explained_by_outputs_only_where_these_explain_them() {
    // The gradient shrinks on the way back, and the outputs grow on the way forward.
    let (_, analysis) =
        of_link("v=1&act=linear~4,sigmoid&init=xavier-normal&gain=4&depth=5&seed=1&width=8");
    assert_eq!(level(&analysis), None);
    let (_, trap) = of_link("v=1&act=linear&init=orthogonal&gain=0.5");
    let told = level(&trap).expect("a sentence");
    assert!(told.contains("hides both"), "{told}");
}

//! Many networks of one recipe.

use gradlens::analysis::Analysis;
use gradlens::network::Network;
use gradlens::study::ensemble::{Ensemble, Member, Ribbon, member_recipe};

use crate::strip::recipe;

const LINKS: [&str; 5] = [
    "depth=6&width=5&act=tanh&gain=2.5",
    "depth=8&width=3&act=relu&init=he-normal",
    "depth=5&width=4&act=gelu&bias=0.7&loss=best",
    "depth=4&width=6,3,5,2&inputs=3&act=selu&loss=mse&skip=1",
    "depth=3&width=4&seed=4294967295",
];

#[test]
fn a_member_is_the_network_of_another_seed() {
    for link in LINKS {
        let recipe = recipe(link);
        for index in 0..3 {
            let member = Member::of(&recipe, index);
            let mut own = recipe.clone();
            own.seed = recipe.seed.wrapping_add(index);
            assert_eq!(member_recipe(&recipe, index), own);
            let analysis = Analysis::of(&Network::from(&own));
            let wanted = analysis.input_gradient.log10();
            assert_eq!(
                member.gradient[0],
                wanted.unwrap_or(f64::NEG_INFINITY),
                "{link}"
            );
            assert_eq!(member.gradient.len(), recipe.depth + 1);
            assert_eq!(member.is_dead(), wanted.is_none(), "{link}");
            let dear = Member::with_chain(&recipe, index);
            assert_eq!(dear.gradient, member.gradient, "{link}");
            let chain = dear.chain.expect("a chain");
            for (h, suffix) in analysis.chain.iter().enumerate() {
                let spectrum = &suffix.spectrum;
                let first = spectrum.values[0].log10().unwrap_or(f64::NEG_INFINITY);
                assert_eq!(chain.first[h], first, "{link}");
                let is_full = spectrum.rank == spectrum.values.len();
                assert_eq!(chain.last[h] == f64::NEG_INFINITY, !is_full, "{link}");
                assert!(chain.last_nonzero[h].is_nan() || chain.last_nonzero[h] <= first);
            }
        }
    }
}

#[test]
fn members_travel_as_words() {
    for link in LINKS {
        for member in [
            Member::of(&recipe(link), 1),
            Member::with_chain(&recipe(link), 1),
        ] {
            let words = member.to_words();
            let back = Member::from_words(&words).expect("a member");
            assert_eq!(format!("{back:?}"), format!("{member:?}"));
            assert_eq!(Member::from_words(&words[..words.len() - 1]), None);
        }
    }
}

#[test]
fn members_may_arrive_in_any_order() {
    let recipe = recipe(LINKS[1]);
    let members: Vec<Member> = (0..9).map(|index| Member::of(&recipe, index)).collect();
    let mut ensemble = Ensemble::default();
    assert!(ensemble.is_empty() && ensemble.gradient(0).is_none());
    for index in [4, 8, 0, 1, 7, 2, 3, 6, 5] {
        ensemble.add(index, members[index as usize].clone());
    }
    assert_eq!(ensemble.len(), 9);
    assert!(ensemble.members().eq(members.iter()));
    let dead = members.iter().filter(|member| member.is_dead()).count();
    assert_eq!(ensemble.dead(), dead);
    let dear = Member::with_chain(&recipe, 2);
    ensemble.add(2, dear.clone());
    ensemble.add(2, members[2].clone());
    assert_eq!(ensemble.members().nth(2), Some(&dear), "the chain stays");
    assert_eq!(ensemble.chain(0, |c| &c.first).expect("one").count, 1);
    let all = Ribbon::of(members.iter().map(|member| member.gradient[0]));
    assert_eq!(ensemble.gradient(0), all);
}

#[test]
fn quantiles_of_few_numbers_and_of_zeros() {
    assert_eq!(Ribbon::of([f64::NAN]), None);
    let one = Ribbon::of([2.0]).expect("a number");
    assert_eq!(
        (one.low, one.median, one.high, one.count),
        (2.0, 2.0, 2.0, 1)
    );
    let zero = f64::NEG_INFINITY;
    let some = Ribbon::of([1.0, zero, zero, 3.0]).expect("numbers");
    assert_eq!((some.low, some.median, some.count), (zero, zero, 4));
    let all: Vec<f64> = (0..=100).map(f64::from).rev().collect();
    let many = Ribbon::of(all).expect("numbers");
    assert_eq!((many.low, many.median, many.high), (10.0, 50.0, 90.0));
}

//! Random bundles: neither their order, nor duplicates, nor who brings them changes what comes of them.

use proptest::prelude::*;

use super::*;

/// Seconds before or after now, feeder, dollars, hundredths of implied volatility.
type Said = (i64, usize, u128, u64);

fn said() -> impl Strategy<Value = Said> {
    let dollars = prop_oneof![1_900..2_100u128, 1..5_000u128];
    (-70..=15i64, 0..4usize, dollars, 0..300u64)
}

/// A feeder that says two things for one second lies; whoever brings them then chooses between the lies.
fn honest(mut bundle: Vec<Said>) -> Vec<Said> {
    bundle.sort_unstable();
    bundle.dedup_by_key(|&mut (ahead, feeder, ..)| (ahead, feeder));
    bundle
}

fn stated(oracle: &Oracle, (ahead, _, dollars, percent): Said) -> Report {
    let published_at = oracle.now().checked_add_signed(ahead).unwrap();
    Report {
        implied_volatility: Some(Decimal::percent(percent)),
        ..report("ETH", dollars, published_at)
    }
}

/// Oracles with a price, two minutes later.
fn pair() -> (Oracle, Oracle) {
    let aged = || {
        let mut oracle = Oracle::new();
        oracle.accept(2_000);
        oracle.pass(2 * BEAT);
        oracle
    };
    (aged(), aged())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn h23_order_and_duplicates_change_nothing(
        bundles in prop::collection::vec(prop::collection::vec(said(), 1..12), 1..4),
        seed in prop::collection::vec(any::<prop::sample::Index>(), 16),
    ) {
        let (mut one, mut other) = pair();
        for bundle in bundles {
            let bundle = honest(bundle);
            let signed = |oracle: &Oracle, said: &Said| oracle.sign(said.1, stated(oracle, *said));
            let ordered: Vec<SignedReport> = bundle.iter().map(|said| signed(&one, said)).collect();
            let mut shuffled = ordered.clone();
            shuffled.extend(seed.iter().take(4).map(|index| index.get(&ordered).clone()));
            for (n, index) in seed.iter().enumerate() {
                let (n, with) = (n % shuffled.len(), index.index(shuffled.len()));
                shuffled.swap(n, with);
            }
            prop_assert_eq!(one.relay(ordered), other.relay(shuffled));
            prop_assert_eq!(one.bytes(), other.bytes());
            one.pass(20);
            other.pass(20);
        }
    }

    #[test]
    fn a_report_counts_alike_relayed_and_pushed(
        course in prop::collection::vec((said(), 0..20u64), 1..20),
    ) {
        let (mut pushed, mut relayed) = pair();
        for (said, later) in course {
            let stated = stated(&pushed, said);
            let signed = relayed.sign(said.1, stated.clone());
            let events = pushed.report_all(said.1, vec![stated]);
            prop_assert_eq!(relayed.relay(vec![signed]), events);
            prop_assert_eq!(pushed.bytes(), relayed.bytes());
            pushed.pass(later);
            relayed.pass(later);
        }
    }
}

//! Up to as many liars as a feed tolerates neither move its price nor stop it, in a calm and in a crash.

use proptest::prelude::*;

use super::*;

const LIAR: usize = 3;

/// What the liar says in a beat: when in it, at what price, dated how far from then.
type Lie = (u64, u128, i64);

fn lies() -> impl Strategy<Value = Vec<Lie>> {
    let dollars = prop_oneof![1..5_000u128, Just(1u128), Just(1_000_000_000u128)];
    let lies = prop::collection::vec((0..BEAT, dollars, -60..=15i64), 0..5);
    lies.prop_map(|mut lies| {
        lies.sort_unstable();
        lies
    })
}

impl Oracle {
    fn lie(&mut self, lies: &[Lie], beat: u64) {
        for &(second, dollars, ahead) in lies {
            self.pass((beat + second).saturating_sub(self.now()));
            let at = self.now().checked_add_signed(ahead).unwrap();
            self.report_at(LIAR, dollars, at).unwrap();
        }
    }

    /// What feeders 0 to 2 sign, in one message.
    fn honest(&mut self, dollars: u128) {
        let stated = report("ETH", dollars, self.now());
        let bundle = (0..3).map(|feeder| self.sign(feeder, stated.clone()));
        let bundle = bundle.collect();
        self.relay(bundle).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Honest feeders say a price for two beats, then any other: in the second beat it is accepted.
    #[test]
    fn h23_h24_a_liar_neither_moves_nor_stops_the_price(
        course in prop::collection::vec((1..5_000u128, lies(), lies()), 1..20),
    ) {
        let mut oracle = Oracle::new();
        let mut beat = oracle.now();
        let mut before = None;
        for (dollars, first, second) in course {
            for lies in [first, second] {
                oracle.pass(beat - oracle.now());
                oracle.honest(dollars);
                oracle.lie(&lies, beat);
                let spot = oracle.spot().unwrap();
                prop_assert!(Some(spot) == before || spot == usd(dollars), "{spot}");
                beat += BEAT;
            }
            prop_assert_eq!(oracle.spot(), Some(usd(dollars)));
            before = oracle.spot();
        }
    }
}

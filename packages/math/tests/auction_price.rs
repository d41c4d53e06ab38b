//! An auction's price falls from its start and never reaches zero.

#![allow(clippy::arithmetic_side_effects)]

mod common;

use ballast_math::{auction_price, Price, AUCTION_DURATION};
use bnum::types::U256;
use common::{cases, magnitude};
use proptest::prelude::*;

fn start() -> impl Strategy<Value = Price> {
    magnitude(1, Price::MAX.u128()).prop_map(Price::new)
}

/// Mostly while an auction runs, sometimes any time.
fn elapsed() -> impl Strategy<Value = u64> {
    prop_oneof![3 => 0..=AUCTION_DURATION + 60, 1 => any::<u64>()]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_price_is_one_and_never_above_its_start(start in start(), elapsed in elapsed()) {
        let price = auction_price(start, elapsed);
        prop_assert!(Price::checked(price.u128()).is_ok());
        prop_assert!(price <= start);
        prop_assert_eq!(auction_price(start, 0), start);
    }

    #[test]
    fn later_is_never_dearer(start in start(), elapsed in elapsed(), more in elapsed()) {
        let later = auction_price(start, elapsed.saturating_add(more));
        prop_assert!(later <= auction_price(start, elapsed));
    }

    #[test]
    fn a_higher_start_is_never_cheaper(start in start(), other in start(), elapsed in elapsed()) {
        let (low, high) = (start.min(other), start.max(other));
        prop_assert!(auction_price(low, elapsed) <= auction_price(high, elapsed));
    }

    #[test]
    fn after_its_duration_it_stands_still(start in start(), more in any::<u64>()) {
        let end = auction_price(start, AUCTION_DURATION);
        prop_assert_eq!(auction_price(start, AUCTION_DURATION.saturating_add(more)), end);
    }

    /// Prices differ as their starts do, up to the rounding of each by less than one unit.
    #[test]
    fn the_share_does_not_depend_on_the_start(start in start(), elapsed in elapsed()) {
        let share = auction_price(Price::MAX, elapsed);
        let exact = U256::from(start.u128()) * U256::from(share.u128());
        let largest = U256::from(Price::MAX.u128());
        let price = U256::from(auction_price(start, elapsed).u128());
        prop_assert!(price * largest + largest > exact);
        prop_assert!(price * largest < exact + largest);
    }
}

//! Ramps: liquidation and target ratio move in a straight line.

use ballast_guard::GuardError;
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::vault::{ExecuteMsg, RampStarted};
use ballast_vault::ContractError;
use rstest::rstest;

const DAY: u64 = 86_400;

fn ramp(liquidation: &str, target: &str, seconds: u64) -> ExecuteMsg {
    ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: price(liquidation),
        target_ratio: price(target),
        seconds,
    }
}

#[test]
fn h01_anyone_but_the_owner_is_refused() {
    let mut suite = Suite::base();
    for sender in ["alice", "guardian"] {
        let msg = ramp("1.5", "1.6", DAY);
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &msg));
        let (owner, sender) = (suite.address("owner"), suite.address(sender));
        assert_eq!(
            ContractError::Guard(GuardError::NotOwner { sender, owner }),
            error
        );
    }
}

#[test]
fn unknown_type_is_refused() {
    let mut suite = Suite::base();
    let msg = ExecuteMsg::RampRatios {
        collateral_type: 3,
        liquidation_ratio: price("1.5"),
        target_ratio: price("1.6"),
        seconds: DAY,
    };
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[rstest]
#[case(0)]
#[case(DAY - 1)]
#[case(365 * DAY + 1)]
#[case(u64::MAX)]
fn h20_shorter_than_a_day_or_longer_than_a_year_is_refused(#[case] seconds: u64) {
    let mut suite = Suite::base();
    let msg = ramp("1.5", "1.6", seconds);
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    let (min, max) = (DAY, 365 * DAY);
    assert_eq!(ContractError::RampOutOfBounds { seconds, min, max }, error);
}

#[rstest]
#[case(("1.1", "1.6"), ("liquidation ratio", "1.1", "more than", "1.1"))]
#[case(("1.56", "1.6"), ("base mint ratio", "1.6", "at least", "1.61"))]
#[case(("1.5", "1.49"), ("target ratio", "1.49", "at least", "1.5"))]
#[case(("1.5", "1.61"), ("target ratio", "1.61", "at most", "1.6"))]
#[case(("1.12", "1.13"), ("target ratio", "1.13", "at least", "1.15"))]
fn i23_an_end_out_of_bounds_is_refused(
    #[case] (liquidation, target): (&str, &str),
    #[case] (what, value, bound, limit): (&'static str, &str, &'static str, &str),
) {
    let mut suite = Suite::base();
    let msg = ramp(liquidation, target, DAY);
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    let (value, limit) = (price(value), price(limit));
    assert_eq!(
        ContractError::RatioOutOfBounds {
            what,
            value,
            bound,
            limit
        },
        error
    );
}

#[test]
fn a_straight_line_from_now_to_the_end() {
    let mut suite = Suite::base();
    let start = suite.chain.now();
    let done = suite.ok(|chain| chain.vault().govern("owner", &ramp("1.5", "1.55", 2 * DAY)));
    let expected = RampStarted {
        collateral_type: ETH,
        liquidation_ratio: price("1.5"),
        target_ratio: price("1.55"),
        end: start + 2 * DAY,
    };
    assert_eq!(suite.event::<RampStarted>(&done), expected);
    for (seconds, liquidation, target) in [
        (0, "1.4", "1.6"),
        (DAY, "1.45", "1.575"),
        (DAY - 1, "1.499999421296296296", ""),
        (1, "1.5", "1.55"),
        (DAY, "1.5", "1.55"),
    ] {
        suite.chain.advance(seconds);
        let shown = suite.chain.collateral_type(ETH).unwrap();
        assert_eq!(shown.liquidation_ratio.now, price(liquidation));
        if !target.is_empty() {
            assert_eq!(shown.target_ratio.now, price(target));
        }
    }
}

#[test]
fn a_new_ramp_starts_at_the_value_of_the_running_one() {
    let mut suite = Suite::base();
    suite.ok(|chain| chain.vault().govern("owner", &ramp("1.5", "1.6", 2 * DAY)));
    suite.chain.advance(DAY);
    suite.ok(|chain| chain.vault().govern("owner", &ramp("1.3", "1.4", 3 * DAY)));
    let shown = suite.chain.collateral_type(ETH).unwrap();
    assert_eq!(
        (shown.liquidation_ratio.from, shown.liquidation_ratio.now),
        (price("1.45"), price("1.45"))
    );
    suite.chain.advance(3 * DAY);
    let shown = suite.chain.collateral_type(ETH).unwrap();
    assert_eq!(
        (shown.liquidation_ratio.now, shown.target_ratio.now),
        (price("1.3"), price("1.4"))
    );
}

#[test]
fn h47_i10_a_position_becomes_unsafe_only_as_the_ramp_reaches_it() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = suite.open("alice", ETH, eth("1"), usd("125"));
    suite.set_price("ETH", "180"); // 144%
    suite.open("bob", 2, 100_000_000, usd("3000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("1000")));
    suite.ok(|chain| chain.vault().govern("owner", &ramp("1.5", "1.6", DAY)));
    let unsafe_after = DAY * 4 / 10;
    suite.advance_reporting(unsafe_after);
    assert_eq!(suite.position(id).is_unsafe, Some(false));
    let error = suite.refused_by::<ContractError>(|chain| {
        chain.liquidation().liquidate_riskiest("dave", ETH, 1)
    });
    assert!(
        matches!(error, ContractError::NothingSeized { .. }),
        "{error}"
    );
    suite.advance_reporting(60);
    assert_eq!(suite.position(id).is_unsafe, Some(true));
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("dave", ETH, 1));
}

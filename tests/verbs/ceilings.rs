//! How far debt may grow: the type's ceiling, the line that opens step by step, the group's ceiling.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::ExecuteMsg;
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{alices, bobs};

fn whole(text: &str) -> Uint128 {
    Uint128::new(usd(text))
}

/// Ether with a ceiling of 1,000 USD, a gap of 300 USD and an interval of an hour.
fn narrow() -> Suite {
    let builder = SuiteBuilder::base().with_no_fees().with_risk(ETH, |risk| {
        risk.debt_ceiling = whole("1000");
        risk.ceiling_gap = whole("300");
    });
    builder.build()
}

#[test]
fn a_debt_above_the_types_ceiling_is_refused() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_risk(ETH, |risk| risk.debt_ceiling = whole("1000"))
        .build();
    suite.open("alice", ETH, eth("100"), usd("600"));
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .open("bob", ETH, eth("100"), usd("400.000001"))
    });
    let (ceiling, debt) = (whole("1000"), whole("1000.000001"));
    assert_eq!(ContractError::DebtCeilingExceeded { ceiling, debt }, error);
    suite.open("bob", ETH, eth("100"), usd("400"));
}

#[test]
fn growth_within_an_interval_ends_at_the_line() {
    let mut suite = narrow();
    let listed = suite.books(ETH).line_raised_at;
    let id = suite.open("alice", ETH, eth("100"), usd("300"));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    let (line, debt, next_raise) = (whole("300"), whole("300.000001"), listed + 3_600);
    assert_eq!(
        ContractError::DebtLineExceeded {
            line,
            debt,
            next_raise
        },
        error
    );

    suite.advance_reporting(listed + 3_599 - suite.chain.now());
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    assert_eq!(
        ContractError::DebtLineExceeded {
            line,
            debt,
            next_raise
        },
        error
    );
    suite.chain.advance(1);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("300")));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    let (line, debt) = (whole("600"), whole("600.000001"));
    let next_raise = listed + 7_200;
    assert_eq!(
        ContractError::DebtLineExceeded {
            line,
            debt,
            next_raise
        },
        error
    );
}

#[test]
fn missed_intervals_open_the_line_once() {
    let mut suite = narrow();
    let id = suite.open("alice", ETH, eth("100"), usd("300"));
    suite.advance_reporting(50 * 3_600);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("300")));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    assert!(
        matches!(error, ContractError::DebtLineExceeded { .. }),
        "{error}"
    );
}

#[test]
fn the_line_never_opens_above_the_ceiling() {
    let mut suite = narrow();
    let id = suite.open("alice", ETH, eth("100"), usd("300"));
    for minted in ["300", "300", "100"] {
        suite.advance_reporting(3_600);
        suite.ok(|chain| chain.vault().mint("alice", id, usd(minted)));
    }
    suite.advance_reporting(3_600);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    let (ceiling, debt) = (whole("1000"), whole("1000.000001"));
    assert_eq!(ContractError::DebtCeilingExceeded { ceiling, debt }, error);
}

#[test]
fn a_repayment_lowers_the_line_at_once() {
    let mut suite = narrow();
    let id = suite.open("alice", ETH, eth("100"), usd("300"));
    suite.advance_reporting(3_600);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("300")));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("500")));
    assert_eq!(suite.books(ETH).line, whole("400"));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("300.000001")));
    assert!(
        matches!(error, ContractError::DebtLineExceeded { .. }),
        "{error}"
    );
    suite.ok(|chain| chain.vault().mint("alice", id, usd("300")));
}

#[test]
fn a_refused_mint_does_not_open_the_line() {
    let mut suite = narrow();
    let id = suite.open("alice", ETH, eth("100"), usd("300"));
    suite.advance_reporting(7_200);
    let before = suite.books(ETH);
    suite.refused_by::<ContractError>(|chain| chain.vault().mint("alice", id, usd("301")));
    assert_eq!(suite.books(ETH), before);
}

#[test]
fn two_types_share_their_groups_ceiling() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with(|deployment| deployment.groups[0].debt_ceiling = whole("5000"))
        .build();
    let id = bobs(&mut suite);
    suite.open("alice", ETH, eth("100"), usd("1000"));
    let error = suite.refused_by(|chain| chain.vault().mint("bob", id, 1));
    let (ceiling, debt) = (whole("5000"), whole("5000.000001"));
    assert_eq!(
        ContractError::GroupCeilingExceeded {
            group: 1,
            ceiling,
            debt
        },
        error
    );

    suite.ok(|chain| chain.vault().repay("bob", id, usd("100")));
    let group = suite.chain.groups().unwrap()[0].clone();
    assert_eq!((group.debt, group.debt_ceiling), (whole("4900"), ceiling));
    suite.open("carol", BTC, btc("1"), usd("100"));
}

#[test]
fn i16_i17_a_ceiling_of_zero_stops_only_new_debt() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    let mut risk = suite.listing(ETH).risk;
    risk.debt_ceiling = Uint128::zero();
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    let msg = ExecuteMsg::SetGroup {
        group: 1,
        debt_ceiling: Uint128::zero(),
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));

    let error = suite.refused_by(|chain| chain.vault().mint("alice", ether, 1));
    let (ceiling, debt) = (Uint128::zero(), whole("200.000001"));
    assert_eq!(ContractError::DebtCeilingExceeded { ceiling, debt }, error);
    let error = suite.refused_by(|chain| chain.vault().mint("bob", bitcoin, 1));
    assert!(
        matches!(error, ContractError::GroupCeilingExceeded { .. }),
        "{error}"
    );

    suite.ok(|chain| chain.vault().deposit("alice", ether, 1));
    suite.ok(|chain| chain.vault().withdraw("alice", ether, 1));
    suite.ok(|chain| chain.vault().repay("alice", ether, usd("50")));
    suite.ok(|chain| chain.vault().close("alice", ether, usd("150")));
    suite.ok(|chain| chain.vault().repay("bob", bitcoin, usd("4000")));
    suite.ok(|chain| chain.vault().withdraw("bob", bitcoin, btc("1")));
}

//! Assets of 0 and of 18 decimals, from the dearest to the cheapest price, at amounts near the ends
//! of the integers.

use ballast_devchain::{AssetKind, AssetSpec, Deployment, LIQUIDATION};
use ballast_tests::{usd, Suite, SuiteBuilder, ETH};
use ballast_types::PositionId;
use cosmwasm_std::Uint128;

use crate::support::{assert_backed, deposit_of, liquidate, sides, try_liquidate, REST};

/// The third type: `stone`, a token of no decimals, or `sand`, a coin of 18.
const THIRD: u16 = 3;

fn third(deployment: &mut Deployment, name: &str, decimals: u8, kind: AssetKind) {
    let mut spec = deployment.collateral_types[0].clone();
    name.clone_into(&mut spec.asset);
    "THIRD".clone_into(&mut spec.feed);
    let most = Uint128::new(u128::MAX / 4);
    (spec.risk.debt_ceiling, spec.risk.ceiling_gap) = (most, most);
    deployment.groups[0].debt_ceiling = Uint128::new(u128::MAX / 2);
    let mut feed = deployment.feeds[0].clone();
    "THIRD".clone_into(&mut feed.feed);
    deployment.feeds.push(feed);
    deployment.assets.push(AssetSpec {
        name: name.to_owned(),
        decimals,
        kind,
    });
    deployment.collateral_types.push(spec);
    for account in &mut deployment.accounts {
        if ["alice", "bob", "keeper"].contains(&account.name.as_str()) {
            let amount = Uint128::new(10u128.pow(36));
            account.balances.insert(name.to_owned(), amount);
        }
    }
}

fn stones(price: &str) -> Suite {
    let kind = AssetKind::Cw20 {
        symbol: "STONE".to_owned(),
    };
    SuiteBuilder::base()
        .with_no_fees()
        .with(|deployment| third(deployment, "stone", 0, kind))
        .with_risk(THIRD, |risk| {
            risk.stability_fee = cosmwasm_std::Decimal::zero();
        })
        .with_price("THIRD", price)
        .build()
}

fn sand(price: &str) -> Suite {
    let kind = AssetKind::Native {
        denom: "usand".to_owned(),
    };
    SuiteBuilder::base()
        .with_no_fees()
        .with(|deployment| third(deployment, "sand", 18, kind))
        .with_risk(THIRD, |risk| {
            risk.stability_fee = cosmwasm_std::Decimal::zero();
        })
        .with_price("THIRD", price)
        .build()
}

/// bob lends against the same asset, very safely, and deposits for it.
fn fund(suite: &mut Suite, collateral: u128, amount: u128) {
    suite.open("bob", THIRD, collateral, amount);
    suite.ok(|chain| chain.liquidation().deposit("bob", THIRD, amount));
}

fn leave(suite: &mut Suite) {
    suite.advance_reporting(REST);
    suite.ok(|chain| chain.liquidation().claim("bob", THIRD));
    suite.ok(|chain| chain.liquidation().withdraw("bob", THIRD, 0));
    assert_backed(suite);
}

#[test]
fn i11_one_unit_that_cannot_be_divided_goes_for_the_whole_debt() {
    let mut suite = stones("1000000000"); // the dearest price
    let position = suite.open("alice", THIRD, 1, usd("500000000"));
    fund(&mut suite, 10, usd("600000000"));
    suite.set_price("THIRD", "600000000");
    let told = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (told.repaid.u128(), told.seized.u128()),
        (usd("500000000"), 1)
    );
    // The reward's share of one unit is none.
    assert_eq!((told.reward.u128(), told.pool_collateral.u128()), (0, 1));
    assert_eq!(told.pool_pays.u128(), usd("500000000"));
    // A purchase may cost the depositors one base unit in rounding: here it is all there is. Nobody
    // else gets it, and the deposit is not touched.
    suite.advance_reporting(REST);
    let [left, gain, _] = deposit_of(&suite, THIRD, "bob");
    assert!(usd("100000000") - left <= 1 && gain <= 1, "{left} {gain}");
    suite.ok(|chain| chain.liquidation().withdraw("bob", THIRD, 0));
    assert_eq!(suite.balance(LIQUIDATION, "stone"), 1);
    assert_backed(&suite);
}

#[test]
fn i18_a_room_for_less_than_one_unit_takes_nothing() {
    let mut suite = stones("1000000000");
    let position = suite.open("alice", THIRD, 1, usd("500000000"));
    fund(&mut suite, 10, usd("400000000"));
    suite.set_price("THIRD", "600000000");
    suite.refused(|chain| try_liquidate(chain, "keeper", position, 0));
    suite.open("keeper", THIRD, 1, usd("200000000"));
    let told = liquidate(&mut suite, "keeper", position, usd("200000000"));
    // The indivisible unit goes to the one who pays more.
    assert_eq!(
        (told.pool_collateral.u128(), told.caller_collateral.u128()),
        (1, 0)
    );
    assert_backed(&suite);
}

#[test]
fn units_that_cannot_be_divided_never_make_anyone_overpay() {
    for (count, price) in [
        (7, "55"),
        (13, "51.3"),
        (29, "47"),
        (100, "39.99"),
        (3, "60"),
    ] {
        let mut suite = stones("100");
        let debt = usd(&(count * 60).to_string());
        let position = suite.open("alice", THIRD, count, debt.max(usd("100")));
        fund(&mut suite, 10_000, usd("5000"));
        suite.set_price("THIRD", price);
        let before = sides(&suite, position);
        if suite.position(position).is_unsafe == Some(true) {
            let told = liquidate(&mut suite, "keeper", position, 0);
            let worth = told.pool_collateral.u128() * ballast_tests::units(price, 6);
            assert!(told.pool_pays.u128() * 101 <= worth * 100, "{told:?}");
            let after = sides(&suite, position);
            assert_eq!(before.0 - after.0, told.seized.u128());
        }
        assert_backed(&suite);
    }
}

#[test]
fn h16_sums_of_sand_at_nearly_no_price() {
    // 10^33 units, 10^15 whole ones, of a millionth of a dollar: 10^9 USD.
    let mut suite = sand("0.000001");
    let position = suite.open("alice", THIRD, 10u128.pow(33), usd("500000000"));
    fund(&mut suite, 10u128.pow(35), usd("600000000"));
    for price in ["0.00000069", "0.0000003", "0.000000000000000001"] {
        suite.set_price("THIRD", price);
        if suite
            .chain
            .position(position)
            .is_ok_and(|it| it.is_unsafe == Some(true))
        {
            liquidate(&mut suite, "keeper", position, 0);
        }
        assert_backed(&suite);
    }
    assert_eq!(sides(&suite, position), (0, 0));
    leave(&mut suite);
    assert!(suite.balance(LIQUIDATION, "sand") < 10u128.pow(28));
}

#[test]
fn h15_one_base_unit_of_sand_at_the_dearest_price_is_worth_nothing_much() {
    let mut suite = sand("1000000000");
    // 10^11 base units are 10^-7 of a whole one: 100 USD.
    let position = suite.open("alice", THIRD, 2 * 10u128.pow(11), usd("100"));
    fund(&mut suite, 10u128.pow(14), usd("5000"));
    suite.set_price("THIRD", "600000000");
    let told = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(told.repaid.u128(), usd("100"));
    suite.set_price("THIRD", "0.000000000000000001");
    let bobs = PositionId::new(THIRD, position.number() + 1);
    // bob's own is insolvent now; the rest of his pool buys it for nothing.
    let told = liquidate(&mut suite, "keeper", bobs, usd("0"));
    assert_eq!(told.pool_pays.u128(), 0);
    assert!(told.pool_collateral.u128() > 0);
    suite.advance_reporting(REST);
    let [left, ..] = deposit_of(&suite, THIRD, "bob");
    assert!(usd("4900") - left <= 1);
    leave(&mut suite);
}

#[test]
fn h20_at_the_end_of_time_nothing_panics() {
    let mut suite = SuiteBuilder::base()
        .without_auctions()
        .with_risk(ETH, |risk| {
            risk.stability_fee = cosmwasm_std::Decimal::one();
        })
        .build();
    let position = crate::support::alices(&mut suite);
    crate::support::fund(&mut suite, "bob", ETH, usd("50000"));
    suite.advance_reporting(10 * 31_536_000);
    assert!(suite.position(position).debt.u128() > usd("20000000"));
    let told = liquidate(&mut suite, "keeper", position, 0);
    assert!(told.repaid.u128() > usd("40000"));
    assert_backed(&suite);
    let end = u64::MAX / 1_000_000_000;
    let left = end - suite.chain.now() - 10;
    suite.chain.advance_reporting(left, left).unwrap();
    suite.verify();
    // The index stands still at the end of its digits; what is owed can still be liquidated.
    liquidate(&mut suite, "keeper", position, 0);
    assert_backed(&suite);
}

#[test]
fn h20_a_ramp_reaches_the_order_of_risk_also_when_the_index_has_ended() {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| {
            risk.stability_fee = cosmwasm_std::Decimal::one();
        })
        .without_watch() // it sees what stands still fall back
        .build();
    suite.advance_reporting(40 * 31_536_000);
    suite.ok(|chain| chain.vault().accrue("keeper", ETH));
    let position = crate::support::alices(&mut suite);
    crate::support::lend(&mut suite, "keeper", ETH, usd("1000"));
    let msg = ballast_types::vault::ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: cosmwasm_std::Decimal::percent(150),
        target_ratio: cosmwasm_std::Decimal::percent(160),
        seconds: 86_400,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    suite.advance_reporting(86_400);
    suite.set_price("ETH", "145");
    assert_eq!(suite.position(position).is_unsafe, Some(true));
    let riskiest = crate::support::riskiest(1);
    let sent = usd("1000");
    suite.ok(|chain| chain.liquidation().liquidate("keeper", ETH, riskiest, sent));
    assert_backed(&suite);
}

//! What a redemption does with positions, books and tokens.

use ballast_devchain::Pieces;
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::{PositionRedeemed, PositionSnapshot, Redeemed, Settled};
use cosmwasm_std::{Decimal, Uint128};

use super::{dollars, Stage};
use crate::support::{pause, snapshot};

#[test]
fn i30_the_lowest_position_is_redeemed_whole_and_the_rest_of_it_stays_its_owners() {
    let mut stage = Stage::new();
    let before = stage.suite.balance("alice", "eth");
    let done = stage
        .suite
        .ok(|chain| chain.vault().redeem("bob", (ETH, usd("201")), 1, 0));
    // Of 100,000: the rate rises to 200 / 200,000 and is charged at half of that.
    let expected = Redeemed {
        collateral_type: ETH,
        redeemer: stage.suite.address("bob"),
        positions: 1,
        repaid: Uint128::new(usd("200")),
        fee: Uint128::new(usd("0.1")),
        refunded: Uint128::new(usd("0.9")),
        collateral: Uint128::new(eth("0.995")), // 199 USD: 200 less 0.5%
        base_rate: Decimal::permille(1),
    };
    assert_eq!(stage.suite.event::<Redeemed>(&done), expected);
    let cause = PositionRedeemed {
        position: stage.lowest,
        price: Decimal::percent(20_000),
        repaid: Uint128::new(usd("200")),
        taken: Uint128::new(eth("0.995")),
    };
    assert_eq!(stage.suite.event::<PositionRedeemed>(&done), cause);
    let after: PositionSnapshot = stage.suite.event(&done);
    assert_eq!(after, snapshot(&stage.suite, stage.lowest));

    assert_eq!(stage.sides(stage.lowest), (0, eth("1.005")));
    let id = stage.lowest;
    stage.suite.chain.advance(86_400); // no price, and none is needed
    stage.suite.ok(|chain| chain.vault().close("alice", id, 0));
    assert_eq!(stage.suite.balance("alice", "eth") - before, eth("1.005"));
}

#[test]
fn a_part_goes_down_to_the_floor_and_what_is_left_to_the_next() {
    let mut stage = Stage::new();
    // The lowest owes 200, of which 100 must stay; the next one has room for the rest.
    let told = stage.redeem(usd("150"), 10);
    assert_eq!(told.positions, 2);
    assert_eq!(stage.sides(stage.lowest), (usd("100"), eth("1.5025")));
    let (debt, _) = stage.sides(stage.second);
    assert_eq!(usd("300") - debt, told.repaid.u128() - usd("100"));
    assert!(told.refunded.u128() <= 1, "{told:?}");
}

#[test]
fn several_are_redeemed_in_order_up_to_the_limit_and_the_excess_comes_back() {
    let mut stage = Stage::new();
    let told = stage.redeem(usd("5000"), 2);
    assert_eq!((told.positions, told.repaid.u128()), (2, usd("500")));
    assert_eq!(told.collateral.u128(), eth("2.4875")); // 497.5 USD
    assert_eq!(told.fee.u128(), usd("0.625")); // 500 x 500 / 400,000
    assert_eq!(told.refunded.u128(), usd("4499.375"));
    assert_eq!(stage.sides(stage.lowest).0, 0);
    assert_eq!(stage.sides(stage.second).0, 0);
    assert_eq!(stage.sides(stage.third), (usd("400"), eth("6")));
    assert_eq!(stage.sides(stage.highest), (usd("99100"), eth("5000")));
}

#[test]
fn i03_repaid_debt_is_burned_the_fee_is_surplus_and_no_revenue() {
    let mut stage = Stage::new();
    let (books, supply) = (stage.suite.books(ETH), stage.suite.chain.supply().unwrap());
    let told = stage.redeem(usd("600"), 10);
    let after = stage.suite.books(ETH);
    assert_eq!(books.booked - after.booked, told.repaid);
    assert_eq!(after.surplus - books.surplus, told.fee);
    assert_eq!((after.bad_debt.u128(), after.revenue), (0, books.revenue));
    let burned = supply - stage.suite.chain.supply().unwrap();
    assert_eq!(burned, told.repaid + told.fee);
}

#[test]
fn i05_the_fee_pays_bad_debt_first() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let bad = crate::net::bad_debt(&mut suite);
    suite.open("alice", ETH, eth("4"), usd("110"));
    suite.open("bob", BTC, btc("10"), usd("20000"));
    let surplus = suite.books(ETH).surplus;
    let done = suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("10000")), 10, 0));
    let (told, settled): (Redeemed, Settled) = (suite.event(&done), suite.event(&done));
    assert_eq!((settled.bad_debt, settled.surplus.u128()), (told.fee, 0));
    assert!(!told.fee.is_zero());
    let books = suite.books(ETH);
    assert_eq!(bad - books.bad_debt.u128(), told.fee.u128());
    assert_eq!(books.surplus, surplus);
}

#[test]
fn the_high_price_is_used_and_not_spot() {
    let mut stage = Stage::new();
    stage.suite.rewrite_price("ETH", |record| {
        record.high = dollars(250);
    });
    let told = stage.redeem(usd("5000"), 1);
    assert_eq!(told.repaid.u128(), usd("200"));
    assert_eq!(told.collateral.u128(), eth("0.796")); // 199 / 250
}

#[test]
fn i30_what_is_under_a_ratio_of_one_at_the_high_price_is_passed_over() {
    let mut stage = Stage::new();
    stage.suite.set_calm_price("ETH", "99"); // the lowest: 198 USD for 200
    let told = stage.redeem(usd("5000"), 1);
    assert_eq!(told.repaid.u128(), usd("300"));
    assert_eq!(stage.sides(stage.lowest), (usd("200"), eth("2")));
    assert_eq!(stage.sides(stage.second).0, 0);

    // At exactly 1 it has its turn, and keeps the flat fee.
    stage.suite.set_calm_price("ETH", "100");
    stage.redeem(usd("5000"), 1);
    assert_eq!(stage.sides(stage.lowest), (0, eth("0.01")));
}

#[test]
fn i30_spot_under_one_and_high_above_it_is_redeemed_at_the_high_price() {
    let mut stage = Stage::new();
    stage.suite.set_calm_price("ETH", "99");
    stage.suite.rewrite_price("ETH", |record| {
        record.high = dollars(110);
    });
    stage.redeem(usd("5000"), 1);
    assert_eq!(stage.sides(stage.lowest).0, 0);
}

#[test]
fn h30_it_works_while_minting_is_paused() {
    let mut stage = Stage::new();
    pause(&mut stage.suite);
    assert_eq!(stage.redeem(usd("5000"), 1).repaid.u128(), usd("200"));
}

#[test]
fn h11_donations_to_the_vault_move_nothing() {
    let (mut given, mut plain) = (Stage::new(), Stage::new());
    given
        .suite
        .ok(|chain| chain.bank().send("alice", "vault", "eth", eth("1000")));
    let shown = given.suite.chain.redemption(ETH, usd("700"), 10).unwrap();
    assert_eq!(
        shown,
        plain.suite.chain.redemption(ETH, usd("700"), 10).unwrap()
    );
    assert_eq!(given.redeem(usd("700"), 10), plain.redeem(usd("700"), 10));
}

#[test]
fn the_line_under_the_ceiling_and_the_groups_debt_come_down_with_it() {
    let builder = SuiteBuilder::base().with_risk(ETH, |risk| {
        risk.ceiling_gap = Uint128::new(usd("100000"));
    });
    let mut stage = Stage::of(builder);
    assert_eq!(stage.suite.books(ETH).line.u128(), usd("100000"));
    let before = stage.suite.chain.groups().unwrap()[0].debt;
    let told = stage.redeem(usd("900"), 10);
    let books = stage.suite.books(ETH);
    assert!(books.line.u128() <= books.booked.u128() + usd("100000"));
    let after = stage.suite.chain.groups().unwrap()[0].debt;
    assert_eq!(before - after, told.repaid);
}

#[test]
fn i13_a_whole_debt_leaves_collateral_and_withdrawing_it_ends_the_position() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_price("BTC", "100000000")
        .build();
    // 201 units of bitcoin at 1 USD each, 100 owed; at 0.5 USD each the ratio is 1.005.
    let id = suite.open("carol", BTC, 201, usd("100"));
    suite.open("bob", ETH, eth("100"), usd("2000"));
    suite.set_calm_price("BTC", "50000000");
    suite.ok(|chain| chain.vault().redeem("bob", (BTC, usd("200")), 1, 0));
    let left = suite.position(id);
    assert_eq!((left.debt.u128(), left.collateral.u128()), (0, 2));
    let pieces = Pieces {
        withdraw: 2,
        ..Pieces::default()
    };
    suite.ok(|chain| chain.vault().adjust("carol", id, pieces));
    assert!(suite.chain.position(id).is_err());
}

#[test]
fn a_token_is_paid_out_like_a_coin() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = suite.open("carol", BTC, btc("1"), usd("4000"));
    suite.open("bob", ETH, eth("1000"), usd("50000"));
    let before = suite.balance("bob", "wbtc");
    let done = suite.ok(|chain| chain.vault().redeem("bob", (BTC, usd("5000")), 1, 0));
    let told: Redeemed = suite.event(&done);
    assert_eq!(told.repaid.u128(), usd("4000"));
    assert_eq!(told.fee.u128(), usd("100")); // all of a type's debt: 4,000 x 5% / 2
    assert_eq!(told.collateral.u128(), btc("0.4975"));
    assert_eq!(suite.balance("bob", "wbtc") - before, btc("0.4975"));
    assert_eq!(suite.position(id).collateral.u128(), btc("0.5025"));
}

#[test]
fn h18_redeeming_oneself_makes_no_profit() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, eth("2"), usd("200"));
    suite.open("erin", ETH, eth("5000"), usd("99800"));
    crate::support::a_year_passes(&mut suite);
    suite.open("alice", BTC, btc("1"), usd("2000"));
    // Millionths of a USD at 200 USD an ether: 10^12 base units of ether are 200 of them.
    let wealth = |suite: &Suite| {
        let shown = suite.chain.position(id).unwrap();
        let ether = suite.balance("alice", "eth") + shown.collateral.u128();
        let stablecoin = suite.balance("alice", "stablecoin");
        ether * 200 + (stablecoin * 10u128.pow(12)) - shown.debt.u128() * 10u128.pow(12)
    };
    for amount in ["1.5", "3.000001", "50", "500"] {
        let before = wealth(&suite);
        let done = suite.ok(|chain| chain.vault().redeem("alice", (ETH, usd(amount)), 1, 0));
        let fee = suite.event::<Redeemed>(&done).fee.u128();
        let loss = before - wealth(&suite);
        // It costs the base rate, within the rounding of a debt to the next base unit.
        assert!(
            fee > 0 && loss + 10u128.pow(12) >= fee * 10u128.pow(12),
            "{loss} {fee}"
        );
    }
}

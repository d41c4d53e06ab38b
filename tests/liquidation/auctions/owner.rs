//! What the owner of liquidation does with auctions.

use ballast_devchain::Devchain;
use ballast_liquidation::ContractError;
use ballast_tests::{price, usd, ETH};
use ballast_types::{liquidation::AuctionParams, AuctionId};
use cosmwasm_std::{Decimal, Uint128};
use rstest::rstest;

use super::support::{
    any_price, ledger, params, started, suite, wait_until_over, written_off, FIRST,
};
use crate::support::lend;

fn set(chain: &mut Devchain, params: &AuctionParams) -> ballast_devchain::Outcome {
    chain.liquidation().set_auction_params("owner", ETH, params)
}

type ParamsChange = fn(&mut AuctionParams);

#[rstest]
#[case::starts_below_spot(|it: &mut AuctionParams| it.start = Decimal::permille(999))]
#[case::starts_too_high(|it: &mut AuctionParams| it.start = Decimal::permille(2_001))]
#[case::no_floor(|it: &mut AuctionParams| it.floor = Decimal::zero())]
#[case::floor_at_spot(|it: &mut AuctionParams| it.floor = Decimal::one())]
#[case::penalty_too_high(|it: &mut AuctionParams| it.penalty = Decimal::permille(201))]
#[case::no_dust(|it: &mut AuctionParams| it.dust = Uint128::zero())]
#[case::too_much_dust(|it: &mut AuctionParams| it.dust = Uint128::new(100_000_000_001))]
#[case::restart_takes_too_much(|it: &mut AuctionParams| it.restart_reward_share = Decimal::permille(11))]
#[case::restart_worth_too_much(|it: &mut AuctionParams| it.restart_reward_cap = Decimal::percent(1_000_001))]
#[case::cap_above_all_debt(|it: &mut AuctionParams| it.cap_share = Decimal::permille(1_001))]
fn i23_parameters_out_of_bounds_are_refused(#[case] change: ParamsChange) {
    let mut suite = suite();
    let mut params = params(&suite);
    change(&mut params);
    suite.refused(|chain| set(chain, &params));
}

#[test]
fn h01_only_the_owner_sets_and_sells() {
    let mut suite = suite();
    let params = params(&suite);
    for who in ["alice", "keeper", "guardian"] {
        suite.refused(|chain| chain.liquidation().set_auction_params(who, ETH, &params));
        suite.refused(|chain| chain.liquidation().sell_surplus(who, ETH, 0));
    }
    let error =
        suite.refused_by(|chain| chain.liquidation().set_auction_params("owner", 9, &params));
    assert!(matches!(error, ContractError::UnknownCollateralType { .. }));
}

#[test]
fn h35_an_auction_keeps_the_parameters_of_its_start() {
    let (mut suite, _, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let mut params = params(&suite);
    params.floor = Decimal::percent(90);
    params.start = Decimal::percent(150);
    params.dust = Uint128::new(usd("5000"));
    suite.ok(|chain| set(chain, &params));
    assert_eq!(suite.chain.auction(FIRST).unwrap(), auction);
    // A part that the new dust would forbid.
    suite.ok(|chain| {
        let part = (ballast_tests::eth("1"), usd("200"));
        chain.liquidation().take("bob", FIRST, part, any_price())
    });
    wait_until_over(&mut suite, FIRST);
    assert!(suite.chain.auction(FIRST).unwrap().price < price("88"));
    // Also when it begins again.
    suite.ok(|chain| chain.liquidation().restart("keeper", FIRST));
    let again = suite.chain.auction(AuctionId::new(ETH, 2)).unwrap();
    assert_eq!(again.start_price, price("131.25"));
}

#[test]
fn surplus_collateral_is_sold_for_what_it_brings() {
    let mut suite = suite();
    written_off(&mut suite);
    let held = suite.chain.auction_totals(ETH).unwrap().surplus_collateral;
    let error = suite.refused_by(|chain| {
        chain
            .liquidation()
            .sell_surplus("owner", ETH, held.u128() + 1)
    });
    let amount = held + Uint128::one();
    assert_eq!(ContractError::NotSoMuchSurplus { held, amount }, error);
    let error = suite.refused_by(|chain| chain.liquidation().sell_surplus("owner", ETH, 0));
    assert!(
        matches!(error, ContractError::DustForSale { .. }),
        "{error}"
    );
    suite.set_price("ETH", "2000");
    suite.ok(|chain| chain.liquidation().sell_surplus("owner", ETH, 0));
    let auction = suite.chain.auction(FIRST).unwrap();
    assert_eq!((auction.owner, auction.position), (None, None));
    assert_eq!(auction.lot, held);
    lend(&mut suite, "carol", ETH, usd("5000"));
    let paid = (0, usd("5000"));
    suite.ok(|chain| chain.liquidation().take("carol", FIRST, paid, any_price()));
    assert_eq!(ledger(&suite).0, auction.cost.u128());
    assert!(suite.chain.auctions(ETH).unwrap().is_empty());
    suite.refused(|chain| chain.liquidation().sell_surplus("owner", ETH, 0));
}

/// A lot of 6.542 ether sold at 90 USD leaves bad debt that nobody is to pay.
fn short() -> (ballast_tests::Suite, u128) {
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    super::support::wait_for(&mut suite, FIRST, "90");
    suite.ok(|chain| {
        chain
            .liquidation()
            .take("bob", FIRST, (0, usd("1000")), any_price())
    });
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    let (_, bad) = ledger(&suite);
    assert!(bad > usd("100"), "{bad}");
    suite.ok(|chain| {
        chain
            .bank()
            .send("alice", "owner", "eth", ballast_tests::eth("50"))
    });
    (suite, bad)
}

#[test]
fn what_is_refused_of_a_reserve() {
    let ether = ballast_tests::eth("5");
    let (mut suite, _, _) = started();
    suite.ok(|chain| chain.bank().send("alice", "owner", "eth", ether));
    let error = suite.refused_by(|chain| chain.liquidation().sell_reserve("owner", ETH, ether));
    let expected = ContractError::NoBadDebt {
        booked: Uint128::new(usd("700")),
        set_aside: Uint128::zero(),
        auctioned: Uint128::new(usd("714")),
    };
    assert_eq!(expected, error, "takers are to pay all of it");

    let (mut suite, _) = short();
    suite.refused(|chain| chain.liquidation().sell_reserve("alice", ETH, ether));
    let dust = ballast_tests::eth("0.7");
    let error = suite.refused_by(|chain| chain.liquidation().sell_reserve("owner", ETH, dust));
    assert!(
        matches!(error, ContractError::DustForSale { .. }),
        "{error}"
    );
    let msg = ballast_types::liquidation::ExecuteMsg::SellReserve {
        collateral_type: ETH,
    };
    suite.ok(|chain| chain.bank().send("alice", "owner", "stake", 5));
    for funds in [vec![], cosmwasm_std::coins(5, "ustake")] {
        let error = suite.refused_by(|chain| {
            chain.execute("owner", ballast_devchain::LIQUIDATION, &msg, &funds)
        });
        let is_wrong = matches!(error, ContractError::WrongFunds { .. })
            || matches!(error, ContractError::Guard(_));
        assert!(is_wrong, "{error}");
    }
}

#[test]
fn a_reserve_covers_the_bad_debt_and_the_rest_comes_back() {
    let (mut suite, bad) = short();
    let ether = ballast_tests::eth("50");
    suite.ok(|chain| chain.liquidation().sell_reserve("owner", ETH, ether));
    let auction = suite.chain.auctions(ETH).unwrap().remove(0);
    assert_eq!(auction.tab.u128(), bad, "no penalty on one's own");
    assert_eq!(
        auction.owner.as_deref(),
        Some(suite.address("owner").as_str())
    );
    let (id, all) = (auction.auction, (0, usd("2000")));
    suite.ok(|chain| chain.liquidation().take("bob", id, all, any_price()));
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    assert_eq!(ledger(&suite), (0, 0));
    suite.ok(|chain| chain.liquidation().claim_leftover("owner", ETH));
    assert!(suite.balance("owner", "eth") > ballast_tests::eth("40"));
    assert_eq!(super::support::held(&suite), (0, 0));
}

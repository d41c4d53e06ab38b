//! Takes: with stablecoin sent, and out of an allowance.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_liquidation::ContractError;
use ballast_tests::{eth, price, usd, ETH};
use ballast_types::{liquidation::AuctionTaken, AuctionId};

use super::support::{any_price, held, ledger, started, wait_for, wait_until_over, FIRST};
use crate::support::{lend, sides};

#[test]
fn what_is_refused_of_a_take() {
    let (mut suite, _, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let mut refusal = |id, (amount, payment), worst| -> ContractError {
        suite.refused_by(|chain| {
            chain
                .liquidation()
                .take("bob", id, (amount, payment), worst)
        })
    };
    let unknown = AuctionId::new(ETH, 2);
    assert_eq!(
        refusal(unknown, (0, usd("800")), any_price()),
        ContractError::UnknownAuction { auction: unknown }
    );
    let other = AuctionId::from_raw(FIRST.raw() | (1 << 48));
    assert_eq!(
        refusal(other, (0, usd("800")), any_price()),
        ContractError::UnknownAuction { auction: other }
    );
    let (at, worst) = (auction.price, price("131.249999999999999999"));
    assert_eq!(
        refusal(FIRST, (0, usd("800")), worst),
        ContractError::WorstPriceExceeded { price: at, worst }
    );
    // A take that would leave 57.75 to be raised is lowered to leave 100, of which no part is sold.
    let most = (eth("5"), usd("800"));
    suite.ok(|chain| chain.liquidation().take("bob", FIRST, most, any_price()));
    assert_eq!(suite.chain.auction(FIRST).unwrap().tab.u128(), usd("100"));
    let dust: ContractError = suite.refused_by(|chain| {
        let part = (eth("0.1"), usd("800"));
        chain.liquidation().take("bob", FIRST, part, any_price())
    });
    assert!(matches!(dust, ContractError::Take(_)), "{dust}");
    wait_until_over(&mut suite, FIRST);
    let over: ContractError = suite.refused_by(|chain| {
        let all = (0, usd("800"));
        chain.liquidation().take("bob", FIRST, all, any_price())
    });
    assert!(matches!(over, ContractError::AuctionOver { .. }), "{over}");
}

#[test]
fn a_take_of_the_whole_tab_ends_the_auction_and_gives_the_rest_back() {
    let (mut suite, position, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let before = suite.balance("bob", "eth");
    let (collateral, debt) = sides(&suite, position);
    let done = suite.ok(|chain| {
        let all = (0, usd("1000"));
        chain.liquidation().take("bob", FIRST, all, any_price())
    });
    // 714 USD at 131.25 are 5.44 ether.
    assert_eq!(suite.balance("bob", "eth") - before, eth("5.44"));
    assert_eq!(
        suite.balance("bob", STABLECOIN),
        usd("4286"),
        "the rest came back"
    );
    let rest = auction.lot.u128() - eth("5.44");
    assert_eq!(sides(&suite, position), (collateral + rest, debt));
    assert_eq!(ledger(&suite), (usd("714"), usd("700")));
    assert_eq!(held(&suite), (0, usd("714")));
    assert!(suite.chain.auction(FIRST).is_err(), "nothing stays stored");
    let told: AuctionTaken = suite.event_of(LIQUIDATION, &done);
    assert_eq!((told.tab.u128(), told.lot.u128()), (0, rest));
    // Debt first, the rest to surplus.
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    assert_eq!(ledger(&suite), (0, 0));
    assert_eq!(suite.books(ETH).surplus.u128(), usd("14"));
}

#[test]
fn takes_in_part_leave_the_rest_for_sale() {
    let (mut suite, _, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    suite.ok(|chain| {
        let part = (eth("2"), usd("1000"));
        chain.liquidation().take("bob", FIRST, part, any_price())
    });
    let left = suite.chain.auction(FIRST).unwrap();
    assert_eq!(left.lot.u128(), auction.lot.u128() - eth("2"));
    assert_eq!(left.tab.u128(), usd("714") - usd("262.5"));
    assert_eq!(left.start_price, auction.start_price);
    assert_eq!(suite.balance("bob", STABLECOIN), usd("4737.5"));
    // The sum sent is a bound too.
    suite.ok(|chain| {
        let part = (0, usd("131.25"));
        chain.liquidation().take("bob", FIRST, part, any_price())
    });
    let less = suite.chain.auction(FIRST).unwrap();
    assert_eq!(left.lot.u128() - less.lot.u128(), eth("1"));
}

#[test]
fn a_lot_that_does_not_raise_its_tab_leaves_bad_debt() {
    let (mut suite, position, auction) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    wait_for(&mut suite, FIRST, "90");
    let cost = suite.chain.auction(FIRST).unwrap().cost;
    assert!(cost < auction.tab);
    let before = sides(&suite, position);
    suite.ok(|chain| {
        let all = (0, usd("1000"));
        chain.liquidation().take("bob", FIRST, all, price("90"))
    });
    assert_eq!(
        sides(&suite, position),
        before,
        "nothing is left to give back"
    );
    suite.ok(|chain| chain.liquidation().settle("bob", ETH));
    assert_eq!(ledger(&suite), (0, usd("700") - cost.u128()));
    assert_eq!(held(&suite), (0, 0));
    assert_eq!(suite.chain.auction_totals(ETH).unwrap().tabs.u128(), 0);
}

#[test]
fn an_allowance_pays_for_a_take() {
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let take = |chain: &mut ballast_devchain::Devchain| {
        chain
            .liquidation()
            .take_by_allowance("bob", FIRST, 0, any_price())
    };
    suite.refused(take);
    let liquidation = suite.address(LIQUIDATION);
    let allow = |amount: u128| ballast_types::stablecoin::ExecuteMsg::IncreaseAllowance {
        spender: liquidation.clone(),
        amount: amount.into(),
        expires: None,
    };
    let msg = allow(usd("713.999999"));
    suite.ok(|chain| chain.execute("bob", STABLECOIN, &msg, &[]));
    suite.refused(take);
    let msg = allow(1);
    suite.ok(|chain| chain.execute("bob", STABLECOIN, &msg, &[]));
    // Nobody else's allowance is spent.
    suite.refused(|chain| {
        chain
            .liquidation()
            .take_by_allowance("carol", FIRST, 0, any_price())
    });
    suite.ok(take);
    assert_eq!(suite.balance("bob", STABLECOIN), usd("4286"));
    assert_eq!(ledger(&suite), (usd("714"), usd("700")));
}

#[test]
fn a_query_tells_what_a_take_would_do() {
    use ballast_types::liquidation::{QueryMsg, TakeResponse};
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    wait_for(&mut suite, FIRST, "110");
    for (amount, payment) in [
        (None, None),
        (Some(eth("2")), None),
        (None, Some(usd("300"))),
    ] {
        let question = QueryMsg::Take {
            auction: FIRST,
            amount: amount.map(Into::into),
            payment: payment.map(Into::into),
        };
        let told: TakeResponse = suite.chain.query(LIQUIDATION, &question).unwrap();
        let mut fork = suite.chain.fork().unwrap();
        let (stable, ether) = (
            suite.balance("bob", STABLECOIN),
            suite.balance("bob", "eth"),
        );
        let paid = (amount.unwrap_or(0), payment.unwrap_or(usd("2000")));
        fork.liquidation()
            .take("bob", FIRST, paid, any_price())
            .unwrap();
        let of = |asset| fork.balance("bob", asset).unwrap().u128();
        assert_eq!(of("eth") - ether, told.collateral.u128());
        assert_eq!(stable - of(STABLECOIN), told.cost.u128());
    }
}

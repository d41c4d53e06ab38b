//! The contracts' words for "somebody else was first" are those that the keeper knows.

use ballast_keeper::strategy::Kind;
use ballast_types::{AuctionId, PositionId};
use cosmwasm_std::Decimal;

use super::{
    auctions::lend,
    orders::{place, TERMS},
    system::*,
};

#[test]
fn the_contracts_say_what_the_keeper_listens_for() {
    let mut chain = system(3, 50_000);
    let refusal = |outcome: ballast_devchain::Outcome| outcome.unwrap_err().to_string();
    let liquidate = refusal(chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    assert!(Kind::Liquidate.is_overtaken(&liquidate), "{liquidate}");
    let settle = refusal(chain.liquidation().settle("keeper", ETH));
    assert!(Kind::Settle.is_overtaken(&settle), "{settle}");
    let net = refusal(chain.vault().net("keeper", ETH, None));
    assert!(Kind::Net.is_overtaken(&net), "{net}");
    let collect = refusal(chain.vault().collect("keeper", ETH));
    assert!(Kind::Collect.is_overtaken(&collect), "{collect}");

    chain.report_price(FEED, price(126)).unwrap();
    chain
        .liquidation()
        .liquidate_riskiest("carol", ETH, 5)
        .unwrap();
    let net = refusal(chain.vault().net("keeper", ETH, None));
    assert!(Kind::Net.is_overtaken(&net), "{net}");
    let collect = refusal(chain.vault().collect("keeper", ETH));
    assert!(Kind::Collect.is_overtaken(&collect), "{collect}");

    let mut empty = without_auctions(3, 0);
    empty.report_price(FEED, price(126)).unwrap();
    let no_room = refusal(empty.liquidation().liquidate_riskiest("keeper", ETH, 5));
    assert!(Kind::Liquidate.is_overtaken(&no_room), "{no_room}");

    // What is under auction is for takers to pay, not for surplus.
    let mut auctioned = system(3, 0);
    auctioned.report_price(FEED, price(126)).unwrap();
    let all = auctioned.liquidation().liquidate_riskiest("carol", ETH, 5);
    all.unwrap();
    let net = refusal(auctioned.vault().net("keeper", ETH, None));
    assert!(net.contains("auctions are to raise 1199520015"), "{net}");
    assert!(Kind::Net.is_overtaken(&net), "{net}");

    let foreign = "position 4294967297 belongs to somebody";
    assert!(Kind::ALL.iter().all(|kind| !kind.is_overtaken(foreign)));
}

/// The kinds that know a refusal as somebody else's doing.
fn known_to(refusal: &str) -> Vec<Kind> {
    let kinds = Kind::ALL.into_iter();
    kinds.filter(|kind| kind.is_overtaken(refusal)).collect()
}

#[test]
fn the_contracts_say_of_auctions_what_the_keeper_listens_for() {
    let takes = [Kind::TakeByContract, Kind::Take];
    let all = [Kind::TakeByContract, Kind::Take, Kind::Restart];
    let mut chain = system(3, 0);
    lend(&mut chain, "keeper", 20_000);
    chain.report_price(FEED, price(126)).unwrap();
    let seized = chain.liquidation().liquidate_riskiest("carol", ETH, 5);
    seized.unwrap();
    let [first, second, never] = [1, 2, 9].map(|number| AuctionId::new(ETH, number));
    let payment = (0, 2_000 * USD);
    let take = |chain: &mut ballast_devchain::Devchain, auction, wanted, worst: Decimal| {
        let taken = chain.liquidation().take("keeper", auction, wanted, worst);
        taken.map(|_| ()).map_err(|refused| refused.to_string())
    };

    let dearer = take(&mut chain, first, payment, price(132)).unwrap_err();
    assert_eq!(known_to(&dearer), takes, "{dearer}");
    // Of the first 332 are left to be raised: less than the dust of 100 would be left of them.
    take(&mut chain, first, (0, 100 * USD), price(133)).unwrap();
    let left = chain.auction(first).unwrap();
    take(
        &mut chain,
        first,
        (0, left.tab.u128() - 100 * USD),
        price(133),
    )
    .unwrap();
    let dust = take(&mut chain, first, (0, 50 * USD), price(133)).unwrap_err();
    assert_eq!(known_to(&dust), takes, "{dust}");
    take(&mut chain, first, payment, price(133)).unwrap();
    for gone in [first, never] {
        let gone = take(&mut chain, gone, payment, price(133)).unwrap_err();
        assert_eq!(known_to(&gone), all, "{gone}");
    }

    let restart = |chain: &mut ballast_devchain::Devchain, auction| {
        let begun = chain.liquidation().restart("keeper", auction);
        begun.map(|_| ()).map_err(|refused| refused.to_string())
    };
    let early = restart(&mut chain, second).unwrap_err();
    assert_eq!(known_to(&early), [Kind::Restart], "{early}");
    chain.advance(11_400);
    let over = take(&mut chain, second, payment, price(133)).unwrap_err();
    assert_eq!(known_to(&over), takes, "{over}");
    // A price that is not valid is nobody's doing.
    let blind = restart(&mut chain, second).unwrap_err();
    assert!(known_to(&blind).is_empty(), "{blind}");
    chain.report_price(FEED, price(126)).unwrap();
    restart(&mut chain, second).unwrap();
    let gone = restart(&mut chain, second).unwrap_err();
    assert_eq!(known_to(&gone), all, "{gone}");
}

#[test]
fn the_contracts_say_of_orders_what_the_keeper_listens_for() {
    let mut chain = system(3, 0);
    lend(&mut chain, "keeper", 20_000);
    lend(&mut chain, "alice", 5_000);
    let [first, second, third, never] = [1, 2, 3, 9].map(|number| PositionId::new(ETH, number));
    let fill = |chain: &mut ballast_devchain::Devchain, id, sent: u128, minimum: u128| {
        let filled = chain.vault().fill("keeper", id, sent, minimum);
        filled.map(|_| ()).map_err(|refused| refused.to_string())
    };
    let is_known = |refusal: Result<(), String>, words: &str| {
        let refusal = refusal.expect_err(words);
        assert!(refusal.contains(words), "{refusal}");
        assert_eq!(known_to(&refusal), [Kind::Fill], "{refusal}");
    };
    let gone = fill(&mut chain, never, 100 * USD, 0);
    is_known(gone, "there is no position");
    let without = fill(&mut chain, first, 100 * USD, 0);
    is_known(without, "has no order");
    for number in 1..=3 {
        place(&mut chain, number);
    }
    let filled = fill(&mut chain, first, 100 * USD, 0);
    is_known(filled, "its order's trigger is");
    chain.vault().repay("alice", third, 1_000 * USD).unwrap();
    let repaid = fill(&mut chain, third, 100 * USD, 0);
    is_known(repaid, "has no debt to repay");

    chain.report_price(FEED, price(148)).unwrap();
    let dearer = fill(&mut chain, first, 1_000 * USD, 100 * ETHER);
    is_known(dearer, "the fill gives");
    // Nothing in it is left to sell that would leave the position better off.
    chain.report_price(FEED, price(92)).unwrap();
    let scarce = fill(&mut chain, second, 1_000 * USD, 0);
    is_known(scarce, "its order sells above");
    // A unit of stablecoin is less than one of bitcoin is worth.
    chain.report_price("BTC", price(20_000)).unwrap();
    let coin = 100_000_000;
    let opened = chain.vault().open("alice", 2, coin, 9_000 * USD).unwrap();
    let coarse = opened.position().unwrap();
    chain.vault().place_order("alice", coarse, TERMS).unwrap();
    chain.report_price("BTC", price(14_000)).unwrap();
    let little = fill(&mut chain, coarse, 1, 0);
    is_known(little, "is too little to fill the order");
}

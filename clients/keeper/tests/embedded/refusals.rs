//! The contracts' words for "somebody else was first" are those that the keeper knows.

use ballast_keeper::strategy::Kind;
use ballast_types::AuctionId;
use cosmwasm_std::Decimal;

use super::{auctions::lend, system::*};

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

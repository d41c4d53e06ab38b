//! The contracts' words for "somebody else was first" are those that the keeper knows.

use ballast_keeper::strategy::Kind;

use super::system::*;

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

//! Bitcoin under auction, in all the states in which something can be done with it.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_tests::{btc, eth, price, usd, Suite, BTC, ETH};
use ballast_types::{AuctionId, PositionId};
use serde_json::json;

use super::{Attempt, ROLES};

/// Bitcoin's first auction.
pub const BITCOINS: AuctionId = AuctionId::new(BTC, 1);

/// Ether's first auction, which lives for the whole stage.
pub const ETHER: AuctionId = AuctionId::new(ETH, 1);

/// bob's ether goes under auction, as nobody lends yet.
pub fn ether(suite: &mut Suite) {
    let position = suite.open("bob", ETH, eth("2"), usd("240"));
    suite.set_price("ETH", "160");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("dave", ETH, &[position])
    });
    suite.set_price("ETH", "200");
}

/// carol's bitcoin is under auction, and everybody allows liquidation to spend what they hold.
pub fn auctioned(suite: &mut Suite) {
    unsafe_bitcoin(suite);
    let spender = suite.address(LIQUIDATION);
    for role in ROLES {
        let allow = Attempt {
            contract: STABLECOIN.to_owned(),
            msg: json!({ "increase_allowance": {
                "spender": spender, "amount": usd("1500").to_string(), "expires": null,
            } }),
            funds: vec![],
        };
        allow.send(&mut suite.chain, role).ok();
    }
}

fn unsafe_bitcoin(suite: &mut Suite) -> PositionId {
    let position = suite.open("carol", BTC, btc("0.3"), usd("1400"));
    suite.set_price("BTC", "6000");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("dave", BTC, &[position])
    });
    position
}

/// The same when nobody has taken anything.
pub fn over(suite: &mut Suite) {
    unsafe_bitcoin(suite);
    suite.advance_reporting(21_600);
}

/// Something is left of carol's lot, and her position is somebody else's.
pub fn left_over(suite: &mut Suite) {
    let position = unsafe_bitcoin(suite);
    suite.ok(|chain| chain.vault().transfer_position("carol", position, "bob"));
    suite.ok(|chain| chain.vault().accept_position("bob", position));
    let (all, any) = ((0, usd("2000")), price("10000"));
    suite.ok(|chain| chain.liquidation().take("erin", BITCOINS, all, any));
}

/// carol's lot became dust, and bitcoin is dear again.
pub fn written_off(suite: &mut Suite) {
    suite.set_price("BTC", "8000");
    over(suite);
    let last = suite.chain.auctions(BTC).unwrap().pop().unwrap();
    suite.set_price("BTC", "200");
    suite.ok(|chain| chain.liquidation().restart("dave", last.auction));
    suite.set_price("BTC", "8000");
}

/// Ether's lot is sold for much less than its debt.
pub fn uncovered(suite: &mut Suite) {
    while suite.chain.auction(ETHER).unwrap().price > price("120") {
        suite.advance_reporting(600);
    }
    let (all, any) = ((0, usd("400")), price("10000"));
    suite.ok(|chain| chain.liquidation().take("erin", ETHER, all, any));
    super::settled(suite);
}

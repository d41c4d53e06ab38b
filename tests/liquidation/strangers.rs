//! Hooks of strangers, and gifts.

use ballast_devchain::{LIQUIDATION, STABLECOIN, VAULT};
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{btc, eth, usd, BTC};
use ballast_types::liquidation::ReceiveMsg;

use crate::{
    hostile::{bobs, liquidate_on},
    support::{try_liquidate, REST},
};

#[test]
fn h07_yield_from_anyone_but_the_vault_is_refused() {
    let (mut suite, _) = bobs();
    let hook = ReceiveMsg::Yield {
        collateral_type: BTC,
        otherwise: suite.address("bob"),
    };
    let error = suite.refused_by(|chain| chain.send("bob", (STABLECOIN, 5), LIQUIDATION, &hook));
    let (vault, sender) = (
        suite.chain.address(VAULT).unwrap(),
        suite.chain.address("bob").unwrap(),
    );
    assert_eq!(Refusal::NotVault { vault, sender }, error);
}

#[test]
fn h11_donations_move_no_room_and_no_share() {
    let (mut suite, position) = bobs();
    let mut plain = suite.chain.fork().unwrap();
    liquidate_on(&mut plain, position);

    suite.ok(|chain| chain.stablecoin().transfer("bob", LIQUIDATION, usd("4000")));
    suite.ok(|chain| chain.token("wbtc").transfer("bob", LIQUIDATION, btc("3")));
    suite.ok(|chain| chain.token("wbtc").transfer("bob", VAULT, btc("3")));
    suite.ok(|chain| chain.bank().send("bob", LIQUIDATION, "eth", eth("3")));
    suite.ok(|chain| chain.bank().send("bob", VAULT, "eth", eth("3")));
    suite.ok(|chain| try_liquidate(chain, "keeper", position, 0));
    let (books, other) = (suite.chain.books().unwrap(), plain.books().unwrap());
    assert_eq!((books.types, books.pools), (other.types, other.pools));
    assert_eq!(books.positions, other.positions);
    suite.advance_reporting(REST);
    suite.ok(|chain| chain.liquidation().claim("carol", BTC));
    suite.ok(|chain| chain.liquidation().withdraw("carol", BTC, 0));
    // The gift is still there, and nobody's.
    assert!(suite.balance(LIQUIDATION, "wbtc") - btc("3") <= 1);
    assert_eq!(
        suite.balance(LIQUIDATION, STABLECOIN),
        usd("4000") + usd("3500")
    );
}

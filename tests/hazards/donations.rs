//! Plain transfers to a contract move no price, share or ratio.

use ballast_devchain::State;
use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use std::collections::BTreeMap;

use crate::stage::{stage, CONTRACTS};

/// The whole state but for balances, which a donation of course changes.
fn books(suite: &Suite) -> State {
    let mut state = State::read(&suite.chain).unwrap();
    state.holdings = BTreeMap::new();
    (state.time, state.height) = (0, 0);
    state
}

#[test]
fn h11_a_donation_to_any_contract_moves_nothing() {
    let stage = stage();
    let mut suite = stage.suite;
    for contract in CONTRACTS {
        for asset in ["eth", "stake", "wbtc", "stablecoin"] {
            let before = (books(&suite), suite.chain.contract_dump(contract).unwrap());
            suite.ok(|chain| match asset {
                "eth" | "stake" => chain.bank().send("mallory", contract, asset, 77),
                token => chain.token(token).transfer("mallory", contract, 77),
            });
            let after = (books(&suite), suite.chain.contract_dump(contract).unwrap());
            assert_eq!(before.0, after.0, "{asset} to {contract}");
            // A token's own contract writes the balance; no other writes anything.
            if contract != asset {
                assert_eq!(before.1, after.1, "{asset} to {contract}");
            }
        }
    }
}

#[test]
fn h11_what_follows_a_donation_is_what_would_have_come_without() {
    let mut with = stage();
    let mut without = stage();
    for contract in CONTRACTS {
        with.suite
            .ok(|chain| chain.bank().send("mallory", contract, "eth", eth("3")));
        with.suite
            .ok(|chain| chain.token("wbtc").transfer("mallory", contract, btc("3")));
        with.suite
            .ok(|chain| chain.stablecoin().transfer("mallory", contract, usd("50")));
    }
    for stage in [&mut with, &mut without] {
        let id = stage.positions.ether;
        let suite = &mut stage.suite;
        suite.ok(|chain| chain.vault().mint("alice", id, usd("7")));
        suite.ok(|chain| chain.liquidation().deposit("alice", BTC, usd("50")));
        suite.ok(|chain| chain.liquidation().liquidate_riskiest("dave", ETH, 5));
        suite.ok(|chain| chain.liquidation().settle("dave", ETH));
        suite.ok(|chain| chain.vault().collect("dave", BTC));
        suite.advance_reporting(3_600);
        suite.ok(|chain| chain.liquidation().claim("erin", ETH));
        suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
        suite.ok(|chain| chain.vault().close("alice", id, usd("1000")));
    }
    assert_eq!(books(&with.suite), books(&without.suite));
    for (who, asset) in [
        ("alice", "eth"),
        ("erin", "eth"),
        ("erin", "stablecoin"),
        ("dave", "eth"),
    ] {
        assert_eq!(
            with.suite.balance(who, asset),
            without.suite.balance(who, asset),
            "{who} {asset}"
        );
    }
}

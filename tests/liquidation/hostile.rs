//! A token of collateral that misbehaves, hooks of strangers, and donations.

use ballast_devchain::{Devchain, LIQUIDATION, STABLECOIN, VAULT};
use ballast_liquidation::ContractError as Refusal;
use ballast_tests::{btc, usd, Suite, BTC, ETH};
use ballast_types::{
    liquidation::{ExecuteMsg, Liquidated, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::{to_json_binary, CosmosMsg, Event, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;

use crate::{
    evil::{play, Trick},
    support::{
        alices, assert_backed, deposit_of, fund, lend, liquidate, riskiest, sides, suite,
        try_liquidate, REST,
    },
};

/// bob's position of 1 bitcoin and 5,000 USD, unsafe, and carol's pool of 10,000 USD.
pub fn bobs() -> (Suite, PositionId) {
    let mut suite = suite();
    let position = suite.open("bob", BTC, btc("1"), usd("5000"));
    fund(&mut suite, "carol", BTC, usd("10000"));
    suite.set_price("BTC", "6250");
    (suite, position)
}

fn message(chain: &Devchain, contract: &str, msg: &impl serde::Serialize) -> CosmosMsg {
    let contract_addr = chain.address(contract).unwrap().into_string();
    WasmMsg::Execute {
        contract_addr,
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    }
    .into()
}

/// Stablecoin of the caller, sent to liquidation with a message.
fn sent(chain: &Devchain, amount: u128, hook: &ReceiveMsg) -> CosmosMsg {
    let send = Cw20ExecuteMsg::Send {
        contract: chain.address(LIQUIDATION).unwrap().into_string(),
        amount: Uint128::new(amount),
        msg: to_json_binary(hook).unwrap(),
    };
    message(chain, STABLECOIN, &send)
}

#[test]
fn h42_forged_events_and_data_change_nothing() {
    let (mut suite, position) = bobs();
    let mut honest = suite.chain.fork().unwrap();
    liquidate_on(&mut honest, position);

    let liar = [VAULT, LIQUIDATION].map(|name| suite.address(name));
    let forged = |ty: &str| {
        Event::new(ty)
            .add_attribute("collateral_type", "2")
            .add_attribute("position", "8589934593")
            .add_attribute("owner", liar[0].clone())
            .add_attribute("seized", "999999999999")
            .add_attribute("repaid", "999999999999")
            .add_attribute("pool_pays", "1")
            .add_attribute("contract", liar[1].clone())
    };
    let trick = Trick {
        events: ["position_seized", "liquidated", "position_snapshot"]
            .map(forged)
            .into(),
        data: Some(to_json_binary(&serde_json::json!({ "repaid": "1" })).unwrap()),
        ..Trick::default()
    };
    play(&mut suite.chain, &trick);
    let done = suite.ok(|chain| try_liquidate(chain, "keeper", position, 0));
    let told: Liquidated = suite.event_of(LIQUIDATION, &done);
    assert_eq!(told.repaid.u128(), usd("3500"));
    let (books, other) = (suite.chain.books().unwrap(), honest.books().unwrap());
    assert_eq!(books.types, other.types);
    assert_eq!(
        (books.pools, books.positions),
        (other.pools, other.positions)
    );
    assert_eq!(books.balances, other.balances);
}

/// The token's contract holds what it bought and was rewarded with, which no books explain; nothing
/// else is wrong.
fn assert_sound_but_for_the_token(suite: &Suite) {
    for found in suite.chain.violations() {
        assert!(
            found.number == "I4" && found.detail.starts_with("wbtc holds"),
            "{found:?}"
        );
    }
    assert_backed(suite);
}

/// The same liquidation on a chain beside.
pub fn liquidate_on(chain: &mut Devchain, position: PositionId) {
    try_liquidate(chain, "keeper", position, 0).unwrap();
}

#[test]
fn h13_h41_a_token_that_will_not_move_changes_nothing_and_locks_nobody_in() {
    for refused in [LIQUIDATION, "keeper"] {
        let (mut suite, position) = bobs();
        let refuses = Some(suite.address(refused));
        play(
            &mut suite.chain,
            &Trick {
                refuses,
                ..Trick::default()
            },
        );
        suite.refused(|chain| try_liquidate(chain, "keeper", position, 0));
        // Nobody is locked in: debts can be paid and deposits leave, others liquidate.
        suite.ok(|chain| chain.vault().repay("bob", position, usd("100")));
        if refused == "keeper" {
            suite.ok(|chain| try_liquidate(chain, "erin", position, 0));
        }
        suite.advance_reporting(REST);
        suite.ok(|chain| chain.liquidation().withdraw("carol", BTC, 0));
    }
}

#[test]
fn h41_one_broken_token_stops_no_other_type() {
    let (mut suite, _) = bobs();
    let position = alices(&mut suite);
    fund(&mut suite, "dave", ETH, usd("5000"));
    let refuses = Some(suite.address(LIQUIDATION));
    play(
        &mut suite.chain,
        &Trick {
            refuses,
            ..Trick::default()
        },
    );
    suite.set_price("ETH", "125");
    liquidate(&mut suite, "keeper", position, 0);
}

/// Everything that a token can call while it is on its way from the vault to liquidation: the same
/// liquidation again, deposits, claims, withdrawals, settling.
fn everything(suite: &Suite) -> Vec<CosmosMsg> {
    let selection = riskiest(10);
    let again = ExecuteMsg::Liquidate {
        collateral_type: BTC,
        selection: selection.clone(),
    };
    let buy = ReceiveMsg::Liquidate {
        collateral_type: BTC,
        selection,
    };
    let deposit = ReceiveMsg::Deposit {
        collateral_type: BTC,
    };
    vec![
        message(&suite.chain, LIQUIDATION, &again),
        sent(&suite.chain, usd("1000"), &buy),
        message(
            &suite.chain,
            LIQUIDATION,
            &ExecuteMsg::Settle {
                collateral_type: BTC,
            },
        ),
        sent(&suite.chain, usd("5000"), &deposit),
        message(
            &suite.chain,
            LIQUIDATION,
            &ExecuteMsg::Claim {
                collateral_type: BTC,
            },
        ),
        message(
            &suite.chain,
            LIQUIDATION,
            &ExecuteMsg::Withdraw {
                collateral_type: BTC,
                amount: None,
            },
        ),
    ]
}

#[test]
fn h41_a_token_that_calls_back_gains_nothing() {
    let (mut suite, position) = bobs();
    lend(&mut suite, "dave", BTC, usd("6000"));
    suite.ok(|chain| chain.stablecoin().transfer("dave", "wbtc", usd("6000")));
    let calls = everything(&suite);
    play(
        &mut suite.chain,
        &Trick {
            calls,
            ..Trick::default()
        },
    );
    let done = try_liquidate(&mut suite.chain, "keeper", position, 0).unwrap();
    let told: Liquidated = suite.event_of(LIQUIDATION, &done);
    assert_eq!(
        (told.repaid.u128(), told.seized.u128()),
        (usd("3500"), btc("0.616"))
    );
    // The deposit in the middle shares this purchase and its price, and rests like any other.
    let [token, gain, _] = deposit_of(&suite, BTC, "wbtc");
    assert!(token + 1 >= usd("5000") - usd("3500") / 3, "{token}");
    assert!(gain > 0);
    assert_eq!(suite.balance("wbtc", "wbtc"), 0);
    assert_eq!(suite.balance("wbtc", STABLECOIN), usd("1000"));
    assert_sound_but_for_the_token(&suite);
}

/// A second position is liquidated while the first one's collateral is on its way: the rooms of the
/// outer message are older than the inner one's purchase.
#[test]
fn h41_a_liquidation_within_a_liquidation_cannot_spend_the_pool_twice() {
    for (pool, succeeds) in [("10000", true), ("7000.5", false), ("5000", false)] {
        let mut suite = suite();
        let first = suite.open("bob", BTC, btc("1"), usd("5000"));
        let second = suite.open("erin", BTC, btc("1"), usd("5000"));
        fund(&mut suite, "carol", BTC, usd(pool));
        suite.set_price("BTC", "6250");
        let selection = crate::support::ids(&[second]);
        let msg = ExecuteMsg::Liquidate {
            collateral_type: BTC,
            selection,
        };
        let calls = vec![message(&suite.chain, LIQUIDATION, &msg)];
        play(
            &mut suite.chain,
            &Trick {
                calls,
                ..Trick::default()
            },
        );
        if succeeds {
            try_liquidate(&mut suite.chain, "keeper", first, 0).unwrap();
            assert_eq!(sides(&suite, second).1, usd("1500"));
            // The inner keeper is the token itself, and its reward is there.
            assert_eq!(suite.balance("wbtc", "wbtc"), btc("0.00308"));
            assert_eq!(suite.chain.pool(BTC).unwrap().total.u128(), usd("3000"));
        } else {
            // Either of them fits the pool, both do not: the outer one falls, and all with it.
            suite.refused(|chain| try_liquidate(chain, "keeper", first, 0));
            assert_eq!(sides(&suite, second).1, usd("5000"));
        }
        assert_sound_but_for_the_token(&suite);
    }
}

#[test]
fn h41_a_claim_that_is_called_again_from_within_pays_once() {
    let (mut suite, position) = bobs();
    liquidate(&mut suite, "keeper", position, 0);
    suite.advance_reporting(REST);
    let [_, gain, _] = deposit_of(&suite, BTC, "carol");
    let claim = message(
        &suite.chain,
        LIQUIDATION,
        &ExecuteMsg::Claim {
            collateral_type: BTC,
        },
    );
    play(
        &mut suite.chain,
        &Trick {
            calls: vec![claim.clone(), claim],
            ..Trick::default()
        },
    );
    let before = suite.balance("carol", "wbtc");
    suite.ok(|chain| chain.liquidation().claim("carol", BTC));
    assert_eq!(suite.balance("carol", "wbtc"), before + gain);
    let error = suite.refused_by(|chain| chain.liquidation().claim("carol", BTC));
    let depositor = suite.chain.address("carol").unwrap();
    assert_eq!(
        Refusal::NothingToClaim {
            collateral_type: BTC,
            depositor
        },
        error
    );
    assert_backed(&suite);
}

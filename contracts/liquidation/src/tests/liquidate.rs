//! Both steps of a liquidation.

use ballast_types::{
    liquidation::{ExecuteMsg, ReceiveMsg, MINIMUM_REST},
    vault::{self, AuctionLot, Rooms},
    PositionId,
};
use cosmwasm_std::{
    from_json, CosmosMsg, Decimal, MsgResponse, ReplyOn, Response, StdError, SubMsg, SubMsgResult,
    Uint128, WasmMsg,
};
use rstest::rstest;

use super::{
    suite::{addr, asset, Suite, ATOM, ONE, TOKEN},
    vault::{purchase, riskiest, seizure, with_responses, wrapped},
};
use crate::{
    execute::SEIZED,
    payload::Liquidation,
    state::{POOLS, SET_ASIDE},
    ContractError,
};

fn plain() -> ExecuteMsg {
    ExecuteMsg::Liquidate {
        collateral_type: ATOM,
        selection: riskiest(),
    }
}

fn bought() -> ReceiveMsg {
    ReceiveMsg::Liquidate {
        collateral_type: ATOM,
        selection: riskiest(),
    }
}

fn rooms(pool: u128, caller: u128) -> Rooms {
    Rooms {
        pool: pool.into(),
        caller: caller.into(),
    }
}

/// The order to seize that stands in a response, and what goes with it.
fn order(response: &Response) -> (SubMsg, Rooms) {
    let [sub] = &response.messages[..] else {
        panic!("one message")
    };
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    }) = &sub.msg
    else {
        panic!("{sub:?}")
    };
    assert_eq!(
        (contract_addr.as_str(), funds.len()),
        (addr("vault").as_str(), 0)
    );
    let vault::ExecuteMsg::Seize {
        collateral_type,
        selection,
        rooms,
    } = from_json(msg).unwrap()
    else {
        panic!("no seizure")
    };
    assert_eq!((collateral_type, selection), (ATOM, riskiest()));
    (sub.clone(), rooms)
}

/// Whether anybody buys is the vault's to say: it alone knows what may still go under auction.
#[test]
fn i18_without_pool_and_caller_the_vault_is_asked_all_the_same() {
    let mut suite = Suite::new();
    let (_, told) = order(&suite.execute("keeper", plain()).unwrap());
    assert_eq!(told, rooms(0, 0));
    // The last whole stablecoin of a pool never buys.
    suite.deposit("alice", ONE + 1).unwrap();
    let (_, told) = order(&suite.execute("keeper", plain()).unwrap());
    assert_eq!(told, rooms(1, 0));
}

#[test]
fn h41_a_refusal_of_the_vault_is_not_swallowed() {
    let mut suite = Suite::new();
    suite.deposit("alice", 2 * ONE).unwrap();
    let (sub, _) = order(&suite.execute("keeper", plain()).unwrap());
    assert_eq!((sub.reply_on, sub.id), (ReplyOn::Success, SEIZED));
    let failed = suite.reply(
        "keeper",
        rooms(ONE, 0),
        SubMsgResult::Err("no price".into()),
    );
    assert_eq!(
        failed,
        Err(ContractError::SeizeFailed {
            reason: "no price".into()
        })
    );
}

#[test]
fn h42_an_answer_without_data_is_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 2 * ONE).unwrap();
    let silent = Err(ContractError::NoSeizeData);
    assert_eq!(
        suite.reply("keeper", rooms(ONE, 0), with_responses(vec![])),
        silent
    );
    let empty = MsgResponse {
        type_url: String::new(),
        value: b"".into(),
    };
    assert_eq!(
        suite.reply("keeper", rooms(ONE, 0), with_responses(vec![empty])),
        silent
    );
    let foreign = MsgResponse {
        type_url: String::new(),
        value: b"\x0a\x02{}".into(),
    };
    let refused = suite.reply("keeper", rooms(ONE, 0), with_responses(vec![foreign]));
    assert!(matches!(
        refused,
        Err(ContractError::Std(StdError::ParseErr { .. }))
    ));
}

#[test]
fn lots_of_a_type_without_auctions_are_refused() {
    let mut suite = Suite::new();
    suite.deposit("alice", 2 * ONE).unwrap();
    let mut seized = seizure(purchase(5, 5, 5), purchase(0, 0, 0), 0);
    seized.lots.push(AuctionLot {
        position: PositionId::new(ATOM, 1),
        owner: addr("carol").into(),
        debt: 5u128.into(),
        collateral: 5u128.into(),
        price: Decimal::one(),
    });
    let refused = suite.seized("keeper", 0, &seized);
    let (seized_units, shares) = (Uint128::new(5), Uint128::new(10));
    let too_much = ContractError::SharesExceedSeized {
        seized: seized_units,
        shares,
    };
    assert_eq!(refused, Err(too_much), "a lot is a share like any other");
    seized.seized = shares;
    let none = ContractError::NoAuctions {
        collateral_type: ATOM,
    };
    assert_eq!(suite.seized("keeper", 0, &seized), Err(none));
}

#[rstest]
#[case::pool(purchase(6, 1, 6), purchase(5, 1, 5))]
#[case::caller(purchase(5, 1, 5), purchase(6, 1, 6))]
fn i04_nobody_pays_more_than_its_room(
    #[case] pool: vault::Purchase,
    #[case] caller: vault::Purchase,
) {
    let mut suite = Suite::new();
    suite.deposit("alice", ONE + 5).unwrap();
    let (room, pays) = (Uint128::new(5), Uint128::new(6));
    let refused = suite.seized("keeper", 5, &seizure(pool, caller, 0));
    assert_eq!(
        refused,
        Err(ContractError::PaymentExceedsRoom { room, pays })
    );
}

#[test]
fn i04_no_more_is_shared_than_was_sent() {
    let mut suite = Suite::new();
    suite.deposit("alice", ONE + 5).unwrap();
    let mut seized = seizure(purchase(5, 10, 5), purchase(5, 20, 5), 3);
    seized.seized = Uint128::new(32);
    assert_eq!(
        suite.seized("keeper", 5, &seized),
        Err(ContractError::SharesExceedSeized {
            seized: Uint128::new(32),
            shares: Uint128::new(33)
        })
    );
}

#[test]
fn i25_the_first_step_writes_nothing_and_the_payload_carries_all() {
    let mut suite = Suite::new();
    suite.deposit("alice", 10 * ONE).unwrap();
    let before = suite.dump();

    let (sub, sent) = order(&suite.execute("keeper", plain()).unwrap());
    assert_eq!(sent, rooms(9 * ONE, 0));
    let expected = Liquidation {
        keeper: addr("keeper"),
        rooms: sent,
    };
    assert_eq!(Liquidation::decode(&sub.payload), Ok(expected));

    let (sub, sent) = order(&suite.send("keeper", 4 * ONE, &bought()).unwrap());
    assert_eq!(sent, rooms(9 * ONE, 4 * ONE));
    let expected = Liquidation {
        keeper: addr("keeper"),
        rooms: sent,
    };
    assert_eq!(Liquidation::decode(&sub.payload), Ok(expected));

    assert_eq!(suite.dump(), before);
}

#[test]
fn i25_a_finished_liquidation_leaves_only_the_pool_and_what_is_set_aside() {
    let mut suite = Suite::new();
    suite.deposit("alice", 10 * ONE).unwrap();
    let before = suite.dump();
    suite
        .seized(
            "keeper",
            0,
            &seizure(purchase(ONE, 7, ONE), purchase(0, 0, 0), 1),
        )
        .unwrap();
    let after = suite.dump();
    let changed: Vec<_> = after
        .into_iter()
        .filter(|entry| !before.contains(entry))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(changed, [SET_ASIDE.key(ATOM), POOLS.key(ATOM)]);
}

#[test]
fn the_pool_buys_in_one_update_and_the_keeper_gets_the_reward_at_once() {
    let mut suite = Suite::new();
    suite.deposit("alice", 30 * ONE).unwrap();
    suite.deposit("bob", 10 * ONE).unwrap();
    // It takes over 21 of debt and pays 20.
    let seized = seizure(purchase(21 * ONE, 4_000, 20 * ONE), purchase(0, 0, 0), 12);
    let done = suite.seized("keeper", 0, &seized).unwrap();
    assert_eq!(suite.balance("keeper", "native:uatom"), 12);
    assert_eq!(SET_ASIDE.load(&suite.deps.storage, ATOM).unwrap(), 20 * ONE);
    let alice = suite.deposit_of("alice").unwrap();
    assert_eq!(
        (alice.amount.u128(), alice.collateral_gain.u128()),
        (15 * ONE, 3_000)
    );
    let bob = suite.deposit_of("bob").unwrap();
    assert_eq!(
        (bob.amount.u128(), bob.collateral_gain.u128()),
        (5 * ONE, 1_000)
    );
    let [event] = &done.events[..] else {
        panic!("one event")
    };
    assert_eq!(event.ty, "liquidated");
    let fields = ["pool_pays", "pool_collateral", "reward", "keeper"];
    let values = fields.map(|field| ballast_types::event::attribute(event, field).unwrap());
    assert_eq!(values, ["20000000", "4000", "12", addr("keeper").as_str()]);
}

#[test]
fn the_caller_gets_collateral_and_reward_in_one_transfer_and_the_rest_of_its_money_back() {
    let mut suite = Suite::new();
    let seized = seizure(purchase(0, 0, 0), purchase(7 * ONE, 900, 6 * ONE), 12);
    let done = suite.seized("keeper", 10 * ONE, &seized).unwrap();
    assert_eq!(done.messages.len(), 2);
    assert_eq!(suite.balance("keeper", "native:uatom"), 912);
    assert_eq!(suite.balance("keeper", "stablecoin"), 4 * ONE);
    assert_eq!(suite.balance("contract", "stablecoin"), 6 * ONE);
    assert_eq!(SET_ASIDE.load(&suite.deps.storage, ATOM).unwrap(), 6 * ONE);
    assert!(!POOLS.has(&suite.deps.storage, ATOM));
}

#[test]
fn a_cw20_collateral_is_paid_out_by_its_token() {
    let mut suite = Suite::new();
    let mut seized = seizure(purchase(0, 0, 0), purchase(ONE, 900, ONE), 12);
    (seized.collateral_type, seized.asset) = (TOKEN, asset(TOKEN));
    suite.seized("keeper", ONE, &seized).unwrap();
    assert_eq!(suite.balance("keeper", &asset(TOKEN).to_string()), 912);
    assert_eq!(SET_ASIDE.load(&suite.deps.storage, TOKEN).unwrap(), ONE);
}

#[test]
fn h12_nothing_to_pay_out_is_no_transfer() {
    let mut suite = Suite::new();
    suite.deposit("alice", 10 * ONE).unwrap();
    let seized = seizure(purchase(ONE, 900, ONE), purchase(0, 0, 0), 0);
    assert!(suite
        .seized("keeper", 0, &seized)
        .unwrap()
        .messages
        .is_empty());
}

#[test]
fn h33_worthless_collateral_costs_nobody_and_sets_nothing_aside() {
    let mut suite = Suite::new();
    suite.deposit("alice", 10 * ONE).unwrap();
    let before = suite.dump();
    let seized = seizure(purchase(5 * ONE, 0, 0), purchase(0, 0, 0), 0);
    suite
        .reply("keeper", rooms(9 * ONE, 0), wrapped(&seized))
        .unwrap();
    assert_eq!(suite.dump(), before);
}

#[test]
fn h37_deposit_liquidate_and_claim_in_one_block_take_nothing() {
    let mut suite = Suite::new();
    suite.deposit("alice", 100 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    suite.deposit("mallory", 10_000 * ONE).unwrap();
    suite
        .seized(
            "mallory",
            0,
            &seizure(purchase(ONE, 900, ONE), purchase(0, 0, 0), 0),
        )
        .unwrap();
    assert!(matches!(
        suite.claim("mallory"),
        Err(ContractError::StillResting { .. })
    ));
    assert!(matches!(
        suite.withdraw("mallory", None),
        Err(ContractError::StillResting { .. })
    ));
    suite.claim("alice").unwrap();
}

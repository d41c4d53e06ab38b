//! Takes without capital, by contracts that are called in between: an honest one, and some that try to
//! make use of it.

use ballast_devchain::{Call, Devchain, Outcome, LIQUIDATION, STABLECOIN, WASM};
use ballast_example_market as market;
use ballast_example_taker as taker;
use ballast_tests::{eth, price, usd, Suite, ETH};
use ballast_types::{
    liquidation::{ExecuteMsg, TakerMsg},
    stablecoin::ExecuteMsg as TokenMsg,
};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, CosmosMsg, Decimal, Deps, DepsMut, Empty, Env,
    MessageInfo, Response, StdResult, Uint128, WasmMsg,
};
use cw_multi_test::{Contract, ContractWrapper, Executor};
use serde::{Deserialize, Serialize};

use super::support::{any_price, held, ledger, started, wait_for, FIRST};
use crate::support::lend;

#[allow(clippy::unnecessary_wraps)] // the shape of an entry point
fn no_query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}

fn create(suite: &mut Suite, code: Box<dyn Contract<Empty>>, msg: &impl Serialize) -> Addr {
    let owner = suite.chain.address("erin").unwrap();
    let app = suite.chain.app_mut();
    let id = app.store_code(code);
    let created = app.instantiate_contract(id, owner, msg, &[], "stranger", None);
    suite.chain.watch().unwrap(); // what came from behind the door is no refused operation's doing
    created.unwrap()
}

fn execute(contract: &Addr, msg: &impl Serialize) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![],
    }
    .into()
}

/// Somebody calls a stranger's contract.
fn call(chain: &mut Devchain, sender: &str, contract: &Addr, msg: &impl Serialize) -> Outcome {
    let CosmosMsg::Wasm(msg) = execute(contract, msg) else {
        unreachable!("a message to a contract")
    };
    let call = Call::new(WASM, &msg, &[])?;
    chain.execute_all(sender, vec![call])
}

/// A venue with 40,000 USD that pays so many dollars for an ether, and a taker that sells there.
fn places(suite: &mut Suite, dollars: u64) -> (Addr, Addr) {
    let [liquidation, stablecoin] = [LIQUIDATION, STABLECOIN].map(|name| suite.address(name));
    let code = ContractWrapper::new(market::execute, market::instantiate, no_query);
    let msg = market::InstantiateMsg {
        stablecoin: stablecoin.clone(),
    };
    let venue = create(suite, Box::new(code), &msg);
    let pays = market::ExecuteMsg::SetPrice {
        denom: "aeth".to_owned(),
        price: Decimal::from_ratio(dollars, 1_000_000_000_000u64),
    };
    suite.ok(|chain| call(chain, "erin", &venue, &pays));
    let fund = TokenMsg::Transfer {
        recipient: venue.to_string(),
        amount: Uint128::new(usd("40000")),
    };
    suite.ok(|chain| chain.execute("dave", STABLECOIN, &fund, &[]));
    let code = ContractWrapper::new(taker::execute, taker::instantiate, no_query);
    let msg = taker::InstantiateMsg {
        liquidation,
        stablecoin,
        market: venue.to_string(),
    };
    (create(suite, Box::new(code), &msg), venue)
}

fn take_all() -> taker::ExecuteMsg {
    taker::ExecuteMsg::Take {
        auction: FIRST,
        amount: None,
        worst_price: any_price(),
        most: Uint128::new(usd("1000")),
        denom: "aeth".to_owned(),
    }
}

fn balance(suite: &Suite, of: &Addr) -> u128 {
    let stablecoin = suite.chain.address(STABLECOIN).unwrap();
    let question = cw20::Cw20QueryMsg::Balance {
        address: of.to_string(),
    };
    let wrap = suite.chain.app().wrap();
    let answer: cw20::BalanceResponse = wrap.query_wasm_smart(stablecoin, &question).unwrap();
    answer.balance.u128()
}

#[test]
fn the_collateral_pays_for_itself() {
    let (mut suite, _, _) = started();
    let (taker, venue) = places(&mut suite, 125);
    // At 131.25 the venue pays too little: nothing happens.
    suite.refused(|chain| call(chain, "carol", &taker, &take_all()));
    wait_for(&mut suite, FIRST, "120");
    let auction = suite.chain.auction(FIRST).unwrap();
    suite.ok(|chain| call(chain, "carol", &taker, &take_all()));
    assert_eq!(ledger(&suite), (usd("714"), usd("700")));
    assert_eq!(held(&suite), (0, usd("714")));
    let sold = usd("40000") - balance(&suite, &venue);
    assert_eq!(balance(&suite, &taker), sold - auction.cost.u128());
    assert!(sold > usd("740"), "{sold}");
    // Only its owner gets what it has earned.
    let withdraw = taker::ExecuteMsg::Withdraw {};
    suite.refused(|chain| call(chain, "carol", &taker, &withdraw));
    suite.ok(|chain| call(chain, "erin", &taker, &withdraw));
    assert_eq!(suite.balance("erin", STABLECOIN), sold - usd("714"));
}

#[test]
fn nobody_else_tells_a_taker_that_it_has_taken() {
    let (mut suite, _, _) = started();
    let (taker, _) = places(&mut suite, 125);
    let lie = TakerMsg::AuctionTaken {
        auction: FIRST,
        collateral: Uint128::new(eth("1")),
        cost: Uint128::one(),
        msg: to_json_binary("aeth").unwrap(),
    };
    suite.refused(|chain| call(chain, "carol", &taker, &lie));
}

/// A contract that sends what it was created with: the one list when it is asked to begin, the other
/// when liquidation calls it.
#[derive(Serialize, Deserialize)]
struct Script {
    begin: Vec<CosmosMsg>,
    called: Vec<CosmosMsg>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Begin {},
    AuctionTaken(serde_json::Value),
}

const KEY: &[u8] = b"script";

fn write(deps: DepsMut, _: Env, _: MessageInfo, script: Script) -> StdResult<Response> {
    deps.storage.set(KEY, &cosmwasm_std::to_json_vec(&script)?);
    Ok(Response::new())
}

fn play(deps: DepsMut, _: Env, _: MessageInfo, word: Word) -> StdResult<Response> {
    let script: Script = from_json(deps.storage.get(KEY).unwrap_or_default())?;
    let messages = match word {
        Word::Begin {} => script.begin,
        Word::AuctionTaken(_) => script.called,
    };
    Ok(Response::new().add_messages(messages))
}

/// A hostile taker with 5,000 USD of its own, which allows all of it and takes a part with a callback.
fn hostile(suite: &mut Suite, called: Vec<CosmosMsg>) -> Addr {
    let [liquidation, stablecoin] =
        [LIQUIDATION, STABLECOIN].map(|name| suite.chain.address(name).unwrap());
    let allow = TokenMsg::IncreaseAllowance {
        spender: liquidation.to_string(),
        amount: Uint128::new(usd("5000")),
        expires: None,
    };
    let begin = vec![
        execute(&stablecoin, &allow),
        execute(&liquidation, &part(eth("2"))),
    ];
    let code = ContractWrapper::new(play, write, no_query);
    let taker = create(suite, Box::new(code), &Script { begin, called });
    let fund = TokenMsg::Transfer {
        recipient: taker.to_string(),
        amount: Uint128::new(usd("5000")),
    };
    suite.ok(|chain| chain.execute("dave", STABLECOIN, &fund, &[]));
    taker
}

fn part(amount: u128) -> ExecuteMsg {
    ExecuteMsg::Take {
        auction: FIRST,
        amount: Some(Uint128::new(amount)),
        worst_price: any_price(),
        callback: Some(Binary::default()),
    }
}

#[test]
fn i05_a_taker_that_settles_before_it_has_paid_still_pays() {
    let (mut suite, _, _) = started();
    // Somebody else's stablecoin lies in liquidation: it must not be what is settled for good.
    lend(&mut suite, "bob", ETH, usd("3000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("3000")));
    let liquidation = suite.chain.address(LIQUIDATION).unwrap();
    let settle = ExecuteMsg::Settle {
        collateral_type: ETH,
    };
    let taker = hostile(&mut suite, vec![execute(&liquidation, &settle)]);
    suite.ok(|chain| call(chain, "carol", &taker, &Word::Begin {}));
    assert_eq!(ledger(&suite), (0, usd("700") - usd("262.5")));
    assert_eq!(held(&suite).1, usd("3000"));
    assert_eq!(balance(&suite, &taker), usd("5000") - usd("262.5"));
}

#[test]
fn a_taker_that_takes_again_while_it_is_called_pays_for_both() {
    let (mut suite, _, auction) = started();
    let liquidation = suite.chain.address(LIQUIDATION).unwrap();
    let again = ExecuteMsg::Take {
        auction: FIRST,
        amount: Some(Uint128::new(eth("1"))),
        worst_price: price("131.25"),
        callback: None,
    };
    let taker = hostile(&mut suite, vec![execute(&liquidation, &again)]);
    suite.ok(|chain| call(chain, "carol", &taker, &Word::Begin {}));
    let left = suite.chain.auction(FIRST).unwrap();
    assert_eq!(left.lot, auction.lot - Uint128::new(eth("3")));
    assert_eq!(left.tab.u128(), usd("714") - usd("393.75"));
    assert_eq!(balance(&suite, &taker), usd("5000") - usd("393.75"));
}

#[test]
fn h41_a_taker_that_spends_the_money_elsewhere_takes_nothing() {
    let (mut suite, _, _) = started();
    let stablecoin = suite.chain.address(STABLECOIN).unwrap();
    let away = TokenMsg::Transfer {
        recipient: suite.address("carol"),
        amount: Uint128::new(usd("5000")),
    };
    let taker = hostile(&mut suite, vec![execute(&stablecoin, &away)]);
    suite.refused(|chain| call(chain, "carol", &taker, &Word::Begin {}));
}

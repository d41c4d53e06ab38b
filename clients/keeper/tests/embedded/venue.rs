//! Contracts that are not the system's: a venue that buys ether, a taker that sells there, and one that lies.

use ballast_devchain::{LIQUIDATION, STABLECOIN};
use ballast_example_market as market;
use ballast_example_taker as taker;
use ballast_types::{
    liquidation::{TakerOfferResponse, TakerQueryMsg},
    stablecoin::ExecuteMsg as TokenMsg,
};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Decimal, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, Uint128,
};
use cw20::{BalanceResponse, Cw20QueryMsg};
use cw_multi_test::{ContractWrapper, Executor};
use serde::Serialize;

use super::{
    system::{BLOCK, ETH, ETHER, USD},
    world::{Code, World},
};

const DENOM: &str = "aeth";

/// A taker's contract with the venue that it sells at.
pub struct Places {
    pub taker: Addr,
    pub venue: Addr,
}

fn create(world: &World, code: Code, msg: &impl Serialize) -> Addr {
    let mut inner = world.set();
    let owner = inner.chain.address("erin").unwrap();
    inner.strangers.push(code);
    let app = inner.chain.app_mut();
    let id = app.store_code(code());
    app.instantiate_contract(id, owner, msg, &[], "stranger", None)
        .unwrap()
}

/// A venue with so many stablecoins, which pays so many of them for an ether.
pub fn places(world: &World, dollars: u64, funds: u128) -> Places {
    let address = |name| world.get().chain.address(name).unwrap().to_string();
    let (liquidation, stablecoin) = (address(LIQUIDATION), address(STABLECOIN));
    let venue = create(
        world,
        || {
            let (execute, instantiate) = (market::execute, market::instantiate);
            Box::new(ContractWrapper::new(execute, instantiate, market::query))
        },
        &market::InstantiateMsg {
            stablecoin: stablecoin.clone(),
        },
    );
    let taker = create(
        world,
        || {
            let (execute, instantiate) = (taker::execute, taker::instantiate);
            Box::new(ContractWrapper::new(execute, instantiate, taker::query))
        },
        &taker::InstantiateMsg {
            liquidation,
            stablecoin,
            market: venue.to_string(),
        },
    );
    let places = Places { taker, venue };
    places.pay(world, dollars);
    if funds > 0 {
        let mut inner = world.set();
        let opened = inner
            .chain
            .vault()
            .open("dave", ETH, 4_000 * ETHER, funds * USD);
        opened.unwrap();
        let fund = TokenMsg::Transfer {
            recipient: places.venue.to_string(),
            amount: Uint128::new(funds * USD),
        };
        let sent = inner.chain.execute("dave", STABLECOIN, &fund, &[]);
        sent.unwrap();
    }
    places
}

impl Places {
    /// The venue pays so many dollars for an ether from now on.
    pub fn pay(&self, world: &World, dollars: u64) {
        let msg = market::ExecuteMsg::SetPrice {
            denom: DENOM.to_owned(),
            price: Decimal::from_ratio(dollars, 1_000_000_000_000u64),
        };
        let mut inner = world.set();
        let owner = inner.chain.address("erin").unwrap();
        let app = inner.chain.app_mut();
        let set = app.execute_contract(owner, self.venue.clone(), &msg, &[]);
        set.unwrap();
    }
}

/// Stablecoin that anybody holds.
pub fn held(world: &World, address: &Addr) -> u128 {
    let inner = world.get();
    let stablecoin = inner.chain.address(STABLECOIN).unwrap();
    let question = Cw20QueryMsg::Balance {
        address: address.to_string(),
    };
    let wrap = inner.chain.app().wrap();
    let answer: BalanceResponse = wrap.query_wasm_smart(stablecoin, &question).unwrap();
    answer.balance.u128()
}

/// A contract that promises a thousand dollars for every take, and does nothing.
pub fn liar(world: &World) -> Addr {
    create(
        world,
        || Box::new(ContractWrapper::new(do_nothing, begin, promise)),
        &Empty {},
    )
}

/// One that promises the same, succeeds in every second block and says in the others that somebody else was
/// first: what is simulated well fails on the chain.
pub fn deceiver(world: &World) -> Addr {
    create(
        world,
        || Box::new(ContractWrapper::new(blame_others, begin, promise)),
        &Empty {},
    )
}

#[allow(clippy::needless_pass_by_value)] // the shape of an entry point
fn blame_others(_: DepsMut, env: Env, _: MessageInfo, _: serde_json::Value) -> StdResult<Response> {
    if (env.block.time.seconds() / BLOCK).is_multiple_of(2) {
        return Ok(Response::new());
    }
    Err(StdError::generic_err("auction 4294967297 is not live"))
}

#[allow(clippy::unnecessary_wraps, clippy::needless_pass_by_value)] // the shape of an entry point
fn begin(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

#[allow(clippy::unnecessary_wraps, clippy::needless_pass_by_value)] // the shape of an entry point
fn do_nothing(_: DepsMut, _: Env, _: MessageInfo, _: serde_json::Value) -> StdResult<Response> {
    Ok(Response::new())
}

#[allow(clippy::needless_pass_by_value)] // the shape of an entry point
fn promise(_: Deps, _: Env, _: TakerQueryMsg) -> StdResult<Binary> {
    to_json_binary(&TakerOfferResponse {
        collateral: Uint128::new(ETHER),
        cost: Uint128::new(USD),
        proceeds: Uint128::new(1_001 * USD),
    })
}

//! States of any size, made with the native code and handed over as storage.

use ballast_devchain::{
    Account, AssetKind, Call, Deployment, Devchain, LIQUIDATION, STABLECOIN, VAULT,
};
use ballast_types::{
    liquidation::{ReceiveMsg as PoolHook, MINIMUM_REST},
    oracle::FeedKind,
    vault::ExecuteMsg,
    CollateralTypeId,
};
use cosmwasm_std::{coins, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;

use super::MeasureError;
use crate::codes::Codes;

/// The collateral type of all positions: a coin of 6 decimals, as the coins of Cosmos chains are.
pub const ATOM: CollateralTypeId = 1;
/// Its denom.
pub const DENOM: &str = "uatom";
/// Its feed.
pub const FEED: &str = "ATOM";
/// A whole unit of it, and of stablecoin.
pub const WHOLE: u128 = 1_000_000;
/// Its price at the beginning, in USD.
pub const PRICE: u128 = 10;
/// The holder of all dust.
pub const HOARDER: &str = "alice";

/// Up to so many positions their making is recorded.
const TOLD: usize = 100;
/// Messages in one operation.
const BATCH: usize = 500;

/// A chain with so many positions and depositors, and one large position of the holder of them all.
pub fn among(positions: usize) -> Result<Devchain, MeasureError> {
    let mut chain = Devchain::deploy(&deployment())?;
    if positions <= TOLD {
        chain.record();
    }
    chain.advance(60);
    set_price(&mut chain, PRICE)?;
    let atoms = 600_000 * WHOLE;
    chain
        .vault()
        .open(HOARDER, ATOM, atoms, 1_500_000 * WHOLE)?;
    let places: Vec<usize> = (0..positions).collect();
    for batch in places.chunks(BATCH) {
        grow(&mut chain, batch)?;
    }
    chain.advance(MINIMUM_REST);
    set_price(&mut chain, PRICE)?;
    Ok(chain)
}

/// The same chain with the compiled contracts.
pub fn compiled(native: &Devchain, codes: &Codes) -> Result<Devchain, MeasureError> {
    let others = |name: &str| codes.contract(name);
    Ok(Devchain::restore_with(native.snapshot(), &others)?)
}

/// Seconds until the slow average has come to a price: a month.
const CALM: u64 = 30 * 86_400;

/// All feeders report a price, in dollars. After a rise, by whose slow average nobody could mint, it stands
/// for a month and is reported again.
pub fn set_price(chain: &mut Devchain, usd: u128) -> Result<(), MeasureError> {
    let price = Decimal::from_ratio(usd, 1u128);
    chain.report_price(FEED, price)?;
    let accepted = chain.price(FEED)?;
    if accepted.is_some_and(|accepted| accepted.slow < accepted.spot) {
        chain.advance(CALM);
        chain.report_price(FEED, price)?;
    }
    Ok(())
}

/// The standard deployment with atoms in place of ether, and positions as small as can be.
fn deployment() -> Deployment {
    let mut deployment = Deployment::standard();
    for asset in deployment.assets.iter_mut().take(1) {
        "atom".clone_into(&mut asset.name);
        asset.decimals = 6;
        asset.kind = AssetKind::Native {
            denom: DENOM.to_owned(),
        };
    }
    for spec in deployment.collateral_types.iter_mut().take(1) {
        "atom".clone_into(&mut spec.asset);
        FEED.clone_into(&mut spec.feed);
        spec.risk.debt_floor = Uint128::one();
        // What follows the market would ask for other ratios on a node, where prices move faster.
        spec.risk.margin.cap = spec.risk.base_mint_ratio;
    }
    for feed in deployment.feeds.iter_mut().take(1) {
        FEED.clone_into(&mut feed.feed);
        // A node that does the same must not wait for confirmations.
        if let FeedKind::Price { intake } = &mut feed.kind {
            intake.maximum_step = Decimal::percent(50);
        }
    }
    for account in &mut deployment.accounts {
        rich(account);
    }
    deployment
}

/// Ten million atoms for whoever had ether.
fn rich(account: &mut Account) {
    if account.balances.remove("eth").is_some() {
        let atoms = Uint128::new(10_000_000 * WHOLE);
        account.balances.insert("atom".to_owned(), atoms);
    }
}

/// Adds a batch of positions of one base unit of debt, and of depositors with a stablecoin each.
fn grow(chain: &mut Devchain, batch: &[usize]) -> Result<(), MeasureError> {
    let open = ExecuteMsg::Open {
        collateral_type: ATOM,
        mint: Some(Uint128::one()),
    };
    let open = Call::new(VAULT, &open, &coins(1, DENOM))?;
    chain.execute_all(HOARDER, vec![open; batch.len()])?;
    let mut gifts = vec![];
    for place in batch {
        let recipient = chain
            .address(&depositor(*place))
            .map_err(|error| MeasureError::Stage(error.into()))?;
        let gift = Cw20ExecuteMsg::Transfer {
            recipient: recipient.into_string(),
            amount: Uint128::new(WHOLE),
        };
        gifts.push(Call::new(STABLECOIN, &gift, &[])?);
    }
    chain.execute_all(HOARDER, gifts)?;
    for place in batch {
        chain
            .liquidation()
            .deposit(&depositor(*place), ATOM, WHOLE)?;
    }
    Ok(())
}

fn depositor(place: usize) -> String {
    format!("depositor-{place}")
}

/// The call that pays into the pool.
pub fn pool_deposit(chain: &Devchain, amount: u128) -> Result<Call, MeasureError> {
    let hook = PoolHook::Deposit {
        collateral_type: ATOM,
    };
    Ok(chain.send_call(STABLECOIN, LIQUIDATION, amount, &hook)?)
}

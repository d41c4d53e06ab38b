//! Promises about what can be done, tried in a copy of the chain.

use ballast_devchain::{Devchain, State, STABLECOIN};
use ballast_types::{
    raw::map_key,
    vault::{PositionResponse, Selection},
};
use cosmwasm_std::{from_json, to_json_vec, Uint128};
use cw20_base::state::TokenInfo;

use crate::{
    checks::{check_granted, hold, read, Checked, Violation},
    draw::{Draw, Market},
    random::Random,
    world::HOLDERS,
};

/// Somebody who owns nothing else on the chain.
pub const STRANGER: &str = "stranger";

/// A copy of the chain.
pub fn fork(chain: &Devchain) -> Devchain {
    chain.fork().unwrap()
}

/// Gives an account stablecoin out of nothing: behind the contracts' back, for copies only.
pub fn grant(chain: &mut Devchain, account: &str, amount: u128) {
    let token = chain.address(STABLECOIN).unwrap();
    let account = chain.address(account).unwrap();
    let mut storage = chain.app_mut().contract_storage_mut(&token);
    let key = map_key("balance", account.as_bytes());
    let held = storage
        .get(&key)
        .map_or(Uint128::zero(), |bytes| from_json(bytes).unwrap());
    storage.set(&key, &to_json_vec(&(held + Uint128::new(amount))).unwrap());
    let mut info: TokenInfo = from_json(storage.get(b"token_info").unwrap()).unwrap();
    info.total_supply += Uint128::new(amount);
    storage.set(b"token_info", &to_json_vec(&info).unwrap());
}

/// I16, I17: every debt can be repaid in full, now; then all collateral can leave; then, once they
/// have rested, all deposits and gains.
pub fn everybody_leaves(chain: &Devchain) -> Result<(), Violation> {
    let mut chain = fork(chain);
    let positions: Vec<PositionResponse> = read(&chain)?.positions.into_values().collect();
    for it in positions.iter().filter(|it| !it.debt.is_zero()) {
        grant(&mut chain, STRANGER, it.debt.u128());
        let outcome = chain.vault().repay(STRANGER, it.position, it.debt.u128());
        hold!(
            outcome.is_ok(),
            "I16",
            "position {}: {}",
            it.position,
            outcome.unwrap_err()
        );
    }
    for it in &positions {
        let owner = chain.names().name_of(&it.owner).to_owned();
        let outcome = chain.vault().close(&owner, it.position, 0);
        hold!(
            outcome.is_ok(),
            "I17",
            "position {}: {}",
            it.position,
            outcome.unwrap_err()
        );
    }
    for info in read(&chain)?.types.values() {
        let books = &info.books;
        let rest = [books.total_normalized, books.total_collateral, books.booked];
        hold!(
            rest == [Uint128::zero(); 3],
            "I2",
            "left in empty books: {books:?}"
        );
    }
    depositors_leave(&mut chain)
}

fn depositors_leave(chain: &mut Devchain) -> Result<(), Violation> {
    chain.advance(ballast_types::liquidation::MINIMUM_REST);
    for (id, deposits) in read(chain)?.deposits {
        for it in deposits {
            let owner = chain.names().name_of(&it.depositor).to_owned();
            if !it.amount.is_zero() {
                let outcome = chain.liquidation().withdraw(&owner, id, 0);
                hold!(
                    outcome.is_ok(),
                    "I6",
                    "{owner} withdraws: {}",
                    outcome.unwrap_err()
                );
            }
            // Yield may have vested since.
            let gains = chain.deposit(id, &owner).ok();
            let gains = gains.map(|it| it.collateral_gain + it.stablecoin_gain);
            if gains.is_some_and(|gains| !gains.is_zero()) {
                let outcome = chain.liquidation().claim(&owner, id);
                hold!(
                    outcome.is_ok(),
                    "I6",
                    "{owner} claims: {}",
                    outcome.unwrap_err()
                );
            }
        }
    }
    for pool in chain.pools().unwrap() {
        if !pool.set_aside.is_zero() {
            let outcome = chain.liquidation().settle(STRANGER, pool.collateral_type);
            hold!(outcome.is_ok(), "I3", "settling: {}", outcome.unwrap_err());
        }
    }
    check_granted(chain)
}

/// I18: with a valid price and a caller with enough, every unsafe position can be liquidated, and is
/// then safe, smaller or gone.
pub fn the_unsafe_are_liquidated(chain: &Devchain) -> Result<(), Violation> {
    let positions = read(chain)?.positions;
    let unsafe_ones: Vec<_> = positions
        .values()
        .filter(|it| it.is_unsafe == Some(true))
        .collect();
    if unsafe_ones.is_empty() {
        return Ok(());
    }
    let mut chain = fork(chain);
    for it in unsafe_ones {
        let (id, debt) = (it.collateral_type, it.debt.u128());
        grant(&mut chain, STRANGER, debt);
        let selection = Selection::Positions {
            ids: vec![it.position],
        };
        let outcome = chain.liquidation().liquidate(STRANGER, id, selection, debt);
        hold!(outcome.is_ok(), "I18", "{it:?}: {}", outcome.unwrap_err());
        if let Ok(after) = chain.position(it.position) {
            // Collateral in reserve may have been enough.
            hold!(
                after.debt < it.debt || after.is_unsafe == Some(false),
                "I18",
                "debt stays: {it:?}, then {after:?}"
            );
            let healed = after.ratio.is_none_or(|ratio| Some(ratio) >= it.ratio);
            let penalty = chain.collateral_type(id).unwrap().risk.liquidation_penalty;
            let was_sound = it.ratio.unwrap() >= cosmwasm_std::Decimal::one() + penalty;
            hold!(healed || !was_sound, "I12", "{it:?}, then {after:?}");
        }
    }
    check_granted(&chain)
}

/// I21: whatever one account does alone with its own positions and deposits, at one price and in one
/// second, it never ends with more of any asset.
pub fn nobody_profits(chain: &Devchain, random: &mut Random) -> Result<(), Violation> {
    let mut chain = fork(chain);
    let who = *random.pick(&HOLDERS);
    let before = wealth(&chain, who);
    let mut checked = Checked::new(chain)?;
    let (mut market, mut tried) = (Market::new(), vec![]);
    for (feed, it) in &checked.state.feeds {
        let price = it
            .price
            .as_ref()
            .map_or(0, |price| price.spot.atomics().u128());
        market.insert(feed.clone(), price);
    }
    for _ in 0..12 {
        let (state, chain) = (&checked.state, &checked.chain);
        let step = Draw {
            random,
            state,
            chain,
            market: &mut market,
        }
        .own_business(who);
        let Some(step) = step else { continue };
        let time = checked.chain.now();
        let operation = ballast_devchain::Operation {
            time,
            sender: who.to_owned(),
            calls: step.calls,
        };
        let is_done = checked.run(&operation)?.is_ok();
        tried.push((is_done, operation));
    }
    chain = checked.chain;
    let after = wealth(&chain, who);
    for ((asset, had), (_, has)) in before.iter().zip(&after) {
        hold!(
            has <= had,
            "I21",
            "{who} had {had} {asset}, has {has}, by {tried:?}"
        );
    }
    Ok(())
}

/// What an account owns of each asset: held, locked, deposited and gained, less what it owes.
fn wealth(chain: &Devchain, who: &str) -> Vec<(String, i128)> {
    let signed = |amount: Uint128| i128::try_from(amount.u128()).unwrap();
    let address = chain.address(who).unwrap().to_string();
    let state = State::read(chain).unwrap();
    let assets = chain.names().assets().iter();
    let of_one = |name: &str| {
        let mut sum = signed(chain.balance(who, name).unwrap());
        for it in state.positions.values().filter(|it| it.owner == address) {
            if name == STABLECOIN {
                sum -= signed(it.debt);
            } else if chain
                .names()
                .asset_name(&state.types[&it.collateral_type].asset)
                == name
            {
                sum += signed(it.collateral);
            }
        }
        for (id, deposits) in &state.deposits {
            for it in deposits.iter().filter(|it| it.depositor == address) {
                if name == STABLECOIN {
                    sum += signed(it.amount + it.stablecoin_gain);
                } else if chain.names().asset_name(&state.types[id].asset) == name {
                    sum += signed(it.collateral_gain);
                }
            }
        }
        sum
    };
    assets
        .map(|asset| (asset.name.clone(), of_one(&asset.name)))
        .collect()
}

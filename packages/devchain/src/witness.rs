//! What the chain has seen with its own eyes, independently of the contracts' books: mints, burns
//! and donations. The invariants hold the books against it.

use std::collections::BTreeMap;

use ballast_types::{
    event::{attribute, BallastEvent, CONTRACT_ATTRIBUTE},
    liquidation::{Liquidated, YieldReceived},
    stablecoin::WHOLE,
    Asset, CollateralTypeId,
};
use cosmwasm_std::{Addr, BankMsg, Event, Uint128};
use serde::{Deserialize, Serialize};

use crate::{
    names::Names,
    operation::{Done, Operation},
    BANK, LIQUIDATION, STABLECOIN, VAULT,
};

/// Totals over all operations since the deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Successful operations, those of the deployment included.
    pub operations: u64,
    /// Stablecoin minted.
    pub minted: Uint128,
    /// Stablecoin burned by the vault.
    pub burned_by_vault: Uint128,
    /// Stablecoin burned by anyone else.
    pub burned_by_holders: Uint128,
    /// What accounts transferred to contracts without any message, by contract and asset.
    pub donated: BTreeMap<String, BTreeMap<String, Uint128>>,
    /// The most collateral of each type that rounding can have left in its pool; see
    /// [`Witness::rounding_units`].
    pub collateral_left: BTreeMap<CollateralTypeId, Uint128>,
    /// The most yield that rounding can have left in the pools.
    pub yield_left: Uint128,
}

impl Witness {
    /// What a contract was given of an asset.
    pub fn donated(&self, contract: &str, asset: &str) -> Uint128 {
        let by_asset = self.donated.get(contract);
        by_asset
            .and_then(|assets| assets.get(asset))
            .copied()
            .unwrap_or_default()
    }

    /// The most stablecoin base units that rounding can have left in pools: a deposit is rounded
    /// down whenever it is touched. They belong to nobody, and yet the pool shares what it gains
    /// among all that is in it: so they gain too, in units that may be worth far less.
    pub fn rounding_units(&self) -> Uint128 {
        Uint128::from(self.operations) * Uint128::new(3)
    }

    /// Of `gained`, the part of the units that rounding left among `shared`, rounded up; nothing of
    /// nothing.
    fn left_of(&self, gained: Uint128, shared: Uint128) -> Uint128 {
        if gained.is_zero() || shared <= self.rounding_units() {
            return gained;
        }
        gained.multiply_ratio(self.rounding_units(), shared) + Uint128::one()
    }

    /// What a pool gained, shared among at least what it paid or, of yield, one whole stablecoin.
    fn observe_gains(&mut self, names: &Names, event: &Event) {
        let Ok(liquidation) = names.contract(LIQUIDATION) else {
            return;
        };
        if let Ok(Some(it)) = Liquidated::parse(event, liquidation.as_str()) {
            let left = self.left_of(it.pool_collateral, it.pool_pays);
            let of_type = self.collateral_left.entry(it.collateral_type).or_default();
            *of_type += left;
        }
        if let Ok(Some(it)) = YieldReceived::parse(event, liquidation.as_str()) {
            self.yield_left += self.left_of(it.amount, WHOLE);
        }
    }

    /// Takes note of a successful operation.
    pub(crate) fn observe(&mut self, names: &Names, operation: &Operation, done: &Done) {
        self.operations += 1;
        for event in done.events() {
            self.observe_gains(names, event);
        }
        for event in done.events().filter(|event| event.ty == "wasm") {
            self.observe_token(names, event);
        }
        for call in operation.calls.iter().filter(|call| call.contract == BANK) {
            let msg = names.resolve(&call.msg).ok();
            if let Some(BankMsg::Send { to_address, amount }) =
                msg.and_then(|msg| serde_json::from_value(msg).ok())
            {
                for coin in amount {
                    let asset = names.asset_name(&Asset::Native { denom: coin.denom });
                    self.donate(names, &to_address, &asset, coin.amount);
                }
            }
        }
    }

    /// A cw20 token's own event: the first attribute after the address is the action.
    fn observe_token(&mut self, names: &Names, event: &Event) -> Option<()> {
        let token = attribute(event, CONTRACT_ATTRIBUTE)?;
        let asset = Asset::Cw20 {
            contract: token.to_owned(),
        };
        let asset = &names
            .assets()
            .iter()
            .find(|known| known.asset == asset)?
            .name;
        let amount: Uint128 = attribute(event, "amount")?.parse().ok()?;
        let is_ours = asset == STABLECOIN;
        let from = attribute(event, "from");
        match attribute(event, "action")? {
            "mint" if is_ours => self.minted += amount,
            "burn" | "burn_from" if is_ours => {
                let vault = names.contract(VAULT).ok().map(Addr::as_str);
                let burned = if from == vault {
                    &mut self.burned_by_vault
                } else {
                    &mut self.burned_by_holders
                };
                *burned += amount;
            }
            // What a contract takes out of an allowance is a payment to it.
            "transfer_from" if names.is_contract(attribute(event, "by")?) => {}
            "transfer" | "transfer_from" if !names.is_contract(from?) => {
                self.donate(names, attribute(event, "to")?, asset, amount);
            }
            _ => {}
        }
        Some(())
    }

    fn donate(&mut self, names: &Names, to: &str, asset: &str, amount: Uint128) {
        if names.is_contract(to) {
            let by_asset = self
                .donated
                .entry(names.name_of(to).to_owned())
                .or_default();
            *by_asset.entry(asset.to_owned()).or_default() += amount;
        }
    }
}

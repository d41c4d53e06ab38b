//! What a type's auctions go by, in checked form: parameters out of bounds cannot be stored.

use ballast_math::{AuctionTerms, Debt, Decimals, Market, Price, Ratio, Value};
use ballast_types::{
    liquidation::AuctionParams,
    oracle::{chain_of_records, OracleHandle, PriceError, RECORD_NAMESPACE},
    raw::map_key,
    units, Asset, CollateralTypeId,
};
use cosmwasm_std::{ensure, Deps, Env, Storage};
use serde::{Deserialize, Serialize};

use crate::{
    state::{AUCTION_TERMS, VAULT},
    ContractError,
};

/// Highest first price / selling price.
const MAX_START: Ratio = Ratio::from_percent(200);
/// Highest penalty.
const MAX_PENALTY: Ratio = Ratio::from_percent(20);
/// Highest share of a lot for a restart.
const MAX_RESTART_SHARE: Ratio = Ratio::from_percent(1);
/// Highest worth of a reward for a restart, in USD.
const MAX_RESTART_CAP_USD: u64 = 10_000;
/// Highest dust: 100,000 stablecoins.
const MAX_DUST: Debt = Debt::new(100_000 * 1_000_000);

/// The terms of a type's auctions with what a take and a restart need to know of the type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListedTerms {
    /// The terms.
    pub terms: AuctionTerms,
    /// What is sold.
    pub asset: Asset,
    /// Decimals of a whole unit of it.
    pub decimals: Decimals,
    /// Where it is priced.
    oracle: OracleHandle,
    /// Its feed.
    feed: String,
}

impl ListedTerms {
    /// The terms with a number.
    pub fn load(
        storage: &dyn Storage,
        collateral_type: CollateralTypeId,
        number: u32,
    ) -> Result<Self, ContractError> {
        AUCTION_TERMS
            .may_load(storage, (collateral_type, number))?
            .ok_or(ContractError::NoAuctions { collateral_type })
    }

    /// Checked terms for a type of the vault.
    ///
    /// Refused: values out of bounds, a type that the vault does not know, a vault without an oracle.
    pub fn checked(
        deps: Deps,
        collateral_type: CollateralTypeId,
        params: &AuctionParams,
    ) -> Result<Self, ContractError> {
        ensure_bounds(params)?;
        let vault = VAULT.load(deps.storage)?;
        let unknown = |error: cosmwasm_std::StdError| ContractError::UnknownCollateralType {
            collateral_type,
            reason: error.to_string(),
        };
        let listing = vault
            .listing(&deps.querier, collateral_type)
            .map_err(unknown)?;
        let oracle = vault
            .oracle(&deps.querier)?
            .ok_or(ContractError::VaultNotWired)?;
        Ok(Self {
            terms: AuctionTerms {
                start: units::ratio(params.start),
                floor: units::ratio(params.floor),
                penalty: units::ratio(params.penalty),
                dust: units::debt(params.dust),
                restart_share: units::ratio(params.restart_reward_share),
                restart_cap: units::value(params.restart_reward_cap),
            },
            asset: listing.asset,
            decimals: Decimals::new(listing.decimals)?,
            oracle: OracleHandle(deps.api.addr_validate(&oracle)?),
            feed: listing.feed,
        })
    }

    /// What a lot is offered at, if there is a price that may be used now: the accepted price, or a higher one that
    /// waits for confirmation, up to a quarter over it.
    pub fn selling(&self, deps: Deps, env: &Env) -> Result<Market, ContractError> {
        let now = env.block.time.seconds();
        let price = self.oracle.price(&deps.querier, &self.feed, now)?;
        Ok(self.market(price.offering()))
    }

    /// Refuses while the guardian has frozen the feed, or one that it stands on: what was seized at a price that is
    /// not believed is not sold. A feed that is gone, or whose price is too old, is no refusal: takes need no price.
    pub fn ensure_thawed(&self, deps: Deps, now: u64) -> Result<(), ContractError> {
        let read = |feed: &str| {
            let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
            deps.querier.query_wasm_raw(&self.oracle.0, key)
        };
        let records = chain_of_records(&self.feed, read).unwrap_or_default();
        let frozen = records
            .into_iter()
            .filter(|(_, record)| !record.has_ended())
            .map(|(feed, record)| (feed, record.frozen_until()))
            .find(|(_, until)| *until > now);
        match frozen {
            Some((feed, until)) => Err(PriceError::Frozen { feed, until, now }.into()),
            None => Ok(()),
        }
    }

    /// A price with the unit it is for.
    pub fn market(&self, price: Price) -> Market {
        Market {
            price,
            decimals: self.decimals,
        }
    }
}

/// Refuses parameters out of bounds, whatever else is on the chain.
pub fn ensure_bounds(params: &AuctionParams) -> Result<(), ContractError> {
    let checks = [
        ("start", units::ratio(params.start), Ratio::ONE, MAX_START),
        (
            "floor",
            units::ratio(params.floor),
            Ratio::new(1),
            Ratio::new(Ratio::ONE.u128().saturating_sub(1)),
        ),
        (
            "penalty",
            units::ratio(params.penalty),
            Ratio::ZERO,
            MAX_PENALTY,
        ),
        (
            "restart reward share",
            units::ratio(params.restart_reward_share),
            Ratio::ZERO,
            MAX_RESTART_SHARE,
        ),
        (
            "cap share",
            units::ratio(params.cap_share),
            Ratio::ZERO,
            Ratio::ONE,
        ),
    ];
    for (what, value, min, max) in checks {
        ensure!(
            min <= value && value <= max,
            ContractError::AuctionParamOutOfBounds {
                what,
                value: units::decimal(value),
                min: units::decimal(min),
                max: units::decimal(max),
            }
        );
    }
    let dust = units::debt(params.dust);
    ensure!(
        !dust.is_zero() && dust <= MAX_DUST,
        ContractError::DustOutOfBounds {
            dust: params.dust,
            max: units::debt_amount(MAX_DUST),
        }
    );
    let cap = units::value(params.restart_reward_cap);
    ensure!(
        cap <= Value::from_usd(MAX_RESTART_CAP_USD),
        ContractError::RestartCapTooHigh {
            cap: params.restart_reward_cap,
            max_usd: MAX_RESTART_CAP_USD,
        }
    );
    Ok(())
}

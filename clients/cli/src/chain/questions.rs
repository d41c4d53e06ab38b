//! Typed questions to any chain.

mod auctions;
mod orders;

use ballast_types::{
    liquidation::{DepositResponse, PoolResponse, QueryMsg as LiquidationQuery},
    oracle::{
        ConfigResponse as OracleConfig, FeedResponse, FeederResponse, QueryMsg as OracleQuery,
        StatusResponse,
    },
    vault::{
        CollateralTypeResponse, ConfigResponse, GroupResponse, MintRequirementResponse,
        PositionResponse, QueryMsg as VaultQuery, RedemptionResponse,
    },
    CollateralTypeId, PositionId, MAX_PAGE,
};
use cosmwasm_std::Uint128;
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use serde::{de::DeserializeOwned, Serialize};

use super::{Chain, Contract, Reason};
use crate::error::CliResult;

impl dyn Chain + '_ {
    fn question<T: DeserializeOwned>(
        &self,
        contract: Contract,
        msg: &impl Serialize,
    ) -> CliResult<T> {
        let answer = self.ask(contract, serde_json::to_value(msg)?)?;
        Ok(serde_json::from_value(answer)?)
    }

    /// The vault's owner, guardian and pause.
    pub fn vault_config(&self) -> CliResult<ConfigResponse> {
        self.question(Contract::Vault, &VaultQuery::Config {})
    }

    /// The oracle's owner and guardian.
    pub fn oracle_config(&self) -> CliResult<OracleConfig> {
        self.question(Contract::Oracle, &OracleQuery::Config {})
    }

    /// To whom vault, oracle or liquidation is offered.
    pub fn offered_to(&self, contract: Contract) -> CliResult<Option<String>> {
        #[derive(serde::Deserialize)]
        struct Offered {
            pending_owner: Option<String>,
        }
        let answer = self.ask(contract, serde_json::json!({ "config": {} }))?;
        Ok(serde_json::from_value::<Offered>(answer)?.pending_owner)
    }

    /// All collateral types.
    pub fn collateral_types(&self) -> CliResult<Vec<CollateralTypeResponse>> {
        all(|last: Option<&CollateralTypeResponse>| {
            let start_after = last.map(|last| last.collateral_type);
            let question = VaultQuery::CollateralTypes {
                start_after,
                limit: Some(MAX_PAGE),
            };
            self.question(Contract::Vault, &question)
        })
    }

    /// What ratio a mint of so much needs now; `None` while there is no price to say it by.
    pub fn mint_requirement(
        &self,
        collateral_type: CollateralTypeId,
        debt: u128,
    ) -> CliResult<Option<MintRequirementResponse>> {
        let question = VaultQuery::MintRequirement {
            collateral_type,
            debt: Some(Uint128::new(debt)),
        };
        match self.question(Contract::Vault, &question) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => match Reason::of_text(&error.to_string()) {
                Reason::NoPrice { .. } | Reason::Frozen { .. } => Ok(None),
                _ => Err(error),
            },
        }
    }

    /// A position of a type that is listed, if it exists.
    pub fn find_position(&self, id: PositionId) -> CliResult<Option<PositionResponse>> {
        let before = PositionId::from_raw(id.raw().saturating_sub(1));
        let question = VaultQuery::Positions {
            collateral_type: id.collateral_type(),
            start_after: Some(before),
            limit: Some(1),
        };
        let found: Vec<PositionResponse> = self.question(Contract::Vault, &question)?;
        Ok(found.into_iter().find(|position| position.position == id))
    }

    /// All positions of a type.
    pub fn positions(&self, collateral_type: CollateralTypeId) -> CliResult<Vec<PositionResponse>> {
        all(|last: Option<&PositionResponse>| {
            let start_after = last.map(|last| last.position);
            let limit = Some(MAX_PAGE);
            let question = VaultQuery::Positions {
                collateral_type,
                start_after,
                limit,
            };
            self.question(Contract::Vault, &question)
        })
    }

    /// All positions of an account.
    pub fn positions_of(&self, account: &str) -> CliResult<Vec<PositionResponse>> {
        let owner = self.address(account)?;
        all(|last: Option<&PositionResponse>| {
            let start_after = last.map(|last| last.position);
            let (owner, limit) = (owner.clone(), Some(MAX_PAGE));
            let question = VaultQuery::PositionsByOwner {
                owner,
                start_after,
                limit,
            };
            self.question(Contract::Vault, &question)
        })
    }

    /// The positions of a type with the lowest ratio.
    pub fn riskiest(
        &self,
        collateral_type: CollateralTypeId,
        limit: u32,
    ) -> CliResult<Vec<PositionResponse>> {
        let question = VaultQuery::Riskiest {
            collateral_type,
            start_after: None,
            limit: Some(limit),
        };
        self.question(Contract::Vault, &question)
    }

    /// What redeeming stablecoin would give now.
    pub fn redemption(
        &self,
        collateral_type: CollateralTypeId,
        amount: u128,
        limit: u32,
    ) -> CliResult<RedemptionResponse> {
        let question = VaultQuery::Redemption {
            collateral_type,
            amount: Uint128::new(amount),
            limit,
        };
        self.question(Contract::Vault, &question)
    }

    /// All feeds with their prices.
    pub fn feeds(&self) -> CliResult<Vec<FeedResponse>> {
        all(|last: Option<&FeedResponse>| {
            let start_after = last.map(|last| last.feed.clone());
            let question = OracleQuery::Feeds {
                start_after,
                limit: Some(MAX_PAGE),
            };
            self.question(Contract::Oracle, &question)
        })
    }

    /// A feed's health.
    pub fn feed_status(&self, feed: &str) -> CliResult<StatusResponse> {
        let feed = feed.to_owned();
        self.question(Contract::Oracle, &OracleQuery::Status { feed })
    }

    /// The feeders of a feed with their last reports.
    pub fn feeders(&self, feed: &str) -> CliResult<Vec<FeederResponse>> {
        all(|last: Option<&FeederResponse>| {
            let start_after = last.map(|last| last.feeder.clone());
            let (feed, limit) = (feed.to_owned(), Some(MAX_PAGE));
            let question = OracleQuery::Feeders {
                feed,
                start_after,
                limit,
            };
            self.question(Contract::Oracle, &question)
        })
    }

    /// All groups of collateral types.
    pub fn groups(&self) -> CliResult<Vec<GroupResponse>> {
        all(|last: Option<&GroupResponse>| {
            let start_after = last.map(|last| last.group);
            let limit = Some(MAX_PAGE);
            let question = VaultQuery::Groups { start_after, limit };
            self.question(Contract::Vault, &question)
        })
    }

    /// A type's pool.
    pub fn pool(&self, collateral_type: CollateralTypeId) -> CliResult<PoolResponse> {
        self.question(
            Contract::Liquidation,
            &LiquidationQuery::Pool { collateral_type },
        )
    }

    /// An account's deposit in a pool, if it ever made one.
    pub fn deposit(
        &self,
        collateral_type: CollateralTypeId,
        account: &str,
    ) -> CliResult<Option<DepositResponse>> {
        let depositor = self.address(account)?;
        let question = LiquidationQuery::Deposit {
            collateral_type,
            depositor,
        };
        let answer = self.question(Contract::Liquidation, &question);
        match answer {
            Err(error) if Reason::of_text(&error.to_string()) == Reason::NoDeposit => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// The stablecoin's name and supply.
    pub fn stablecoin(&self) -> CliResult<TokenInfoResponse> {
        self.question(Contract::Stablecoin, &Cw20QueryMsg::TokenInfo {})
    }
}

/// Reads a list page by page: `page` gets the last entry of the page before.
fn all<T>(mut page: impl FnMut(Option<&T>) -> CliResult<Vec<T>>) -> CliResult<Vec<T>> {
    let mut entries: Vec<T> = vec![];
    loop {
        let next = page(entries.last())?;
        let is_last = u32::try_from(next.len()).is_ok_and(|length| length < MAX_PAGE);
        entries.extend(next);
        if is_last {
            return Ok(entries);
        }
    }
}

//! From questions to the parts of a snapshot, all as of one block.

mod auctions;
mod orders;
mod plan;
mod risk;
mod taker;

use ballast_types::{
    liquidation,
    oracle::{self, FeedResponse, FeederResponse, StatusResponse},
    vault::{self, CollateralTypeResponse},
    CollateralTypeId, MAX_PAGE,
};
use cosmwasm_std::{Decimal, Uint128};
use cw20::{BalanceResponse, Cw20QueryMsg};

pub use risk::{Found, Search};

use crate::{
    config::GasCoinConfig,
    node::{Block, Node, NodeError},
    strategy::{FeedState, GasTerms, LiveAuctions, OpenOrders, Quote, TypeState},
};

/// Collateral types asked for at a time: a question may use only so much gas.
const TYPES_PAGE: u32 = 20;

/// Asks a node as of one block.
#[derive(Debug)]
pub struct Reader<'a, N> {
    node: &'a N,
    at: Block,
}

impl<'a, N: Node> Reader<'a, N> {
    /// As of a block.
    pub const fn new(node: &'a N, at: Block) -> Self {
        Self { node, at }
    }

    async fn vault<T: serde::de::DeserializeOwned>(
        &self,
        question: &vault::QueryMsg,
    ) -> Result<T, NodeError> {
        let vault = &self.node.contracts().vault;
        self.node.query(self.at, vault, question).await
    }

    async fn liquidation<T: serde::de::DeserializeOwned>(
        &self,
        question: &liquidation::QueryMsg,
    ) -> Result<T, NodeError> {
        let liquidation = &self.node.contracts().liquidation;
        self.node.query(self.at, liquidation, question).await
    }

    async fn oracle<T: serde::de::DeserializeOwned>(
        &self,
        question: &oracle::QueryMsg,
    ) -> Result<T, NodeError> {
        let oracle = &self.node.contracts().oracle;
        self.node.query(self.at, oracle, question).await
    }

    /// All collateral types, without positions and plans.
    pub async fn types(&self) -> Result<Vec<TypeState>, NodeError> {
        let mut types: Vec<CollateralTypeResponse> = vec![];
        loop {
            let question = vault::QueryMsg::CollateralTypes {
                start_after: types.last().map(|last| last.collateral_type),
                limit: Some(TYPES_PAGE),
            };
            let page: Vec<CollateralTypeResponse> = self.vault(&question).await?;
            let is_last = u32::try_from(page.len()).is_ok_and(|length| length < TYPES_PAGE);
            types.extend(page);
            if is_last {
                break;
            }
        }
        let state = |info| TypeState {
            info,
            riskiest: vec![],
            set_aside: Uint128::zero(),
            auctioned: Uint128::zero(),
            auctions: LiveAuctions::default(),
            orders: OpenOrders::default(),
            pool_plan: None,
            own_plan: None,
        };
        Ok(types.into_iter().map(state).collect())
    }

    /// A type's bad debt, and who is to pay what of it.
    pub async fn bad_debt(
        &self,
        id: CollateralTypeId,
    ) -> Result<liquidation::BadDebtResponse, NodeError> {
        let collateral_type = id;
        let question = liquidation::QueryMsg::BadDebt { collateral_type };
        self.liquidation(&question).await
    }

    /// All of the oracle's feeds.
    pub async fn feeds(&self) -> Result<Vec<FeedResponse>, NodeError> {
        let mut feeds: Vec<FeedResponse> = vec![];
        loop {
            let question = oracle::QueryMsg::Feeds {
                start_after: feeds.last().map(|last| last.feed.clone()),
                limit: Some(MAX_PAGE),
            };
            let page: Vec<FeedResponse> = self.oracle(&question).await?;
            let is_last = u32::try_from(page.len()).is_ok_and(|length| length < MAX_PAGE);
            feeds.extend(page);
            if is_last {
                return Ok(feeds);
            }
        }
    }

    /// A feed's feeders with their last reports.
    pub async fn feeders(&self, feed: &str) -> Result<Vec<FeederResponse>, NodeError> {
        let question = oracle::QueryMsg::Feeders {
            feed: feed.to_owned(),
            start_after: None,
            limit: Some(MAX_PAGE),
        };
        self.oracle(&question).await
    }

    /// A feed as one of its feeders sees it, with what the source says.
    pub async fn feed(
        &self,
        feed: &str,
        feeder: &str,
        quote: Option<Quote>,
    ) -> Result<FeedState, NodeError> {
        let question = oracle::QueryMsg::Feed {
            feed: feed.to_owned(),
        };
        let info: FeedResponse = self.oracle(&question).await?;
        let feeders = self.feeders(feed).await?;
        let own = feeders.into_iter().find(|other| other.feeder == feeder);
        Ok(FeedState {
            feed: info,
            is_feeder: own.is_some(),
            last_report: own.and_then(|own| own.last_report),
            quote,
        })
    }

    /// Stablecoin that an address holds.
    pub async fn stablecoin(&self, address: &str) -> Result<Uint128, NodeError> {
        let address = address.to_owned();
        let stablecoin = &self.node.contracts().stablecoin;
        let question = Cw20QueryMsg::Balance { address };
        let answer: BalanceResponse = self.node.query(self.at, stablecoin, &question).await?;
        Ok(answer.balance)
    }

    /// What gas costs at a price, valued as configured: by a feed while it has a valid price.
    pub async fn gas_terms(
        &self,
        config: &GasCoinConfig,
        (price, margin): (Decimal, Decimal),
    ) -> GasTerms {
        GasTerms {
            price,
            usd: self.gas_coin_usd(config).await.unwrap_or(config.usd),
            decimals: config.decimals,
            margin,
        }
    }

    async fn gas_coin_usd(&self, config: &GasCoinConfig) -> Option<Decimal> {
        if config.feed.is_empty() {
            return None;
        }
        let feed = config.feed.clone();
        let question = oracle::QueryMsg::Status { feed };
        match self.oracle::<StatusResponse>(&question).await {
            Ok(status) => status.usable.map(|price| price.spot),
            Err(error) => {
                tracing::warn!(feed = config.feed, %error, "the gas coin's feed has no price");
                None
            }
        }
    }
}

//! What a liquidation has put under auction.

use ballast_types::liquidation::{AuctionStarted, LotWrittenOff};
use cosmwasm_std::{Event, Uint128};
use serde_json::{json, Value};

use super::view;
use crate::{
    chain::{parsed, Contract},
    error::CliResult,
    session::{Session, TypeInfo},
    text::shown,
};

/// Lots that went under auction, and those that were too small for it.
pub struct Begun {
    started: Vec<AuctionStarted>,
    written_off: Vec<LotWrittenOff>,
}

impl Begun {
    /// As the events tell.
    pub fn of(events: &[Event]) -> CliResult<Self> {
        Ok(Self {
            started: parsed(events, Contract::Liquidation)?,
            written_off: parsed(events, Contract::Liquidation)?,
        })
    }

    /// Labels with their values; nothing where there is nothing.
    pub fn rows(&self, session: &Session, info: &TypeInfo) -> Vec<(String, String)> {
        let asset = |amount: Uint128| shown(&info.asset, amount.u128());
        let mut rows = vec![];
        if !self.started.is_empty() {
            let ids: Vec<_> = self.started.iter().map(|it| it.auction).collect();
            let lots = asset(self.started.iter().map(|it| it.lot).sum());
            let tabs: Uint128 = self.started.iter().map(|it| it.tab).sum();
            let tabs = shown(session.usd(), tabs.u128());
            let value = format!("{}: {lots}, to raise {tabs}", view::range(session, &ids));
            rows.push(("under auction".to_owned(), value));
        }
        if !self.written_off.is_empty() {
            let lots = asset(self.written_off.iter().map(|it| it.amount).sum());
            let value = format!("{lots}, too little for an auction");
            rows.push(("written off".to_owned(), value));
        }
        rows
    }

    /// The same for programs.
    pub fn json(&self, session: &Session) -> CliResult<Value> {
        let mut started = vec![];
        for auction in &self.started {
            let mut value = serde_json::to_value(auction)?;
            if let Value::Object(fields) = &mut value {
                let name = session.auction_name(auction.auction);
                fields.insert("name".to_owned(), json!(name));
            }
            started.push(value);
        }
        Ok(json!({ "started": started, "written_off": self.written_off }))
    }
}

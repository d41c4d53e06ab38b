//! The examples on a real chain: a market that buys at a fixed price, and a contract that takes and sells
//! there.

use std::fs;

use ballast_chain_tests::{artifacts_folder, usd, Actor, Site};
use ballast_client::Msg;
use ballast_example_market as market;
use ballast_example_taker as taker;
use cosmwasm_std::{Decimal, Uint128};
use cw20::Cw20ExecuteMsg;
use serde::Serialize;

/// What a venue can pay.
const MONEY: u128 = usd(50_000);

/// Their addresses.
pub struct Venue {
    /// The contract that takes.
    pub taker: String,
}

impl Venue {
    /// Stores and creates both; bob gives the market money, which pays so many dollars for an ether.
    pub async fn up(site: &Site, price: &str) -> Self {
        let bob = site.actor("bob");
        let contracts = site.manifest.contracts.clone();
        let create = market::InstantiateMsg {
            stablecoin: contracts.stablecoin.clone(),
        };
        let venue = created(&bob, "example_market", &create).await;
        let create = taker::InstantiateMsg {
            liquidation: contracts.liquidation.clone(),
            stablecoin: contracts.stablecoin.clone(),
            market: venue.clone(),
        };
        let taker = created(&bob, "example_taker", &create).await;

        let dollars: Decimal = price.parse().unwrap();
        // Base units of stablecoin, 6 decimals, for one of ether, 18.
        let price = dollars / Uint128::new(10u128.pow(12));
        let set = market::ExecuteMsg::SetPrice {
            denom: "aeth".to_owned(),
            price,
        };
        let money = Cw20ExecuteMsg::Transfer {
            recipient: venue.clone(),
            amount: Uint128::new(MONEY),
        };
        let msgs = [
            Msg::execute(&venue, &set, vec![]).unwrap(),
            Msg::execute(&contracts.stablecoin, &money, vec![]).unwrap(),
        ];
        bob.signer.send(&msgs).await.unwrap();
        Self { taker }
    }

    /// What the taker has earned, base units of stablecoin.
    pub async fn earned(&self, site: &Site) -> u128 {
        let earned = site.system().stablecoin_balance(&self.taker).await;
        earned.unwrap().u128()
    }
}

async fn created(who: &Actor, name: &str, msg: &impl Serialize) -> String {
    let file = artifacts_folder().join(format!("examples/ballast_{name}.wasm"));
    let wasm = fs::read(&file)
        .unwrap_or_else(|_| panic!("{} is missing: `cargo xtask wasm` makes it", file.display()));
    let stored = who.signer.send(&[Msg::Store { wasm }]).await.unwrap();
    let create = Msg::Instantiate {
        code_id: stored.code_id().unwrap(),
        label: name.to_owned(),
        admin: None,
        msg: serde_json::to_value(msg).unwrap(),
        funds: vec![],
        salt: None,
    };
    let created = who.signer.send(&[create]).await.unwrap();
    created.contract().unwrap()
}

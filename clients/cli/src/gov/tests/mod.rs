//! Drafts, ramps and plans.

mod capitals;
mod draft;
mod effect;
mod feeds;
mod order;
mod plan;
mod refused;
mod same;
mod whole;

use ballast_devchain::{Deployment, Devchain};
use ballast_types::vault::ExecuteMsg;
use cosmwasm_std::{Decimal, Uint128};
use tempfile::TempDir;

use super::{plan::plan, Change, Draft, Planned};
use crate::{
    chain::{Chain, Embedded},
    error::CliResult,
    session::Session,
    time::Duration,
};

/// A sandbox with ether at 2,000 USD, in a folder that lasts as long as this.
struct Place {
    chain: Embedded,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
        chain.advance(60);
        let price = Decimal::percent(200_000);
        chain.report_price("ETH", price).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let chain = Embedded::create(chain, folder.path()).unwrap();
        Self {
            chain,
            _folder: folder,
        }
    }

    fn open(&mut self, ether: u128, usd: u128) {
        self.chain
            .change(|chain| {
                let minted = Some(Uint128::new(usd * 1_000_000));
                let msg = ExecuteMsg::Open {
                    collateral_type: 1,
                    mint: minted,
                };
                let coins = cosmwasm_std::coins(ether * 10u128.pow(18), "aeth");
                let call = ballast_devchain::Call::new("vault", &msg, &coins).unwrap();
                chain.execute_all("alice", vec![call]).unwrap();
                Ok(())
            })
            .unwrap();
    }

    fn plan(&mut self, changes: Vec<Change>) -> CliResult<Vec<Planned>> {
        let draft = draft(changes, &self.chain);
        plan(&draft, &Session::new(&mut self.chain, None)?)
    }
}

fn draft(changes: Vec<Change>, chain: &Embedded) -> Draft {
    Draft {
        chain_id: chain.id(),
        vault: chain.address("vault").unwrap(),
        title: None,
        summary: None,
        deposit: None,
        changes,
    }
}

fn ramp(liquidation: &str, over: u64) -> Change {
    Change::Ramp {
        collateral_type: "eth".to_owned(),
        liquidation_ratio: Some(liquidation.parse().unwrap()),
        target_ratio: None,
        over: Duration(over),
    }
}

const DAY: u64 = 86_400;

/// One row as `what: old -> new`.
fn told(planned: &[Planned]) -> Vec<String> {
    let rows = planned.iter().flat_map(|it| &it.rows);
    rows.map(|row| format!("{} {}: {} -> {}", row.of, row.what, row.old, row.new))
        .collect()
}

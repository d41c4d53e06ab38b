//! The message that takes a step.

use ballast_client::{Error, Msg, Result};
use ballast_types::{
    liquidation::{self, ExecuteMsg as LiquidationMsg},
    oracle::{self, ExecuteMsg as OracleMsg},
    stablecoin::DECIMALS,
    vault::{self, ExecuteMsg as VaultMsg},
};
use cw20::MinterResponse;
use cw20_base::msg::{InstantiateMarketingInfo, InstantiateMsg as TokenMsg};
use serde::Serialize;

use crate::{
    found::Found,
    next::{code_of, token_name, Step},
    plan::{Addresses, PlannedType},
    Artifacts, Plan, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

/// The message of a step.
pub(crate) fn message(
    step: &Step,
    plan: &Plan,
    addresses: &Addresses,
    artifacts: &Artifacts,
    found: &Found,
) -> Result<Msg> {
    let of = &addresses.contracts;
    match step {
        Step::Store(code) => match artifacts.get(code) {
            Some(artifact) => Ok(Msg::Store {
                wasm: artifact.wasm.clone(),
            }),
            None => Err(lost(code)),
        },
        Step::Create(contract) => create(contract, plan, addresses, found),
        Step::Feed(feed) => {
            let new = plan.feeds.iter().find(|new| new.feed == *feed);
            let new = new.ok_or_else(|| lost(feed))?;
            Msg::execute(&of.oracle, &OracleMsg::AddFeed(new.clone()), vec![])
        }
        Step::Wire => {
            let wire = VaultMsg::Wire {
                stablecoin: of.stablecoin.clone(),
                oracle: of.oracle.clone(),
                liquidation: of.liquidation.clone(),
            };
            Msg::execute(&of.vault, &wire, vec![])
        }
        Step::Group(name) => {
            let group = plan.groups.iter().find(|(_, known, _)| known == name);
            let (group, _, debt_ceiling) = group.ok_or_else(|| lost(name))?.clone();
            Msg::execute(
                &of.vault,
                &VaultMsg::SetGroup {
                    group,
                    debt_ceiling,
                },
                vec![],
            )
        }
        Step::List(asset) => {
            let is_it = |planned: &&PlannedType| planned.asset == *asset;
            let planned = plan
                .collateral_types
                .iter()
                .find(is_it)
                .ok_or_else(|| lost(asset))?;
            let new = plan.listing(planned, addresses);
            Msg::execute(&of.vault, &VaultMsg::ListCollateralType(new), vec![])
        }
        Step::Auctions(asset) => auctions(asset, plan, addresses),
        Step::Offer(contract) => offer(contract, plan, addresses),
    }
}

fn auctions(asset: &str, plan: &Plan, addresses: &Addresses) -> Result<Msg> {
    let mut types = plan.numbered_types();
    let planned = types.find(|(_, planned)| planned.asset == asset);
    let (collateral_type, planned) = planned.ok_or_else(|| lost(asset))?;
    let params = planned.auctions.clone().ok_or_else(|| lost(asset))?;
    let msg = LiquidationMsg::SetAuctionParams {
        collateral_type,
        params,
    };
    Msg::execute(&addresses.contracts.liquidation, &msg, vec![])
}

fn offer(contract: &str, plan: &Plan, addresses: &Addresses) -> Result<Msg> {
    let (new_owner, expires) = (plan.owner.clone(), None);
    let of = &addresses.contracts;
    match contract {
        VAULT => Msg::execute(
            &of.vault,
            &VaultMsg::TransferOwnership { new_owner, expires },
            vec![],
        ),
        ORACLE => Msg::execute(
            &of.oracle,
            &OracleMsg::TransferOwnership { new_owner, expires },
            vec![],
        ),
        _ => {
            let msg = LiquidationMsg::TransferOwnership { new_owner, expires };
            Msg::execute(&of.liquidation, &msg, vec![])
        }
    }
}

fn create(contract: &str, plan: &Plan, addresses: &Addresses, found: &Found) -> Result<Msg> {
    let owner = addresses.deployer.clone();
    let of = &addresses.contracts;
    let msg = match contract {
        VAULT => json(&vault::InstantiateMsg {
            owner,
            guardian: plan.guardian.clone(),
        }),
        ORACLE => json(&oracle::InstantiateMsg {
            owner,
            guardian: plan.guardian.clone(),
        }),
        STABLECOIN => json(&stablecoin(plan, &of.vault)),
        LIQUIDATION => json(&liquidation::InstantiateMsg {
            owner,
            vault: of.vault.clone(),
            stablecoin: of.stablecoin.clone(),
        }),
        token => {
            let planned = plan.tokens().find(|(asset, _)| token_name(asset) == token);
            json(planned.ok_or_else(|| lost(token))?.1)
        }
    }?;
    let code = code_of(contract);
    Ok(Msg::Instantiate {
        code_id: *found.codes.get(code).ok_or_else(|| lost(code))?,
        label: plan.label(contract),
        admin: Some(plan.migration_admin.clone()),
        msg,
        funds: vec![],
        salt: Some(plan.salt(contract)),
    })
}

/// The stablecoin; only the vault mints it.
fn stablecoin(plan: &Plan, vault: &str) -> TokenMsg {
    let marketing = plan.stablecoin.marketing.as_ref();
    let marketing = marketing.map(|shown| InstantiateMarketingInfo {
        project: Some(shown.project.clone()),
        description: Some(shown.description.clone()),
        marketing: Some(plan.owner.clone()),
        logo: None,
    });
    TokenMsg {
        name: plan.stablecoin.name.clone(),
        symbol: plan.stablecoin.symbol.clone(),
        decimals: DECIMALS,
        initial_balances: vec![],
        mint: Some(MinterResponse {
            minter: vault.to_owned(),
            cap: None,
        }),
        marketing,
    }
}

fn json(msg: &impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(msg).map_err(|error| Error::Unusable {
        what: "message".to_owned(),
        reason: error.to_string(),
    })
}

/// Steps name only what the plan has.
fn lost(what: &str) -> Error {
    Error::Missing {
        what: what.to_owned(),
    }
}

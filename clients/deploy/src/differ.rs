//! What is on the chain and not as the file has it.

use std::{collections::BTreeSet, fmt::Display};

use ballast_types::{oracle::FeedKind, stablecoin::DECIMALS};
use serde::Serialize;

use crate::{
    found::Found,
    next::token_name,
    plan::{Addresses, PlannedType},
    Difference, Plan, LIQUIDATION, ORACLE, STABLECOIN, VAULT,
};

/// Every difference between what exists on the chain and the plan. What does not exist yet is none.
pub(crate) fn differences(plan: &Plan, addresses: &Addresses, found: &Found) -> Vec<Difference> {
    let mut all = Differences::default();
    all.contracts(plan, addresses, found);
    all.vault(plan, addresses, found);
    all.tokens(plan, addresses, found);
    all.feeds(plan, found);
    all.groups(plan, found);
    all.types(plan, addresses, found);
    all.0
}

#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn compare(&mut self, what: impl Display, file: impl Display, chain: impl Display) {
        let (file, chain) = (file.to_string(), chain.to_string());
        if file != chain {
            self.0.push(Difference {
                what: what.to_string(),
                file,
                chain,
            });
        }
    }

    fn contracts(&mut self, plan: &Plan, addresses: &Addresses, found: &Found) {
        for (name, info) in &found.contracts {
            let admin = info.admin.as_deref().unwrap_or("nobody");
            self.compare(
                format!("{name}, migration admin"),
                &plan.migration_admin,
                admin,
            );
            let code = crate::next::code_of(name);
            if let Some(id) = found.codes.get(code) {
                self.compare(format!("{name}, code"), id, info.code_id);
            }
        }
        for contract in [VAULT, ORACLE, LIQUIDATION] {
            let Some((owner, pending)) = found.ownership(contract) else {
                continue;
            };
            if owner == plan.owner {
                continue;
            }
            self.compare(
                format!("{contract}, owner until handed over"),
                &addresses.deployer,
                owner,
            );
            if let Some(pending) = pending {
                self.compare(format!("{contract}, offered to"), &plan.owner, pending);
            }
        }
    }

    fn vault(&mut self, plan: &Plan, addresses: &Addresses, found: &Found) {
        let Some(config) = &found.vault else {
            return;
        };
        self.compare("vault, guardian", &plan.guardian, &config.guardian);
        if let Some(oracle) = &found.oracle {
            self.compare("oracle, guardian", &plan.guardian, &oracle.guardian);
        }
        if let Some(wired) = &config.contracts {
            let ours = &addresses.contracts;
            self.compare("vault, stablecoin", &ours.stablecoin, &wired.stablecoin);
            self.compare("vault, oracle", &ours.oracle, &wired.oracle);
            self.compare("vault, liquidation", &ours.liquidation, &wired.liquidation);
        }
        if let Some(config) = &found.liquidation {
            self.compare(
                "liquidation, vault",
                &addresses.contracts.vault,
                &config.vault,
            );
            self.compare(
                "liquidation, stablecoin",
                &addresses.contracts.stablecoin,
                &config.stablecoin,
            );
        }
    }

    fn tokens(&mut self, plan: &Plan, addresses: &Addresses, found: &Found) {
        if let Some(info) = found.tokens.get(STABLECOIN) {
            self.compare("stablecoin, name", &plan.stablecoin.name, &info.name);
            self.compare("stablecoin, symbol", &plan.stablecoin.symbol, &info.symbol);
            self.compare("stablecoin, decimals", DECIMALS, info.decimals);
            let minter = found
                .minter
                .as_ref()
                .map_or("nobody", |minter| minter.minter.as_str());
            self.compare("stablecoin, minter", &addresses.contracts.vault, minter);
        }
        for (asset, msg) in plan.tokens() {
            if let Some(info) = found.tokens.get(&token_name(asset)) {
                self.compare(format!("token {asset}, symbol"), &msg.symbol, &info.symbol);
                self.compare(
                    format!("token {asset}, decimals"),
                    msg.decimals,
                    info.decimals,
                );
            }
        }
    }

    fn feeds(&mut self, plan: &Plan, found: &Found) {
        for (feed, feeders) in &found.feeds {
            let name = format!("feed {}", feed.feed);
            let Some(planned) = plan.feeds.iter().find(|planned| planned.feed == feed.feed) else {
                self.compare(name, "none", "one");
                continue;
            };
            self.feed(&name, &planned.kind, &feed.kind);
            self.compare(
                format!("{name}, feeders"),
                sorted(&planned.feeders),
                sorted(feeders),
            );
        }
    }

    fn feed(&mut self, name: &str, planned: &FeedKind, found: &FeedKind) {
        let panel = |kind: &FeedKind| kind.panel().copied();
        if let (Some(planned), Some(found)) = (panel(planned), panel(found)) {
            self.compare(format!("{name}, liars"), planned.liars, found.liars);
            self.compare(format!("{name}, quorum"), planned.quorum, found.quorum);
            self.compare(format!("{name}, beat"), planned.beat, found.beat);
        }
        if let (Some(planned), Some(found)) = (planned.intake(), found.intake()) {
            self.compare(
                format!("{name}, maximum age"),
                planned.maximum_age,
                found.maximum_age,
            );
            self.compare(
                format!("{name}, maximum step"),
                planned.maximum_step,
                found.maximum_step,
            );
            self.compare(
                format!("{name}, confirmation gap"),
                planned.confirmation_gap,
                found.confirmation_gap,
            );
        }
    }

    fn groups(&mut self, plan: &Plan, found: &Found) {
        for group in &found.groups {
            let planned = plan
                .groups
                .iter()
                .find(|(number, ..)| *number == group.group);
            match planned {
                None => self.compare(format!("group {}", group.group), "none", "one"),
                Some((_, name, ceiling)) => {
                    self.compare(
                        format!("group {name}, debt ceiling"),
                        ceiling,
                        group.debt_ceiling,
                    );
                }
            }
        }
    }

    fn types(&mut self, plan: &Plan, addresses: &Addresses, found: &Found) {
        for listed in &found.types {
            let number = usize::from(listed.collateral_type);
            let planned = number
                .checked_sub(1)
                .and_then(|place| plan.collateral_types.get(place));
            let Some(planned @ PlannedType { asset, .. }) = planned else {
                self.compare(format!("collateral type {number}"), "none", "one");
                continue;
            };
            let new = plan.listing(planned, addresses);
            let name = format!("collateral type {asset}");
            self.compare(format!("{name}, asset"), &new.asset, &listed.asset);
            self.compare(format!("{name}, decimals"), new.decimals, listed.decimals);
            self.compare(format!("{name}, feed"), &new.feed, &listed.feed);
            self.compare(format!("{name}, group"), new.group, listed.group);
            let ratio = &listed.liquidation_ratio;
            self.compare(
                format!("{name}, liquidation ratio"),
                new.liquidation_ratio,
                ratio.to,
            );
            self.compare(
                format!("{name}, target ratio"),
                new.target_ratio,
                listed.target_ratio.to,
            );
            self.fields(&name, &new.risk, &listed.risk);
            if let Some(chain) = found.auctions.get(&listed.collateral_type) {
                let name = format!("{name}, auctions");
                match &planned.auctions {
                    Some(file) => self.fields(&name, file, chain),
                    None => self.compare(name, "none", "some"),
                }
            }
        }
    }

    /// Field by field, by the names that the file has.
    fn fields(&mut self, name: &str, file: &impl Serialize, chain: &impl Serialize) {
        let fields = |params: serde_json::Result<serde_json::Value>| match params {
            Ok(serde_json::Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        let file = fields(serde_json::to_value(file));
        let chain = fields(serde_json::to_value(chain));
        for (field, value) in &file {
            let other = chain.get(field).unwrap_or(&serde_json::Value::Null);
            self.compare(format!("{name}, {}", field.replace('_', " ")), value, other);
        }
    }
}

fn sorted(names: &[String]) -> String {
    let names: BTreeSet<_> = names.iter().map(String::as_str).collect();
    names.into_iter().collect::<Vec<_>>().join(" ")
}

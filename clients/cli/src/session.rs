//! One account at work on a chain: names become assets, types and positions, amounts become base
//! units, and back.

mod auctions;
mod prices;

use ballast_devchain::Call;
use ballast_types::{
    oracle::FeedResponse,
    vault::{CollateralTypeResponse, PositionResponse},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::Event;

use crate::{
    amount::TypedAmount,
    chain::{AssetInfo, Chain},
    error::{CliError, CliResult},
    position_name::PositionName,
    text::typed,
};

pub use prices::InDollars;

/// A collateral type with its asset.
#[derive(Debug, Clone)]
pub struct TypeInfo {
    pub id: CollateralTypeId,
    pub asset: AssetInfo,
    pub now: CollateralTypeResponse,
}

/// An account on a chain.
pub struct Session<'a> {
    pub chain: &'a mut dyn Chain,
    actor: Option<String>,
    assets: Vec<AssetInfo>,
    usd: AssetInfo,
    types: Vec<TypeInfo>,
}

impl<'a> Session<'a> {
    /// An account's session; the account need not have done anything before. Without an account
    /// there is much to be seen and nothing to be done.
    pub fn new(chain: &'a mut dyn Chain, actor: Option<String>) -> CliResult<Self> {
        if let Some(actor) = &actor {
            chain.address(actor)?;
        }
        let assets = chain.assets();
        let unknown = |given: &str| CliError::UnknownAsset {
            given: given.into(),
            known: list(&assets),
        };
        let usd = assets.last().cloned().ok_or_else(|| unknown("usd"))?;
        let mut types = vec![];
        for now in chain.collateral_types()? {
            let asset = assets
                .iter()
                .find(|asset| asset.asset == now.asset)
                .cloned();
            let asset = asset.ok_or_else(|| unknown(&now.asset.to_string()))?;
            types.push(TypeInfo {
                id: now.collateral_type,
                asset,
                now,
            });
        }
        Ok(Self {
            chain,
            actor,
            assets,
            usd,
            types,
        })
    }

    /// The account that acts.
    pub fn actor(&self) -> CliResult<&str> {
        self.actor.as_deref().ok_or(CliError::NoActor)
    }

    /// The same, if there is one.
    pub fn any_actor(&self) -> Option<&str> {
        self.actor.as_deref()
    }

    /// A feed by its name, in any letters.
    pub fn feed(&self, given: &str) -> CliResult<FeedResponse> {
        let feeds = self.chain.feeds()?;
        let known: Vec<_> = feeds.iter().map(|feed| feed.feed.clone()).collect();
        let found = feeds
            .into_iter()
            .find(|feed| feed.feed.eq_ignore_ascii_case(given));
        found.ok_or_else(|| CliError::UnknownFeed {
            given: given.to_owned(),
            known: known.join(", "),
        })
    }

    /// The stablecoin.
    pub fn usd(&self) -> &AssetInfo {
        &self.usd
    }

    /// All assets, the stablecoin last.
    pub fn assets(&self) -> &[AssetInfo] {
        &self.assets
    }

    /// All collateral types.
    pub fn types(&self) -> &[TypeInfo] {
        &self.types
    }

    /// The asset that an amount is of.
    pub fn asset_of(&self, amount: &TypedAmount) -> CliResult<&AssetInfo> {
        let found = self
            .assets
            .iter()
            .find(|asset| asset.aliases.iter().any(|it| it == amount.unit()));
        found.ok_or_else(|| CliError::UnknownAsset {
            given: amount.unit().to_owned(),
            known: list(&self.assets),
        })
    }

    /// Base units of an amount that must be of this asset.
    pub fn units(&self, amount: &TypedAmount, expected: &AssetInfo) -> CliResult<u128> {
        let found = self.asset_of(amount)?;
        if found.asset != expected.asset {
            return Err(CliError::OtherAsset {
                given: amount.to_string(),
                found: found.name.clone(),
                expected: expected.name.clone(),
            });
        }
        Ok(amount.base_units(expected.decimals)?)
    }

    /// Base units of an amount of stablecoin; zero if there is none.
    pub fn usd_units(&self, amount: Option<&TypedAmount>) -> CliResult<u128> {
        amount.map_or(Ok(0), |amount| self.units(amount, &self.usd))
    }

    /// The type that locks an asset, by any of the asset's names.
    pub fn collateral_type(&self, given: &str) -> CliResult<&TypeInfo> {
        let name = given.to_lowercase();
        let found = self
            .types
            .iter()
            .find(|info| info.asset.aliases.contains(&name));
        found.ok_or_else(|| CliError::UnknownType {
            given: given.to_owned(),
            known: list(self.types.iter().map(|info| &info.asset)),
        })
    }

    /// A type by its number.
    pub fn type_by_id(&self, id: CollateralTypeId) -> CliResult<&TypeInfo> {
        let found = self.types.iter().find(|info| info.id == id);
        found.ok_or_else(|| CliError::UnknownType {
            given: id.to_string(),
            known: list(self.types.iter().map(|info| &info.asset)),
        })
    }

    /// A position by its name, with its type.
    pub fn position(&self, name: &PositionName) -> CliResult<(PositionResponse, &TypeInfo)> {
        let id = match name {
            PositionName::Raw(raw) => PositionId::from_raw(*raw),
            PositionName::Named { asset, number } => {
                PositionId::new(self.collateral_type(asset)?.id, *number)
            }
        };
        let info = self
            .types
            .iter()
            .find(|info| info.id == id.collateral_type());
        let found = info
            .map(|_| self.chain.find_position(id))
            .transpose()?
            .flatten();
        match (found, info) {
            (Some(position), Some(info)) => Ok((position, info)),
            _ => Err(CliError::UnknownPosition {
                given: name.to_string(),
                hint: self.own_positions()?,
            }),
        }
    }

    fn own_positions(&self) -> CliResult<String> {
        let Some(actor) = self.any_actor() else {
            return Ok("`ballast position list --all` shows everybody's".to_owned());
        };
        let own = self.chain.positions_of(actor)?;
        let names: Vec<_> = own
            .iter()
            .take(5)
            .map(|it| self.position_name(it.position))
            .collect();
        Ok(match names.as_slice() {
            [] => {
                format!("{actor} has no positions; `ballast position list --all` shows everybody's")
            }
            names => format!("{actor} has {}", names.join(", ")),
        })
    }

    /// A position's name to read and type.
    pub fn position_name(&self, id: PositionId) -> String {
        match self.type_by_id(id.collateral_type()) {
            Ok(info) => format!("{}-{}", info.asset.name, id.number()),
            Err(_) => id.to_string(),
        }
    }

    /// Refuses early what the account cannot pay, which a contract would only say in its own words.
    pub fn ensure_holds(&self, asset: &AssetInfo, needed: u128, hint: &str) -> CliResult<()> {
        let actor = self.actor()?;
        let held = self.chain.balance(actor, asset)?;
        if held >= needed {
            return Ok(());
        }
        Err(CliError::NotEnough {
            account: actor.to_owned(),
            needed: typed(asset, needed),
            held: typed(asset, held),
            hint: (!hint.is_empty()).then(|| hint.to_owned()),
        })
    }

    /// Carries out calls by the account.
    pub fn execute(&mut self, calls: Vec<Call>) -> CliResult<Vec<Event>> {
        let actor = self.actor.as_deref().ok_or(CliError::NoActor)?;
        self.chain.execute(actor, calls)
    }
}

fn list<'a>(assets: impl IntoIterator<Item = &'a AssetInfo>) -> String {
    let names: Vec<_> = assets
        .into_iter()
        .map(|asset| asset.name.as_str())
        .collect();
    names.join(", ")
}

//! What the contracts would refuse of accounts, of new types and of offers.

use ballast_client::{gov_address, is_address};
use ballast_deploy::listing_refusal;
use ballast_types::{vault::NewCollateralType, Asset};
use ballast_vault::ContractError;

use super::Planner;
use crate::{chain::Contract, error::CliResult, gov::account::small};

/// What a message does with an offer of a contract.
pub(super) enum Offer<'a> {
    Made(&'a str),
    Accepted,
    Cancelled,
}

impl Planner<'_, '_> {
    /// Why a text is refused as an account; none if it is one of this chain's.
    pub(super) fn no_account(&self, text: &str) -> CliResult<Option<String>> {
        let prefix = self.prefix()?;
        if is_address(text, &prefix) {
            return Ok(None);
        }
        let lower = small(text);
        Ok(Some(if lower != text && is_address(&lower, &prefix) {
            format!("'{text}' is an address in capitals: contracts take {lower} alone")
        } else {
            format!("'{text}' is no address: those of this chain begin with {prefix}1")
        }))
    }

    /// The first of these that is refused as an account.
    pub(super) fn no_accounts<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t String>,
    ) -> CliResult<Option<String>> {
        for text in texts {
            if let Some(reason) = self.no_account(text)? {
                return Ok(Some(reason));
            }
        }
        Ok(None)
    }

    /// Why the vault would not list a type. A token's decimals are not asked for.
    pub(super) fn no_listing(&mut self, new: &NewCollateralType) -> CliResult<Option<String>> {
        let (asset, group, feed) = (new.asset.to_string(), new.group, new.feed.clone());
        let session = self.session;
        if let Asset::Cw20 { contract } = &new.asset {
            if let Some(reason) = self.no_account(contract)? {
                return Ok(Some(reason));
            }
        }
        if new.asset == session.usd().asset {
            let stablecoin = asset;
            let error = ContractError::StablecoinAsCollateral { stablecoin };
            return Ok(Some(error.to_string()));
        }
        if let Some(found) = session.types().iter().find(|it| it.now.asset == new.asset) {
            let collateral_type = found.id;
            let error = ContractError::AssetListed {
                asset,
                collateral_type,
            };
            return Ok(Some(error.to_string()));
        }
        if !self.after.ceilings()?.contains_key(&group) {
            return Ok(Some(ContractError::UnknownGroup { group }.to_string()));
        }
        if !self.after.feeds()?.has(&feed) {
            let oracle = session.chain.address(Contract::Oracle.name())?;
            let error = ContractError::UnknownFeed { oracle, feed };
            return Ok(Some(error.to_string()));
        }
        if let Some(reason) = listing_refusal(new) {
            return Ok(Some(reason));
        }
        if let Some(reason) = self.no_account(&new.risk.treasury)? {
            return Ok(Some(reason));
        }
        let is_first = self.after.list(&new.asset);
        Ok((!is_first).then(|| format!("{asset} is listed by a message before")))
    }

    /// Why governance could not make, accept or withdraw an offer. Until when an offer stands is not known.
    pub(super) fn no_offer(
        &mut self,
        contract: Contract,
        offer: &Offer,
    ) -> CliResult<Option<String>> {
        let gov = gov_address(&self.prefix()?)?;
        if let Offer::Made(to) = offer {
            if let Some(reason) = self.no_account(to)? {
                return Ok(Some(reason));
            }
        }
        let name = contract.name();
        let pending = self.after.offered(contract)?;
        let refused = match (&offer, pending.as_deref()) {
            (Offer::Made(_), _) | (Offer::Cancelled, Some(_)) => None,
            (Offer::Accepted, Some(to)) if to == gov => None,
            (Offer::Accepted, Some(to)) => Some(format!(
                "the {name} is offered to {to}, and the chain's governance is {gov}"
            )),
            (_, None) => Some(format!("the {name} is offered to nobody")),
        };
        *pending = match offer {
            Offer::Made(to) => Some((*to).to_owned()),
            Offer::Accepted | Offer::Cancelled => None,
        };
        Ok(refused)
    }

    /// What this chain's addresses begin with.
    fn prefix(&self) -> CliResult<String> {
        let vault = self.session.chain.address(Contract::Vault.name())?;
        let prefix = vault.rsplit_once('1').map(|(prefix, _)| prefix.to_owned());
        Ok(prefix.unwrap_or_default())
    }
}

//! Bounds of parameters, checked by the contracts' own code before anything is sent. That addresses are
//! addresses of the right chain has been checked by then; here others stand for them.

use ballast_types::{
    liquidation::AuctionParams,
    oracle::{self, FeedKind, NewFeed, Source},
    vault::NewCollateralType,
    Asset,
};
use ballast_vault::{
    contracts::Contracts,
    params::{Params, StoredAsset},
};
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};

/// Why the oracle would refuse a feed that is added behind others.
pub(crate) fn feed(new: &NewFeed, in_front: &[NewFeed]) -> Option<String> {
    let mut deps = mock_dependencies();
    let owner = deps.api.addr_make("owner");
    let (info, env) = (message_info(&owner, &[]), mock_env());
    let create = oracle::InstantiateMsg {
        owner: owner.to_string(),
        guardian: owner.to_string(),
    };
    let created =
        ballast_oracle::contract::instantiate(deps.as_mut(), env.clone(), info.clone(), create);
    let mut add = |new: &NewFeed| {
        let msg = oracle::ExecuteMsg::AddFeed(with_stand_ins(new));
        ballast_oracle::contract::execute(deps.as_mut(), env.clone(), info.clone(), msg)
    };
    // What is wrong with one in front is told of that one.
    let added = created.and_then(|_| {
        in_front.iter().map(&mut add).for_each(drop);
        add(new)
    });
    added.err().map(|error| error.to_string())
}

/// A feed with addresses of the checking code's own chain.
fn with_stand_ins(new: &NewFeed) -> NewFeed {
    let api = MockApi::default();
    let stand_in = |address: &String| api.addr_make(address).to_string();
    let mut new = new.clone();
    new.feeders = new.feeders.iter().map(stand_in).collect();
    if let FeedKind::Price { intake } | FeedKind::RedemptionRate { intake, .. } = &mut new.kind {
        if let Source::Pyth { contract, .. } = &mut intake.source {
            *contract = stand_in(contract);
        }
    }
    new
}

/// Why liquidation would refuse what auctions go by.
pub(crate) fn auctions(params: &AuctionParams) -> Option<String> {
    let checked = ballast_liquidation::ensure_bounds(params);
    checked.err().map(|error| error.to_string())
}

/// Why the vault would refuse to list a collateral type, whatever else is on the chain: asked of the vault's own
/// code, with another treasury in the place of its own, which is not looked at.
pub fn listing_refusal(new: &NewCollateralType) -> Option<String> {
    let api = MockApi::default();
    let other = api.addr_make("other");
    let contracts = Contracts::new(&api, &other, &other, &other).ok()?;
    let asset = match &new.asset {
        Asset::Native { denom } => StoredAsset::Native(denom.clone()),
        Asset::Cw20 { contract } => StoredAsset::Cw20(contract.clone()),
    };
    let mut new = new.clone();
    new.risk.treasury = other.to_string();
    let checked = Params::checked(&api, contracts, asset, new);
    checked.err().map(|error| error.to_string())
}

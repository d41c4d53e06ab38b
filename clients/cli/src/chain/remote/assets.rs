//! The assets of a real chain: those of its manifest, and what the vault locks besides.

use ballast_types::{vault::CollateralTypeResponse, Asset};

use super::Remote;
use crate::{
    chain::{AssetInfo, Chain, Contract},
    error::CliResult,
};

/// What people call the stablecoin, and how it is shown.
const USD: &str = "usd";

/// Assets, the stablecoin last.
pub fn listed(remote: &Remote) -> CliResult<Vec<AssetInfo>> {
    let chain: &dyn Chain = remote;
    let (types, token) = (chain.collateral_types()?, chain.stablecoin()?);
    let contract = remote.names.contract(Contract::Stablecoin).to_owned();
    let stablecoin = Asset::Cw20 { contract };
    let mut assets = vec![];
    for known in &remote.manifest.assets {
        if known.asset != stablecoin {
            assets.push(info(&known.name, &known.asset, known.decimals, &types));
        }
    }
    for unnamed in &types {
        if !assets.iter().any(|known| known.asset == unnamed.asset) {
            let name = unnamed.feed.to_lowercase();
            assets.push(info(&name, &unnamed.asset, unnamed.decimals, &types));
        }
    }
    assets.push(AssetInfo {
        name: USD.to_owned(),
        contract: Contract::Stablecoin.name().to_owned(),
        asset: stablecoin,
        decimals: token.decimals,
        is_stablecoin: true,
        aliases: vec![
            USD.to_owned(),
            Contract::Stablecoin.name().to_owned(),
            token.symbol.to_lowercase(),
        ],
    });
    Ok(assets)
}

/// An asset that goes by its name and by the feeds of the types that lock it.
fn info(name: &str, asset: &Asset, decimals: u8, types: &[CollateralTypeResponse]) -> AssetInfo {
    let locking = types.iter().filter(|it| it.asset == *asset);
    let mut aliases: Vec<_> = locking.map(|it| it.feed.to_lowercase()).collect();
    aliases.push(name.to_lowercase());
    let contract = match asset {
        Asset::Cw20 { contract } => contract.clone(),
        Asset::Native { .. } => String::new(),
    };
    AssetInfo {
        name: name.to_owned(),
        contract,
        asset: asset.clone(),
        decimals,
        is_stablecoin: false,
        aliases,
    }
}

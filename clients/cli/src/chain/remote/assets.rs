//! The assets of a real chain: those of its manifest, and what the vault locks besides.
//!
//! Every word means one asset at most. Whoever proposes a type chooses its feed and its feed's name, so a type
//! that comes later takes no word away from those before it.

use std::collections::BTreeSet;

use ballast_client::ManifestAsset;
use ballast_types::{vault::CollateralTypeResponse, Asset};
use cw20::TokenInfoResponse;

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
    let usd = stablecoin(contract, &token);
    Ok(named(&remote.manifest.assets, types, usd))
}

fn stablecoin(contract: String, token: &TokenInfoResponse) -> AssetInfo {
    let name = Contract::Stablecoin.name().to_owned();
    AssetInfo {
        name: USD.to_owned(),
        contract: name.clone(),
        asset: Asset::Cw20 { contract },
        decimals: token.decimals,
        is_stablecoin: true,
        aliases: vec![USD.to_owned(), name, token.symbol.to_lowercase()],
    }
}

/// The assets of a manifest by their names there, then those that only the vault has by their feeds, in small
/// letters. All types' assets go by their feeds too. What a word means already, the stablecoin's first, then the
/// manifest's, then those of types with lower numbers, it goes on to mean: an asset without a word of its own is
/// called by feed and number, `eth:2`. No feed's name has a colon.
fn named(
    manifest: &[ManifestAsset],
    mut types: Vec<CollateralTypeResponse>,
    usd: AssetInfo,
) -> Vec<AssetInfo> {
    types.sort_by_key(|it| it.collateral_type);
    let mut taken: BTreeSet<_> = usd.aliases.iter().cloned().collect();
    let mut assets: Vec<AssetInfo> = vec![];
    for known in manifest.iter().filter(|it| it.asset != usd.asset) {
        let is_free = taken.insert(known.name.to_lowercase());
        let name = if is_free {
            known.name.clone()
        } else {
            known.asset.to_string()
        };
        assets.push(info(name, &known.asset, known.decimals));
    }
    for locked in &types {
        let feed = locked.feed.to_lowercase();
        let numbered = format!("{feed}:{}", locked.collateral_type);
        let mut words = vec![feed, numbered];
        words.retain(|word| taken.insert(word.clone()));
        if let Some(known) = assets.iter_mut().find(|it| it.asset == locked.asset) {
            known.aliases.extend(words);
            continue;
        }
        let name = words.first().cloned();
        let name = name.unwrap_or_else(|| locked.asset.to_string());
        let mut asset = info(name, &locked.asset, locked.decimals);
        if !words.is_empty() {
            asset.aliases = words;
        }
        assets.push(asset);
    }
    assets.push(usd);
    assets
}

/// An asset that goes by its name.
fn info(name: String, asset: &Asset, decimals: u8) -> AssetInfo {
    let contract = match asset {
        Asset::Cw20 { contract } => contract.clone(),
        Asset::Native { .. } => String::new(),
    };
    AssetInfo {
        contract,
        asset: asset.clone(),
        decimals,
        is_stablecoin: false,
        aliases: vec![name.to_lowercase()],
        name,
    }
}

#[cfg(test)]
mod tests {
    use ballast_devchain::{Deployment, Devchain};
    use cosmwasm_std::Uint128;

    use super::*;
    use crate::chain::Embedded;

    fn native(denom: &str) -> Asset {
        let denom = denom.to_owned();
        Asset::Native { denom }
    }

    /// Assets by these names in the manifest, with the types that lock these coins by these feeds: each as its
    /// name and all words that mean it.
    fn words(manifest: &[(&str, &str)], types: &[(u16, &str, &str)]) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().unwrap();
        let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
        let chain = Embedded::create(devchain, folder.path()).unwrap();
        let chain: &dyn Chain = &chain;
        let some = chain.collateral_types().unwrap().remove(0);
        let manifest = manifest.iter().map(|(name, denom)| ManifestAsset {
            name: (*name).to_owned(),
            decimals: 18,
            asset: native(denom),
        });
        let types = types.iter().map(|(number, denom, feed)| {
            let mut it = some.clone();
            (it.collateral_type, it.asset) = (*number, native(denom));
            it.feed = (*feed).to_owned();
            it
        });
        let token = TokenInfoResponse {
            name: "Ballast".to_owned(),
            symbol: "BUSD".to_owned(),
            decimals: 6,
            total_supply: Uint128::zero(),
        };
        let usd = stablecoin("wasm1usd".to_owned(), &token);
        let manifest: Vec<_> = manifest.collect();
        let assets = named(&manifest, types.collect(), usd);
        let shown = |it: AssetInfo| (it.name, it.aliases.join(" "));
        assets.into_iter().map(shown).collect()
    }

    fn expected(words: &[(&str, &str)]) -> Vec<(String, String)> {
        let usd = [("usd", "usd stablecoin busd")];
        let all = words.iter().chain(&usd);
        all.map(|(name, words)| ((*name).to_owned(), (*words).to_owned()))
            .collect()
    }

    #[test]
    fn assets_that_the_manifest_does_not_name_have_names_of_their_own() {
        let types = [(1, "aeth", "ETH"), (2, "steth", "ETH"), (3, "x", "USD")];
        let all = [("eth", "eth eth:1"), ("eth:2", "eth:2"), ("usd:3", "usd:3")];
        assert_eq!(words(&[], &types), expected(&all));
        let named = [("weth", "aeth")];
        let all = [("weth", "weth eth eth:1"), all[1], all[2]];
        assert_eq!(words(&named, &types), expected(&all));
    }

    #[test]
    fn a_name_of_the_manifest_means_what_it_means_there() {
        let types = [(2, "steth", "STETH"), (1, "aeth", "ETH"), (3, "x", "BUSD")];
        let named = [("eth", "steth"), ("usd", "x"), ("ETH", "y")];
        let all = [
            ("eth", "eth steth steth:2"),
            ("native:x", "native:x busd:3"),
            ("native:y", "native:y"),
            ("eth:1", "eth:1"),
        ];
        assert_eq!(words(&named, &types), expected(&all));
    }
}

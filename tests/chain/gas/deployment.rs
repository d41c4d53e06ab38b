//! The model's deployment as a real chain's.

use std::time::Duration;

use ballast_chain_tests::{deployment, options};
use ballast_compiled::measure::Measured;
use ballast_deploy::{CollateralSpec, DeploymentFile, FeedSpec};
use ballast_devchain::{AssetKind, Deployment};
use ballast_localnet::{Account, Coin, Localnet, Options, FEE_DENOM};

use crate::node::senders;

/// Enough for anything that is not measured.
const STAKE: u128 = 1_000_000;

/// Quick votes, no fees, and everybody who signs, with the collateral that the model gives them.
pub fn network(model: &Measured) -> Options {
    let mut options = Options {
        voting_period: Duration::from_secs(4),
        minimum_gas_prices: format!("0{FEE_DENOM}"),
        ..options(1)
    };
    for name in senders(model) {
        if !options.accounts.iter().any(|it| it.name == name) {
            let coins = vec![Coin::new(STAKE, FEE_DENOM)];
            options.accounts.push(Account { name, coins });
        }
    }
    for account in &mut options.accounts {
        let mut given = model.deployment.accounts.iter();
        let given = given.find(|given| given.name == account.name);
        let collateral = natives(&model.deployment).next().unwrap();
        if let Some(amount) = given.and_then(|given| given.balances.get(collateral.0)) {
            account.coins.push(Coin::new(amount.u128(), collateral.1));
        }
    }
    options
}

/// Assets that are coins: name and denom. The first is the collateral of all positions.
fn natives(model: &Deployment) -> impl Iterator<Item = (&str, &str)> {
    model.assets.iter().filter_map(|asset| match &asset.kind {
        AssetKind::Native { denom } => Some((asset.name.as_str(), denom.as_str())),
        AssetKind::Cw20 { .. } => None,
    })
}

/// The local deployment with the model's feeds and collateral types. Its second collateral is a coin instead
/// of a token, and nobody uses it.
pub fn file(model: &Deployment, network: &Localnet) -> DeploymentFile {
    let mut file = deployment(network);
    for (asset, given) in file.assets.iter_mut().zip(&model.assets) {
        if let AssetKind::Native { denom } = &given.kind {
            asset.name.clone_from(&given.name);
            asset.decimals = given.decimals;
            asset.denom = Some(denom.clone());
        }
    }
    file.feeds = model
        .feeds
        .iter()
        .filter_map(|given| {
            let (panel, intake) = (given.kind.panel()?, given.kind.intake()?);
            Some(FeedSpec {
                feed: given.feed.clone(),
                liars: Some(panel.liars),
                quorum: Some(panel.quorum),
                beat: Some(panel.beat),
                maximum_age: Some(intake.maximum_age),
                maximum_step: Some(intake.maximum_step),
                confirmation_gap: Some(intake.confirmation_gap),
                feeders: given.feeders.clone(),
                ..FeedSpec::default()
            })
        })
        .collect();
    file.collateral_types = model
        .collateral_types
        .iter()
        .map(|given| CollateralSpec {
            asset: given.asset.clone(),
            feed: given.feed.clone(),
            group: given.group.clone(),
            liquidation_ratio: given.liquidation_ratio,
            target_ratio: given.target_ratio,
            risk: given.risk.clone(),
            auctions: given.auctions.clone(),
        })
        .collect();
    file
}

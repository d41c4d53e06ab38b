//! Every failure of a client has its type and one line, and changes nothing.

use std::{fs, os::unix::fs::PermissionsExt};

use ballast_chain_tests::{eth, usd, Site, ETH};
use ballast_client::{
    ChainConfig, Client, Error, Key, KeyError, Manifest, ManifestError, Msg, Options,
};
use ballast_localnet::BECH32_PREFIX;
use ballast_types::vault::ExecuteMsg;
use cosmwasm_std::{coins, Uint128};

/// All of them on one chain.
pub async fn all_are_typed(site: &Site) {
    nodes(site).await;
    fees_and_gas(site).await;
    refusals(site).await;
    keys_and_manifests(site).await;
    one_key_in_many_hands(site).await;
}

fn one_line(error: &impl ToString) -> String {
    let text = error.to_string();
    assert!(!text.contains('\n') && !text.is_empty(), "{text}");
    text
}

async fn nodes(site: &Site) {
    let price = || "0.025stake".parse().unwrap();
    let right = site.network.rpc_urls();
    let config = ChainConfig::new("mainnet-1", right, BECH32_PREFIX, price());
    let refused = Client::connect(&config).await.unwrap_err();
    one_line(&refused);
    assert!(
        matches!(&refused, Error::WrongChain { expected, found, .. }
            if expected == "mainnet-1" && found == site.network.chain_id()),
        "{refused}"
    );
    let nobody = vec!["http://127.0.0.1:9".to_owned()];
    let config = ChainConfig::new(site.network.chain_id(), nobody, BECH32_PREFIX, price());
    let refused = Client::connect(&config).await.unwrap_err();
    one_line(&refused);
    assert!(matches!(&refused, Error::Unreachable { .. }), "{refused}");
    // One that answers among several is enough.
    let mut urls = vec!["http://127.0.0.1:9".to_owned()];
    urls.extend(site.network.rpc_urls());
    let config = ChainConfig::new(site.network.chain_id(), urls, BECH32_PREFIX, price());
    Client::connect(&config).await.unwrap();
}

fn open(site: &Site, collateral: u128, mint: u128) -> Msg {
    let mint = Some(Uint128::new(mint));
    let msg = ExecuteMsg::Open {
        collateral_type: ETH,
        mint,
    };
    let funds = coins(collateral, "aeth");
    site.system().tell_vault(&msg, funds).unwrap()
}

async fn fees_and_gas(site: &Site) {
    let erin = site.actor("erin");
    let msgs = [open(site, eth(10), usd(1_000))];
    let before = (erin.coins("aeth").await, erin.stablecoin().await);
    let options = Options {
        gas_limit: Some(150_000),
        ..Options::default()
    };
    let refused = erin.signer.send_with(&msgs, &options).await.unwrap_err();
    one_line(&refused);
    assert!(
        matches!(&refused, Error::OutOfGas { wanted: 150_000, used } if *used > 150_000),
        "{refused}"
    );

    let options = Options {
        gas_price: Some("0.001stake".parse().unwrap()),
        ..Options::default()
    };
    let refused = erin.signer.send_with(&msgs, &options).await.unwrap_err();
    one_line(&refused);
    assert!(
        matches!(&refused, Error::InsufficientFee { given, needed }
            if given.contains("stake") && needed.contains("stake")),
        "{refused}"
    );
    let msgs = [open(site, eth(1_000_000), usd(1_000))];
    let refused = erin.signer.send(&msgs).await.unwrap_err();
    one_line(&refused);
    assert!(
        matches!(&refused, Error::InsufficientFunds { .. }),
        "{refused}"
    );
    assert_eq!((erin.coins("aeth").await, erin.stablecoin().await), before);
}

async fn refusals(site: &Site) {
    let erin = site.actor("erin");
    // 10 ether at 1200 USD.
    let refused = erin.open(eth(10), usd(9_000)).await.unwrap_err();
    let told = "would be under the mint ratio 1.6";
    assert!(
        matches!(&refused, Error::Refused { text } if text.contains(told)),
        "{refused}"
    );
    let refused = erin.open(eth(10), usd(99)).await.unwrap_err();
    let told = "would be under the debt floor 100000000";
    assert!(
        matches!(&refused, Error::Refused { text } if text.contains(told)),
        "{refused}"
    );
    // Refused on the chain itself, with the gas given instead of simulated: the same words.
    let options = Options {
        gas_limit: Some(400_000),
        ..Options::default()
    };
    let msgs = [open(site, eth(10), usd(99))];
    let refused = erin.signer.send_with(&msgs, &options).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Refused { text } if text.contains(told)),
        "{refused}"
    );
    one_line(&refused);
}

async fn keys_and_manifests(site: &Site) {
    let file = site.folder.path().join("stranger.key");
    fs::write(&file, "11".repeat(32)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let refused = Key::from_file(&file, BECH32_PREFIX).unwrap_err();
    assert!(
        matches!(&refused, KeyError::Permissions { mode: 0o644, .. }),
        "{refused}"
    );
    one_line(&refused);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let stranger = site
        .client
        .signer(Key::from_file(&file, BECH32_PREFIX).unwrap());
    let refused = stranger
        .send(&[open(site, eth(1), usd(1))])
        .await
        .unwrap_err();
    assert!(
        matches!(&refused, Error::UnknownAccount { .. }),
        "{refused}"
    );
    one_line(&refused);

    let text = fs::read_to_string(site.manifest_file()).unwrap();
    let file = site.folder.path().join("other.toml");
    fs::write(
        &file,
        text.replace("[contracts]", "[contracts]\nauction = \"wasm1\""),
    )
    .unwrap();
    let refused = Manifest::load(&file).unwrap_err();
    assert!(
        matches!(&refused, ManifestError::Invalid { .. }),
        "{refused}"
    );
    assert!(one_line(&refused).contains("auction"), "{refused}");
}

/// Several tasks send with one key at the same time, and every transaction has its number.
async fn one_key_in_many_hands(site: &Site) {
    let erin = site.actor("erin");
    let before = erin.coins("aeth").await;
    let to = site.network.address("treasury").unwrap().to_owned();
    let sends = (1..=6u128).map(|amount| {
        let (signer, to) = (erin.signer.clone(), to.clone());
        let coins = coins(amount, "aeth");
        tokio::spawn(async move { signer.send(&[Msg::Send { to, coins }]).await })
    });
    for sent in sends.collect::<Vec<_>>() {
        sent.await.unwrap().expect("each is included");
    }
    assert_eq!(erin.coins("aeth").await, before - 21);
    assert_eq!(site.client.balance(&to, "aeth").await.unwrap(), 21);
}

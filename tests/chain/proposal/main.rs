//! A parameter changes by a vote: drafted, looked at, submitted, voted on and followed by `ballast gov`.

// A helper of a test fails as the test does, and its amounts are its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

use ballast_chain_tests::{eth, options, usd, Books, Cli, Site, ETH};
use ballast_client::{gov_address, Msg, Proposal, ProposalStatus};
use ballast_localnet::BECH32_PREFIX;
use ballast_types::vault::{ExecuteMsg, RatioRamp};
use cosmwasm_std::Decimal;

#[tokio::test(flavor = "multi_thread")]
async fn a_ratio_ramps_after_a_vote_and_a_refused_one_says_why() {
    let site = Site::up(&options(1)).await;
    site.report("2000").await;
    // 163%: safe now, and unsafe when the ramp has ended.
    let alice = site.actor("alice");
    alice
        .open_all(&[(eth(10), usd(12_250)), (eth(10), usd(5_000))])
        .await
        .unwrap();
    let cli = Cli::of(&site);
    // Before governance owns anything, a proposal could only fail.
    cli.says("alice", &ramp(["150%", "160%"], "proposal.toml"));
    let told = cli.refuses("alice", &["gov", "submit", "proposal.toml"]);
    assert!(told.contains("belongs to owner"), "{told}");
    let told = cli.says("owner", &["gov", "handover", "--pass"]);
    assert!(told.contains("passed"), "{told}");
    let gov = gov_address(BECH32_PREFIX).unwrap();
    assert_eq!(site.system().vault_config().await.unwrap().owner, gov);
    assert_eq!(site.client.pinned_codes().await.unwrap().len(), 4);

    ramped(&site, &cli).await;
    voted_down(&site, &cli).await;
    failed(&site, &cli).await;
    Books::read(&site.system()).await.unwrap().ensure_sound();
}

/// Draws up a ramp of liquidation and target ratio within the shortest time there is.
fn ramp<'a>([liquidation, target]: [&'a str; 2], file: &'a str) -> Vec<&'a str> {
    let draft = ["gov", "draft", "ramp", "eth", "--over", "1d"];
    let ratios = ["--liquidation-ratio", liquidation, "--target-ratio", target];
    [&draft[..], &ratios, &["--file", file]].concat()
}

/// A liquidation ratio near which the mint ratio cannot stay.
const STEEP: [&str; 2] = ["165%", "170%"];

async fn ratio(site: &Site) -> RatioRamp {
    let eth = site.system().collateral_type(ETH).await.unwrap();
    eth.liquidation_ratio
}

/// From the file to the ratio on its way.
async fn ramped(site: &Site, cli: &Cli) {
    // The mint ratio has to stay above the liquidation ratio, and goes up in the same proposal.
    let told = cli.refuses("alice", &ramp(STEEP, "steep.toml"));
    assert!(
        told.contains("base mint ratio 1.6 must be at least"),
        "{told}"
    );
    let risk = [
        "gov",
        "draft",
        "risk",
        "eth",
        "--base-mint-ratio",
        "170%",
        "--mint-ratio-cap",
        "170%",
        "--file",
        "steep.toml",
    ];
    cli.says("alice", &risk);
    cli.says(
        "alice",
        &[&ramp(STEEP, "steep.toml")[..], &["--add"]].concat(),
    );
    let told = cli.says("alice", &["gov", "show", "steep.toml"]);
    for words in ["140%", "165% over 1d", "170%", "1 of 2 positions of eth"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = cli.says("alice", &["gov", "submit", "steep.toml"]);
    let number = number_of(&told);
    assert_eq!(ratio(site).await.now, Decimal::percent(140));
    let told = cli.says("alice", &["gov", "status", &number]);
    assert!(told.contains("voting"), "{told}");
    cli.says("validator-0", &["gov", "vote", &number, "yes"]);
    let told = cli.says("alice", &["gov", "status", &number, "--watch"]);
    assert!(
        told.contains("passed") && told.contains("2 messages were carried out"),
        "{told}"
    );

    let ramp = ratio(site).await;
    assert_eq!(
        (ramp.from, ramp.to),
        (Decimal::percent(140), Decimal::percent(165))
    );
    assert_eq!(ramp.end - ramp.start, 86_400);
    let later = moved(site, ramp.now).await;
    let block = site.client.latest_block().await.unwrap();
    let passed = block.time - later.start;
    // 25 points in a day: three millionths a second.
    let most = Decimal::percent(25) * Decimal::from_ratio(passed + 2, 86_400u64);
    assert!(later.now <= later.from + most, "{later:?} after {passed} s");
    let risk = site.system().collateral_type(ETH).await.unwrap().risk;
    assert_eq!(risk.base_mint_ratio, Decimal::percent(170));
    // Nobody is liquidatable by the vote itself.
    let first = site.system().riskiest(ETH, 1).await.unwrap();
    assert_eq!(first[0].is_unsafe, Some(false));
    println!("the liquidation ratio is {} after {passed} s", later.now);
}

/// The ratio a block or more later, when it is another.
async fn moved(site: &Site, before: Decimal) -> RatioRamp {
    let mut blocks = site.client.blocks();
    for _ in 0..30 {
        let now = ratio(site).await;
        if now.now > before {
            return now;
        }
        blocks.next().await;
    }
    panic!("the ratio does not move");
}

/// Rejected: nothing changes, and the votes are told.
async fn voted_down(site: &Site, cli: &Cli) {
    cli.says(
        "alice",
        &[
            "gov",
            "draft",
            "risk",
            "eth",
            "--stability-fee",
            "90%",
            "--file",
            "dear.toml",
        ],
    );
    let number = number_of(&cli.says("alice", &["gov", "submit", "dear.toml"]));
    cli.says("validator-0", &["gov", "vote", &number, "no"]);
    let told = cli.says("alice", &["gov", "status", &number, "--watch"]);
    assert!(
        told.contains("rejected") && told.contains("0% of the votes were for it"),
        "{told}"
    );
    let risk = site.system().collateral_type(ETH).await.unwrap().risk;
    assert_eq!(risk.stability_fee, Decimal::percent(2));
}

/// A ramp of an hour: the command line refuses to draft it; sent in another way it passes the vote, and
/// the vault refuses it.
async fn failed(site: &Site, cli: &Cli) {
    let hasty = [
        "gov",
        "draft",
        "ramp",
        "eth",
        "--liquidation-ratio",
        "150%",
        "--over",
        "1h",
        "--file",
        "hasty.toml",
    ];
    let told = cli.refuses("alice", &hasty);
    assert!(told.contains("ramp"), "{told}");

    let before = ratio(site).await;
    let ramp = ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: Decimal::percent(150),
        target_ratio: Decimal::percent(170),
        seconds: 3_600,
    };
    let proposal = Proposal {
        title: "In a hurry".to_owned(),
        summary: "A ramp of an hour".to_owned(),
        metadata: String::new(),
        messages: vec![site.system().tell_vault(&ramp, vec![]).unwrap()],
        deposit: site.client.gov_params().await.unwrap().min_deposit,
        is_expedited: false,
    };
    let alice = site.actor("alice");
    let submitted = alice
        .signer
        .send(&[Msg::SubmitProposal(proposal)])
        .await
        .unwrap();
    let id = submitted.proposal().unwrap();
    cli.says("validator-0", &["gov", "vote", &id.to_string(), "yes"]);
    let told = cli.says("alice", &["gov", "status", &id.to_string(), "--watch"]);
    let why = "a ramp of 3600 s must take 86400 to";
    assert!(
        told.contains("passed, but failed") && told.contains(why),
        "{told}"
    );
    let info = site.client.proposal(id).await.unwrap();
    assert_eq!(info.status, ProposalStatus::Failed);
    assert!(info.failed_reason.contains(why), "{}", info.failed_reason);
    let after = ratio(site).await;
    assert_eq!((after.to, after.end), (before.to, before.end));
}

/// `submitted proposal 2, deposit ...`.
fn number_of(told: &str) -> String {
    let rest = told.split("submitted proposal ").nth(1).expect(told);
    rest.chars().take_while(char::is_ascii_digit).collect()
}

//! A sandbox from its beginning to a claim of gains, and every verb on the way.

use super::place::{text, Place};
use serde_json::json;

#[test]
fn from_an_open_position_to_claimed_gains() {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    place.ok("position open 5eth --mint 6200usd --as bob");
    place.ok("pool deposit eth 4000usd");
    place.ok("sandbox price ETH 1700");

    let riskiest = place.json("position list --riskiest");
    assert_eq!(text(&riskiest, "/0/name"), "eth-2");
    assert_eq!(riskiest[0]["is_unsafe"], json!(true));

    let liquidated = place.json("liquidate --as carol --no-settle");
    let repaid: u128 = text(&liquidated, "/0/liquidated/0/repaid").parse().unwrap();
    assert!(repaid > 0);
    let pool = place.json("pool show eth");
    assert_eq!(text(&pool, "/0/pool/set_aside"), repaid.to_string());
    let settled = place.json("settle eth");
    assert_eq!(text(&settled, "/settled"), repaid.to_string());

    let (error, hint) = place.refused("pool claim eth");
    assert!(error.contains("rest for 59m 28s more"), "{error}");
    assert!(
        hint.contains("2020-03-11 01:01:00") && hint.contains("advance 3568s"),
        "{hint}"
    );
    place.ok("sandbox advance 3568s");
    let claimed = place.ok("pool claim eth");
    assert!(claimed.starts_with("claimed 1.8"), "{claimed}");
    assert!(place
        .ok("pool withdraw eth")
        .starts_with("withdrew 1159.99"));
    assert!(
        place.error("pool claim eth").contains("no"),
        "nothing is left to claim"
    );
}

#[test]
fn a_position_through_all_its_verbs() {
    let place = Place::with_sandbox();
    assert!(place.ok("position list").contains("alice has no positions"));
    let opened = place.json("position open 2eth --mint 500usd");
    assert_eq!(text(&opened, "/position/name"), "eth-1");
    assert_eq!(text(&opened, "/position/owner"), "alice");
    for (line, collateral, debt) in [
        ("deposit eth-1 0.5eth", "2500000000000000000", 500_000_000),
        ("withdraw eth-1 0.25eth", "2250000000000000000", 500_000_000),
        ("mint eth-1 100.5usd", "2250000000000000000", 600_500_000),
        ("repay eth-1 50usd", "2250000000000000000", 550_500_000),
        (
            "adjust eth-1 --deposit 0.75eth --mint 49.5usd",
            "3000000000000000000",
            600_000_000,
        ),
        (
            "adjust eth-1 --withdraw 1eth --repay 100usd",
            "2000000000000000000",
            500_000_000,
        ),
        (
            "adjust eth-1 --withdraw 0.5eth --mint 50usd",
            "1500000000000000000",
            550_000_000,
        ),
    ] {
        let changed = place.json(&format!("position {line}"));
        assert_eq!(text(&changed, "/position/collateral"), collateral, "{line}");
        let now: u128 = text(&changed, "/position/debt").parse().unwrap();
        assert!((debt..debt + 10).contains(&now), "{line}: {now}");
    }
    place.ok("position open 1eth --mint 200usd");
    assert!(place.ok("position close eth-1").starts_with("closed eth-1"));
    assert!(place
        .hint("position show eth-1")
        .contains("alice has eth-2"));
    assert_eq!(
        place.json("position list --all").as_array().unwrap().len(),
        1
    );
}

#[test]
fn tokens_are_collateral_too() {
    let place = Place::with_sandbox();
    place.ok("position open 1btc --mint 20000usd");
    place.ok("position deposit wbtc-1 0.2BTC");
    let shown = place.ok("position show wbtc-1");
    assert!(shown.contains("1.2 wbtc"), "{shown}");
    assert!(place
        .error("position deposit wbtc-1 1eth")
        .contains("wbtc is expected"));
}

#[test]
fn a_caller_buys_where_pool_and_auctions_cannot() {
    let place = Place::with_sandbox();
    place.ok("position open 150eth --mint 187000usd --as bob");
    place.ok("position open 100eth --mint 50000usd --as carol");
    place.ok("sandbox price ETH 1400");
    // What may be under auction is worth 100,000 USD at most; each lot leaves less room for the next.
    let auctioned = place.ok("liquidate eth-1 --as carol");
    assert!(auctioned.contains("eth-a1: "), "{auctioned}");
    let liquidate = || {
        place
            .command("liquidate eth-1 --as carol")
            .output()
            .unwrap()
    };
    while liquidate().status.success() {}
    let (error, hint) = place.refused("liquidate eth-1 --as carol");
    assert!(error.contains("too little room"), "{error}");
    assert!(
        hint.contains("--with") && hint.contains("take from its auctions"),
        "{hint}"
    );
    let bought = place.ok("liquidate eth-1 --with 50000usd --as carol");
    assert!(bought.contains("carol  "), "{bought}");
}

#[test]
fn a_caller_buys_before_anything_goes_under_auction() {
    let place = Place::with_sandbox();
    place.ok("position open 5eth --mint 6200usd --as bob");
    place.ok("position open 10eth --mint 5000usd --as carol");
    place.ok("sandbox price ETH 1700");
    let bought = place.ok("liquidate eth-1 --with 5000usd --as carol");
    assert!(
        bought.contains("carol's reward") && bought.contains("settled"),
        "{bought}"
    );
    assert!(!bought.contains("auction"), "{bought}");
    assert!(place.error("liquidate").contains("no position is unsafe"));
    assert!(place
        .error("liquidate eth-1")
        .contains("eth-1 is not unsafe"));
}

#[test]
fn what_a_hint_allows_is_accepted_and_one_unit_more_is_not() {
    let place = Place::with_sandbox();
    let allowed = |hint: &str, before: &str| {
        let rest = hint.split(before).nth(1).unwrap();
        rest.split("usd").next().unwrap().to_owned()
    };
    let hint = place.hint("position open 1eth --mint 5000usd");
    let most = allowed(&hint, "mint at most ");
    assert_eq!(most, "1249.999999");
    assert!(place
        .error("position open 1eth --mint 1250usd")
        .contains("under the mint ratio"));
    place.ok(&format!("position open 1eth --mint {most}usd"));

    place.ok("position open 1eth --mint 1000usd");
    let most = allowed(&place.hint("position mint eth-2 900usd"), "at most ");
    let units: u128 = most.replace('.', "").parse().unwrap();
    let more = format!("{}.{:06}", (units + 1) / 1_000_000, (units + 1) % 1_000_000);
    assert!(place
        .error(&format!("position mint eth-2 {more}usd"))
        .contains("mint ratio"));
    place.ok(&format!("position mint eth-2 {most}usd"));
}

#[test]
fn the_mint_ratio_is_shown_with_its_base_and_why() {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    let types = place.ok("types");
    let line = "debt against eth needs 160% (the base; a fall of 0% within 1d at a volatility of 0% a year, \
                the group 0% full)";
    assert!(types.contains(line), "{types}");
    let card = place.ok("position show eth-1");
    let row = "mint ratio        160% (the base; volatility 0% a year, group 0% full)";
    assert!(card.contains(row), "{card}");
    let types = place.json("types");
    assert_eq!(text(&types, "/0/mint_requirement/mint_ratio"), "1.6");
    assert_eq!(text(&types, "/0/mint_requirement/group_debt"), "5000000000");

    place.ok("sandbox advance 2h --silent");
    assert_eq!(place.json("types")[0]["mint_requirement"], json!(null));
    let card = place.ok("position show eth-1");
    assert!(card.contains("mint ratio        -"), "{card}");
}

#[test]
fn heartbeats_keep_a_price_alive_and_silence_does_not() {
    let place = Place::with_sandbox();
    place.ok("position open 1eth --mint 1000usd");
    place.ok("sandbox advance 400d");
    place.ok("position mint eth-1 1usd");
    place.ok("sandbox advance 2h --silent");
    let (error, hint) = place.refused("position mint eth-1 1usd");
    assert_eq!(error, "there is no valid price of ETH");
    assert!(hint.contains("ballast sandbox price ETH"), "{hint}");
    assert!(place.error("liquidate").contains("no valid price"));
    assert!(place.ok("status").contains("expired 1h ago"));
    assert!(place.ok("position list").contains("no price"));
    place.ok("position deposit eth-1 1eth");
    place.ok("sandbox price eth 1999.99");
    place.ok("position mint eth-1 1usd");
}

#[test]
fn another_folder_by_argument_or_environment() {
    let place = Place::new();
    place.ok("sandbox reset --sandbox one");
    let mut command = place.command("status");
    let output = command.env("BALLAST_SANDBOX", "one").output().unwrap();
    assert!(output.status.success());
    assert!(place
        .error("status")
        .contains("no chain is kept in sandbox"));
}

#[test]
fn reset_begins_anew() {
    let place = Place::with_sandbox();
    place.ok("position open 1eth");
    place.ok("sandbox reset");
    assert_eq!(place.json("position list --all"), json!([]));
    let types = place.json("types");
    assert_eq!(text(&types, "/0/name"), "eth");
    assert_eq!(
        place.json("status")["balances"]["eth"],
        json!("10000000000000000000000")
    );
}

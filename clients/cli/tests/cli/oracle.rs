//! Feeds: signed, relayed and reported prices, and how the feeds are.

use serde_json::Value;

use super::place::{text, Place};

/// A sandbox two minutes after its last prices.
fn place() -> Place {
    let place = Place::with_sandbox();
    place.ok("sandbox advance 2m --silent");
    place
}

/// Puts a report by each of these feeders into a file.
fn sign(place: &Place, price: &str, feeders: &[u8], file: &str) {
    for feeder in feeders {
        place.ok(&format!(
            "oracle sign ETH {price} --as feeder-{feeder} --file {file}"
        ));
    }
}

fn spot(place: &Place) -> String {
    let status = place.json("oracle status ETH");
    text(&status, "/0/feed/price/spot").to_owned()
}

#[test]
fn h29_a_forged_report_is_named_and_nothing_is_sent() {
    let place = place();
    sign(&place, "1900", &[1, 2, 3], "good.json");
    let forged = place.read("good.json").replacen("1900", "1950", 1);
    place.write("forged.json", forged);
    let output = place
        .command("oracle relay good.json forged.json")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.starts_with("error: 1 of 6 reports cannot be relayed, nothing was sent\n  forged.json, report 1, feeder-1 of ETH: the signature is not feeder-1's"),
        "{errors}"
    );
    assert_eq!(spot(&place), "2000");
}

#[test]
fn h29_reports_of_strangers_unknown_feeds_and_other_oracles_are_refused() {
    let place = place();
    let refused = |line: &str| {
        let signed = place.command(&format!("{line} --file one.json")).output();
        assert!(signed.unwrap().status.success());
        let output = place.command("oracle relay one.json").output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        std::fs::remove_file(place.path().join("one.json")).unwrap();
        error
    };
    let error = refused("oracle sign ETH 1900 --as bob");
    assert!(
        error.contains("bob is no feeder of ETH: they are feeder-1, feeder-2"),
        "{error}"
    );
    let error = refused("oracle sign DOGE 1 --as feeder-1");
    assert!(error.contains("there is no feed 'DOGE'"), "{error}");
    let error = refused("oracle sign ETH 1900 --as feeder-1 --at 2000000000");
    assert!(error.contains("published at 2033-05-18"), "{error}");
    assert!(error.contains("later than 2020-03-11 00:03:15"), "{error}");
    place.write("key", "01".repeat(32));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(place.path().join("key"), mode).unwrap();
    let oracle = "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d";
    let elsewhere = format!(
        "oracle sign ETH 1900 --chain-id other-1 --oracle {oracle} --key key --at 1583884980"
    );
    assert!(refused(&elsewhere).contains("the signature is not cosmwasm1"));
}

#[test]
fn what_holds_no_signed_reports_is_refused_by_its_name() {
    let place = place();
    assert!(place.error("oracle relay none.json").contains("none.json"));
    for (content, expected) in [
        ("", "odd.json holds no signed reports: it is empty"),
        ("[]", "odd.json holds no signed reports: it is empty"),
        ("price", "odd.json holds no signed reports: expected value"),
        ("{\"a\": 1}", "unknown field `a`"),
        ("[{\"report\": 1}]", "invalid type"),
    ] {
        place.write("odd.json", content);
        let output = place.command("oracle relay odd.json").output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(expected), "{content}: {error}");
    }
    let error = place.error("oracle relay");
    assert!(error.starts_with("standard input holds no"), "{error}");
    sign(&place, "1900", &[1], "many.json");
    let many = place.read("many.json").repeat(65);
    place.write("many.json", many);
    let error = place.error("oracle relay many.json");
    assert_eq!(error, "a message carries at most 64 reports, these are 65");
}

#[test]
fn a_quorum_of_signed_reports_is_a_price_and_comes_once() {
    let place = place();
    sign(&place, "1950", &[1], "r.json");
    // A feeder's newer word replaces its older one.
    sign(&place, "1900", &[1, 2, 3], "r.json");
    let reports: Value = serde_json::from_str(&place.read("r.json")).unwrap();
    assert_eq!(reports.as_array().unwrap().len(), 3);
    let done = place.ok("oracle relay r.json --as carol");
    assert_eq!(
        done,
        "ETH is at 1,900.00 USD, 2020-03-11 00:03:00 UTC; feeder-1, feeder-2, feeder-3 reported\n"
    );
    let again = place.ok("oracle relay r.json");
    assert!(
        again.starts_with(
            "ignored: r.json, report 1, feeder-1 of ETH: it is not newer than the feeder's last"
        ),
        "{again}"
    );
    place.ok("sandbox advance 2m --silent");
    assert!(place.ok("oracle relay r.json").contains("it is 2m old"));
}

#[test]
fn a_signed_report_goes_through_a_pipe() {
    let place = place();
    let signed = place.ok("oracle sign eth 1900.5 --as feeder-2 --implied-volatility 80%");
    let json = place.json("oracle sign eth 1900.5 --as feeder-2 --implied-volatility 80%");
    assert_eq!(serde_json::from_str::<Value>(&signed).unwrap(), json);
    assert_eq!(text(&json, "/report/implied_volatility"), "0.8");
    place.write("piped", signed.repeat(2));
    let input = std::fs::File::open(place.path().join("piped")).unwrap();
    let output = place
        .command("oracle relay --json")
        .stdin(input)
        .output()
        .unwrap();
    let done: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(text(&done, "/reports/1/place"), "standard input, report 2");
    assert_eq!(done.pointer("/reports/0/is_stored"), Some(&true.into()));
}

#[test]
fn h24_a_far_price_waits_and_is_shown_until_a_second_round_confirms_it() {
    let place = place();
    sign(&place, "1000", &[1, 2, 3], "first.json");
    let done = place.ok("oracle relay first.json");
    assert!(done.starts_with("ETH: 1,000.00 USD waits"), "{done}");
    assert!(
        done.contains("published after 2020-03-11 00:03:30 UTC"),
        "{done}"
    );
    let status = place.ok("oracle status");
    assert!(status.contains("1,000.00 USD, 0s"), "{status}");
    assert_eq!(spot(&place), "2000");
    place.ok("sandbox advance 1m --silent");
    sign(&place, "990", &[1, 2, 3], "second.json");
    assert!(place
        .ok("oracle relay second.json")
        .starts_with("ETH is at 1,000.00 USD"));
}

#[test]
fn feeds_are_reported_in_the_sandbox_as_on_a_chain() {
    let place = place();
    let (error, hint) = place.refused("oracle report ETH 1900");
    assert!(error.contains("alice is no feeder of ETH"), "{error}");
    assert!(hint.contains("--all-feeders"), "{hint}");
    let line = "oracle report ETH 1900 --as feeder-1";
    assert!(place.ok(line).contains("now 1 of 3"));
    assert!(place
        .ok(line)
        .starts_with("ignored: feeder-1 has reported ETH"));
    assert!(place
        .ok(&format!("{line} --at 1"))
        .starts_with("ignored: the report of ETH is"));
    let (error, hint) = place.refused(&format!("{line} --at 2000000000"));
    assert!(error.contains("later than"), "{error}");
    assert!(hint.contains("unix seconds"), "{hint}");
    place.ok("sandbox advance 1m --silent");
    let done = place.ok("oracle report eth 1900 --all-feeders");
    assert!(done.starts_with("ETH is at 1,900.00 USD"), "{done}");
    assert!(place
        .error("oracle report DOGE 1 --as feeder-1")
        .contains("no feed 'DOGE'"));
    assert!(place
        .error("oracle report ETH 0 --as feeder-1")
        .contains("is no price"));
    let (error, hint) = place.refused("oracle poke ETH");
    assert!(error.contains("not read from a foreign oracle"), "{error}");
    assert!(hint.contains("oracle status"), "{hint}");
    assert!(place.error("oracle poke").contains("no feed is read from"));
}

#[test]
fn a_feeds_health_is_shown_with_its_feeders() {
    let place = place();
    place.ok("sandbox advance 1m --silent");
    place.ok("oracle report ETH 1950 --as feeder-2");
    let all = place.ok("oracle status");
    let line = |text: &str, name: &str| {
        let found = text.lines().find(|line| line.starts_with(name));
        found.unwrap().to_owned()
    };
    assert!(line(&all, " BTC").contains("valid for 57m"), "{all}");
    let eth = line(&all, " ETH");
    assert!(
        eth.contains("1 of ") && eth.contains("feeder-1, feeder-3"),
        "{all}"
    );
    let one = place.ok("oracle status eth");
    assert!(
        line(&one, " slow average").ends_with("2,000.00 USD"),
        "{one}"
    );
    assert!(line(&one, " feeder-1").ends_with("late"), "{one}");
    assert!(line(&one, " feeder-2").ends_with("fresh"), "{one}");
    let json = place.json("oracle status eth");
    assert_eq!(json.pointer("/0/fresh"), Some(&1.into()));
    assert_eq!(text(&json, "/0/feeders/1/name"), "feeder-2");
    assert_eq!(text(&json, "/0/feeders/1/last_report/price"), "1950");
    place.ok("sandbox advance 2h --silent");
    let one = place.ok("oracle status eth");
    assert!(line(&one, " state").contains("expired 1h 3m ago"), "{one}");
    let because = line(&one, " because");
    let expected =
        "ETH was published at 2020-03-11 00:01:00 UTC and valid until 2020-03-11 01:01:00 UTC";
    assert!(because.ends_with(expected), "{one}");
    let oracle = text(&json, "/0/oracle");
    let chain = text(&json, "/0/chain_id");
    let expected = format!("{oracle} on {chain}");
    assert!(line(&one, " oracle").ends_with(&expected), "{one}");
}

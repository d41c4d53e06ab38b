//! Signed reports that an oracle would refuse or ignore, told before anything is sent.

use super::place::{text, Place};

/// A sandbox two minutes after its last prices.
fn place() -> Place {
    let place = Place::with_sandbox();
    place.ok("sandbox advance 2m --silent");
    place
}

fn sign(place: &Place, rest: &str) {
    place.ok(&format!("oracle sign {rest}"));
}

/// What is refused, a line each, and the hint.
fn refused(place: &Place, line: &str) -> String {
    let output = place.command(line).output().unwrap();
    assert!(!output.status.success(), "{line}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn h29_each_bad_report_is_listed_with_its_feeder_and_its_feed() {
    let place = place();
    sign(&place, "ETH 1900 --as feeder-1 --file r.json");
    sign(&place, "BTC 50000 --as feeder-2 --file r.json");
    sign(&place, "ETH 1900 --as bob --file r.json");
    sign(&place, "ETH 1901 --as feeder-3 --file r.json");
    let good = place.read("r.json");
    let changed = good
        .replacen("1583884980", "1583884980000", 2)
        .replacen("1583884980000", "1583884980", 1)
        .replacen("\"1901\"", "\"0\"", 1);
    place.write("r.json", changed);
    let error = refused(&place, "oracle relay r.json");
    for expected in [
        "error: 3 of 4 reports cannot be relayed, nothing was sent\n",
        "\n  r.json, report 2, feeder-2 of BTC: published at 1583884980000, milliseconds perhaps, later than \
         2020-03-11 00:03:15 UTC\n",
        "\n  r.json, report 3, bob of ETH: bob is no feeder of ETH: they are feeder-1",
        "\n  r.json, report 4, feeder-3 of ETH: 0 is no number of ETH: it is above zero and at most \
         1,000,000,000.00 USD\n",
        "\n hint: times are unix seconds",
    ] {
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn h29_a_report_for_another_oracle_shows_the_address_that_it_is_held_against() {
    let place = place();
    sign(&place, "ETH 1900 --as feeder-1 --file r.json");
    place.write("r.json", place.read("r.json").replacen("1900", "1901", 1));
    let error = refused(&place, "oracle relay r.json");
    let status = place.json("oracle status ETH");
    let (oracle, chain) = (text(&status, "/0/oracle"), text(&status, "/0/chain_id"));
    let expected = format!("over this report of ETH for {oracle} on {chain}\n");
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn what_is_no_report_is_named_by_its_number_with_its_reason() {
    let place = place();
    sign(&place, "ETH 1900 --as feeder-1 --file r.json");
    sign(&place, "ETH 1900 --as feeder-2 --file r.json");
    let good = place.read("r.json");
    let second = |from: &str, to: &str| {
        let at = good.rfind(from).unwrap();
        format!("{}{to}{}", &good[..at], &good[at + from.len()..])
    };
    for (content, expected) in [
        (
            second("\"1900\"", "\"cheap\""),
            "odd.json, report 2: \"cheap\" is no price: a decimal number in quotes is, as \"1950.5\"",
        ),
        (
            format!("[{}, 7]", good.lines().nth(1).unwrap().trim_end_matches(',')),
            "odd.json, report 2: 7 is none: an object of report, public_key and signature is",
        ),
        (
            second("\"1900\"", "1900"),
            "odd.json, report 2: 1900 is no price: a decimal number in quotes",
        ),
        (second("\"feed\"", "\"feet\""), "odd.json, report 2: unknown field `feet`"),
    ] {
        place.write("odd.json", content);
        let error = refused(&place, "oracle relay odd.json");
        assert!(error.starts_with("error: 1 of 2 reports cannot be relayed"), "{error}");
        assert!(error.contains(expected), "{error}");
        let error = place.error("oracle sign ETH 1 --as feeder-3 --file odd.json");
        assert!(error.starts_with("odd.json, report 2, holds no signed"), "{error}");
    }
}

#[test]
fn of_a_feeders_reports_for_the_same_second_the_second_is_ignored() {
    let place = place();
    sign(&place, "ETH 1900 --as feeder-1 --file one.json");
    sign(&place, "ETH 1910 --as feeder-1 --file two.json");
    sign(&place, "ETH 1905 --as feeder-2 --file two.json");
    let done = place.ok("oracle relay one.json two.json");
    assert!(
        done.ends_with(
            "ignored: two.json, report 1, feeder-1 of ETH: another of the feeder's that comes with it is as new \
             or newer\n"
        ),
        "{done}"
    );
    assert_eq!(done.matches("ignored").count(), 1, "{done}");
    let last = place.json("oracle status ETH");
    let last = last.pointer("/0/feeders/0/last_report/price");
    assert_eq!(last, Some(&"1900".into()));
}

#[test]
fn what_would_be_ignored_altogether_is_not_sent() {
    let place = place();
    sign(&place, "ETH 1900 --as feeder-1 --file r.json");
    place.ok("oracle relay r.json");
    let input = std::fs::File::open(place.path().join("r.json")).unwrap();
    let output = place.command("oracle relay - --json").stdin(input).output();
    let output = output.unwrap();
    assert!(output.status.success());
    let done: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(done.pointer("/events"), Some(&serde_json::json!([])));
    assert_eq!(done.pointer("/reports/0/is_stored"), Some(&false.into()));
    let done = place.ok("oracle relay r.json");
    assert_eq!(
        done,
        "ignored: r.json, report 1, feeder-1 of ETH: it is not newer than the feeder's last\n\
         nothing was sent: the oracle would ignore all of it\n"
    );
}

/// What the relay of reports by these feeders says.
fn relayed(place: &Place, price: &str, feeders: [u8; 2]) -> String {
    for feeder in feeders {
        sign(
            place,
            &format!("ETH {price} --as feeder-{feeder} --file r.json"),
        );
    }
    place.ok("oracle relay r.json")
}

#[test]
fn reports_that_make_no_price_say_whether_they_are_too_few_or_too_old() {
    let place = place();
    let done = relayed(&place, "1950", [1, 2]);
    assert_eq!(
        done,
        "ETH: a price takes reports of 3 feeders within a minute, now 2 of 3; feeder-1, feeder-2 reported\n"
    );
    place.ok("sandbox advance 1m");
    place.ok("sandbox advance 10s --silent");
    let done = place.ok("oracle report ETH 1960 --as feeder-1");
    assert_eq!(
        done,
        "ETH: the round is of 2020-03-11 00:04:00 UTC, not newer than what is accepted (2020-03-11 00:04:00 \
         UTC): 1 of 3 feeders have reported since; `ballast sandbox advance 1m --silent` lets time pass; \
         feeder-1 reported\n"
    );
}

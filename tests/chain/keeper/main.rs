//! Keepers on a real chain: a market falls, nodes and keepers are killed, and in the end nothing is
//! unsafe and every coin is where it belongs.

// A helper of a test fails as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use ballast_chain_tests::{Crash, Kills};

/// From the 12th of March, 10:00, to the 13th, 03:00: ether lost half.
fn minute() -> Crash {
    Crash {
        validators: 1,
        hours: 34..51,
        lasts: secs(60),
        positions: 60,
        keepers: 1,
        kills: Kills::default(),
        opening: None,
    }
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_outlives_its_node_and_its_own_death() {
    let kills = Kills {
        node_every: Some(secs(18)),
        keeper_every: Some(secs(25)),
        away: secs(4),
    };
    let summary = Crash { kills, ..minute() }.run().await;
    println!("{summary}");
    assert_eq!(summary.unsafe_left, 0);
    summary.ensure_honest();
    assert!(summary.seizures.len() > 10, "{summary}");
    assert!(
        summary.kills.nodes > 1 && summary.kills.keepers > 1,
        "{summary}"
    );
    // What was under way when it died was not sent a second time: that would have failed. A position
    // that is saved by the next price fails too, and then the keeper says so.
    let keeper = &summary.keepers[0];
    let twice = |failed: &&String| failed.contains("nothing is set aside");
    assert_eq!(keeper.ledger.failed.iter().find(twice), None, "{keeper:#?}");
    assert!(
        keeper.ledger.failed.len() <= keeper.overtaken,
        "{keeper:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn h52_two_rival_keepers_share_the_work() {
    let summary = Crash {
        keepers: 2,
        ..minute()
    }
    .run()
    .await;
    println!("{summary}");
    assert_eq!(summary.unsafe_left, 0);
    summary.ensure_honest();
    assert!(summary.seizures.len() > 10, "{summary}");
    for keeper in &summary.keepers {
        // A race that was lost on the chain is a transaction that failed, and the keeper knows it.
        assert!(
            keeper.overtaken >= keeper.ledger.failed.len(),
            "{keeper:#?}"
        );
    }
}

/// As long as `BALLAST_CHAIN_MINUTES` says, an hour if it says nothing: three days of prices on four
/// validators, one of which is killed every two minutes, and a keeper, killed now and then.
/// See docs/localnet.md.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes an hour"]
async fn an_hour_of_crash_on_four_validators() {
    let minutes = std::env::var("BALLAST_CHAIN_MINUTES").map_or(60, |text| text.parse().unwrap());
    let crash = Crash {
        validators: 4,
        hours: 0..72,
        lasts: secs(60 * minutes),
        positions: 100,
        keepers: 1,
        kills: Kills {
            node_every: Some(secs(120)),
            keeper_every: Some(secs(420)),
            away: secs(20),
        },
        opening: Some(secs(10)),
    };
    let summary = crash.run().await;
    println!("{summary}");
    assert_eq!(summary.unsafe_left, 0);
    summary.ensure_honest();
    assert!(summary.seizures.len() > 50, "{summary}");
}

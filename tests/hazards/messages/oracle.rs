//! What feeders and the owner do.

use ballast_tests::price;
use ballast_types::oracle::{FeedKind, Panel, Report};
use serde_json::json;

use super::{row, Row, ANYONE, MALLORY, NOBODY, OWNER};
use crate::stage::{frozen, offered, Stage};

pub fn oracle(Stage { suite, .. }: &Stage) -> Vec<Row> {
    let address = |name: &str| suite.address(name);
    let feeders: Vec<_> = (1..=4)
        .map(|number| address(&format!("feeder-{number}")))
        .collect();
    let published_at = suite.chain.now();
    let report = Report::new("ETH", price("151"), published_at);
    let signed = suite.chain.sign_report("feeder-1", report).unwrap();
    vec![
        row(
            "oracle.report",
            &["feeder-1"],
            json!({ "report": { "reports": [
            { "feed": "ETH", "price": "151", "published_at": published_at },
        ] } }),
        ),
        row(
            "oracle.relay",
            ANYONE,
            json!({ "relay": { "reports": [signed] } }),
        ),
        row(
            "oracle.poke",
            NOBODY,
            json!({ "poke": { "feeds": ["ETH"] } }),
        ),
        row(
            "oracle.update_feed",
            OWNER,
            json!({ "update_feed": {
            "feed": "BTC", "intake": FeedKind::price(Panel::new(1, 3, 60), 180).intake(),
            "feeders": feeders,
        } }),
        ),
        row(
            "oracle.set_guardian",
            OWNER,
            json!({ "set_guardian": { "guardian": address("bob") } }),
        ),
        row(
            "oracle.freeze",
            &["guardian"],
            json!({ "freeze": { "feed": "BTC", "seconds": 60 } }),
        ),
        row(
            "oracle.unfreeze",
            &["guardian", "owner"],
            json!({ "unfreeze": { "feed": "BTC" } }),
        )
        .after(frozen),
        row(
            "oracle.add_feed",
            OWNER,
            json!({ "add_feed": {
            "feed": "SOL", "kind": FeedKind::price(Panel::new(1, 3, 60), 180), "feeders": feeders,
        } }),
        ),
        row(
            "oracle.remove_feed",
            OWNER,
            json!({ "remove_feed": { "feed": "BTC" } }),
        ),
        row(
            "oracle.add_feeder",
            OWNER,
            json!({ "add_feeder": { "feed": "BTC", "feeder": address("mallory") } }),
        ),
        row(
            "oracle.remove_feeder",
            OWNER,
            json!({ "remove_feeder": { "feed": "ETH", "feeder": address("feeder-5") } }),
        ),
        row(
            "oracle.transfer_ownership",
            OWNER,
            json!({ "transfer_ownership": { "new_owner": address("bob"), "expires": null } }),
        ),
        row(
            "oracle.accept_ownership",
            MALLORY,
            json!({ "accept_ownership": {} }),
        )
        .after(offered),
        row(
            "oracle.cancel_ownership_transfer",
            OWNER,
            json!({ "cancel_ownership_transfer": {} }),
        )
        .after(offered),
    ]
}

//! Proposals' files.

use std::path::Path;

use super::{ramp, DAY};
use crate::gov::Draft;

const CHANGES: &str = r#"
chain_id = "sandbox"
vault = "V"
deposit = "5stake"

[[change]]
kind = "ramp"
type = "eth"
liquidation_ratio = "150%"
over = "3d"

[[change]]
kind = "risk"
type = "eth"
stability_fee = "0.03"
debt_ceiling = "0usd"
ceiling_interval = "2h"

[[change]]
kind = "group"
group = 1
debt_ceiling = "5000usd"

[[change]]
kind = "add-feeder"
feed = "eth"
feeder = "bob"

[[change]]
kind = "pin"
codes = [1, "vault"]
"#;

#[test]
fn a_file_reads_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("proposal.toml");
    std::fs::write(&file, CHANGES).unwrap();
    let draft = Draft::load(&file, "sandbox", "V").unwrap();
    assert_eq!(
        (draft.changes.len(), draft.deposit.as_deref()),
        (5, Some("5stake"))
    );
    assert_eq!(draft.changes.first(), Some(&ramp("1.5", 3 * DAY)));

    let copy = folder.path().join("copy.toml");
    draft.create(&copy).unwrap();
    assert_eq!(Draft::load(&copy, "sandbox", "V").unwrap(), draft);
    assert!(draft
        .create(&copy)
        .unwrap_err()
        .to_string()
        .contains("is there already"));
    Draft::append(&copy, &ramp("1.45", DAY)).unwrap();
    let longer = Draft::load(&copy, "sandbox", "V").unwrap();
    assert_eq!(longer.changes.last(), Some(&ramp("1.45", DAY)));
    assert!(std::fs::read_to_string(&copy)
        .unwrap()
        .starts_with("# A proposal"));
}

#[test]
fn a_file_for_another_chain_or_with_another_field_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.toml");
    let refused = |text: &str, chain: &str, vault: &str| {
        std::fs::write(&file, text).unwrap();
        let error = Draft::load(Path::new(&file), chain, vault).unwrap_err();
        let line = error.to_string();
        assert!(!line.contains('\n'), "{line}");
        line
    };
    assert!(
        refused(CHANGES, "other", "V").contains("is made for the chain 'sandbox', this is 'other'")
    );
    assert!(refused(CHANGES, "sandbox", "W").contains("is made for the vault V"));
    for (from, to, expected) in [
        ("deposit =", "deposits =", "unknown field `deposits`"),
        ("over =", "until =", "unknown field `until`"),
        (
            "stability_fee",
            "stabilty_fee",
            "unknown field `stabilty_fee`",
        ),
        ("\"ramp\"", "\"ramps\"", "unknown variant `ramps`"),
        ("\"150%\"", "\"a lot\"", "'a lot' is no ratio"),
        ("\"150%\"", "1.5", "invalid type: floating point"),
        ("\"3d\"", "\"3\"", "is no duration"),
        ("\"0usd\"", "\"0\"", "has no asset"),
        ("[[change]]", "[[changes]]", "unknown field `changes`"),
    ] {
        let line = refused(&CHANGES.replace(from, to), "sandbox", "V");
        assert!(line.contains(expected) && line.contains("line "), "{line}");
    }
    let none = CHANGES.split("[[change]]").next().unwrap();
    assert!(refused(none, "sandbox", "V").contains("has no [[change]]"));
}

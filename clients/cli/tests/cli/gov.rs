//! Proposals on paper, in a sandbox: what is written down, and what would come of it.

use super::place::{text, Place};

#[test]
fn a_draft_is_written_added_to_and_shown() {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    place.ok("position open 4eth --mint 4990usd --as bob");
    let ramp = "gov draft ramp eth --liquidation-ratio 162% --target-ratio 170% --over 3d";
    let error = place.error(ramp);
    assert!(
        error.contains("base mint ratio 1.6 must be at least 1.67"),
        "{error}"
    );
    assert!(!place.path().join("proposal.toml").exists());

    let risk = "gov draft risk eth --base-mint-ratio 1.8 --debt-ceiling 0usd";
    assert!(place.ok(risk).starts_with("wrote proposal.toml"));
    let (error, hint) = place.refused(risk);
    assert_eq!(error, "proposal.toml is there already");
    assert!(hint.contains("--add"), "{hint}");
    let shown = place.ok(&format!("{ramp} --add"));
    assert!(shown.starts_with("added to proposal.toml"), "{shown}");
    for expected in [
        "base mint ratio",
        "162% over 3d",
        "1 of 2 positions of eth (type 1) with debt becomes liquidatable",
        "message 1 sets all parameters of eth (type 1), not only those that differ now",
        "eth-2",
        "bob",
    ] {
        assert!(shown.contains(expected), "no '{expected}' in {shown}");
    }
    let json = place.json("gov show proposal.toml");
    assert_eq!(text(&json, "/ramps/0/reached/0/name"), "eth-2");
    for place in ["/ramps/0/collateral_type", "/changes/0/collateral_type"] {
        assert_eq!(json.pointer(place), Some(&serde_json::json!(1)), "{place}");
    }
    assert_eq!(
        text(&json, "/title"),
        "eth: base mint ratio 160% to 180%, and 1 more"
    );
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_draft_that_does_not_fit_is_refused() {
    let place = Place::with_sandbox();
    place.ok("gov draft group 1 --debt-ceiling 5usd --file p.toml");
    let draft = place.read("p.toml");
    let refused = |from: &str, to: &str| {
        assert!(draft.contains(from), "{draft}");
        place.write("q.toml", draft.replace(from, to));
        place.error("gov show q.toml")
    };
    let error = refused("chain_id = \"sandbox\"", "chain_id = \"other-1\"");
    assert!(
        error.contains("is made for the chain 'other-1', this is 'sandbox'"),
        "{error}"
    );
    let error = refused("vault = \"", "vault = \"x");
    assert!(error.contains("is made for the vault x"), "{error}");
    let error = refused("debt_ceiling", "debt_ceilings");
    assert!(error.contains("unknown field `debt_ceilings`"), "{error}");
    let error = refused("\"group\"", "\"club\"");
    assert!(error.contains("unknown variant `club`"), "{error}");
    assert!(place.error("gov show none.toml").contains("none.toml"));
    assert!(place
        .error("gov draft risk gold --stability-fee 1%")
        .contains("'gold'"));
    assert!(place
        .error("gov draft pin vault")
        .contains("no code 'vault'"));
    assert!(place
        .error("gov draft add-feeder ETH feeder-1")
        .contains("already"));
}

//! Who places and cancels, and on which terms.

use ballast_devchain::Terms;
use ballast_tests::{Suite, ETH};
use ballast_types::{
    vault::{ExecuteMsg, OperatorScope, OrderCancelled, OrderPlaced},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::Decimal;
use rstest::rstest;
use serde_json::json;

use super::{amount, percent, Stage, TERMS};
use crate::support::{alices, not_authorised};

/// May place orders.
const ORDER: OperatorScope = OperatorScope {
    withdraw: false,
    mint: false,
    order: true,
};
/// Everything else.
const ALL_BUT_ORDERS: OperatorScope = OperatorScope {
    withdraw: true,
    mint: true,
    order: false,
};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let expected = ContractError::UnknownPosition { position };
    let error = suite.refused_by(|chain| chain.vault().place_order("alice", position, TERMS));
    assert_eq!(expected, error);
    let error = suite.refused_by(|chain| chain.vault().cancel_order("alice", position));
    assert_eq!(expected, error);
    let error = suite.refused_by(|chain| chain.vault().use_reserve("alice", position));
    assert_eq!(expected, error);
    assert!(suite.chain.order(position).is_err());
}

#[test]
fn i14_only_the_owner_and_operators_of_orders_place_and_cancel() {
    let mut stage = Stage::new();
    let (suite, id) = (&mut stage.suite, stage.id);
    suite.ok(|chain| {
        chain
            .vault()
            .set_operator("alice", id, "dave", ALL_BUT_ORDERS)
    });
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().place_order(sender, id, TERMS));
        let expected = not_authorised(suite, id, ("alice", sender), "place an order");
        assert_eq!(expected, error);
        let error = suite.refused_by(|chain| chain.vault().cancel_order(sender, id));
        let expected = not_authorised(suite, id, ("alice", sender), "cancel its order");
        assert_eq!(expected, error);
    }
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", ORDER));
    suite.ok(|chain| chain.vault().cancel_order("dave", id));
    suite.ok(|chain| chain.vault().place_order("dave", id, TERMS));
}

/// Liquidation ratio 140%, penalty 10%.
#[rstest]
#[case::trigger_at_l((140, 180, 4), "an order's trigger", 140, "more than", 140)]
#[case::no_trigger((0, 180, 4), "an order's trigger", 0, "more than", 140)]
#[case::target_under_trigger((170, 169, 4), "an order's target", 169, "at least", 170)]
#[case::target_too_high((170, 1_001, 4), "an order's target", 1_001, "at most", 1_000)]
#[case::discount_above_penalty((170, 180, 11), "an order's discount", 11, "at most", 10)]
fn out_of_bounds_is_refused(
    #[case] (trigger, target, discount): (u64, u64, u64),
    #[case] what: &'static str,
    #[case] value: u64,
    #[case] bound: &'static str,
    #[case] limit: u64,
) {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let terms = Terms {
        trigger: percent(trigger),
        target: percent(target),
        discount: percent(discount),
    };
    let error = suite.refused_by(|chain| chain.vault().place_order("alice", id, terms));
    let expected = ContractError::RatioOutOfBounds {
        what,
        value: percent(value),
        bound,
        limit: percent(limit),
    };
    assert_eq!(expected, error);
    assert!(!suite.position(id).has_order);
}

#[test]
fn a_fill_must_converge() {
    // Liquidation at 112% with a penalty of 10%: an order from 113% to 114% with 10% off gains too little.
    let mut suite = ballast_tests::SuiteBuilder::base()
        .with(|deployment| {
            let spec = deployment.collateral_types.first_mut().unwrap();
            spec.liquidation_ratio = percent(112);
            spec.target_ratio = percent(120);
        })
        .build();
    let id = alices(&mut suite);
    let terms = Terms {
        trigger: percent(113),
        target: percent(114),
        discount: percent(10),
    };
    let error = suite.refused_by(|chain| chain.vault().place_order("alice", id, terms));
    let expected = ContractError::RatioOutOfBounds {
        what: "an order's target",
        value: percent(114),
        bound: "at least",
        limit: percent(115),
    };
    assert_eq!(expected, error);
}

#[test]
fn h47_the_end_of_a_running_ramp_counts_too() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let ramp = ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: percent(150),
        target_ratio: percent(160),
        seconds: 86_400,
    };
    suite.ok(|chain| chain.vault().govern("owner", &ramp));
    let terms = |trigger| Terms {
        trigger: percent(trigger),
        ..TERMS
    };
    let error = suite.refused_by(|chain| chain.vault().place_order("alice", id, terms(150)));
    let expected = ContractError::RatioOutOfBounds {
        what: "an order's trigger",
        value: percent(150),
        bound: "more than",
        limit: percent(150),
    };
    assert_eq!(expected, error);
    suite.ok(|chain| chain.vault().place_order("alice", id, terms(151)));
}

#[test]
fn h44_an_order_without_a_trigger_is_no_message() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let msg =
        json!({ "place_order": { "position": position, "target": "1.8", "discount": "0.04" } });
    let error = suite.refused(|chain| chain.execute("alice", "vault", &msg, &[]));
    assert!(
        error.to_string().contains("missing field `trigger`"),
        "{error}"
    );
}

#[test]
fn new_terms_replace_the_old_ones_and_leave_the_reserve() {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 7);
    let terms = Terms {
        trigger: percent(160),
        target: percent(1_000),
        discount: Decimal::zero(),
    };
    let id = stage.id;
    let done = stage
        .suite
        .ok(|chain| chain.vault().place_order("alice", id, terms));
    let expected = OrderPlaced {
        position: id,
        actor: stage.suite.address("alice"),
        trigger: percent(160),
        target: percent(1_000),
        discount: Decimal::zero(),
    };
    assert_eq!(expected, stage.suite.event(&done));
    let order = stage.suite.chain.order(id).unwrap();
    assert_eq!(
        (order.trigger, order.target),
        (percent(160), percent(1_000))
    );
    assert_eq!(stage.reserve(), (5, 7));
}

#[test]
fn cancelling_pays_the_reserve_to_the_owner_whoever_cancels() {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 7);
    let id = stage.id;
    let before = ["eth", "stablecoin"].map(|asset| stage.suite.balance("alice", asset));
    stage
        .suite
        .ok(|chain| chain.vault().set_operator("alice", id, "dave", ORDER));
    let done = stage
        .suite
        .ok(|chain| chain.vault().cancel_order("dave", id));
    let expected = OrderCancelled {
        position: id,
        actor: stage.suite.address("dave"),
        collateral: amount(5),
        stablecoin: amount(7),
    };
    assert_eq!(expected, stage.suite.event(&done));
    let after = ["eth", "stablecoin"].map(|asset| stage.suite.balance("alice", asset));
    assert_eq!(after, [before[0] + 5, before[1] + 7]);
    assert!(!stage.suite.position(id).has_order);
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().cancel_order("alice", id));
    assert_eq!(ContractError::NoOrder { position: id }, error);
}

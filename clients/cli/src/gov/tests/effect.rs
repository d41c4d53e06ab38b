//! Whom a ramp reaches.

use ballast_math::{DebtIndex, Decimals, Market, Price, Ratio as Share};

use super::{Place, DAY};
use crate::{
    gov::{
        effect::{RampEffect, RampPath},
        Change, Planned, RiskChange,
    },
    session::Session,
    time::Duration,
};

#[test]
fn a_ramp_reaches_who_is_safe_now_and_not_at_its_end() {
    let mut place = Place::new();
    // Ratios of 400%, 160.3%, 200% and none.
    for (ether, usd) in [(10, 5_000), (4, 4_990), (5, 5_000), (1, 0)] {
        place.open(ether, usd);
    }
    let changes = vec![
        Change::Risk(Box::new(RiskChange {
            collateral_type: "eth".to_owned(),
            base_mint_ratio: Some("250%".parse().unwrap()),
            ..RiskChange::default()
        })),
        Change::Ramp {
            collateral_type: "eth".to_owned(),
            liquidation_ratio: Some("210%".parse().unwrap()),
            target_ratio: Some("220%".parse().unwrap()),
            over: Duration(10 * DAY),
        },
    ];
    let planned = place.plan(changes).unwrap();
    let reached = planned[1].reached.as_ref().unwrap();
    let effect = &reached.effect;
    assert_eq!(
        (effect.with_debt, effect.unsafe_now, effect.reached.len()),
        (3, 0, 2)
    );
    let [first, second] = effect.reached.as_slice() else {
        panic!("two are reached")
    };
    // From 140% to 210% the one is crossed after 29% of the way, the other after six sevenths.
    assert!((249_500..251_000).contains(&first.after), "{}", first.after);
    assert!(
        (737_000..741_000).contains(&second.after),
        "{}",
        second.after
    );
    assert_eq!(first.position.position.number(), 2);
    assert!(first.debt > 4_990_000_000 && effect.debt() == first.debt + second.debt);
    let told: Vec<_> = planned.iter().map(Planned::told).collect();
    assert_eq!(
        told,
        [
            "eth: base mint ratio 160% to 250%",
            "eth: liquidation ratio 140% to 210% over 10d, target ratio 160% to 220% over 10d"
        ]
    );
}

#[test]
fn the_fee_on_a_ramps_way_is_the_one_that_the_proposal_sets() {
    let mut place = Place::new();
    place.open(4, 4_990);
    let change = RiskChange {
        collateral_type: "eth".to_owned(),
        base_mint_ratio: Some("250%".parse().unwrap()),
        stability_fee: Some("50%".parse().unwrap()),
        ..RiskChange::default()
    };
    let dear = Change::Risk(Box::new(change.clone()));
    let mint = Change::Risk(Box::new(RiskChange {
        stability_fee: None,
        ..change
    }));
    let path = Change::Ramp {
        collateral_type: "eth".to_owned(),
        liquidation_ratio: Some("200%".parse().unwrap()),
        target_ratio: Some("220%".parse().unwrap()),
        over: Duration(365 * DAY),
    };
    let mut debt = |changes| {
        place.plan(changes).unwrap()[1]
            .reached
            .as_ref()
            .unwrap()
            .effect
            .debt()
    };
    // 2% of 4,990 in a year, or half of it and more.
    assert!((5_090_000_000..5_092_000_000).contains(&debt(vec![mint, path.clone()])));
    assert!(debt(vec![dear, path]) > 8_200_000_000);
}

#[test]
fn a_position_is_reached_in_the_second_that_it_becomes_unsafe() {
    let mut place = Place::new();
    place.open(5, 5_000);
    let session = Session::new(&mut place.chain, None).unwrap();
    let positions = session.chain.positions(1).unwrap();
    let path = RampPath {
        from: Share::from_percent(180),
        to: Share::from_percent(220),
        seconds: 40,
        fee: Share::ZERO,
        index: DebtIndex::ONE,
        market: Market {
            price: Price::new(2_000 * 10u128.pow(18)),
            decimals: Decimals::new(18).unwrap(),
        },
    };
    // One per cent a second: at 200% it is not below, one second later it is.
    let effect = RampEffect::of(&path, &positions).unwrap();
    assert_eq!(effect.reached.first().map(|it| it.after), Some(21));
    let to = Share::from_percent(200);
    let effect = RampEffect::of(&RampPath { to, ..path }, &positions).unwrap();
    assert!(effect.reached.is_empty() && effect.with_debt == 1);
    let fee = Share::from_percent(10);
    let effect = RampEffect::of(&RampPath { to, fee, ..path }, &positions).unwrap();
    assert_eq!(effect.reached.len(), 1, "the fees alone bring it under");
}

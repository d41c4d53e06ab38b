//! Liquidations at a price that reports make.

use ballast_types::{
    event::BallastEvent,
    liquidation::Liquidated,
    vault::{PositionResponse, PositionSeized},
    PositionId,
};
use cosmwasm_std::{Decimal, Event, Uint128};

use super::{
    super::{decide, liquidate::Liquidate, relays, Action, Snapshot},
    fixtures::*,
    rounds::*,
};
use crate::{config::Config, node::Contracts};

/// A position of ten ether that is unsafe under so many dollars.
fn under(number: u32, usd: u64) -> PositionResponse {
    PositionResponse {
        collateral: Uint128::new(10 * ETHER),
        // 10 x price / 1.4
        debt: Uint128::from(usd * 10_000_000 * 10 / 14),
        liquidation_price: Some(price(usd)),
        is_unsafe: Some(usd > PRICE),
        ..position(number, 100)
    }
}

fn of_positions(positions: Vec<PositionResponse>, usd: u64) -> Snapshot {
    let mut state = type_state(1);
    state.riskiest = positions;
    let mut snapshot = snapshot(vec![state], vec![]);
    snapshot.rounds = vec![falling(usd)];
    snapshot
}

fn decided(config: &Config, snapshot: &Snapshot) -> Vec<Liquidate> {
    let actions = decide(&relays(config), snapshot).into_iter();
    let liquidations = actions.filter_map(|action| match action {
        Action::Liquidate(liquidation) => Some(liquidation),
        _ => None,
    });
    liquidations.collect()
}

fn ids(liquidation: &Liquidate) -> Vec<u32> {
    liquidation.positions.iter().map(|id| id.number()).collect()
}

#[test]
fn i10_only_what_the_price_makes_unsafe_is_liquidated_after_the_reports() {
    let positions = vec![under(1, 210), under(2, 199), under(3, 191), under(4, 190)];
    let found = decided(&Config::default(), &of_positions(positions, 190));
    // The first is unsafe already, and the last one not under its price.
    assert_eq!(found.iter().map(ids).collect::<Vec<_>>(), [[2, 3]]);
    assert_eq!(found[0].after.len(), 3);
    assert_eq!(found[0].price, price(190));
}

#[test]
fn nothing_is_made_possible_by_a_price_that_rises_or_waits() {
    let positions = vec![under(1, 199)];
    for usd in [200, 210, 150] {
        assert!(decided(&Config::default(), &of_positions(positions.clone(), usd)).is_empty());
    }
}

#[test]
fn liquidating_that_is_switched_off_or_of_other_types_stays_so() {
    let snapshot = of_positions(vec![under(1, 199)], 190);
    let mut config = Config::default();
    assert_eq!(decided(&config, &snapshot).len(), 1);
    config.liquidation.types = vec![2];
    assert!(decided(&config, &snapshot).is_empty());
    config.liquidation.types = vec![1];
    config.liquidation.enabled = false;
    assert!(decided(&config, &snapshot).is_empty());
}

#[test]
fn h50_the_income_must_pay_for_the_reports_too() {
    let mut snapshot = of_positions(vec![under(1, 199)], 190);
    let config = Config::default();
    let income = decided(&config, &snapshot)[0].income;
    assert!(income > price(1), "{income}");
    // A transaction of some 500,000 gas: dearer and dearer.
    let pays = (1..=400).filter(|usd| {
        snapshot.gas.usd = price(*usd);
        !decided(&config, &snapshot).is_empty()
    });
    let most = pays.max().unwrap();
    snapshot.gas.usd = price(most);
    let alone = snapshot
        .gas
        .cost_up(super::super::gas::liquidation(1, false));
    let both = snapshot
        .gas
        .cost_up(super::super::gas::liquidation(1, false) + super::super::gas::relay(3));
    assert!(both <= income && alone < both);
    snapshot.gas.usd = price(most + 1);
    assert!(decided(&config, &snapshot).is_empty());
}

#[test]
fn no_more_positions_than_a_batch_and_the_largest_income_first() {
    let mut config = Config::default();
    config.liquidation.batch = 2;
    let positions = vec![under(1, 199), under(2, 198), under(3, 197)];
    let mut snapshot = of_positions(positions, 190);
    assert_eq!(ids(&decided(&config, &snapshot)[0]), [1, 2]);
    let mut other = type_state(2);
    other.riskiest = vec![under(9, 199); 1];
    other.riskiest[0].collateral = Uint128::new(100 * ETHER);
    other.riskiest[0].debt = Uint128::new(13_500_000_000);
    snapshot.types.push(other);
    let found = decided(&config, &snapshot);
    assert_eq!(
        found
            .iter()
            .map(|it| it.collateral_type)
            .collect::<Vec<_>>()[0],
        2
    );
}

#[test]
fn own_stablecoin_goes_along_first_and_the_pool_alone_after_it() {
    let mut config = Config::default();
    config.liquidation.own_stablecoin = Uint128::new(700);
    let mut snapshot = of_positions(vec![under(1, 199)], 190);
    snapshot.purse.stablecoin = Uint128::new(500);
    let spends = decided(&config, &snapshot)
        .into_iter()
        .map(|it| it.spend.u128());
    assert_eq!(spends.collect::<Vec<_>>(), [500, 0]);
}

fn contracts() -> Contracts {
    Contracts {
        vault: "vault".to_owned(),
        oracle: "oracle".to_owned(),
        liquidation: "liquidation".to_owned(),
        stablecoin: "stablecoin".to_owned(),
    }
}

/// An event as a chain tells it.
fn told(event: impl BallastEvent, contract: &str) -> Event {
    let event: Event = event.into();
    let mut told = Event::new(format!("wasm-{}", event.ty));
    told = told.add_attribute("_contract_address", contract);
    told.add_attributes(event.attributes)
}

#[test]
fn reports_come_before_the_liquidation() {
    let found = decided(&Config::default(), &of_positions(vec![under(1, 199)], 190));
    let action = Action::Liquidate(found[0].clone());
    let calls = action.calls(&contracts()).unwrap();
    let to: Vec<_> = calls.iter().map(|call| call.contract.as_str()).collect();
    assert_eq!(to, ["oracle", "liquidation"]);
    assert_eq!(
        calls[0].msg["relay"]["reports"].as_array().unwrap().len(),
        3
    );
    let text = action.to_string();
    assert!(
        text.starts_with("relay ETH (3 reports), then liquidate 1 of type 1"),
        "{text}"
    );
    assert!(action.targets().is_empty());
}

#[test]
fn h50_the_simulation_says_what_it_may_cost() {
    let found = decided(&Config::default(), &of_positions(vec![under(1, 199)], 190));
    let action = Action::Liquidate(found[0].clone());
    let seized = PositionSeized {
        position: PositionId::new(1, 1),
        price: price(100),
        repaid: Uint128::one(),
        seized: Uint128::one(),
        reward: Uint128::one(),
    };
    let liquidated = Liquidated {
        collateral_type: 1,
        keeper: "keeper".to_owned(),
        positions: 1,
        repaid: Uint128::one(),
        seized: Uint128::one(),
        reward: Uint128::new(ETHER / 50),
        pool_pays: Uint128::zero(),
        pool_collateral: Uint128::zero(),
        caller_pays: Uint128::new(90_000_000),
        caller_collateral: Uint128::new(ETHER),
    };
    let events = [told(seized, "vault"), told(liquidated, "liquidation")];
    // 2 dollars of reward and 10 of discount, less the profit of ten cents.
    let most = action.most_cost(&events, &contracts()).unwrap();
    assert_eq!(most, price(12) - Decimal::percent(10));
    assert_eq!(action.most_cost(&[], &contracts()), Some(Decimal::zero()));
}

#[test]
fn h42_events_of_other_contracts_do_not_count() {
    let found = decided(&Config::default(), &of_positions(vec![under(1, 199)], 190));
    let action = Action::Liquidate(found[0].clone());
    let liquidated = Liquidated {
        collateral_type: 1,
        keeper: "keeper".to_owned(),
        positions: 1,
        repaid: Uint128::one(),
        seized: Uint128::one(),
        reward: Uint128::new(ETHER),
        pool_pays: Uint128::zero(),
        pool_collateral: Uint128::zero(),
        caller_pays: Uint128::zero(),
        caller_collateral: Uint128::zero(),
    };
    let events = [told(liquidated, "somebody")];
    assert_eq!(
        action.most_cost(&events, &contracts()),
        Some(Decimal::zero())
    );
}

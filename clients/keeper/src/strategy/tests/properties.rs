//! What holds for any snapshot.

use std::collections::BTreeSet;

use ballast_types::{vault::Purchase, PositionId};
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;

use super::{
    super::{Action, Plan, Snapshot, TypeState},
    fixtures::*,
};
use crate::config::Config;

prop_compose! {
    fn seizures()(
        entries in prop::collection::vec((1u32..40, 0u128..ETHER / 10, 0u128..1_000_000_000, any::<bool>()), 0..30)
    ) -> Vec<ballast_types::vault::PlannedSeizure> {
        let mut seen = BTreeSet::new();
        let unique = entries.into_iter().filter(|entry| seen.insert(entry.0));
        unique.map(|(number, reward, pays, buys)| {
            let mut planned = seizure(number, reward);
            if buys {
                planned.caller = Purchase {
                    debt: Uint128::new(pays),
                    collateral: Uint128::new(pays * (ETHER / 190_000_000)),
                    pays: Uint128::new(pays),
                };
            }
            planned
        }).collect()
    }
}

prop_compose! {
    fn states()(
        order in Just((1u32..40).collect::<Vec<_>>()).prop_shuffle(),
        percents in prop::collection::vec(100u64..200, 0..39),
        pool in prop::option::of(seizures()),
        own in prop::option::of(seizures()),
        no_room in prop::collection::vec(1u32..40, 0..5),
    ) -> TypeState {
        let mut percents = percents;
        percents.sort_unstable();
        let mut state = type_state(1);
        state.riskiest = order.iter().zip(percents).map(|(n, percent)| position(*n, percent)).collect();
        state.pool_plan = pool.map(|seizures| plan(0, seizures, &no_room));
        state.own_plan = own.map(|seizures| plan(500_000_000, seizures, &[]));
        state
    }
}

prop_compose! {
    fn rules()(batch in 1u32..12, profit in 0u64..300, gas_usd in 0u64..20_000) -> (Config, Decimal) {
        let mut config = Config::default();
        config.liquidation.batch = batch;
        config.liquidation.minimum_profit_usd = Decimal::percent(profit);
        (config, Decimal::percent(gas_usd))
    }
}

fn of_state(state: TypeState, gas_usd: Decimal) -> Snapshot {
    let mut snapshot = snapshot(vec![state], vec![]);
    snapshot.gas.usd = gas_usd;
    snapshot
}

/// All positions acted on, in order.
fn acted_on(actions: &[Action]) -> Vec<PositionId> {
    let positions = actions.iter().flat_map(|action| match action {
        Action::Liquidate(it) => it.positions.clone(),
        _ => vec![],
    });
    positions.collect()
}

/// What a position brings by a plan, from the plan alone.
fn brings(plans: &[&Plan], id: PositionId) -> Decimal {
    let found = plans.iter().filter_map(|plan| {
        let planned = plan.plan.positions.iter().find(|it| it.position == id)?;
        let collateral = planned.reward + planned.caller.collateral;
        let worth = Decimal::from_atomics(collateral, 18).unwrap() * plan.plan.price;
        let pays = Decimal::from_atomics(planned.caller.pays, 6).unwrap();
        Some(if worth > pays {
            worth - pays
        } else {
            Decimal::zero()
        })
    });
    found.max().unwrap_or_default()
}

proptest! {
    #[test]
    fn never_a_safe_position_always_the_riskiest_first_none_twice(
        state in states(), (config, gas_usd) in rules()
    ) {
        let actions = liquidate(&config, &of_state(state.clone(), gas_usd));
        let acted = acted_on(&actions);
        // By the ratio itself, not by what the strategy takes for unsafe.
        let is_unsafe = |ratio: Option<Decimal>| ratio < Some(Decimal::percent(140));
        let risky = state.riskiest.iter().filter(|it| is_unsafe(it.ratio));
        let order: Vec<_> = risky.map(|it| it.position).collect();
        let places: Vec<_> = acted.iter().map(|id| order.iter().position(|it| it == id)).collect();
        prop_assert!(places.iter().all(Option::is_some), "a safe position");
        prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "out of order or twice");
    }

    #[test]
    fn never_without_the_profit_asked_for_and_never_too_many(
        state in states(), (config, gas_usd) in rules()
    ) {
        let snapshot = of_state(state.clone(), gas_usd);
        let plans: Vec<&Plan> = [&state.pool_plan, &state.own_plan].into_iter().flatten().collect();
        let mut spent = Uint128::zero();
        for action in liquidate(&config, &snapshot) {
            let Action::Liquidate(it) = action else { panic!("only liquidations") };
            prop_assert!(it.positions.len() <= usize::try_from(config.liquidation.batch).unwrap());
            let count = u64::try_from(it.positions.len()).unwrap();
            let cost = snapshot.gas.cost_up(260_000 + 15_000 * count);
            let income = it.positions.iter().map(|id| brings(&plans, *id)).fold(Decimal::zero(), |a, b| a + b);
            prop_assert!(income >= cost + config.liquidation.minimum_profit_usd);
            prop_assert!(it.most_cost + config.liquidation.minimum_profit_usd <= income);
            spent = spent.max(it.spend);
        }
        prop_assert!(spent.u128() <= 500_000_000);
    }

    #[test]
    fn publication_times_grow_and_never_lead_the_chain(
        feeds in prop::collection::vec(
            (prop::option::of((1u64..1_000, NOW - 200..NOW + 10)),
             prop::option::of((1u64..1_000, NOW - 200..NOW + 200))), 0..6)
    ) {
        let states: Vec<_> = feeds.iter().enumerate().map(|(n, (last, quote))| {
            let mut state = feed(*last, *quote);
            state.feed.feed = format!("F{n}");
            state
        }).collect();
        for action in report(&Config::default(), &snapshot(vec![], states.clone())) {
            let Action::Report(reports) = action else { panic!("only reports") };
            for report in reports.0 {
                let state = states.iter().find(|it| it.feed.feed == report.feed).unwrap();
                let quote = state.quote.unwrap();
                prop_assert!(report.published_at <= NOW && report.published_at <= quote.time);
                prop_assert!(report.published_at + 60 >= NOW);
                prop_assert_eq!(report.price, quote.price);
                let last = state.last_report.as_ref();
                prop_assert!(last.is_none_or(|last| last.published_at < report.published_at));
            }
        }
    }

    #[test]
    fn no_target_is_acted_on_twice(
        amounts in prop::collection::vec((0u128..3_000_000_000, 0u128..3_000_000_000, 0u128..2_000_000, 0u64..200_000), 1..5)
    ) {
        let types = amounts.iter().zip(1u16..).map(|((surplus, bad_debt, aside, age), id)| {
            let mut state = type_state(id);
            let books = &mut state.info.books;
            (books.surplus, books.revenue) = (Uint128::new(*surplus), Uint128::new(*surplus));
            (books.bad_debt, books.accrued_at) = (Uint128::new(*bad_debt), NOW - age);
            state.set_aside = Uint128::new(*aside);
            state
        }).collect();
        let actions = keep_house(&Config::default(), &snapshot(types, vec![]));
        let targets: Vec<_> = actions.iter().flat_map(Action::targets).collect();
        let unique: BTreeSet<_> = targets.iter().collect();
        prop_assert_eq!(unique.len(), targets.len());
    }

    #[test]
    fn the_same_snapshot_gives_the_same_actions(state in states(), (config, gas_usd) in rules()) {
        let snapshot = of_state(state, gas_usd);
        prop_assert_eq!(liquidate(&config, &snapshot), liquidate(&config, &snapshot));
    }
}

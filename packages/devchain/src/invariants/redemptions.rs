//! What a redemption may do: I30.

use ballast_math::{is_below, is_riskier, Position, Ratio, Value};
use ballast_types::{
    units,
    vault::{PositionRedeemed, PositionResponse, Redeemed},
};
use cosmwasm_std::Uint128;

use super::{watch::Step, Report};
use crate::state;

/// I30: a redeemed position had a ratio of at least 1 at the high price, its ratio has not fallen, and
/// what it gave is worth no more than the debt that it lost. In an operation with several calls the
/// position may have changed before or after it was redeemed.
pub(super) fn i30_redemptions(step: &Step, report: &mut Report) {
    let events: Vec<PositionRedeemed> = step.vault(report);
    add_up(step, &events, report);
    for event in events.iter().filter(|_| step.is_single()) {
        match step.before.positions.get(&event.position) {
            Some(before) => one(step, event, before, report),
            None => report.require("I30", false, || {
                format!("position {} did not exist", event.position)
            }),
        }
    }
}

fn one(step: &Step, event: &PositionRedeemed, before: &PositionResponse, report: &mut Report) {
    let id = event.position;
    let Some(info) = step.after.types.get(&id.collateral_type()) else {
        return;
    };
    let price = step.after.price(info);
    let is_high = price.is_some_and(|price| price.high == event.price);
    report.require("I30", is_high, || {
        format!(
            "position {id} was redeemed at {}, not {price:?}",
            event.price
        )
    });

    let market = state::market(info, event.price);
    let (was, index) = (state::sides(before), state::index(info));
    report.require("I30", !is_below(was, market, index, Ratio::ONE), || {
        format!("position {id} was under a ratio of 1: {before:?}")
    });
    let after = step.after.positions.get(&id);
    let after = after.map_or(Position::EMPTY, state::sides);
    report.require("I30", !is_riskier(was, after), || {
        format!("position {id} fell from {was:?} to {after:?}")
    });
    let taken = units::collateral(event.taken);
    let worth = Value::of_collateral_up(taken, market.price, market.decimals);
    let face = Value::of_debt(units::debt(event.repaid));
    report.require("I30", worth <= face, || {
        format!("position {id} gave {} for {}", event.taken, event.repaid)
    });
}

/// The summary says what the positions say.
fn add_up(step: &Step, events: &[PositionRedeemed], report: &mut Report) {
    let summaries: Vec<Redeemed> = step.vault(report);
    let sum = |part: fn(&PositionRedeemed) -> Uint128| events.iter().map(part).sum::<Uint128>();
    let all = |part: fn(&Redeemed) -> Uint128| summaries.iter().map(part).sum::<Uint128>();
    let told = (all(|it| it.repaid), all(|it| it.collateral));
    let is_sum = told == (sum(|it| it.repaid), sum(|it| it.taken));
    report.require("I30", is_sum, || {
        format!("{summaries:?} do not add up: {events:?}")
    });
}

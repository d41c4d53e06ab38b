//! Placing an order.

use ballast_types::vault::{ExecuteMsg, MAX_ORDER_RATIO};
use cosmwasm_std::Decimal;

use super::report;
use crate::{
    chain::Contract,
    command::Placing,
    commands::{
        calls,
        explain::{explained, About},
    },
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
};

/// How far above the trigger the target stands, unless it is named.
const ABOVE_TRIGGER: Decimal = Decimal::percent(10);

/// What a buyer gets above what it repays, unless it is named or the penalty is less.
const DISCOUNT: Decimal = Decimal::percent(4);

/// Gives a position terms, or other terms.
pub fn run(session: &mut Session, placing: &Placing) -> CliResult<Output> {
    let (before, info) = session.position(&placing.position)?;
    let (info, position) = (info.clone(), before.position);
    let msg = ExecuteMsg::PlaceOrder {
        position,
        trigger: placing.trigger,
        target: placing.target.unwrap_or_else(|| target(placing.trigger)),
        discount: placing.discount.unwrap_or_else(|| discount(&info)),
    };
    let result = session.execute(vec![calls::plain(Contract::Vault, &msg)?]);
    let events = explained(result, session, About::Position(&before, &info))?;
    let done = if before.has_order {
        "replaced the terms of the order of"
    } else {
        "placed an order for"
    };
    let done = format!("{done} {}", session.position_name(position));
    report(session, &done, (position, &info), &events)
}

/// As far above the trigger as is allowed, and never under it.
fn target(trigger: Decimal) -> Decimal {
    let target = trigger.saturating_add(ABOVE_TRIGGER);
    target.min(MAX_ORDER_RATIO).max(trigger)
}

fn discount(info: &TypeInfo) -> Decimal {
    DISCOUNT.min(info.now.risk.liquidation_penalty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_stands_above_its_trigger_as_far_as_it_may() {
        for (trigger, expected) in [(170, 180), (995, 1_000), (1_000, 1_000), (1_001, 1_001)] {
            assert_eq!(
                target(Decimal::percent(trigger)),
                Decimal::percent(expected)
            );
        }
        assert_eq!(target(Decimal::MAX), Decimal::MAX);
    }
}

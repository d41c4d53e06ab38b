//! Refusals of standing orders.

use super::*;

/// One of every error of an order that has a reason of its own, of its bounds all that there are.
pub fn of_orders() -> Vec<Vault> {
    let position = PositionId::new(1, 7);
    let (less, more) = (Uint128::new(4_000_000), Uint128::new(5_000_000));
    let (low, high) = (Decimal::permille(1_425), Decimal::percent(170));
    let bounds = [
        ("an order's trigger", "more than"),
        ("an order's target", "at least"),
        ("an order's target", "at most"),
        ("an order's discount", "at most"),
    ];
    let bounds = bounds.map(|(what, bound)| Vault::RatioOutOfBounds {
        what,
        value: low,
        bound,
        limit: high,
    });
    let others = [
        Vault::NoOrder { position },
        Vault::NotUnderTrigger {
            position,
            ratio: high,
            trigger: low,
        },
        Vault::CollateralScarce {
            position,
            ratio: Decimal::percent(103),
            needed: Decimal::percent(104),
        },
        Vault::FillTooSmall {
            position,
            sent: less,
            debt: more,
            floor: Uint128::new(3_000_000),
        },
        Vault::FilledTooLittle {
            collateral: less,
            minimum: more,
        },
        Vault::NothingInReserve {
            position,
            collateral: Uint128::zero(),
            stablecoin: less,
            debt: more,
            floor: Uint128::new(3_000_000),
        },
        Vault::NoOrderPlace { position },
    ];
    bounds.into_iter().chain(others).collect()
}

/// A ratio out of bounds that is no order's.
pub fn other_ratio() -> Vault {
    Vault::RatioOutOfBounds {
        what: "target ratio",
        value: Decimal::percent(140),
        bound: "at least",
        limit: Decimal::percent(150),
    }
}

#[test]
fn a_ratio_of_no_order_has_no_reason() {
    assert_eq!(vault(&other_ratio()), Reason::Other);
}

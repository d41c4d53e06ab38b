//! Prices and parameters of one state: I22, I23.

use ballast_types::vault::{CollateralTypeResponse, RiskParams};
use cosmwasm_std::Decimal;

use super::{Checked, Report};

/// I22: a price in use is positive, not from the future and not older than its feed allows.
pub(super) fn i22_prices_in_use_are_positive_and_fresh(checked: &Checked, report: &mut Report) {
    let now = checked.state.time;
    for (feed, info) in &checked.state.feeds {
        let Some(price) = info.price.as_ref().filter(|price| price.is_valid) else {
            continue;
        };
        let is_positive = !price.spot.is_zero() && price.low <= price.spot && !price.low.is_zero();
        report.require("I22", is_positive && price.spot <= price.high, || {
            format!(
                "feed {feed}: spot {}, low {}, high {}",
                price.spot, price.low, price.high
            )
        });
        let from = price.published_at;
        // What was accepted before a change is valid for as long as it was accepted for: a day at most.
        let maximum = match info.kind.intake() {
            Some(intake) if info.changed_at < from => intake.maximum_age,
            _ => 86_400,
        };
        let is_fresh = from <= now && now <= from.saturating_add(maximum);
        report.require("I22", is_fresh && now <= price.valid_until, || {
            format!("feed {feed}: published {from}, now {now}, maximum age {maximum}")
        });
    }
}

/// I23: parameters lie within their declared bounds, at the start and at the end of every ramp.
pub(super) fn i23_parameters_lie_within_bounds(checked: &Checked, report: &mut Report) {
    for (id, info) in &checked.state.types {
        for broken in broken_bounds(info) {
            report.require("I23", false, || format!("type {id}: not {broken}"));
        }
    }
}

/// The declared bounds that a type breaks.
fn broken_bounds(info: &CollateralTypeResponse) -> Vec<String> {
    let risk = &info.risk;
    let (one, points) = (Decimal::one(), Decimal::percent(5));
    let (penalty, mint) = (one + risk.liquidation_penalty, risk.base_mint_ratio);
    let mut bounds = vec![
        (
            "base mint ratio <= 250%".to_owned(),
            mint <= Decimal::percent(250),
        ),
        (
            "stability fee <= 100%".to_owned(),
            risk.stability_fee <= one,
        ),
        ("pool share <= 100%".to_owned(), risk.pool_share <= one),
        ("debt floor >= 1".to_owned(), !risk.debt_floor.is_zero()),
        ("decimals <= 18".to_owned(), info.decimals <= 18),
        (
            "(1 + penalty)(1 - reward) >= 1 + minimum discount".to_owned(),
            risk.keeper_reward_share <= one
                && penalty * (one - risk.keeper_reward_share) >= one + risk.minimum_discount,
        ),
    ];
    bounds.extend(margin_bounds(risk));
    let (low, high) = (&info.liquidation_ratio, &info.target_ratio);
    for (liquidation, target) in [(low.now, high.now), (low.to, high.to)] {
        bounds.extend([
            (
                format!("{penalty} < liquidation ratio {liquidation}"),
                penalty < liquidation,
            ),
            (
                format!("liquidation ratio {liquidation} + 0.05 <= base mint ratio {mint}"),
                liquidation + points <= mint,
            ),
            (
                format!("liquidation ratio {liquidation} <= target ratio {target}"),
                liquidation <= target,
            ),
            (
                format!("target ratio {target} <= base mint ratio {mint}"),
                target <= mint,
            ),
            (
                format!("{penalty} + 0.05 <= target ratio {target}"),
                penalty + points <= target,
            ),
        ]);
    }
    bounds
        .into_iter()
        .filter(|(_, holds)| !holds)
        .map(|(bound, _)| bound)
        .collect()
}

/// The bounds of what the mint ratio goes by, and whether each holds.
fn margin_bounds(risk: &RiskParams) -> [(String, bool); 3] {
    let (margin, mint) = (&risk.margin, risk.base_mint_ratio);
    [
        (
            "base mint ratio <= mint ratio cap <= 250%".to_owned(),
            mint <= margin.cap && margin.cap <= Decimal::percent(250),
        ),
        (
            "confidence <= 20, crowding <= 10, rate shock <= 100%".to_owned(),
            margin.confidence <= Decimal::percent(2_000)
                && margin.crowding <= Decimal::percent(1_000)
                && margin.rate_shock <= Decimal::one(),
        ),
        (
            "margin horizon <= 30 days".to_owned(),
            margin.horizon <= 30 * 86_400,
        ),
    ]
}

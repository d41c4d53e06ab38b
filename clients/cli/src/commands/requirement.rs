//! What ratio a mint needs and why, in few words.

use ballast_types::vault::{MintRatioBinds, MintRequirementResponse};

use crate::{
    text::{percent, percent_up},
    time::span,
};

/// `207.98% (base 160%; volatility 150% a year, group 12% full)`.
pub fn short(needed: &MintRequirementResponse) -> String {
    let volatility = percent(needed.volatility);
    let group_use = percent(needed.group_use_after);
    let ratio = from(needed);
    format!("{ratio}; volatility {volatility} a year, group {group_use} full)")
}

/// `207.98% (base 160%; a fall of 47.1% within 1d at a volatility of 150% a year, the group 12% full)`.
pub fn line(needed: &MintRequirementResponse) -> String {
    format!("{}; {})", from(needed), why(needed))
}

/// `207.98% (base 160%`: the ratio, and which of base, market and cap it is.
fn from(needed: &MintRequirementResponse) -> String {
    let (now, base) = (
        percent_up(needed.mint_ratio),
        percent(needed.base_mint_ratio),
    );
    match needed.binds {
        MintRatioBinds::Base => format!("{now} (the base"),
        MintRatioBinds::Market => format!("{now} (base {base}"),
        MintRatioBinds::Cap => format!("{now} (the cap; base {base}"),
    }
}

/// What the market asks for: `a fall of 47.1% within 1d at a volatility of 150% a year, the group 12% full`.
fn why(needed: &MintRequirementResponse) -> String {
    let fall = match needed.uncapped {
        Some(_) => format!("a fall of {}", percent(needed.drop)),
        None => "the loss of everything".to_owned(),
    };
    let maturity = match needed.time_to_maturity {
        0 => String::new(),
        left => format!(
            ", {} of it for the {} to maturity",
            percent(needed.maturity_drop),
            span(left)
        ),
    };
    format!(
        "{fall} within {} at a volatility of {} a year, the group {} full{maturity}",
        span(needed.margin.horizon),
        percent(needed.volatility),
        percent(needed.group_use_after)
    )
}

#[cfg(test)]
mod tests {
    use ballast_types::vault::MarginParams;
    use cosmwasm_std::{Decimal, Uint128};

    use super::*;

    fn needed(mint_ratio: u64, binds: MintRatioBinds) -> MintRequirementResponse {
        MintRequirementResponse {
            collateral_type: 1,
            mint_ratio: Decimal::percent(mint_ratio),
            binds,
            base_mint_ratio: Decimal::percent(160),
            margin: MarginParams {
                cap: Decimal::percent(250),
                confidence: Decimal::percent(600),
                horizon: 86_400,
                crowding: Decimal::one(),
                rate_shock: Decimal::percent(20),
            },
            liquidation_penalty: Decimal::percent(10),
            price: Decimal::percent(20_000),
            measured_volatility: Decimal::percent(150),
            implied_volatility: Decimal::zero(),
            volatility: Decimal::percent(150),
            group: 1,
            group_ceiling: Uint128::new(1_000),
            group_debt: Uint128::new(100),
            group_debt_after: Uint128::new(120),
            group_use: Decimal::percent(10),
            group_use_after: Decimal::percent(12),
            price_move: Decimal::permille(471),
            time_to_maturity: 0,
            maturity_drop: Decimal::zero(),
            drop: Decimal::permille(471),
            uncapped: Some(Decimal::percent(mint_ratio)),
        }
    }

    #[test]
    fn a_line_says_the_ratio_where_it_comes_from_and_why() {
        let why = "a fall of 47.1% within 1d at a volatility of 150% a year, the group 12% full";
        for (needed, expected) in [
            (needed(160, MintRatioBinds::Base), "160% (the base"),
            (needed(208, MintRatioBinds::Market), "208% (base 160%"),
            (needed(250, MintRatioBinds::Cap), "250% (the cap; base 160%"),
        ] {
            assert_eq!(line(&needed), format!("{expected}; {why})"));
            let market = "volatility 150% a year, group 12% full";
            assert_eq!(short(&needed), format!("{expected}; {market})"));
        }
    }

    #[test]
    fn a_line_names_the_part_of_a_maturity_and_a_fall_that_nothing_stands() {
        let mut needed = needed(250, MintRatioBinds::Cap);
        needed.time_to_maturity = 90 * 86_400;
        needed.maturity_drop = Decimal::permille(49);
        needed.uncapped = None;
        assert_eq!(
            line(&needed),
            "250% (the cap; base 160%; the loss of everything within 1d at a volatility of 150% a year, \
             the group 12% full, 4.9% of it for the 90d to maturity)"
        );
    }
}

//! What collateral that is sold by an order is worth.

use ballast_math::{Debt, Decimals, Value as Worth};
use ballast_types::units;
use cosmwasm_std::{Decimal, Uint128};

use crate::{
    session::{Session, TypeInfo},
    text::number,
};

/// What collateral is worth at a price, stablecoin base units, rounded up.
pub fn worth_up(info: &TypeInfo, collateral: Uint128, price: Decimal) -> u128 {
    let worth = |decimals| {
        Worth::of_collateral_up(units::collateral(collateral), units::price(price), decimals)
            .to_debt_up()
    };
    let worth = Decimals::new(info.asset.decimals).and_then(worth);
    worth.map_or(u128::MAX, Debt::u128)
}

/// What a buyer has more than it pays at the price, or less: worth of the collateral, rounded down,
/// less what is repaid; in stablecoin base units.
pub fn gain(
    info: &TypeInfo,
    [collateral, repaid]: [Uint128; 2],
    price: Option<Decimal>,
) -> Option<Gain> {
    let decimals = Decimals::new(info.asset.decimals).ok()?;
    let collateral = units::collateral(collateral);
    let worth = Worth::of_collateral_down(collateral, units::price(price?), decimals);
    let (worth, repaid) = (worth.to_debt_down().ok()?.u128(), repaid.u128());
    Some(Gain {
        is_loss: worth < repaid,
        amount: worth.abs_diff(repaid),
    })
}

/// An amount of stablecoin with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    pub is_loss: bool,
    pub amount: u128,
}

impl Gain {
    /// To read: `54.05` or `-1.20`.
    pub fn number(self, session: &Session) -> String {
        let sign = if self.is_loss { "-" } else { "" };
        format!("{sign}{}", number(session.usd(), self.amount))
    }

    /// Base units, for programs.
    pub fn base_units(self) -> String {
        let sign = if self.is_loss { "-" } else { "" };
        format!("{sign}{}", self.amount)
    }
}

//! What the first fill would do that a falling price brings: pure.

use ballast_math::{
    fill, limits::liquidation_price_up, Debt, DebtIndex, Decimals, Market, MathError, Order,
    Position, Price, Quote, Reserve, TopUp, Value,
};
use ballast_types::{units, vault::FillResponse};

/// A position with its order, as they stand.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub position: Position,
    pub order: Order,
    pub reserve: Reserve,
    /// Of the type.
    pub index: DebtIndex,
    /// Of the type's asset.
    pub decimals: Decimals,
    /// Least debt of a position of the type.
    pub floor: Debt,
}

/// The first fill that a falling price brings, by a buyer with any amount of stablecoin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtTrigger {
    /// The highest price under which something is sold: that of the trigger, or the lower one at which
    /// the position is under it with its reserve moved in.
    pub price: Price,
    /// What moves in from the reserve first.
    pub top_up: TopUp,
    /// What is sold then.
    pub sold: Quote,
    /// What the owner loses by it: worth of the collateral sold, less the debt repaid, rounded up.
    pub cost: Debt,
}

impl AtTrigger {
    /// `None` where no price sells anything: without debt or collateral, or with a reserve that repays
    /// all. Errors: overflow.
    pub fn of(standing: Standing) -> Result<Option<Self>, MathError> {
        let Standing {
            position,
            order,
            reserve,
            index,
            decimals,
            floor,
        } = standing;
        let top_up = reserve.top_up(position.debt_up(index), floor);
        let top_up = top_up.unwrap_or_default();
        let position = position.apply(top_up.change(), index)?;
        if position.collateral.is_zero() {
            return Ok(None);
        }
        let trigger_price = liquidation_price_up(position, index, decimals, order.trigger)?;
        let below = trigger_price.and_then(|price| price.u128().checked_sub(1));
        let Some(below) = below.map(Price::new) else {
            return Ok(None);
        };
        let market = Market {
            price: below,
            decimals,
        };
        let most = Debt::new(u128::MAX);
        let Ok(sold) = fill((position, index), order, &market, floor, most)? else {
            return Ok(None);
        };
        let worth = Value::of_collateral_up(sold.seized, below, decimals).to_debt_up()?;
        Ok(trigger_price.map(|price| Self {
            price,
            top_up,
            sold,
            cost: worth.saturating_sub(sold.repaid),
        }))
    }

    /// As the vault answers what a fill would do.
    pub fn response(&self) -> FillResponse {
        FillResponse {
            reserve_collateral: units::collateral_amount(self.top_up.collateral),
            reserve_repaid: units::debt_amount(self.top_up.repaid),
            repaid: units::debt_amount(self.sold.repaid),
            collateral: units::collateral_amount(self.sold.seized),
        }
    }
}

#[cfg(test)]
mod tests {
    use ballast_math::{Collateral, NormalizedDebt, Ratio};

    use super::*;

    /// 10 whole units for a debt of 1,000: under 170 USD the ratio is under 170%.
    fn standing() -> Standing {
        Standing {
            position: Position {
                collateral: Collateral::new(1_000_000_000),
                normalized: NormalizedDebt::new(1_000 * 10_u128.pow(18)),
            },
            order: Order {
                trigger: Ratio::from_percent(170),
                target: Ratio::from_percent(180),
                discount: Ratio::from_percent(4),
            },
            reserve: Reserve::default(),
            index: DebtIndex::ONE,
            decimals: Decimals::new(8).unwrap(),
            floor: Debt::new(100_000_000),
        }
    }

    fn usd(dollars: u128) -> u128 {
        dollars * 10_u128.pow(18)
    }

    #[test]
    fn it_sells_up_to_the_target_and_costs_the_discount() {
        let at = AtTrigger::of(standing()).unwrap().unwrap();
        assert_eq!(at.price.u128(), usd(170));
        // (1.8 - 1.7) x 1,000 / (1.8 - 1.04) = 131.58, for 136.84 USD of collateral.
        assert_eq!(at.sold.repaid.u128() / 10_000, 13_157);
        assert_eq!(at.cost.u128() / 10_000, 526);
    }

    #[test]
    fn with_a_reserve_it_sells_later() {
        let mut standing = standing();
        standing.reserve.stablecoin = Debt::new(100_000_000);
        standing.reserve.collateral = Collateral::new(200_000_000);
        let at = AtTrigger::of(standing).unwrap().unwrap();
        // 12 units for 900.
        assert_eq!(at.price.u128(), usd(900) * 17 / 120);
        assert_eq!(at.top_up.repaid.u128(), 100_000_000);
        assert_eq!(at.top_up.collateral.u128(), 200_000_000);
        assert_eq!(at.sold.repaid.u128() / 10_000, 11_842);
    }

    #[test]
    fn with_nothing_to_repay_or_to_sell_there_is_no_fill() {
        let mut all = standing();
        all.reserve.stablecoin = Debt::new(1_000_000_000);
        assert_eq!(AtTrigger::of(all), Ok(None));
        let mut without = standing();
        without.position.normalized = NormalizedDebt::new(0);
        assert_eq!(AtTrigger::of(without), Ok(None));
        without.position = Position::EMPTY;
        assert_eq!(AtTrigger::of(without), Ok(None));
    }
}

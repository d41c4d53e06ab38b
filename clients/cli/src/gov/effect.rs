//! Whom a ramp of the liquidation ratio reaches: positions that are safe now and would be unsafe at
//! its end, at an unchanged price, with the fees that fall due on the way.

use ballast_math::{
    is_below, Collateral, DebtIndex, Market, MathError, NormalizedDebt, Position, Ramp, Ratio,
};
use ballast_types::vault::PositionResponse;

/// A ramp as the positions of its type meet it. Second 0 is when it begins.
#[derive(Debug, Clone, Copy)]
pub struct RampPath {
    /// L when it begins.
    pub from: Ratio,
    /// L at its end.
    pub to: Ratio,
    /// How long it takes.
    pub seconds: u64,
    /// The yearly fee on the way.
    pub fee: Ratio,
    /// The debt index when it begins.
    pub index: DebtIndex,
    /// The price and the asset.
    pub market: Market,
}

/// A position that the ramp makes liquidatable.
#[derive(Debug, Clone)]
pub struct Reached {
    /// As it is now.
    pub position: PositionResponse,
    /// What it will owe at the ramp's end, base units.
    pub debt: u128,
    /// The first second of the ramp at which anyone may liquidate it.
    pub after: u64,
}

/// What a ramp does to the positions of its type.
#[derive(Debug, Clone, Default)]
pub struct RampEffect {
    /// Positions with debt.
    pub with_debt: usize,
    /// Of them unsafe already.
    pub unsafe_now: usize,
    /// Safe now and not at the end, those first that are reached first.
    pub reached: Vec<Reached>,
}

impl RampEffect {
    /// The effect on these positions.
    ///
    /// Errors: a debt index beyond its digits.
    pub fn of(path: &RampPath, positions: &[PositionResponse]) -> Result<Self, MathError> {
        let mut effect = Self::default();
        let end = path.index_at(path.seconds)?;
        for position in positions {
            let held = held(position);
            if held.normalized.is_zero() {
                continue;
            }
            effect.with_debt += 1;
            if is_below(held, path.market, path.index, path.from) {
                effect.unsafe_now += 1;
            } else if is_below(held, path.market, end, path.to) {
                effect.reached.push(Reached {
                    position: position.clone(),
                    debt: held.debt_up(end).u128(),
                    after: path.first_second_below(held)?,
                });
            }
        }
        let order = |it: &Reached| (it.after, it.position.position);
        effect.reached.sort_by_key(order);
        Ok(effect)
    }

    /// What the reached positions will owe together, base units.
    pub fn debt(&self) -> u128 {
        self.reached.iter().map(|reached| reached.debt).sum()
    }
}

impl RampPath {
    fn index_at(&self, second: u64) -> Result<DebtIndex, MathError> {
        self.index.accrue_up(self.fee, second)
    }

    fn ratio_at(&self, second: u64) -> Ratio {
        let ramp = Ramp {
            from: self.from,
            to: self.to,
            start: 0,
            end: self.seconds,
        };
        ramp.at(second)
    }

    /// By halving, for a position that is below at the end and not at the beginning. Exact where the
    /// ratio rises; where it falls slower than the debt grows, a second at which it is below.
    fn first_second_below(&self, position: Position) -> Result<u64, MathError> {
        let (mut safe, mut below) = (0, self.seconds);
        while below - safe > 1 {
            let middle = safe + (below - safe) / 2;
            let index = self.index_at(middle)?;
            if is_below(position, self.market, index, self.ratio_at(middle)) {
                below = middle;
            } else {
                safe = middle;
            }
        }
        Ok(below)
    }
}

fn held(position: &PositionResponse) -> Position {
    Position {
        collateral: Collateral::new(position.collateral.u128()),
        normalized: NormalizedDebt::new(position.normalized_debt.u128()),
    }
}

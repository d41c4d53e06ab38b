//! From which positions a redemption takes, and how much: decided here for the message and for the
//! query alike. Reads only.

use ballast_math::{
    is_below, redeem, BaseRate, Collateral, Debt, Market, MathError, Ratio, Redemption,
    RedemptionFees, RiskKey,
};
use ballast_types::{
    vault::{PassReason, PassedOver, MAX_REDEEMED},
    PositionId,
};
use cosmwasm_std::{Deps, Env, Order, StdResult, Storage};
use cw_storage_plus::Bound;

use crate::{
    collateral_type::CollateralType,
    positions::{risk_number, Held},
    state::{BASE_RATES, RISK_INDEX},
    ContractError,
};

/// How many positions a walk along the order of risk may pass over before it ends, if the limit is
/// not more: those that the amount can neither redeem whole nor in part. An amount of twice the debt
/// floor passes over none of these.
const MAX_PASSED_OVER: usize = 32;

/// All that one message redeems.
pub struct Planned {
    /// At the feed's high price.
    pub market: Market,
    /// The base rate before.
    pub rate: Ratio,
    /// The base rate after.
    pub rate_after: Ratio,
    /// The most that the amount sent can redeem and pay the fee for.
    pub affordable: Debt,
    /// Debt that leaves the positions.
    pub redeemed: Debt,
    /// Paid in stablecoin on top of it.
    pub fee: Debt,
    /// Collateral that leaves the positions.
    pub collateral: Collateral,
    /// Position by position, each as it was before.
    pub redemptions: Vec<(Held, Redemption)>,
    /// Looked at and left alone.
    pub passed_over: Vec<PassedOver>,
}

impl Planned {
    /// Stablecoin that is burned: redeemed and fee.
    ///
    /// Errors: none for a plan made by [`plan_now`].
    pub fn used(&self) -> Result<Debt, MathError> {
        self.redeemed.checked_add(self.fee)
    }

    /// The base rate as this redemption leaves it at a time.
    pub const fn left_at(&self, now: u64) -> BaseRate {
        BaseRate {
            rate: self.rate_after,
            at: now,
        }
    }
}

/// What redeeming with an amount of stablecoin gives now. The message and the query both ask here,
/// so that what the query shows is what the message does.
///
/// Refused: a limit out of bounds, no valid price.
pub fn plan_now(
    deps: Deps,
    env: &Env,
    collateral_type: &CollateralType,
    (amount, limit): (Debt, u32),
) -> Result<Planned, ContractError> {
    let limit = checked(limit)?;
    let market = collateral_type.market(collateral_type.price(deps, env)?.high);
    let rate = base_rate(deps.storage, env, collateral_type)?;
    let fees = RedemptionFees::new(rate, collateral_type.books.booked);
    let mut walk = Walk {
        market,
        left: fees.affordable_down(amount),
        redemptions: vec![],
        passed_over: vec![],
    };
    let affordable = walk.left;
    walk.along(deps.storage, collateral_type, limit)?;

    let redeemed = affordable.checked_sub(walk.left)?;
    Ok(Planned {
        market,
        rate,
        rate_after: fees.rate_after_up(redeemed),
        affordable,
        redeemed,
        fee: fees.fee_up(redeemed)?,
        collateral: walk.collateral()?,
        redemptions: walk.redemptions,
        passed_over: walk.passed_over,
    })
}

/// A type's base rate as of now.
fn base_rate(
    storage: &dyn Storage,
    env: &Env,
    collateral_type: &CollateralType,
) -> Result<Ratio, ContractError> {
    let left: BaseRate = BASE_RATES
        .may_load(storage, collateral_type.id)?
        .unwrap_or_default();
    Ok(left.now_down(env.block.time.seconds())?)
}

fn checked(limit: u32) -> Result<usize, ContractError> {
    if limit == 0 || limit > MAX_REDEEMED {
        return Err(ContractError::RedemptionLimitOutOfBounds {
            given: limit,
            most: MAX_REDEEMED,
        });
    }
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

/// A walk along the order of risk.
struct Walk {
    market: Market,
    /// What can still be redeemed.
    left: Debt,
    redemptions: Vec<(Held, Redemption)>,
    passed_over: Vec<PassedOver>,
}

impl Walk {
    /// Ends with the amount, the limit, or too many positions passed over.
    fn along(
        &mut self,
        storage: &dyn Storage,
        collateral_type: &CollateralType,
        limit: usize,
    ) -> Result<(), ContractError> {
        let mut ids = from_one_upwards(storage, collateral_type, self.market);
        while !self.is_done(limit) {
            let Some(id) = ids.next() else { break };
            self.visit(collateral_type, Held::load(storage, id?)?)?;
        }
        Ok(())
    }

    fn is_done(&self, limit: usize) -> bool {
        self.left.is_zero()
            || self.redemptions.len() >= limit
            || self.passed_over.len() >= MAX_PASSED_OVER.max(limit)
    }

    /// Redeems from one position, or passes it over.
    ///
    /// Not inlined: with it, [`plan_now`] would have more local variables than a chain accepts.
    #[inline(never)]
    fn visit(&mut self, collateral_type: &CollateralType, held: Held) -> Result<(), ContractError> {
        match redeem_one(collateral_type, self.market, &held, self.left) {
            Ok(redemption) => {
                self.left = self.left.checked_sub(redemption.repaid)?;
                self.redemptions.push((held, redemption));
            }
            Err(reason) => self.passed_over.push(PassedOver {
                position: held.id,
                reason,
            }),
        }
        Ok(())
    }

    fn collateral(&self) -> Result<Collateral, ContractError> {
        let taken =
            |sum: Collateral, (_, one): &(Held, Redemption)| sum.checked_add(one.collateral);
        Ok(self.redemptions.iter().try_fold(Collateral::ZERO, taken)?)
    }
}

/// One position: what is redeemed from it, or why nothing is.
fn redeem_one(
    collateral_type: &CollateralType,
    market: Market,
    held: &Held,
    most: Debt,
) -> Result<Redemption, PassReason> {
    let (position, index) = (held.stored.position, collateral_type.books.index);
    if is_below(position, market, index, Ratio::ONE) {
        return Err(PassReason::UnderOne);
    }
    let floor = collateral_type.params.risk.floor;
    redeem(position, index, &market, floor, most)
        .map_err(|_| PassReason::Arithmetic)?
        .ok_or(PassReason::TooLittle)
}

/// Every position with a ratio of at least 1, the lowest first, and the few under 1 whose floored key
/// equals that of 1: a position with a ratio of at least 1 never has a lower key.
fn from_one_upwards<'a>(
    storage: &'a dyn Storage,
    collateral_type: &CollateralType,
    market: Market,
) -> impl Iterator<Item = StdResult<PositionId>> + 'a {
    let one = RiskKey::bound(Ratio::ONE, collateral_type.books.index, market.price);
    let id = collateral_type.id;
    RISK_INDEX
        .sub_prefix(id)
        .keys(
            storage,
            Some(Bound::inclusive((risk_number(one), 0u32))),
            None,
            Order::Ascending,
        )
        .map(move |key| key.map(|(_, number)| PositionId::new(id, number)))
}

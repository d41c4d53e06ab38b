//! Which positions a seizure takes from, and how much: decided here for the message and for the
//! query alike. Reads only.

use std::collections::BTreeSet;

use ballast_math::{is_below, Market, Plan, RiskKey, TopUp};
use ballast_types::{
    oracle::FeedPrice,
    vault::{self, Selection, SkipReason, SkippedPosition, MAX_LIQUIDATED},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Deps, Env, Order, StdResult, Storage};
use cw_storage_plus::Bound;

use crate::{
    buyers::Buyers,
    collateral_type::CollateralType,
    positions::{ensure_of_type, risk_number, Held},
    state::RISK_INDEX,
    ContractError,
};

/// How many positions a walk along the order of risk may leave alone before it ends: safe ones with
/// the key of an unsafe one, and ones the rooms cannot take. A keeper names ids to reach further.
const MAX_SKIPPED: usize = 32;

/// One unsafe position with what happens to it.
pub struct Seizure {
    /// The position before.
    pub held: Held,
    /// What moves in from its reserve first.
    pub top_up: Option<TopUp>,
    /// What is taken then; nothing where the reserve makes it safe.
    pub plan: Option<Plan>,
}

/// All that one message takes.
#[derive(Default)]
pub struct Seizures {
    /// In order.
    pub seizures: Vec<Seizure>,
    /// Looked at and left alone.
    pub skipped: Vec<SkippedPosition>,
}

impl Seizures {
    /// Positions that something is taken from.
    fn seized(&self) -> usize {
        let seized = self.seizures.iter().filter(|it| it.plan.is_some());
        seized.count()
    }

    /// Whether enough is taken, or looked at without taking: what a reserve makes safe takes nobody's place.
    fn is_done(&self, limit: usize) -> bool {
        let seized = self.seized();
        let saved = self.seizures.len().saturating_sub(seized);
        let looked_at = self.skipped.len().saturating_add(saved);
        seized >= limit || looked_at >= MAX_SKIPPED.max(limit)
    }
}

/// Plans the selected positions one after the other; each finds the rooms that those before it left.
///
/// Refused: an empty or too long selection, an id of another type. A position that is safe, unknown,
/// too large for the rooms or beyond the arithmetic is skipped, never in the way of the others.
fn plan_all(
    deps: Deps,
    collateral_type: &CollateralType,
    at: (Market, u64),
    selection: &Selection,
    buyers: &mut Buyers,
) -> Result<Seizures, ContractError> {
    let limit = limit(selection)?;
    let mut result = Seizures::default();
    for id in candidates(deps.storage, collateral_type, at, selection)? {
        match plan_one(deps, collateral_type, at, id?, buyers)? {
            Ok(seizure) => result.seizures.push(seizure),
            Err(skipped) => result.skipped.push(skipped),
        }
        if result.is_done(limit) || (buyers.are_full() && result.seized() > 0) {
            break;
        }
    }
    Ok(result)
}

/// What a seizure at the accepted price takes now, and what it leaves of the buyers' rooms. The message
/// and the query both ask here, so that what the query shows is what the message does. All of it goes by the
/// spot price; the rest of the feed's price is for the sale of lots.
pub fn plan_now(
    deps: Deps,
    env: &Env,
    collateral_type: &CollateralType,
    selection: &Selection,
    given: &vault::Rooms,
) -> Result<(FeedPrice, Buyers, Seizures), ContractError> {
    let price = collateral_type.price(deps, env)?;
    let (market, now) = (collateral_type.market(price.spot), env.block.time.seconds());
    let mut buyers = Buyers::new(given, &price);
    let planned = plan_all(deps, collateral_type, (market, now), selection, &mut buyers)?;
    Ok((price, buyers, planned))
}

fn limit(selection: &Selection) -> Result<usize, ContractError> {
    let given = match selection {
        Selection::Riskiest { limit } => usize::try_from(*limit).unwrap_or(usize::MAX),
        Selection::Positions { ids } => ids.len(),
    };
    let most = usize::try_from(MAX_LIQUIDATED).unwrap_or(usize::MAX);
    if given == 0 || given > most {
        return Err(ContractError::SelectionOutOfBounds {
            given,
            most: MAX_LIQUIDATED,
        });
    }
    Ok(given)
}

type Candidates<'a> = Box<dyn Iterator<Item = StdResult<PositionId>> + 'a>;

fn candidates<'a>(
    storage: &'a dyn Storage,
    collateral_type: &CollateralType,
    at: (Market, u64),
    selection: &'a Selection,
) -> Result<Candidates<'a>, ContractError> {
    let named = collateral_type.id;
    match selection {
        Selection::Riskiest { .. } => Ok(riskiest(storage, collateral_type, at)),
        Selection::Positions { ids } => {
            ids.iter().try_for_each(|id| ensure_of_type(*id, named))?;
            let mut seen = BTreeSet::new();
            Ok(Box::new(
                ids.iter()
                    .copied()
                    .filter(move |id| seen.insert(*id))
                    .map(Ok),
            ))
        }
    }
}

/// Every unsafe position, the riskiest first: those with a key up to the bound, and the few safe
/// ones whose floored key equals it.
fn riskiest<'a>(
    storage: &'a dyn Storage,
    collateral_type: &CollateralType,
    (market, now): (Market, u64),
) -> Candidates<'a> {
    let params = &collateral_type.params;
    let books = &collateral_type.books;
    let ratio = params.liquidation_ratio.at(now);
    let bound = risk_number(RiskKey::bound(ratio, books.index, market.price));
    let id = collateral_type.id;
    Box::new(in_order_of_risk(storage, id, None, Some((bound, u32::MAX))))
}

/// A type's positions with debt, the riskiest first, behind one place in the order and up to another.
pub fn in_order_of_risk(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    after: Option<(u128, u32)>,
    up_to: Option<(u128, u32)>,
) -> impl Iterator<Item = StdResult<PositionId>> + '_ {
    RISK_INDEX
        .sub_prefix(collateral_type)
        .keys(
            storage,
            after.map(Bound::exclusive),
            up_to.map(Bound::inclusive),
            Order::Ascending,
        )
        .map(move |key| key.map(|(_, number)| PositionId::new(collateral_type, number)))
}

/// One position: what is taken from it, or why nothing is.
///
/// Not inlined: with it, [`plan_now`] would have more local variables than a chain accepts.
#[inline(never)]
fn plan_one(
    deps: Deps,
    collateral_type: &CollateralType,
    (market, now): (Market, u64),
    id: PositionId,
    buyers: &mut Buyers,
) -> Result<Result<Seizure, SkippedPosition>, ContractError> {
    let skip = |reason| {
        Ok(Err(SkippedPosition {
            position: id,
            reason,
        }))
    };
    let held = match Held::may_load(deps.storage, id)? {
        Some(held) if !held.stored.position.normalized.is_zero() => held,
        _ => return skip(SkipReason::Unknown),
    };
    let index = collateral_type.books.index;
    let terms = collateral_type.params.terms(now);
    let is_unsafe = |position| is_below(position, market, index, terms.liquidation_ratio);
    if !is_unsafe(held.stored.position) {
        return skip(SkipReason::Safe);
    }
    let (top_up, position) = match held.topped_up(index, terms.floor) {
        Ok(Some((top_up, position))) => (Some(top_up), position),
        Ok(None) => (None, held.stored.position),
        Err(_) => return skip(SkipReason::Arithmetic),
    };
    let seizure = |plan| Seizure { held, top_up, plan };
    if !is_unsafe(position) {
        return Ok(Ok(seizure(None)));
    }
    let debt = position.debt_up(index);
    let rooms = match buyers.rooms_for(deps, collateral_type, (position, debt), (&terms, &market)) {
        Err(ContractError::Math(_)) => return skip(SkipReason::Arithmetic),
        rooms => rooms?,
    };
    match buyers.plan((position, debt), (&terms, &market), &rooms) {
        Ok(Some(plan)) => {
            buyers.buy(&plan, &market)?;
            Ok(Ok(seizure(Some(plan))))
        }
        Ok(None) => skip(SkipReason::NoRoom),
        Err(_) => skip(SkipReason::Arithmetic),
    }
}

//! Promises of single messages that show in no sum: who may take what out when, and how far debt may
//! grow.

use std::collections::BTreeMap;

use ballast_devchain::{Devchain, Done, State, LIQUIDATION, STABLECOIN, VAULT};
use ballast_math::DebtIndex;
use ballast_types::{
    event::{attribute, CONTRACT_ATTRIBUTE as CONTRACT},
    liquidation::{PoolClaimed, PoolWithdrawn, YieldReceived},
    units,
    vault::{
        BooksResponse, CollateralTypeResponse, Collected, Netted, PositionAdjusted,
        PositionRedeemed, PositionSeized, PositionTransferred,
    },
    CollateralTypeId,
};
use cosmwasm_std::Uint128;

use crate::checks::{hold, Violation};

/// An operation that succeeded, with the state before and after it.
pub struct Step<'a> {
    /// The chain after it.
    pub chain: &'a Devchain,
    /// The state before, as of an earlier second perhaps.
    pub before: &'a State,
    /// The state after.
    pub after: &'a State,
    /// What it answered.
    pub done: &'a Done,
    /// Whether it was one call alone.
    pub is_single: bool,
}

impl Step<'_> {
    fn of_vault<E: ballast_types::event::BallastEvent>(&self) -> Vec<E> {
        self.done
            .all(self.chain.address(VAULT).unwrap().as_str())
            .unwrap()
    }

    fn of_liquidation<E: ballast_types::event::BallastEvent>(&self) -> Vec<E> {
        self.done
            .all(self.chain.address(LIQUIDATION).unwrap().as_str())
            .unwrap()
    }

    /// Types before and after, those listed by the operation left out.
    fn types(&self) -> impl Iterator<Item = (&CollateralTypeResponse, &CollateralTypeResponse)> {
        let before = &self.before.types;
        self.after
            .types
            .iter()
            .filter_map(move |(id, after)| Some((before.get(id)?, after)))
    }
}

/// Holds an operation against all of them.
pub fn hold_all(step: &Step) -> Result<(), Violation> {
    i20_fees_are_those_in_force(step)?;
    h37_deposits_rest(step)?;
    h05_a_transfer_clears_operators(step)?;
    collecting_leaves_the_buffer(step)?;
    h37_a_payout_keeps_to_the_risk_carried(step)?;
    if step.is_single {
        h10_excess_returns_to_the_payer(step)?;
        i14_operators_keep_to_their_scope(step)?;
        debt_grows_within_its_limits(step)?;
    }
    Ok(())
}

/// However time was split, an index has grown by the fee that was in force, but for rounding: a
/// change of the fee never reaches back.
fn i20_fees_are_those_in_force(step: &Step) -> Result<(), Violation> {
    let seconds = step.after.time - step.before.time;
    for (before, after) in step.types() {
        let fee = units::ratio(before.risk.stability_fee);
        let expected = DebtIndex::new(before.books.index.u128()).accrue_up(fee, seconds);
        let (expected, found) = (expected.unwrap().u128(), after.books.index.u128());
        let apart = expected.abs_diff(found);
        hold!(
            apart <= expected / 1_000_000_000_000,
            "I20",
            "type {}: index {found}, expected {expected}",
            after.collateral_type
        );
    }
    Ok(())
}

/// Neither a deposit nor its gains leave before they have rested, whatever else the transaction
/// does.
fn h37_deposits_rest(step: &Step) -> Result<(), Violation> {
    let withdrawn: Vec<PoolWithdrawn> = step.of_liquidation();
    let claimed: Vec<PoolClaimed> = step.of_liquidation();
    let leaving = withdrawn
        .into_iter()
        .map(|it| (it.collateral_type, it.depositor));
    let leaving = leaving.chain(
        claimed
            .into_iter()
            .map(|it| (it.collateral_type, it.depositor)),
    );
    for (id, depositor) in leaving {
        let before = step.before.deposits.get(&id).into_iter().flatten();
        let since = before
            .filter(|it| it.depositor == depositor)
            .map(|it| it.free_from)
            .next();
        let rested = since.is_some_and(|from| from <= step.after.time);
        hold!(
            rested,
            "H37",
            "{depositor} left pool {id}, free from {since:?}"
        );
    }
    Ok(())
}

/// Whoever takes out of a position of another was allowed that very thing.
fn i14_operators_keep_to_their_scope(step: &Step) -> Result<(), Violation> {
    for it in step.of_vault::<PositionAdjusted>() {
        let Some(position) = step.after.positions.get(&it.position) else {
            continue;
        };
        let takes = !it.withdrawn.is_zero() || !it.minted.is_zero();
        if !takes || position.owner == it.actor {
            continue;
        }
        let operators = step.chain.operators(it.position).unwrap();
        let scope = operators
            .iter()
            .find(|one| one.operator == it.actor)
            .map(|one| one.scope);
        let scope = scope.unwrap_or_default();
        let may = (scope.withdraw || it.withdrawn.is_zero()) && (scope.mint || it.minted.is_zero());
        hold!(may, "I14", "{it:?} with {scope:?}");
    }
    Ok(())
}

/// What a payer sent too much comes back to the payer, to the base unit: nobody's balance of
/// stablecoin moves otherwise.
fn h10_excess_returns_to_the_payer(step: &Step) -> Result<(), Violation> {
    for it in step
        .of_vault::<PositionAdjusted>()
        .iter()
        .filter(|it| !it.repaid.is_zero())
    {
        let token = step.chain.address(STABLECOIN).unwrap();
        let events = step.done.events().filter(|event| event.ty == "wasm");
        let events = events.filter(|event| attribute(event, CONTRACT) == Some(token.as_str()));
        let back = events.filter(|event| attribute(event, "action") == Some("transfer"));
        for event in back {
            let to = attribute(event, "to").unwrap_or_default();
            hold!(to == it.actor, "H10", "{it:?}, then {event:?}");
        }
    }
    Ok(())
}

/// A new owner finds no operators and no offer.
fn h05_a_transfer_clears_operators(step: &Step) -> Result<(), Violation> {
    let transferred: Vec<PositionTransferred> = step.of_vault();
    for it in transferred.iter().filter(|_| step.is_single) {
        let operators = step.chain.operators(it.position).unwrap();
        let offered = &step.after.positions[&it.position].pending_owner;
        let is_clear = operators.is_empty() && offered.is_none();
        hold!(
            is_clear,
            "H5",
            "position {} with {operators:?}, {offered:?}",
            it.position
        );
    }
    Ok(())
}

/// Fees are paid out only from what is above the buffer once bad debt is netted, and nothing passes
/// between types, while buyers' payments wait for none of them.
fn collecting_leaves_the_buffer(step: &Step) -> Result<(), Violation> {
    let collected: Vec<Collected> = step.of_vault();
    for it in collected.iter().filter(|_| step.is_single) {
        let info = &step.after.types[&it.collateral_type];
        let (books, buffer) = (&info.books, info.risk.surplus_buffer);
        // What takers are still to pay is not netted, and as much of the surplus is kept for it.
        let auctioned = step.after.auction_totals[&it.collateral_type].tabs;
        let is_netted = books.bad_debt <= auctioned;
        let is_kept = books.surplus >= buffer + books.bad_debt && is_netted;
        ensure_settled(step, it.collateral_type)?;
        hold!(is_kept, "I5", "collected with {books:?}, buffer {buffer}");
    }
    let netted: Vec<Netted> = step.of_vault();
    for it in netted
        .iter()
        .filter(|it| step.is_single && it.other != it.collateral_type)
    {
        ensure_settled(step, it.collateral_type)?;
        ensure_settled(step, it.other)?;
    }
    Ok(())
}

/// All of the pools' share arrives, and a pool keeps of it what leaves at most 1% of its room waiting to
/// vest, and nothing less.
fn h37_a_payout_keeps_to_the_risk_carried(step: &Step) -> Result<(), Violation> {
    let collected: Vec<Collected> = step.of_vault();
    let received: Vec<YieldReceived> = step.of_liquidation();
    let sent: Uint128 = collected.iter().map(|it| it.pool).sum();
    let arrived: Uint128 = received.iter().map(|it| it.amount + it.passed_on).sum();
    hold!(sent == arrived, "H37", "{sent} sent, {arrived} arrived");
    for it in received.iter().filter(|_| step.is_single) {
        let pool = step.after.pools.get(&it.collateral_type);
        let limit = pool.map_or(0, |pool| pool.room.u128() / 100);
        let waiting = pool.map_or(0, |pool| pool.unvested.u128());
        let keeps_no_more = it.amount.is_zero() || waiting <= limit;
        let keeps_no_less = it.passed_on.is_zero() || waiting >= limit;
        let is_split = keeps_no_more && keeps_no_less;
        hold!(is_split, "H37", "{it:?}: {waiting} of {limit} waits");
    }
    Ok(())
}

fn ensure_settled(step: &Step, id: CollateralTypeId) -> Result<(), Violation> {
    let set_aside = step
        .before
        .pools
        .get(&id)
        .map_or(Uint128::zero(), |pool| pool.set_aside);
    hold!(
        set_aside.is_zero(),
        "I5",
        "{set_aside} of type {id} was not settled"
    );
    Ok(())
}

/// No mint while paused or above a ceiling; the line rises only in time and as far as it may, and
/// falls with every repayment.
fn debt_grows_within_its_limits(step: &Step) -> Result<(), Violation> {
    let mut minted: BTreeMap<CollateralTypeId, Uint128> = BTreeMap::new();
    let mut repaid = minted.clone();
    for it in step.of_vault::<PositionAdjusted>() {
        *minted.entry(it.position.collateral_type()).or_default() += it.minted;
        *repaid.entry(it.position.collateral_type()).or_default() += it.repaid;
    }
    for it in step.of_vault::<PositionRedeemed>() {
        *repaid.entry(it.position.collateral_type()).or_default() += it.repaid;
    }
    for it in step.of_vault::<PositionSeized>() {
        *repaid.entry(it.position.collateral_type()).or_default() += it.repaid;
    }
    for (before, after) in step.types() {
        let id = after.collateral_type;
        let of_type = |sums: &BTreeMap<_, Uint128>| sums.get(&id).copied().unwrap_or_default();
        let (was, is, risk) = (&before.books, &after.books, &after.risk);
        let above = is.booked + risk.ceiling_gap;
        if !of_type(&minted).is_zero() {
            may_mint(step, after)?;
        }
        if !of_type(&repaid).is_zero() {
            hold!(
                is.line <= above,
                "line",
                "type {id}: repaid and {is:?} above {above}"
            );
        }
        if is.line > was.line {
            let in_time = step.after.time >= was.line_raised_at + risk.ceiling_interval;
            let is_bounded = is.line <= above.min(risk.debt_ceiling);
            hold!(
                in_time && is_bounded,
                "line",
                "type {id}: from {was:?} to {is:?}, {risk:?}"
            );
        }
    }
    Ok(())
}

fn may_mint(step: &Step, info: &CollateralTypeResponse) -> Result<(), Violation> {
    let paused_until = step.after.vault.minting_paused_until;
    let is_paused = paused_until.is_some_and(|until| step.after.time < until);
    hold!(!is_paused, "pause", "minted before {paused_until:?}");
    let BooksResponse { booked, line, .. } = info.books;
    let ceiling = info.risk.debt_ceiling;
    hold!(
        booked <= ceiling.min(line),
        "ceiling",
        "booked {booked}, {ceiling}, line {line}"
    );
    let group = step
        .after
        .groups
        .iter()
        .find(|group| group.group == info.group)
        .unwrap();
    hold!(group.debt <= group.debt_ceiling, "ceiling", "{group:?}");
    Ok(())
}

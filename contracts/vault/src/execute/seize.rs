//! Seize: collateral leaves unsafe positions for the buyers' rooms.

use ballast_math::{Change, Collateral, CollateralChange, Debt, DebtChange, Lot, MathError, Plan};
use ballast_types::{
    oracle::FeedPrice,
    units,
    vault::{
        AuctionLot, PositionSeized, Purchase, SeizeResponse, Selection, SkipReason, SkippedPosition,
    },
    Asset, CollateralTypeId, PositionId,
};
use cosmwasm_std::{to_json_binary, Addr, Deps, DepsMut, Env, Event, Response, Uint128};

use super::{
    position::snapshot,
    reserve::{burned, used},
};
use crate::{
    buyers::Buyers,
    collateral_type::CollateralType,
    door::{self, Cause},
    order,
    positions::Held,
    seizure::{plan_now, Seizure},
    ContractError,
};

/// Seizes for liquidation alone. The repaid debt becomes bad debt, the collateral goes out in one
/// transfer, and the answer says what each buyer gets and pays.
pub fn seize(
    mut deps: DepsMut,
    env: &Env,
    sender: &Addr,
    id: CollateralTypeId,
    (selection, given): (&Selection, &ballast_types::vault::Rooms),
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, id, now)?;
    ensure_liquidation(deps.as_ref(), &collateral_type, sender)?;
    let (price, buyers, taken) = plan_now(deps.as_ref(), env, &collateral_type, selection, given)?;
    if taken.seizures.is_empty() {
        return Err(nothing_seized(&taken.skipped, &buyers));
    }
    let mut tally = Tally::new(&collateral_type, price, taken.skipped);
    for seizure in taken.seizures {
        tally.take(&mut deps, env, &mut collateral_type, seizure)?;
    }
    collateral_type.save(deps.storage)?;
    let burned = burned(deps.api, &collateral_type.params, tally.repaid_by_reserves)?;
    Ok(tally.respond(sender)?.add_messages(burned))
}

fn ensure_liquidation(
    deps: Deps,
    collateral_type: &CollateralType,
    sender: &Addr,
) -> Result<(), ContractError> {
    let liquidation = collateral_type.params.contracts.liquidation(deps.api)?.0;
    if liquidation == *sender {
        return Ok(());
    }
    let (sender, liquidation) = (sender.to_string(), liquidation.into_string());
    Err(ContractError::NotLiquidation {
        sender,
        liquidation,
    })
}

fn nothing_seized(skipped: &[SkippedPosition], buyers: &Buyers) -> ContractError {
    let count = |reason| {
        skipped
            .iter()
            .filter(|skipped| skipped.reason == reason)
            .count()
    };
    ContractError::NothingSeized {
        looked_at: skipped.len(),
        safe: count(SkipReason::Safe),
        unknown: count(SkipReason::Unknown),
        no_room: count(SkipReason::NoRoom),
        arithmetic: count(SkipReason::Arithmetic),
        room: units::debt_amount(buyers.pays_at_once()),
        auctions: units::usd(buyers.auction_room()),
    }
}

/// What has been taken so far.
struct Tally {
    price: FeedPrice,
    /// To be burned, out of what the vault holds in reserve.
    repaid_by_reserves: Debt,
    response: SeizeResponse,
    events: Vec<Event>,
}

impl Tally {
    fn new(
        collateral_type: &CollateralType,
        price: FeedPrice,
        skipped: Vec<SkippedPosition>,
    ) -> Self {
        let response = SeizeResponse {
            collateral_type: collateral_type.id,
            asset: Asset::from(collateral_type.params.asset.clone()),
            positions: 0,
            repaid: Uint128::zero(),
            seized: Uint128::zero(),
            reward: Uint128::zero(),
            pool: Purchase::default(),
            caller: Purchase::default(),
            lots: vec![],
            skipped,
        };
        Self {
            price,
            repaid_by_reserves: Debt::ZERO,
            response,
            events: vec![],
        }
    }

    /// Passes one position through the door, its reserve first, and adds it up.
    fn take(
        &mut self,
        deps: &mut DepsMut,
        env: &Env,
        collateral_type: &mut CollateralType,
        Seizure {
            mut held,
            top_up,
            plan,
        }: Seizure,
    ) -> Result<(), ContractError> {
        let owner = held.owner(deps.api)?;
        if let Some(top_up) = top_up {
            order::move_in(deps.as_ref(), env, collateral_type, &mut held, top_up)?;
            self.repaid_by_reserves = self.repaid_by_reserves.checked_add(top_up.repaid)?;
            self.events.push(used(held.id, top_up));
        }
        if let Some(plan) = plan {
            let at = (deps.as_ref(), env);
            self.seize(at, collateral_type, &mut held, (&owner, plan))?;
        }
        held.save(deps.storage, collateral_type.params.decimals)?;
        let (id, position) = (held.id, held.stored.position);
        let after = snapshot(collateral_type, id, &owner, position);
        self.events.push(after);
        Ok(())
    }

    fn seize(
        &mut self,
        (deps, env): (Deps, &Env),
        collateral_type: &mut CollateralType,
        held: &mut Held,
        (owner, plan): (&Addr, Plan),
    ) -> Result<(), ContractError> {
        let taken = plan.collateral_taken()?;
        let change = Change {
            collateral: CollateralChange::Withdraw(taken),
            debt: DebtChange::Repay(plan.repaid),
        };
        door::pass(deps, env, collateral_type, held, (change, Cause::Seizure))?;

        self.add(held.id, owner, &plan)?;
        let seized = PositionSeized {
            position: held.id,
            price: units::price_decimal(self.price.spot),
            repaid: units::debt_amount(plan.repaid),
            seized: units::collateral_amount(taken),
            reward: units::collateral_amount(plan.reward),
        };
        self.events.push(seized.into());
        Ok(())
    }

    fn add(&mut self, id: PositionId, owner: &Addr, plan: &Plan) -> Result<(), ContractError> {
        let answer = &mut self.response;
        answer.positions = answer.positions.saturating_add(1);
        add_debt(&mut answer.repaid, plan.repaid)?;
        add_collateral(&mut answer.seized, plan.collateral_taken()?)?;
        add_collateral(&mut answer.reward, plan.reward)?;
        for (sum, part) in [
            (&mut answer.pool, plan.pool),
            (&mut answer.caller, plan.caller),
        ] {
            add_debt(&mut sum.debt, part.debt)?;
            add_collateral(&mut sum.collateral, part.collateral)?;
            add_debt(&mut sum.pays, part.pays)?;
        }
        if let Some(Lot {
            debt,
            collateral,
            cushion,
        }) = plan.auction
        {
            answer.lots.push(AuctionLot {
                position: id,
                owner: owner.to_string(),
                debt: units::debt_amount(debt),
                collateral: units::collateral_amount(collateral.checked_add(cushion)?),
                price: units::price_decimal(self.price.offering()),
            });
        }
        Ok(())
    }

    /// One transfer of everything, and the typed answer.
    fn respond(self, liquidation: &Addr) -> Result<Response, ContractError> {
        let Self {
            response: answer,
            events,
            ..
        } = self;
        let mut response = Response::new()
            .add_events(events)
            .set_data(to_json_binary(&answer)?);
        if !answer.seized.is_zero() {
            response = response.add_message(answer.asset.transfer(liquidation, answer.seized)?);
        }
        Ok(response)
    }
}

fn add_debt(sum: &mut Uint128, debt: Debt) -> Result<(), MathError> {
    *sum = units::debt_amount(units::debt(*sum).checked_add(debt)?);
    Ok(())
}

fn add_collateral(sum: &mut Uint128, collateral: Collateral) -> Result<(), MathError> {
    *sum = units::collateral_amount(units::collateral(*sum).checked_add(collateral)?);
    Ok(())
}

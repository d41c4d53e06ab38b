//! Deposit, withdraw, mint, repay, adjust, close: one way for all verbs.
//!
//! Load and accrue, make the wish exact, ask who may, pass the door, move the tokens, tell.

use ballast_math::{Change, Collateral, CollateralChange, Debt, DebtChange, Position};
use ballast_types::{
    units,
    vault::{OperatorScope, PositionAdjusted, PositionSnapshot},
    Asset, PositionId,
};
use cosmwasm_std::{Addr, Api, CosmosMsg, Deps, DepsMut, Env, Event, Response, StdResult, Uint128};

use crate::{
    collateral_type::CollateralType,
    contracts::canonical,
    door::{self, Cause},
    intent::{Intent, Withdrawal},
    params::Params,
    positions::Held,
    received::Received,
    state::{HAS_OPERATORS, OPERATORS},
    ContractError,
};

/// A message about one position: who sends it, under which name, and what came with it.
pub struct Request {
    /// The message's name, for the event.
    pub verb: &'static str,
    /// Who sent it, or whom the token's hook names.
    pub actor: Addr,
    /// What came with it.
    pub received: Received,
}

/// What a message lets come with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// Nothing may.
    #[default]
    Nothing,
    /// Collateral, to be deposited.
    Collateral,
    /// Stablecoin, to repay.
    Stablecoin,
    /// Either of the two, or nothing.
    Either,
}

/// What a message asks for besides what comes with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask {
    /// What may come with it.
    pub takes: Takes,
    /// Collateral to take out.
    pub withdraw: Withdrawal,
    /// Stablecoin to mint.
    pub mint: Debt,
}

impl Ask {
    /// Only to take what comes.
    pub fn taking(takes: Takes) -> Self {
        Self {
            takes,
            ..Self::default()
        }
    }

    fn intent(
        self,
        api: &dyn Api,
        received: &Received,
        params: &Params,
    ) -> Result<Intent, ContractError> {
        let mut intent = Intent {
            withdraw: self.withdraw,
            mint: self.mint,
            ..Intent::default()
        };
        match self.takes {
            Takes::Either if received.is_stablecoin(api, params)? => {
                intent.tendered = received.as_stablecoin(api, params, "a repayment")?;
            }
            Takes::Either if !received.is_nothing() => {
                intent.deposit = received.as_collateral(params)?;
            }
            Takes::Nothing | Takes::Either => {}
            Takes::Collateral => intent.deposit = received.as_collateral(params)?,
            Takes::Stablecoin => {
                intent.tendered = received.as_stablecoin(api, params, "a repayment")?;
            }
        }
        Ok(intent)
    }
}

/// Any message on an existing position.
pub fn adjust(
    deps: DepsMut,
    env: &Env,
    request: Request,
    id: PositionId,
    ask: Ask,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, id)?;
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, id.collateral_type(), now)?;
    let intent = ask.intent(deps.api, &request.received, &collateral_type.params)?;
    run(
        deps,
        env,
        &request,
        (&mut collateral_type, &mut held),
        intent,
    )
}

/// Carries out an intent on a loaded position.
pub fn run(
    deps: DepsMut,
    env: &Env,
    request: &Request,
    (collateral_type, held): (&mut CollateralType, &mut Held),
    intent: Intent,
) -> Result<Response, ContractError> {
    let debt = held.stored.position.debt_up(collateral_type.books.index);
    let resolved = intent.resolve(held.id, held.stored.position, debt)?;
    ensure_authorised(
        deps.as_ref(),
        held,
        &request.actor,
        (intent.scope(), request.verb),
    )?;

    door::pass(
        deps.as_ref(),
        env,
        collateral_type,
        held,
        (resolved.change, Cause::Holder),
    )?;
    held.save(deps.storage, collateral_type.params.decimals)?;
    match resolved.change.debt {
        DebtChange::None => collateral_type.save_collateral(deps.storage)?,
        _ => collateral_type.save(deps.storage)?,
    }

    let owner = held.owner(deps.api)?;
    let messages = payouts(
        deps.api,
        collateral_type,
        (&owner, &request.actor),
        resolved.change,
        resolved.excess,
    )?;
    let response = Response::new()
        .add_messages(messages)
        .add_event(adjusted(held.id, request, resolved.change))
        .add_event(snapshot(
            collateral_type,
            held.id,
            &owner,
            held.stored.position,
        ));
    if !held.stored.position.is_empty() {
        return Ok(response);
    }
    // What ends by its holder's will leaves nothing in reserve behind.
    let ended = super::order::end(deps, held, (&owner, &request.actor))?;
    Ok(response
        .add_submessages(ended.messages)
        .add_events(ended.events))
}

/// The owner may do everything, an operator what its scope names, anybody what takes nothing out.
pub fn ensure_authorised(
    deps: Deps,
    held: &Held,
    actor: &Addr,
    (needed, action): (OperatorScope, &'static str),
) -> Result<(), ContractError> {
    if needed == OperatorScope::default() {
        return Ok(());
    }
    let actor_bytes = canonical(deps.api, actor)?;
    let mut allowed = actor_bytes == held.stored.owner;
    if !allowed && held.has_flag(HAS_OPERATORS) {
        let scope = OPERATORS.may_load(deps.storage, (held.id.raw(), &actor_bytes))?;
        let needed = super::operator::bits(needed);
        allowed = scope.unwrap_or(0) & needed == needed;
    }
    if allowed {
        return Ok(());
    }
    Err(ContractError::NotAuthorised {
        position: held.id,
        owner: held.owner(deps.api)?.into_string(),
        sender: actor.to_string(),
        action,
    })
}

/// Collateral and minted stablecoin go to the owner, repaid stablecoin is burned, excess goes back
/// to the payer. Nothing is sent where the amount is zero.
fn payouts(
    api: &dyn Api,
    collateral_type: &CollateralType,
    (owner, payer): (&Addr, &Addr),
    change: Change,
    excess: Debt,
) -> StdResult<Vec<CosmosMsg>> {
    let params = &collateral_type.params;
    let stablecoin = params.contracts.stablecoin(api)?;
    let mut messages = vec![];
    match change.debt {
        DebtChange::None => {}
        DebtChange::Mint(amount) => {
            messages.push(stablecoin.mint(owner, units::debt_amount(amount))?);
        }
        DebtChange::Repay(amount) => messages.push(stablecoin.burn(units::debt_amount(amount))?),
    }
    if !excess.is_zero() {
        messages.push(stablecoin.transfer(payer, units::debt_amount(excess))?);
    }
    if let CollateralChange::Withdraw(amount) = change.collateral {
        if amount != Collateral::ZERO {
            let asset = Asset::from(params.asset.clone());
            messages.push(asset.transfer(owner, units::collateral_amount(amount))?);
        }
    }
    Ok(messages)
}

fn adjusted(position: PositionId, request: &Request, change: Change) -> Event {
    let zero = Uint128::zero();
    let (deposited, withdrawn) = match change.collateral {
        CollateralChange::None => (zero, zero),
        CollateralChange::Deposit(amount) => (units::collateral_amount(amount), zero),
        CollateralChange::Withdraw(amount) => (zero, units::collateral_amount(amount)),
    };
    let (minted, repaid) = match change.debt {
        DebtChange::None => (zero, zero),
        DebtChange::Mint(amount) => (units::debt_amount(amount), zero),
        DebtChange::Repay(amount) => (zero, units::debt_amount(amount)),
    };
    let (verb, actor) = (request.verb.to_owned(), request.actor.to_string());
    PositionAdjusted {
        position,
        verb,
        actor,
        deposited,
        withdrawn,
        minted,
        repaid,
    }
    .into()
}

/// The position after a change.
pub fn snapshot(
    collateral_type: &CollateralType,
    id: PositionId,
    owner: &Addr,
    position: Position,
) -> Event {
    PositionSnapshot {
        position: id,
        owner: owner.to_string(),
        collateral: units::collateral_amount(position.collateral),
        debt: units::debt_amount(position.debt_up(collateral_type.books.index)),
        normalized_debt: Uint128::new(position.normalized.u128()),
    }
    .into()
}

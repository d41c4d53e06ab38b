//! Answers. A file for each audience.

mod config;
mod keeper;
mod order;
mod redemption;
mod requirement;
mod types;
mod wallet;

use ballast_types::{units, vault::QueryMsg};
use cosmwasm_std::{to_json_binary, Binary, Deps, Env};

use crate::ContractError;

/// Answers one question.
#[allow(clippy::too_many_lines)] // one line of dispatch for each question
pub fn query(deps: Deps, env: &Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    Ok(match msg {
        QueryMsg::Config {} => to_json_binary(&config::config(deps)?)?,
        QueryMsg::CollateralType { collateral_type } => {
            to_json_binary(&types::collateral_type(deps, env, collateral_type)?)?
        }
        QueryMsg::CollateralTypes { start_after, limit } => {
            to_json_binary(&types::collateral_types(deps, env, start_after, limit)?)?
        }
        QueryMsg::Groups { start_after, limit } => {
            to_json_binary(&types::groups(deps, start_after, limit)?)?
        }
        QueryMsg::Position { position } => to_json_binary(&wallet::position(deps, env, position)?)?,
        QueryMsg::PositionsByOwner {
            owner,
            start_after,
            limit,
        } => to_json_binary(&wallet::by_owner(deps, env, &owner, (start_after, limit))?)?,
        QueryMsg::Positions {
            collateral_type,
            start_after,
            limit,
        } => to_json_binary(&wallet::by_type(
            deps,
            env,
            collateral_type,
            (start_after, limit),
        )?)?,
        QueryMsg::Riskiest {
            collateral_type,
            start_after,
            limit,
        } => to_json_binary(&keeper::riskiest(
            deps,
            env,
            collateral_type,
            (start_after, limit),
        )?)?,
        QueryMsg::Plan {
            collateral_type,
            selection,
            rooms,
        } => to_json_binary(&keeper::plan(
            deps,
            env,
            collateral_type,
            &selection,
            &rooms,
        )?)?,
        QueryMsg::Redemption {
            collateral_type,
            amount,
            limit,
        } => to_json_binary(&redemption::redemption(
            deps,
            env,
            collateral_type,
            (units::debt(amount), limit),
        )?)?,
        QueryMsg::Order { position } => to_json_binary(&order::order(deps, env, position)?)?,
        QueryMsg::FillableOrders {
            collateral_type,
            start_after,
            limit,
        } => to_json_binary(&order::fillable(
            deps,
            env,
            collateral_type,
            (start_after, limit),
        )?)?,
        QueryMsg::Fill { position, amount } => {
            to_json_binary(&order::fill(deps, env, position, units::debt(amount))?)?
        }
        QueryMsg::MintRequirement {
            collateral_type,
            debt,
        } => to_json_binary(&requirement::mint_requirement(
            deps,
            env,
            collateral_type,
            units::debt(debt.unwrap_or_default()),
        )?)?,
        QueryMsg::Operators { position } => to_json_binary(&wallet::operators(deps, position)?)?,
    })
}

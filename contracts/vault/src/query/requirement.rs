//! For whoever is about to mint: what ratio it takes, and how much it lets them mint.

use ballast_math::{
    is_below,
    limits::{largest_that_stands, mintable_down},
    yearly_of_variance, Binds, Change, Debt, DebtChange, Margin, MathError, Position,
};
use ballast_types::{
    oracle::FeedPrice,
    units,
    vault::{MintRatioBinds, MintRequirementResponse},
    CollateralTypeId,
};
use cosmwasm_std::{Deps, Env};

use crate::{collateral_type::CollateralType, margin::conditions, state::Group, ContractError};

/// What ratio a mint of so much needs now. A mint of zero is what a withdrawal needs.
pub fn mint_requirement(
    deps: Deps,
    env: &Env,
    id: CollateralTypeId,
    debt: Debt,
) -> Result<MintRequirementResponse, ContractError> {
    let mut collateral_type = CollateralType::load(deps.storage, id, env.block.time.seconds())?;
    let price = collateral_type.price(deps, env)?;
    let before = collateral_type.group(deps.storage)?;
    let after = group_after(&collateral_type, before, (Position::EMPTY, debt))?;
    let margin = collateral_type.margin_in(after, &price);
    Ok(explained(&collateral_type, &price, [before, after], margin))
}

/// The most that a position can mint at its low price: the mint fills the group, which may raise the
/// ratio that it needs.
///
/// `group` and `margin` are those before the mint.
pub fn mintable(
    collateral_type: &CollateralType,
    price: &FeedPrice,
    (group, margin): (Group, Margin),
    position: Position,
) -> Result<Debt, MathError> {
    let market = collateral_type.market(price.low);
    let index = collateral_type.books.index;
    let stands = |debt| {
        let Ok(after) = position.apply(mint(debt), index) else {
            return false;
        };
        let group = group_after(collateral_type, group, (position, debt));
        group.is_ok_and(|group| {
            let mint_ratio = collateral_type.margin_in(group, price).mint_ratio;
            !is_below(after, market, index, mint_ratio)
        })
    };
    let most = mintable_down(position, index, market, margin.mint_ratio)?;
    Ok(largest_that_stands(most, stands))
}

/// The group after a position of the type has minted so much.
fn group_after(
    collateral_type: &CollateralType,
    mut group: Group,
    (position, debt): (Position, Debt),
) -> Result<Group, MathError> {
    let mut books = collateral_type.books;
    let after = position.apply(mint(debt), books.index)?;
    books.record(position, after, DebtChange::Mint(debt))?;
    let others = group.debt.checked_sub(collateral_type.books.booked)?;
    group.debt = others.checked_add(books.booked)?;
    Ok(group)
}

fn mint(debt: Debt) -> Change {
    Change {
        debt: DebtChange::Mint(debt),
        ..Change::default()
    }
}

fn explained(
    collateral_type: &CollateralType,
    price: &FeedPrice,
    [before, after]: [Group; 2],
    margin: Margin,
) -> MintRequirementResponse {
    let (params, risk) = (&collateral_type.params, &collateral_type.params.risk);
    let (calm, market) = (conditions(price, before), conditions(price, after));
    let yearly = |variance| units::decimal(yearly_of_variance(variance));
    MintRequirementResponse {
        collateral_type: collateral_type.id,
        mint_ratio: units::decimal(margin.mint_ratio),
        binds: match margin.binds {
            Binds::Base => MintRatioBinds::Base,
            Binds::Market => MintRatioBinds::Market,
            Binds::Cap => MintRatioBinds::Cap,
        },
        base_mint_ratio: units::decimal(risk.base_mint_ratio),
        margin: risk.margin.unchecked(),
        liquidation_penalty: units::decimal(risk.penalty),
        price: units::price_decimal(price.low),
        measured_volatility: yearly(market.variance),
        implied_volatility: yearly(market.implied_variance),
        volatility: yearly(margin.variance),
        group: params.group,
        group_ceiling: units::debt_amount(before.ceiling),
        group_debt: units::debt_amount(before.debt),
        group_debt_after: units::debt_amount(after.debt),
        group_use: units::decimal(calm.group_use),
        group_use_after: units::decimal(market.group_use),
        price_move: units::decimal(margin.price_move),
        time_to_maturity: market.time_to_maturity,
        maturity_drop: units::decimal(margin.maturity),
        drop: units::decimal(margin.drop),
        uncapped: margin.uncapped.map(units::decimal),
    }
}

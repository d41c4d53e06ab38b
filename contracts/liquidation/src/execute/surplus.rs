//! Surplus collateral is sold.

use ballast_math::Auction;
use ballast_types::{units::collateral, CollateralTypeId};
use cosmwasm_std::{ensure, DepsMut, Env, Response, Uint128};

use crate::{
    auctions::{Auctions, ListedTerms, Seller, StoredAuction},
    state::SURPLUS_COLLATERAL,
    ContractError,
};

/// Auctions surplus collateral whole, for whatever it brings.
pub fn sell(
    deps: DepsMut,
    env: &Env,
    collateral_type: CollateralTypeId,
    amount: Option<Uint128>,
) -> Result<Response, ContractError> {
    let held = SURPLUS_COLLATERAL
        .may_load(deps.storage, collateral_type)?
        .unwrap_or_default();
    let amount = amount.unwrap_or(held.into());
    ensure!(!amount.is_zero(), ContractError::ZeroAmount);
    ensure!(
        amount.u128() <= held,
        ContractError::NotSoMuchSurplus {
            held: held.into(),
            amount
        }
    );
    let mut auctions = Auctions::load(deps.storage, collateral_type)?;
    let terms = auctions.book.terms;
    let listed = ListedTerms::load(deps.storage, collateral_type, terms)?;
    let spot = listed.market(listed.spot(deps.as_ref(), env)?);
    let lot = collateral(amount);
    ensure!(
        !Auction::is_dust(lot, &listed.terms, &spot),
        ContractError::DustForSale {
            amount,
            dust: ballast_types::units::debt_amount(listed.terms.dust)
        }
    );

    match held.saturating_sub(amount.u128()) {
        0 => SURPLUS_COLLATERAL.remove(deps.storage, collateral_type),
        left => SURPLUS_COLLATERAL.save(deps.storage, collateral_type, &left)?,
    }
    let now = env.block.time.seconds();
    let stored = StoredAuction {
        auction: Auction::for_sale(lot, &listed.terms, &spot, now)?,
        terms,
        seller: Seller::Surplus,
    };
    let begun = auctions.begin(deps.storage, &stored, (&listed, spot))?;
    auctions.save(deps.storage)?;
    Ok(Response::new().add_event(begun))
}

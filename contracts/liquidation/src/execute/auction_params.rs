//! What auctions go by.

use ballast_math::MathError;
use ballast_types::{
    liquidation::{AuctionParams, AuctionParamsSet},
    units, CollateralTypeId,
};
use cosmwasm_std::{DepsMut, Response};

use crate::{
    auctions::ListedTerms,
    state::{AUCTION_BOOK, AUCTION_TERMS},
    ContractError,
};

/// Stores checked terms under the next number: those of auctions that begin from now on. The cap holds at
/// once.
pub fn set(
    deps: DepsMut,
    collateral_type: CollateralTypeId,
    params: &AuctionParams,
) -> Result<Response, ContractError> {
    let listed = ListedTerms::checked(deps.as_ref(), collateral_type, params)?;
    let mut book = AUCTION_BOOK
        .may_load(deps.storage, collateral_type)?
        .unwrap_or_default();
    let operation = "number of terms";
    book.terms = book
        .terms
        .checked_add(1)
        .ok_or(MathError::Overflow { operation })?;
    book.dust = listed.terms.dust;
    book.cap_share = units::ratio(params.cap_share);
    book.cap_minimum = units::debt(params.cap_minimum);
    AUCTION_TERMS.save(deps.storage, (collateral_type, book.terms), &listed)?;
    AUCTION_BOOK.save(deps.storage, collateral_type, &book)?;
    Ok(Response::new().add_event(AuctionParamsSet {
        collateral_type,
        terms: book.terms,
    }))
}

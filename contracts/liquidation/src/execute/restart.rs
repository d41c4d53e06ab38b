//! Begins an auction again.

use ballast_math::Restarted;
use ballast_types::{
    liquidation::AuctionRestarted,
    units::{collateral_amount, price_decimal},
    AuctionId,
};
use cosmwasm_std::{ensure, Addr, DepsMut, Env, Response};

use crate::{
    auctions::{Auctions, Live, StoredAuction},
    ContractError,
};

/// Ends an auction that is over and begins one of what is left of its lot, at today's selling price and under
/// its own terms. The sender gets a small part of the lot.
pub fn restart(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    auction: AuctionId,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let live = Live::load(deps.storage, auction)?;
    ensure!(
        live.is_over(now),
        ContractError::AuctionNotOver {
            auction,
            price: price_decimal(live.stored.auction.price(now)),
            ends_at: live.stored.auction.ends_at(),
            now,
        }
    );
    let selling = live.listed.selling(deps.as_ref(), env)?;
    let Restarted {
        auction: again,
        reward,
    } = live
        .stored
        .auction
        .restart(&live.listed.terms, &selling, now)?;

    let mut auctions = Auctions::load(deps.storage, auction.collateral_type())?;
    auctions.end(deps.storage, &live)?;
    let stored = StoredAuction {
        auction: again,
        ..live.stored
    };
    let begun = auctions.begin(deps.storage, &stored, (&live.listed, selling))?;
    auctions.save(deps.storage)?;

    let mut response = Response::new();
    if !reward.is_zero() {
        let message = live
            .listed
            .asset
            .transfer(sender, collateral_amount(reward))?;
        response = response.add_message(message);
    }
    Ok(response
        .add_event(AuctionRestarted {
            auction,
            keeper: sender.to_string(),
            reward: collateral_amount(reward),
        })
        .add_event(begun))
}

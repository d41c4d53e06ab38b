//! What could be minted or withdrawn where more was refused.

use ballast_math::{
    limits::mintable_down, Collateral, Debt, DebtIndex, Decimals, Market, Position,
};
use ballast_types::units;
use cosmwasm_std::Decimal;

use super::About;
use crate::{
    session::{Session, TypeInfo},
    text::{percent, typed},
};

/// Why a ratio above the base is asked for.
pub fn why(about: About, mint_ratio: Decimal) -> String {
    let base = about.info().now.risk.base_mint_ratio;
    if mint_ratio <= base {
        return String::new();
    }
    format!(
        " that the market asks for now (base {}; `ballast types` says why)",
        percent(base)
    )
}

/// How much could be minted or withdrawn instead.
pub fn hint(session: &Session, about: About, mint_ratio: Decimal) -> Option<String> {
    match about {
        About::Open(info, collateral) => {
            let mintable = mintable(session, info, collateral, mint_ratio)?;
            // At a ratio that a smaller mint would have lowered, a little more may be possible.
            let at_most = mint_ratio == info.now.risk.base_mint_ratio;
            Some(format!(
                "{} lets you mint {}{}",
                typed(&info.asset, collateral),
                if at_most { "at most " } else { "" },
                typed(session.usd(), mintable)
            ))
        }
        About::Position(position, info) => {
            let (mintable, withdrawable) = (position.mintable?, position.withdrawable?);
            Some(format!(
                "from {} at most {} can be minted, or {} withdrawn",
                session.position_name(position.position),
                typed(session.usd(), mintable.u128()),
                typed(&info.asset, withdrawable.u128())
            ))
        }
        About::Type(_) | About::Auction(..) => None,
    }
}

/// What a new position could mint, as the vault computes it.
fn mintable(session: &Session, info: &TypeInfo, amount: u128, mint_ratio: Decimal) -> Option<u128> {
    let feed = session
        .chain
        .feeds()
        .ok()?
        .into_iter()
        .find(|feed| feed.feed == info.now.feed)?;
    let market = Market {
        price: units::price(feed.price?.low),
        decimals: Decimals::new(info.asset.decimals).ok()?,
    };
    let position = Position {
        collateral: Collateral::new(amount),
        ..Position::default()
    };
    let index = DebtIndex::new(info.now.books.index.u128());
    mintable_down(position, index, market, units::ratio(mint_ratio))
        .ok()
        .map(Debt::u128)
}

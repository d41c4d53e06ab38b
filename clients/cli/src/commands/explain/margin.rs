//! What could be minted or withdrawn where more was refused.

use ballast_math::{
    limits::mintable_down, Collateral, Debt, DebtIndex, Decimals, Market, Position,
};
use ballast_types::units;
use cosmwasm_std::Decimal;

use super::About;
use crate::{
    commands::minting::ForMinting,
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

/// At which price, where it is not the spot price: ` at 1,500.00 USD, the price for minting (...)`.
pub fn at(session: &Session, about: About) -> String {
    let found = ForMinting::of_type(session, about.info()).ok().flatten();
    found.map_or_else(String::new, |found| format!(" at {}", found.beside_spot()))
}

/// How much could be minted or withdrawn instead.
pub fn hint(session: &Session, about: About, mint_ratio: Decimal) -> Option<String> {
    match about {
        About::Open(info, collateral) => {
            let mintable = mintable(session, info, collateral, mint_ratio)?;
            let collateral = typed(&info.asset, collateral);
            if mintable == 0 {
                return Some(format!("{collateral} lets you mint nothing"));
            }
            // At a ratio that a smaller mint would have lowered, a little more may be possible.
            let at_most = mint_ratio == info.now.risk.base_mint_ratio;
            Some(format!(
                "{collateral} lets you mint {}{}",
                if at_most { "at most " } else { "" },
                typed(session.usd(), mintable)
            ))
        }
        About::Position(position, info) => {
            let name = session.position_name(position.position);
            let (mintable, withdrawable) = (position.mintable?, position.withdrawable?);
            let minted = typed(session.usd(), mintable.u128());
            let withdrawn = typed(&info.asset, withdrawable.u128());
            Some(match (mintable.is_zero(), withdrawable.is_zero()) {
                (true, true) => format!("from {name} nothing can be minted or withdrawn"),
                (true, false) => {
                    format!("from {name} nothing can be minted, at most {withdrawn} withdrawn")
                }
                (false, true) => {
                    format!("from {name} at most {minted} can be minted, nothing withdrawn")
                }
                (false, false) => {
                    format!("from {name} at most {minted} can be minted, or {withdrawn} withdrawn")
                }
            })
        }
        About::Type(_) | About::Auction(..) => None,
    }
}

/// What a new position could mint, as the vault computes it.
fn mintable(session: &Session, info: &TypeInfo, amount: u128, mint_ratio: Decimal) -> Option<u128> {
    let price = session.price_of(info).ok()??;
    let market = Market {
        price: units::price(price.low),
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

//! The owner of liquidation sells: surplus collateral for whatever it brings, and a reserve of its own for
//! bad debt that nobody else is to pay.

use ballast_math::{Auction, Market};
use ballast_types::{
    liquidation::BadDebtResponse,
    units::{collateral, collateral_amount, debt, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{ensure, Addr, Deps, DepsMut, Env, Response, Uint128};

use crate::{
    auctions::{Auctions, ListedTerms, Seller, StoredAuction},
    query::bad_debt,
    received::Received,
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
    match held.saturating_sub(amount.u128()) {
        0 => SURPLUS_COLLATERAL.remove(deps.storage, collateral_type),
        left => SURPLUS_COLLATERAL.save(deps.storage, collateral_type, &left)?,
    }
    let sale = Sale::prepare(deps.as_ref(), env, collateral_type)?;
    let auction = Auction::for_sale(
        collateral(amount),
        &sale.listed.terms,
        &sale.selling,
        sale.now,
    )?;
    sale.begin(deps, auction, Seller::Surplus)
}

/// Auctions `amount` of the owner's own, as far as it raises the bad debt that is left when buyers and
/// takers have paid theirs.
pub fn sell_reserve(
    deps: DepsMut,
    env: &Env,
    owner: &Addr,
    collateral_type: CollateralTypeId,
    received: &Received,
) -> Result<Response, ContractError> {
    let sale = Sale::prepare(deps.as_ref(), env, collateral_type)?;
    let amount = received.as_asset(&sale.listed.asset)?;
    let BadDebtResponse {
        booked,
        set_aside,
        auctioned,
        net,
    } = bad_debt(deps.as_ref(), collateral_type)?;
    ensure!(
        !net.is_zero(),
        ContractError::NoBadDebt {
            booked,
            set_aside,
            auctioned
        }
    );
    let terms = &sale.listed.terms;
    let auction = Auction::for_tab(
        collateral(amount),
        debt(net),
        terms,
        sale.selling.price,
        sale.now,
    )?;
    let owner = deps.api.addr_canonicalize(owner.as_str())?;
    let owner = owner.as_slice().to_vec();
    sale.begin(deps, auction, Seller::Reserve { owner })
}

/// A sale of the owner's, under the terms in force.
struct Sale {
    auctions: Auctions,
    listed: ListedTerms,
    selling: Market,
    now: u64,
}

impl Sale {
    fn prepare(
        deps: Deps,
        env: &Env,
        collateral_type: CollateralTypeId,
    ) -> Result<Self, ContractError> {
        let auctions = Auctions::load(deps.storage, collateral_type)?;
        let listed = ListedTerms::load(deps.storage, collateral_type, auctions.book.terms)?;
        let selling = listed.selling(deps, env)?;
        Ok(Self {
            auctions,
            listed,
            selling,
            now: env.block.time.seconds(),
        })
    }

    /// Refuses a lot of dust: it would only become surplus collateral.
    fn begin(
        mut self,
        deps: DepsMut,
        auction: Auction,
        seller: Seller,
    ) -> Result<Response, ContractError> {
        ensure!(
            !Auction::is_dust(auction.lot, &self.listed.terms, &self.selling),
            ContractError::DustForSale {
                amount: collateral_amount(auction.lot),
                dust: debt_amount(self.listed.terms.dust)
            }
        );
        let stored = StoredAuction {
            auction,
            terms: self.auctions.book.terms,
            seller,
        };
        let begun = self
            .auctions
            .begin(deps.storage, &stored, (&self.listed, self.selling))?;
        self.auctions.save(deps.storage)?;
        Ok(Response::new().add_event(begun))
    }
}

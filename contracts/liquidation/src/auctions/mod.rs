//! Auctions as they are stored. Every lot that begins, changes or ends passes through here, so that the
//! type's totals are always those of its auctions.

mod leftover;
mod terms;

pub use leftover::{credit, give_back, RETURN_FAILED};
pub use terms::{ensure_bounds, ListedTerms};

use ballast_math::{Auction, AuctionBook, Collateral, Debt, Market, Price, Take};
use ballast_types::{
    liquidation::{AuctionStarted, LotWrittenOff},
    units::{collateral_amount, debt_amount, price_decimal},
    AuctionId, CollateralTypeId, PositionId,
};
use cosmwasm_std::{Event, Storage};
use serde::{Deserialize, Serialize};

use crate::{
    state::{AUCTIONS, AUCTION_BOOK, SURPLUS_COLLATERAL},
    ContractError,
};

/// A live auction as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredAuction {
    /// What is for sale, and for how much.
    pub auction: Auction,
    /// Number of the terms it goes by.
    pub terms: u32,
    /// Whose collateral it was.
    pub seller: Seller,
}

/// Whose collateral is sold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Seller {
    /// Nobody's: surplus collateral.
    Surplus,
    /// The reserve of liquidation's owner.
    Reserve {
        /// Canonical address of who was the owner then: the rest of the lot is this account's.
        owner: Vec<u8>,
    },
    /// A position's.
    Position {
        /// Its number within the type.
        number: u32,
        /// Canonical address of its owner when the lot was seized: the rest of the lot is this
        /// owner's, whoever holds the position by then.
        owner: Vec<u8>,
    },
}

impl Seller {
    /// The position; 0 where there is none.
    pub fn position(&self, collateral_type: CollateralTypeId) -> PositionId {
        match self {
            Self::Surplus | Self::Reserve { .. } => PositionId::from_raw(0),
            Self::Position { number, .. } => PositionId::new(collateral_type, *number),
        }
    }

    /// Canonical address of whose the rest of the lot is.
    pub fn owner(&self) -> Option<&[u8]> {
        match self {
            Self::Surplus => None,
            Self::Reserve { owner } | Self::Position { owner, .. } => Some(owner),
        }
    }
}

/// A type's auctions in the hands of one message.
pub struct Auctions {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// Totals.
    pub book: AuctionBook,
}

/// A live auction with the terms it goes by.
pub struct Live {
    /// Its name.
    pub id: AuctionId,
    /// What is stored.
    pub stored: StoredAuction,
    /// Its terms.
    pub listed: ListedTerms,
}

impl Live {
    /// A live auction; refuses an id that names none.
    pub fn load(storage: &dyn Storage, id: AuctionId) -> Result<Self, ContractError> {
        let stored = AUCTIONS
            .may_load(storage, (id.collateral_type(), id.number()))?
            .filter(|_| AuctionId::new(id.collateral_type(), id.number()) == id)
            .ok_or(ContractError::UnknownAuction { auction: id })?;
        let listed = ListedTerms::load(storage, id.collateral_type(), stored.terms)?;
        Ok(Self { id, stored, listed })
    }

    /// What a whole unit costs at a time.
    pub fn market(&self, now: u64) -> Market {
        self.listed.market(self.stored.auction.price(now))
    }

    /// Whether nothing can be taken until it is restarted.
    pub fn is_over(&self, now: u64) -> bool {
        self.stored.auction.is_over(&self.listed.terms, now)
    }
}

impl Auctions {
    /// A type's auctions. Refused where it has none yet: nobody has said what they go by.
    pub fn load(
        storage: &dyn Storage,
        collateral_type: CollateralTypeId,
    ) -> Result<Self, ContractError> {
        let book = AUCTION_BOOK
            .may_load(storage, collateral_type)?
            .ok_or(ContractError::NoAuctions { collateral_type })?;
        Ok(Self {
            collateral_type,
            book,
        })
    }

    /// Writes the totals.
    pub fn save(&self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        Ok(AUCTION_BOOK.save(storage, self.collateral_type, &self.book)?)
    }

    /// Stores an auction under the next number; or adds its lot to the surplus collateral, if it is worth
    /// less than dust at the price to sell at. One that begins again is worth an auction also as dust, as long as it is
    /// worth what is to be raised: its owner may get something back.
    pub fn begin(
        &mut self,
        storage: &mut dyn Storage,
        stored: &StoredAuction,
        (listed, selling): (&ListedTerms, Market),
    ) -> Result<Event, ContractError> {
        let auction = &stored.auction;
        let (lot, tab) = (auction.lot, auction.tab);
        let is_again = auction.restarts > 0 && auction.is_worth_its_tab(&selling);
        if Auction::is_dust(lot, &listed.terms, &selling) && !is_again {
            return self.write_off(storage, stored);
        }
        let number = self.book.begin(lot, tab)?;
        AUCTIONS.save(storage, (self.collateral_type, number), stored)?;
        let started = AuctionStarted {
            auction: AuctionId::new(self.collateral_type, number),
            position: stored.seller.position(self.collateral_type),
            lot: collateral_amount(lot),
            tab: debt_amount(tab),
            start_price: price_decimal(auction.start_price),
            restarts: auction.restarts,
        };
        Ok(started.into())
    }

    fn write_off(
        &self,
        storage: &mut dyn Storage,
        stored: &StoredAuction,
    ) -> Result<Event, ContractError> {
        let amount = stored.auction.lot;
        add_surplus(storage, self.collateral_type, amount)?;
        let written_off = LotWrittenOff {
            collateral_type: self.collateral_type,
            position: stored.seller.position(self.collateral_type),
            amount: collateral_amount(amount),
        };
        Ok(written_off.into())
    }

    /// Takes out of a live auction. Once it ends nothing of it stays stored; what is left of the lot is
    /// the caller's to give back.
    pub fn take(
        &mut self,
        storage: &mut dyn Storage,
        live: &mut Live,
        take: &Take,
    ) -> Result<(), ContractError> {
        if take.ends_auction() {
            return self.end(storage, live);
        }
        let auction = &mut live.stored.auction;
        self.book.leave(take.collateral, take.cost)?;
        (auction.lot, auction.tab) = (take.lot, take.tab);
        let key = (self.collateral_type, live.id.number());
        Ok(AUCTIONS.save(storage, key, &live.stored)?)
    }

    /// Removes a live auction.
    pub fn end(&mut self, storage: &mut dyn Storage, live: &Live) -> Result<(), ContractError> {
        let Auction { lot, tab, .. } = live.stored.auction;
        self.book.leave(lot, tab)?;
        AUCTIONS.remove(storage, (self.collateral_type, live.id.number()));
        Ok(())
    }
}

/// Collateral that is nobody's any more, until the owner of liquidation sells it.
pub fn add_surplus(
    storage: &mut dyn Storage,
    collateral_type: CollateralTypeId,
    amount: Collateral,
) -> Result<(), ContractError> {
    if amount.is_zero() {
        return Ok(());
    }
    let before = SURPLUS_COLLATERAL
        .may_load(storage, collateral_type)?
        .unwrap_or_default();
    let after = Collateral::new(before).checked_add(amount)?;
    Ok(SURPLUS_COLLATERAL.save(storage, collateral_type, &after.u128())?)
}

/// The auction of a seized lot.
pub fn seized(
    (lot, debt): (Collateral, Debt),
    (number, owner): (u32, Vec<u8>),
    (terms, listed): (u32, &ListedTerms),
    (selling, now): (Price, u64),
) -> Result<StoredAuction, ContractError> {
    Ok(StoredAuction {
        auction: Auction::for_debt(lot, debt, &listed.terms, selling, now)?,
        terms,
        seller: Seller::Position { number, owner },
    })
}

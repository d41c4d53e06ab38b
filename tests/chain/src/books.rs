//! The books of the whole system, by queries as of one block, and what must hold of them.

use ballast_client::{Result, System};
use ballast_types::{vault::PositionResponse, Asset};
use cosmwasm_std::Uint128;

use crate::ETH;

/// What the system owns and owes at one block. Amounts in base units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Books {
    /// The block.
    pub height: u64,
    /// Stablecoin that exists.
    pub supply: u128,
    /// Debt of all positions as booked.
    pub booked: u128,
    /// Debt without a position.
    pub bad_debt: u128,
    /// Fees booked and not yet minted.
    pub surplus: u128,
    /// Positions there are.
    pub positions: usize,
    /// What does not hold; empty is as it must be.
    pub faults: Vec<String>,
}

impl Books {
    /// Reads everything as of the latest block, and holds it against the invariants that queries can show.
    pub async fn read(system: &System) -> Result<Self> {
        let height = system.client().latest_block().await?.height;
        let system = system.at(height);
        let mut books = Self {
            height,
            ..Self::default()
        };
        for listed in system.collateral_types().await? {
            let of = &listed.books;
            books.booked += of.booked.u128();
            books.bad_debt += of.bad_debt.u128();
            books.surplus += of.surplus.u128();
            let positions = system.positions(listed.collateral_type).await?;
            books.positions += positions.len();
            books.sums(listed.collateral_type, &positions, of);
            books
                .vault_holds(&system, &listed.asset, of.total_collateral)
                .await?;
        }
        books.supply = system.stablecoin_info().await?.total_supply.u128();
        books.liquidation_holds(&system).await?;
        // I1 and I3: here nobody but the vault has burned anything.
        let owed = books.booked + books.bad_debt;
        books.must(owed == books.supply + books.surplus, || {
            "booked + bad debt - surplus is not the supply".to_owned()
        });
        Ok(books)
    }

    fn must(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }

    /// I2 and I3: the totals are the positions' sums.
    fn sums(
        &mut self,
        collateral_type: u16,
        positions: &[PositionResponse],
        of: &ballast_types::vault::BooksResponse,
    ) {
        let sum = |part: fn(&PositionResponse) -> Uint128| -> u128 {
            positions.iter().map(|it| part(it).u128()).sum()
        };
        let (collateral, normalized) = (sum(|it| it.collateral), sum(|it| it.normalized_debt));
        let debts = sum(|it| it.debt);
        let told = |what: &str, one: u128, other: Uint128| {
            format!("type {collateral_type}: the positions' {what} is {one}, the total {other}")
        };
        self.must(collateral == of.total_collateral.u128(), || {
            told("collateral", collateral, of.total_collateral)
        });
        self.must(normalized == of.total_normalized.u128(), || {
            told("normalized debt", normalized, of.total_normalized)
        });
        let booked = of.booked.u128();
        let most = booked + positions.len() as u128;
        self.must((booked..=most).contains(&debts), || {
            told("debt", debts, of.booked)
        });
    }

    /// I4: the vault holds what its books owe. Nobody has donated here, so exactly that.
    async fn vault_holds(&mut self, system: &System, asset: &Asset, owed: Uint128) -> Result<()> {
        let held = system
            .asset_balance(asset, &system.contracts().vault)
            .await?;
        self.must(held == owed, || {
            format!("the vault holds {held} of {asset:?}, and owes {owed}")
        });
        Ok(())
    }

    /// I4 and I6: liquidation holds what it has set aside and what its depositors are owed.
    async fn liquidation_holds(&mut self, system: &System) -> Result<()> {
        let address = &system.contracts().liquidation;
        let mut stablecoin = Uint128::zero();
        for pool in system.pools().await? {
            let deposits = system.deposits(pool.collateral_type).await?;
            let sum = |part: fn(&ballast_types::liquidation::DepositResponse) -> Uint128| {
                deposits.iter().map(part).sum::<Uint128>()
            };
            let lent = sum(|it| it.amount);
            stablecoin += pool.set_aside + lent + sum(|it| it.stablecoin_gain);
            self.must(lent <= pool.total, || {
                format!("deposits are {lent}, the pool has {}", pool.total)
            });
            let (gains, held) = (
                sum(|it| it.collateral_gain),
                system.asset_balance(&pool.asset, address).await?,
            );
            self.must(gains <= held, || {
                format!("gains are {gains}, liquidation holds {held}")
            });
        }
        let held = system.stablecoin_balance(address).await?;
        self.must(stablecoin <= held, || {
            format!("liquidation holds {held} stablecoin, and owes {stablecoin}")
        });
        Ok(())
    }

    /// Panics with all that does not hold.
    pub fn ensure_sound(&self) {
        assert!(self.faults.is_empty(), "{self:#?}");
    }
}

/// The unsafe positions of ether now, the riskiest first; at most a page.
pub async fn unsafe_positions(system: &System) -> Result<Vec<PositionResponse>> {
    let riskiest = system.riskiest(ETH, ballast_types::MAX_PAGE).await?;
    let is_unsafe = |it: &PositionResponse| it.is_unsafe == Some(true);
    Ok(riskiest.into_iter().filter(is_unsafe).collect())
}

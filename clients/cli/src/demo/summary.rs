//! What came of the run, in figures.

use ballast_devchain::{Devchain, Witness};
use ballast_types::vault::BooksResponse;
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    opening::COLLATERAL,
    outcome::Outcome,
    record::{Record, Totals},
    scenario::Scenario,
};
use crate::{
    amount::{grouped, thousands},
    command::DemoSettings,
    commands::hex,
    error::CliResult,
    table::pairs,
    text::quoted,
    time::{moment, span},
};

/// Figures at the end of the run. Amounts are base units: 6 decimals of the stablecoin, those of its asset for
/// collateral.
#[derive(Debug, Serialize)]
pub struct Summary {
    pub scenario: &'static Scenario,
    pub positions: u32,
    pub seed: u64,
    pub operations: usize,
    /// Positions of depositors and the keeper, beside the borrowers'.
    pub other_positions: usize,
    pub liquidated_whole: usize,
    pub liquidated_in_part: usize,
    pub outcome: Outcome,
    pub totals: Totals,
    pub pool_at_start: Uint128,
    pub pool_at_end: Uint128,
    pub lowest_price: Decimal,
    pub lowest_price_at: u64,
    pub longest_unsafe_seconds: u64,
    pub books: Ledger,
    /// Invariants that were checked and hold.
    pub invariants_checked: usize,
    /// SHA-256 over all keys and values of the chain; a replay ends with the same.
    pub state_hash: String,
    pub elapsed_ms: u64,
}

/// Both sides of the books: booked + bad debt - surplus = minted - burned by the vault.
#[derive(Debug, Serialize)]
pub struct Ledger {
    pub booked: Uint128,
    pub bad_debt: Uint128,
    pub surplus: Uint128,
    pub minted: Uint128,
    pub burned_by_vault: Uint128,
    pub burned_by_holders: Uint128,
    pub supply: Uint128,
}

impl Summary {
    /// The figures of a chain and its record.
    pub fn new(
        chain: &Devchain,
        (scenario, settings): (&'static Scenario, &DemoSettings),
        record: &Record,
        invariants_checked: usize,
    ) -> CliResult<Self> {
        let books = chain.collateral_type(COLLATERAL)?.books;
        let whole = record.seized.values().filter(|is_whole| **is_whole).count();
        let (lowest_price_at, lowest_price) = record.lowest();
        let opened = usize::try_from(books.positions_opened).unwrap_or(usize::MAX);
        let borrowers = usize::try_from(settings.positions).unwrap_or(usize::MAX);
        Ok(Self {
            scenario,
            positions: settings.positions,
            seed: settings.seed,
            operations: chain.recorded().len(),
            other_positions: opened.saturating_sub(borrowers),
            liquidated_whole: whole,
            liquidated_in_part: record.seized.len() - whole,
            outcome: Outcome::new(chain, record)?,
            totals: record.totals.clone(),
            pool_at_start: Uint128::new(record.pool_at_start),
            pool_at_end: chain.pool(COLLATERAL)?.total,
            lowest_price,
            lowest_price_at,
            longest_unsafe_seconds: record.longest_unsafe,
            books: Ledger::new(&books, chain.witness(), chain.supply()?),
            invariants_checked,
            state_hash: hex(&chain.state_hash()),
            elapsed_ms: 0,
        })
    }

    /// Labels with their values, for people.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let mut rows = self.liquidation_rows();
        rows.extend(self.auction_rows());
        rows.extend(self.end_rows());
        rows
    }

    fn liquidation_rows(&self) -> Vec<(&'static str, String)> {
        let totals = &self.totals;
        let shown = |amount| self.scenario.collateral.shown(amount);
        let bought = |paid, got| format!("{} for {}", usd(paid), shown(got));
        let (in_part, whole) = (count(self.liquidated_in_part), count(self.liquidated_whole));
        let (seizures, messages) = (count(totals.seizures), count(totals.messages));
        let (opened, others) = (count(self.positions), self.other_positions);
        let left = (usd(self.pool_at_end), usd(self.pool_at_start));
        let by = format!("by {seizures} seizures in {messages} messages");
        vec![
            (
                "positions opened",
                format!("{opened}, and {others} by lenders"),
            ),
            (
                "liquidated",
                format!("{in_part} in part, {whole} whole, {by}"),
            ),
            ("debt taken off", usd(totals.repaid)),
            ("collateral seized", shown(totals.seized)),
            (
                "the pool paid",
                bought(totals.pool_paid, totals.pool_collateral),
            ),
            (
                "the keeper paid",
                bought(totals.keeper_paid, totals.keeper_collateral),
            ),
            ("keeper's rewards", shown(totals.rewards)),
            ("left in the pool", format!("{} of {}", left.0, left.1)),
        ]
    }

    fn auction_rows(&self) -> Vec<(&'static str, String)> {
        let auctions = &self.totals.auctions;
        let shown = |amount| self.scenario.collateral.shown(amount);
        let (begun, restarted) = (count(auctions.begun), count(auctions.restarted));
        let left = (shown(auctions.left), usd(auctions.left_to_raise));
        let mut rows = vec![(
            "went under auction",
            format!("{} in {begun} lots", shown(auctions.auctioned)),
        )];
        if auctions.begun > 0 {
            let sold = format!("{} for {}", shown(auctions.sold), usd(auctions.paid));
            rows.push(("sold there", format!("{sold}, {restarted} restarts")));
            rows.push(("back to owners", shown(auctions.returned)));
            let left = format!("{}, to raise {}", left.0, left.1);
            rows.push(("still under auction", left));
        }
        let written_off = auctions.written_off + auctions.given_up;
        if !written_off.is_zero() {
            rows.push(("too little to auction", shown(written_off)));
        }
        rows
    }

    fn end_rows(&self) -> Vec<(&'static str, String)> {
        let lowest = (quoted(self.lowest_price), moment(self.lowest_price_at));
        let took = (self.elapsed_ms / 1_000, self.elapsed_ms % 1_000 / 100);
        vec![
            ("bad debt", usd(self.books.bad_debt)),
            ("surplus", usd(self.books.surplus)),
            ("debt of all positions", usd(self.books.booked)),
            ("supply", usd(self.books.supply)),
            (
                "lowest price",
                format!("{} USD at {} UTC", lowest.0, lowest.1),
            ),
            ("longest time unsafe", span(self.longest_unsafe_seconds)),
            ("operations", count(self.operations)),
            (
                "state",
                self.state_hash.get(..16).unwrap_or_default().to_owned(),
            ),
            ("took", format!("{}.{} s", took.0, took.1)),
        ]
    }

    /// The same, aligned.
    pub fn table(&self) -> String {
        pairs(self.rows())
    }

    /// The books with their numbers in base units.
    pub fn equation(&self) -> String {
        let [booked, bad_debt, surplus, minted, burned, left] = self.books.terms();
        format!(
            " The books balance to the last base unit ({} invariants hold):\n \
             debt {booked} + bad debt {bad_debt} - surplus {surplus}\n \
             = minted {minted} - burned {burned} = {left}",
            self.invariants_checked,
        )
    }
}

impl Ledger {
    fn new(books: &BooksResponse, witness: &Witness, supply: Uint128) -> Self {
        Self {
            booked: books.booked,
            bad_debt: books.bad_debt,
            surplus: books.surplus,
            minted: witness.minted,
            burned_by_vault: witness.burned_by_vault,
            burned_by_holders: witness.burned_by_holders,
            supply,
        }
    }

    /// The terms of the equation that always holds, in base units: booked debt, bad debt and surplus; minted
    /// and burned by the vault, and what the two leave.
    pub fn terms(&self) -> [String; 6] {
        let left = self.minted.saturating_sub(self.burned_by_vault);
        [
            self.booked,
            self.bad_debt,
            self.surplus,
            self.minted,
            self.burned_by_vault,
            left,
        ]
        .map(|amount| thousands(&amount.to_string()))
    }
}

fn count(number: impl ToString) -> String {
    thousands(&number.to_string())
}

fn usd(amount: Uint128) -> String {
    format!("{} usd", grouped(amount.u128(), 6, 2))
}

//! What came of a scenario, in the figures by which all of them are compared.

use ballast_devchain::Devchain;
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    auctions::Backlog, opening::COLLATERAL, record::Record, redeemer::Redemptions,
    scenario::Scenario,
};
use crate::{
    amount::{grouped, thousands},
    error::CliResult,
    table::{table, Align},
    time::{moment, span},
};

/// Stablecoin in base units.
///
/// liquidated = to the pool + to the caller + to auctions + to nobody.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Debt taken off positions.
    pub liquidated: Uint128,
    /// How many positions were liquidated, in part or whole.
    pub positions: usize,
    /// Longest time that one was unsafe, seconds.
    pub longest_unsafe_seconds: u64,
    /// What the pool paid for.
    pub to_pool: Uint128,
    /// What the caller of a liquidation, the keeper, paid for.
    pub to_caller: Uint128,
    /// Debt for which lots went under auction, rounded down for each.
    pub to_auctions: Uint128,
    /// Debt that found no buyer: what its collateral was worth less than it, and lots too small for an auction.
    pub to_nobody: Uint128,
    /// What buyers have paid, the auctions' penalty included.
    pub recovered: Uint128,
    /// What auctions raised of it.
    pub raised: Uint128,
    /// What was sold for that, at the oracle's price of then.
    pub sold_worth: Uint128,
    /// The least share of the oracle's price that anything was sold for at an auction.
    pub cheapest: Option<Decimal>,
    /// Collateral of lots that went back to owners, at the oracle's price of then.
    pub returned: Uint128,
    /// The same in base units of the collateral.
    pub returned_collateral: Uint128,
    /// Debt without a position at the end, that of lots still under auction included.
    pub bad_debt: Uint128,
    /// What lots still under auction are to raise.
    pub under_auction: Uint128,
    /// Fees and penalties that bad debt has not used up.
    pub surplus: Uint128,
    /// The most that waited under auction at once.
    pub largest_backlog: Backlog,
    /// When something waited under auction last, unix seconds; zero if never.
    pub waited_until: u64,
    /// How often auctions were restarted.
    pub restarts: u32,
    /// What was redeemed.
    pub redemptions: Redemptions,
    /// Positions that are unsafe at the end because no buyer has room for them.
    pub unsafe_at_end: usize,
    /// How often the feeders reported.
    pub rounds: u32,
    /// After how many of these rounds a price waited for its confirmation.
    pub waits: u32,
}

impl Outcome {
    /// Of a run that is over.
    pub fn new(chain: &Devchain, record: &Record) -> CliResult<Self> {
        let (totals, auctions) = (&record.totals, &record.totals.auctions);
        let books = chain.collateral_type(COLLATERAL)?.books;
        let with_buyer = totals.pool_paid + totals.keeper_paid + totals.auctioned_debt;
        Ok(Self {
            liquidated: totals.repaid,
            positions: record.seized.len(),
            longest_unsafe_seconds: record.longest_unsafe,
            to_pool: totals.pool_paid,
            to_caller: totals.keeper_paid,
            to_auctions: totals.auctioned_debt,
            to_nobody: totals.repaid.saturating_sub(with_buyer),
            recovered: totals.pool_paid + totals.keeper_paid + auctions.paid,
            raised: auctions.paid,
            sold_worth: auctions.sold_worth,
            cheapest: auctions.cheapest,
            returned: auctions.returned_worth,
            returned_collateral: auctions.returned,
            bad_debt: books.bad_debt,
            under_auction: auctions.left_to_raise,
            surplus: books.surplus,
            largest_backlog: auctions.largest_backlog,
            waited_until: auctions.waited_until,
            restarts: auctions.restarted,
            redemptions: totals.redemptions.clone(),
            unsafe_at_end: record.unsafe_at_end,
            rounds: record.rounds,
            waits: record.waits,
        })
    }

    /// A line for each figure, with its share of what was liquidated and what there is to say about it.
    pub fn table(&self, scenario: &Scenario) -> String {
        let columns = [
            (scenario.name, Align::Left),
            ("usd", Align::Right),
            ("of liquidated", Align::Right),
            ("", Align::Left),
        ];
        table(&columns, self.rows(scenario).map(Vec::from))
    }

    /// The cells of [`Self::table`].
    pub fn rows(&self, scenario: &Scenario) -> [[String; 4]; 13] {
        let row = |label: &str, amount: Uint128, note: String| {
            [label.to_owned(), usd(amount), self.share(amount), note]
        };
        let plain = |label: &str, amount: Uint128, note: String| {
            [label.to_owned(), usd(amount), String::new(), note]
        };
        let none = String::new;
        let backlog = &self.largest_backlog;
        [
            row("liquidated", self.liquidated, self.whom()),
            row("  to the pool", self.to_pool, none()),
            row("  to the caller", self.to_caller, none()),
            row("  to auctions", self.to_auctions, self.how_cheap()),
            row("  to nobody", self.to_nobody, none()),
            row("recovered", self.recovered, self.at_auctions()),
            row("returned to owners", self.returned, self.units(scenario)),
            row("bad debt", self.bad_debt, self.still_unsafe()),
            row("still under auction", self.under_auction, self.until()),
            row("largest backlog", backlog.to_raise, lots(backlog)),
            plain(
                "redemptions",
                self.redemptions.redeemed,
                self.redeemed(scenario),
            ),
            plain("surplus", self.surplus, none()),
            ["prices".to_owned(), none(), none(), self.waited()],
        ]
    }

    fn waited(&self) -> String {
        let (rounds, waits) = (
            counted(self.rounds, "round"),
            thousands(&self.waits.to_string()),
        );
        format!("{rounds}, after {waits} of them a price waited for confirmation")
    }

    fn share(&self, amount: Uint128) -> String {
        per_cent(Decimal::from_ratio(
            amount,
            self.liquidated.max(Uint128::one()),
        ))
    }

    fn how_cheap(&self) -> String {
        let Some(cheapest) = self.cheapest else {
            return String::new();
        };
        let mean = Decimal::from_ratio(self.raised, self.sold_worth.max(Uint128::one()));
        let (mean, cheapest) = (per_cent(mean), per_cent(cheapest));
        format!("sold at {mean} of the market's price, none under {cheapest}")
    }

    fn whom(&self) -> String {
        let unsafe_for = span(self.longest_unsafe_seconds);
        let positions = counted(self.positions, "position");
        format!("{positions}, unsafe for {unsafe_for} at most")
    }

    fn until(&self) -> String {
        match (self.waited_until, self.under_auction.is_zero()) {
            (0, _) | (_, false) => String::new(),
            (last, true) => format!("the last ended after {} UTC", moment(last)),
        }
    }

    fn at_auctions(&self) -> String {
        if self.to_auctions.is_zero() {
            return String::new();
        }
        let restarts = counted(self.restarts, "restart");
        format!("{} of it at auctions, {restarts}", usd(self.raised))
    }

    fn units(&self, scenario: &Scenario) -> String {
        if self.returned_collateral.is_zero() {
            return String::new();
        }
        scenario.collateral.shown(self.returned_collateral)
    }

    fn still_unsafe(&self) -> String {
        match self.unsafe_at_end {
            0 => "no position is unsafe".to_owned(),
            left => format!("{} unsafe, without a buyer", counted(left, "position")),
        }
    }

    fn redeemed(&self, scenario: &Scenario) -> String {
        let Redemptions {
            count,
            fees,
            collateral,
            ..
        } = &self.redemptions;
        if *count == 0 {
            return String::new();
        }
        let got = scenario.collateral.shown(*collateral);
        format!("{count} times for {got}, {} of fees", usd(*fees))
    }
}

fn lots(backlog: &Backlog) -> String {
    if backlog.lots == 0 {
        return String::new();
    }
    format!(
        "{} at {} UTC",
        counted(backlog.lots, "lot"),
        moment(backlog.at)
    )
}

fn counted(number: impl ToString, what: &str) -> String {
    let number = thousands(&number.to_string());
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn per_cent(share: Decimal) -> String {
    // What are 18 digits behind the point of the share are 16 behind that of the per cent.
    format!("{}%", grouped(share.atomics().u128(), 16, 2))
}

fn usd(amount: Uint128) -> String {
    grouped(amount.u128(), 6, 2)
}

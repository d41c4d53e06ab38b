//! What a crash left behind.

use std::{collections::BTreeMap, fmt, time::Duration};

use cosmwasm_std::Decimal;

use super::havoc::KillCount;
use crate::{
    audit::{Chronicle, Ledger, Seizure},
    program::KeeperProcess,
    Books, Site,
};

/// Everything that can be said of it.
#[derive(Debug)]
pub struct Summary {
    /// By the chain's clock.
    pub took: Duration,
    /// Blocks made.
    pub blocks: u64,
    /// The first, the lowest and the last price.
    pub prices: [Decimal; 3],
    /// Positions opened while the market fell.
    pub opened: usize,
    /// Unsafe positions at the end.
    pub unsafe_left: usize,
    /// The longest time that a position was seen to be unsafe.
    pub longest_unsafe: Duration,
    /// The most unsafe positions at a time.
    pub most_unsafe: usize,
    /// Looks at the positions that no node answered.
    pub unanswered: usize,
    /// What was killed.
    pub kills: KillCount,
    /// All liquidations of a position.
    pub seizures: Vec<Seizure>,
    /// The keepers.
    pub keepers: Vec<KeeperSummary>,
    /// The books at the end; they balance.
    pub books: Books,
}

/// What one keeper did, by the chain's own record.
#[derive(Debug)]
pub struct KeeperSummary {
    /// Its account's name.
    pub name: String,
    /// What it sent.
    pub ledger: Ledger,
    /// Base units of stake that it has less.
    pub spent: u128,
    /// Base units of ether that it has more.
    pub earned: u128,
    /// Lost races that its log tells, paid or not.
    pub overtaken: usize,
}

/// Stake and ether of each account.
pub(super) async fn purses(site: &Site, accounts: &[&str]) -> Vec<(u128, u128)> {
    let mut purses = vec![];
    for name in accounts {
        let actor = site.actor(name);
        purses.push((actor.coins("stake").await, actor.coins("aeth").await));
    }
    purses
}

pub(super) async fn keepers(
    site: &Site,
    chronicle: &Chronicle,
    accounts: &[&str],
    (before, processes): (Vec<(u128, u128)>, &[KeeperProcess]),
) -> Vec<KeeperSummary> {
    let after = purses(site, accounts).await;
    let purses = before.into_iter().zip(after);
    let each = accounts.iter().zip(purses).zip(processes);
    let told = each.map(|((name, (before, after)), process)| KeeperSummary {
        name: (*name).to_owned(),
        ledger: chronicle.ledger(site, site.network.address(name).unwrap()),
        spent: before.0 - after.0,
        earned: after.1 - before.1,
        overtaken: process.said("somebody else was first"),
    });
    told.collect()
}

impl Summary {
    /// Stablecoin debt that liquidations took off positions, base units.
    pub fn repaid(&self) -> u128 {
        self.seizures.iter().map(|it| it.event.repaid.u128()).sum()
    }

    /// Panics unless each keeper has exactly what the chain says it earned and paid, and no position was
    /// liquidated twice at one price.
    pub fn ensure_honest(&self) {
        for keeper in &self.keepers {
            assert_eq!(keeper.spent, keeper.ledger.fees, "{keeper:#?}");
            assert_eq!(keeper.earned, keeper.ledger.reward, "{keeper:#?}");
        }
        let mut last = BTreeMap::new();
        for seizure in &self.seizures {
            let now = seizure.event.price;
            let before = last.insert(seizure.event.position, now);
            assert_ne!(
                before,
                Some(now),
                "liquidated twice at one price: {seizure:?}"
            );
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, lowest, last] = self.prices;
        let KillCount { nodes, keepers } = self.kills;
        let dollars = |amount: u128| amount / 1_000_000;
        write!(
            f,
            "{} s, {} blocks; ether {first} -> {lowest} -> {last}; {nodes} nodes and {keepers} keepers \
             killed; {} positions opened meanwhile; {} liquidations of positions repaid {} usd; \
             most unsafe at a time {}, longest unsafe {:.1} s, left unsafe {}; \
             {} looks unanswered; booked {} + bad debt {} - surplus {} = supply {} (base units), {} positions",
            self.took.as_secs(),
            self.blocks,
            self.opened,
            self.seizures.len(),
            dollars(self.repaid()),
            self.most_unsafe,
            self.longest_unsafe.as_secs_f64(),
            self.unsafe_left,
            self.unanswered,
            self.books.booked,
            self.books.bad_debt,
            self.books.surplus,
            self.books.supply,
            self.books.positions,
        )?;
        for keeper in &self.keepers {
            let Ledger {
                done,
                failed,
                fees,
                liquidations,
                reward,
            } = &keeper.ledger;
            write!(
                f,
                "; {}: {done} transactions, {liquidations} liquidated, {} failed, {} times overtaken, \
                 fees {fees} stake, rewards {reward} aeth",
                keeper.name,
                failed.len(),
                keeper.overtaken
            )?;
        }
        Ok(())
    }
}

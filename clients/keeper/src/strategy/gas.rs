//! What actions cost in gas, about: enough to tell what is worth a simulation, which then says it exactly.
//! Measured figures stand in docs/performance.md.

/// Relaying, without its reports.
pub const RELAY: u64 = 120_000;

/// One signed report more.
pub const SIGNED_REPORT: u64 = 30_000;

/// Relaying so many reports.
pub fn relay(reports: usize) -> u64 {
    let reports = u64::try_from(reports).unwrap_or(u64::MAX);
    RELAY.saturating_add(reports.saturating_mul(SIGNED_REPORT))
}

/// A liquidation, without its positions.
pub const LIQUIDATION: u64 = 255_000;

/// One position more in a liquidation.
pub const POSITION: u64 = 20_000;

/// A liquidation in which the keeper sends stablecoin along, beside the rest.
pub const OWN_STABLECOIN: u64 = 90_000;

/// A liquidation of so many positions; with stablecoin of the keeper's, if it buys.
pub fn liquidation(positions: usize, buys: bool) -> u64 {
    let positions = u64::try_from(positions).unwrap_or(u64::MAX);
    let own = if buys { OWN_STABLECOIN } else { 0 };
    LIQUIDATION
        .saturating_add(own)
        .saturating_add(positions.saturating_mul(POSITION))
}

/// A take with stablecoin of the keeper's.
pub const TAKE: u64 = 400_000;

/// A take by a taker's contract that sells what it gets on a venue.
pub const TAKE_BY_CONTRACT: u64 = 700_000;

/// Beginning an auction again.
pub const RESTART: u64 = 280_000;

/// Filling an order, with a reserve that moves in first and something that comes back.
pub const FILL: u64 = 330_000;

/// Sending what is set aside to the vault, and burning it.
pub const SETTLE: u64 = 306_000;

/// Netting.
pub const NET: u64 = 180_000;

/// Paying out fees to pool and treasury.
pub const COLLECT: u64 = 350_000;

/// Bringing an index to now.
pub const ACCRUE: u64 = 120_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// The most gas that docs/performance.md tells of an operation.
    fn measured(operation: &str) -> u64 {
        let text = include_str!("../../../../docs/performance.md");
        let rows = text.lines().filter_map(|line| {
            let row = line.strip_prefix("| ")?.strip_prefix(operation)?;
            row.strip_prefix(" | ")
        });
        let cells = rows.flat_map(|row| row.split(" | "));
        let figures = cells.filter_map(|cell| cell.replace(',', "").parse().ok());
        figures.max().unwrap()
    }

    #[test]
    fn nothing_costs_more_than_its_estimate() {
        for (operation, estimated) in [
            ("liquidate 1", liquidation(1, false)),
            ("liquidate 5", liquidation(5, false)),
            ("liquidate 1 buying too", liquidation(1, true)),
            ("liquidate 1 with a reserve", liquidation(1, false)),
            ("liquidate 1 into an auction", liquidation(1, false)),
            ("liquidate 1 into a second", liquidation(1, false)),
            ("liquidate 5 into auctions", liquidation(5, false)),
            ("take", TAKE),
            ("take a part", TAKE),
            ("take by allowance", TAKE_BY_CONTRACT),
            ("restart", RESTART),
            ("fill", FILL),
            ("fill with a reserve", FILL),
        ] {
            let measured = measured(operation);
            assert!(measured > 100_000, "{operation}: {measured}");
            assert!(
                measured <= estimated,
                "{operation}: {measured}, not {estimated}"
            );
        }
    }
}

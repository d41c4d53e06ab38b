//! What an asset trades at, block by block.

use ballast_devchain::paths::{path, CsvError, Table};

/// Seconds between two blocks.
pub const BLOCK: usize = 6;

/// The path of a table. After its end the last price holds.
pub struct Market {
    pub name: &'static str,
    prices: Vec<f64>,
}

impl Market {
    pub fn of(table: Table) -> Result<Self, CsvError> {
        let points = path(&table.hours()?, BLOCK as u64);
        let prices = points.iter().map(|point| point.price.atomics().u128());
        Ok(Self {
            name: table.name(),
            prices: prices.map(|price| price as f64 / 1e18).collect(),
        })
    }

    /// The price so many seconds after the table begins.
    pub fn price(&self, time: u64) -> f64 {
        let block = usize::try_from(time).unwrap_or(usize::MAX) / BLOCK;
        self.prices[block.min(self.prices.len() - 1)]
    }

    /// Seconds from its first price to its last.
    pub fn duration(&self) -> u64 {
        (self.prices.len() as u64 - 1) * BLOCK as u64
    }

    /// Was it never cheaper before? Positions become unsafe at such times.
    pub fn is_new_low(&self, time: u64) -> bool {
        let price = self.price(time);
        let earlier = (0..time).step_by(BLOCK);
        earlier
            .map(|time| self.price(time))
            .all(|other| price < other)
    }
}

#[cfg(test)]
impl Market {
    /// A market of these prices, one for every hour.
    pub fn hourly(prices: &[f64]) -> Self {
        let blocks = 3_600 / BLOCK;
        let prices = prices.iter().flat_map(|price| vec![*price; blocks]);
        Self {
            name: "test",
            prices: prices.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_low_is_under_every_price_before_it() {
        let market = Market::hourly(&[100.0, 90.0, 95.0, 90.0, 80.0]);
        let at = |hour: u64| market.is_new_low(hour * 3_600);
        let lows: Vec<bool> = (0..5).map(at).collect();
        assert_eq!(lows, [true, true, false, false, true]);
        assert!(!market.is_new_low(3_606));
    }

    #[test]
    fn the_last_price_holds() {
        let market = Market::hourly(&[100.0, 90.0]);
        assert_eq!(market.duration(), 2 * 3_600 - 6);
        assert!(market.price(0) > 99.0 && market.price(3_599) > 99.0);
        assert!(market.price(3_600) < 91.0 && market.price(100 * 3_600) > 89.0);
    }

    #[test]
    fn every_table_is_a_market_in_dollars() {
        let market = Market::of(Table::UsdcMarch2023).unwrap();
        assert_eq!(market.duration(), 82 * 3_600);
        assert!((0.88..=1.0).contains(&market.price(0)));
    }
}

//! The embedded tables: markets that fell.

use super::{parse_csv, CsvError, Hour};

/// A market in days of distress, as hourly figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Bitcoin, 11 to 14 March 2020. It fell by more than half.
    BtcMarch2020,
    /// Ether, 11 to 13 March 2020. It fell by more than half, and by a quarter within an hour.
    EthMarch2020,
    /// Ether, 18 to 21 May 2021. It fell by almost half, and by 28% within an hour.
    EthMay2021,
    /// Luna of Terra, 7 to 13 May 2022. It lost all but a millionth of its value.
    LunaMay2022,
    /// USD Coin, 11 to 14 March 2023. It returned from 0.88 to a dollar.
    UsdcMarch2023,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 5] = [
        Self::BtcMarch2020,
        Self::EthMarch2020,
        Self::EthMay2021,
        Self::LunaMay2022,
        Self::UsdcMarch2023,
    ];

    /// Its name in reports: asset and month.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BtcMarch2020 => "BTC March 2020",
            Self::EthMarch2020 => "ETH March 2020",
            Self::EthMay2021 => "ETH May 2021",
            Self::LunaMay2022 => "LUNA May 2022",
            Self::UsdcMarch2023 => "USDC March 2023",
        }
    }

    /// The asset's ticker.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::BtcMarch2020 => "BTC",
            Self::EthMarch2020 | Self::EthMay2021 => "ETH",
            Self::LunaMay2022 => "LUNA",
            Self::UsdcMarch2023 => "USDC",
        }
    }

    /// Its hours, without gaps.
    ///
    /// Errors: none for the tables as they are, which the tests hold.
    pub fn hours(self) -> Result<Vec<Hour>, CsvError> {
        parse_csv(match self {
            Self::BtcMarch2020 => include_str!("../../data/btc_2020_03.csv"),
            Self::EthMarch2020 => include_str!("../../data/eth_2020_03.csv"),
            Self::EthMay2021 => include_str!("../../data/eth_2021_05.csv"),
            Self::LunaMay2022 => include_str!("../../data/luna_2022_05.csv"),
            Self::UsdcMarch2023 => include_str!("../../data/usdc_2023_03.csv"),
        })
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::Decimal;

    use super::super::{path, HOUR};
    use super::*;

    /// When it begins, how many hours it has, its highest and its lowest price.
    fn figures(table: Table) -> (u64, usize, &'static str, &'static str) {
        match table {
            Table::BtcMarch2020 => (1_583_884_800, 96, "7980", "3782.13"),
            Table::EthMarch2020 => (1_583_884_800, 72, "203.18", "86"),
            Table::EthMay2021 => (1_621_296_000, 96, "3565.71", "1888"),
            Table::LunaMay2022 => (1_651_881_600, 145, "77.5", "0.00004"),
            Table::UsdcMarch2023 => (1_678_543_200, 82, "1", "0.882"),
        }
    }

    fn extremes(hours: &[Hour]) -> (Decimal, Decimal) {
        let high = hours.iter().map(|hour| hour.high).max().unwrap();
        let low = hours.iter().map(|hour| hour.low).min().unwrap();
        (high, low)
    }

    #[test]
    fn every_table_begins_and_ends_and_peaks_where_it_did() {
        for table in Table::ALL {
            let hours = table.hours().unwrap();
            let (high, low) = extremes(&hours);
            let found = (
                hours[0].time,
                hours.len(),
                high.to_string(),
                low.to_string(),
            );
            let (time, length, high, low) = figures(table);
            let expected = (time, length, high.to_owned(), low.to_owned());
            assert_eq!(found, expected, "{}", table.name());
        }
    }

    #[test]
    fn hours_follow_each_other_and_their_prices_lie_between_low_and_high() {
        for table in Table::ALL {
            let hours = table.hours().unwrap();
            for pair in hours.windows(2) {
                assert_eq!(pair[1].time - pair[0].time, HOUR, "{}", table.name());
            }
            for hour in hours {
                for price in [hour.open, hour.close] {
                    let is_inside = hour.low <= price && price <= hour.high;
                    assert!(is_inside, "{} at {}", table.name(), hour.time);
                }
            }
        }
    }

    #[test]
    fn a_path_stays_within_the_extremes_of_its_table() {
        for table in Table::ALL {
            let hours = table.hours().unwrap();
            let (high, low) = extremes(&hours);
            for point in path(&hours, 60) {
                assert!(
                    low <= point.price && point.price <= high,
                    "{}",
                    table.name()
                );
            }
        }
    }

    #[test]
    fn every_table_has_a_name_of_its_own_that_begins_with_its_symbol() {
        for (i, table) in Table::ALL.into_iter().enumerate() {
            assert!(table.name().starts_with(table.symbol()));
            let others = &Table::ALL[..i];
            assert!(others.iter().all(|other| other.name() != table.name()));
        }
    }

    #[test]
    fn the_markets_fell_as_far_as_is_told() {
        let fell_below = |table: Table, per_mille| {
            let (high, low) = extremes(&table.hours().unwrap());
            low < high * Decimal::permille(per_mille)
        };
        assert!(fell_below(Table::BtcMarch2020, 500));
        assert!(fell_below(Table::EthMarch2020, 500));
        assert!(fell_below(Table::EthMay2021, 550));
        assert!(fell_below(Table::LunaMay2022, 1));
        assert!(!fell_below(Table::UsdcMarch2023, 880));
    }
}

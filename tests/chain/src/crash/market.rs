//! Prices as they come, written into the file that the keepers read.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    ops::Range,
    path::Path,
    sync::Mutex,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ballast_devchain::paths::{eth_march_2020, path};
use cosmwasm_std::Decimal;

use super::STEP;

/// The file's name.
pub const FILE: &str = "eth.csv";

const HOUR: u64 = 3_600;

/// A market whose hours pass quicker.
pub struct Market {
    prices: Vec<Decimal>,
    file: Mutex<File>,
    now: Mutex<Now>,
}

struct Now {
    place: usize,
    is_closed: bool,
}

impl Market {
    /// Opens with the first price.
    pub fn new(folder: &Path, hours: &Range<usize>, lasts: Duration) -> Self {
        let hours = &eth_march_2020().unwrap()[hours.clone()];
        let steps = (lasts.as_secs() / STEP.as_secs()).max(1);
        let beat = (hours.len() as u64 * HOUR / steps).max(1);
        let prices = path(hours, beat).into_iter().map(|point| point.price);
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(FILE));
        Self {
            prices: prices.collect(),
            file: Mutex::new(file.unwrap()),
            now: Mutex::new(Now {
                place: 0,
                is_closed: false,
            }),
        }
    }

    /// The price now.
    pub fn price(&self) -> Decimal {
        self.prices[self.now.lock().unwrap().place]
    }

    /// Goes to the price after so much of its time.
    pub fn set(&self, elapsed: Duration, lasts: Duration) {
        let last = self.prices.len() - 1;
        let place = last as u128 * elapsed.as_millis() / lasts.as_millis();
        self.now.lock().unwrap().place = usize::try_from(place).unwrap().min(last);
    }

    /// The last price stays.
    pub fn close(&self) {
        let mut now = self.now.lock().unwrap();
        now.place = self.prices.len() - 1;
        now.is_closed = true;
    }

    /// Whether the last price stays.
    pub fn is_closed(&self) -> bool {
        self.now.lock().unwrap().is_closed
    }

    /// Writes the price into the file, again and again.
    pub async fn tick(self: std::sync::Arc<Self>) {
        let mut ticks = tokio::time::interval(STEP);
        loop {
            ticks.tick().await;
            let time = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap()
                .as_secs();
            let line = format!("{time},{}\n", self.price());
            self.file
                .lock()
                .unwrap()
                .write_all(line.as_bytes())
                .unwrap();
        }
    }

    /// The first, the lowest and the last price.
    pub fn told(&self) -> [Decimal; 3] {
        let lowest = self.prices.iter().min().unwrap();
        [self.prices[0], *lowest, self.prices[self.prices.len() - 1]]
    }
}

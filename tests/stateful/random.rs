//! Chance that can be repeated.

/// A small generator of random numbers (SplitMix64): the same seed, the same numbers, on every
/// machine and in every version.
pub struct Random(u64);

impl Random {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `bound`; zero where that is zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        self.next() % bound
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below((high - low).saturating_add(1))
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    /// One of several, if there are any.
    pub fn pick_from<T>(&mut self, of: impl IntoIterator<Item = T>) -> Option<T> {
        let mut of: Vec<T> = of.into_iter().collect();
        if of.is_empty() {
            return None;
        }
        let place = self.below(of.len() as u64);
        Some(of.swap_remove(usize::try_from(place).unwrap()))
    }

    /// An index by weight.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
        }
        0
    }

    /// `permille` of an amount, rounded down.
    pub fn part(amount: u128, permille: u64) -> u128 {
        amount / 1_000 * u128::from(permille) + amount % 1_000 * u128::from(permille) / 1_000
    }

    /// An amount up to `most`: often a share of it, often one of the edges, seldom beyond.
    pub fn amount(&mut self, most: u128) -> u128 {
        match self.below(20) {
            0 => most.saturating_add(1),
            1 => 1,
            2 => most / 2,
            3 | 4 => most,
            5 => most >> self.between(1, 40),
            6 => most.saturating_sub(1),
            _ => {
                let permille = self.between(1, 999);
                Self::part(most, permille).max(1)
            }
        }
    }
}

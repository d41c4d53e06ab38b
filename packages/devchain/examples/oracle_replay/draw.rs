//! Numbers that look random and are the same on every machine.

/// A number that depends on these alone, all bits of it on all of them (the mixing of `SplitMix64`).
pub fn draw(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |state: u64, part| {
        let mut mixed = (state ^ part).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn other_parts_give_other_numbers() {
        let numbers: BTreeSet<u64> = (0..100).map(|part| draw(&[7, part]) % 1_000_000).collect();
        assert!(numbers.len() > 95);
        assert_eq!(draw(&[7, 1]), draw(&[7, 1]));
        assert_ne!(draw(&[7, 1]), draw(&[1, 7]));
    }
}

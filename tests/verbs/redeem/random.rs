//! Redemptions at random: the suite holds every one against all invariants, I3 and I30 among them.

use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use ballast_types::vault::Redeemed;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        let factor = 6_364_136_223_846_793_005;
        self.0 = self
            .0
            .wrapping_mul(factor)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn open(suite: &mut Suite, dice: &mut Dice) {
    let ether = eth("2") + u128::from(dice.roll(1_000_000_007)) * 100_000_000;
    // Some 160% to 500%.
    let mint = ether / 10u128.pow(12) * 200 * 100 / u128::from(165 + dice.roll(335));
    suite.open("carol", ETH, ether, mint.max(usd("100")));
}

#[test]
fn i03_i30_i08_redemptions_at_random_prices_keep_the_books_exact_and_lower_no_ratio() {
    let mut redeemed = 0;
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let mut suite = Suite::base();
        suite.open("bob", BTC, btc("500"), usd("1000000"));
        for _ in 0..12 {
            open(&mut suite, &mut dice);
        }
        for _ in 0..20 {
            suite.set_price("ETH", &format!("{}", 60 + dice.roll(180)));
            suite.advance_reporting(dice.roll(100_000));
            let amount = u128::from(1 + dice.roll(2_000_000_000)) / (1 + u128::from(dice.roll(50)));
            let limit = 1 + u32::try_from(dice.roll(5)).unwrap();
            let shown = suite.chain.redemption(ETH, amount, limit).unwrap();
            if shown.redeemed.is_zero() {
                suite.refused(|chain| chain.vault().redeem("bob", (ETH, amount), limit, 0));
                continue;
            }
            let done = suite.ok(|chain| chain.vault().redeem("bob", (ETH, amount), limit, 0));
            let told: Redeemed = suite.event(&done);
            assert_eq!(
                (told.repaid, told.collateral),
                (shown.redeemed, shown.collateral)
            );
            redeemed += 1;
        }
    }
    assert!(redeemed > 60, "{redeemed}");
}

//! Collateral of any number of decimals.

use ballast_tests::{btc, usd, SuiteBuilder, BTC};
use ballast_types::vault::Redeemed;
use cosmwasm_std::Uint128;
use rstest::rstest;

/// 1,000 ether for 40,000 USD, counted in units of so many decimals.
#[rstest]
fn i30_i08_collateral_rounds_down_to_its_unit(
    #[values(0, 1, 2, 6, 8, 12, 17, 18)] decimals: u8,
    #[values("250.1", "333.333333", "39901", "100000")] amount: &str,
) {
    let unit = 10u128.pow(decimals.into());
    let mut suite = SuiteBuilder::base()
        .with(|deployment| {
            for asset in &mut deployment.assets {
                if asset.name == "eth" {
                    asset.decimals = decimals;
                }
            }
            for account in &mut deployment.accounts {
                if let Some(balance) = account.balances.get_mut("eth") {
                    *balance = Uint128::new(10_000 * unit);
                }
            }
        })
        .with_no_fees()
        .build();
    let id = suite.open("alice", 1, 1_000 * unit, usd("40000"));
    suite.open("bob", BTC, btc("100"), usd("200000"));
    let before = suite.balance("bob", "eth");
    let done = suite.ok(|chain| chain.vault().redeem("bob", (1, usd(amount)), 1, 0));
    let told: Redeemed = suite.event(&done);
    let got = suite.balance("bob", "eth") - before;
    assert_eq!(got, told.collateral.u128());

    // Worth what was repaid less 0.5% at 200 USD, and less than one unit under it.
    let face = told.repaid.u128() * unit * 995;
    assert!(got * 200_000_000 * 1_000 <= face);
    assert!((got + 1) * 200_000_000 * 1_000 > face);
    let left = suite.position(id).debt.u128();
    assert!(left == 0 || left >= usd("100"));
}

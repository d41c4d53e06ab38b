//! Pools over long histories, against the model that loops over depositors.

use ballast_tests::{eth, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{liquidation::Liquidated, PositionId};

use crate::{
    model::Model,
    support::{assert_backed, deposit_of, lend, liquidate, suite, Dice, REST},
};

struct Run {
    suite: Suite,
    model: Model,
}

impl Run {
    fn new() -> Self {
        let mut suite = suite();
        for who in ["bob", "carol", "dave", "erin"] {
            lend(&mut suite, who, ETH, usd("300000"));
        }
        Self {
            suite,
            model: Model::default(),
        }
    }

    fn total(&self) -> u128 {
        self.suite.chain.pool(ETH).unwrap().total.u128()
    }

    fn deposit(&mut self, who: &str, amount: u128) {
        self.suite
            .ok(|chain| chain.liquidation().deposit(who, ETH, amount));
        self.model.deposit(who, amount);
    }

    fn withdraw(&mut self, who: &str, amount: u128) {
        self.suite
            .ok(|chain| chain.liquidation().withdraw(who, ETH, amount));
        self.model.withdraw(who, amount);
    }

    fn claim(&mut self, who: &str) {
        let [_, gain, _] = deposit_of(&self.suite, ETH, who);
        self.suite.ok(|chain| chain.liquidation().claim(who, ETH));
        self.model.claim(who, gain);
    }

    /// alice opens a position at 200 USD, and the pool buys it at another price.
    fn buy(&mut self, debt: u128, price: &str) -> Liquidated {
        self.suite.set_calm_price("ETH", "200");
        let collateral = debt * 10_000_000_000; // 1 ether for 100 USD
        let position: PositionId = self.suite.open("alice", ETH, collateral, debt);
        self.suite.set_price("ETH", price);
        let total = self.total();
        let told = liquidate(&mut self.suite, "keeper", position, 0);
        self.model.absorb(total, &told);
        self.model.assert_agrees(&self.suite, ETH);
        told
    }
}

#[test]
fn h38_many_near_total_purchases_keep_everybodys_history() {
    let mut run = Run::new();
    run.deposit("bob", usd("1000"));
    let mut scales = vec![];
    for round in 0..24u32 {
        // All but one whole stablecoin goes, thousands of times what is left.
        run.deposit("carol", usd("5000"));
        let told = run.buy(usd("20000"), "125");
        assert!(run.total() - usd("1") <= 1, "{told:?}");
        scales.push(run.suite.chain.pool(ETH).unwrap().scale);
        if round == 3 {
            run.deposit("dave", usd("777.777777"));
        }
    }
    assert!(scales.windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(
        *scales.last().unwrap() >= 9,
        "beyond eight scales: {scales:?}"
    );

    // bob was there from the beginning: nothing is left of the deposit, all of its gains are.
    let [left, gain, _] = deposit_of(&run.suite, ETH, "bob");
    assert_eq!(left, 0);
    assert!(gain > eth("8"), "{gain}"); // 1,000 USD and the penalty, at 125
    run.suite.advance_reporting(REST);
    for who in ["bob", "carol", "dave"] {
        run.claim(who);
    }
    run.model.assert_agrees(&run.suite, ETH);
    assert_backed(&run.suite);
}

#[test]
fn h38_a_pool_is_emptied_and_filled_again() {
    let mut run = Run::new();
    for round in 1..5u128 {
        run.deposit("bob", usd("2000") + round);
        run.deposit("carol", usd("1000") * round);
        run.buy(usd("1500"), "125");
        run.suite.advance_reporting(REST);
        for who in ["bob", "carol"] {
            let [left, ..] = deposit_of(&run.suite, ETH, who);
            run.withdraw(who, left);
        }
        let rest = run.suite.chain.pool(ETH).unwrap();
        assert!(
            rest.total.u128() <= 8 && rest.room.is_zero(),
            "dust: {rest:?}"
        );
    }
    run.claim("bob");
    run.claim("carol");
    run.model.assert_agrees(&run.suite, ETH);
    // Less than what a cent buys.
    let dust = run.suite.balance("liquidation", "eth");
    assert!(dust <= eth("0.00008"), "{dust}");
    assert_backed(&run.suite);
}

#[test]
fn i06_random_histories_agree_with_the_loop() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let mut run = Run::new();
        for _ in 0..60 {
            let who = *dice.one_of(&["bob", "carol", "dave", "erin"]);
            let [has, gain, _] = deposit_of(&run.suite, ETH, who);
            match dice.roll(6) {
                0 | 1 => {
                    let amount = 1 + dice.amount(2, 10);
                    let amount = amount.min(run.suite.balance(who, "stablecoin"));
                    if amount > 0 {
                        run.deposit(who, amount);
                        run.suite.advance_reporting(REST);
                    }
                }
                2 if has > 0 => run.withdraw(who, 1 + u128::from(dice.roll(1 << 40)) % has),
                3 if gain > 0 => run.claim(who),
                _ if run.total() > usd("101") => {
                    let debt = usd("100") + dice.amount(4, 10);
                    let price = dice.one_of(&["139", "125", "112.345678", "103", "80", "0.02"]);
                    run.buy(debt, price);
                }
                _ => {}
            }
        }
        run.model.assert_agrees(&run.suite, ETH);
        assert_backed(&run.suite);
    }
}

#[test]
fn dust_deposits_take_nothing_from_others() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    lend(&mut suite, "bob", ETH, usd("5000"));
    for who in ["carol", "dave", "erin"] {
        lend(&mut suite, who, ETH, usd("100"));
        suite.ok(|chain| chain.liquidation().deposit(who, ETH, 1));
    }
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("5000")));
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.set_price("ETH", "125");
    let told = liquidate(&mut suite, "keeper", position, 0);
    let [left, gain, _] = deposit_of(&suite, ETH, "bob");
    assert!(usd("4300") - left <= 1);
    assert!(told.pool_collateral.u128() - gain <= 4 * eth("0.00000001"));
    suite.advance_reporting(REST);
    for who in ["carol", "dave", "erin"] {
        let [one, its_gain, _] = deposit_of(&suite, ETH, who);
        assert!(one <= 1 && its_gain <= eth("0.00000001"));
        if its_gain > 0 {
            suite.ok(|chain| chain.liquidation().claim(who, ETH));
        }
    }
    assert_backed(&suite);
}

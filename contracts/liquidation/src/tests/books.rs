//! I4 and I6 after every step of random histories.

use ballast_types::liquidation::{DepositResponse, PoolResponse, QueryMsg, ReceiveMsg};
use proptest::prelude::*;

use super::{
    suite::{addr, Suite, ATOM, ONE},
    vault::{purchase, seizure},
};

const DEPOSITORS: [&str; 4] = ["alice", "bob", "carol", "dave"];

#[derive(Clone, Debug)]
enum Step {
    Pass(u64),
    Deposit(usize, u128),
    Withdraw(usize, Option<u128>),
    Claim(usize),
    Fees(u128),
    /// Share of the pool's room in thousandths, collateral, what the caller sends and pays, reward.
    Seize(u128, u128, (u128, u128), u128),
    Settle,
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..DEPOSITORS.len();
    let amount = prop_oneof![1..10u128, 1..1_000 * ONE, 1..1_000_000_000 * ONE];
    let collateral = prop_oneof![0..10u128, 0..1_000_000_000_000u128, 0..10u128.pow(27)];
    let share = prop_oneof![0..1_000u128, Just(999), Just(1_000)];
    let bought = (1..10 * ONE, 0..=1_000u128);
    prop_oneof![
        (1..100_000u64).prop_map(Step::Pass),
        (who.clone(), amount.clone()).prop_map(|(who, amount)| Step::Deposit(who, amount)),
        (who.clone(), proptest::option::of(amount.clone()))
            .prop_map(|(who, amount)| Step::Withdraw(who, amount)),
        who.prop_map(Step::Claim),
        amount.prop_map(Step::Fees),
        (share, collateral, bought, 0..100u128)
            .prop_map(|(share, sold, bought, reward)| Step::Seize(share, sold, bought, reward)),
        Just(Step::Settle),
    ]
}

/// Takes the step; a refusal is as good, and the suite fails where the money does not suffice.
fn take(suite: &mut Suite, step: Step) {
    match step {
        Step::Pass(seconds) => suite.pass(seconds),
        Step::Deposit(who, amount) => drop(suite.deposit(DEPOSITORS[who], amount).unwrap()),
        Step::Withdraw(who, amount) => drop(suite.withdraw(DEPOSITORS[who], amount)),
        Step::Claim(who) => drop(suite.claim(DEPOSITORS[who])),
        Step::Fees(amount) => {
            let otherwise = addr("treasury").into();
            let msg = ReceiveMsg::Yield {
                collateral_type: ATOM,
                otherwise,
            };
            suite.send("vault", amount, &msg).unwrap();
        }
        Step::Seize(share, sold, (sent, paid), reward) => {
            let pays = suite.rooms(0).pool.u128() * share / 1_000;
            let pool = purchase(pays, if pays == 0 { 0 } else { sold }, pays);
            let caller = sent * paid / 1_000;
            let seized = seizure(pool, purchase(caller, 3, caller), reward);
            suite.seized("keeper", sent, &seized).unwrap();
        }
        Step::Settle => drop(suite.settle()),
    }
}

/// What the contract owes by its own answers, against what it holds.
fn check(suite: &Suite) {
    let pool: PoolResponse = suite
        .query(QueryMsg::Pool {
            collateral_type: ATOM,
        })
        .unwrap();
    let all = QueryMsg::Deposits {
        collateral_type: ATOM,
        start_after: None,
        limit: None,
    };
    let deposits: Vec<DepositResponse> = suite.query(all).unwrap();
    let sum = |part: fn(&DepositResponse) -> u128| deposits.iter().map(part).sum::<u128>();
    assert!(
        sum(|deposit| deposit.amount.u128()) <= pool.total.u128(),
        "I6: deposits"
    );
    let owed = pool.total + pool.unvested + pool.set_aside;
    let owed = owed.u128() + sum(|deposit| deposit.stablecoin_gain.u128());
    assert!(
        owed <= suite.balance("contract", "stablecoin"),
        "I4: stablecoin"
    );
    let gains = sum(|deposit| deposit.collateral_gain.u128());
    assert!(
        gains <= suite.balance("contract", "native:uatom"),
        "I4: collateral"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn i04_i06_the_contract_holds_what_it_owes(
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut suite = Suite::new();
        for step in steps {
            take(&mut suite, step);
            check(&suite);
        }
        // Everybody can leave, and nobody else's money is missed.
        suite.pass(200_000);
        for who in DEPOSITORS {
            drop(suite.withdraw(who, None));
            drop(suite.claim(who));
            check(&suite);
        }
    }
}

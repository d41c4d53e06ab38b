//! Attempts to earn what nobody lost: self-liquidation, and liquidation in a thousand steps.

use ballast_devchain::{Call, LIQUIDATION, STABLECOIN, VAULT};
use ballast_tests::{eth, usd, Suite, ETH};
use ballast_types::{
    liquidation::{ExecuteMsg, ReceiveMsg},
    vault, PositionId,
};

use crate::support::{
    alices, assert_backed, deposit_of, fund, ids, lend, liquidate, sides, suite, REST,
};

/// All that `who` owns less all debt, in 18 digits of a USD, ether at `price` whole cents and
/// bitcoin left aside.
fn wealth(suite: &Suite, who: &str, cents: i128) -> i128 {
    let [deposit, gain, earned] = deposit_of(suite, ETH, who);
    let mut ether = suite.balance(who, "eth") + gain;
    let mut stablecoin = i128::try_from(suite.balance(who, STABLECOIN) + deposit + earned).unwrap();
    for position in suite.chain.positions_of(who).unwrap() {
        stablecoin -= i128::try_from(position.debt.u128()).unwrap();
        if position.collateral_type == ETH {
            ether += position.collateral.u128();
        }
    }
    i128::try_from(ether).unwrap() * cents / 100 + stablecoin * 1_000_000_000_000
}

/// erin is debtor, keeper, caller with her own stablecoin and depositor at once; bob has a deposit
/// too.
fn herself(price: &str, own_pool: u128, sent: u128) -> (i128, u128) {
    let mut suite = suite();
    let position = suite.open("erin", ETH, eth("10"), usd("1000"));
    lend(&mut suite, "erin", ETH, usd("2000"));
    fund(&mut suite, "bob", ETH, usd("101"));
    if own_pool > 0 {
        suite.ok(|chain| chain.liquidation().deposit("erin", ETH, own_pool));
    }
    suite.set_price("ETH", price);
    let cents = i128::try_from(ballast_tests::units(price, 2)).unwrap();
    let before = wealth(&suite, "erin", cents);
    liquidate(&mut suite, "erin", position, sent);
    let earned = wealth(&suite, "erin", cents) - before;
    suite.advance_reporting(REST);
    if own_pool > 0 {
        suite.ok(|chain| chain.liquidation().claim("erin", ETH));
        suite.ok(|chain| chain.liquidation().withdraw("erin", ETH, 0));
    }
    assert_eq!(wealth(&suite, "erin", cents) - before <= 0, earned <= 0);
    assert_backed(&suite);
    (earned, suite.chain.bad_debt(ETH).unwrap().net.u128())
}

#[test]
fn h32_self_liquidation_of_a_solvent_position_makes_no_profit() {
    for price in ["139.99", "125", "112.5", "110", "105", "101.6"] {
        for (own_pool, sent) in [
            (0, usd("1000")),
            (0, 1),
            (usd("1500"), 0),
            (usd("300"), usd("900")),
            (usd("1000"), usd("1")),
        ] {
            let (earned, bad_debt) = herself(price, own_pool, sent);
            assert!(earned <= 0, "{price}, {own_pool}, {sent}: {earned}");
            assert_eq!(bad_debt, 0, "{price}");
        }
    }
}

/// Who owes more than there is can walk away from it; clearing it as its own buyer gives the
/// minimum discount on top, at most what is left as bad debt, and no more than any other buyer
/// gets.
#[test]
fn h32_an_insolvent_one_gives_its_owner_no_more_than_the_discount() {
    for price in ["101", "100", "90", "50"] {
        let (earned, bad_debt) = herself(price, 0, usd("1000"));
        let lost = i128::try_from(bad_debt).unwrap() * 1_000_000_000_000;
        assert!(
            bad_debt > 0 && earned <= lost,
            "{price}: {earned} of {lost}"
        );
    }
}

/// Everything in one transaction, with what it mints on the way.
#[test]
fn h32_a_flash_self_liquidation_is_refused_or_a_loss() {
    let mut suite = suite();
    let position = suite.open("erin", ETH, eth("10"), usd("1000"));
    suite.ok(|chain| chain.stablecoin().transfer("erin", "dave", usd("1000")));
    suite.set_price("ETH", "125");
    let before = wealth(&suite, "erin", 12_500);
    let msg = vault::ExecuteMsg::Open {
        collateral_type: ETH,
        mint: Some(usd("2000").into()),
    };
    let open = Call::new(VAULT, &msg, &cosmwasm_std::coins(eth("100"), "aeth")).unwrap();
    let deposit = ReceiveMsg::Deposit {
        collateral_type: ETH,
    };
    let buy = ReceiveMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    let send = |suite: &Suite, amount, hook: &ReceiveMsg| {
        suite
            .chain
            .send_call(STABLECOIN, LIQUIDATION, amount, hook)
            .unwrap()
    };
    let repay = vault::ReceiveMsg::Close {
        position: PositionId::new(ETH, position.number() + 1),
    };
    let repay = suite
        .chain
        .send_call(STABLECOIN, VAULT, usd("2000"), &repay)
        .unwrap();
    let plain = ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection: ids(&[position]),
    };
    let plain = Call::new(LIQUIDATION, &plain, &[]).unwrap();
    let claim = ExecuteMsg::Claim {
        collateral_type: ETH,
    };
    let claim = Call::new(LIQUIDATION, &claim, &[]).unwrap();

    // Through the pool the money rests, so the loan cannot be paid back.
    let into_pool = send(&suite, usd("2000"), &deposit);
    let calls = vec![
        open.clone(),
        into_pool.clone(),
        plain.clone(),
        claim,
        repay.clone(),
    ];
    suite.refused(|chain| chain.execute_all("erin", calls));
    suite.refused(|chain| {
        chain.execute_all("erin", vec![open.clone(), into_pool, plain, repay.clone()])
    });
    // As its own buyer it costs what it repaid.
    let buy = send(&suite, usd("2000"), &buy);
    suite
        .refused(|chain| chain.execute_all("erin", vec![open.clone(), buy.clone(), repay.clone()]));
    suite.ok(|chain| chain.execute_all("erin", vec![open, buy]));
    assert!(wealth(&suite, "erin", 12_500) <= before);
}

#[test]
fn h18_a_thousand_small_liquidations_pay_no_more_than_the_whole() {
    let mut suite = suite();
    let position = alices(&mut suite);
    lend(&mut suite, "keeper", ETH, usd("1000"));
    suite.set_price("ETH", "125");
    let mut whole = suite.chain.fork().unwrap();
    let done = whole
        .liquidation()
        .liquidate("keeper", ETH, ids(&[position]), usd("1000"))
        .unwrap();
    let whole = crate::support::liquidated(&suite, &done);

    let (mut reward, mut seized, mut repaid) = (0, 0, 0);
    let mut steps = 0;
    while suite.position(position).is_unsafe == Some(true) && steps < 1_000 {
        let done = suite
            .chain
            .liquidation()
            .liquidate("keeper", ETH, ids(&[position]), usd("0.555555"))
            .unwrap();
        let step = crate::support::liquidated(&suite, &done);
        reward += step.reward.u128();
        seized += step.seized.u128();
        repaid += step.repaid.u128();
        steps += 1;
    }
    suite.verify();
    assert!(steps > 890, "{steps}");
    assert!(reward <= whole.reward.u128() && seized <= whole.seized.u128());
    assert!(reward * 1_000 <= seized * 5);
    // Nor does the owner lose more than by the whole, and the position ends no worse.
    assert!(repaid <= whole.repaid.u128());
    let (collateral, debt) = sides(&suite, position);
    assert!(collateral * 125 / 1_000_000_000_000 >= debt * 14 / 10);
    assert_backed(&suite);
}

#[test]
fn h18_small_steps_of_an_insolvent_position_cost_the_system_no_more_than_the_whole() {
    let mut suite = suite();
    let position = alices(&mut suite);
    lend(&mut suite, "keeper", ETH, usd("2000"));
    suite.set_price("ETH", "95");
    let mut whole = suite.chain.fork().unwrap();
    whole
        .liquidation()
        .liquidate("keeper", ETH, ids(&[position]), usd("1000"))
        .unwrap();
    let loss = whole.bad_debt(ETH).unwrap().net.u128();

    let mut steps = 0;
    while suite.chain.position(position).is_ok() {
        // A price without small factors, so that every step rounds.
        let sent = usd("3.333333").max(sides(&suite, position).1.saturating_sub(usd("100")) / 50);
        let sent = if sides(&suite, position).1 <= usd("110") {
            usd("200")
        } else {
            sent
        };
        suite
            .chain
            .liquidation()
            .liquidate("keeper", ETH, ids(&[position]), sent)
            .unwrap();
        steps += 1;
    }
    suite.verify();
    let in_steps = suite.chain.bad_debt(ETH).unwrap().net.u128();
    assert!(
        steps > 50 && in_steps.saturating_sub(loss) <= 2 * steps,
        "{loss} {in_steps}"
    );
    assert_backed(&suite);
}

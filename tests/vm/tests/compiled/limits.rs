//! Out of gas anywhere, and nothing has happened.

use ballast_devchain::{Call, Devchain, Operation, LIQUIDATION, STABLECOIN, VAULT};
use ballast_tests::{eth, usd, ETH};
use ballast_types::{
    liquidation::ExecuteMsg as PoolMsg,
    vault::{ExecuteMsg, ReceiveMsg, Selection},
};
use ballast_vm_tests::{codes, Twins};
use cosmwasm_std::{coins, Uint128};

use crate::stage::stage;

/// Limits tried, as parts of what the operation needs.
const STEPS: u64 = 60;

fn by(sender: &str, chain: &Devchain, call: Call) -> Operation {
    Operation {
        time: chain.now(),
        sender: sender.to_owned(),
        calls: vec![call],
    }
}

/// Runs an operation with less and less gas than it needs: each time it must be refused and leave
/// every record as it was. With exactly what it needs it succeeds.
fn starve(twins: &mut Twins, operation: &Operation) {
    let start = twins.compiled.snapshot();
    let plenty = u64::MAX / 4;
    twins.codes.allow(plenty);
    twins.compiled.run(operation).unwrap();
    let (needed, after) = (plenty - twins.codes.left(), twins.compiled.state_hash());
    let others = |name: &str| twins.codes.contract(name);
    let restored = || Devchain::restore_with(start.clone(), &others).unwrap();
    let mut chain = restored();
    let before = chain.state_hash();
    for step in 0..STEPS {
        twins.codes.allow(needed / STEPS * step);
        let refusal = chain.run(operation).unwrap_err().to_string();
        assert!(refusal.contains("gas"), "at {step} of {STEPS}: {refusal}");
        assert_eq!(before, chain.state_hash(), "at {step} of {STEPS}");
    }
    twins.codes.allow(needed);
    chain.run(operation).unwrap();
    assert_eq!(after, chain.state_hash());
    twins.codes.allow(plenty);
}

#[test]
fn an_opening_without_gas_changes_nothing() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    let open = ExecuteMsg::Open {
        collateral_type: ETH,
        mint: Some(Uint128::new(usd("150"))),
    };
    let call = Call::new(VAULT, &open, &coins(eth("5"), "aeth")).unwrap();
    let operation = by("alice", &twins.compiled, call);
    starve(&mut twins, &operation);
}

#[test]
fn a_repayment_without_gas_changes_nothing() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    let position = stage.positions.ether;
    let call = twins.compiled.send_call(
        STABLECOIN,
        VAULT,
        usd("100"),
        &ReceiveMsg::Repay { position },
    );
    let operation = by("alice", &twins.compiled, call.unwrap());
    starve(&mut twins, &operation);
}

#[test]
fn a_liquidation_without_gas_changes_nothing() {
    let stage = stage();
    let mut twins = Twins::of(&stage.suite.chain.snapshot(), codes());
    let liquidate = PoolMsg::Liquidate {
        collateral_type: ETH,
        selection: Selection::Riskiest { limit: 3 },
    };
    let call = Call::new(LIQUIDATION, &liquidate, &[]).unwrap();
    let operation = by("dave", &twins.compiled, call);
    starve(&mut twins, &operation);
}

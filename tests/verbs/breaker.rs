//! Which operations stop in which state of the brakes: a table, so that none stops by accident.

use ballast_devchain::{Devchain, Outcome, Pieces};
use ballast_tests::{btc, eth, price, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    vault::{ExecuteMsg, OperatorScope},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::pause;

/// A brake that is on.
#[derive(Clone, Copy, Debug)]
enum Brake {
    /// None.
    Free,
    /// The guardian has paused minting.
    Paused,
    /// The type's ceiling is zero.
    NoCeiling,
    /// The group's ceiling is zero.
    NoGroupCeiling,
    /// The floor has risen above every debt.
    HighFloor,
    /// Paused, and all ceilings zero.
    Everything,
}

const BRAKES: [Brake; 6] = [
    Brake::Free,
    Brake::Paused,
    Brake::NoCeiling,
    Brake::NoGroupCeiling,
    Brake::HighFloor,
    Brake::Everything,
];

/// The positions that the operations are about.
struct Cast {
    /// alice's, safe, with debt.
    safe: PositionId,
    /// carol's, unsafe at the price of now.
    unsafe_one: PositionId,
    /// bob's, without debt.
    free: PositionId,
}

type Act = fn(&mut Devchain, &Cast) -> Outcome;

/// An operation, and whether it passes while free, paused, without ceiling, without group ceiling,
/// under a high floor, under everything.
const TABLE: &[(&str, Act, [bool; 6])] = &[
    (
        "open",
        |c, _| c.vault().open("dave", ETH, eth("1"), 0),
        [true; 6],
    ),
    (
        "open with debt",
        |c, _| c.vault().open("dave", ETH, eth("9"), usd("100")),
        [true, false, false, false, false, false],
    ),
    (
        "mint",
        |c, cast| c.vault().mint("alice", cast.safe, usd("1")),
        [true, false, false, false, false, false],
    ),
    (
        "deposit",
        |c, cast| c.vault().deposit("bob", cast.safe, 1),
        [true; 6],
    ),
    (
        "deposit to the unsafe",
        |c, cast| c.vault().deposit("bob", cast.unsafe_one, 1),
        [true; 6],
    ),
    (
        "withdraw",
        |c, cast| c.vault().withdraw("alice", cast.safe, 1),
        [true; 6],
    ),
    (
        "withdraw without debt",
        |c, cast| c.vault().withdraw("bob", cast.free, 1),
        [true; 6],
    ),
    (
        "close without debt",
        |c, cast| c.vault().close("bob", cast.free, 0),
        [true; 6],
    ),
    (
        "repay a part",
        |c, cast| c.vault().repay("alice", cast.safe, usd("10")),
        [true, true, true, true, false, false],
    ),
    (
        "repay all",
        |c, cast| c.vault().repay("erin", cast.safe, usd("500")),
        [true; 6],
    ),
    (
        "repay all of the unsafe",
        |c, cast| c.vault().repay("erin", cast.unsafe_one, usd("500")),
        [true; 6],
    ),
    (
        "close",
        |c, cast| c.vault().close("alice", cast.safe, usd("300")),
        [true; 6],
    ),
    (
        "repay and withdraw all",
        |c, cast| {
            let pieces = Pieces {
                repay: usd("300"),
                withdraw: eth("3"),
                ..Pieces::default()
            };
            c.vault().adjust("alice", cast.safe, pieces)
        },
        [true; 6],
    ),
    (
        "liquidate",
        |c, _| c.liquidation().liquidate_riskiest("dave", ETH, 5),
        [true; 6],
    ),
    (
        "liquidate by name",
        |c, cast| {
            c.liquidation()
                .liquidate_positions("dave", ETH, &[cast.unsafe_one])
        },
        [true; 6],
    ),
    (
        "pool deposit",
        |c, _| c.liquidation().deposit("erin", ETH, usd("5")),
        [true; 6],
    ),
    (
        "pool withdrawal",
        |c, _| c.liquidation().withdraw("erin", ETH, usd("5")),
        [true; 6],
    ),
    (
        "settle",
        |c, _| c.vault().settle("erin", ETH, usd("1")),
        [true; 6],
    ),
    ("collect", |c, _| c.vault().collect("erin", BTC), [true; 6]),
    ("accrue", |c, _| c.vault().accrue("dave", ETH), [true; 6]),
    (
        "offer",
        |c, cast| c.vault().transfer_position("alice", cast.safe, "bob"),
        [true; 6],
    ),
    (
        "operator",
        |c, cast| {
            let scope = OperatorScope {
                mint: true,
                ..OperatorScope::default()
            };
            c.vault().set_operator("alice", cast.safe, "bob", scope)
        },
        [true; 6],
    ),
    (
        "transfer stablecoin",
        |c, _| c.stablecoin().transfer("erin", "bob", 1),
        [true; 6],
    ),
    (
        "report",
        |c, _| {
            let now = c.now();
            c.oracle().report("feeder-1", "ETH", price("150"), now)
        },
        [true; 6],
    ),
];

fn stage(brake: Brake) -> (Suite, Cast) {
    let mut suite = SuiteBuilder::base()
        .with_risk(BTC, |risk| risk.surplus_buffer = Uint128::zero())
        .build();
    let safe = suite.open("alice", ETH, eth("3"), usd("200"));
    let unsafe_one = suite.open("carol", ETH, eth("2"), usd("240"));
    let free = suite.open("bob", ETH, eth("1"), 0);
    suite.open("erin", BTC, btc("2"), usd("8000"));
    suite.ok(|chain| chain.liquidation().deposit("erin", ETH, usd("1000")));
    suite.ok(|chain| chain.stablecoin().transfer("erin", "alice", usd("200")));
    suite.set_price("ETH", "150");
    suite.advance_reporting(7_200);
    apply(&mut suite, brake);
    (
        suite,
        Cast {
            safe,
            unsafe_one,
            free,
        },
    )
}

fn apply(suite: &mut Suite, brake: Brake) {
    let mut risk = suite.listing(ETH).risk;
    let group = ExecuteMsg::SetGroup {
        group: 1,
        debt_ceiling: Uint128::zero(),
    };
    match brake {
        Brake::Free => {}
        Brake::Paused => {
            pause(suite);
        }
        Brake::NoCeiling => risk.debt_ceiling = Uint128::zero(),
        Brake::NoGroupCeiling => {
            suite.ok(|chain| chain.vault().govern("owner", &group));
        }
        Brake::HighFloor => risk.debt_floor = Uint128::new(usd("100000")),
        Brake::Everything => {
            pause(suite);
            suite.ok(|chain| chain.vault().govern("owner", &group));
            risk.debt_ceiling = Uint128::zero();
            risk.debt_floor = Uint128::new(usd("100000"));
        }
    }
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
}

#[test]
fn h30_a_brake_stops_what_the_table_says_and_nothing_else() {
    for (place, brake) in BRAKES.into_iter().enumerate() {
        let (staged, cast) = stage(brake);
        for (name, act, passes) in TABLE {
            let mut chain = staged.chain.fork().unwrap();
            let outcome = act(&mut chain, &cast);
            assert_eq!(
                outcome.is_ok(),
                passes[place],
                "{name} while {brake:?}: {outcome:?}"
            );
            if let Err(failure) = outcome {
                assert!(
                    failure.refusal::<ContractError>().is_some(),
                    "{name}: {failure}"
                );
                assert_eq!(chain.state_hash(), staged.chain.state_hash(), "{name}");
            }
        }
    }
}

//! Groups of correlated types. What their ceilings refuse is in `ceilings`.

use ballast_guard::GuardError;
use ballast_tests::{usd, Suite};
use ballast_types::vault::{ExecuteMsg, GroupSet};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{alices, bobs};

fn set(group: u16, ceiling: u128) -> ExecuteMsg {
    ExecuteMsg::SetGroup {
        group,
        debt_ceiling: Uint128::new(ceiling),
    }
}

#[test]
fn h01_anyone_but_the_owner_is_refused() {
    let mut suite = Suite::base();
    for sender in ["alice", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &set(1, 0)));
        let (owner, sender) = (suite.address("owner"), suite.address(sender));
        assert_eq!(
            ContractError::Guard(GuardError::NotOwner { sender, owner }),
            error
        );
    }
}

#[test]
fn a_new_ceiling_leaves_the_debt_as_it_is() {
    let mut suite = Suite::base();
    alices(&mut suite);
    bobs(&mut suite);
    let before = suite.chain.groups().unwrap()[0].debt;
    assert!(before.u128() >= usd("4200"));
    let done = suite.ok(|chain| chain.vault().govern("owner", &set(1, 7)));
    let debt_ceiling = Uint128::new(7);
    assert_eq!(
        suite.event::<GroupSet>(&done),
        GroupSet {
            group: 1,
            debt_ceiling
        }
    );
    let group = suite.chain.groups().unwrap()[0].clone();
    assert_eq!((group.debt, group.debt_ceiling), (before, debt_ceiling));
}

#[test]
fn a_group_holds_the_booked_debt_of_its_own_types() {
    let mut suite = Suite::base();
    suite.ok(|chain| chain.vault().govern("owner", &set(7, usd("1000"))));
    alices(&mut suite);
    let mut new = suite.listing(1);
    new.group = 7;
    new.asset = ballast_types::Asset::Native {
        denom: "ustake".to_owned(),
    };
    let msg = ExecuteMsg::ListCollateralType(new);
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    suite.open("bob", 3, 1_000_000_000_000, 0);
    let groups = suite.chain.groups().unwrap();
    assert_eq!(
        groups.iter().map(|group| group.group).collect::<Vec<_>>(),
        [1, 7]
    );
    assert_eq!(
        (groups[0].debt, groups[1].debt),
        (suite.books(1).booked, Uint128::zero())
    );
}

//! The order of risk, page by page.

use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use ballast_types::PositionId;

fn refused(suite: &Suite, start_after: PositionId) -> String {
    let failure = suite.chain.riskiest_after(start_after, 10);
    failure.unwrap_err().to_string()
}

#[test]
fn a_page_begins_behind_a_position_with_debt_of_its_type() {
    let mut suite = Suite::base();
    let idle = suite.open("alice", ETH, eth("1"), 0);
    let other = suite.open("alice", BTC, btc("1"), usd("1000"));
    let unknown = PositionId::new(ETH, 9);
    let told = refused(&suite, idle);
    assert!(
        told.contains(&format!("position {idle} has no debt")),
        "{told}"
    );
    let told = refused(&suite, unknown);
    assert!(
        told.contains(&format!("there is no position {unknown}")),
        "{told}"
    );
    // The page of another type's position is the other type's.
    let question = ballast_types::vault::QueryMsg::Riskiest {
        collateral_type: ETH,
        start_after: Some(other),
        limit: None,
    };
    let told = suite
        .chain
        .query::<Vec<ballast_types::vault::PositionResponse>>("vault", &question)
        .unwrap_err()
        .to_string();
    assert!(told.contains("is of collateral type 2"), "{told}");
}

#[test]
fn pages_go_on_where_the_last_one_ended_and_equal_ratios_are_told_apart() {
    let mut suite = Suite::base();
    for debt in ["900", "1000", "900", "800", "900"] {
        suite.open("alice", ETH, eth("10"), usd(debt));
    }
    suite.open("alice", ETH, eth("1"), 0);
    let all = suite.chain.riskiest(ETH, 10).unwrap();
    let numbers: Vec<_> = all.iter().map(|it| it.position.number()).collect();
    assert_eq!(numbers, [2, 1, 3, 5, 4]);
    let mut seen = vec![all[0].clone()];
    while let Some(last) = seen.last() {
        let page = suite.chain.riskiest_after(last.position, 2).unwrap();
        if page.is_empty() {
            break;
        }
        seen.extend(page);
    }
    assert_eq!(seen, all);
}

//! Signed reports that others bring.

use super::*;

#[test]
fn a_report_counts_alike_relayed_and_pushed() {
    let mut pushed = Oracle::new();
    let mut relayed = Oracle::new();
    for feeder in 0..3 {
        let stated = report("ETH", 2_000, pushed.now());
        let signed = relayed.sign(feeder, stated.clone());
        let events = relayed.relay(vec![signed]);
        assert_eq!(pushed.report_all(feeder, vec![stated]), events);
    }
    assert_eq!(pushed.spot(), Some(usd(2_000)));
    assert_eq!(pushed.bytes(), relayed.bytes());
}

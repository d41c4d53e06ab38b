use ballast_types::oracle::Report;

use super::{super::Action, fixtures::*};
use crate::config::Config;

/// The times published for a feed's state.
fn published(last: Option<(u64, u64)>, quote: Option<(u64, u64)>) -> Vec<u64> {
    let actions = report(
        &Config::default(),
        &snapshot(vec![], vec![feed(last, quote)]),
    );
    let reports = actions.iter().flat_map(|action| match action {
        Action::Report(reports) => reports.0.clone(),
        _ => vec![],
    });
    reports.map(|report: Report| report.published_at).collect()
}

// NOW is 20 seconds after a beat? 1_600_000_020 = 60 * 26_666_667: it is a beat itself.
const BEAT: u64 = NOW;

#[test]
fn now_is_a_beat() {
    assert_eq!(BEAT % 60, 0);
}

#[test]
fn a_first_report_is_made_at_once() {
    assert_eq!(published(None, Some((200, NOW - 3))), [NOW - 3]);
}

#[test]
fn a_report_is_due_once_a_beat_lies_between() {
    assert_eq!(
        published(Some((200, NOW - 61)), Some((200, NOW - 1))),
        [NOW - 1]
    );
    assert_eq!(published(Some((200, NOW - 1)), Some((200, NOW))), [NOW]);
    assert!(published(Some((200, NOW - 59)), Some((200, NOW - 1))).is_empty());
    assert!(published(Some((200, NOW)), Some((200, NOW))).is_empty());
}

#[test]
fn between_beats_only_a_price_that_has_moved_is_reported() {
    let at = |usd| published(Some((1_000, NOW - 30)), Some((usd, NOW - 5)));
    assert!(at(1_005).is_empty() && at(995).is_empty());
    assert_eq!(at(1_006), [NOW - 5]);
    assert_eq!(at(994), [NOW - 5]);
}

#[test]
fn i22_publication_times_only_grow_and_are_never_ahead_of_the_chain() {
    assert_eq!(
        published(Some((200, NOW - 61)), Some((200, NOW + 9))),
        [NOW]
    );
    assert!(published(Some((200, NOW)), Some((900, NOW + 9))).is_empty());
    assert!(published(Some((200, NOW - 10)), Some((900, NOW - 10))).is_empty());
    assert!(published(Some((200, NOW - 10)), Some((900, NOW - 40))).is_empty());
}

#[test]
fn what_would_not_count_is_not_reported() {
    assert!(published(None, Some((200, NOW - 61))).is_empty());
    assert_eq!(published(None, Some((200, NOW - 60))), [NOW - 60]);
    assert!(published(None, None).is_empty());
    let mut stranger = feed(None, Some((200, NOW)));
    stranger.is_feeder = false;
    assert!(report(&Config::default(), &snapshot(vec![], vec![stranger])).is_empty());
}

#[test]
fn all_feeds_that_are_due_go_into_one_message() {
    let mut btc = feed(None, Some((9_000, NOW)));
    btc.feed.feed = "BTC".to_owned();
    let actions = report(
        &Config::default(),
        &snapshot(vec![], vec![feed(None, Some((200, NOW))), btc]),
    );
    let expected = format!("report ETH at 200 USD of {NOW}, BTC at 9000 USD of {NOW}");
    assert_eq!(
        actions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [expected]
    );
}

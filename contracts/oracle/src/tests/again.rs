//! Feeds that end and come again: a name keeps its meaning, a price goes on.

use ballast_types::oracle::PriceError;
use rstest::rstest;

use super::*;

fn later() -> u64 {
    START + 30 * 86_400
}

#[rstest]
#[case::a_rate(|oracle: &Oracle| rate("ETH", "BTC", oracle.addresses(0..4)), "redemption_rate on BTC")]
#[case::a_claim(|_: &Oracle| claim("ETH", "BTC", later()), "fixed_maturity on BTC, discount 0.1, due 1702592040")]
fn a_price_comes_again_as_nothing_else(#[case] new: fn(&Oracle) -> NewFeed, #[case] stated: &str) {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.accept(2_000);
    oracle.remove_feed("ETH").unwrap();
    let error = ContractError::NameOfOtherKind {
        feed: "ETH".into(),
        was: "price".into(),
        stated: stated.into(),
    };
    assert_eq!(oracle.add_feed(new(&oracle)), Err(error));
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
}

#[rstest]
#[case::a_price(|oracle: &Oracle| oracle.new_feed("STETH", 4), "price")]
#[case::on_another_base(
    |oracle: &Oracle| rate("STETH", "BTC", oracle.addresses(0..4)), "redemption_rate on BTC")]
#[case::a_claim(|_: &Oracle| claim("STETH", "ETH", later()), "fixed_maturity on ETH, discount 0.1, due 1702592040")]
fn a_rate_comes_again_as_nothing_else(#[case] new: fn(&Oracle) -> NewFeed, #[case] stated: &str) {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    let steth = rate("STETH", "ETH", oracle.addresses(0..4));
    oracle.add_feed(steth.clone()).unwrap();
    oracle.pass(1);
    for feeder in 0..3 {
        let stated = Report::new("STETH", Decimal::percent(110), oracle.now());
        oracle.report_all(feeder, vec![stated]).unwrap();
    }
    oracle.remove_feed("STETH").unwrap();
    let error = ContractError::NameOfOtherKind {
        feed: "STETH".into(),
        was: "redemption_rate on ETH".into(),
        stated: stated.into(),
    };
    assert_eq!(oracle.add_feed(new(&oracle)), Err(error));
    oracle.add_feed(steth).unwrap();
}

#[rstest]
#[case::a_price(|oracle: &Oracle| oracle.new_feed("PT", 4), "price")]
#[case::a_rate(|oracle: &Oracle| rate("PT", "ETH", oracle.addresses(0..4)), "redemption_rate on ETH")]
#[case::later(|_: &Oracle| claim("PT", "ETH", later() + 1), "fixed_maturity on ETH, discount 0.1, due 1702592041")]
#[case::on_another_base(|_: &Oracle| claim("PT", "BTC", later()),
    "fixed_maturity on BTC, discount 0.1, due 1702592040")]
fn a_claim_comes_again_with_the_same_terms(
    #[case] new: fn(&Oracle) -> NewFeed,
    #[case] stated: &str,
) {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.accept(2_000);
    oracle.add_feed(claim("PT", "ETH", later())).unwrap();
    oracle.remove_feed("PT").unwrap();
    // What reads the record itself finds no price.
    assert!(matches!(
        oracle.usable_price("PT"),
        Err(PriceError::Frozen { .. })
    ));
    let error = ContractError::NameOfOtherKind {
        feed: "PT".into(),
        was: "fixed_maturity on ETH, discount 0.1, due 1702592040".into(),
        stated: stated.into(),
    };
    assert_eq!(oracle.add_feed(new(&oracle)), Err(error));
    // With the same terms it does, even when it has fallen due.
    oracle.pass(31 * 86_400);
    oracle.accept(2_000);
    oracle.add_feed(claim("PT", "ETH", later())).unwrap();
    assert_eq!(
        oracle.usable_price("PT").unwrap().spot,
        oracle.usable_price("ETH").unwrap().spot
    );
}

#[test]
fn a_name_under_which_nothing_was_accepted_is_free() {
    let mut oracle = Oracle::new();
    let steth = rate("STETH", "ETH", oracle.addresses(0..4));
    oracle.add_feed(steth).unwrap();
    oracle.remove_feed("STETH").unwrap();
    oracle.add_feed(oracle.new_feed("STETH", 4)).unwrap();
}

#[test]
fn a_price_goes_on_when_its_feed_comes_again() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(BEAT);
    oracle.remove_feed("ETH").unwrap();
    let mut new = oracle.new_feed("ETH", 4);
    new.feeders = oracle.addresses(4..8);
    oracle.add_feed(new).unwrap();
    let price = oracle.price().unwrap();
    assert!(!price.is_valid && price.spot == usd(2_000));

    // While the old price could still be used a captured panel moves it no further than the step.
    oracle.pass(1);
    for dollars in [1, 1, 1_800] {
        for feeder in 4..7 {
            oracle.report(feeder, dollars).unwrap();
        }
        let spot = if dollars == 1 { 2_000 } else { 1_800 };
        assert_eq!(oracle.spot(), Some(usd(spot)));
        oracle.pass(31);
    }
    assert!(oracle.price().unwrap().is_valid);
}

#[test]
fn i22_i23_a_freeze_outlives_the_feeds_end() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let freeze = ExecuteMsg::Freeze {
        feed: "ETH".into(),
        seconds: 1_800,
    };
    oracle.execute(&oracle.guardian(), freeze.clone()).unwrap();
    let until = oracle.feed("ETH").frozen_until;
    oracle.remove_feed("ETH").unwrap();
    let unknown = ContractError::UnknownFeed { feed: "ETH".into() };
    assert_eq!(
        oracle.execute(&oracle.guardian(), freeze.clone()),
        Err(unknown)
    );
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    assert_eq!(oracle.feed("ETH").frozen_until, until);
    let refused = oracle.execute(&oracle.guardian(), freeze);
    assert!(matches!(refused, Err(ContractError::FreezeTooSoon { .. })));
}

#[test]
fn a_base_stays_while_others_stand_on_it() {
    let mut oracle = Oracle::new();
    let steth = || rate("STETH", "ETH", oracle.addresses(0..4));
    let (steth, again) = (steth(), steth());
    let in_use = |feed: &str, dependents| {
        Err(ContractError::FeedInUse {
            feed: feed.into(),
            dependents,
        })
    };
    oracle.add_feed(steth).unwrap();
    oracle.add_feed(claim("PT", "ETH", later())).unwrap();
    oracle.add_feed(claim("PT-ST", "STETH", later())).unwrap();
    assert_eq!(oracle.remove_feed("ETH"), in_use("ETH", 2));
    assert_eq!(oracle.remove_feed("STETH"), in_use("STETH", 1));
    oracle.remove_feed("PT-ST").unwrap();
    oracle.remove_feed("STETH").unwrap();
    assert_eq!(oracle.remove_feed("ETH"), in_use("ETH", 1));
    oracle.add_feed(again).unwrap();
    assert_eq!(oracle.remove_feed("ETH"), in_use("ETH", 2));
    oracle.remove_feed("STETH").unwrap();
    oracle.remove_feed("PT").unwrap();
    oracle.remove_feed("ETH").unwrap();
    let feeds: Vec<FeedResponse> = oracle
        .query(QueryMsg::Feeds {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(feeds, []);
}

#[test]
fn a_refused_feed_is_not_counted_as_standing_on_its_base() {
    let mut oracle = Oracle::new();
    let mut steth = rate("STETH", "ETH", oracle.addresses(0..4));
    steth.feeders.pop();
    oracle.add_feed(steth).unwrap_err();
    oracle.remove_feed("ETH").unwrap();
}

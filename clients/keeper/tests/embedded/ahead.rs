//! What the keeper expects of signed reports, against what the oracle makes of them.

use ballast_devchain::{account_key, Deployment, Devchain, ORACLE};
use ballast_keeper::strategy::round::{Collected, RoundState, LEEWAY};
use ballast_types::{
    event::BallastEvent,
    oracle::{FeederResponse, PriceReported, PriceResponse, QueryMsg, Report, SignedReport},
    units::price_decimal,
};
use cosmwasm_std::Decimal;
use proptest::prelude::*;

use super::system::{price, FEED};

const FEEDERS: usize = 5;

/// A statement about a feeder's report: whose, its price, its time beside now, and what is wrong with it.
#[derive(Clone, Copy, Debug)]
struct Statement {
    feeder: usize,
    usd: u64,
    seconds: i64,
    flaw: Flaw,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Flaw {
    None,
    Price,
    Key,
    Stranger,
}

prop_compose! {
    fn statement()(
        feeder in 0..FEEDERS,
        usd in prop_oneof![Just(200u64), 190u64..210, 100u64..300],
        seconds in -70i64..20,
        flaw in prop_oneof![6 => Just(Flaw::None), 1 => Just(Flaw::Price), 1 => Just(Flaw::Key), 1 => Just(Flaw::Stranger)],
    ) -> Statement {
        Statement { feeder, usd, seconds, flaw }
    }
}

fn time(now: u64, seconds: i64) -> u64 {
    now.saturating_add_signed(seconds)
}

fn signed(chain: &mut Devchain, it: Statement) -> SignedReport {
    let name = match it.flaw {
        Flaw::Stranger => "alice".to_owned(),
        _ => format!("feeder-{}", it.feeder + 1),
    };
    let report = Report::new(FEED, price(it.usd), time(chain.now(), it.seconds));
    let mut signed = chain.oracle().sign(&name, report).unwrap();
    match it.flaw {
        Flaw::Price => signed.report.price += price(1),
        Flaw::Key => {
            let key = account_key("bob")
                .unwrap()
                .verifying_key()
                .to_encoded_point(true);
            signed.public_key = key.as_bytes().into();
        }
        Flaw::None | Flaw::Stranger => {}
    }
    signed
}

/// A chain whose feeders have reported before, the feed at 200 USD.
fn chain(before: &[Statement]) -> Devchain {
    let mut deployment = Deployment::standard();
    let feeders = (1..=FEEDERS).map(|n| format!("feeder-{n}"));
    deployment.feeds[0].feeders = feeders.collect();
    let mut chain = Devchain::deploy(&deployment).unwrap();
    chain.advance(600);
    chain.report_price(FEED, price(200)).unwrap();
    chain.advance(100);
    for it in before {
        let signed = signed(
            &mut chain,
            Statement {
                flaw: Flaw::None,
                ..*it
            },
        );
        // Those of the future are refused.
        let _ = chain.oracle().relay("bob", vec![signed]);
    }
    chain.advance(20);
    chain
}

fn feeders(chain: &Devchain) -> Vec<FeederResponse> {
    let question = QueryMsg::Feeders {
        feed: FEED.to_owned(),
        start_after: None,
        limit: Some(100),
    };
    chain.query(ORACLE, &question).unwrap()
}

/// What the keeper takes of what was said.
fn state(chain: &Devchain, said: &[SignedReport]) -> RoundState {
    let mut state = RoundState {
        feed: chain.feed(FEED).unwrap(),
        feeders: feeders(chain),
        collected: vec![],
    };
    let oracle = chain.address(ORACLE).unwrap().to_string();
    let chain_id = chain.app().block_info().chain_id;
    let mut collected: Vec<Collected> = vec![];
    for signed in said {
        let judged = state.judge(signed, (&chain_id, &oracle), chain.now());
        if let Ok(Some(one)) = judged {
            collected.push(one);
        }
    }
    // The newest of each feeder, the first found of equally new ones.
    collected.sort_by_key(|it| std::cmp::Reverse(it.signed.report.published_at));
    let mut seen = std::collections::BTreeSet::new();
    collected.retain(|it| seen.insert(it.feeder.clone()));
    state.collected = collected;
    state
}

fn accepted(chain: &Devchain) -> PriceResponse {
    chain.feed(FEED).unwrap().price.unwrap()
}

fn shown(price: &PriceResponse) -> (Decimal, u64, Option<(Decimal, u64)>) {
    let pending = price.pending.as_ref().map(|it| (it.price, it.since));
    (price.spot, price.published_at, pending)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn h29_the_oracle_takes_every_report_that_is_relayed_and_makes_of_them_what_was_expected(
        before in prop::collection::vec(statement(), 0..6),
        said in prop::collection::vec(statement(), 0..12),
        delay in 0..=LEEWAY,
    ) {
        let mut chain = chain(&before);
        let said: Vec<_> = said.into_iter().map(|it| signed(&mut chain, it)).collect();
        let state = state(&chain, &said);
        let now = chain.now();
        let before = accepted(&chain);
        let oracle = chain.address(ORACLE).unwrap().to_string();
        let Some(ahead) = state.ahead(now) else {
            // Then bringing everything would change nothing.
            let all: Vec<_> = state.collected.iter().map(|it| it.signed.clone()).collect();
            if !all.is_empty() {
                chain.advance(LEEWAY);
                chain.oracle().relay("carol", all).unwrap();
                prop_assert_eq!(shown(&accepted(&chain)), shown(&before));
            }
            return Ok(());
        };
        let count = ahead.reports.len();
        for seconds in [delay, LEEWAY] {
            let mut fork = chain.fork().unwrap();
            fork.advance(seconds);
            let done = fork.oracle().relay("carol", ahead.reports.clone()).unwrap();
            let events: Vec<_> = done.events().cloned().collect();
            let taken = PriceReported::parse_all(&events, &oracle).unwrap();
            prop_assert_eq!(taken.len(), count, "one was there already, or too old");
            if seconds == LEEWAY {
                let next = ahead.next.accepted();
                let pending = next.waiting().map(|(price, since)| (price_decimal(price), since));
                let expected = (price_decimal(next.spot), next.published_at, pending);
                prop_assert_eq!(shown(&accepted(&fork)), expected);
            }
            // Once they are there, they are not relayed again.
            let again = RoundState {
                feed: fork.feed(FEED).unwrap(),
                feeders: feeders(&fork),
                collected: state.collected.clone(),
            };
            prop_assert_eq!(again.ahead(fork.now()), None);
        }
    }
}

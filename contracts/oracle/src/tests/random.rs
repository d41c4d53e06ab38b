//! Random messages of everybody: what holds after each.

use proptest::prelude::*;

use super::*;

/// One of whom, the last, lies.
const FEEDERS: usize = 4;
const LIAR: usize = FEEDERS - 1;

#[derive(Clone, Debug)]
enum Step {
    /// Seconds, zero for another message in the same block.
    Pass(u64),
    /// A feeder, dollars, seconds after now.
    Report(usize, u128, i64),
    /// The same for several, brought by others.
    Relay(Vec<(usize, u128, i64)>),
    /// A rate in thousandths.
    Rate(usize, u64, i64),
    Freeze(u64),
    Unfreeze,
    /// The owner takes a feeder out and in again.
    Renew(usize),
    /// The owner changes nothing, which counts as a change.
    Update,
    /// The owner removes the feed and adds it again.
    Again,
}

fn said() -> impl Strategy<Value = (usize, u128, i64)> {
    let dollars = prop_oneof![
        4 => 1_950..2_050u128,
        2 => 1_000..1_100u128,
        1 => 1..5_000u128,
    ];
    (0..FEEDERS, dollars, -65..=15i64)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop_oneof![Just(0u64), 1..10u64, 25..65u64, 500..700u64].prop_map(Step::Pass),
        6 => said().prop_map(|(feeder, dollars, ahead)| Step::Report(feeder, dollars, ahead)),
        6 => prop::collection::vec(said(), 1..8).prop_map(Step::Relay),
        3 => (0..FEEDERS, 500..2_000u64, -65..=15i64).prop_map(|(n, rate, at)| Step::Rate(n, rate, at)),
        1 => (0..2_000u64).prop_map(Step::Freeze),
        1 => Just(Step::Unfreeze),
        1 => (0..FEEDERS).prop_map(Step::Renew),
        1 => Just(Step::Update),
        1 => Just(Step::Again),
    ]
}

/// An oracle with a price and a rate on it, and what its honest feeders ever said.
struct World {
    oracle: Oracle,
    honest: Vec<(u64, Decimal)>,
}

impl World {
    fn new() -> Self {
        let mut oracle = Oracle::empty();
        oracle.add_feed(oracle.new_feed("ETH", FEEDERS)).unwrap();
        let steth = rate("STETH", "ETH", oracle.addresses(0..FEEDERS));
        oracle.add_feed(steth).unwrap();
        let maturity = START + 31_536_000;
        oracle.add_feed(claim("PT", "STETH", maturity)).unwrap();
        oracle.pass(BEAT);
        let honest = vec![];
        Self { oracle, honest }
    }

    fn stated(&mut self, (feeder, dollars, ahead): (usize, u128, i64)) -> Report {
        let published_at = self.oracle.now().checked_add_signed(ahead).unwrap();
        if feeder != LIAR {
            self.honest.push((published_at, usd(dollars)));
        }
        report("ETH", dollars, published_at)
    }

    /// Only what the guardian may not do now is ever refused.
    fn take(&mut self, step: Step) -> Vec<Event> {
        match step {
            Step::Pass(0) => vec![],
            Step::Pass(seconds) => {
                self.oracle.pass(seconds);
                vec![]
            }
            Step::Report(feeder, dollars, ahead) => {
                let stated = self.stated((feeder, dollars, ahead));
                self.oracle.report_all(feeder, vec![stated]).unwrap()
            }
            Step::Relay(said) => {
                let bundle = said.into_iter().map(|said| {
                    let stated = self.stated(said);
                    self.oracle.sign(said.0, stated)
                });
                let bundle = bundle.collect();
                self.oracle.relay(bundle).unwrap()
            }
            Step::Rate(feeder, thousandths, ahead) => {
                let published_at = self.oracle.now().checked_add_signed(ahead).unwrap();
                let stated = Report::new("STETH", Decimal::permille(thousandths), published_at);
                self.oracle.report_all(feeder, vec![stated]).unwrap()
            }
            step => self.govern(step),
        }
    }

    /// What owner and guardian do.
    fn govern(&mut self, step: Step) -> Vec<Event> {
        let owner = self.oracle.owner();
        let feed = || "ETH".to_owned();
        let new = self.oracle.new_feed("ETH", FEEDERS);
        match step {
            Step::Freeze(seconds) => {
                let msg = ExecuteMsg::Freeze {
                    feed: feed(),
                    seconds,
                };
                let outcome = self.oracle.execute(&self.oracle.guardian(), msg);
                outcome.unwrap_or_default()
            }
            Step::Unfreeze => {
                let msg = ExecuteMsg::Unfreeze { feed: feed() };
                self.oracle.execute(&owner, msg).unwrap_or_default()
            }
            Step::Renew(feeder) => {
                self.oracle.add_feeder(FEEDERS).unwrap();
                self.oracle.remove_feeder(feeder).unwrap();
                self.oracle.add_feeder(feeder).unwrap();
                self.oracle.remove_feeder(FEEDERS).unwrap()
            }
            Step::Update => {
                let intake = new.kind.intake().unwrap().clone();
                let feeders = new.feeders;
                let msg = ExecuteMsg::UpdateFeed {
                    feed: feed(),
                    intake,
                    feeders,
                };
                self.oracle.execute(&owner, msg).unwrap()
            }
            Step::Again => {
                // Others stand on it, so they go first and come again after it.
                let maturity = START + 31_536_000;
                for feed in ["PT", "STETH", "ETH"] {
                    self.oracle.remove_feed(feed).unwrap();
                }
                let steth = rate("STETH", "ETH", self.oracle.addresses(0..FEEDERS));
                let claim = claim("PT", "STETH", maturity);
                for new in [new, steth, claim] {
                    self.oracle.add_feed(new).unwrap();
                }
                vec![]
            }
            Step::Pass(_) | Step::Report(..) | Step::Relay(_) | Step::Rate(..) => vec![],
        }
    }

    /// The lowest and the highest that honest feeders said for the time since.
    fn honest_since(&self, since: u64) -> (Decimal, Decimal) {
        let said = self.honest.iter().filter(|(at, _)| since <= *at);
        let (low, high) = (
            said.clone().map(|(_, p)| *p).min(),
            said.map(|(_, p)| *p).max(),
        );
        (low.unwrap(), high.unwrap())
    }

    /// What no message may ever break.
    fn check(&self) {
        let now = self.oracle.now();
        for feed in ["ETH", "STETH", "PT"] {
            let msg = QueryMsg::Status { feed: feed.into() };
            let status: StatusResponse = self.oracle.query(msg).unwrap();
            let usable = self.oracle.usable_price(feed);
            assert_eq!(status.usable.is_some(), usable.is_ok());
            assert_eq!(
                status.problem,
                usable.as_ref().err().map(ToString::to_string)
            );
            let Ok(usable) = usable else { continue };
            assert!(usable.low <= usable.spot && usable.spot <= usable.high);
            assert!(usable.spot <= usable.selling && usable.low.u128() > 0);
            assert!(usable.published_at <= now && now <= usable.valid_until);
            assert!(usable.valid_until <= usable.published_at + 600);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever comes in whatever order: prices only move forward in time, once in a block, within what honest
    /// feeders said while it could count or wait, and a single round never moves one further than the step.
    #[test]
    fn i22_i26_h23_h24_whatever_is_said_and_done(steps in prop::collection::vec(step(), 1..100)) {
        let mut world = World::new();
        let (mut last, mut waited_since) = (None::<(u64, u64, Decimal)>, None::<u64>);
        for step in steps {
            let events = world.take(step);
            world.check();
            let accepted = events.iter().filter(|event| {
                event.ty == "price_accepted" && event.attributes[0].value == "ETH"
            });
            let count = accepted.count();
            prop_assert!(count <= 1);
            let price = world.oracle.price();
            if count == 1 {
                let price = price.as_ref().unwrap();
                let height = world.oracle.env.block.height;
                if let Some((before, time, spot)) = last {
                    prop_assert!(before < height && time < price.published_at);
                    let is_near = spot.abs_diff(price.spot) <= spot * Decimal::percent(10);
                    prop_assert!(is_near || waited_since.is_some(), "{} to {}", spot, price.spot);
                }
                // What counted in its round, or in the round in which it began to wait.
                let since = waited_since.unwrap_or(u64::MAX).min(world.oracle.now()) - COUNTING_WINDOW;
                let (low, high) = world.honest_since(since);
                prop_assert!(low <= price.spot && price.spot <= high);
                last = Some((height, price.published_at, price.spot));
            } else if let (Some((.., spot)), Some(price)) = (last, &price) {
                prop_assert_eq!(spot, price.spot);
            }
            waited_since = price.and_then(|price| price.pending).map(|pending| pending.since);
        }
    }
}

//! A market, its feeders and a feed from the table's first second to its last.

use ballast_math::feed::Accepted;

use crate::feeders::{Known, Panel, Reporters};
use crate::gauge::{Gauge, Outcome};
use crate::market::Market;
use crate::rule::{Feed, Rule};

/// Seconds between two blocks.
pub const BLOCK: usize = 6;

/// A feed with its feeders.
#[derive(Clone, Copy)]
pub struct Setting {
    pub rule: Rule,
    pub panel: Panel,
    /// Seconds between two beats.
    pub beat: u64,
    /// The maximum step, per cent.
    pub step: u32,
    /// The confirmation gap, seconds.
    pub gap: u64,
}

/// How late and how wrong the price was that stood at the end of each block.
pub fn replay(market: &Market, setting: Setting) -> Outcome {
    let mut reporters = Reporters::new(market, setting.panel, setting.beat);
    let mut feed = Feed::new(setting.rule, setting.step, setting.gap);
    let mut gauge = Gauge::new(market);
    let mut on_their_way = vec![];
    for second in 0..=market.duration() {
        let spot = |accepted: &Accepted| accepted.spot;
        let known = Known {
            accepted: feed.last().map(spot),
            step: setting.step,
        };
        reporters.publish(second, known, &mut on_their_way);
        if !second.is_multiple_of(BLOCK) {
            continue;
        }
        let now = market.start + second as u64;
        on_their_way.sort_by_key(|sent| (sent.arrives, sent.feeder));
        let arrived = on_their_way.partition_point(|sent| sent.arrives <= now);
        for sent in on_their_way.drain(..arrived) {
            feed.hear(sent, (now, second as u64));
        }
        if let Some(accepted) = feed.last() {
            gauge.observe(second, accepted);
        }
    }
    gauge.outcome(feed.acceptances)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeders::{Feeder, Lie};
    use crate::market::Shape;
    use ballast_devchain::paths::Hour;
    use cosmwasm_std::Decimal;

    /// At 100 for 40 minutes, then at 50 for good.
    fn halved() -> Market {
        let usd = |usd: u64| Decimal::percent(usd * 100);
        let hour = |time, open, low| Hour {
            time,
            open: usd(open),
            high: usd(open),
            low: usd(low),
            close: usd(50),
        };
        Market::new("", &[hour(0, 100, 50), hour(3_600, 50, 50)], Shape::Jump)
    }

    fn setting(rule: Rule, beat: u64, gap: u64) -> Setting {
        let feeders = [Feeder::Dead, Feeder::Liar(Lie::Double)];
        Setting {
            rule,
            panel: Panel::new("", feeders),
            beat,
            step: 10,
            gap,
        }
    }

    /// The market halves a second after a beat: 59 s to the next, 5 at most until that is in a block, and what
    /// the gap adds until the next beat after it.
    #[test]
    fn a_jump_waits_for_a_beat_and_for_its_confirmation() {
        let panel = Panel::new("", []);
        let late = |rule, beat, gap| {
            let setting = setting(rule, beat, gap);
            replay(&halved(), Setting { panel, ..setting }).longest_age
        };
        for (rule, beat, gap, least) in [
            (Rule::AtOnce, 60, 30, 60),
            (Rule::Oracle, 60, 30, 120),
            (Rule::Oracle, 60, 60, 180),
            (Rule::Oracle, 30, 30, 90),
            (Rule::Oracle, 10, 30, 45),
            (Rule::Restart, 60, 30, 120),
        ] {
            let found = late(rule, beat, gap);
            assert!(
                (least..least + 12).contains(&found),
                "{rule:?} {beat} {gap}: {found}"
            );
        }
        assert!(late(Rule::Restart, 10, 30) > 3_600, "never");
    }

    /// One dead and one that lies upwards leave four reports: while two of them are of the beat before, the mean of
    /// the middle two is a price between. Where beats are so short that both count, that waits first.
    #[test]
    fn four_reports_of_two_beats_make_a_price_between() {
        let late = |beat| replay(&halved(), setting(Rule::Oracle, beat, 30)).longest_age;
        assert!((120..132).contains(&late(60)));
        assert!((140..165).contains(&late(30)), "{}", late(30));
    }

    #[test]
    fn while_it_waits_the_price_is_too_high_but_not_the_one_for_minting() {
        let outcome = replay(&halved(), setting(Rule::Oracle, 60, 30));
        assert!((0.99..1.01).contains(&outcome.over));
        assert!(outcome.under < 0.01);
        assert!(
            (120..132).contains(&outcome.longest_ten),
            "{}",
            outcome.longest_ten
        );
        assert!(
            (60..72).contains(&outcome.mint_over_ten),
            "{}",
            outcome.mint_over_ten
        );
        assert_eq!(outcome.lies, 0);
        assert!(outcome.acceptances > 100);
    }

    #[test]
    fn a_liar_passes_where_one_report_is_enough() {
        assert!(replay(&halved(), setting(Rule::Latest, 60, 30)).lies > 100);
        for rule in [Rule::Oracle, Rule::AtOnce, Rule::Agree] {
            assert_eq!(replay(&halved(), setting(rule, 60, 30)).lies, 0, "{rule:?}");
        }
    }

    #[test]
    fn a_shared_error_of_one_round_passes_only_at_once() {
        let erring = |rule, seconds| {
            let panel = Panel::new("", [Feeder::SharedSource(seconds); 4]);
            let lies = replay(
                &halved(),
                Setting {
                    panel,
                    ..setting(rule, 60, 30)
                },
            )
            .lies;
            lies > 0
        };
        assert!(erring(Rule::AtOnce, 30));
        assert!(!erring(Rule::Oracle, 30));
        assert!(erring(Rule::Oracle, 90), "two rounds confirm each other");
    }
}

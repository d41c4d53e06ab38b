//! Five feeders: what each of them says, when it publishes and when that arrives.

use ballast_math::{feed::Report, Price};

use crate::draw::draw;
use crate::market::Market;

/// Feeders of a feed.
pub const FEEDERS: usize = 5;
/// Fresh reports that make a round.
pub const QUORUM: u8 = 3;

/// An honest feeder strays from the market by at most so many millionths, either way.
const STRAYS: u64 = 500;
/// An honest report is in a block so many seconds after its publication at most, and a second at least.
const SLOWEST: u64 = 5;
/// A move that an honest feeder reports at once if it reports moves: half a per cent.
const MOVE: u128 = 200;
/// The second of an hour from which a source errs, and how often a single feeder does, in beats.
const ERRS_AT: u64 = 420;
const ERRS_EVERY: u64 = 97;

/// What a feeder does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feeder {
    Honest,
    /// Honest, but its reports arrive so many seconds late.
    Late(u64),
    /// Says nothing.
    Dead,
    /// Says at every beat what it likes, before all others.
    Liar(Lie),
    /// Honest, but says ten times the price once in a while.
    FatFinger,
    /// Honest, but has its price where some others have it too: in every hour that is 30% lower for so many seconds.
    SharedSource(u64),
}

/// What a liar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Always the first price of all.
    Constant,
    /// Twice the price.
    Double,
    /// A thousandth of the price.
    Thousandth,
    /// Half the first price, towards which it goes from what is accepted by a step at a time.
    Goal,
    /// What is as far from what is accepted as the step allows, on the side away from the market.
    Edge,
}

/// What liars know beside the market.
#[derive(Clone, Copy)]
pub struct Known {
    /// What is accepted.
    pub accepted: Option<Price>,
    /// Per cent by which a price may move at once.
    pub step: u32,
}

/// A report on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When a block has it, unix seconds.
    pub arrives: u64,
    pub feeder: usize,
    pub report: Report,
}

/// The feeders of a feed.
#[derive(Clone, Copy)]
pub struct Panel {
    pub name: &'static str,
    pub feeders: [Feeder; FEEDERS],
    /// Do honest ones also report moves between two beats?
    pub reports_moves: bool,
}

impl Panel {
    /// The first ones are as told, all others honest.
    pub const fn new<const N: usize>(name: &'static str, first: [Feeder; N]) -> Self {
        let mut feeders = [Feeder::Honest; FEEDERS];
        let mut place = 0;
        while place < N {
            feeders[place] = first[place];
            place += 1;
        }
        Self {
            name,
            feeders,
            reports_moves: false,
        }
    }

    pub const fn reporting_moves(self, name: &'static str) -> Self {
        Self {
            name,
            reports_moves: true,
            ..self
        }
    }
}

/// The feeders at work.
pub struct Reporters<'a> {
    market: &'a Market,
    panel: Panel,
    beat: u64,
    /// What each said last.
    said: [Price; FEEDERS],
}

impl<'a> Reporters<'a> {
    pub fn new(market: &'a Market, panel: Panel, beat: u64) -> Self {
        Self {
            market,
            panel,
            beat,
            said: [Price::default(); FEEDERS],
        }
    }

    /// What they publish in the second that is so far from the market's beginning.
    pub fn publish(&mut self, second: usize, known: Known, sent: &mut Vec<Sent>) {
        let now = self.market.start + second as u64;
        let is_beat = now.is_multiple_of(self.beat);
        if !is_beat && !self.panel.reports_moves {
            return;
        }
        let truth = self.market.price(second);
        for (feeder, kind) in self.panel.feeders.into_iter().enumerate() {
            if !is_beat && (kind.is_liar() || !has_moved(self.said[feeder], truth)) {
                continue;
            }
            let Some((price, delay)) =
                kind.says(truth, (feeder as u64, now, self.beat), self.market, known)
            else {
                continue;
            };
            self.said[feeder] = truth;
            let report = Report {
                price,
                published_at: now,
                implied_variance: 0,
            };
            sent.push(Sent {
                arrives: now + delay,
                feeder,
                report,
            });
        }
    }
}

impl Feeder {
    const fn is_liar(self) -> bool {
        matches!(self, Self::Liar(_))
    }

    /// Its price, and seconds until that arrives.
    fn says(
        self,
        truth: Price,
        (number, now, beat): (u64, u64, u64),
        market: &Market,
        known: Known,
    ) -> Option<(Price, u64)> {
        let usual = 1 + draw(&[number, now, 1]) % SLOWEST;
        let strayed = 1_000_000 - STRAYS + draw(&[number, now, 2]) % (2 * STRAYS + 1);
        let honest = scaled(truth, strayed, 1_000_000);
        match self {
            Self::Dead => None,
            Self::Late(seconds) => Some((honest, seconds)),
            Self::FatFinger if (now / beat).is_multiple_of(ERRS_EVERY) => {
                Some((scaled(honest, 10, 1), usual))
            }
            Self::SharedSource(seconds)
                if (ERRS_AT..ERRS_AT + seconds).contains(&(now % 3_600)) =>
            {
                Some((scaled(honest, 7, 10), usual))
            }
            Self::Honest | Self::FatFinger | Self::SharedSource(_) => Some((honest, usual)),
            Self::Liar(lie) => Some((lie.says(truth, market, known), 0)),
        }
    }
}

impl Lie {
    fn says(self, truth: Price, market: &Market, known: Known) -> Price {
        let first = market.price(0);
        let accepted = known.accepted.unwrap_or(first);
        let step = accepted.u128() * u128::from(known.step) / 100;
        let (lowest, highest) = (accepted.u128() - step, accepted.u128() + step);
        let price = match self {
            Self::Constant => return first,
            Self::Double => return scaled(truth, 2, 1),
            Self::Thousandth => return scaled(truth, 1, 1_000),
            Self::Goal => (first.u128() / 2).clamp(lowest, highest),
            Self::Edge if truth <= accepted => highest,
            Self::Edge => lowest,
        };
        Price::new(price.max(1))
    }
}

fn has_moved(from: Price, to: Price) -> bool {
    from.u128().abs_diff(to.u128()) * MOVE > from.u128()
}

/// A share of a price, rounded down, but never nothing.
fn scaled(price: Price, numerator: u64, denominator: u64) -> Price {
    let price = price.u128() * u128::from(numerator) / u128::from(denominator);
    Price::new(price.max(1))
}

#[cfg(test)]
mod tests;

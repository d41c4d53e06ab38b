//! Feeding prices: sources are asked, and reports made when they are due.

use futures_util::future::join_all;

use super::{Desk, Failure, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Block, Node},
    observe::metrics::FeedLabel,
    source::{Source, Times},
    strategy::{self, decide, Quote, Snapshot, Table},
};

/// The task.
pub struct Prices<N, A> {
    desk: Desk<N, A>,
    sources: Vec<Source>,
    table: Table,
}

impl<N: Node, A: Account> Prices<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let config = &desk.shared.config;
        let sources = config.prices.feeds.iter().map(Source::new).collect();
        let table = strategy::prices(config);
        Self {
            desk,
            sources,
            table,
        }
    }

    /// What the sources say, all asked at once. A source that says nothing is counted; only if none says
    /// anything the run fails.
    async fn quotes(&self, block: Block) -> Result<Vec<Option<Quote>>, TaskError> {
        let now = Times {
            chain: block.time,
            machine: (self.desk.shared.clock)(),
        };
        let asked = self.sources.iter().map(|source| source.quote(now));
        let answers = join_all(asked).await;
        let mut quotes = vec![];
        let mut last = None;
        for (source, answer) in self.sources.iter().zip(answers) {
            let feed = FeedLabel {
                feed: source.feed().to_owned(),
            };
            let metrics = &self.desk.shared.metrics;
            match &answer {
                Ok(quote) => metrics.quoted(source.feed(), quote.time),
                Err(error) => {
                    metrics.price_failures.get_or_create(&feed).inc();
                    tracing::warn!(feed = source.feed(), %error, "no price");
                    last = Some(error.to_string());
                }
            }
            quotes.push(answer.ok());
        }
        match last.filter(|_| quotes.iter().all(Option::is_none)) {
            Some(last) => Err(TaskError::NoPrice { last }),
            None => Ok(quotes),
        }
    }
}

impl<N: Node, A: Account> Task for Prices<N, A> {
    fn name(&self) -> &'static str {
        "prices"
    }

    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        let block = self.desk.head().await?;
        let quotes = self.quotes(block).await?;
        let mut snapshot = self.desk.snapshot(block).await?;
        let mut unread = vec![];
        for (source, quote) in self.sources.iter().zip(quotes) {
            let (reader, feeder) = (self.desk.reader(block), self.desk.address());
            let state = match reader.feed(source.feed(), feeder, quote).await {
                Ok(state) => state,
                Err(error) if error.is_answer() => {
                    tracing::warn!(feed = source.feed(), %error, "the feed cannot be read, left out");
                    unread.push(Failure {
                        collateral_type: None,
                        kind: None,
                        error: error.into(),
                    });
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if !state.is_feeder {
                tracing::warn!(feed = source.feed(), feeder, "not a feeder of this feed");
            }
            snapshot.feeds.push(state);
        }
        let ran = self
            .desk
            .carry_out(decide(&self.table, &snapshot), &snapshot, Pace::All)
            .await;
        judged(ran, unread, &snapshot)
    }
}

/// Feeds that cannot be read fail the run only if no feed is left.
fn judged(mut ran: Ran, unread: Vec<Failure>, snapshot: &Snapshot) -> Result<Ran, TaskError> {
    let is_contained = ran.failures.is_empty() && !snapshot.feeds.is_empty();
    ran.failures.extend(unread);
    if is_contained {
        return Ok(ran);
    }
    ran.judged()
}

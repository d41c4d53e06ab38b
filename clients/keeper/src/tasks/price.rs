//! Feeding prices: sources are asked, and reports made when they are due.

use futures_util::future::join_all;

use super::{Desk, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Block, Node},
    observe::metrics::FeedLabel,
    source::{Source, Times},
    strategy::{self, Quote, Table},
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
                Ok(quote) => {
                    let age = block.time.saturating_sub(quote.time);
                    let age = i64::try_from(age).unwrap_or(i64::MAX);
                    metrics.price_age.get_or_create(&feed).set(age);
                }
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
        for (source, quote) in self.sources.iter().zip(quotes) {
            let (reader, feeder) = (self.desk.reader(block), self.desk.address());
            let state = reader.feed(source.feed(), feeder, quote).await?;
            if !state.is_feeder {
                tracing::warn!(feed = source.feed(), feeder, "not a feeder of this feed");
            }
            snapshot.feeds.push(state);
        }
        let ran = self.desk.carry_out(&self.table, &snapshot, Pace::All).await;
        ran.judged()
    }
}

//! Feeders, and the owner of the oracle.

use ballast_types::oracle::{ExecuteMsg as Msg, NewFeed, Report};
use cosmwasm_std::Decimal;

use crate::{Devchain, Outcome, ORACLE};

/// What is done with the oracle.
pub struct Oracle<'a>(pub(super) &'a mut Devchain);

impl Oracle<'_> {
    fn run(&mut self, sender: &str, msg: &Msg) -> Outcome {
        self.0.execute(sender, ORACLE, msg, &[])
    }

    /// One feeder reports one price.
    pub fn report(
        &mut self,
        feeder: &str,
        feed: &str,
        price: Decimal,
        published_at: u64,
    ) -> Outcome {
        self.report_all(
            feeder,
            vec![Report {
                feed: feed.to_owned(),
                price,
                published_at,
            }],
        )
    }

    /// One feeder reports several prices.
    pub fn report_all(&mut self, feeder: &str, reports: Vec<Report>) -> Outcome {
        self.run(feeder, &Msg::Report { reports })
    }

    /// Adds a feed.
    pub fn add_feed(&mut self, sender: &str, feed: NewFeed) -> Outcome {
        self.run(sender, &Msg::AddFeed(feed))
    }

    /// Removes a feed.
    pub fn remove_feed(&mut self, sender: &str, feed: &str) -> Outcome {
        self.run(
            sender,
            &Msg::RemoveFeed {
                feed: feed.to_owned(),
            },
        )
    }

    /// Adds a feeder.
    pub fn add_feeder(&mut self, sender: &str, feed: &str, feeder: &str) -> Outcome {
        let feeder = self.0.address(feeder)?.to_string();
        self.run(
            sender,
            &Msg::AddFeeder {
                feed: feed.to_owned(),
                feeder,
            },
        )
    }

    /// Removes a feeder.
    pub fn remove_feeder(&mut self, sender: &str, feed: &str, feeder: &str) -> Outcome {
        let feeder = self.0.address(feeder)?.to_string();
        self.run(
            sender,
            &Msg::RemoveFeeder {
                feed: feed.to_owned(),
                feeder,
            },
        )
    }

    /// Offers the contract.
    pub fn transfer_ownership(&mut self, sender: &str, to: &str, expires: Option<u64>) -> Outcome {
        let new_owner = self.0.address(to)?.to_string();
        self.run(sender, &Msg::TransferOwnership { new_owner, expires })
    }

    /// Takes the contract over.
    pub fn accept_ownership(&mut self, sender: &str) -> Outcome {
        self.run(sender, &Msg::AcceptOwnership {})
    }

    /// Withdraws the offer.
    pub fn cancel_ownership_transfer(&mut self, sender: &str) -> Outcome {
        self.run(sender, &Msg::CancelOwnershipTransfer {})
    }
}

//! Feeders, and the owner of the oracle.

use ballast_types::oracle::{ExecuteMsg as Msg, Intake, NewFeed, Report, SignedReport};
use cosmwasm_std::Decimal;
use k256::ecdsa::{signature::Signer, Signature};

use crate::{chain::CHAIN_ID, error::Failure, names::account_key, Devchain, Outcome, ORACLE};

/// What is done with the oracle.
pub struct Oracle<'a>(pub(super) &'a mut Devchain);

impl Devchain {
    /// A feeder's report with its signature for this chain and its oracle.
    pub fn sign_report(&self, feeder: &str, report: Report) -> Result<SignedReport, Failure> {
        let contract = self.address(ORACLE)?.to_string();
        let key = account_key(feeder)?;
        let bytes = report.signing_bytes(CHAIN_ID, &contract)?;
        let signature: Signature = key.sign(&bytes);
        let signature = signature.normalize_s().unwrap_or(signature);
        Ok(SignedReport {
            report,
            public_key: key.verifying_key().to_encoded_point(true).as_bytes().into(),
            signature: signature.to_bytes().as_slice().into(),
        })
    }
}

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
        self.report_all(feeder, vec![Report::new(feed, price, published_at)])
    }

    /// Anyone brings signed reports.
    pub fn relay(&mut self, sender: &str, reports: Vec<SignedReport>) -> Outcome {
        self.run(sender, &Msg::Relay { reports })
    }

    /// A feeder's report with its signature for this chain and its oracle.
    pub fn sign(&self, feeder: &str, report: Report) -> Result<SignedReport, Failure> {
        self.0.sign_report(feeder, report)
    }

    /// Anyone has foreign oracles read.
    pub fn poke(&mut self, sender: &str, feeds: &[&str]) -> Outcome {
        let feeds = feeds.iter().map(|&feed| feed.to_owned()).collect();
        self.run(sender, &Msg::Poke { feeds })
    }

    /// Replaces a feed's intake and its feeders, given by name.
    pub fn update_feed(
        &mut self,
        sender: &str,
        feed: &str,
        intake: Intake,
        feeders: &[&str],
    ) -> Outcome {
        let addresses = feeders
            .iter()
            .map(|feeder| Ok(self.0.address(feeder)?.to_string()))
            .collect::<Result<_, Failure>>()?;
        let update = Msg::UpdateFeed {
            feed: feed.to_owned(),
            intake,
            feeders: addresses,
        };
        self.run(sender, &update)
    }

    /// Names another guardian.
    pub fn set_guardian(&mut self, sender: &str, guardian: &str) -> Outcome {
        let guardian = self.0.address(guardian)?.to_string();
        self.run(sender, &Msg::SetGuardian { guardian })
    }

    /// Freezes a feed.
    pub fn freeze(&mut self, sender: &str, feed: &str, seconds: u64) -> Outcome {
        let feed = feed.to_owned();
        self.run(sender, &Msg::Freeze { feed, seconds })
    }

    /// Ends a freeze.
    pub fn unfreeze(&mut self, sender: &str, feed: &str) -> Outcome {
        let feed = feed.to_owned();
        self.run(sender, &Msg::Unfreeze { feed })
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

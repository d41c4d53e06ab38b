//! While the guardian has frozen a feed, nothing that was seized at its price is sold.

use ballast_devchain::{Devchain, Outcome, LIQUIDATION};
use ballast_liquidation::ContractError;
use ballast_tests::{eth, price, units, usd, Suite, ETH};
use ballast_types::{
    liquidation::{QueryMsg, TakeResponse},
    oracle::{FeedKind, NewFeed, PriceError},
    vault::{self, NewCollateralType},
    Asset, AuctionId, CollateralTypeId,
};
use cosmwasm_std::Decimal;

use super::support::{any_price, liquidate, started, suite, wait_until_over, written_off, FIRST};
use crate::support::lend;

/// The third type: a claim on ether.
const CLAIM: CollateralTypeId = 3;
/// Its first auction.
const CLAIMS_FIRST: AuctionId = AuctionId::new(CLAIM, 1);
const HALF_AN_HOUR: u64 = 1_800;

fn freeze(suite: &mut Suite, feed: &str) -> ContractError {
    suite.ok(|chain| chain.oracle().freeze("guardian", feed, HALF_AN_HOUR));
    let now = suite.chain.now();
    ContractError::Price(PriceError::Frozen {
        feed: feed.to_owned(),
        until: now + HALF_AN_HOUR,
        now,
    })
}

/// bob pays up to 1,000 USD.
fn take(chain: &mut Devchain, auction: AuctionId) -> Outcome {
    let all = (0, usd("1000"));
    chain.liquidation().take("bob", auction, all, any_price())
}

#[test]
fn h30_while_a_feed_is_frozen_nothing_is_taken() {
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    let frozen = freeze(&mut suite, "ETH");
    assert_eq!(
        suite.refused_by::<ContractError>(|chain| take(chain, FIRST)),
        frozen
    );
    let question = QueryMsg::Take {
        auction: FIRST,
        amount: None,
        payment: None,
    };
    let told = suite.chain.query::<TakeResponse>(LIQUIDATION, &question);
    let told = told.unwrap_err().to_string();
    assert!(told.contains(&frozen.to_string()), "{told}");
    suite.chain.advance(HALF_AN_HOUR - 1);
    let error: ContractError = suite.refused_by(|chain| take(chain, FIRST));
    assert!(
        matches!(error, ContractError::Price(PriceError::Frozen { .. })),
        "{error}"
    );
    suite.chain.advance(1);
    suite.ok(|chain| take(chain, FIRST));
}

#[test]
fn h30_while_a_feed_is_frozen_nothing_is_begun() {
    let (mut suite, _, _) = started();
    wait_until_over(&mut suite, FIRST);
    let frozen = freeze(&mut suite, "ETH");
    let restart = |chain: &mut Devchain| chain.liquidation().restart("keeper", FIRST);
    assert_eq!(suite.refused_by::<ContractError>(restart), frozen);
    suite.ok(|chain| chain.oracle().unfreeze("owner", "ETH"));
    suite.ok(restart);

    let mut suite = super::support::suite();
    written_off(&mut suite);
    suite.set_price("ETH", "2000");
    let frozen = freeze(&mut suite, "ETH");
    let sell = |chain: &mut Devchain| chain.liquidation().sell_surplus("owner", ETH, 0);
    assert_eq!(suite.refused_by::<ContractError>(sell), frozen);
    suite.ok(|chain| chain.oracle().unfreeze("owner", "ETH"));
    suite.ok(sell);
}

/// A claim on ether under auction: 10 at 125 USD less a tenth, for 800 USD.
fn claims() -> Suite {
    let mut suite = suite();
    let claim = NewFeed {
        feed: "PT-ETH".to_owned(),
        kind: FeedKind::FixedMaturity {
            base: "ETH".to_owned(),
            discount: Decimal::percent(10),
            maturity: suite.chain.now() + 31_536_000,
        },
        feeders: vec![],
    };
    suite.ok(|chain| chain.oracle().add_feed("owner", claim));
    let listing = vault::ExecuteMsg::ListCollateralType(NewCollateralType {
        asset: Asset::Native {
            denom: "ustake".to_owned(),
        },
        decimals: 6,
        feed: "PT-ETH".to_owned(),
        ..suite.listing(ETH)
    });
    suite.ok(|chain| chain.vault().govern("owner", &listing));
    let params = super::support::params(&suite);
    suite.ok(|chain| {
        chain
            .liquidation()
            .set_auction_params("owner", CLAIM, &params)
    });
    let position = suite.open("alice", CLAIM, units("10", 6), usd("800"));
    lend(&mut suite, "bob", ETH, usd("5000"));
    suite.open("dave", ETH, eth("1000"), usd("50000"));
    suite.set_price("ETH", "120");
    suite.ok(|chain| liquidate(chain, position));
    assert!(suite.chain.auction(CLAIMS_FIRST).unwrap().price > price("100"));
    suite
}

#[test]
fn h30_a_freeze_of_the_feed_or_of_one_below_it_stops_takes_of_a_claim() {
    for feed in ["PT-ETH", "ETH"] {
        let mut suite = claims();
        let frozen = freeze(&mut suite, feed);
        let error: ContractError = suite.refused_by(|chain| take(chain, CLAIMS_FIRST));
        assert_eq!(error, frozen);
        suite.ok(|chain| chain.oracle().unfreeze("owner", feed));
        suite.ok(|chain| take(chain, CLAIMS_FIRST));
    }
}

/// A price that is dead is no freeze: takes go on. One that is frozen besides is.
#[test]
fn h26_only_a_freeze_stops_a_take_and_not_a_price_that_is_too_old() {
    let mut suite = claims();
    suite.chain.advance(3_700);
    assert!(!suite.chain.price("ETH").unwrap().unwrap().is_valid);
    let frozen = freeze(&mut suite, "PT-ETH");
    let error: ContractError = suite.refused_by(|chain| take(chain, CLAIMS_FIRST));
    assert_eq!(error, frozen);
    suite.ok(|chain| chain.oracle().unfreeze("owner", "PT-ETH"));
    suite.ok(|chain| take(chain, CLAIMS_FIRST));
}

/// Neither is a feed that is gone, or a record that cannot be read.
#[test]
fn h26_a_claim_that_was_removed_stops_no_take() {
    let mut suite = claims();
    suite.ok(|chain| chain.oracle().remove_feed("owner", "PT-ETH"));
    suite.ok(|chain| take(chain, CLAIMS_FIRST));
}

#[test]
fn h26_a_feed_without_a_record_stops_no_take() {
    let (mut suite, _, _) = started();
    lend(&mut suite, "bob", ETH, usd("5000"));
    suite.ok(|chain| chain.oracle().remove_feed("owner", "ETH"));
    suite.ok(|chain| take(chain, FIRST));
}

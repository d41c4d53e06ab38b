//! What a dead, removed or missing feed must not lock.

use ballast_devchain::Pieces;
use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};
use ballast_types::vault::OperatorScope;
use ballast_vault::ContractError;
use rstest::rstest;

use crate::support::{alices, bobs};

/// The feed's state.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Feed {
    /// Its price is past its age.
    Stale,
    /// The owner has removed it.
    Removed,
    /// It was removed and added again, and has had no round since.
    Empty,
}

fn lose(suite: &mut Suite, state: Feed) {
    if state == Feed::Stale {
        return suite.chain.advance(86_400 * 30);
    }
    let feeds = suite.chain.deployment().feeds.clone();
    for feed in feeds {
        suite.ok(|chain| chain.oracle().remove_feed("owner", &feed.feed));
        if state == Feed::Empty {
            let feeders = feed
                .feeders
                .iter()
                .map(|name| suite.address(name))
                .collect();
            let new = ballast_types::oracle::NewFeed {
                feed: feed.feed,
                kind: feed.kind,
                feeders,
            };
            suite.ok(|chain| chain.oracle().add_feed("owner", new));
        }
    }
}

#[rstest]
fn h26_i16_i17_what_makes_a_position_safer_needs_no_price(
    #[values(Feed::Stale, Feed::Removed, Feed::Empty)] state: Feed,
    #[values(ETH, BTC)] kind: u16,
) {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    suite.ok(|chain| chain.stablecoin().transfer("bob", "alice", usd("1000")));
    suite.open("carol", BTC, btc("1"), usd("2000"));
    suite.ok(|chain| chain.stablecoin().transfer("carol", "bob", usd("2000")));
    let (who, id, unit, one) = if kind == ETH {
        ("alice", ether, eth("1"), usd("50"))
    } else {
        ("bob", bitcoin, btc("0.1"), usd("1000"))
    };
    lose(&mut suite, state);

    suite.ok(|chain| chain.vault().deposit(who, id, unit));
    suite.ok(|chain| chain.vault().deposit("dave", id, unit));
    suite.ok(|chain| chain.vault().repay(who, id, one));
    let pieces = Pieces {
        deposit: unit,
        ..Pieces::default()
    };
    suite.ok(|chain| chain.vault().adjust(who, id, pieces));
    let debt = suite.position(id).debt.u128();
    let collateral = suite.position(id).collateral.u128();
    let pieces = Pieces {
        repay: debt,
        withdraw: unit,
        ..Pieces::default()
    };
    suite.ok(|chain| chain.vault().adjust(who, id, pieces));
    suite.ok(|chain| chain.vault().withdraw(who, id, unit));
    suite.ok(|chain| chain.vault().close(who, id, 0));
    let asset = if kind == ETH { "eth" } else { "wbtc" };
    let start = if kind == ETH {
        eth("10000")
    } else {
        btc("1000")
    };
    assert_eq!(suite.balance(who, asset), start + unit); // dave's gift
    assert!(collateral > unit);
}

#[rstest]
fn h26_what_makes_a_position_riskier_is_refused(
    #[values(Feed::Stale, Feed::Removed, Feed::Empty)] state: Feed,
) {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    lose(&mut suite, state);
    let refused = [
        suite.refused_by::<ContractError>(|chain| chain.vault().mint("alice", id, 1)),
        suite.refused_by(|chain| chain.vault().withdraw("alice", id, 1)),
        suite.refused_by(|chain| chain.vault().open("alice", ETH, eth("9"), usd("100"))),
        suite.refused_by(|chain| {
            let pieces = Pieces {
                deposit: eth("9"),
                mint: 1,
                ..Pieces::default()
            };
            chain.vault().adjust("alice", id, pieces)
        }),
    ];
    for error in refused {
        assert!(matches!(error, ContractError::Price(_)), "{error}");
    }
}

#[rstest]
fn h26_holding_and_handing_over_needs_no_price(
    #[values(Feed::Stale, Feed::Removed, Feed::Empty)] state: Feed,
) {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    lose(&mut suite, state);
    let scope = OperatorScope {
        withdraw: true,
        ..OperatorScope::default()
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", scope));
    suite.ok(|chain| chain.vault().remove_operator("alice", id, "dave"));
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "bob"));
    suite.ok(|chain| chain.vault().accept_position("bob", id));
    suite.ok(|chain| chain.vault().accrue("carol", ETH));
    suite.ok(|chain| chain.vault().settle("alice", ETH, usd("1")));
    let shown = suite.position(id);
    assert_eq!(
        (shown.price, shown.ratio, shown.is_unsafe),
        (None, None, None)
    );
    assert_eq!((shown.mintable, shown.withdrawable), (None, None));
    assert!(shown.liquidation_price.is_some());
}

#[test]
fn h26_a_feed_that_lives_again_is_a_price_again() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    lose(&mut suite, Feed::Empty);
    suite.chain.advance(60);
    suite.set_price("ETH", "150");
    suite.ok(|chain| chain.vault().deposit("alice", id, eth("1")));
    suite.ok(|chain| chain.vault().mint("alice", id, usd("1")));
}

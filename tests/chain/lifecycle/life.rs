//! A position's whole life through the client, with balances and books after every step.

use ballast_chain_tests::{eth, usd, Actor, Books, Site, ETH};
use ballast_client::{Error, Included};
use ballast_types::{
    event::BallastEvent,
    liquidation::{self, Liquidated},
    vault::{ExecuteMsg, PositionResponse, PositionSeized, ReceiveMsg, Selection},
    PositionId,
};
use cosmwasm_std::{coins, Uint128};

use crate::{deployment::site, errors};

/// A site with the books looked at.
struct Story {
    site: Site,
}

impl Story {
    /// The books must balance, and are told.
    async fn books(&self) -> Books {
        let books = Books::read(&self.site.system()).await.unwrap();
        books.ensure_sound();
        books
    }

    async fn position(&self, id: PositionId) -> PositionResponse {
        self.site.system().position(id).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_lives_its_whole_life_and_the_books_balance() {
    let site = site().await;
    site.report("2000").await;
    let story = Story { site };
    let position = opened_and_changed(&story).await;
    given_away(&story, position).await;
    let unsafe_one = lent_against(&story).await;
    liquidated(&story, unsafe_one).await;
    closed(&story, position).await;
    errors::all_are_typed(&story.site).await;
    let books = story.books().await;
    println!("{books:?}");
}

fn of(actor: &Actor, id: PositionId, amount: u128) -> (ExecuteMsg, ExecuteMsg) {
    let _ = actor;
    let amount = Uint128::new(amount);
    let withdraw = ExecuteMsg::Withdraw {
        position: id,
        amount,
    };
    let mint = ExecuteMsg::Mint {
        position: id,
        amount,
    };
    (withdraw, mint)
}

/// Open, deposit, mint, repay, withdraw; each amount is where it belongs.
async fn opened_and_changed(story: &Story) -> PositionId {
    let alice = story.site.actor("alice");
    let before = alice.coins("aeth").await;
    let id = alice.open(eth(10), usd(5_000)).await.unwrap();
    assert_eq!(alice.stablecoin().await, usd(5_000));
    assert_eq!(alice.coins("aeth").await, before - eth(10));
    let books = story.books().await;
    assert_eq!((books.supply, books.positions), (usd(5_000), 1));

    let deposit = ExecuteMsg::Deposit { position: id };
    alice.vault(&deposit, coins(eth(1), "aeth")).await.unwrap();
    let (_, mint) = of(&alice, id, usd(1_000));
    alice.vault(&mint, vec![]).await.unwrap();
    alice
        .pay_vault(usd(2_500), &ReceiveMsg::Repay { position: id })
        .await
        .unwrap();
    let (withdraw, _) = of(&alice, id, eth(2));
    alice.vault(&withdraw, vec![]).await.unwrap();

    assert_eq!(alice.stablecoin().await, usd(3_500));
    assert_eq!(alice.coins("aeth").await, before - eth(9));
    let position = story.position(id).await;
    assert_eq!(position.collateral.u128(), eth(9));
    let debt = position.debt.u128();
    // The fee of some seconds: 2% a year.
    assert!((usd(3_500)..usd(3_500) + 1_000).contains(&debt), "{debt}");
    let books = story.books().await;
    assert_eq!(books.supply, usd(3_500));
    id
}

/// Offered, accepted by the one it was offered to and nobody else.
async fn given_away(story: &Story, id: PositionId) {
    let [alice, carol, dave] = ["alice", "carol", "dave"].map(|name| story.site.actor(name));
    let to = carol.address().to_owned();
    let offer = ExecuteMsg::TransferPosition { position: id, to };
    alice.vault(&offer, vec![]).await.unwrap();
    let accept = ExecuteMsg::AcceptPosition { position: id };
    let refused = dave.vault(&accept, vec![]).await.unwrap_err();
    assert!(refused.to_string().contains("is offered to"), "{refused}");
    carol.vault(&accept, vec![]).await.unwrap();
    assert_eq!(story.position(id).await.owner, carol.address());
    let (withdraw, _) = of(&alice, id, eth(1));
    let refused = alice.vault(&withdraw, vec![]).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Refused { text } if text.contains("belongs to")),
        "{refused}"
    );
    story.books().await;
}

/// Bob lends to the pool; dave's position will be unsafe. The pool's money rests for an hour.
async fn lent_against(story: &Story) -> PositionId {
    let [bob, dave] = ["bob", "dave"].map(|name| story.site.actor(name));
    bob.open(eth(100), usd(40_000)).await.unwrap();
    bob.lend(usd(20_000)).await.unwrap();
    let pool = story.site.system().pool(ETH).await.unwrap();
    assert_eq!(pool.total.u128(), usd(20_000));
    let unsafe_one = dave.open(eth(10), usd(9_000)).await.unwrap();
    assert_eq!(story.position(unsafe_one).await.is_unsafe, Some(false));
    let take = liquidation::ExecuteMsg::Withdraw {
        collateral_type: ETH,
        amount: None,
    };
    let refused = bob.liquidation(&take).await.unwrap_err();
    assert!(matches!(refused, Error::Refused { .. }), "{refused}");
    story.books().await;
    unsafe_one
}

/// The price falls, anybody liquidates and settles; the depositor's gain is there, and rests.
async fn liquidated(story: &Story, id: PositionId) {
    let site = &story.site;
    let keeper = site.actor("keeper");
    let liquidate = liquidation::ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection: Selection::Riskiest { limit: 10 },
    };
    let refused = keeper.liquidation(&liquidate).await.unwrap_err();
    assert!(
        matches!(refused, Error::Refused { .. }),
        "nothing is unsafe: {refused}"
    );

    site.report("1200").await;
    assert_eq!(story.position(id).await.is_unsafe, Some(true));
    let before = keeper.coins("aeth").await;
    let included: Included = keeper.liquidation(&liquidate).await.unwrap();
    let contracts = &site.manifest.contracts;
    let events = Liquidated::parse_all(&included.events, &contracts.liquidation).unwrap();
    let seized = PositionSeized::parse_all(&included.events, &contracts.vault).unwrap();
    assert_eq!((events.len(), seized.len(), seized[0].position), (1, 1, id));
    assert_eq!(keeper.coins("aeth").await, before + events[0].reward.u128());
    assert!(!events[0].reward.is_zero() && events[0].caller_pays.is_zero());
    assert_eq!(story.position(id).await.is_unsafe, Some(false));
    let between = story.books().await;
    assert_eq!(between.bad_debt, events[0].repaid.u128());

    let settle = liquidation::ExecuteMsg::Settle {
        collateral_type: ETH,
    };
    keeper.liquidation(&settle).await.unwrap();
    let after = story.books().await;
    assert_eq!(after.supply, between.supply - events[0].pool_pays.u128());
    assert_eq!(
        after.bad_debt,
        between.bad_debt - events[0].pool_pays.u128()
    );

    let bob = site.actor("bob");
    let deposit = site.system().deposit(ETH, bob.address()).await.unwrap();
    let gain = events[0].pool_collateral.u128();
    assert!(deposit.collateral_gain.u128() <= gain && deposit.collateral_gain.u128() + 10 > gain);
    // A chain's clock cannot be put forward: that gains leave after an hour is tested on the embedded one.
    let claim = liquidation::ExecuteMsg::Claim {
        collateral_type: ETH,
    };
    let refused = bob.liquidation(&claim).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Refused { text } if text.contains("rest")),
        "{refused}"
    );
}

/// Its debt paid back with something too much, which comes back.
async fn closed(story: &Story, id: PositionId) {
    let [alice, carol] = ["alice", "carol"].map(|name| story.site.actor(name));
    let owed = story.position(id).await.debt.u128() + usd(1);
    let bob = story.site.actor("bob");
    let transfer = cw20::Cw20ExecuteMsg::Transfer {
        recipient: carol.address().to_owned(),
        amount: Uint128::new(owed),
    };
    let stablecoin = &story.site.manifest.contracts.stablecoin;
    let msg = ballast_client::Msg::execute(stablecoin, &transfer, vec![]).unwrap();
    bob.signer.send(&[msg]).await.unwrap();
    let before = carol.coins("aeth").await;
    carol
        .pay_vault(owed, &ReceiveMsg::Close { position: id })
        .await
        .unwrap();
    assert_eq!(carol.coins("aeth").await, before + eth(9));
    let left = carol.stablecoin().await;
    assert!(
        left > usd(1) - 1_000 && left <= usd(1),
        "{left} of 1 usd came back"
    );
    let gone = story.site.system().position(id).await.unwrap_err();
    assert!(
        matches!(&gone, Error::Refused { text } if text.contains("there is no position")),
        "{gone}"
    );
    let positions = story
        .site
        .system()
        .positions_of(alice.address())
        .await
        .unwrap();
    assert_eq!(positions.len(), 0);
    story.books().await;
}

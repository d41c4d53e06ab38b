//! Lock, mint, price, liquidate, settle, claim, repay, close: watched, and replayed from its text.

use ballast_devchain::{history, Devchain, Pieces, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::vault::{OperatorScope, Selection};

use crate::{dollars, found, watched, BITCOIN, BTC, ETH, ETHER, USD};

const HOUR: u64 = 3_600;

/// Positions of both types, a pool, and what nobody should do: donations and burns.
fn fill(chain: &mut Devchain) {
    let open = |chain: &mut Devchain, who: &str, id, amount, mint| {
        chain
            .vault()
            .open(who, id, amount, mint)
            .unwrap()
            .position()
            .unwrap()
    };
    open(chain, "alice", ETH, 100 * ETHER, 12_000 * USD);
    open(chain, "bob", ETH, 10 * ETHER, 1_240 * USD);
    open(chain, "carol", ETH, 20 * ETHER, 2_400 * USD);
    let btc = open(chain, "dave", BTC, 10 * BITCOIN, 40_000 * USD);
    open(chain, "erin", BTC, BITCOIN, 0);
    chain
        .liquidation()
        .deposit("dave", ETH, 2_000 * USD)
        .unwrap();
    chain
        .liquidation()
        .deposit("alice", ETH, 1_000 * USD)
        .unwrap();
    chain
        .liquidation()
        .deposit("alice", BTC, 500 * USD)
        .unwrap();
    chain.vault().deposit("erin", btc, BITCOIN / 2).unwrap();
    chain
        .vault()
        .adjust(
            "dave",
            btc,
            Pieces {
                repay: 100 * USD,
                ..Pieces::default()
            },
        )
        .unwrap();
    let scope = OperatorScope {
        withdraw: true,
        ..OperatorScope::default()
    };
    chain
        .vault()
        .set_operator("dave", btc, "erin", scope)
        .unwrap();
    chain.vault().withdraw("erin", btc, BITCOIN / 4).unwrap();
    chain.bank().send("bob", VAULT, "eth", 5).unwrap();
    chain.stablecoin().transfer("bob", LIQUIDATION, 7).unwrap();
    chain.token("wbtc").transfer("bob", "oracle", 9).unwrap();
    chain.stablecoin().burn("bob", 11).unwrap();
}

/// The price falls; the pool, a caller and a taker buy; fees are collected and vest.
fn liquidate(chain: &mut Devchain) {
    chain.advance(HOUR);
    chain.report_price("ETH", dollars(160)).unwrap();
    chain
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 1)
        .unwrap();
    let selection = Selection::Riskiest { limit: 10 };
    chain
        .liquidation()
        .liquidate("dave", ETH, selection, 1_000 * USD)
        .unwrap();
    let auctions = chain.auctions(ETH).unwrap();
    assert!(!auctions.is_empty());
    for auction in auctions {
        let (all, any) = ((0, auction.cost.u128()), auction.price);
        chain
            .liquidation()
            .take("dave", auction.auction, all, any)
            .unwrap();
    }
    chain.liquidation().settle("keeper", ETH).unwrap();
    chain
        .advance_reporting(400 * 24 * HOUR, 40 * 24 * HOUR)
        .unwrap();
    // The buffer is filled by a gift, so that the fees of a year can be paid out.
    chain.vault().settle("dave", ETH, 1_000 * USD).unwrap();
    chain.vault().collect("keeper", ETH).unwrap();
    chain.vault().accrue("keeper", BTC).unwrap();
    chain.advance_reporting(13 * HOUR, 13 * HOUR).unwrap();
}

/// Everybody takes what is theirs.
fn leave(chain: &mut Devchain) {
    chain.liquidation().claim("dave", ETH).unwrap();
    chain.liquidation().withdraw("dave", ETH, 0).unwrap();
    chain
        .liquidation()
        .withdraw("alice", ETH, USD / 10)
        .unwrap();
    let mine = chain.positions_of("erin").unwrap();
    chain.vault().close("erin", mine[0].position, 0).unwrap();
    let carols = chain.positions_of("carol").unwrap()[0].position;
    chain
        .vault()
        .transfer_position("carol", carols, "bob")
        .unwrap();
    chain.vault().accept_position("bob", carols).unwrap();
    let owed = chain.position(carols).unwrap().debt.u128();
    chain
        .stablecoin()
        .transfer("dave", "bob", owed + USD)
        .unwrap();
    chain.vault().close("bob", carols, owed + USD).unwrap();
}

#[test]
fn every_step_of_the_whole_path_holds_every_invariant_and_replays() {
    let mut chain = watched();
    fill(&mut chain);
    liquidate(&mut chain);
    leave(&mut chain);
    assert_eq!(found(&chain), Vec::<String>::new());

    let text = history::to_text(chain.deployment(), chain.recorded());
    let (deployment, operations) = history::from_text(&text).unwrap();
    let mut again = Devchain::deploy(&deployment).unwrap();
    for operation in &operations {
        again.run(operation).unwrap();
    }
    again.advance(chain.now() - again.now());
    assert_eq!(again.books().unwrap(), chain.books().unwrap());
    assert_eq!(again.state_hash(), chain.state_hash());
}

#[test]
fn books_name_everybody_and_leave_nothing_out() {
    let mut chain = watched();
    fill(&mut chain);
    let books = chain.books().unwrap();
    assert_eq!(books.types[0].asset, "eth");
    assert_eq!(books.positions[0].owner, "alice");
    assert_eq!(books.pools[0].deposits["dave"].amount.u128(), 2_000 * USD);
    assert_eq!(books.balances["oracle"]["wbtc"].u128(), 9);
    let held = books
        .balances
        .values()
        .filter_map(|assets| assets.get(STABLECOIN));
    assert_eq!(held.sum::<cosmwasm_std::Uint128>(), books.supply);
    let text = serde_json::to_string(&books).unwrap();
    assert_eq!(
        serde_json::from_str::<ballast_devchain::Books>(&text).unwrap(),
        books
    );
}

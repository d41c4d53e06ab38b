//! The standard deployment lives: a position is opened, priced, liquidated and repaid.

use ballast_devchain::Deployment;
use ballast_devchain::Devchain;
use cosmwasm_std::Decimal;

#[test]
fn smoke() {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.report_price("ETH", Decimal::percent(20_000)).unwrap();
    println!("{:?} {:?}", chain.feed("ETH"), chain.feeders("ETH"));
    let eth = 10u128.pow(18);
    let done = chain
        .vault()
        .open("alice", 1, 10 * eth, 1_000_000_000)
        .unwrap();
    println!("{:?}", done.position());
    println!(
        "{}",
        serde_json::to_string_pretty(&chain.books().unwrap()).unwrap()
    );
    println!("{:#?}", chain.counts());
}

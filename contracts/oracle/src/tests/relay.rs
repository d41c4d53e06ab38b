//! Signed reports that others bring: what is refused, what is ignored, what is stored.

use cosmwasm_std::testing;
use k256::ecdsa::Signature;
use rstest::rstest;

use super::*;

/// What feeder 0 says and the tests then spoil.
fn signed(oracle: &Oracle) -> SignedReport {
    oracle.sign(0, report("ETH", 2_000, oracle.now()))
}

fn forged(oracle: &Oracle, signed: &SignedReport) -> ContractError {
    ContractError::ForgedReport {
        feed: signed.report.feed.clone(),
        published_at: signed.report.published_at,
        public_key: signed.public_key.to_string(),
        chain_id: CHAIN.into(),
        contract: oracle.env.contract.address.to_string(),
    }
}

#[rstest]
#[case::another_feed(|signed: &mut SignedReport| signed.report.feed = "BTC".into())]
#[case::another_price(|signed: &mut SignedReport| signed.report.price = usd(1_999))]
#[case::another_time(|signed: &mut SignedReport| signed.report.published_at -= 1)]
#[case::an_implied_volatility(|signed: &mut SignedReport| signed.report.implied_volatility = Some(Decimal::raw(1)))]
#[case::no_signature(|signed: &mut SignedReport| signed.signature = [0; 64].into())]
#[case::another_signature(|signed: &mut SignedReport| {
    let contract = testing::mock_env().contract.address;
    let another = accounts::sign(1, signed.report.clone(), CHAIN, contract.as_str());
    signed.signature = another.signature;
})]
#[case::no_point_behind_the_signature(|signed: &mut SignedReport| signed.signature = [0x7f; 64].into())]
fn h29_what_the_feeder_did_not_sign_is_refused(#[case] spoil: fn(&mut SignedReport)) {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    let mut signed = signed(&oracle);
    spoil(&mut signed);
    let error = forged(&oracle, &signed);
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[rstest]
#[case::another_chain("ballast-2", None)]
#[case::a_chain_whose_name_runs_into_the_contracts("ballast-", Some("1"))]
#[case::another_contract(CHAIN, Some("another"))]
fn h29_a_report_for_another_oracle_is_refused(#[case] chain: &str, #[case] contract: Option<&str>) {
    let mut oracle = Oracle::new();
    let here = oracle.env.contract.address.to_string();
    let stated = report("ETH", 2_000, oracle.now());
    let signed = accounts::sign(0, stated, chain, contract.unwrap_or(&here));
    let error = forged(&oracle, &signed);
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[test]
fn h29_the_twin_of_a_signature_with_a_high_s_is_refused() {
    let mut oracle = Oracle::new();
    let mut signed = signed(&oracle);
    let (r, s) = Signature::from_slice(&signed.signature)
        .unwrap()
        .split_scalars();
    let twin = Signature::from_scalars(r.to_bytes(), (-s).to_bytes()).unwrap();
    signed.signature = twin.to_bytes().to_vec().into();
    let error = ContractError::HighSignature { feed: "ETH".into() };
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[rstest]
#[case::none(0)]
#[case::r_alone(32)]
#[case::one_byte_less(63)]
#[case::with_a_recovery_byte(65)]
fn h29_a_signature_of_another_length_is_refused(#[case] length: usize) {
    let mut oracle = Oracle::new();
    let mut signed = signed(&oracle);
    let mut bytes = signed.signature.to_vec();
    bytes.resize(length, 0);
    signed.signature = bytes.into();
    let expected = 64;
    let error = ContractError::SignatureLength { length, expected };
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[rstest]
#[case::none(0)]
#[case::one_byte_less(32)]
#[case::not_compressed(65)]
fn h29_a_key_of_another_length_is_refused(#[case] length: usize) {
    let mut oracle = Oracle::new();
    let mut signed = signed(&oracle);
    let mut bytes = signed.public_key.to_vec();
    bytes.resize(length, 0);
    signed.public_key = bytes.into();
    let expected = 33;
    let error = ContractError::PublicKeyLength { length, expected };
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[test]
fn h29_the_key_decides_whose_a_report_is() {
    let mut oracle = Oracle::new();
    let feed = || "ETH".to_owned();
    let stranger = ContractError::NotFeeder {
        feed: feed(),
        feeder: oracle.feeder(7).into_string(),
    };
    let stated = report("ETH", 2_000, oracle.now());
    let signed = oracle.sign(7, stated.clone());
    assert_eq!(oracle.relay(vec![signed.clone()]), Err(stranger));

    // The signature of an account that is no feeder beside a feeder's key.
    let borrowed = SignedReport {
        public_key: accounts::public_key(0).into(),
        ..signed
    };
    let error = forged(&oracle, &borrowed);
    assert_eq!(oracle.relay(vec![borrowed]), Err(error));

    // The other point with this x: another key, another account.
    let mut signed = oracle.sign(0, stated);
    let mut key = signed.public_key.to_vec();
    key[0] ^= 1;
    signed.public_key = key.into();
    let refused = oracle.relay(vec![signed]);
    assert!(matches!(refused, Err(ContractError::NotFeeder { .. })));
}

#[test]
fn h29_a_removed_feeders_signature_counts_no_more() {
    let mut oracle = Oracle::new();
    let signed = signed(&oracle);
    oracle.add_feeder(4).unwrap();
    oracle.remove_feeder(0).unwrap();
    let error = ContractError::NotFeeder {
        feed: "ETH".into(),
        feeder: oracle.feeder(0).into_string(),
    };
    assert_eq!(oracle.relay(vec![signed]), Err(error));
}

#[test]
fn a_chain_whose_name_nobody_can_sign_for_is_refused() {
    let mut oracle = Oracle::new();
    let signed = signed(&oracle);
    oracle.env.block.chain_id = "x".repeat(256);
    let error = TooLongToSign {
        what: "chain id",
        length: 256,
        maximum: 255,
    };
    assert_eq!(oracle.relay(vec![signed]), Err(error.into()));
}

#[rstest]
#[case::price(|r: Report| Report { price: Decimal::zero(), ..r })]
#[case::time(|r: Report| Report { published_at: r.published_at + 16, ..r })]
#[case::milliseconds(|r: Report| Report { published_at: r.published_at * 1_000, ..r })]
#[case::feed(|r: Report| Report { feed: "BTC".into(), ..r })]
#[case::implied(|r: Report| Report { implied_volatility: Some(Decimal::MAX), ..r })]
fn i24_what_is_refused_from_its_feeder_is_refused_from_others(#[case] spoil: fn(Report) -> Report) {
    let mut oracle = Oracle::new();
    let stated = spoil(report("ETH", 2_000, oracle.now()));
    let signed = oracle.sign(0, stated.clone());
    let refused = oracle.report_all(0, vec![stated]);
    assert!(refused.is_err());
    assert_eq!(oracle.relay(vec![signed]), refused);
}

#[rstest]
#[case(0)]
#[case(1)]
#[case(2)]
fn i24_one_forged_report_refuses_the_whole_message(#[case] which: usize) {
    let mut oracle = Oracle::new();
    let stated = report("ETH", 2_000, oracle.now());
    let mut bundle: Vec<SignedReport> = (0..3).map(|n| oracle.sign(n, stated.clone())).collect();
    bundle[which].report.price = usd(2_001);
    let error = forged(&oracle, &bundle[which]);
    assert_eq!(oracle.relay(bundle.clone()), Err(error));
    assert_eq!(oracle.price(), None);

    bundle[which].report.price = usd(2_000);
    oracle.relay(bundle).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_000)));
}

#[rstest]
#[case::none(0)]
#[case::one_too_many(65)]
#[case::thousands(5_000)]
fn h45_none_or_too_many_are_refused_before_one_is_looked_at(#[case] count: usize) {
    let mut oracle = Oracle::new();
    let nonsense = SignedReport {
        report: report("NO SUCH FEED", 0, u64::MAX),
        public_key: [].into(),
        signature: [].into(),
    };
    let error = ContractError::ReportCountOutOfBounds { count, maximum: 64 };
    assert_eq!(oracle.relay(vec![nonsense; count]), Err(error));
}

#[rstest]
#[case::the_same(2_000, 0)]
#[case::another_price_for_the_same_second(1_900, 0)]
#[case::older_than_the_feeders_last(1_900, 20)]
#[case::too_old_to_count(1_900, 61)]
#[case::from_the_beginning_of_time(1_900, START)]
fn h22_what_is_outdated_is_ignored_without_a_look_at_its_signature(
    #[case] dollars: u128,
    #[case] ago: u64,
) {
    let mut oracle = Oracle::new();
    oracle.report(0, 2_000).unwrap();
    let mut outdated = report("ETH", dollars, oracle.now());
    outdated.published_at = outdated.published_at.saturating_sub(ago);
    let before = oracle.bytes();
    let signed = oracle.sign(0, outdated.clone());
    let unsigned = SignedReport {
        signature: [].into(),
        ..signed.clone()
    };
    for signed in [signed, unsigned] {
        assert_eq!(oracle.relay(vec![signed]), Ok(vec![]));
        assert_eq!(oracle.bytes(), before);
    }
    // Copied out of a bundle and brought first it does not revert the bundle.
    let mut bundle = vec![oracle.sign(0, outdated)];
    bundle.extend((1..3).map(|n| oracle.sign(n, report("ETH", 2_000, oracle.now()))));
    oracle.relay(bundle).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_000)));
}

#[test]
fn several_feeds_and_feeders_come_in_one_message() {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.pass(1);
    let mut bundle = vec![];
    for feeder in 0..3 {
        for (feed, dollars) in [("ETH", 2_000), ("BTC", 60_000)] {
            let stated = report(feed, dollars + feeder as u128, oracle.now());
            bundle.push(oracle.sign(feeder, stated));
        }
    }
    let events = oracle.relay(bundle).unwrap();
    let one = ["price_reported"; 3].into_iter().chain(["price_accepted"]);
    let expected: Vec<&str> = one.clone().chain(one).collect();
    assert_eq!(names(&events), expected);
    assert_eq!(oracle.spot(), Some(usd(2_001)));
    assert_eq!(oracle.feed("BTC").price.unwrap().spot, usd(60_001));
}

//! The same of any report, any key and any bit.

use proptest::prelude::*;

use super::*;

/// The same bytes with one bit turned.
fn with_bit(bytes: &Binary, bit: usize) -> Binary {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes.into()
}

/// Cases of a property: `BALLAST_CASES`, or 64, for each signs and verifies.
fn cases() -> ProptestConfig {
    let cases = std::env::var("BALLAST_CASES");
    ProptestConfig {
        cases: cases
            .ok()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(64),
        failure_persistence: None,
        ..Default::default()
    }
}

fn reports() -> impl Strategy<Value = Report> {
    let volatility = proptest::option::of(any::<u128>());
    ("[A-Z0-9/-]{1,16}", any::<u128>(), any::<u64>(), volatility).prop_map(
        |(feed, price, published_at, volatility)| Report {
            feed,
            price: Decimal::raw(price),
            published_at,
            implied_volatility: volatility.map(Decimal::raw),
        },
    )
}

fn keys() -> impl Strategy<Value = Key> {
    let secrets = any::<[u8; 32]>();
    secrets.prop_filter_map("no key", |secret| Key::from_secret(&secret, "wasm").ok())
}

proptest! {
    #![proptest_config(cases())]

    /// Whatever is signed verifies, after a journey through JSON too.
    #[test]
    fn a_signed_report_is_its_feeders(report in reports(), key in keys(), chain_id in "[ -~]{0,255}") {
        let signed = sign(report, &chain_id, ORACLE, &key).unwrap();
        let text = serde_json::to_string(&signed).unwrap();
        let read: SignedReport = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &signed);
        prop_assert_eq!(verify(&read, &chain_id, ORACLE).unwrap(), key.address());
    }

    /// No bit of the key or the signature can be another, and the signature's twin is refused.
    #[test]
    fn h29_any_changed_bit_is_refused(
        report in reports(), key in keys(), key_bit in 0..33 * 8usize, bit in 0..64 * 8usize,
    ) {
        let signed = sign(report, CHAIN, ORACLE, &key).unwrap();
        let public_key = with_bit(&signed.public_key, key_bit);
        let forged = SignedReport { public_key, ..signed.clone() };
        prop_assert!(verify(&forged, CHAIN, ORACLE).is_err());
        let signature = with_bit(&signed.signature, bit);
        let forged = SignedReport { signature, ..signed.clone() };
        prop_assert!(verify(&forged, CHAIN, ORACLE).is_err());
        let signature = high_twin(&signed.signature);
        let high = SignedReport { signature, ..signed };
        let is_high = matches!(refused(&high), ReportError::HighS { .. });
        prop_assert!(is_high);
    }

    /// A signature is good for its own report, chain and oracle only.
    #[test]
    fn h29_a_signature_is_good_for_one_statement(
        one in reports(), other in reports(), key in keys(), price_bit in 0..128u32, time_bit in 0..64u32,
    ) {
        let signed = sign(one.clone(), CHAIN, ORACLE, &key).unwrap();
        let price = Decimal::raw(one.price.atomics().u128() ^ (1 << price_bit));
        let published_at = one.published_at ^ (1 << time_bit);
        let changed = [
            Report { price, ..one.clone() },
            Report { published_at, ..one.clone() },
            other.clone(),
        ];
        for report in changed.into_iter().filter(|report| *report != one) {
            let forged = SignedReport { report, ..signed.clone() };
            prop_assert!(verify(&forged, CHAIN, ORACLE).is_err());
        }
    }
}

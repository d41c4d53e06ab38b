use super::*;

fn units(text: &str, decimals: u8) -> Result<u128, AmountError> {
    text.parse::<TypedAmount>()?.base_units(decimals)
}

#[test]
fn amounts_become_base_units_exactly() {
    for (text, decimals, expected) in [
        ("1.5eth", 18, 1_500_000_000_000_000_000),
        ("1200usd", 6, 1_200_000_000),
        ("0.2btc", 8, 20_000_000),
        (" 0.000001 USD", 6, 1),
        ("007.10usd", 6, 7_100_000),
        ("1.50000000000usd", 6, 1_500_000),
        ("12atoms", 0, 12),
        (
            "340282366920938463463374607431768.211455usd",
            6,
            u128::MAX / 1_000_000 * 1_000_000 + 211_455,
        ),
    ] {
        assert_eq!(units(text, decimals), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_amount_is_refused_in_one_line() {
    for (text, expected) in [
        ("", "'' is no amount"),
        ("eth", "'eth' is no amount"),
        (".5eth", "'.5eth' is no amount"),
        ("1.eth", "'1.eth' is no amount"),
        ("1.2.3eth", "'1.2.3eth' is no amount"),
        ("1,200usd", "'1,200usd' is no amount"),
        ("1e5usd!", ""),
        ("-1eth", "'-1eth' is negative"),
        ("-eth", "'-eth' is no amount"),
        ("12", "'12' has no asset: write 12usd"),
        ("0eth", "'0eth' is zero"),
        ("0.000usd", "'0.000usd' is zero"),
        ("1.0000001usd", "'1.0000001usd' has 7 decimals, usd has 6"),
        ("340282366920938463463374607431768.211456usd", "too large"),
        ("99999999999999999999999999999999999999999usd", "too large"),
    ] {
        match units(text, 6) {
            Err(error) => {
                let line = error.to_string();
                assert!(
                    line.contains(expected) && !line.contains('\n'),
                    "{text}: {line}"
                );
            }
            Ok(_) => assert!(expected.is_empty(), "{text}"),
        }
    }
}

#[test]
fn base_units_become_text() {
    assert_eq!(exact(1_234_500_000, 6), "1234.5");
    assert_eq!(exact(1, 18), "0.000000000000000001");
    assert_eq!(exact(7, 0), "7");
    assert_eq!(grouped(1_234_567_899_999, 6, 2), "1,234,567.89");
    assert_eq!(grouped(5, 6, 2), "0.00");
    assert_eq!(grouped(1_000, 0, 2), "1,000");
    assert_eq!(grouped(u128::MAX, 18, 0), "340,282,366,920,938,463,463");
    assert_eq!(thousands("123"), "123");
}

#[test]
fn exact_text_reads_back() {
    for amount in [1, 999_999, 1_000_000, 123_456_789, u128::MAX] {
        assert_eq!(units(&format!("{}usd", exact(amount, 6)), 6), Ok(amount));
    }
}

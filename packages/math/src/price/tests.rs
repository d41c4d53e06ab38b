#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const USD: u128 = 1_000_000_000_000_000_000;

fn decimals(digits: u8) -> Decimals {
    Decimals::new(digits).unwrap()
}

#[rstest]
#[case::one_whole_six(1_000_000, 2 * USD, 6, 2 * USD, 2 * USD)]
#[case::one_whole_eighteen(USD, 2 * USD, 18, 2 * USD, 2 * USD)]
#[case::no_decimals(3, 2 * USD, 0, 6 * USD, 6 * USD)]
#[case::rounds(1, 3, 1, 0, 1)]
#[case::h15_one_unit_of_dust(1, 1, 18, 0, 1)]
#[case::exact_dust(1, 1, 0, 1, 1)]
#[case::nothing(0, USD, 6, 0, 0)]
fn value_of_collateral(
    #[case] amount: u128,
    #[case] price: u128,
    #[case] digits: u8,
    #[case] down: u128,
    #[case] up: u128,
) {
    let (amount, price, digits) = (Collateral::new(amount), Price::new(price), decimals(digits));
    assert_eq!(
        Value::of_collateral_down(amount, price, digits),
        Value::from_u128(down)
    );
    assert_eq!(
        Value::of_collateral_up(amount, price, digits),
        Value::from_u128(up)
    );
}

#[rstest]
#[case::exact(6 * USD, 2 * USD, 6, 3_000_000, 3_000_000)]
#[case::third(USD, 3 * USD, 6, 333_333, 333_334)]
#[case::coarse(USD, 2 * USD, 0, 0, 1)]
#[case::fine(1, USD, 18, 1, 1)]
fn collateral_for_value(
    #[case] value: u128,
    #[case] price: u128,
    #[case] digits: u8,
    #[case] down: u128,
    #[case] up: u128,
) {
    let (value, price, digits) = (Value::from_u128(value), Price::new(price), decimals(digits));
    assert_eq!(
        Collateral::worth_down(value, price, digits),
        Ok(Collateral::new(down))
    );
    assert_eq!(
        Collateral::worth_up(value, price, digits),
        Ok(Collateral::new(up))
    );
}

#[test]
fn h19_no_price_is_an_error() {
    let error = Err(MathError::DivisionByZero {
        operation: "collateral for a value",
    });
    assert_eq!(
        Collateral::worth_down(Value::from_usd(1), Price::new(0), decimals(6)),
        error
    );
}

#[test]
fn h16_collateral_beyond_128_bits_is_an_error() {
    let result = Collateral::worth_up(Value::new(U256::MAX), Price::MIN, decimals(18));
    assert_eq!(
        result,
        Err(MathError::Overflow {
            operation: "collateral for a value"
        })
    );
}

#[test]
fn value_and_debt() {
    assert_eq!(Value::of_debt(Debt::WHOLE), Value::from_usd(1));
    assert_eq!(Value::from_u128(USD + 1).to_debt_down(), Ok(Debt::WHOLE));
    assert_eq!(
        Value::from_u128(USD + 1).to_debt_up(),
        Ok(Debt::new(1_000_001))
    );
    assert!(Value::new(U256::MAX).to_debt_up().is_err());
    assert_eq!(Value::from_usd(7).to_u128(), Ok(7 * USD));
    let normalized = NormalizedDebt::new(1);
    let index = DebtIndex::new(DebtIndex::ONE.u128() + 1);
    assert_eq!(
        Value::of_normalized_up(normalized, index),
        Value::from_u128(2)
    );
}

#[test]
fn bounds_of_price_and_decimals() {
    assert_eq!(
        Decimals::new(19),
        Err(MathError::DecimalsTooLarge {
            decimals: 19,
            max: 18
        })
    );
    assert_eq!(decimals(18).unit(), USD);
    assert!(Price::checked(0).is_err());
    assert!(Price::checked(Price::MAX.u128() + 1).is_err());
    assert_eq!(Price::checked(1), Ok(Price::MIN));
}

#[test]
fn value_is_stored_as_32_little_endian_bytes() {
    let value = Value::new(U256::from(0x0102u16) << 128);
    let bytes = postcard::to_allocvec(&value).unwrap();
    assert_eq!(bytes.len(), 32);
    assert_eq!(&bytes[16..18], &[2, 1]);
    assert_eq!(postcard::from_bytes::<Value>(&bytes), Ok(value));
    let largest = Value::new(U256::MAX);
    let bytes = postcard::to_allocvec(&largest).unwrap();
    assert_eq!(postcard::from_bytes::<Value>(&bytes), Ok(largest));
}

#[test]
fn stored_decimals_are_validated() {
    assert!(postcard::from_bytes::<Decimals>(&[18]).is_ok());
    assert!(postcard::from_bytes::<Decimals>(&[19]).is_err());
}

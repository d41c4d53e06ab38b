use super::*;
use rstest::rstest;

#[rstest]
#[case(0, 1, 0, 0)]
#[case(7, 7, 1, 1)]
#[case(8, 7, 1, 2)]
#[case(u128::MAX, 1, u128::MAX, u128::MAX)]
#[case(u128::MAX, u128::MAX, 1, 1)]
fn division_rounds_as_named(
    #[case] a: u128,
    #[case] b: u128,
    #[case] down: u128,
    #[case] up: u128,
) {
    let (a, b) = (U256::from(a), U256::from(b));
    assert_eq!(div_down(a, b, "t"), Ok(U256::from(down)));
    assert_eq!(div_up(a, b, "t"), Ok(U256::from(up)));
}

#[rstest]
#[case(0, 0)]
#[case(1, 1)]
#[case(2, 2)]
#[case(4, 2)]
#[case(5, 3)]
#[case(u128::MAX, 1 << 64)]
fn square_roots_round_up(#[case] a: u128, #[case] root: u128) {
    assert_eq!(sqrt_up(U256::from(a)), Some(root));
}

#[test]
fn a_root_beyond_128_bits_is_not_taken() {
    assert_eq!(sqrt_up(U256::from(u128::MAX) + U256::ONE), None);
}

#[test]
fn h19_division_by_zero_is_an_error() {
    let error = Err(MathError::DivisionByZero { operation: "t" });
    assert_eq!(div_down(U256::ONE, U256::ZERO, "t"), error);
    assert_eq!(div_up(U256::ZERO, U256::ZERO, "t"), error);
}

#[test]
fn largest_product_fits() {
    let product = mul128(u128::MAX, u128::MAX);
    assert_eq!(
        product.checked_div(U256::from(u128::MAX)),
        Some(U256::from(u128::MAX))
    );
    assert!(to_u128(product, "t").is_err());
    assert!(mul(U256::MAX, U256::from(2u8), "t").is_err());
    assert!(add(U256::MAX, U256::ONE, "t").is_err());
    assert_eq!(pow10::<4>(3), U256::from(1000u32));
}

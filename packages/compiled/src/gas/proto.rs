//! Lengths of protobuf messages, as the chain encodes them.

/// Length of a number of base 128.
pub fn varint(number: u64) -> usize {
    let bits = 64 - usize::try_from((number | 1).leading_zeros()).unwrap_or(0);
    bits.div_ceil(7)
}

/// Length of a number's field; zero is left out.
pub fn number(number: u64) -> usize {
    if number == 0 {
        0
    } else {
        1 + varint(number)
    }
}

/// Length of a field of so many bytes; one without any is left out.
pub fn bytes(length: usize) -> usize {
    if length == 0 {
        0
    } else {
        message(length)
    }
}

/// Length of a field with a message of so many bytes in it, which stands there even if empty.
pub fn message(length: usize) -> usize {
    1 + varint(u64::try_from(length).unwrap_or(u64::MAX)) + length
}

/// Length of a message of another type, with its name.
pub fn any(type_url: &str, value: usize) -> usize {
    bytes(type_url.len()) + bytes(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_a_byte_for_seven_bits() {
        let lengths = [0, 1, 127, 128, 16_383, 16_384, u64::MAX].map(varint);
        assert_eq!(lengths, [1, 1, 1, 2, 2, 3, 10]);
        assert_eq!([0, 1, 300].map(number), [0, 2, 3]);
    }

    #[test]
    fn fields_carry_their_length() {
        assert_eq!([0, 1, 127, 128].map(bytes), [0, 3, 129, 131]);
        assert_eq!(message(0), 2);
    }
}

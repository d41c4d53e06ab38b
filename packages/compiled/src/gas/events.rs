//! What events cost (wasmd's gas register).

use cosmwasm_std::{Attribute, Coin, Event};

use super::{store::length, text};

const ATTRIBUTE: u64 = 10;
const CUSTOM_EVENT: u64 = 20;
/// Bytes of attributes that cost nothing, in each answer of a contract and in each reply.
const FREE_BYTES: u64 = 100;

/// An event's size on the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Bytes of its type.
    pub name: u64,
    /// Number of its attributes.
    pub attributes: u64,
    /// Bytes of their keys and values.
    pub bytes: u64,
}

impl Size {
    fn of(name: u64, attributes: &[Attribute]) -> Self {
        Self {
            name,
            attributes: length(attributes.len()),
            bytes: bytes(attributes),
        }
    }

    /// An event of the chain itself with these keys and values.
    pub fn of_chain(name: &str, attributes: &[(&str, &str)]) -> Self {
        Self {
            name: length(name.len()),
            attributes: length(attributes.len()),
            bytes: attributes
                .iter()
                .map(|(key, value)| text(key) + text(value))
                .sum(),
        }
    }
}

fn bytes(attributes: &[Attribute]) -> u64 {
    attributes
        .iter()
        .map(|attribute| text(&attribute.key) + text(&attribute.value))
        .sum()
}

/// What a contract pays for what it answers.
pub fn emitted(attributes: &[Attribute], events: &[Event]) -> u64 {
    let mut sizes = vec![Size::of(0, attributes)];
    sizes.extend(events.iter().map(|event| {
        let mut size = Size::of(text(&event.ty), &event.attributes);
        size.name += CUSTOM_EVENT;
        size
    }));
    cost(&sizes)
}

/// What a contract pays for being told of these events in a reply.
pub fn told(events: &[Size]) -> u64 {
    cost(events)
}

fn cost(sizes: &[Size]) -> u64 {
    let names: u64 = sizes.iter().map(|size| size.name).sum();
    let attributes: u64 = sizes.iter().map(|size| size.attributes).sum();
    let bytes: u64 = sizes.iter().map(|size| size.bytes).sum();
    names + attributes * ATTRIBUTE + bytes.saturating_sub(FREE_BYTES)
}

/// The events that the chain makes of a contract's answer: each carries the contract's address.
pub fn of_answer(contract: &str, attributes: &[Attribute], events: &[Event]) -> Vec<Size> {
    let address = Size::of_chain("", &[("_contract_address", contract)]);
    let with_address = |name: u64, attributes: &[Attribute]| {
        let size = Size::of(name, attributes);
        Size {
            name,
            attributes: size.attributes + 1,
            bytes: size.bytes + address.bytes,
        }
    };
    let mut sizes = vec![];
    if !attributes.is_empty() {
        sizes.push(with_address(length("wasm".len()), attributes));
    }
    let prefix = length("wasm-".len());
    sizes.extend(
        events
            .iter()
            .map(|event| with_address(prefix + text(&event.ty), &event.attributes)),
    );
    sizes
}

/// The events of coins that move.
pub fn of_transfer(from: &str, to: &str, coins: &[Coin]) -> Vec<Size> {
    let amount = coins
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",");
    vec![
        Size::of_chain("coin_spent", &[("spender", from), ("amount", &amount)]),
        Size::of_chain("coin_received", &[("receiver", to), ("amount", &amount)]),
        Size::of_chain(
            "transfer",
            &[("recipient", to), ("sender", from), ("amount", &amount)],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{attr, coins};

    use super::*;

    #[test]
    fn a_hundred_bytes_of_attributes_are_free_and_names_are_not() {
        let event = |bytes: usize| Event::new("adjusted").add_attribute("k", "v".repeat(bytes - 1));
        assert_eq!(emitted(&[], &[]), 0);
        assert_eq!(emitted(&[attr("k", "v")], &[]), 10);
        assert_eq!(emitted(&[], &[event(100)]), 20 + 8 + 10);
        assert_eq!(emitted(&[], &[event(101)]), 20 + 8 + 10 + 1);
        assert_eq!(emitted(&[], &[event(60), event(60)]), 2 * 38 + 20);
    }

    #[test]
    fn a_reply_is_told_of_each_event_with_its_contracts_address() {
        let address = format!("wasm1{}", "q".repeat(58));
        let sizes = of_answer(&address, &[], &[Event::new("x").add_attribute("ab", "c")]);
        let size = Size {
            name: 6,
            attributes: 2,
            bytes: 3 + 17 + 63,
        };
        assert_eq!(sizes, [size]);
        assert_eq!(told(&sizes), 6 + 20);
        assert_eq!(told(&[size, size]), 12 + 40 + 66);
    }

    #[test]
    fn coins_that_move_leave_three_events() {
        let sizes = of_transfer("from", "to", &coins(12, "uatom"));
        let names: u64 = sizes.iter().map(|size| size.name).sum();
        let bytes: u64 = sizes.iter().map(|size| size.bytes).sum();
        assert_eq!(names, 10 + 13 + 8);
        assert_eq!(
            bytes,
            (7 + 4 + 6 + 7) + (8 + 2 + 6 + 7) + (9 + 2 + 6 + 4 + 6 + 7)
        );
    }

    #[test]
    fn addresses_are_as_long_as_on_the_chain() {
        let embedded = format!("cosmwasm1{}", "q".repeat(38));
        assert_eq!(text(&embedded), 43);
        assert_eq!(
            text(&format!("cw20:{embedded},{embedded}")),
            5 + 43 + 1 + 43
        );
    }
}

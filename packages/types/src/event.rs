//! Events as structs: what a contract emits and what a program reads are the same type.
//!
//! An event's name is its struct's in snake case and its attributes are its fields. On the chain
//! the name carries the prefix `wasm-` and the chain adds the emitting contract's address, which
//! [`BallastEvent::parse`] checks: anyone may emit an event that looks like ours.

use cosmwasm_std::Event;

/// Attribute in which the chain writes the emitting contract's address.
pub const CONTRACT_ATTRIBUTE: &str = "_contract_address";

/// An event that is one of ours by name and contract but not by content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// A field is not among the attributes.
    #[error("event {event} has no attribute {field}")]
    Missing {
        /// The event's name.
        event: &'static str,
        /// The field that is missing.
        field: &'static str,
    },
    /// An attribute's text does not parse as its field.
    #[error("event {event} has {field} = '{value}', which does not parse")]
    Malformed {
        /// The event's name.
        event: &'static str,
        /// The field.
        field: &'static str,
        /// The attribute's text.
        value: String,
    },
}

/// A struct that is emitted as a chain event and parses back from it.
pub trait BallastEvent: Sized + Into<Event> {
    /// The event's type as the contract gives it, without the chain's prefix.
    const NAME: &'static str;

    /// Reads the fields from an event that is known to be of this type.
    fn from_attributes(event: &Event) -> Result<Self, EventError>;

    /// The struct, if `event` has this type and was emitted by `contract`; `None` if it is another
    /// event or another contract's.
    fn parse(event: &Event, contract: &str) -> Result<Option<Self>, EventError> {
        let ours = event.ty.strip_prefix("wasm-") == Some(Self::NAME)
            && attribute(event, CONTRACT_ATTRIBUTE) == Some(contract);
        ours.then(|| Self::from_attributes(event)).transpose()
    }

    /// All events of this type that `contract` emitted, in order.
    fn parse_all(events: &[Event], contract: &str) -> Result<Vec<Self>, EventError> {
        events
            .iter()
            .filter_map(|event| Self::parse(event, contract).transpose())
            .collect()
    }
}

/// The text of an attribute, the first of that name: the chain writes its own in front.
pub fn attribute<'a>(event: &'a Event, key: &str) -> Option<&'a str> {
    event
        .attributes
        .iter()
        .find(|a| a.key == key)
        .map(|a| a.value.as_str())
}

/// Reads one field of an event.
pub fn field<T: std::str::FromStr>(
    event: &Event,
    name: &'static str,
    field: &'static str,
) -> Result<T, EventError> {
    let value = attribute(event, field).ok_or(EventError::Missing { event: name, field })?;
    value.parse().map_err(|_| EventError::Malformed {
        event: name,
        field,
        value: value.to_owned(),
    })
}

/// Declares event structs: each gets [`BallastEvent`] and a conversion into a chain event.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $text:literal {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl From<$name> for cosmwasm_std::Event {
            fn from(event: $name) -> Self {
                cosmwasm_std::Event::new($text)
                    $(.add_attribute(stringify!($field), event.$field.to_string()))*
            }
        }

        impl $crate::event::BallastEvent for $name {
            const NAME: &'static str = $text;

            fn from_attributes(
                event: &cosmwasm_std::Event,
            ) -> Result<Self, $crate::event::EventError> {
                Ok(Self { $($field: $crate::event::field(event, $text, stringify!($field))?,)* })
            }
        }
    )*};
}
pub(crate) use events;

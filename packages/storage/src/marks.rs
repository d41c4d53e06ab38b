//! Facts without a value: a flag, and a set.

use cosmwasm_std::{Order, Storage};
use cw_storage_plus::{Bound, KeyDeserialize, PrimaryKey};

use crate::{
    prefixed::{Keys, Prefixed},
    record::Record,
    records::Records,
};

/// What a mark stores: one byte, because a chain cannot tell an empty value from an absent one.
const MARK: &[u8] = &[1];

/// The value of a mark. There is nothing to decode, so there is no such value.
pub enum Mark {}

/// A flag under one name: raised or not.
///
/// ```
/// use ballast_storage::Marker;
/// use cosmwasm_std::testing::MockStorage;
///
/// const WIRED: Marker = Marker::new("wired");
///
/// let mut store = MockStorage::new();
/// assert!(!WIRED.has(&store));
/// WIRED.save(&mut store);
/// assert!(WIRED.has(&store));
/// ```
pub struct Marker(Record<Mark>);

impl Marker {
    /// A flag called `name`, which must be unique within the contract.
    pub const fn new(name: &'static str) -> Self {
        Self(Record::new(name))
    }

    /// The storage key: the name itself.
    pub fn key(&self) -> Vec<u8> {
        self.0.key()
    }

    /// Raises the flag.
    pub fn save(&self, store: &mut dyn Storage) {
        store.set(&self.key(), MARK);
    }

    /// Lowers the flag.
    pub fn remove(&self, store: &mut dyn Storage) {
        self.0.remove(store);
    }

    /// Whether the flag is raised.
    pub fn has(&self, store: &dyn Storage) -> bool {
        self.0.has(store)
    }
}

/// A set of keys, for indexes: what is known of an entry is its key.
///
/// ```
/// use ballast_storage::Marks;
/// use cosmwasm_std::{testing::MockStorage, Order};
///
/// const BY_OWNER: Marks<(&[u8], u64)> = Marks::new("by_owner");
///
/// let mut store = MockStorage::new();
/// BY_OWNER.save(&mut store, (b"alice", 3));
/// BY_OWNER.save(&mut store, (b"bob", 2));
///
/// let of_alice: Vec<u64> = BY_OWNER
///     .prefix(b"alice".as_slice())
///     .keys(&store, None, None, Order::Ascending)
///     .collect::<Result<_, _>>()
///     .unwrap();
/// assert_eq!(of_alice, [3]);
/// ```
pub struct Marks<K>(Records<K, Mark>);

impl<K> Marks<K> {
    /// A set called `namespace`, which must be unique within the contract.
    pub const fn new(namespace: &'static str) -> Self {
        Self(Records::new(namespace))
    }
}

impl<'a, K: PrimaryKey<'a>> Marks<K> {
    /// The storage key of an entry, namespace included.
    pub fn key(&self, key: K) -> Vec<u8> {
        self.0.key(key)
    }

    /// Puts `key` into the set; does nothing if it is there.
    pub fn save(&self, store: &mut dyn Storage, key: K) {
        store.set(&self.key(key), MARK);
    }

    /// Takes `key` out of the set; does nothing if it is not there.
    pub fn remove(&self, store: &mut dyn Storage, key: K) {
        self.0.remove(store, key);
    }

    /// Whether the set has `key`.
    pub fn has(&self, store: &dyn Storage, key: K) -> bool {
        self.0.has(store, key)
    }

    /// The keys that begin with `prefix`: all parts of the key but the last.
    pub fn prefix(&self, prefix: K::Prefix) -> Prefixed<K::Suffix, Mark> {
        self.0.prefix(prefix)
    }

    /// The three-part keys that begin with `prefix`: the first part.
    pub fn sub_prefix(&self, prefix: K::SubPrefix) -> Prefixed<K::SuperSuffix, Mark> {
        self.0.sub_prefix(prefix)
    }
}

impl<'a, K: PrimaryKey<'a> + KeyDeserialize> Marks<K> {
    /// The keys between two bounds.
    pub fn keys<'s>(
        &self,
        store: &'s dyn Storage,
        min: Option<Bound<'a, K>>,
        max: Option<Bound<'a, K>>,
        order: Order,
    ) -> Keys<'s, K::Output>
    where
        K::Output: 'static,
    {
        self.0.keys(store, min, max, order)
    }
}

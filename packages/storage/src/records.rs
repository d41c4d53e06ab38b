//! A value per key.

use std::marker::PhantomData;

use cosmwasm_std::{Order, StdResult, Storage};
use cw_storage_plus::{Bound, KeyDeserialize, Path, Prefixer, PrimaryKey};
use serde::{de::DeserializeOwned, Serialize};

use crate::{
    codec::{self, Name},
    prefixed::{Entries, Keys, Prefixed},
};

/// Values in compact form, one for each key.
///
/// Keys are those of `cw_storage_plus::Map`, and so is the order of iteration: the order of the
/// keys' bytes, in which integers sort by size.
///
/// ```
/// use ballast_storage::Records;
/// use cosmwasm_std::{testing::MockStorage, Order};
///
/// const BALANCES: Records<(u16, u64), u128> = Records::new("balances");
///
/// let mut store = MockStorage::new();
/// BALANCES.save(&mut store, (1, 7), &500).unwrap();
/// BALANCES.save(&mut store, (2, 7), &600).unwrap();
///
/// let of_one: Vec<_> = BALANCES
///     .prefix(1)
///     .range(&store, None, None, Order::Ascending)
///     .collect::<Result<_, _>>()
///     .unwrap();
/// assert_eq!(of_one, [(7, 500)]);
/// ```
pub struct Records<K, T> {
    namespace: &'static str,
    entry: PhantomData<fn() -> (K, T)>,
}

impl<K, T> Records<K, T> {
    /// Records called `namespace`, which must be unique within the contract.
    pub const fn new(namespace: &'static str) -> Self {
        Self {
            namespace: codec::checked(namespace),
            entry: PhantomData,
        }
    }

    const fn label<'n>(&self, storage_key: &'n [u8]) -> Name<'n> {
        Name::keyed(self.namespace, storage_key, &[])
    }
}

impl<'a, K: PrimaryKey<'a>, T> Records<K, T> {
    /// The storage key of an entry, namespace included.
    pub fn key(&self, key: K) -> Vec<u8> {
        let parts = key.key();
        let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
        Path::<()>::new(self.namespace.as_bytes(), &parts).to_vec()
    }

    /// Whether a value is stored at `key`. Its bytes are not looked at.
    pub fn has(&self, store: &dyn Storage, key: K) -> bool {
        store.get(&self.key(key)).is_some()
    }

    /// Removes the value at `key`; does nothing if there is none.
    pub fn remove(&self, store: &mut dyn Storage, key: K) {
        store.remove(&self.key(key));
    }

    /// The entries whose keys begin with `prefix`: all parts of the key but the last.
    pub fn prefix(&self, prefix: K::Prefix) -> Prefixed<K::Suffix, T> {
        Prefixed::new(self.namespace, &prefix.prefix())
    }

    /// The entries whose three-part keys begin with `prefix`: the first part.
    pub fn sub_prefix(&self, prefix: K::SubPrefix) -> Prefixed<K::SuperSuffix, T> {
        Prefixed::new(self.namespace, &prefix.prefix())
    }
}

impl<'a, K: PrimaryKey<'a>, T: DeserializeOwned> Records<K, T> {
    /// The value at `key`. Refuses an absent or a damaged one.
    pub fn load(&self, store: &dyn Storage, key: K) -> StdResult<T> {
        let key = self.key(key);
        let bytes = store
            .get(&key)
            .ok_or_else(|| self.label(&key).not_found())?;
        codec::decode(&self.label(&key), &bytes)
    }

    /// The value at `key`, or `None` where none is stored. Refuses a damaged one.
    pub fn may_load(&self, store: &dyn Storage, key: K) -> StdResult<Option<T>> {
        let key = self.key(key);
        let bytes = store.get(&key);
        bytes
            .map(|bytes| codec::decode(&self.label(&key), &bytes))
            .transpose()
    }

    /// The value in bytes that were read from another contract's storage at [`Records::key`].
    pub fn decode(&self, key: K, bytes: &[u8]) -> StdResult<T> {
        codec::decode(&self.label(&self.key(key)), bytes)
    }
}

impl<'a, K: PrimaryKey<'a>, T: Serialize> Records<K, T> {
    /// Stores a value at `key`. Refuses one that encodes to no bytes.
    pub fn save(&self, store: &mut dyn Storage, key: K, value: &T) -> StdResult<()> {
        let key = self.key(key);
        store.set(&key, &codec::encode(&self.label(&key), value)?);
        Ok(())
    }
}

impl<'a, K: PrimaryKey<'a> + KeyDeserialize, T> Records<K, T> {
    /// The entries between two bounds, each decoded when the iterator comes to it.
    pub fn range<'s>(
        &self,
        store: &'s dyn Storage,
        min: Option<Bound<'a, K>>,
        max: Option<Bound<'a, K>>,
        order: Order,
    ) -> Entries<'s, K::Output, T>
    where
        T: DeserializeOwned + 's,
        K::Output: 'static,
    {
        self.all().range(store, min, max, order)
    }

    /// The keys between two bounds, without the values.
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
        self.all().keys(store, min, max, order)
    }

    fn all(&self) -> Prefixed<K, T> {
        Prefixed::new(self.namespace, &[])
    }
}

//! Iteration over the entries whose keys begin alike.

use std::marker::PhantomData;

use cosmwasm_std::{Order, StdError, StdResult, Storage};
use cw_storage_plus::{range_with_prefix, Bound, Key, KeyDeserialize, Prefix, PrimaryKey};
use serde::de::DeserializeOwned;

use crate::codec::{self, Name};

/// Keys and values, each read and decoded when the iterator comes to it.
pub type Entries<'s, K, T> = Box<dyn Iterator<Item = StdResult<(K, T)>> + 's>;

/// Keys, each read and decoded when the iterator comes to it.
pub type Keys<'s, K> = Box<dyn Iterator<Item = StdResult<K>> + 's>;

/// The entries of a map whose keys begin alike. `K` is the rest of the key; bounds are on it.
pub struct Prefixed<K, T> {
    namespace: &'static str,
    storage_prefix: Vec<u8>,
    entry: PhantomData<fn() -> (K, T)>,
}

impl<K, T> Prefixed<K, T> {
    pub(crate) fn new(namespace: &'static str, parts: &[Key]) -> Self {
        Self {
            namespace,
            storage_prefix: Prefix::<Vec<u8>, ()>::new(namespace.as_bytes(), parts).to_vec(),
            entry: PhantomData,
        }
    }
}

impl<'a, K: PrimaryKey<'a> + KeyDeserialize, T> Prefixed<K, T>
where
    K::Output: 'static,
{
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
    {
        let (namespace, prefix) = (self.namespace, self.storage_prefix.clone());
        Box::new(self.raw(store, min, max, order).map(move |(key, value)| {
            let name = Name::keyed(namespace, &prefix, &key);
            let value = codec::decode(&name, &value)?;
            Ok((decode_key::<K>(namespace, &prefix, key)?, value))
        }))
    }

    /// The keys between two bounds, without the values.
    pub fn keys<'s>(
        &self,
        store: &'s dyn Storage,
        min: Option<Bound<'a, K>>,
        max: Option<Bound<'a, K>>,
        order: Order,
    ) -> Keys<'s, K::Output> {
        let (namespace, prefix) = (self.namespace, self.storage_prefix.clone());
        Box::new(
            self.raw(store, min, max, order)
                .map(move |(key, _)| decode_key::<K>(namespace, &prefix, key)),
        )
    }

    fn raw<'s>(
        &self,
        store: &'s dyn Storage,
        min: Option<Bound<'a, K>>,
        max: Option<Bound<'a, K>>,
        order: Order,
    ) -> Box<dyn Iterator<Item = (Vec<u8>, Vec<u8>)> + 's> {
        let (min, max) = (min.map(|b| b.to_raw_bound()), max.map(|b| b.to_raw_bound()));
        range_with_prefix(store, &self.storage_prefix, min, max, order)
    }
}

fn decode_key<K: KeyDeserialize>(
    namespace: &'static str,
    prefix: &[u8],
    key: Vec<u8>,
) -> StdResult<K::Output> {
    K::from_slice(&key).map_err(|e| {
        let name = Name::keyed(namespace, prefix, &key);
        StdError::parse_err(name.to_string(), format!("damaged key: {e}"))
    })
}

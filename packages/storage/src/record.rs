//! One value under one name.

use std::marker::PhantomData;

use cosmwasm_std::{StdResult, Storage};
use serde::{de::DeserializeOwned, Serialize};

use crate::codec::{self, Name};

/// One value in compact form, stored under its name.
///
/// ```
/// use ballast_storage::Record;
/// use cosmwasm_std::testing::MockStorage;
///
/// const TOTALS: Record<(u128, u64)> = Record::new("totals");
///
/// let mut store = MockStorage::new();
/// TOTALS.save(&mut store, &(1_000_000, 7)).unwrap();
/// assert_eq!(TOTALS.load(&store).unwrap(), (1_000_000, 7));
/// ```
pub struct Record<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Record<T> {
    /// A record called `name`, which must be unique within the contract.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name: codec::checked(name),
            value: PhantomData,
        }
    }

    /// The storage key: the name itself.
    pub fn key(&self) -> Vec<u8> {
        self.name.as_bytes().to_vec()
    }

    /// Whether a value is stored. Its bytes are not looked at.
    pub fn has(&self, store: &dyn Storage) -> bool {
        store.get(self.name.as_bytes()).is_some()
    }

    /// Removes the value; does nothing if there is none.
    pub fn remove(&self, store: &mut dyn Storage) {
        store.remove(self.name.as_bytes());
    }

    const fn label(&self) -> Name<'static> {
        Name::single(self.name)
    }
}

impl<T: DeserializeOwned> Record<T> {
    /// The value. Refuses an absent or a damaged one.
    pub fn load(&self, store: &dyn Storage) -> StdResult<T> {
        self.may_load(store)?
            .ok_or_else(|| self.label().not_found())
    }

    /// The value, or `None` where none is stored. Refuses a damaged one.
    pub fn may_load(&self, store: &dyn Storage) -> StdResult<Option<T>> {
        store
            .get(self.name.as_bytes())
            .map(|bytes| self.decode(&bytes))
            .transpose()
    }

    /// The value in bytes that were read from another contract's storage at [`Record::key`].
    pub fn decode(&self, bytes: &[u8]) -> StdResult<T> {
        codec::decode(&self.label(), bytes)
    }
}

impl<T: Serialize> Record<T> {
    /// Stores the value. Refuses one that encodes to no bytes.
    pub fn save(&self, store: &mut dyn Storage, value: &T) -> StdResult<()> {
        store.set(self.name.as_bytes(), &codec::encode(&self.label(), value)?);
        Ok(())
    }
}

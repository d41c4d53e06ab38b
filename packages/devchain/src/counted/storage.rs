//! Storage that counts what passes through it.

use cosmwasm_std::{Addr, Order, Record, Storage};

use super::{Counter, Counts};

/// Reading storage, counted.
pub(super) struct CountedReads<'a> {
    storage: &'a dyn Storage,
    counter: &'a Counter,
    contract: &'a Addr,
}

impl<'a> CountedReads<'a> {
    pub(super) fn new(storage: &'a dyn Storage, counter: &'a Counter, contract: &'a Addr) -> Self {
        Self {
            storage,
            counter,
            contract,
        }
    }
}

/// Storage that can also be written, counted.
pub(super) struct CountedStorage<'a> {
    storage: &'a mut dyn Storage,
    counter: &'a Counter,
    contract: &'a Addr,
}

impl<'a> CountedStorage<'a> {
    pub(super) fn new(
        storage: &'a mut dyn Storage,
        counter: &'a Counter,
        contract: &'a Addr,
    ) -> Self {
        Self {
            storage,
            counter,
            contract,
        }
    }

    fn reads(&self) -> CountedReads<'_> {
        CountedReads::new(self.storage, self.counter, self.contract)
    }
}

/// A count of bytes; nothing in memory is longer than a `u64` can say.
pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Counts one single read.
pub(super) fn count_read(counts: &mut Counts, key: &[u8], value: Option<&[u8]>) {
    counts.reads += 1;
    counts.bytes_read += length(key) + value.map_or(0, length);
}

/// Counts the steps of an iterator while they are taken.
fn count_steps<'s>(
    mut records: Box<dyn Iterator<Item = Record> + 's>,
    counter: &'s Counter,
    contract: &'s Addr,
) -> Box<dyn Iterator<Item = Record> + 's> {
    Box::new(std::iter::from_fn(move || {
        let record = records.next();
        counter.add(contract, |counts| {
            counts.steps += 1;
            counts.bytes_read += record.as_ref().map_or(0, |(k, v)| length(k) + length(v));
        });
        record
    }))
}

impl Storage for CountedReads<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let value = self.storage.get(key);
        self.counter.add(self.contract, |counts| {
            count_read(counts, key, value.as_deref());
        });
        value
    }

    fn range<'s>(
        &'s self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 's> {
        count_steps(
            self.storage.range(start, end, order),
            self.counter,
            self.contract,
        )
    }

    /// Unreachable by construction: queries hold storage behind a shared reference.
    fn set(&mut self, _key: &[u8], _value: &[u8]) {}

    /// Unreachable by construction: queries hold storage behind a shared reference.
    fn remove(&mut self, _key: &[u8]) {}
}

impl Storage for CountedStorage<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.reads().get(key)
    }

    fn range<'s>(
        &'s self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 's> {
        count_steps(
            self.storage.range(start, end, order),
            self.counter,
            self.contract,
        )
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.counter.add(self.contract, |counts| {
            counts.writes += 1;
            counts.bytes_written += length(key) + length(value);
        });
        self.storage.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.counter
            .add(self.contract, |counts| counts.deletes += 1);
        self.storage.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

    use super::*;

    #[test]
    fn every_kind_of_operation_is_counted_with_its_bytes() {
        let (counter, contract) = (Counter::default(), Addr::unchecked("c"));
        let mut inner = MockStorage::new();
        let mut storage = CountedStorage::new(&mut inner, &counter, &contract);
        storage.set(b"key", b"value");
        storage.set(b"other", b"1");
        assert_eq!(storage.get(b"key"), Some(b"value".to_vec()));
        assert_eq!(storage.get(b"no"), None);
        assert_eq!(
            storage.range(None, None, Order::Ascending).take(1).count(),
            1
        );
        assert_eq!(storage.range(None, None, Order::Ascending).count(), 2);
        storage.remove(b"key");
        let expected = Counts {
            calls: 0,
            reads: 2,
            writes: 2,
            deletes: 1,
            steps: 4,
            bytes_read: (3 + 5) + 2 + (3 + 5) + (3 + 5) + (5 + 1),
            bytes_written: (3 + 5) + (5 + 1),
        };
        assert_eq!(counter.counts()[&contract], expected);
        counter.reset();
        assert!(counter.counts().is_empty());
    }
}

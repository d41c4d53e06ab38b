//! A querier that counts raw reads of other contracts. Smart queries need no counting here: the
//! contract that answers counts for itself.

use cosmwasm_std::{
    from_json, Addr, ContractResult, Empty, Querier, QuerierResult, QueryRequest, SystemResult,
    WasmQuery,
};

use super::{storage::count_read, Counter};

/// How the JSON of a raw read begins.
const RAW: &[u8] = br#"{"wasm":{"raw":"#;

/// A querier, counted.
pub(super) struct CountedQuerier<'a> {
    querier: &'a dyn Querier,
    counter: &'a Counter,
}

impl<'a> CountedQuerier<'a> {
    pub(super) fn new(querier: &'a dyn Querier, counter: &'a Counter) -> Self {
        Self { querier, counter }
    }

    fn count(&self, request: &[u8], answer: &QuerierResult) {
        let Ok(QueryRequest::<Empty>::Wasm(WasmQuery::Raw { contract_addr, key })) =
            from_json(request)
        else {
            return;
        };
        let value = match answer {
            SystemResult::Ok(ContractResult::Ok(value)) => Some(value.as_slice()),
            _ => None,
        };
        let contract = Addr::unchecked(contract_addr);
        self.counter
            .add(&contract, |counts| count_read(counts, &key, value));
    }
}

impl Querier for CountedQuerier<'_> {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        let answer = self.querier.raw_query(request);
        if request.starts_with(RAW) {
            self.count(request, &answer);
        }
        answer
    }
}

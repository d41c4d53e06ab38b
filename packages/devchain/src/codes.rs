//! The code of every contract, in the order in which it is stored on a new chain.

use cosmwasm_std::{Addr, Empty};
use cw_multi_test::{BasicApp, Contract, ContractWrapper};

use crate::counted::{Counted, Counter};

/// Names of the codes; the first has the id 1.
pub const CODES: [&str; 5] = [
    crate::VAULT,
    crate::ORACLE,
    crate::LIQUIDATION,
    crate::STABLECOIN,
    CW20_CODE,
];

/// Name of the code of collateral tokens.
pub const CW20_CODE: &str = "cw20";

/// Other code for some of [`CODES`], by name, as of contracts that run in a virtual machine; `None`
/// leaves the code that is compiled in.
pub type OtherCodes<'a> = dyn Fn(&str) -> Option<Box<dyn Contract<Empty>>> + 'a;

/// Stores all codes, counted, on a chain that has none.
pub(crate) fn store(app: &mut BasicApp, creator: &Addr, counter: &Counter, others: &OtherCodes) {
    let own = [vault(), oracle(), liquidation(), stablecoin(), cw20()];
    for (name, own) in CODES.into_iter().zip(own) {
        let counted = Counted::new(others(name).unwrap_or(own), counter.clone());
        app.store_code_with_creator(creator.clone(), Box::new(counted));
    }
}

/// The id of a code, from 1; 0, which no code has, for an unknown name.
pub(crate) fn id(name: &str) -> u64 {
    let place = CODES.iter().position(|code| *code == name);
    place
        .and_then(|place| u64::try_from(place + 1).ok())
        .unwrap_or(0)
}

fn vault() -> Box<dyn Contract<Empty>> {
    use ballast_vault::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn oracle() -> Box<dyn Contract<Empty>> {
    use ballast_oracle::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn liquidation() -> Box<dyn Contract<Empty>> {
    use ballast_liquidation::contract::{execute, instantiate, migrate, query, reply};
    Box::new(
        ContractWrapper::new(execute, instantiate, query)
            .with_migrate(migrate)
            .with_reply(reply),
    )
}

fn stablecoin() -> Box<dyn Contract<Empty>> {
    use ballast_stablecoin::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn cw20() -> Box<dyn Contract<Empty>> {
    use cw20_base::contract::{execute, instantiate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query))
}

//! Who the vault works with, and addresses as they are stored: canonical bytes are shorter than
//! text in every record.

use ballast_types::{
    liquidation::LiquidationHandle, oracle::OracleHandle, stablecoin::StablecoinHandle,
};
use cosmwasm_std::{Addr, Api, CanonicalAddr, StdResult};
use serde::{Deserialize, Serialize};

/// Canonical addresses of the other contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contracts {
    stablecoin: Vec<u8>,
    oracle: Vec<u8>,
    liquidation: Vec<u8>,
}

impl Contracts {
    /// From validated addresses.
    pub fn new(
        api: &dyn Api,
        stablecoin: &Addr,
        oracle: &Addr,
        liquidation: &Addr,
    ) -> StdResult<Self> {
        Ok(Self {
            stablecoin: canonical(api, stablecoin)?,
            oracle: canonical(api, oracle)?,
            liquidation: canonical(api, liquidation)?,
        })
    }

    /// The token that is minted and burned.
    pub fn stablecoin(&self, api: &dyn Api) -> StdResult<StablecoinHandle> {
        Ok(StablecoinHandle(human(api, &self.stablecoin)?))
    }

    /// Where prices are read.
    pub fn oracle(&self, api: &dyn Api) -> StdResult<OracleHandle> {
        Ok(OracleHandle(human(api, &self.oracle)?))
    }

    /// Who alone may seize.
    pub fn liquidation(&self, api: &dyn Api) -> StdResult<LiquidationHandle> {
        Ok(LiquidationHandle(human(api, &self.liquidation)?))
    }
}

/// The canonical bytes of an address.
pub fn canonical(api: &dyn Api, address: &Addr) -> StdResult<Vec<u8>> {
    Ok(api.addr_canonicalize(address.as_str())?.as_slice().to_vec())
}

/// The address of canonical bytes.
pub fn human(api: &dyn Api, bytes: &[u8]) -> StdResult<Addr> {
    api.addr_humanize(&CanonicalAddr::from(bytes))
}

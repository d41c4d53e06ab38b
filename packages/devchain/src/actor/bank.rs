//! The chain's own messages.

use cosmwasm_std::{coins, BankMsg, Binary, WasmMsg};
use serde::Serialize;

use crate::{names::NameError, Devchain, Failure, Outcome, BANK, WASM};
use ballast_types::Asset;

/// Transfers of coins and migrations.
pub struct Bank<'a>(pub(super) &'a mut Devchain);

impl Bank<'_> {
    /// Transfers coins of a native asset to an account or a contract; to a contract it is a
    /// donation.
    pub fn send(&mut self, sender: &str, to: &str, asset: &str, amount: u128) -> Outcome {
        let Asset::Native { denom } = &self.0.names().asset(asset)?.asset else {
            return Err(NameError::Unknown {
                given: asset.to_owned(),
            }
            .into());
        };
        let to_address = self.0.address(to)?.to_string();
        let msg = BankMsg::Send {
            to_address,
            amount: coins(amount, denom),
        };
        self.0.execute(sender, BANK, &msg, &[])
    }

    /// Moves a contract to the code of an id; only its admin, the deployment's owner, may.
    pub fn migrate(
        &mut self,
        sender: &str,
        contract: &str,
        new_code_id: u64,
        msg: &impl Serialize,
    ) -> Outcome {
        let msg = serde_json::to_vec(msg).map_err(|error| Failure::NoJson {
            reason: error.to_string(),
        })?;
        let contract_addr = self.0.address(contract)?.to_string();
        let msg = WasmMsg::Migrate {
            contract_addr,
            new_code_id,
            msg: Binary::from(msg),
        };
        self.0.execute(sender, WASM, &msg, &[])
    }
}

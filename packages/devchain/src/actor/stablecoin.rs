//! Holders of the stablecoin, and of any other cw20 token.

use cosmwasm_std::{Binary, Uint128};
use cw20::{Cw20ExecuteMsg as Msg, Expiration};

use crate::{Devchain, Outcome};

/// The stablecoin is a token like any other.
pub type Stablecoin<'a> = Token<'a>;

/// A cw20 token.
pub struct Token<'a> {
    pub(super) chain: &'a mut Devchain,
    pub(super) asset: String,
}

impl Token<'_> {
    fn run(&mut self, sender: &str, msg: &Msg) -> Outcome {
        self.chain.execute(sender, &self.asset, msg, &[])
    }

    /// Transfers to an account or a contract; to a contract it is a donation.
    pub fn transfer(&mut self, sender: &str, to: &str, amount: u128) -> Outcome {
        let recipient = self.chain.address(to)?.to_string();
        self.run(
            sender,
            &Msg::Transfer {
                recipient,
                amount: Uint128::new(amount),
            },
        )
    }

    /// Burns the sender's own.
    pub fn burn(&mut self, sender: &str, amount: u128) -> Outcome {
        self.run(
            sender,
            &Msg::Burn {
                amount: Uint128::new(amount),
            },
        )
    }

    /// Mints; only the minter may, which for the stablecoin is the vault.
    pub fn mint(&mut self, sender: &str, to: &str, amount: u128) -> Outcome {
        let recipient = self.chain.address(to)?.to_string();
        self.run(
            sender,
            &Msg::Mint {
                recipient,
                amount: Uint128::new(amount),
            },
        )
    }

    /// Sends to a contract with raw bytes as the message for it.
    pub fn send_raw(&mut self, sender: &str, to: &str, amount: u128, msg: &[u8]) -> Outcome {
        let contract = self.chain.address(to)?.to_string();
        let (amount, msg) = (Uint128::new(amount), Binary::from(msg));
        self.run(
            sender,
            &Msg::Send {
                contract,
                amount,
                msg,
            },
        )
    }

    /// Lets another account spend.
    pub fn increase_allowance(&mut self, sender: &str, spender: &str, amount: u128) -> Outcome {
        let spender = self.chain.address(spender)?.to_string();
        let expires: Option<Expiration> = None;
        self.run(
            sender,
            &Msg::IncreaseAllowance {
                spender,
                amount: Uint128::new(amount),
                expires,
            },
        )
    }

    /// Spends what another account allows.
    pub fn transfer_from(&mut self, sender: &str, owner: &str, to: &str, amount: u128) -> Outcome {
        let owner = self.chain.address(owner)?.to_string();
        let recipient = self.chain.address(to)?.to_string();
        self.run(
            sender,
            &Msg::TransferFrom {
                owner,
                recipient,
                amount: Uint128::new(amount),
            },
        )
    }
}

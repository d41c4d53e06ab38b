//! What can be sent to the chain.

use std::io::Write;

use cosmrs::{
    proto::{
        cosmos::{
            bank::v1beta1::MsgSend,
            base::v1beta1::Coin as ProtoCoin,
            gov::v1::{MsgDeposit, MsgSubmitProposal, MsgVote},
        },
        cosmwasm::wasm::v1::{
            MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2,
            MsgMigrateContract, MsgPinCodes, MsgStoreCode, MsgUnpinCodes, MsgUpdateAdmin,
        },
    },
    AccountId, Any,
};
use cosmwasm_std::Coin;
use flate2::{write::GzEncoder, Compression};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// A message. Who sends it is who signs; within a proposal it is the governance's account.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// Calls a contract.
    Execute {
        /// The contract.
        contract: String,
        /// The call.
        msg: Value,
        /// Coins attached.
        funds: Vec<Coin>,
    },
    /// Stores a code.
    Store {
        /// The wasm file, as it is or compressed by gzip; it is sent compressed.
        wasm: Vec<u8>,
    },
    /// Creates a contract.
    Instantiate {
        /// Its code.
        code_id: u64,
        /// Its label.
        label: String,
        /// Who may migrate it.
        admin: Option<String>,
        /// Its first message.
        msg: Value,
        /// Coins attached.
        funds: Vec<Coin>,
        /// With a salt the address follows from code, sender and salt: see [`predict_address`].
        salt: Option<Vec<u8>>,
    },
    /// Moves a contract to another code. Only its admin.
    Migrate {
        /// The contract.
        contract: String,
        /// The new code.
        code_id: u64,
        /// Its message.
        msg: Value,
    },
    /// Names who may migrate a contract. Only its admin.
    UpdateAdmin {
        /// The contract.
        contract: String,
        /// The new one.
        admin: String,
    },
    /// Sends coins.
    Send {
        /// To whom.
        to: String,
        /// What.
        coins: Vec<Coin>,
    },
    /// Submits a proposal.
    SubmitProposal(Proposal),
    /// Votes on a proposal.
    Vote {
        /// Its number.
        proposal: u64,
        /// How.
        option: VoteOption,
    },
    /// Adds to a proposal's deposit.
    Deposit {
        /// Its number.
        proposal: u64,
        /// What.
        coins: Vec<Coin>,
    },
    /// Keeps codes in memory. Only governance.
    PinCodes {
        /// Their numbers.
        code_ids: Vec<u64>,
    },
    /// Undoes that. Only governance.
    UnpinCodes {
        /// Their numbers.
        code_ids: Vec<u64>,
    },
    /// Any other message, complete.
    Any(Any),
}

/// A proposal to the chain's governance.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// Anything else, as an address of a longer text.
    pub metadata: String,
    /// What it does when it passes, all or nothing; their sender is the governance's account.
    pub messages: Vec<Msg>,
    /// The first deposit.
    pub deposit: Vec<Coin>,
    /// Whether it is voted on in the short period, for a larger deposit.
    pub is_expedited: bool,
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteOption {
    /// For it.
    Yes,
    /// Counts for the quorum only.
    Abstain,
    /// Against it.
    No,
    /// Against it, and its deposit should be burned.
    Veto,
}

impl VoteOption {
    /// The chain's number of it.
    pub fn number(self) -> i32 {
        match self {
            Self::Yes => 1,
            Self::Abstain => 2,
            Self::No => 3,
            Self::Veto => 4,
        }
    }

    /// The option of that number.
    pub fn from_number(number: i32) -> Option<Self> {
        [Self::Yes, Self::Abstain, Self::No, Self::Veto]
            .into_iter()
            .find(|option| option.number() == number)
    }
}

impl Msg {
    /// A call of a contract.
    pub fn execute(contract: &str, msg: &impl Serialize, funds: Vec<Coin>) -> Result<Self> {
        Ok(Self::Execute {
            contract: contract.to_owned(),
            msg: json(msg)?,
            funds,
        })
    }

    /// The message as it is signed.
    pub fn to_any(&self, sender: &str) -> Result<Any> {
        let sender = sender.to_owned();
        match self {
            Self::Any(any) => Ok(any.clone()),
            Self::Send { to, coins } => pack(&MsgSend {
                from_address: sender,
                to_address: to.clone(),
                amount: proto(coins),
            }),
            Self::Execute { .. }
            | Self::Store { .. }
            | Self::Instantiate { .. }
            | Self::Migrate { .. }
            | Self::UpdateAdmin { .. }
            | Self::PinCodes { .. }
            | Self::UnpinCodes { .. } => self.wasm(sender),
            Self::SubmitProposal(proposal) => proposal.to_any(sender),
            Self::Vote { proposal, option } => pack(&MsgVote {
                proposal_id: *proposal,
                voter: sender,
                option: option.number(),
                metadata: String::new(),
            }),
            Self::Deposit { proposal, coins } => pack(&MsgDeposit {
                proposal_id: *proposal,
                depositor: sender,
                amount: proto(coins),
            }),
        }
    }

    fn wasm(&self, sender: String) -> Result<Any> {
        match self {
            Self::Execute {
                contract,
                msg,
                funds,
            } => pack(&MsgExecuteContract {
                sender,
                contract: contract.clone(),
                msg: msg.to_string().into_bytes(),
                funds: proto(funds),
            }),
            Self::Store { wasm } => pack(&MsgStoreCode {
                sender,
                wasm_byte_code: compressed(wasm)?,
                instantiate_permission: None,
            }),
            Self::Instantiate { .. } => self.instantiate(sender),
            Self::Migrate {
                contract,
                code_id,
                msg,
            } => pack(&MsgMigrateContract {
                sender,
                contract: contract.clone(),
                code_id: *code_id,
                msg: msg.to_string().into_bytes(),
            }),
            Self::UpdateAdmin { contract, admin } => pack(&MsgUpdateAdmin {
                sender,
                new_admin: admin.clone(),
                contract: contract.clone(),
            }),
            Self::PinCodes { code_ids } => pack(&MsgPinCodes {
                authority: sender,
                code_ids: code_ids.clone(),
            }),
            Self::UnpinCodes { code_ids } => pack(&MsgUnpinCodes {
                authority: sender,
                code_ids: code_ids.clone(),
            }),
            other => other.to_any(&sender),
        }
    }

    fn instantiate(&self, sender: String) -> Result<Any> {
        let Self::Instantiate {
            code_id,
            label,
            admin,
            msg,
            funds,
            salt,
        } = self
        else {
            return self.to_any(&sender);
        };
        let (code_id, label, admin) = (*code_id, label.clone(), admin.clone().unwrap_or_default());
        let (msg, funds) = (msg.to_string().into_bytes(), proto(funds));
        match salt {
            None => pack(&MsgInstantiateContract {
                sender,
                admin,
                code_id,
                label,
                msg,
                funds,
            }),
            Some(salt) => pack(&MsgInstantiateContract2 {
                sender,
                admin,
                code_id,
                label,
                msg,
                funds,
                salt: salt.clone(),
                fix_msg: false,
            }),
        }
    }
}

impl Proposal {
    fn to_any(&self, proposer: String) -> Result<Any> {
        let prefix = proposer.rsplit_once('1').map_or("", |(prefix, _)| prefix);
        let gov = gov_address(prefix)?;
        let messages = self.messages.iter().map(|msg| msg.to_any(&gov));
        pack(&MsgSubmitProposal {
            messages: messages.collect::<Result<_>>()?,
            initial_deposit: proto(&self.deposit),
            metadata: self.metadata.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            expedited: self.is_expedited,
            proposer,
        })
    }
}

/// The account of the chain's governance: the first 20 bytes of SHA-256 of the module's name.
pub fn gov_address(prefix: &str) -> Result<String> {
    let digest = Sha256::digest(b"gov");
    let bytes = digest.get(..20).unwrap_or_default();
    address(prefix, bytes)
}

/// Whether a text is an address of a chain with this prefix: of an account (20 bytes) or a contract (32),
/// in small letters as chains write it.
pub fn is_address(text: &str, prefix: &str) -> bool {
    let parsed = text.parse::<AccountId>();
    parsed.is_ok_and(|parsed| {
        let length = parsed.to_bytes().len();
        parsed.prefix() == prefix && parsed.to_string() == text && (length == 20 || length == 32)
    })
}

/// Where [`Msg::Instantiate`] with a salt will create the contract.
pub fn predict_address(checksum: &str, creator: &str, salt: &[u8]) -> Result<String> {
    let unusable = |what: &str, reason: String| Error::Unusable {
        what: what.to_owned(),
        reason,
    };
    let creator: AccountId = creator
        .parse()
        .map_err(|_| unusable(creator, "it is no address".to_owned()))?;
    let checksum = hex::decode(checksum).map_err(|error| unusable(checksum, error.to_string()))?;
    let predicted = cosmwasm_std::instantiate2_address(&checksum, &creator.to_bytes().into(), salt)
        .map_err(|error| unusable("salt", error.to_string()))?;
    address(creator.prefix(), predicted.as_slice())
}

fn address(prefix: &str, bytes: &[u8]) -> Result<String> {
    let made = is_prefix(prefix).then(|| AccountId::new(prefix, bytes).ok());
    let made = made.flatten().ok_or_else(|| Error::Unusable {
        what: format!("address prefix '{prefix}'"),
        reason: "it cannot begin an address".to_owned(),
    })?;
    Ok(made.to_string())
}

/// Whether chains could begin their addresses so: a small letter, then small letters and digits.
pub(crate) fn is_prefix(text: &str) -> bool {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() <= 20 && text.bytes().all(fits)
}

pub(crate) fn json(msg: &impl Serialize) -> Result<Value> {
    serde_json::to_value(msg).map_err(|error| Error::Unusable {
        what: "message".to_owned(),
        reason: error.to_string(),
    })
}

fn pack(msg: &impl cosmrs::proto::traits::Name) -> Result<Any> {
    Any::from_msg(msg).map_err(|error| Error::Unusable {
        what: "message".to_owned(),
        reason: error.to_string(),
    })
}

/// What gzip files begin with.
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A node takes requests up to a million bytes, and writes questions in hexadecimal.
fn compressed(wasm: &[u8]) -> Result<Vec<u8>> {
    if wasm.starts_with(GZIP) {
        return Ok(wasm.to_owned());
    }
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    let written = encoder.write_all(wasm).and_then(|()| encoder.finish());
    written.map_err(|error| Error::Unusable {
        what: "wasm file".to_owned(),
        reason: error.to_string(),
    })
}

/// Coins as the chain takes them: in order of denom, none of zero.
pub(crate) fn proto(coins: &[Coin]) -> Vec<ProtoCoin> {
    let mut coins: Vec<_> = coins
        .iter()
        .filter(|coin| !coin.amount.is_zero())
        .map(|coin| ProtoCoin {
            denom: coin.denom.clone(),
            amount: coin.amount.to_string(),
        })
        .collect();
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    coins
}

#[cfg(test)]
mod tests {
    use cosmrs::proto::{cosmos::gov::v1::MsgSubmitProposal as Submitted, prost::Message};
    use cosmwasm_std::coin;

    use super::*;

    const GOV: &str = "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc";
    const ALICE: &str = "wasm1n5x8e504je3m8ys800m6m2v3z4guhxeqvdr3ag";

    #[test]
    fn the_account_of_governance_is_the_one_that_chains_use() {
        assert_eq!(gov_address("wasm").unwrap(), GOV);
        assert!(gov_address("").is_err());
    }

    #[test]
    fn the_messages_of_a_proposal_are_sent_by_governance() {
        let proposal = Proposal {
            title: "t".to_owned(),
            summary: "s".to_owned(),
            metadata: String::new(),
            messages: vec![Msg::PinCodes {
                code_ids: vec![3, 4],
            }],
            deposit: vec![coin(7, "stake")],
            is_expedited: true,
        };
        let any = Msg::SubmitProposal(proposal).to_any(ALICE).unwrap();
        let sent = Submitted::decode(any.value.as_slice()).unwrap();
        assert!(sent.expedited);
        let inner = sent.messages.first().unwrap();
        assert_eq!(inner.type_url, "/cosmwasm.wasm.v1.MsgPinCodes");
        let pinned = MsgPinCodes::decode(inner.value.as_slice()).unwrap();
        assert_eq!(
            (pinned.authority.as_str(), pinned.code_ids),
            (GOV, vec![3, 4])
        );
    }

    #[test]
    fn coins_go_in_order_and_none_of_zero() {
        let sent = proto(&[coin(2, "stake"), coin(0, "b"), coin(1, "aeth")]);
        let denoms: Vec<_> = sent.iter().map(|coin| coin.denom.as_str()).collect();
        assert_eq!(denoms, ["aeth", "stake"]);
    }

    #[test]
    fn an_address_is_one_of_this_chain_in_small_letters() {
        assert!(is_address(GOV, "wasm"));
        let contract = predict_address(&"ab".repeat(32), GOV, b"salt").unwrap();
        assert!(is_address(&contract, "wasm"));
        for other in [
            "",
            "gov",
            ALICE.trim_end_matches('g'),
            &GOV.to_uppercase(),
            &GOV.replace("wasm1", "osmo1"),
        ] {
            assert!(!is_address(other, "wasm"), "{other}");
        }
        assert!(!is_address(GOV, "osmo"));
    }

    #[test]
    fn predicted_addresses_depend_on_code_creator_and_salt() {
        let of = |checksum: &str, creator: &str, salt: &[u8]| {
            predict_address(checksum, creator, salt).unwrap()
        };
        let one = of(&"ab".repeat(32), GOV, b"salt");
        assert_eq!(one, of(&"ab".repeat(32), GOV, b"salt"));
        assert_ne!(one, of(&"ac".repeat(32), GOV, b"salt"));
        assert_ne!(one, of(&"ab".repeat(32), GOV, b"pepper"));
        assert!(predict_address("xy", GOV, b"salt").is_err());
        assert!(predict_address(&"ab".repeat(32), "alice", b"salt").is_err());
        assert!(predict_address(&"ab".repeat(32), GOV, b"").is_err());
    }
}

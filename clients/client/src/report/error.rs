//! Why a report was not signed, or is not what its signature says.

use ballast_types::oracle::TooLongToSign;

/// A signed report that the oracle would refuse, or one that cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A chain id, an address or a feed's name does not fit what is signed.
    #[error(transparent)]
    TooLong(#[from] TooLongToSign),
    /// The key made no signature.
    #[error("the key of {feeder} made no signature")]
    NotSigned {
        /// Its account.
        feeder: String,
    },
    /// The oracle's address is none, so that no report can be meant for it.
    #[error("'{contract}' is no address of an oracle")]
    Contract {
        /// What was given.
        contract: String,
    },
    /// No address begins so.
    #[error("'{prefix}' cannot begin an address")]
    Prefix {
        /// What was given.
        prefix: String,
    },
    /// The public key has another length.
    #[error("the public key has {length} bytes, a compressed one has {expected}")]
    KeyLength {
        /// Its length.
        length: usize,
        /// What it must be.
        expected: usize,
    },
    /// The public key is no point of the curve.
    #[error("{public_key} is no public key of secp256k1")]
    NoKey {
        /// Its bytes in hexadecimal.
        public_key: String,
    },
    /// The signature has another length.
    #[error("the signature has {length} bytes, r and s have {expected}")]
    SignatureLength {
        /// Its length.
        length: usize,
        /// What it must be.
        expected: usize,
    },
    /// r or s is zero, or not less than the group's order.
    #[error("{signature} is no signature of secp256k1: r or s is out of range")]
    NoSignature {
        /// Its bytes in hexadecimal.
        signature: String,
    },
    /// Anyone can turn a signature into its twin, so that only the one with the lower s counts.
    #[error(
        "the signature's s is {s}, more than half of the group's order; its twin {low} is meant"
    )]
    HighS {
        /// s in hexadecimal.
        s: String,
        /// The order less s.
        low: String,
    },
    /// Another key signed, or something else was signed.
    #[error(
        "the signature is not {feeder}'s over this report of {feed} for {contract} on {chain_id}"
    )]
    NotTheKeys {
        /// The account of the key that the report carries.
        feeder: String,
        /// The feed.
        feed: String,
        /// The chain that it was checked for.
        chain_id: String,
        /// The oracle that it was checked for.
        contract: String,
    },
}

//! What actions are, and how a lost race shows.

#[cfg(doc)]
use super::Action;

/// What an action is, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// [`Action::Report`]
    Report,
    /// [`Action::Relay`]
    Relay,
    /// [`Action::Liquidate`]
    Liquidate,
    /// [`Action::Take`] by a taker's contract.
    TakeByContract,
    /// [`Action::Take`] with own stablecoin.
    Take,
    /// [`Action::Restart`]
    Restart,
    /// [`Action::Fill`]
    Fill,
    /// [`Action::Settle`]
    Settle,
    /// [`Action::Net`]
    Net,
    /// [`Action::Collect`]
    Collect,
    /// [`Action::Accrue`]
    Accrue,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Report,
        Self::Relay,
        Self::Liquidate,
        Self::TakeByContract,
        Self::Take,
        Self::Restart,
        Self::Fill,
        Self::Settle,
        Self::Net,
        Self::Collect,
        Self::Accrue,
    ];

    /// Its name in logs and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Relay => "relay",
            Self::Liquidate => "liquidate",
            Self::TakeByContract => "take_by_contract",
            Self::Take => "take",
            Self::Restart => "restart",
            Self::Fill => "fill",
            Self::Settle => "settle",
            Self::Net => "net",
            Self::Collect => "collect",
            Self::Accrue => "accrue",
        }
    }
}

/// Somebody took what was left, or restarted the auction under another number.
const NOT_LIVE: &str = "is not live";
/// Its time came between reading and sending.
const OVER: &str = "is over: its time ends at";
/// The auction costs more than when it was read.
const DEARER: &str = "the worst accepted is";
/// Somebody took so much that this take would leave dust.
const DUST: &str = "take all of it";

/// What a contract says when somebody else was first: the first words of each refusal, by kind.
const OVERTAKEN: &[(Kind, &str)] = &[
    (Kind::Liquidate, "nothing to seize"),
    (Kind::Liquidate, "no buyer has room"),
    (Kind::TakeByContract, NOT_LIVE),
    (Kind::TakeByContract, OVER),
    (Kind::TakeByContract, DEARER),
    (Kind::TakeByContract, DUST),
    (Kind::Take, NOT_LIVE),
    (Kind::Take, OVER),
    (Kind::Take, DEARER),
    (Kind::Take, DUST),
    (Kind::Restart, NOT_LIVE),
    (Kind::Restart, "is not over: it ends at"),
    (Kind::Fill, "there is no position"),
    (Kind::Fill, "has no order"),
    (Kind::Fill, "has no debt to repay"),
    (Kind::Fill, "its order's trigger is"),
    (Kind::Fill, "its order sells above"),
    (Kind::Fill, "is too little to fill the order"),
    (Kind::Fill, "the fill gives"),
    (Kind::Settle, "nothing is set aside"),
    (Kind::Net, "nothing to net"),
    (Kind::Net, "is set aside for type"),
    (Kind::Collect, "nothing to collect"),
    (Kind::Collect, "is set aside for type"),
];

impl Kind {
    /// Whether a refusal means that another keeper, or the position's owner, was first.
    pub fn is_overtaken(self, refusal: &str) -> bool {
        let words = OVERTAKEN.iter().filter(|(kind, _)| *kind == self);
        words.into_iter().any(|(_, words)| refusal.contains(words))
    }
}

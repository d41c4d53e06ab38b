//! Holders of positions, and everyone else who speaks to the vault. What the owner and the guardian
//! do is sent as it is, by [`Vault::govern`].

use ballast_types::{
    vault::{ExecuteMsg as Msg, OperatorScope, ReceiveMsg},
    Asset, CollateralTypeId, PositionId,
};
use cosmwasm_std::{coins, Decimal, Uint128};

use super::some;
use crate::{Devchain, Outcome, STABLECOIN, VAULT};

/// What is done with the vault.
pub struct Vault<'a>(pub(super) &'a mut Devchain);

/// The parts of an `adjust`; zero is none. Collateral and stablecoin cannot both be sent in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Collateral to add.
    pub deposit: u128,
    /// Stablecoin to pay.
    pub repay: u128,
    /// Collateral to take out.
    pub withdraw: u128,
    /// Stablecoin to mint.
    pub mint: u128,
}

/// The terms of a standing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Ratio under which it may be filled.
    pub trigger: Decimal,
    /// Ratio that a fill brings the position back to.
    pub target: Decimal,
    /// What a buyer gets above what it repays.
    pub discount: Decimal,
}

impl Vault<'_> {
    fn run(&mut self, sender: &str, msg: &Msg) -> Outcome {
        self.0.execute(sender, VAULT, msg, &[])
    }

    /// Sends collateral of a type along: attached if it is a coin, with the hook if it is a token.
    fn with_collateral(
        &mut self,
        sender: &str,
        (collateral_type, amount): (CollateralTypeId, u128),
        msg: &Msg,
        hook: &ReceiveMsg,
    ) -> Outcome {
        match self.0.collateral_type(collateral_type)?.asset {
            Asset::Native { denom } => self.0.execute(sender, VAULT, msg, &coins(amount, denom)),
            Asset::Cw20 { contract } => {
                let token = self.0.names().name_of(&contract).to_owned();
                self.0.send(sender, (&token, amount), VAULT, hook)
            }
        }
    }

    fn with_stablecoin(&mut self, sender: &str, amount: u128, hook: &ReceiveMsg) -> Outcome {
        self.0.send(sender, (STABLECOIN, amount), VAULT, hook)
    }

    /// Opens a position; [`crate::Done::position`] is its id. A `mint` of zero opens it without debt.
    pub fn open(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
        mint: u128,
    ) -> Outcome {
        let mint = some(mint);
        let (msg, hook) = (
            Msg::Open {
                collateral_type,
                mint,
            },
            ReceiveMsg::Open {
                collateral_type,
                mint,
            },
        );
        self.with_collateral(sender, (collateral_type, amount), &msg, &hook)
    }

    /// Adds collateral.
    pub fn deposit(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        let (msg, hook) = (Msg::Deposit { position }, ReceiveMsg::Deposit { position });
        self.with_collateral(sender, (position.collateral_type(), amount), &msg, &hook)
    }

    /// Takes collateral out.
    pub fn withdraw(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        self.run(
            sender,
            &Msg::Withdraw {
                position,
                amount: Uint128::new(amount),
            },
        )
    }

    /// Mints.
    pub fn mint(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        self.run(
            sender,
            &Msg::Mint {
                position,
                amount: Uint128::new(amount),
            },
        )
    }

    /// Pays debt.
    pub fn repay(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        self.with_stablecoin(sender, amount, &ReceiveMsg::Repay { position })
    }

    /// Several changes at once.
    pub fn adjust(&mut self, sender: &str, position: PositionId, pieces: Pieces) -> Outcome {
        let (withdraw, mint) = (some(pieces.withdraw), some(pieces.mint));
        let msg = Msg::Adjust {
            position,
            withdraw,
            mint,
        };
        let hook = ReceiveMsg::Adjust {
            position,
            withdraw,
            mint,
        };
        if pieces.repay > 0 {
            self.with_stablecoin(sender, pieces.repay, &hook)
        } else if pieces.deposit > 0 {
            let sent = (position.collateral_type(), pieces.deposit);
            self.with_collateral(sender, sent, &msg, &hook)
        } else {
            self.run(sender, &msg)
        }
    }

    /// Ends a position; with an `amount` of stablecoin its debt is paid first.
    pub fn close(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        if amount == 0 {
            return self.run(sender, &Msg::Close { position });
        }
        self.with_stablecoin(sender, amount, &ReceiveMsg::Close { position })
    }

    /// Offers a position.
    pub fn transfer_position(&mut self, sender: &str, position: PositionId, to: &str) -> Outcome {
        let to = self.0.address(to)?.to_string();
        self.run(sender, &Msg::TransferPosition { position, to })
    }

    /// Takes an offered position.
    pub fn accept_position(&mut self, sender: &str, position: PositionId) -> Outcome {
        self.run(sender, &Msg::AcceptPosition { position })
    }

    /// Withdraws an offer.
    pub fn cancel_transfer(&mut self, sender: &str, position: PositionId) -> Outcome {
        self.run(sender, &Msg::CancelTransfer { position })
    }

    /// Lets another account act on a position.
    pub fn set_operator(
        &mut self,
        sender: &str,
        position: PositionId,
        operator: &str,
        scope: OperatorScope,
    ) -> Outcome {
        let operator = self.0.address(operator)?.to_string();
        self.run(
            sender,
            &Msg::SetOperator {
                position,
                operator,
                scope,
            },
        )
    }

    /// Takes an operator's rights away.
    pub fn remove_operator(
        &mut self,
        sender: &str,
        position: PositionId,
        operator: &str,
    ) -> Outcome {
        let operator = self.0.address(operator)?.to_string();
        self.run(sender, &Msg::RemoveOperator { position, operator })
    }

    /// Brings the index to now.
    pub fn accrue(&mut self, sender: &str, collateral_type: CollateralTypeId) -> Outcome {
        self.run(sender, &Msg::Accrue { collateral_type })
    }

    /// Sets surplus against bad debt.
    pub fn net(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        other: Option<CollateralTypeId>,
    ) -> Outcome {
        self.run(
            sender,
            &Msg::Net {
                collateral_type,
                other,
            },
        )
    }

    /// Pays out fees.
    pub fn collect(&mut self, sender: &str, collateral_type: CollateralTypeId) -> Outcome {
        self.run(sender, &Msg::Collect { collateral_type })
    }

    /// Burns stablecoin for a type.
    pub fn settle(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
    ) -> Outcome {
        self.with_stablecoin(sender, amount, &ReceiveMsg::Settle { collateral_type })
    }

    /// Redeems stablecoin for collateral of a type, from at most `limit` positions.
    pub fn redeem(
        &mut self,
        sender: &str,
        (collateral_type, amount): (CollateralTypeId, u128),
        limit: u32,
        minimum: u128,
    ) -> Outcome {
        let hook = ReceiveMsg::Redeem {
            collateral_type,
            limit,
            minimum: Uint128::new(minimum),
        };
        self.with_stablecoin(sender, amount, &hook)
    }

    /// Places a standing order.
    pub fn place_order(&mut self, sender: &str, position: PositionId, order: Terms) -> Outcome {
        let Terms {
            trigger,
            target,
            discount,
        } = order;
        self.run(
            sender,
            &Msg::PlaceOrder {
                position,
                trigger,
                target,
                discount,
            },
        )
    }

    /// Ends a standing order.
    pub fn cancel_order(&mut self, sender: &str, position: PositionId) -> Outcome {
        self.run(sender, &Msg::CancelOrder { position })
    }

    /// Puts collateral in reserve.
    pub fn add_reserve(&mut self, sender: &str, position: PositionId, amount: u128) -> Outcome {
        let (msg, hook) = (
            Msg::AddReserve { position },
            ReceiveMsg::AddReserve { position },
        );
        self.with_collateral(sender, (position.collateral_type(), amount), &msg, &hook)
    }

    /// Puts stablecoin in reserve.
    pub fn add_stablecoin_reserve(
        &mut self,
        sender: &str,
        position: PositionId,
        amount: u128,
    ) -> Outcome {
        self.with_stablecoin(sender, amount, &ReceiveMsg::AddReserve { position })
    }

    /// Moves what is in reserve into the position.
    pub fn use_reserve(&mut self, sender: &str, position: PositionId) -> Outcome {
        self.run(sender, &Msg::UseReserve { position })
    }

    /// Fills a standing order with at most an amount of stablecoin.
    pub fn fill(
        &mut self,
        sender: &str,
        position: PositionId,
        amount: u128,
        minimum: u128,
    ) -> Outcome {
        let minimum = Uint128::new(minimum);
        self.with_stablecoin(sender, amount, &ReceiveMsg::Fill { position, minimum })
    }

    /// Any message without coins, as the owner's and the guardian's are.
    pub fn govern(&mut self, sender: &str, msg: &Msg) -> Outcome {
        self.run(sender, msg)
    }
}

//! Depositors and keepers.

use ballast_types::{
    liquidation::{AuctionParams, ExecuteMsg as Msg, ReceiveMsg},
    vault::Selection,
    Asset, AuctionId, CollateralTypeId, PositionId,
};
use cosmwasm_std::{coins, Decimal};

use super::some;
use crate::{Devchain, Outcome, LIQUIDATION, STABLECOIN};

/// What is done with liquidation.
pub struct Liquidation<'a>(pub(super) &'a mut Devchain);

impl Liquidation<'_> {
    fn run(&mut self, sender: &str, msg: &Msg) -> Outcome {
        self.0.execute(sender, LIQUIDATION, msg, &[])
    }

    fn send(&mut self, sender: &str, amount: u128, hook: &ReceiveMsg) -> Outcome {
        self.0.send(sender, (STABLECOIN, amount), LIQUIDATION, hook)
    }

    /// Adds to a pool.
    pub fn deposit(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
    ) -> Outcome {
        self.send(sender, amount, &ReceiveMsg::Deposit { collateral_type })
    }

    /// Takes out of a pool; zero takes all.
    pub fn withdraw(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
    ) -> Outcome {
        self.run(
            sender,
            &Msg::Withdraw {
                collateral_type,
                amount: some(amount),
            },
        )
    }

    /// Pays out gains.
    pub fn claim(&mut self, sender: &str, collateral_type: CollateralTypeId) -> Outcome {
        self.run(sender, &Msg::Claim { collateral_type })
    }

    /// Liquidates the riskiest positions; the pool buys.
    pub fn liquidate_riskiest(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        limit: u32,
    ) -> Outcome {
        self.liquidate(sender, collateral_type, Selection::Riskiest { limit }, 0)
    }

    /// Liquidates named positions; the pool buys.
    pub fn liquidate_positions(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        ids: &[PositionId],
    ) -> Outcome {
        let selection = Selection::Positions { ids: ids.to_vec() };
        self.liquidate(sender, collateral_type, selection, 0)
    }

    /// Liquidates; with an `amount` of stablecoin the sender buys what the pool cannot.
    pub fn liquidate(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        selection: Selection,
        amount: u128,
    ) -> Outcome {
        if amount == 0 {
            return self.run(
                sender,
                &Msg::Liquidate {
                    collateral_type,
                    selection,
                },
            );
        }
        self.send(
            sender,
            amount,
            &ReceiveMsg::Liquidate {
                collateral_type,
                selection,
            },
        )
    }

    /// Has what buyers paid sent to the vault.
    pub fn settle(&mut self, sender: &str, collateral_type: CollateralTypeId) -> Outcome {
        self.run(sender, &Msg::Settle { collateral_type })
    }

    /// Takes from an auction with stablecoin sent; zero wants all that it pays for.
    pub fn take(
        &mut self,
        sender: &str,
        auction: AuctionId,
        (amount, payment): (u128, u128),
        worst_price: Decimal,
    ) -> Outcome {
        let hook = ReceiveMsg::Take {
            auction,
            amount: some(amount),
            worst_price,
        };
        self.send(sender, payment, &hook)
    }

    /// Takes from an auction out of an allowance; zero wants all.
    pub fn take_by_allowance(
        &mut self,
        sender: &str,
        auction: AuctionId,
        amount: u128,
        worst_price: Decimal,
    ) -> Outcome {
        let msg = Msg::Take {
            auction,
            amount: some(amount),
            worst_price,
            callback: None,
        };
        self.run(sender, &msg)
    }

    /// Begins an auction again.
    pub fn restart(&mut self, sender: &str, auction: AuctionId) -> Outcome {
        self.run(sender, &Msg::Restart { auction })
    }

    /// Pays out what was left of lots.
    pub fn claim_leftover(&mut self, sender: &str, collateral_type: CollateralTypeId) -> Outcome {
        self.run(sender, &Msg::ClaimLeftover { collateral_type })
    }

    /// Sets what new auctions go by.
    pub fn set_auction_params(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        params: &AuctionParams,
    ) -> Outcome {
        let msg = Msg::SetAuctionParams {
            collateral_type,
            params: params.clone(),
        };
        self.run(sender, &msg)
    }

    /// Auctions collateral of the sender's own for a type's bad debt.
    pub fn sell_reserve(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
    ) -> Outcome {
        let asset = self.0.collateral_type(collateral_type)?.asset;
        match &asset {
            Asset::Native { denom } => {
                let msg = Msg::SellReserve { collateral_type };
                let funds = coins(amount, denom);
                self.0.execute(sender, LIQUIDATION, &msg, &funds)
            }
            Asset::Cw20 { .. } => {
                let token = self.0.names().asset_name(&asset);
                let hook = ReceiveMsg::SellReserve { collateral_type };
                self.0.send(sender, (&token, amount), LIQUIDATION, &hook)
            }
        }
    }

    /// Auctions surplus collateral; zero sells all.
    pub fn sell_surplus(
        &mut self,
        sender: &str,
        collateral_type: CollateralTypeId,
        amount: u128,
    ) -> Outcome {
        let msg = Msg::SellSurplus {
            collateral_type,
            amount: some(amount),
        };
        self.run(sender, &msg)
    }

    /// Offers the contract.
    pub fn transfer_ownership(&mut self, sender: &str, to: &str, expires: Option<u64>) -> Outcome {
        let new_owner = self.0.address(to)?.to_string();
        self.run(sender, &Msg::TransferOwnership { new_owner, expires })
    }

    /// Takes the contract over.
    pub fn accept_ownership(&mut self, sender: &str) -> Outcome {
        self.run(sender, &Msg::AcceptOwnership {})
    }

    /// Withdraws the offer.
    pub fn cancel_ownership_transfer(&mut self, sender: &str) -> Outcome {
        self.run(sender, &Msg::CancelOwnershipTransfer {})
    }
}

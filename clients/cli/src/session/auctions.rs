//! Auctions by their names.

use ballast_types::{liquidation::AuctionResponse, AuctionId};

use super::{Session, TypeInfo};
use crate::{
    auction_name::AuctionName,
    error::{CliError, CliResult},
};

/// How many live auctions are named where the right one was not.
const NAMED: usize = 5;

impl Session<'_> {
    /// A live auction by its name, with its type.
    pub fn auction(&self, name: &AuctionName) -> CliResult<(AuctionResponse, &TypeInfo)> {
        let id = match name {
            AuctionName::Raw(raw) => AuctionId::from_raw(*raw),
            AuctionName::Named { asset, number } => {
                AuctionId::new(self.collateral_type(asset)?.id, *number)
            }
        };
        let of_type = |info: &&TypeInfo| info.id == id.collateral_type();
        let info = self.types().iter().find(of_type);
        match (self.chain.auction(id)?, info) {
            (Some(auction), Some(info)) => Ok((auction, info)),
            _ => Err(CliError::AuctionNotLive {
                given: name.to_string(),
                hint: self.live_auctions(info)?,
            }),
        }
    }

    /// Which auctions there are, of a type or of all.
    pub fn live_auctions(&self, only: Option<&TypeInfo>) -> CliResult<String> {
        let infos = only.map_or_else(|| self.types().iter().collect(), |info| vec![info]);
        let mut names = vec![];
        for info in &infos {
            let live = self.chain.auctions(info.id)?;
            names.extend(live.iter().map(|it| self.auction_name(it.auction)));
        }
        let of = only.map_or_else(String::new, |info| format!(" of {}", info.asset.name));
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let named = names.join(", ");
        Ok(match (names.len(), more) {
            (0, _) => format!("nothing{of} is under auction"),
            (1, _) => format!("{named} is live"),
            (_, 0) => format!("{named} are live"),
            (_, more) => format!("{named} and {more} more are live: `ballast auction list`"),
        })
    }

    /// An auction's name to read and type.
    pub fn auction_name(&self, id: AuctionId) -> String {
        match self.type_by_id(id.collateral_type()) {
            Ok(info) => format!("{}-a{}", info.asset.name, id.number()),
            Err(_) => id.to_string(),
        }
    }
}

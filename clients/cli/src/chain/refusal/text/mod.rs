//! A refusal's text, as a real chain hands it over, back into what it says.
//!
//! A chain knows a contract's error by its text alone, with words of its own around it. The texts are
//! those of our own error types, so each one that a hint can be made of has a pattern here. A test makes
//! every such error, wraps its text as a chain does, and holds what is read from it against what the
//! typed error says; a text that was changed without its pattern fails that test, and at run time
//! the refusal would still be told in the contract's own words, only without the hint.

mod orders;
mod reports;

use std::str::FromStr;

use cosmwasm_std::Decimal;

use super::Reason;

/// What a text says.
pub fn reason(text: &str) -> Reason {
    margins(text)
        .or_else(|| prices(text))
        .or_else(|| positions(text))
        .or_else(|| pools(text))
        .or_else(|| liquidations(text))
        .or_else(|| redemptions(text))
        .or_else(|| orders::reason(text))
        .or_else(|| auctions(text))
        .or_else(|| takes(text))
        .or_else(|| reports::reason(text))
        .unwrap_or(Reason::Other)
}

fn margins(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("collateral ratio {} would be under the mint ratio {}") {
        return Some(Reason::BelowMintRatio {
            ratio: found.read(0)?,
            mint_ratio: found.read(1)?,
        });
    }
    if let Some(found) = found("debt {} would be under the debt floor {}") {
        return Some(Reason::DebtBelowFloor {
            debt: found.read(0)?,
            floor: found.read(1)?,
        });
    }
    if let Some(found) = found("debt {} of the type would exceed its ceiling {}") {
        return Some(Reason::AboveCeiling {
            debt: found.read(0)?,
            ceiling: found.read(1)?,
        });
    }
    if let Some(found) = found("debt {} of group {} would exceed its ceiling {}") {
        return Some(Reason::AboveCeiling {
            debt: found.read(0)?,
            ceiling: found.read(2)?,
        });
    }
    let line = "debt {} of the type would exceed its line {}, raised again from {} on";
    found(line).and_then(|found| {
        Some(Reason::AboveLine {
            debt: found.read(0)?,
            line: found.read(1)?,
            next_raise: found.read(2)?,
        })
    })
}

fn prices(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("minting is paused until {}, now is {}") {
        return Some(Reason::MintingPaused {
            until: found.read(0)?,
        });
    }
    let found = found("price of feed {} is valid from {} to {}, now is {}")
        .or_else(|| found("feed {} has no price"))?;
    Some(Reason::NoPrice {
        feed: found.read(0)?,
    })
}

fn positions(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("position {} belongs to {}; {} may not ") {
        return Some(Reason::NotAuthorised {
            position: found.read(0)?,
            owner: found.read(1)?,
        });
    }
    if let Some(found) = found("position {} has no debt to repay") {
        return Some(Reason::NoDebt {
            position: found.read(0)?,
        });
    }
    let unknown = found("there is no collateral type {}")
        .or_else(|| found("the vault does not answer for collateral type {}: "));
    unknown.map(|_| Reason::TypeUnknown)
}

fn pools(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("the deposit rests until {}, now is {}") {
        return Some(Reason::Resting {
            free_from: found.read(0)?,
        });
    }
    if let Some(found) = found("cannot withdraw {} of a deposit of {}") {
        return Some(Reason::MoreThanDeposit {
            amount: found.read(0)?,
            deposit: found.read(1)?,
        });
    }
    let without = found("{} has no deposit for collateral type {}")
        .or_else(|| found("collateral type {} has no pool"));
    if without.is_some() {
        return Some(Reason::NoDeposit);
    }
    found("{} has nothing to claim for collateral type {}").map(|_| Reason::NothingToClaim)
}

fn liquidations(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if found("nothing is set aside for collateral type {}").is_some() {
        return Some(Reason::NothingSetAside);
    }
    let seized =
        "nothing to seize: {} positions looked at, {} safe, {} unknown or without debt, {} \
                  without room ";
    let without_room: usize = found(seized)?.read(3)?;
    Some(if without_room == 0 {
        Reason::NothingUnsafe
    } else {
        Reason::NoRoom
    })
}

fn redemptions(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("nothing to redeem with {}: {} positions looked at ") {
        return Some(Reason::NothingToRedeem {
            affordable: found.read(0)?,
        });
    }
    let found = found("the redemption gives {} of collateral, at least {} was asked for")?;
    Some(Reason::RedeemedTooLittle {
        collateral: found.read(0)?,
        minimum: found.read(1)?,
    })
}

fn auctions(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if found("collateral type {} has no auctions").is_some() {
        return Some(Reason::NoAuctions);
    }
    if let Some(found) = found("auction {} is not live") {
        return Some(Reason::AuctionNotLive {
            auction: found.read(0)?,
        });
    }
    if let Some(found) = found("auction {} is over: its time ends at {}, now is {}, its price {}") {
        return Some(Reason::AuctionOver {
            auction: found.read(0)?,
            ends_at: found.read(1)?,
            now: found.read(2)?,
        });
    }
    if let Some(found) = found("auction {} is not over: it ends at {}, now is {}, its price {}") {
        return Some(Reason::AuctionNotOver {
            auction: found.read(0)?,
            ends_at: found.read(1)?,
            price: found.read(3)?,
        });
    }
    let without = found("{} has nothing left over of auctions of collateral type {}");
    without.map(|_| Reason::NothingLeftOver)
}

fn takes(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("the price is {}, the worst accepted is {}") {
        return Some(Reason::PriceAboveWorst {
            price: found.read(0)?,
            worst: found.read(1)?,
        });
    }
    if let Some(found) = found("of {} to be raised, paying {} would leave less than {}: take all") {
        return Some(Reason::DustToRaise {
            tab: found.read(0)?,
            cost: found.read(1)?,
            dust: found.read(2)?,
        });
    }
    let lot = "of a lot of {}, taking {} would leave a worth under {}: take all";
    if let Some(found) = found(lot) {
        return Some(Reason::DustOfLot {
            lot: found.read(0)?,
            collateral: found.read(1)?,
            dust: found.read(2)?,
        });
    }
    let nothing = found("{} buys no unit of collateral at {} (18 digits)")?;
    Some(Reason::BuysNothing {
        price: Decimal::raw(nothing.read(1)?),
    })
}

/// What stands in a text where a pattern has `{}`.
struct Found<'a>(Vec<&'a str>);

impl<'a> Found<'a> {
    /// The first place in the text that the pattern fits. What stands for `{}` is one word: numbers,
    /// addresses and names of feeds have no blanks.
    fn of(pattern: &str, text: &'a str) -> Option<Self> {
        let (first, rest) = pattern.split_once("{}")?;
        let starts = text.match_indices(first).map(|(at, _)| at + first.len());
        if first.is_empty() {
            // The word before the first fixed part: what it is does not matter to any reason.
            return Self::fits(rest, text.split_once(rest.split("{}").next()?)?.1, vec![""]);
        }
        starts.into_iter().find_map(|at| {
            let text = text.get(at..)?;
            let (word, left) = split(text, rest.split("{}").next()?)?;
            Self::fits(rest, left, vec![word])
        })
    }

    /// Goes on behind the first fixed part of `pattern`, which has been found.
    fn fits(pattern: &str, mut text: &'a str, mut words: Vec<&'a str>) -> Option<Self> {
        for part in pattern.split("{}").skip(1) {
            let (word, left) = split(text, part)?;
            words.push(word);
            text = left;
        }
        Some(Self(words))
    }

    fn read<T: FromStr>(&self, place: usize) -> Option<T> {
        self.0.get(place)?.parse().ok()
    }
}

/// A word and what stands behind the fixed part after it. At the end of a pattern the word ends where
/// words end.
fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | ';' | ',');
    let (word, left) = if part.is_empty() {
        text.split_at(text.find(ends).unwrap_or(text.len()))
    } else {
        text.split_once(part)?
    };
    (!word.is_empty() && !word.contains(char::is_whitespace)).then_some((word, left))
}

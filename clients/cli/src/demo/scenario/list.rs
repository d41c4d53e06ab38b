//! The scenarios. What they show is told in docs/scenarios.md.

use ballast_devchain::paths::Table;

use super::{Buyer, Collateral, Redeemer, Scenario, HOUR};
use crate::demo::plan::KEEPER;

/// The standard deployment's ether.
const ETHER: Collateral = Collateral {
    asset: "eth",
    denom: "aeth",
    decimals: 18,
    called: "ether",
    base_mint_ratio: 160,
    liquidation_ratio: 140,
    penalty: 10,
};

/// What governance might have given a large, liquid and volatile asset in the weeks before.
const LUNA: Collateral = Collateral {
    asset: "luna",
    denom: "uluna",
    decimals: 6,
    called: "Luna",
    base_mint_ratio: 200,
    liquidation_ratio: 170,
    penalty: 13,
};

/// A stablecoin hardly moves while it is what it claims to be: almost its whole value is lent, and liquidations,
/// rare and small, cost little.
const USD_COIN: Collateral = Collateral {
    asset: "usdc",
    denom: "uusdc",
    decimals: 6,
    called: "USD Coin",
    base_mint_ratio: 115,
    liquidation_ratio: 110,
    penalty: 5,
};

/// Those who watch the auctions of a market that works: three with a fifth of the debt, who have their money
/// back after an hour.
const MANY: &[Buyer] = &[
    Buyer::new(KEEPER, 10, 5).selling_after(HOUR),
    Buyer::new("taker-1", 5, 5).selling_after(HOUR),
    Buyer::new("taker-2", 5, 10)
        .coming_every(HOUR / 2)
        .selling_after(HOUR),
];

/// The same three where what they bought cannot be sold any more: they have their money once.
const ONCE: &[Buyer] = &[
    Buyer::new(KEEPER, 10, 5),
    Buyer::new("taker-1", 5, 5),
    Buyer::new("taker-2", 5, 10).coming_every(HOUR / 2),
];

/// Two who come back rarely and want a bargain, and a keeper without money.
const FEW: &[Buyer] = &[
    Buyer::new(KEEPER, 0, 0),
    Buyer::new("taker-1", 2, 15)
        .coming_every(2 * HOUR)
        .selling_after(6 * HOUR),
    Buyer::new("taker-2", 2, 15)
        .coming_every(2 * HOUR)
        .selling_after(6 * HOUR),
];

/// What all scenarios of March 2020 begin with.
const MARCH_2020: Scenario = Scenario {
    name: "half-pool",
    about:
        "the ether crash of March 2020, a pool of half the debt: what plain `ballast demo` plays",
    title: "Three days in March 2020",
    prices: Table::EthMarch2020,
    aftermath: 0,
    collateral: ETHER,
    ratios: (16_200, 50_000),
    // Ether may fall by four fifths before they are unsafe.
    safe_ratios: (70_000, 90_000),
    pool: 50,
    buyers: &[Buyer::new(KEEPER, 15, 5)],
    redeemer: None,
};

/// Most hours that a market waits for its auctions to end. A lot takes fifteen at most: three times three to
/// its floor, and once six without one.
const AFTERMATH: u32 = 48;

/// All of them; the first is the usual one.
pub const SCENARIOS: [&Scenario; 6] = [
    &MARCH_2020,
    &Scenario {
        name: "full-pool",
        about: "the same crash of March 2020, a pool as large as the debt",
        title: "March 2020 with a full pool",
        aftermath: AFTERMATH,
        pool: 100,
        buyers: MANY,
        ..MARCH_2020
    },
    &Scenario {
        name: "empty-pool",
        about: "the same crash of March 2020, no pool: auctions and three buyers",
        title: "March 2020 with an empty pool",
        aftermath: AFTERMATH,
        pool: 0,
        buyers: MANY,
        ..MARCH_2020
    },
    &Scenario {
        name: "few-takers",
        about:
            "the same crash of March 2020, no pool: auctions and two poor takers who rarely come",
        title: "March 2020 with an empty pool and few takers",
        aftermath: AFTERMATH,
        pool: 0,
        buyers: FEW,
        ..MARCH_2020
    },
    &Scenario {
        name: "luna",
        about:
            "Luna of Terra in May 2022: a collateral that goes to zero, and nobody to sell it to",
        title: "A week in May 2022",
        prices: Table::LunaMay2022,
        aftermath: AFTERMATH,
        collateral: LUNA,
        ratios: (20_200, 60_000),
        safe_ratios: (70_000, 90_000),
        pool: 50,
        buyers: ONCE,
        redeemer: None,
    },
    &Scenario {
        name: "usdc",
        about: "USD Coin in March 2023: a stablecoin as collateral that loses its peg and returns",
        title: "Four days in March 2023",
        prices: Table::UsdcMarch2023,
        aftermath: AFTERMATH,
        collateral: USD_COIN,
        ratios: (11_700, 20_000),
        safe_ratios: (20_000, 30_000),
        pool: 50,
        buyers: MANY,
        redeemer: Some(Redeemer { hourly: 1, gain: 3 }),
    },
];

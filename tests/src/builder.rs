//! What a test begins with.

use ballast_devchain::{feeders::Quote, Deployment, Devchain};
use ballast_types::{
    vault::{NewCollateralType, RiskParams},
    CollateralTypeId,
};

use crate::{amounts::price, Suite};

/// Seconds from the deployment to the first prices.
const BEAT: u64 = 60;

/// Builds a [`Suite`].
pub struct SuiteBuilder {
    deployment: Deployment,
    quotes: Vec<Quote>,
    is_watched: bool,
}

impl SuiteBuilder {
    /// The standard deployment with ether at 200 USD and bitcoin at 8,000 USD. Mint ratios stay at their base,
    /// whatever the market does, so that tests of something else can move prices.
    pub fn base() -> Self {
        let quotes = vec![
            Quote::new("ETH", price("200")),
            Quote::new("BTC", price("8000")),
        ];
        let mut deployment = Deployment::standard();
        for spec in &mut deployment.collateral_types {
            spec.risk.margin.cap = spec.risk.base_mint_ratio;
        }
        Self {
            deployment,
            quotes,
            is_watched: true,
        }
    }

    /// Another deployment.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Deployment)) -> Self {
        change(&mut self.deployment);
        self
    }

    /// Other parameters of a type.
    #[must_use]
    pub fn with_risk(self, id: CollateralTypeId, change: impl FnOnce(&mut RiskParams)) -> Self {
        self.with(|deployment| {
            let place = usize::from(id) - 1;
            let spec = deployment
                .collateral_types
                .get_mut(place)
                .expect("a listed type");
            change(&mut spec.risk);
        })
    }

    /// No fee on any type: debts stand still while time passes.
    #[must_use]
    pub fn with_no_fees(self) -> Self {
        self.with(|deployment| {
            for spec in &mut deployment.collateral_types {
                spec.risk.stability_fee = cosmwasm_std::Decimal::zero();
            }
        })
    }

    /// The mint ratios of the standard deployment, which follow the market.
    #[must_use]
    pub fn with_moving_mint_ratio(self) -> Self {
        self.with(|deployment| {
            let standard = Deployment::standard().collateral_types;
            for (spec, standard) in deployment.collateral_types.iter_mut().zip(standard) {
                spec.risk.margin = standard.risk.margin;
            }
        })
    }

    /// No auctions of any type: what pool and caller cannot take on stays where it is.
    #[must_use]
    pub fn without_auctions(self) -> Self {
        self.with(|deployment| {
            for spec in &mut deployment.collateral_types {
                spec.auctions = None;
            }
        })
    }

    /// Another first price of a feed.
    #[must_use]
    pub fn with_price(mut self, feed: &str, usd: &str) -> Self {
        self.quotes.retain(|quote| quote.feed != feed);
        self.quotes.push(Quote::new(feed, price(usd)));
        self
    }

    /// No price of a feed.
    #[must_use]
    pub fn with_no_price(mut self, feed: &str) -> Self {
        self.quotes.retain(|quote| quote.feed != feed);
        self
    }

    /// No invariants after every operation: for tests of thousands of positions, which check at the
    /// end.
    #[must_use]
    pub fn without_watch(mut self) -> Self {
        self.is_watched = false;
        self
    }

    /// The chain, deployed, with its prices reported.
    pub fn build(self) -> Suite {
        let mut chain = Devchain::deploy(&self.deployment).expect("a sound deployment");
        chain.advance(BEAT); // a feed takes no report from before it was added
        chain
            .report_prices(&self.quotes)
            .expect("prices are accepted");
        if self.is_watched {
            chain.watch().expect("every query answers");
        }
        Suite::new(chain)
    }
}

impl Suite {
    /// The message that lists what the standard deployment lists as `id`, to be changed by a test.
    pub fn listing(&self, id: CollateralTypeId) -> NewCollateralType {
        let place = usize::from(id) - 1;
        let spec = self
            .chain
            .deployment()
            .collateral_types
            .get(place)
            .expect("a listed type");
        self.chain.new_collateral_type(spec).unwrap()
    }
}

//! ballast-liquidation

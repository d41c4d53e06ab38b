//! ballast-stablecoin

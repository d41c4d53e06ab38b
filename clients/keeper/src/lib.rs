//! The keeper: a bot that feeds prices and liquidates.

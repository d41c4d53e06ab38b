//! What can be tested without a chain: parameters, intents, names in storage.

mod intent;
mod namespaces;
mod params;

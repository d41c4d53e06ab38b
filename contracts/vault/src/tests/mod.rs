//! What can be tested without a chain: the door, parameters, intents, names in storage.

mod door;
mod intent;
mod margin;
mod namespaces;
mod params;

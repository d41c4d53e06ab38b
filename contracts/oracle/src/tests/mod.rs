//! The entry points over mocks.
#![allow(clippy::arithmetic_side_effects)]

mod accounts;
mod door;
mod feeders;
mod feeds;
mod queries;
mod relay;
mod reports;
mod rounds;
mod storage;
mod world;

use ballast_guard::GuardError;
use ballast_types::{oracle::*, raw::map_key};
use cosmwasm_std::{
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockStorage},
    Addr, Coin, Decimal, Event,
};

use crate::{contract, ContractError};
use world::*;

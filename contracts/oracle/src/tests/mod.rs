//! The entry points over mocks.
#![allow(clippy::arithmetic_side_effects)]

mod accounts;
mod again;
mod claims;
mod confirmation;
mod continuity;
mod door;
mod feeders;
mod feeds;
mod foreign;
mod freeze;
mod frozen;
mod implied;
mod liar;
mod queries;
mod random;
mod rates;
mod relay;
mod relay_random;
mod reports;
mod rounds;
mod samples;
mod status;
mod storage;
mod update;
mod world;

use ballast_guard::GuardError;
use ballast_types::{oracle::*, raw::map_key};
use cosmwasm_std::{
    testing::{message_info, mock_dependencies, mock_env, MockApi, MockStorage},
    Addr, Coin, Decimal, Event, Storage,
};

use crate::{contract, ContractError};
use samples::*;
use world::*;

//! Who sends on the embedded chain.

use std::time::Duration;

use ballast_keeper::node::{Account, Call, Ended, SendError, Sent, Simulated, Terms};

use super::world::{gas, Tx, World};

/// How long an account follows a transaction while the node is away.
const PATIENCE: Duration = Duration::from_mins(1);

/// One who sends.
#[derive(Clone)]
pub struct DevAccount {
    world: World,
    name: String,
    address: String,
}

impl DevAccount {
    /// The account of that name.
    pub fn new(world: &World, name: &str) -> Self {
        Self {
            world: world.clone(),
            name: name.to_owned(),
            address: world.get().chain.address(name).unwrap().to_string(),
        }
    }
}

#[derive(Debug)]
pub struct DevSent {
    number: u64,
    until: u64,
}

impl Sent for DevSent {
    fn until(&self) -> u64 {
        self.until
    }
}

impl Account for DevAccount {
    type Sent = DevSent;

    fn address(&self) -> &str {
        &self.address
    }

    async fn simulate(&self, calls: &[Call]) -> Result<Simulated, SendError> {
        self.world
            .ensure_here()
            .map_err(|error| SendError::Other(error.to_string()))?;
        let late = std::mem::take(&mut self.world.set().faults.late);
        if late > 0 {
            self.world.tick(late);
        }
        let meanwhile = self.world.set().faults.meanwhile.take();
        if let Some(meanwhile) = meanwhile {
            meanwhile(&mut self.world.set().chain);
        }
        let inner = self.world.get();
        let frozen = inner.faults.frozen;
        let msg = &calls[calls.len() - 1].msg["liquidate"]["collateral_type"];
        if frozen.is_some_and(|id| *msg == id) {
            return Err(SendError::Refused("the token is frozen".to_owned()));
        }
        let mut fork = inner.fork();
        let operation = inner.operation(&self.name, calls, inner.chain.now());
        match fork.run(&operation) {
            Ok(done) => Ok(Simulated {
                gas_used: gas(&done),
                events: done.events().cloned().collect(),
            }),
            Err(failure) => Err(SendError::Refused(failure.to_string())),
        }
    }

    async fn submit(&self, calls: &[Call], terms: Terms) -> Result<DevSent, SendError> {
        self.world
            .ensure_here()
            .map_err(|error| SendError::Other(error.to_string()))?;
        let mut inner = self.world.set();
        let needed = inner.faults.minimum_gas_price;
        if terms.gas_price < needed {
            return Err(SendError::InsufficientFee {
                given: terms.gas_price.to_string(),
                needed: needed.to_string(),
            });
        }
        inner.submitted += 1;
        let (number, until) = (inner.submitted, inner.height + terms.timeout_blocks);
        if inner.faults.forgets > 0 {
            inner.faults.forgets -= 1;
        } else {
            inner.mempool.push(Tx {
                number,
                sender: self.name.clone(),
                calls: calls.to_vec(),
                until,
                gas_price: terms.gas_price,
            });
        }
        Ok(DevSent { number, until })
    }

    async fn follow(&self, sent: &DevSent) -> Result<Ended, SendError> {
        let mut events = self.world.get().events.subscribe();
        let mut silence = Duration::ZERO;
        loop {
            let (is_away, height) = {
                let inner = self.world.get();
                (inner.faults.is_away, inner.height)
            };
            if !is_away {
                silence = Duration::ZERO;
                if let Some(result) = self.world.get().results.get(&sent.number) {
                    return result.clone();
                }
                if height > sent.until {
                    return Err(SendError::NotIncluded { until: sent.until });
                }
            }
            if silence >= PATIENCE {
                return Err(SendError::Unknown {
                    until: sent.until,
                    reason: "the node is away".to_owned(),
                });
            }
            let step = Duration::from_secs(1);
            let _ = tokio::time::timeout(step, events.changed()).await;
            silence += step;
        }
    }
}

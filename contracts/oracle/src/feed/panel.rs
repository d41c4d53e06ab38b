//! Who may lie, who must agree, and how often.

use ballast_types::oracle::{Panel, MAX_FEEDERS};
use cosmwasm_std::ensure;

use crate::error::ContractError;

/// A feed that one wild feeder can move is no feed.
const FEWEST_LIARS: u8 = 1;
/// Reports count for a minute: a longer beat would leave gaps without a quorum.
const BEAT_BOUNDS: (u64, u64) = (1, 60);

/// Refuses a quorum that the liars could decide and a beat out of its bounds.
pub fn ensure_bounds(panel: Panel) -> Result<(), ContractError> {
    ensure_quorum(panel)?;
    ensure_beat(panel)
}

fn ensure_quorum(Panel { liars, quorum, .. }: Panel) -> Result<(), ContractError> {
    ensure!(
        liars >= FEWEST_LIARS,
        ContractError::TooFewLiars {
            liars,
            minimum: FEWEST_LIARS
        }
    );
    let needed = u16::from(liars).saturating_mul(2).saturating_add(1);
    ensure!(
        u16::from(quorum) >= needed,
        ContractError::QuorumTooSmall {
            quorum,
            liars,
            needed
        }
    );
    Ok(())
}

fn ensure_beat(Panel { beat, .. }: Panel) -> Result<(), ContractError> {
    let (minimum, maximum) = BEAT_BOUNDS;
    ensure!(
        (minimum..=maximum).contains(&beat),
        ContractError::BeatOutOfBounds {
            beat,
            minimum,
            maximum
        }
    );
    Ok(())
}

/// Refuses `feeders` that are fewer than quorum + liars, more than [`MAX_FEEDERS`], or so many that the quorum
/// is no majority of them; and any where there is no panel.
pub fn ensure_feeder_count(panel: Option<Panel>, feeders: usize) -> Result<(), ContractError> {
    let Some(panel) = panel else {
        ensure!(feeders == 0, ContractError::NobodyReports { feeders });
        return Ok(());
    };
    let needed = usize::from(panel.quorum).saturating_add(usize::from(panel.liars));
    ensure!(
        feeders >= needed,
        ContractError::TooFewFeeders { feeders, needed }
    );
    let maximum = MAX_FEEDERS;
    ensure!(
        feeders <= maximum,
        ContractError::TooManyFeeders { feeders, maximum }
    );
    ensure_majority(panel.quorum, feeders)
}

/// A round takes its time from its newest quorum and its price from all that count: only a majority bounds
/// the median by itself, whatever older reports say.
fn ensure_majority(quorum: u8, feeders: usize) -> Result<(), ContractError> {
    ensure!(
        usize::from(quorum).saturating_mul(2) > feeders,
        ContractError::QuorumNoMajority { quorum, feeders }
    );
    Ok(())
}

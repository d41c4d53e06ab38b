//! Proposals on paper: writing them down and looking at what they would do.

mod changes;
mod reached;

use std::path::Path;

use serde_json::{json, Value};

use crate::{
    chain::Contract,
    command::Drafting,
    error::CliResult,
    gov::{plan, Draft, Planned},
    output::Output,
    session::Session,
    table::pairs,
};

pub use changes::changes;

/// Writes a new proposal's file, or adds a change to one. Nothing is written that the contracts would
/// refuse now.
pub fn write(session: &Session, drafting: &Drafting) -> CliResult<Output> {
    let file = &drafting.file;
    let vault = session.chain.address(Contract::Vault.name())?;
    let mut draft = if drafting.is_added {
        Draft::load(file, &session.chain.id(), &vault)?
    } else {
        Draft {
            chain_id: session.chain.id(),
            vault,
            title: drafting.title.clone(),
            summary: drafting.summary.clone(),
            deposit: None,
            changes: vec![],
        }
    };
    draft.changes.push(drafting.change.clone());
    let planned = plan(&draft, session)?;
    let done = if drafting.is_added {
        Draft::append(file, &drafting.change)?;
        "added to"
    } else {
        draft.create(file)?;
        "wrote"
    };
    let (human, json) = view(session, &draft, &planned);
    let next = format!("`ballast gov submit {}` submits it", file.display());
    Output::new(
        format!("{done} {}\n\n{human}\n\n{next}", file.display()),
        &json,
    )
}

/// What a proposal's file would change now.
pub fn show(session: &Session, file: &Path) -> CliResult<Output> {
    let vault = session.chain.address(Contract::Vault.name())?;
    let draft = Draft::load(file, &session.chain.id(), &vault)?;
    let planned = plan(&draft, session)?;
    let (human, json) = view(session, &draft, &planned);
    Output::new(human, &json)
}

/// A planned proposal to read and as JSON.
pub fn view(session: &Session, draft: &Draft, planned: &[Planned]) -> (String, Value) {
    let top = pairs([
        ("proposal", title(draft, planned)),
        ("chain", draft.chain_id.clone()),
        ("messages", planned.len().to_string()),
    ]);
    let (human, mut json) = changes(session, planned);
    if let Value::Object(fields) = &mut json {
        fields.insert("title".to_owned(), json!(title(draft, planned)));
        fields.insert("summary".to_owned(), json!(summary(draft, planned)));
        fields.insert("chain_id".to_owned(), json!(draft.chain_id));
    }
    (format!("{top}\n\n{human}"), json)
}

/// The title that a proposal has on the chain.
pub fn title(draft: &Draft, planned: &[Planned]) -> String {
    if let Some(title) = &draft.title {
        return title.clone();
    }
    let first = planned.first().map(Planned::told).unwrap_or_default();
    let first = first.split(", ").next().unwrap_or_default();
    match planned.len() {
        0 | 1 => first.to_owned(),
        more => format!("{first}, and {} more", more - 1),
    }
}

/// The summary that a proposal has on the chain.
pub fn summary(draft: &Draft, planned: &[Planned]) -> String {
    let told: Vec<_> = planned.iter().map(Planned::told).collect();
    draft.summary.clone().unwrap_or_else(|| told.join("; "))
}

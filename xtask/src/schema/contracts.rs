//! The messages of each contract.

use anyhow::{Context, Result};
use cosmwasm_schema::{generate_api, Api};

use super::folder::File;

/// A file for each contract.
pub fn render() -> Result<Vec<File>> {
    [
        ("vault", vault()),
        ("oracle", oracle()),
        ("liquidation", liquidation()),
    ]
    .into_iter()
    .chain([("stablecoin", stablecoin())])
    .map(|(contract, api)| file(contract, api))
    .collect()
}

fn file(contract: &str, api: Api) -> Result<File> {
    let json = api.render().to_string();
    let json = json.with_context(|| format!("cannot render the schema of {contract}"))?;
    Ok(File {
        name: format!("{contract}.json"),
        content: json + "\n",
    })
}

fn vault() -> Api {
    use ballast_types::vault::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
    generate_api! {
        name: "ballast-vault",
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}

fn oracle() -> Api {
    use ballast_types::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
    generate_api! {
        name: "ballast-oracle",
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}

fn liquidation() -> Api {
    use ballast_types::liquidation::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
    generate_api! {
        name: "ballast-liquidation",
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}

fn stablecoin() -> Api {
    use cw20_base::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
    generate_api! {
        name: "ballast-stablecoin",
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_contract_has_a_schema_under_its_own_name() {
        let files = render().unwrap();
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "vault.json",
                "oracle.json",
                "liquidation.json",
                "stablecoin.json"
            ]
        );
        for file in files {
            let schema: Value = serde_json::from_str(&file.content).unwrap();
            let contract = file.name.strip_suffix(".json").unwrap();
            assert_eq!(schema["contract_name"], format!("ballast-{contract}"));
            assert_eq!(schema["contract_version"], env!("CARGO_PKG_VERSION"));
            for part in ["instantiate", "execute", "query", "migrate", "responses"] {
                assert!(schema[part].is_object(), "{contract} has no {part}");
            }
        }
    }
}

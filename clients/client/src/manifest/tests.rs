//! A manifest and its file.

use super::*;

fn manifest() -> Manifest {
    let contract = |name: &str| format!("wasm1{name}");
    Manifest {
        chain_id: "ballast-local-1".to_owned(),
        rpc: vec!["http://127.0.0.1:26657".into()],
        bech32_prefix: "wasm".to_owned(),
        gas_price: "0.025stake".parse().unwrap(),
        keys: None,
        contracts: Contracts {
            vault: contract("vault"),
            oracle: contract("oracle"),
            liquidation: contract("liquidation"),
            stablecoin: contract("stablecoin"),
        },
        codes: [(
            "vault".to_owned(),
            Code {
                id: 1,
                checksum: "ab".to_owned(),
            },
        )]
        .into(),
        accounts: [("alice".to_owned(), contract("alice"))].into(),
        assets: vec![ManifestAsset {
            name: "eth".to_owned(),
            decimals: 18,
            asset: Asset::Native {
                denom: "aeth".to_owned(),
            },
        }],
    }
}

#[test]
fn a_manifest_survives_its_file_and_keys_are_found_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep").join("manifest.toml");
    manifest().save(&file).unwrap();
    assert_eq!(Manifest::load(&file).unwrap(), manifest());
    let with_keys = Manifest {
        keys: Some("keys".into()),
        ..manifest()
    };
    with_keys.save(&file).unwrap();
    let keys = folder.path().join("deep").join("keys");
    let read = Manifest::load(&file).unwrap();
    assert_eq!(read.key_file("alice"), Some(keys.join("alice.key")));
    assert_eq!(
        (read.address("alice"), read.address("wasm1x")),
        ("wasm1alice", "wasm1x")
    );
    read.save(&file).unwrap();
    assert_eq!(
        Manifest::load(&file).unwrap(),
        read,
        "saved once more it is the same"
    );
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("keys = \"keys\""),
        "relative to the folder: {text}"
    );
    let names: Vec<_> = std::fs::read_dir(folder.path().join("deep"))
        .unwrap()
        .collect();
    assert_eq!(names.len(), 1, "a draft was left behind");
}

#[test]
fn an_unknown_field_is_refused_in_one_line_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("manifest.toml");
    let text = toml::to_string(&manifest()).unwrap();
    for (known, unknown) in [
        ("chain_id", "chainid"),
        ("vault =", "vualt ="),
        ("decimals", "decimal"),
        ("checksum", "sum"),
    ] {
        std::fs::write(&file, text.replacen(known, unknown, 1)).unwrap();
        let error = Manifest::load(&file).unwrap_err().to_string();
        assert!(error.contains(unknown.trim_end_matches(" =")), "{error}");
        assert!(error.contains("line ") && !error.contains('\n'), "{error}");
    }
    let missing = Manifest::load(&folder.path().join("other.toml")).unwrap_err();
    assert!(matches!(missing, ManifestError::File { .. }), "{missing}");
}

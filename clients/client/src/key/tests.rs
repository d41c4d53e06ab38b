use std::{io::Write, os::unix::fs::PermissionsExt};

use super::*;

const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
/// Derived with other programs at m/44'/118'/0'/0/0.
const ADDRESS: &str = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4";
const HEX: &str = "0000000000000000000000000000000000000000000000000000000000000001";

fn file(text: &str, mode: u32) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(mode))
        .unwrap();
    file
}

fn read(text: &str) -> Result<Key, KeyError> {
    Key::from_file(file(text, 0o600).path(), "cosmos")
}

#[test]
fn a_mnemonic_gives_the_address_that_wallets_give() {
    assert_eq!(read(WORDS).unwrap().address(), ADDRESS);
    let spaced = format!("  {}\n", WORDS.replace(' ', " \n "));
    assert_eq!(read(&spaced).unwrap().address(), ADDRESS);
}

#[test]
fn hexadecimal_digits_are_a_key() {
    // The public key of 1 is the curve's generator.
    let key = read(&format!("{HEX}\n")).unwrap();
    assert_eq!(
        key.address(),
        "cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c"
    );
}

#[test]
fn a_secret_is_a_key_unless_it_is_out_of_range() {
    let mut secret = [0; 32];
    secret[31] = 1;
    let key = Key::from_secret(&secret, "cosmos").unwrap();
    assert_eq!(key.address(), read(HEX).unwrap().address());
    assert_eq!(key.public_key().len(), 33);
    for secret in [[0; 32], [0xff; 32]] {
        let error = Key::from_secret(&secret, "cosmos").unwrap_err();
        assert!(matches!(error, KeyError::Content { .. }), "{error}");
    }
}

#[test]
fn what_is_no_key_is_refused_without_being_shown() {
    let zero = "0".repeat(64);
    let wrong_word = WORDS.replace("about", "abandon");
    let mistyped = WORDS.replace("about", "abuot");
    for text in [
        "",
        "abandon",
        &HEX[1..],
        &zero,
        &wrong_word,
        &mistyped,
        "g".repeat(64).as_str(),
    ] {
        let error = read(text).unwrap_err();
        assert!(matches!(error, KeyError::Content { .. }), "{text}: {error}");
        assert!(text.is_empty() || !format!("{error} {error:?}").contains(text));
    }
}

#[test]
fn a_file_that_others_can_read_is_refused_with_its_mode() {
    for mode in [0o640, 0o604, 0o660, 0o644, 0o610, 0o602] {
        let file = file(WORDS, mode);
        let error = Key::from_file(file.path(), "cosmos").unwrap_err();
        let path = file.path().to_owned();
        assert_eq!(error, KeyError::Permissions { file: path, mode });
        assert!(
            error.to_string().contains(&format!("mode {mode:04o}")),
            "{error}"
        );
    }
    for mode in [0o600, 0o400, 0o700] {
        assert!(Key::from_file(file(WORDS, mode).path(), "cosmos").is_ok());
    }
}

#[test]
fn a_file_that_is_not_there_and_a_prefix_that_is_none_are_refused() {
    let missing = Key::from_file(Path::new("/nowhere/a.key"), "cosmos").unwrap_err();
    assert!(matches!(missing, KeyError::File { .. }), "{missing}");
    let prefix = Key::from_file(file(WORDS, 0o600).path(), "").unwrap_err();
    assert!(matches!(prefix, KeyError::Prefix { .. }), "{prefix}");
}

#[test]
fn the_environment_holds_a_key_or_the_variable_is_named() {
    let error = Key::from_env("BALLAST_TEST_KEY_THAT_IS_NOT_SET", "cosmos").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("BALLAST_TEST_KEY_THAT_IS_NOT_SET"),
        "{error}"
    );
}

#[test]
fn debug_shows_the_address_and_nothing_else() {
    assert_eq!(
        format!("{:?}", read(WORDS).unwrap()),
        format!("Key({ADDRESS})")
    );
}

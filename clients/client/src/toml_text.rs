//! Files that people write, as TOML.

use serde::de::DeserializeOwned;

use crate::endpoint::hide_addresses;

/// Reads TOML. What is wrong with it is one line that begins with the place; addresses of servers in it are
/// shown by scheme, host and port alone.
pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().lines().map(str::trim);
        let message = hide_addresses(&message.collect::<Vec<_>>().join(": "));
        let Some(span) = error.span() else {
            return message;
        };
        let before = text.get(..span.start).unwrap_or_default();
        format!("line {}: {message}", before.matches('\n').count() + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[allow(dead_code)] // only whether it can be read matters
        rpc: Vec<crate::Endpoint>,
    }

    #[test]
    fn what_is_wrong_is_one_line_with_its_place_and_without_keys() {
        let refused = |text: &str| from_toml::<File>(text).unwrap_err();
        let told = refused("rpc = []\n\nother = 1\n");
        assert!(told.starts_with("line 3: unknown field `other`"), "{told}");
        for text in [
            "\nrpc = \"https://node.example/s3cret\"",
            "\nrpc = \"https://s3cret@node.example\" s3cret = 5",
            "\nrpc = [\"https://node.example?s3cret",
        ] {
            let told = refused(text);
            assert!(told.starts_with("line 2: "), "{told}");
            assert!(!told.contains("s3cret") && !told.contains('\n'), "{told}");
        }
        let told = refused("rpc = \"https://node.example/s3cret\"");
        assert!(told.contains("\"https://node.example\""), "{told}");
    }
}

//! Files that people write, as TOML.

use serde::de::DeserializeOwned;

use crate::endpoint::{hide_addresses, HIDDEN};

/// Reads TOML. What is wrong with it is one line that begins with the place; addresses of servers in it are
/// shown by scheme, host and port alone, and values that are strings not at all: each may be a key.
pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().lines().map(str::trim);
        let message = hide_addresses(&hide_strings(&message.collect::<Vec<_>>().join(": ")));
        let Some(span) = error.span() else {
            return message;
        };
        let before = text.get(..span.start).unwrap_or_default();
        format!("line {}: {message}", before.matches('\n').count() + 1)
    })
}

/// A message without the strings that it quotes, as in `invalid type: string "...", expected a sequence`.
fn hide_strings(message: &str) -> String {
    const QUOTED: &str = "string \"";
    let mut shown = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(QUOTED) {
        let mut is_escaped = false;
        let end = after.find(|c| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        shown.extend([before, QUOTED, HIDDEN]);
        rest = end.and_then(|end| after.get(end..)).unwrap_or_default();
    }
    shown + rest
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
    }

    #[test]
    fn a_string_in_the_wrong_place_is_not_shown() {
        for value in [
            "s3cretkeyonly",
            "https://node.example/s3cret",
            "a\\\"s3cret",
        ] {
            let told = from_toml::<File>(&format!("rpc = \"{value}\"")).unwrap_err();
            let shown = "line 1: invalid type: string \"…\", expected a sequence";
            assert!(told.starts_with(shown), "{told}");
            assert!(!told.contains("s3cret"), "{told}");
        }
        let two = "string \"a\\\\\", not string \"b\"; no string";
        assert_eq!(
            hide_strings(two),
            "string \"…\", not string \"…\"; no string"
        );
    }
}

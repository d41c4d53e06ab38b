//! Addresses of servers. Providers put keys into the path, the query or the user's part, so an address is
//! shown by scheme, host and port alone.

use std::fmt;

use reqwest::Url;
use serde::{Deserialize, Serialize};

/// The address of a server, as `https://user:key@host:443/key?key=key`. Shown, for people and for debugging,
/// it is `https://host:443`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Endpoint(String);

/// What stands for a part that is not shown.
pub(crate) const HIDDEN: &str = "…";

/// Shorter parts of an address are no keys, and would be cut out of other words.
const SHORTEST: usize = 6;

/// What stands between the parts of an address.
const DELIMITERS: [char; 7] = ['/', '?', '&', '=', '#', '@', ':'];

impl Endpoint {
    pub(crate) const NONE: Self = Self(String::new());

    /// The whole address, for connecting. It must not be shown.
    pub fn whole(&self) -> &str {
        &self.0
    }

    /// A text of somebody else without what of this address must not be shown: libraries and servers repeat
    /// it in their errors.
    pub fn hide_in(&self, text: &str) -> String {
        let shown = self.to_string();
        let normal = Url::parse(&self.0).map_or_else(|_| String::new(), String::from);
        let parts = [&self.0, &normal].map(|whole| whole.split(DELIMITERS));
        let mut secret: Vec<_> = parts
            .into_iter()
            .flatten()
            .filter(|part| part.len() >= SHORTEST && !shown.contains(part))
            .collect();
        secret.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let text = hide_addresses(text);
        secret
            .into_iter()
            .fold(text, |text, part| text.replace(part, HIDDEN))
    }

    /// A proxy named in the environment has no way to this machine itself.
    pub fn is_loopback(&self) -> bool {
        let url = Url::parse(&self.0);
        let host = url.as_ref().ok().and_then(Url::host_str).unwrap_or("");
        ["127.", "localhost", "[::1]"]
            .iter()
            .any(|own| host.starts_with(own))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = Url::parse(&self.0);
        let host = url
            .as_ref()
            .ok()
            .and_then(|url| Some((url, url.host_str()?)));
        match host.map(|(url, host)| (url.scheme(), host, url.port())) {
            Some((scheme, host, Some(port))) => write!(f, "{scheme}://{host}:{port}"),
            Some((scheme, host, None)) => write!(f, "{scheme}://{host}"),
            None => write!(f, "an address without a host"),
        }
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<String> for Endpoint {
    fn from(whole: String) -> Self {
        Self(whole)
    }
}

impl From<&str> for Endpoint {
    fn from(whole: &str) -> Self {
        Self(whole.to_owned())
    }
}

/// A text with every address in it as it is shown.
pub(crate) fn hide_addresses(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        let is_outside = |c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c);
        let scheme = before.rsplit(is_outside).next().unwrap_or_default();
        let is_end = |c: char| c.is_whitespace() || "\"<>`".contains(c);
        let place = after.split(is_end).next().unwrap_or_default();
        let place = place.trim_end_matches(|c| "):,.;'".contains(c));
        shown.push_str(before.strip_suffix(scheme).unwrap_or_default());
        shown.push_str(&Endpoint(format!("{scheme}://{place}")).to_string());
        rest = after.strip_prefix(place).unwrap_or_default();
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "https://user:s3cret-a@node.example:8443/v1/s3cret-b?key=s3cret-c#s3cret-d";

    #[test]
    fn an_address_is_shown_by_scheme_host_and_port() {
        for (whole, shown) in [
            (WHOLE, "https://node.example:8443"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("https://node.example/s3cret", "https://node.example"),
            ("http://[::1]:1/s3cret", "http://[::1]:1"),
            ("node.example/s3cret", "an address without a host"),
            ("node.example:443/s3cret", "an address without a host"),
        ] {
            let endpoint = Endpoint::from(whole);
            assert_eq!(endpoint.to_string(), shown);
            assert_eq!(format!("{endpoint:?}"), shown);
            assert_eq!(endpoint.whole(), whole);
        }
    }

    #[test]
    fn addresses_in_a_text_are_shown_as_alone() {
        for (text, shown) in [
            ("no address", "no address"),
            (
                "for url (http://a:1/s3cret?k=s3cret): refused; wss://s3cret@b/, too",
                "for url (http://a:1): refused; wss://b, too",
            ),
            (
                "invalid type: string \"http://a/s3cret\", expected",
                "invalid type: string \"http://a\", expected",
            ),
            ("://s3cret", "an address without a host"),
        ] {
            assert_eq!(hide_addresses(text), shown);
        }
    }

    #[test]
    fn parts_of_an_address_are_hidden_in_what_others_say() {
        let endpoint = Endpoint::from(WHOLE);
        let said =
            format!("no way to {WHOLE}; user user at /v1/s3cret-b, s3cret-a or key=s3cret-c");
        let hidden = "no way to https://node.example:8443; user user at /v1/…, … or key=…";
        assert_eq!(endpoint.hide_in(&said), hidden);
    }
}

//! JSON that no contract may follow to its end.

/// Texts that are no messages, or that a careless reader would follow to the bottom of its stack or
/// of its memory.
///
/// `deep` is how many levels the nested ones have, `long` how many bytes the filled ones.
pub fn bombs(deep: usize, long: usize) -> Vec<Vec<u8>> {
    let nested = |front: &str, open: &str| format!("{front}{}", open.repeat(deep)).into_bytes();
    let filled = |front: &str, back: &str| format!("{front}{}{back}", "9".repeat(long));
    let mut bombs: Vec<Vec<u8>> = ["", " ", "{", "}", "null", "true", "[]", "\"open\"", "{}"]
        .into_iter()
        .chain([
            "{\"open\":{}}",
            "{\"open\":null}",
            "{\"open\":{},\"close\":{}}",
            "{\"x\":{}}",
        ])
        .chain([
            "{\"accrue\":{\"collateral_type\":-1}}",
            "{\"accrue\":{\"collateral_type\":1.5}}",
        ])
        .chain([
            "{\"accrue\":{\"collateral_type\":1}",
            "{\"accrue\":{\"collateral_type\":1}}}",
        ])
        .map(|text| text.as_bytes().to_vec())
        .collect();
    bombs.extend([
        nested("", "["),
        nested("", "{\"a\":"),
        nested("{\"open\":", "["),
        nested("{\"mint\":{\"position\":", "{\"a\":"),
        nested("{\"report\":{\"reports\":", "["),
        nested(
            "{\"liquidate\":{\"collateral_type\":1,\"selection\":",
            "{\"positions\":",
        ),
        nested("{\"deposit\":{\"unknown\":", "[{\"a\":"),
        filled("{\"accrue\":{\"collateral_type\":", "}}").into_bytes(),
        filled("{\"mint\":{\"position\":1,\"amount\":\"", "\"}}").into_bytes(),
        filled("{\"", "\":{}}").into_bytes(),
        vec![b' '; long],
        vec![0xff; long],
        b"{\"accrue\":{\"collateral_type\":1}}\0".to_vec(),
        "{\"accrue\":{\"collateral_type\":\u{661}}}"
            .as_bytes()
            .to_vec(),
    ]);
    bombs
}

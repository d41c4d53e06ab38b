//! How late and how wrong a price is that five feeders make: every embedded table replayed through the oracle's
//! own rules and through those that one might think of first, with feeders late, dead, mistaken and lying.
//!
//! The tables tell hours. A path goes from open to the nearer extreme, the other one and the close, as
//! [`ballast_devchain::paths`] has it; [`market::Shape`] says what happens between two of these knots. There is a
//! block every six seconds, and each report is heard by itself, in the order in which they arrive, as in the
//! contract.

// Figures of a simulation: nothing here holds money, and digits beyond the fifteenth do not matter.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::indexing_slicing
)]

mod draw;
mod feeders;
mod gauge;
mod market;
mod replay;
mod report;
mod rule;
mod sections;

use ballast_devchain::paths::CsvError;

fn main() -> Result<(), CsvError> {
    for section in sections::all()? {
        println!("{section}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tables_of_the_guide_are_what_is_printed() {
        let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/oracle-study.md");
        let guide = std::fs::read_to_string(guide).unwrap();
        for section in super::sections::all().unwrap() {
            let (title, table) = section.split_once("\n\n").unwrap();
            assert!(
                guide.contains(table.trim_end()),
                "{title}: printed is\n{section}"
            );
        }
    }
}

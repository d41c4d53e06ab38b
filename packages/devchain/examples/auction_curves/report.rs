//! Samples, gathered into lines.

use crate::lot::Outcome;

/// A lot sold, and under what it is counted.
pub struct Sample {
    pub curve: &'static str,
    pub floor: &'static str,
    pub market: &'static str,
    pub watch: &'static str,
    pub margin: &'static str,
    /// Did it start at a price lower than any before?
    pub at_new_low: bool,
    pub outcome: Outcome,
}

/// Prints a line for every group and curve, in the order in which they first appear.
pub fn section(title: &str, samples: &[&Sample], group: impl Fn(&Sample) -> &'static str) {
    println!("{title}\n");
    println!(
        "{:<17}{:<16}{:>7}{:>11}{:>11}{:>8}{:>9}{:>6}",
        "", "", "lots", "bad debt", "with loss", "owner", "minutes", "95%"
    );
    for name in names(samples, &group) {
        for curve in names(samples, |sample| sample.curve) {
            let is_counted = |sample: &&&Sample| group(sample) == name && sample.curve == curve;
            let outcomes = samples.iter().filter(is_counted);
            let outcomes: Vec<_> = outcomes.map(|sample| sample.outcome).collect();
            println!("{name:<17}{curve:<16}{}", line(&outcomes));
        }
        println!();
    }
}

fn names(samples: &[&Sample], of: impl Fn(&Sample) -> &'static str) -> Vec<&'static str> {
    let mut names = vec![];
    for sample in samples {
        let name = of(sample);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// How many lots; bad debt, lots that left any, and what owners lost, as shares; minutes to the
/// sale, the mean and the 95th of a hundred.
fn line(outcomes: &[Outcome]) -> String {
    let count = outcomes.len();
    if count == 0 {
        return format!("{count:>7}");
    }
    let percent = |sum: f64| 100.0 * sum / count as f64;
    let bad_debt: f64 = outcomes.iter().map(|outcome| outcome.bad_debt).sum();
    let losers = outcomes.iter().filter(|outcome| outcome.bad_debt > 1e-9);
    let owner: f64 = outcomes.iter().map(|outcome| outcome.owner_loss).sum();
    let mut times: Vec<u64> = outcomes.iter().map(|outcome| outcome.time).collect();
    times.sort_unstable();
    let mean = times.iter().sum::<u64>() as f64 / 60.0 / count as f64;
    let late = times[(count - 1) * 95 / 100] / 60;
    format!(
        "{count:>7}{:>10.2}%{:>10.1}%{:>7.2}%{mean:>9.1}{late:>6}",
        percent(bad_debt),
        percent(losers.count() as f64),
        percent(owner),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_means_and_the_late_ones() {
        let outcome = |bad_debt, time| Outcome {
            bad_debt,
            owner_loss: 0.1,
            time,
        };
        let outcomes = [outcome(0.0, 600), outcome(0.5, 3_000), outcome(0.0, 1_200)];
        let fields = line(&outcomes);
        let fields: Vec<&str> = fields.split_whitespace().collect();
        assert_eq!(fields, ["3", "16.67%", "33.3%", "10.00%", "26.7", "20"]);
        assert_eq!(line(&[]).trim(), "0");
    }
}

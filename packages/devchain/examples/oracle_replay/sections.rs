//! What is compared with what.

use std::panic::resume_unwind;
use std::thread;

use ballast_devchain::paths::{CsvError, Table};

use crate::feeders::{Feeder, Lie, Panel};
use crate::market::{Market, Shape};
use crate::replay::{replay, Setting};
use crate::report::{section, Sample};
use crate::rule::Rule;

use Feeder::{Dead, FatFinger, Late, Liar, SharedSource};

/// One is dead, one says twice the price.
const USUAL: Panel = Panel::new("dead, twice", [Dead, Liar(Lie::Double)]);

const HONEST: Panel = Panel::new("all honest", []);
const CONSTANT: Panel = Panel::new("constant", [Liar(Lie::Constant)]);
const TWICE: Panel = Panel::new("twice", [Liar(Lie::Double)]);
const THOUSANDTH: Panel = Panel::new("a thousandth", [Liar(Lie::Thousandth)]);
const GOAL: Panel = Panel::new("own goal", [Liar(Lie::Goal)]);
const EDGE: Panel = Panel::new("edge of the step", [Liar(Lie::Edge)]);
const FAT_FINGER: Panel = Panel::new("fat finger", [FatFinger]);
const ERR_30: Panel = Panel::new("four err for 30 s", [SharedSource(30); 4]);
const ERR_90: Panel = Panel::new("four err for 90 s", [SharedSource(90); 4]);

/// Everything that can be wrong with feeders.
const FOR_ORACLE: [Panel; 13] = [
    HONEST,
    Panel::new("late 20 s", [Late(20)]),
    Panel::new("late 45 s", [Late(45)]),
    Panel::new("dead", [Dead]),
    CONSTANT,
    TWICE,
    THOUSANDTH,
    GOAL,
    EDGE,
    FAT_FINGER,
    Panel::new("dead, late 45 s, edge", [Dead, Late(45), Liar(Lie::Edge)]),
    ERR_30,
    ERR_90,
];
/// What tells a rule that has a median from the oracle's.
const FOR_AT_ONCE: [Panel; 4] = [HONEST, EDGE, ERR_30, ERR_90];
/// What tells one that has none.
const FOR_LATEST: [Panel; 7] = [HONEST, CONSTANT, TWICE, THOUSANDTH, GOAL, EDGE, FAT_FINGER];

/// As feeds are by default.
const DEFAULT: Setting = Setting {
    rule: Rule::Oracle,
    panel: USUAL,
    beat: 60,
    step: 10,
    gap: 30,
};

/// Where prices move all at once or very fast: where rules differ.
const HARD: [Shape; 2] = [Shape::Jump, Shape::Fast];

/// A table: who is compared, in which markets, and what a line is of.
struct Section {
    title: &'static str,
    settings: Vec<Setting>,
    shapes: &'static [Shape],
    line: fn(&Sample) -> String,
}

/// Every table, as text under its title.
pub fn all() -> Result<Vec<String>, CsvError> {
    let markets = markets()?;
    let print = |it: Section| {
        let samples = run(&markets, &it.settings, it.shapes);
        section(it.title, &samples, it.line)
    };
    Ok(what_is_compared().into_iter().map(print).collect())
}

fn what_is_compared() -> Vec<Section> {
    rules().into_iter().chain(parameters()).collect()
}

/// The oracle's rule by itself, against others, and among feeders of all sorts.
fn rules() -> [Section; 4] {
    let at_beat = |beat| {
        Rule::ALL
            .map(|rule| DEFAULT.by(rule).with_beat(beat))
            .to_vec()
    };
    let by_rule = |it: &Sample| format!("{}, {}", it.market, it.setting.rule.name());
    [
        Section {
            title: "The oracle's rule, by market",
            settings: vec![DEFAULT],
            shapes: &Shape::ALL,
            line: |it| format!("{}, {}", it.market, it.shape.name()),
        },
        Section {
            title: "By rule, a beat of 60 s",
            settings: at_beat(60),
            shapes: &Shape::ALL,
            line: by_rule,
        },
        Section {
            title: "By rule, a beat of 10 s, jump and fast",
            settings: at_beat(10),
            shapes: &HARD,
            line: by_rule,
        },
        Section {
            title: "By feeders, jump and fast",
            settings: panels(),
            shapes: &HARD,
            line: |it| format!("{}, {}", it.setting.rule.name(), it.setting.panel.name),
        },
    ]
}

/// The oracle's rule with other parameters.
fn parameters() -> [Section; 3] {
    [
        Section {
            title: "By beat and gap, jump and fast",
            settings: beats_and_gaps(),
            shapes: &HARD,
            line: |it| {
                let Setting {
                    panel, beat, gap, ..
                } = it.setting;
                format!("{}, beat {beat}, gap {gap}", panel.name)
            },
        },
        Section {
            title: "By step, jump and fast",
            settings: steps(),
            shapes: &HARD,
            line: |it| format!("{}, step {}%", it.setting.panel.name, it.setting.step),
        },
        Section {
            title: "At beats alone, and on moves too",
            settings: moves(),
            shapes: &Shape::ALL,
            line: |it| {
                let Setting { panel, gap, .. } = it.setting;
                format!("{}, {}, gap {gap}", it.shape.name(), panel.name)
            },
        },
    ]
}

fn panels() -> Vec<Setting> {
    let each: [(Rule, &[Panel]); 3] = [
        (Rule::Oracle, &FOR_ORACLE),
        (Rule::AtOnce, &FOR_AT_ONCE),
        (Rule::Latest, &FOR_LATEST),
    ];
    let of_rule = |(rule, panels): (Rule, &[Panel])| {
        let settings = panels
            .iter()
            .map(|panel| DEFAULT.by(rule).heard_from(*panel));
        settings.collect::<Vec<_>>()
    };
    each.into_iter().flat_map(of_rule).collect()
}

fn beats_and_gaps() -> Vec<Setting> {
    let mut settings = vec![];
    for panel in [USUAL, ERR_30, ERR_90] {
        for beat in [10, 30, 60] {
            let with_gap = |gap| DEFAULT.heard_from(panel).with_beat(beat).with_gap(gap);
            settings.extend([16, 30, 60, 300].map(with_gap));
        }
    }
    settings
}

fn steps() -> Vec<Setting> {
    let of_panel = |panel| {
        [5, 10, 20, 50].map(|step| Setting {
            step,
            ..DEFAULT.heard_from(panel)
        })
    };
    [USUAL, ERR_30, ERR_90].map(of_panel).concat()
}

fn moves() -> Vec<Setting> {
    let moving = DEFAULT.heard_from(USUAL.reporting_moves("dead, twice, moves"));
    let honest = DEFAULT.heard_from(HONEST.reporting_moves("all honest, moves"));
    vec![DEFAULT, moving, moving.with_gap(16), honest]
}

impl Setting {
    const fn by(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    const fn heard_from(self, panel: Panel) -> Self {
        Self { panel, ..self }
    }

    const fn with_beat(self, beat: u64) -> Self {
        Self { beat, ..self }
    }

    const fn with_gap(self, gap: u64) -> Self {
        Self { gap, ..self }
    }
}

fn markets() -> Result<Vec<Market>, CsvError> {
    let shapes = Shape::ALL.into_iter();
    let each = shapes.flat_map(|shape| Table::ALL.map(|table| Market::of(table, shape)));
    each.collect()
}

/// Every market of these shapes in every setting, markets first.
fn run(markets: &[Market], settings: &[Setting], shapes: &[Shape]) -> Vec<Sample> {
    let of_table = |table: Table| {
        markets
            .iter()
            .filter(move |market| market.name == table.name())
    };
    let markets = Table::ALL.into_iter().flat_map(of_table);
    let markets = markets.filter(|market| shapes.contains(&market.shape));
    let jobs: Vec<_> = markets
        .flat_map(|market| settings.iter().map(move |it| (market, *it)))
        .collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let sample = |(market, setting): &(&Market, Setting)| Sample {
        market: market.name,
        shape: market.shape,
        setting: *setting,
        outcome: replay(market, *setting),
    };
    let each = jobs.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts = jobs
            .chunks(each)
            .map(|part| scope.spawn(move || part.iter().map(sample).collect::<Vec<_>>()));
        let parts: Vec<_> = parts.collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

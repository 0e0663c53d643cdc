//! `tokenomics compare`: a scenario beside other ways to do the same work, or two scenarios side by side.

use catalogs::nearest::hint;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::{link, presets};
use schemars::JsonSchema;
use serde::Serialize;
use telling::compared::{self, Comparison, Measure, Side, compared};
use telling::sheet::Sheet;
use telling::table::{Table, to_text};
use telling::words::plain_text;
use telling::{entered, markdown};

use crate::document::{catalog_of, of_file, opened, preset};
use crate::evaluate::{sheet, view};
use crate::output::{Format, Output};
use crate::{Failure, check};

/// Compare a scenario with other ways to do the same work, or two scenarios with each other
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// One scenario, or two: each a file, a link with its `#`, or the id of a worked example; `-` reads standard input
    #[arg(value_name = "SCENARIO", num_args = 0..=2, required_unless_present_any = ["preset", "link"])]
    scenarios: Vec<String>,
    /// A worked example as the first; `tokenomics presets` lists them
    #[arg(long, value_name = "ID", conflicts_with = "link")]
    preset: Option<String>,
    /// A link as the first, or the part of it after `#`; the page's link of two scenarios is both
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Prints the alternatives of a scenario, or what is different between two.
///
/// # Errors
/// Where a document has an error, or cannot be read at all.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let named = arguments.named()?;
    let mut read = Vec::new();
    for name in named {
        read.push(Read::new(name)?);
    }
    match read.as_slice() {
        [one] => {
            let (scenario, catalog) = (&one.scenario, catalog_of(&one.scenario)?);
            arguments.output.write(
                |format| view(scenario, &catalog, ALTERNATIVES, format),
                || Ok(vec![sheet(scenario, &catalog, ALTERNATIVES)?]),
            )
        }
        [a, b] => arguments
            .output
            .write(|format| rendered(a, b, format), || Ok(sheets(a, b))),
        _ => Err(Failure::new("name one scenario, or two to compare them")),
    }
}

/// The view of one scenario beside other ways.
const ALTERNATIVES: &str = "alternatives";

/// How a scenario is named.
#[derive(Clone, Debug)]
enum Named {
    File(String),
    Preset(String),
    Link(String),
}

impl Named {
    /// Of what stands where a file may: a link has its `#`, and an example's id is taken where there is no such file.
    fn of(text: &str) -> Self {
        if text.contains('#') {
            return Self::Link(text.into());
        }
        let is_example = presets::find(text).is_some() && !std::path::Path::new(text).exists();
        if is_example {
            Self::Preset(text.into())
        } else {
            Self::File(text.into())
        }
    }
}

impl Arguments {
    /// The scenarios that are asked for, A first.
    fn named(&self) -> Result<Vec<Named>, Failure> {
        let first = match (&self.preset, &self.link) {
            (Some(id), _) => Some(Named::Preset(id.clone())),
            (None, Some(link)) => Some(Named::Link(link.clone())),
            (None, None) => None,
        };
        let rest = self.scenarios.iter().map(|text| Named::of(text));
        let named: Vec<Named> = first.into_iter().chain(rest).flat_map(each).collect();
        let is_input = |named: &&Named| matches!(named, Named::File(file) if file == "-");
        if named.iter().filter(is_input).count() > 1 {
            return Err(Failure::new(
                "standard input can be read once; name a file for the other",
            ));
        }
        Ok(named)
    }
}

/// The page's link of two scenarios as its two links.
fn each(named: Named) -> Vec<Named> {
    let Named::Link(link) = &named else {
        return vec![named];
    };
    let fragment = link
        .split_once('#')
        .map_or(link.as_str(), |(_, after)| after);
    let (shown, other) = link::split(fragment);
    let of = |link: &str| Named::Link(link.into());
    match other {
        None => vec![named],
        Some((other, true)) => vec![of(shown), of(other)],
        Some((other, false)) => vec![of(other), of(shown)],
    }
}

/// A scenario that was read and evaluated.
pub struct Read {
    /// The document.
    pub scenario: Scenario,
    /// Its report.
    pub report: Report,
}

impl Read {
    fn new(named: Named) -> Result<Self, Failure> {
        let (name, (scenario, problems)) = match named {
            Named::File(file) => {
                let is_there = file == "-" || std::path::Path::new(&file).exists();
                let read = if is_there {
                    of_file(&file)?
                } else {
                    return Err(no_such(&file));
                };
                (file, read)
            }
            Named::Preset(id) => {
                let read = (preset(&id)?, Vec::new());
                (id, read)
            }
            Named::Link(link) => ("the link".into(), (opened(&link)?, Vec::new())),
        };
        let evaluated = scenario::evaluate_read(&scenario, problems, &catalog_of(&scenario)?);
        match evaluated.report {
            Some(report) => Ok(Self { scenario, report }),
            None => Err(check::failure(&name, &evaluated.problems)),
        }
    }

    fn side(&self) -> Side<'_> {
        Side {
            scenario: &self.scenario,
            report: &self.report,
        }
    }
}

fn no_such(name: &str) -> Failure {
    let ids = presets::GALLERY.iter().map(|(id, _)| *id);
    Failure::new(format!(
        "\"{name}\" is no file and no worked example{}; name one of them, or a link with its #",
        hint(name, ids)
    ))
}

/// Two scenarios side by side in a format.
///
/// # Errors
/// Where it cannot be written as JSON, which no comparison causes.
pub fn rendered(a: &Read, b: &Read, format: Format) -> Result<String, Failure> {
    let (a, b) = (a.side(), b.side());
    let found = compared(a, b);
    Ok(match format {
        Format::Text => text(a, b, &found),
        Format::Markdown => markdown::comparison(a, b, &found, ""),
        Format::Json => {
            serde_json::to_string_pretty(&told(a, b, &found)).map_err(|error| {
                Failure::new(format!("the comparison cannot be written: {error}"))
            })? + "\n"
        }
    })
}

/// Two scenarios side by side for a spreadsheet.
#[must_use]
pub fn sheets(a: &Read, b: &Read) -> Vec<Sheet> {
    let (a, b) = (a.side(), b.side());
    compared::sheets(a, b, &compared(a, b))
}

fn text(a: Side, b: Side, found: &Comparison) -> String {
    let titles = [("A", a), ("B", b)].map(|(name, side)| format!("{name}: {}", side.report.title));
    let mut text = format!("{}\n\n{}\n", titles.join("\n"), plain_text(&found.sentence));
    let mut add = |table: &Table| text += &format!("\n{}\n{}", table.caption, to_text(table));
    add(&found.figures());
    if found.inputs.is_empty() {
        text += "\nNothing was changed: A and B are the same.\n";
    } else {
        add(&found.changed(usize::MAX));
    }
    let [a, b] = [a, b].map(|side| link::encode(side.scenario));
    text + &format!("\nlink: #{}\n", link::joined(&b, &a, false))
}

/// Two scenarios side by side, with the names that programs read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Comparison")]
pub struct ComparisonReport {
    /// What the other is compared with.
    pub a: SideReport,
    /// What is compared with it.
    pub b: SideReport,
    /// Which is worth more, and by how much.
    pub sentence: String,
    /// Figures of both.
    pub figures: Vec<FigureReport>,
    /// Every field in which they differ, but for titles and descriptions, in the order of the form.
    pub changed: Vec<ChangedReport>,
}

/// One of the two.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SideReport {
    /// Its title.
    pub title: String,
    /// Its link, the part after `#`.
    pub link: String,
}

/// A figure of both.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureReport {
    /// What it is.
    pub label: String,
    /// What it counts: `usd`, or `share`, from 0 to 1.
    pub unit: &'static str,
    /// Whether it is a part of the net above it.
    pub is_part: bool,
    /// Of A; null where it has none.
    pub a: Option<f64>,
    /// Of B; null where it has none.
    pub b: Option<f64>,
    /// B less A, 0 where that is rounding; null where one of the two has none.
    pub difference: Option<f64>,
    /// Whether the difference is to the good; null where it is neither.
    pub is_better: Option<bool>,
}

/// A field in which they differ.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangedReport {
    /// What the form calls it.
    pub label: String,
    /// In A, with its unit.
    pub a: String,
    /// In B, with its unit.
    pub b: String,
}

fn told(a: Side, b: Side, found: &Comparison) -> ComparisonReport {
    let side = |side: Side| SideReport {
        title: side.report.title.clone(),
        link: link::encode(side.scenario),
    };
    let figure = |row: &compared::Row| FigureReport {
        label: row.label.clone(),
        unit: match row.measure {
            Measure::Usd => "usd",
            Measure::Share => "share",
        },
        is_part: row.is_part,
        a: row.a,
        b: row.b,
        difference: row.difference(),
        is_better: row.is_better,
    };
    let changed = |input: &compared::Input| ChangedReport {
        label: input.label.clone(),
        a: entered::written(input.rule, &input.a),
        b: entered::written(input.rule, &input.b),
    };
    ComparisonReport {
        a: side(a),
        b: side(b),
        sentence: plain_text(&found.sentence),
        figures: found.rows.iter().map(figure).collect(),
        changed: found.inputs.iter().map(changed).collect(),
    }
}

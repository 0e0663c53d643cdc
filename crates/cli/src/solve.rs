//! `tokenomics solve`: the value of one number at which a scenario is worth as much as a rival, or meets a target.

use catalogs::nearest::hint;
use scenario::break_even::{BreakEven, Rival, break_even, solvable};
use scenario::field::Place;
use scenario::number::parse;
use scenario::report;
use scenario::sweep::Base;
use scenario::sweep::Metric;
use telling::words;

use crate::document::{Source, catalog_of};
use crate::{Failure, check, print};

/// Find where a number of the scenario breaks even
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The number: value.gain_usd, work.tasks, or a step's as `steps[0].success_rate`
    #[arg(long = "for", value_name = "PATH")]
    path: String,
    /// What it is compared with
    #[arg(long, value_name = "RIVAL", default_value = "nothing", value_parser = ["nothing", "person"])]
    against: String,
    /// A figure to meet instead: spend=5000, net, cost_per_success, quality, attempt
    #[arg(long, value_name = "FIGURE=NUMBER", conflicts_with = "against")]
    target: Option<String>,
    /// Print the row as JSON, with the names of the report
    #[arg(long)]
    json: bool,
}

/// Prints every threshold and the room to the nearest.
///
/// # Errors
/// Where the document has errors, no success rate, or no such number.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let rival = rival(arguments)?;
    let place = place(&arguments.path)?;
    let (scenario, problems) = arguments.source.read()?;
    let catalog = catalog_of(&scenario)?;
    let evaluated = scenario::evaluate_read(&scenario, problems, &catalog);
    if evaluated.report.is_none() {
        return Err(check::failure(arguments.source.name(), &evaluated.problems));
    }
    let base = Base::new(&scenario, &catalog).ok_or_else(|| {
        Failure::document(
            "a success rate is not set, so nothing is known to break even; set it for every step",
        )
    })?;
    let found = break_even(&base, place, rival).ok_or_else(|| {
        Failure::document(format!(
            "{}: is not a number of this scenario; set it, or ask for another",
            arguments.path
        ))
    })?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&report::break_even(&found));
        return print(&(json.map_err(|error| Failure::new(error.to_string()))? + "\n"));
    }
    print(&text(&found, rival))
}

fn text(found: &BreakEven, rival: Rival) -> String {
    let value = |x: f64| words::field_value(found.place.field, x);
    let mut text = format!("{}: today {}\n", found.place, value(found.today));
    for crossing in &found.thresholds {
        let kind = if crossing.is_jump {
            "jumps"
        } else {
            "breaks even"
        };
        let at = words::value_towards(found.place.field, crossing.at, crossing.rises);
        text += &format!("{kind} at {at} ({})\n", crossing.at);
    }
    text + &words::break_even_sentence(&report::break_even(found), rival) + "\n"
}

fn rival(arguments: &Arguments) -> Result<Rival, Failure> {
    let Some(target) = &arguments.target else {
        return Rival::from_word(&arguments.against)
            .ok_or_else(|| Failure::new("write --against nothing or --against person"));
    };
    let (name, number) = target.split_once('=').ok_or_else(|| {
        Failure::new(format!(
            "\"{target}\" is no target; write one like spend=5000"
        ))
    })?;
    let metric = Metric::WORDS.iter().find(|(word, _)| *word == name);
    let names = || Metric::WORDS.iter().map(|(word, _)| *word);
    let (_, metric) = metric.ok_or_else(|| {
        let all: Vec<&str> = names().collect();
        Failure::new(format!(
            "\"{name}\" is no figure that can be a target; write one of {}{}",
            all.join(", "),
            hint(name, names())
        ))
    })?;
    let number =
        parse(number).map_err(|message| Failure::new(format!("--target {name}: {message}")))?;
    Ok(Rival::Target(*metric, number))
}

fn place(path: &str) -> Result<Place, Failure> {
    let found = Place::parse(path).filter(|place| solvable().any(|field| field == place.field));
    found.ok_or_else(|| {
        let written = path.replace("[0]", "[]");
        let paths = solvable().map(|field| field.path);
        Failure::new(format!(
            "\"{path}\" is no number of a scenario{}; write a path like steps[0].success_rate or value.gain_usd",
            hint(&written, paths)
        ))
    })
}

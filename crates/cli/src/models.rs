//! `tokenomics models` and `tokenomics presets`: what there is to choose from.

use catalogs::prices::{Catalog, Found};
use economics::price::{Instant, UnitId};
use scenario::format::usd_per_mtok;
use scenario::presets;

use crate::document::catalog;
use crate::{Failure, print};

/// List language models with their rates
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Words of a name, an id or a provider; without any, every model
    query: Vec<String>,
    /// The day whose prices are shown, as 2026-11-24; without it, today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Lists models: provider, id, input and output rate for a million tokens.
///
/// # Errors
/// Where the date is none.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let date = match &arguments.date {
        None => crate::now(),
        Some(text) => Instant::parse(text).ok_or_else(|| {
            Failure::new(format!("\"{text}\" is no date; write it as 2026-11-24"))
        })?,
    };
    let catalog = catalog()?;
    let query = arguments.query.join(" ");
    let found = catalog.search(&query);
    if found.is_empty() {
        return Err(nothing_found(&catalog, &query));
    }
    let lines: String = found.iter().map(|found| line(found, date)).collect();
    print(&lines)
}

fn line(found: &Found, date: Instant) -> String {
    let rates = found.rates(date, &[]);
    let rate = |unit| {
        rates
            .get(unit)
            .map_or("–".into(), |rate| usd_per_mtok(rate.at(0.0)))
    };
    let (input, output) = (rate(UnitId::INPUT_TOKENS), rate(UnitId::OUTPUT_TOKENS));
    let window = found
        .model
        .context_window
        .map_or(String::new(), |tokens| format!("  {tokens} tokens"));
    format!(
        "{}  {}  {input} in, {output} out / M{window}\n",
        found.provider.id, found.model.id
    )
}

fn nothing_found(catalog: &Catalog, query: &str) -> Failure {
    let nearest = match catalog.find(None, query) {
        Err(error) if !error.nearest.is_empty() => {
            format!("; the nearest are {}", error.nearest.join(", "))
        }
        _ => String::new(),
    };
    Failure::new(format!("no model is called \"{query}\"{nearest}"))
}

/// Lists the worked examples.
///
/// # Errors
/// Where standard output cannot be written.
pub fn presets() -> Result<(), Failure> {
    let lines: String = presets::all()
        .iter()
        .map(|preset| {
            let scenario = &preset.scenario;
            format!(
                "{}  {}: {}\n",
                preset.id, scenario.title, scenario.description
            )
        })
        .collect();
    print(&lines)
}

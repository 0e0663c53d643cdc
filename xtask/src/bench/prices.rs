//! Prices a second: this engine, the command over a file, and genai-prices' Python in the same run.

use crate::processes::{cargo, command, complete, output};
use crate::update_prices::VERSION;
use crate::{Problem, project, tools};

/// Promised: prices a second on one core.
const ENGINE_GOAL: f64 = 5e6;
/// Promised: times the Python.
const RATIO_GOAL: f64 = 150.0;
/// Promised: rows a second of `tokenomics price --jsonl`.
const COMMAND_GOAL: f64 = 3e5;

/// The bench.
pub fn run() -> Result<(), Problem> {
    let measured = output(cargo().args([
        "bench",
        "--quiet",
        "--package",
        "tokenomics-cli",
        "--bench",
        "prices",
    ]))?;
    let engine = number(&measured, "engine_prices_per_second")?;
    let rows = number(&measured, "command_rows_per_second")?;
    let python = python_prices_per_second()?;
    let ratio = engine / python;
    println!("| what | measured | goal | |");
    println!("|---|---|---|---|");
    row(
        "price a request, model found by id, one core",
        engine / 1e6,
        "M/s",
        ENGINE_GOAL / 1e6,
    );
    row(
        &format!("the same in genai-prices {VERSION} (Python)"),
        python / 1e6,
        "M/s",
        0.0,
    );
    row("ratio", ratio, "times", RATIO_GOAL);
    row(
        "tokenomics price --jsonl, 1,000,000 rows",
        rows / 1e3,
        "k rows/s",
        COMMAND_GOAL / 1e3,
    );
    Ok(())
}

fn row(what: &str, measured: f64, unit: &str, goal: f64) {
    let (goal_text, verdict) = match goal {
        0.0 => (String::new(), ""),
        _ if measured >= goal => (format!("{goal} {unit}"), "met"),
        _ => (format!("{goal} {unit}"), "missed"),
    };
    println!("| {what} | {measured:.3} {unit} | {goal_text} | {verdict} |");
}

fn number(text: &str, name: &str) -> Result<f64, Problem> {
    let found = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    found.ok_or_else(|| format!("the bench did not print {name}"))
}

/// The Python of an environment with genai-prices, made in target/ when first needed.
pub fn genai_prices_python() -> Result<String, Problem> {
    let environment = project::target().join("genai-prices").join(VERSION);
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment
        .join(programs)
        .join("python")
        .display()
        .to_string();
    if !environment.join("ready").is_file() {
        println!(
            "Installing genai-prices {VERSION} into {}",
            environment.display()
        );
        complete(
            command(&tools::python()?)
                .args(["-m", "venv"])
                .arg(&environment),
        )?;
        let mut pip = command(&python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        complete(pip.arg(format!("genai-prices=={VERSION}")))?;
        std::fs::write(environment.join("ready"), "").map_err(|fault| fault.to_string())?;
    }
    Ok(python)
}

fn python_prices_per_second() -> Result<f64, Problem> {
    let mut bench = command(&genai_prices_python()?);
    bench.arg(project::root().join("xtask/bench_prices.py"));
    bench.arg(project::root().join("crates/cli/tests/data/prices.jsonl.gz"));
    let measured = output(&mut bench)?;
    measured
        .trim()
        .parse()
        .map_err(|_| format!("not a number: {measured}"))
}

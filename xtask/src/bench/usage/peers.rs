//! Who else reads such logs, and what each found.

use super::made::Known;
use crate::bench::prices;
use crate::processes::command;
use crate::update_prices::VERSION;
use crate::{Problem, project, tools};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Another program that reads such logs.
#[derive(Clone, Copy, Debug)]
pub enum Peer {
    /// ccusage's native program, on Claude Code's projects.
    CcusageClaude,
    /// The same, on Codex' sessions.
    CcusageCodex,
    /// The Python package genai-prices, on response bodies.
    GenaiPrices,
}

/// What a program found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    requests: Option<u64>,
    fresh: u64,
    read: u64,
    written: u64,
    output: u64,
    cost: Option<f64>,
}

impl Peer {
    /// With its version.
    pub fn name(self) -> String {
        match self {
            Peer::GenaiPrices => format!("genai-prices {VERSION} (Python)"),
            _ => format!("ccusage {} (its native program)", tools::CCUSAGE),
        }
    }

    /// Whether it is ccusage.
    pub fn is_ccusage(self) -> bool {
        !matches!(self, Peer::GenaiPrices)
    }

    /// What makes it read a place; installed by the project where it is missing.
    pub fn command(self, place: &Path) -> Result<Command, Problem> {
        if let Peer::GenaiPrices = self {
            let mut python = command(&prices::genai_prices_python()?);
            python
                .arg(project::root().join("xtask/bench_usage.py"))
                .arg(place);
            return Ok(python);
        }
        let mut ccusage = command(&tools::ccusage()?.display().to_string());
        let (agent, home) = match self {
            Peer::CcusageCodex => ("codex", "CODEX_HOME"),
            _ => ("claude", "CLAUDE_CONFIG_DIR"),
        };
        ccusage.args([agent, "daily", "--json", "--offline"]);
        ccusage.env(home, place);
        Ok(ccusage)
    }

    /// Reads what it printed.
    pub fn found(self, text: &str) -> Result<Found, Problem> {
        let all = json(text)?;
        let total = if self.is_ccusage() {
            &all["totals"]
        } else {
            &all
        };
        let count = |name: &str| total[name].as_u64().unwrap_or(0);
        let cost = total["totalCost"].as_f64().or(total["costUSD"].as_f64());
        Ok(Found {
            requests: total["requests"].as_u64(),
            fresh: count("inputTokens"),
            read: count("cacheReadTokens"),
            written: count("cacheCreationTokens"),
            output: count("outputTokens"),
            cost,
        })
    }
}

impl Found {
    /// Of this project's report.
    pub fn ours(text: &str) -> Result<Found, Problem> {
        let report = json(text)?;
        let total = &report["total"];
        let count = |name: &str| total[name].as_u64().unwrap_or(0);
        let cost = total["cost_usd"].as_str();
        Ok(Found {
            requests: total["requests"].as_u64(),
            fresh: count("fresh_input_tokens"),
            read: count("cache_read_tokens"),
            written: count("cache_write_tokens"),
            output: count("output_tokens"),
            cost: cost.and_then(|cost| cost.parse().ok()),
        })
    }

    /// Whether it is what was made, and where it is not.
    pub fn told(&self, known: &Known) -> String {
        let all = [
            (
                "requests",
                self.requests.unwrap_or(known.requests),
                known.requests,
            ),
            ("fresh input", self.fresh, known.fresh),
            ("cache reads", self.read, known.read),
            ("cache writes", self.written, known.written),
            ("output", self.output, known.output),
        ];
        let wrong = all.iter().filter(|(_, found, made)| found != made);
        let wrong: Vec<String> = wrong
            .map(|(name, found, made)| format!("{name} {found} instead of {made}"))
            .collect();
        match &wrong[..] {
            [] => "totals as made".to_owned(),
            wrong => wrong.join(", "),
        }
    }

    /// Its cost beside another's.
    pub fn cost_beside(&self, ours: &Found) -> String {
        match (self.cost, ours.cost) {
            (Some(theirs), Some(ours)) if (theirs - ours).abs() <= 1e-6 * ours => {
                format!("the same cost, ${ours:.2}")
            }
            (Some(theirs), Some(ours)) => format!("cost ${theirs:.2}, ours ${ours:.2}"),
            (None, _) => "says no cost".to_owned(),
            (Some(theirs), None) => format!("cost ${theirs:.2}, ours is a range"),
        }
    }
}

fn json(text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|fault| format!("what was printed is no JSON: {fault}"))
}

//! One answer: what it hid, told in four ways, and whether its bill fits.

use economics::hidden_tokens::{
    Estimate, FLAG, NoEstimate, audit as compared, beyond_visible, by_ratio, by_time, reported,
};
use economics::quantity::Tokens;
use scenario::format::{count, seconds};
use scenario::setting::rows::hidden as rows;
use scenario::setting::{Setting, Settings};
use serde::Serialize;

/// One way to tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EstimateReport {
    /// `reported`, `billed`, `time` or `ratio`.
    pub way: &'static str,
    /// Hidden tokens; null where this way cannot tell.
    pub tokens: Option<f64>,
    /// Nineteen in twenty lie above.
    pub low_tokens: Option<f64>,
    /// Nineteen in twenty lie below.
    pub high_tokens: Option<f64>,
    /// Why it cannot tell; null where it can.
    pub none_because: Option<String>,
}

/// A bill beside what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditReport {
    /// Output tokens billed.
    pub billed_tokens: f64,
    /// Output tokens expected.
    pub expected_tokens: f64,
    /// Relative error of that.
    pub relative_error: f64,
    /// `own`, `time` or `ratio`: where the expectation comes from.
    pub expected_by: &'static str,
    /// How many errors the bill lies above it.
    pub deviations: f64,
    /// From how many on it is flagged.
    pub flagged_above: f64,
    /// Whether it is worth a second look. An estimate is not an audit.
    pub flagged: bool,
}

pub(super) fn estimates(settings: &Settings, visible: f64) -> Vec<EstimateReport> {
    let visible = Tokens(visible);
    let number = |row: &Setting| settings.number(row);
    let set = |row: &Setting, ask: &str| {
        settings
            .optional(row)
            .ok_or_else(|| format!("Not set: {ask}."))
    };
    let told = |found: Result<Estimate, NoEstimate>| {
        found.map_err(|reason| why(reason, settings, visible.0))
    };
    let ways = [
        (
            "reported",
            set(&rows::REPORTED, "what the answer reports as reasoning")
                .and_then(|tokens| told(reported(Tokens(tokens)))),
        ),
        (
            "billed",
            set(&rows::BILLED, "output tokens of the answer on the bill").and_then(|billed| {
                told(beyond_visible(
                    Tokens(billed),
                    visible,
                    number(&rows::COUNT_ERROR),
                ))
            }),
        ),
        (
            "time",
            set(&rows::SECONDS, "how long the answer took").and_then(|took| {
                told(by_time(
                    number(&rows::SPEED),
                    took,
                    number(&rows::FIRST),
                    visible,
                    number(&rows::SPEED_ERROR),
                ))
            }),
        ),
        (
            "ratio",
            told(by_ratio(
                visible,
                number(&rows::RATIO),
                number(&rows::SIGMA),
            )),
        ),
    ];
    let report = |(way, found): (&'static str, Result<Estimate, String>)| {
        let estimate = found.as_ref().ok();
        EstimateReport {
            way,
            tokens: estimate.map(|found| found.tokens.0),
            low_tokens: estimate.map(|found| found.low.0),
            high_tokens: estimate.map(|found| found.high.0),
            none_because: found.err(),
        }
    };
    ways.into_iter().map(report).collect()
}

/// The bill beside what was expected: a person's own expectation, or what the time says, or else the usual ratio.
pub(super) fn audit(
    settings: &Settings,
    visible: f64,
    estimates: &[EstimateReport],
) -> Result<AuditReport, String> {
    let Some(billed) = settings.optional(&rows::BILLED) else {
        return Err(
            "To look at a bill, write the output tokens of one answer as they were billed.".into(),
        );
    };
    let by = |way: &str| {
        estimates
            .iter()
            .find(|estimate| estimate.way == way)
            .and_then(|found| found.tokens)
    };
    let (expected, error, expected_by) = if let Some(own) = settings.optional(&rows::EXPECTED) {
        (own, settings.number(&rows::EXPECTED_ERROR), "own")
    } else if let Some(hidden) = by("time") {
        (
            hidden + visible,
            settings.number(&rows::SPEED_ERROR),
            "time",
        )
    } else {
        let hidden = by("ratio").unwrap_or_default();
        // One standard deviation of a lognormal upwards, of the hidden part alone.
        let spread = libm::expm1(settings.number(&rows::SIGMA));
        let whole = hidden + visible;
        let part = if whole > 0.0 { hidden / whole } else { 0.0 };
        (whole, spread * part, "ratio")
    };
    let found = compared(Tokens(billed), Tokens(expected), error);
    let found = found.map_err(|reason| why(reason, settings, visible))?;
    Ok(AuditReport {
        billed_tokens: billed,
        expected_tokens: expected,
        relative_error: error,
        expected_by,
        deviations: found.deviations,
        flagged_above: FLAG,
        flagged: found.is_flagged,
    })
}

/// Why there is no estimate: what was found, and what to do.
fn why(reason: NoEstimate, settings: &Settings, visible: f64) -> String {
    let number = |row: &Setting| settings.optional(row).unwrap_or_default();
    match reason {
        NoEstimate::TokensOutside => "A number of tokens is below 0: write it from 0 up.".into(),
        NoEstimate::MoreVisibleThanBilled => format!(
            "{} tokens can be seen, but only {} were billed: write the tokens of the same answer.",
            count(visible),
            count(number(&rows::BILLED))
        ),
        NoEstimate::AnswerBeforeFirstToken => format!(
            "The answer took {}, less than the {} until its first token: write the time of the whole answer.",
            seconds(number(&rows::SECONDS)),
            seconds(number(&rows::FIRST))
        ),
        NoEstimate::MoreVisibleThanWritten => format!(
            "{} tokens can be seen, more than {} tokens a second write in that time: write a higher speed, or the time of the \
             whole answer.",
            count(visible),
            count(number(&rows::SPEED))
        ),
        NoEstimate::NoSpeed => "The speed is 0: write how many tokens the model writes in a second.".into(),
        NoEstimate::ErrorOutside => "An error is below 0: write it from 0 % up.".into(),
        NoEstimate::NoPrediction => {
            "Nothing is expected of this answer, or without any error, so no bill can be far from it: write what you expect, and \
             how sure you are."
                .into()
        }
    }
}

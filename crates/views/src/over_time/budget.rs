//! A budget beside the bill: how long it lasts.

use super::MonthReport;
use super::calendar::Names;
use crate::Subject;
use scenario::format::usd;
use scenario::setting::rows::over_time as rows;
use serde::Serialize;

/// A budget, and what is left of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BudgetReport {
    /// What may be spent in all these years.
    pub usd: f64,
    /// Whether only tokens and fees are paid from it, and not people and what is paid anyway.
    pub is_for_tokens: bool,
    /// What all months take of it.
    pub spent_usd: f64,
    /// The first month whose bill it does not cover any more, counted from 1; null where it lasts.
    pub passed_month: Option<u32>,
    /// What is left before that month, or at the end.
    pub left_usd: f64,
}

/// The budget that was set, if one was, against the months.
pub(super) fn budget(subject: &Subject, months: &[MonthReport]) -> Option<BudgetReport> {
    let settings = &subject.scenario.settings;
    let budget = settings.optional(&rows::BUDGET)?;
    let is_for_tokens = settings.word(&rows::BUDGET_FOR) == "tokens";
    let taken = |month: &MonthReport| match is_for_tokens {
        true => month.tokens_usd,
        false => month.bill_usd,
    };
    let mut spent = 0.0;
    let mut passed = None;
    for month in months {
        let before = spent;
        spent += taken(month);
        if passed.is_none() && spent > budget * (1.0 + ROUNDING) {
            passed = Some((month.month, budget - before));
        }
    }
    Some(BudgetReport {
        usd: budget,
        is_for_tokens,
        spent_usd: spent,
        passed_month: passed.map(|(month, _)| month),
        left_usd: passed.map_or((budget - spent).max(0.0), |(_, left)| left),
    })
}

/// Sums of months that differ from a budget by less than this part of it are the same.
const ROUNDING: f64 = 1e-12;

/// How long it lasts, in words.
pub(super) fn words(budget: &BudgetReport, names: &Names) -> String {
    let what = match budget.is_for_tokens {
        true => "of tokens",
        false => "of the whole bill",
    };
    let whole = usd(budget.usd);
    match budget.passed_month {
        None => format!(
            "The budget of {whole} lasts: {} {what} come out of it, {} are left.",
            usd(budget.spent_usd),
            usd(budget.left_usd)
        ),
        Some(1) => format!("The budget of {whole} does not cover the first month {what}."),
        Some(month) => format!(
            "The budget of {whole} is passed in month {}: {} are left of it then, and in all {} {what} would come out of it.",
            names.whole(month),
            usd(budget.left_usd),
            usd(budget.spent_usd)
        ),
    }
}

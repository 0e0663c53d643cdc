//! What stands beside charts and in lists: titles, takeaways, rates in a few words.

use scenario::format;
use scenario::report::Report;

/// Above the bar of tokens: `tokens of a try · 201 k`.
#[must_use]
pub fn tokens_title(report: &Report) -> String {
    let tokens: f64 = report.cost.classes.iter().map(|class| class.tokens).sum();
    format!("tokens of a try \u{b7} {}", format::count(tokens))
}

/// Below the bar of cost: `cost of a try · $3.03`.
#[must_use]
pub fn cost_title(report: &Report) -> String {
    format!(
        "cost of a try \u{b7} {}",
        format::usd(report.cost.per_attempt_usd)
    )
}

/// The step that takes most of the tokens, and the one that costs most.
#[must_use]
pub fn steps_takeaway(report: &Report) -> String {
    let most = |of: fn(&scenario::report::StepReport) -> f64| {
        report
            .steps
            .iter()
            .reduce(|most, step| if of(step) > of(most) { step } else { most })
    };
    let (Some(largest), Some(dearest)) = (most(|step| step.tokens), most(|step| step.cost_usd))
    else {
        return String::new();
    };
    let share = |share: Option<f64>| format::share(share.unwrap_or(0.0));
    let (tokens, cost) = (share(largest.token_share), share(dearest.cost_share));
    let first = super::capital(&largest.name);
    if largest.name != dearest.name {
        format!(
            "{first} takes {tokens} of the tokens; {} takes {cost} of the cost.",
            dearest.name
        )
    } else if tokens == cost {
        format!("{first} takes {tokens} of the tokens and of the cost.")
    } else {
        format!("{first} takes {tokens} of the tokens and {cost} of the cost.")
    }
}

/// Rates of a model in a list: `$5 in, $25 out`.
#[must_use]
pub fn rates_words(input: Option<f64>, output: Option<f64>) -> String {
    match (input, output) {
        (Some(input), Some(output)) => format!(
            "{} in, {} out",
            format::usd_per_mtok(input),
            format::usd_per_mtok(output)
        ),
        (Some(input), None) => format!("{} in", format::usd_per_mtok(input)),
        (None, Some(output)) => format!("{} out", format::usd_per_mtok(output)),
        (None, None) => "no price for tokens".into(),
    }
}

/// Above the warnings: `1 thing to know`.
#[must_use]
pub fn warnings_title(count: usize) -> String {
    if count == 1 {
        "1 thing to know".into()
    } else {
        format!("{count} things to know")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use catalogs::prices::Catalog;
    use scenario::presets;

    fn report(preset: &str) -> Report {
        scenario::evaluate(
            &presets::find(preset).unwrap().scenario,
            Catalog::embedded(),
        )
        .report
        .unwrap()
    }

    #[test]
    fn the_steps_are_told_by_tokens_and_by_cost() {
        assert_eq!(
            steps_takeaway(&report("multi-agent")),
            "Executor takes 48 % of the tokens and of the cost."
        );
    }

    #[test]
    fn bars_are_titled_with_their_totals() {
        let legal = report("legal-contracts");
        assert_eq!(tokens_title(&legal), "tokens of a try \u{b7} 201 k");
        assert_eq!(cost_title(&legal), "cost of a try \u{b7} $3.03");
    }

    #[test]
    fn a_model_without_a_price_says_so() {
        assert_eq!(rates_words(Some(5.0), Some(25.0)), "$5 in, $25 out");
        assert_eq!(rates_words(None, None), "no price for tokens");
    }
}

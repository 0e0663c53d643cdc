//! A scenario that names a past price list: its figures stay what they were, and beside them stands what it would be
//! today.

use crate::sections::{Block, Section};
use crate::words;
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::{evaluate, format};

/// The same scenario at the prices of the present list on a day; rates of its own stay.
///
/// ```
/// use economics::price::Instant;
/// use scenario::document::Scenario;
/// use telling::today::at_prices_of;
/// let old = Scenario { prices: Some("genai-prices-0.2.1".into()), ..Scenario::default() };
/// let day = Instant::parse("2026-11-25").expect("a day");
/// assert_eq!(at_prices_of(day, &old).prices, None);
/// ```
#[must_use]
pub fn at_prices_of(day: Instant, scenario: &Scenario) -> Scenario {
    let mut changed = scenario.clone();
    changed.prices = None;
    for step in &mut changed.steps {
        if !step.model.is_empty() {
            step.price_date = Some(day);
        }
    }
    changed
}

/// What the figures are from, and what they would be at the `present` list on a day; nothing where the report is of that
/// list.
#[must_use]
pub fn section(
    scenario: &Scenario,
    report: &Report,
    catalog: &Catalog,
    present: &Catalog,
    day: Instant,
) -> Option<Section> {
    let (past, list) = (catalog.snapshot(), present.snapshot());
    if past == list {
        return None;
    }
    let takeaway = format!(
        "These figures are at the prices of {} of {}, which this scenario names.",
        past.name, past.date
    );
    Some(Section {
        id: "today".into(),
        name: "Today\u{2019}s prices".into(),
        source: String::new(),
        takeaway,
        blocks: vec![Block::Line(format!(
            "At the prices of {day}, by {} of {}, {}",
            list.name,
            list.date,
            compared(scenario, report, present, day)
        ))],
    })
}

/// The rest of the sentence.
fn compared(scenario: &Scenario, report: &Report, present: &Catalog, day: Instant) -> String {
    let changed = at_prices_of(day, scenario);
    let evaluated = evaluate(&changed, present);
    let Some(now) = &evaluated.report else {
        let problems = evaluated.problems.iter();
        let why = problems
            .filter(|problem| problem.is_error())
            .map(ToString::to_string);
        return format!("there is no answer: {}", why.collect::<Vec<_>>().join("; "));
    };
    let answer = |scenario, report| words::plain_text(&words::answer(scenario, report).sentence);
    let said = answer(&changed, now);
    let (before, after) = (report.cost.per_attempt_usd, now.cost.per_attempt_usd);
    if before == after && said == answer(scenario, report) {
        return "it would be the same.".into();
    }
    let (before, after) = (format::usd(before), format::usd(after));
    if before == after {
        return format!("it would be nearly the same. {said}");
    }
    format!("an attempt would cost {after} instead of {before}. {said}")
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::float_cmp,
        reason = "a test may stop"
    )]

    use super::*;
    use scenario::document::Step;
    use scenario::field::about;

    const PAST: &[u8] = catalogs::prices::PAST[0].1;

    /// A million tokens in and a million out, by a model that has become cheaper since.
    fn scenario(model: &str) -> Scenario {
        let step = Step {
            provider: "mistral".into(),
            model: model.into(),
            price_date: Instant::parse("2026-11-05"),
            input_tokens: 1e6,
            visible_output_tokens: 1e6,
            ..Step::default()
        };
        Scenario {
            prices: Some("genai-prices-0.2.1".into()),
            steps: vec![step],
            ..Scenario::default()
        }
    }

    fn day() -> Instant {
        Instant::parse("2026-11-25").unwrap()
    }

    #[test]
    fn an_old_scenario_shows_the_old_figures_and_says_what_it_would_be_today() {
        let (scenario, past) = (
            scenario("mistral-large-4"),
            Catalog::of_file(PAST, &[]).unwrap(),
        );
        let report = evaluate(&scenario, &past).report.unwrap();
        // 1.36 for a million in and 4.18 for a million out then, 0.70 and 2.10 now.
        assert!((report.cost.per_attempt_usd - (1.36 + 4.18)).abs() < 1e-12);
        let section = section(&scenario, &report, &past, Catalog::embedded(), day()).unwrap();
        assert_eq!(
            section.takeaway,
            "These figures are at the prices of genai-prices-0.2.1 of 2026-10-30, which this scenario names."
        );
        let Block::Line(line) = &section.blocks[0] else {
            panic!("{:?}", section.blocks)
        };
        let expected = "At the prices of 2026-11-25, by genai-prices-0.2.3 of 2026-11-10, an attempt would cost $2.80 instead of \
                        $5.54. ";
        assert!(line.starts_with(expected), "{line}");
    }

    #[test]
    fn a_price_that_has_not_changed_is_said_to_be_the_same() {
        let (scenario, past) = (
            scenario("mistral-large-2411"),
            Catalog::of_file(PAST, &[]).unwrap(),
        );
        let report = evaluate(&scenario, &past).report.unwrap();
        let section = section(&scenario, &report, &past, Catalog::embedded(), day()).unwrap();
        let Block::Line(line) = &section.blocks[0] else {
            panic!("{:?}", section.blocks)
        };
        assert!(line.ends_with(", it would be the same."), "{line}");
    }

    #[test]
    fn at_todays_prices_nothing_is_compared() {
        let now = at_prices_of(day(), &scenario("mistral-large-4"));
        assert_eq!(now.steps[0].price_date, Some(day()));
        let present = Catalog::embedded();
        let report = evaluate(&now, present).report.unwrap();
        assert_eq!(report.cost.per_attempt_usd, 0.7 + 2.1);
        assert_eq!(section(&now, &report, present, present, day()), None);
    }

    #[test]
    fn a_list_that_is_not_here_gives_no_figures_at_all() {
        let evaluated = evaluate(&scenario("mistral-large-4"), Catalog::embedded());
        assert!(evaluated.report.is_none());
        assert!(
            evaluated
                .problems
                .iter()
                .any(|problem| problem.path == about::PRICES.path)
        );
    }
}

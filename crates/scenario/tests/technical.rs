//! The technical view: what it says of every preset, and of input that has no answer.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::presets;
use scenario::report::Report;
use scenario::sections::{Block, Section};
use scenario::views::technical::{TechnicalReport, section, technical};
use scenario::views::{Viewed, type_in};

/// The view of a scenario, and what a person reads of it.
fn view(scenario: &Scenario) -> (TechnicalReport, Section, Report) {
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    let subject = viewed.subject();
    let found = technical(&subject);
    let section = section(&subject, &found);
    (found, section, subject.report.clone())
}

/// A preset with settings as a person types them.
fn with(preset: &str, settings: &[(&str, &str)]) -> Scenario {
    let mut scenario = presets::find(preset).unwrap().scenario.clone();
    for (path, text) in settings {
        type_in(&mut scenario, &format!("technical.{path}"), text).unwrap();
    }
    scenario
}

fn all_text(blocks: &[Block]) -> String {
    let each = blocks.iter().map(|block| match block {
        Block::Line(line) | Block::Source(line, _) => line.clone(),
        Block::Chart(_, says) => says.clone(),
        Block::Fold(name, inside) => format!("{name} {}", all_text(inside)),
        Block::Table(table, _) => format!(
            "{} {} {}",
            table.caption,
            table.head.join(" "),
            table.rows.concat().join(" ")
        ),
        Block::Formula(lines) => {
            let line = |line: &scenario::words::FormulaLine| {
                format!("{} {} {}", line.label, line.expression, line.result)
            };
            lines.iter().map(line).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    });
    each.collect::<Vec<_>>().join("\n")
}

fn text(section: &Section) -> String {
    format!("{}\n{}", section.takeaway, all_text(&section.blocks))
}

fn within(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found / expected - 1.0).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

#[test]
fn the_worked_machine_is_what_a_person_can_set_up() {
    let settings = [
        ("shape", "llama-3.3-70b"),
        ("accelerators", "8"),
        ("usd_per_hour", "2"),
        ("batch", "32"),
        ("context_tokens", "2000"),
        ("utilisation", "100%"),
    ];
    let (found, section, _) = view(&with("legal-contracts", &settings));
    let row = &found.steps[0];
    let (speed, cost) = (row.speed.as_ref().unwrap(), row.cost.as_ref().unwrap());
    // 70.6 billion parameters were rounded up; these are counted.
    within(speed.tokens_per_second, 3_701.76, 0.001);
    within(cost.output_usd_per_mtok, 1.2006, 0.001);
    assert_eq!(speed.bound, "memory");
    assert!(section.takeaway.contains("$1.20"), "{}", section.takeaway);
    let half: Vec<(&str, &str)> = settings[..5]
        .iter()
        .copied()
        .chain([("utilisation", "50%")])
        .collect();
    let (idle, ..) = view(&with("legal-contracts", &half));
    let idle = idle.steps[0].cost.as_ref().unwrap();
    within(
        idle.output_usd_per_mtok,
        2.0 * cost.output_usd_per_mtok,
        1e-12,
    );
    // Where nothing is left does not depend on where one is.
    within(
        idle.break_even_utilisation.unwrap(),
        cost.break_even_utilisation.unwrap(),
        1e-12,
    );
}

#[test]
fn every_preset_has_finite_figures_that_add_up() {
    for preset in presets::all() {
        let (found, section, report) = view(&preset.scenario);
        let text = text(&section);
        for word in ["NaN", "inf ", "$inf", "-inf"] {
            assert!(!text.contains(word), "{word} in {}: {text}", preset.id);
        }
        assert_eq!(found.problem, None, "{}", preset.id);
        assert_eq!(found.steps.len(), report.steps.len());
        let task = found.task.as_ref().unwrap();
        let times = |step: &scenario::report::StepReport| task.tries * step.calls;
        let both = || found.steps.iter().zip(&report.steps);
        let supply: f64 = both()
            .map(|(row, step)| row.cost.as_ref().unwrap().supply_usd_per_call * times(step))
            .sum();
        within(task.supply_usd.unwrap(), supply, 1e-9);
        let outcome = report.outcome.as_ref();
        if let Some(outcome) = outcome.filter(|_| report.cost.fees_usd == 0.0) {
            within(task.price_usd, outcome.tokens_usd, 1e-9);
        }
        within(
            task.gross_margin.unwrap(),
            1.0 - supply / task.price_usd,
            1e-9,
        );
        assert!(task.hidden_seconds <= task.writing_seconds * (1.0 + 1e-12));
        for row in &found.steps {
            let speed = row.speed.as_ref().unwrap();
            let slower = speed.memory_seconds.max(speed.compute_seconds);
            assert_eq!(speed.step_seconds, slower);
        }
        for curve in &found.curves {
            let costs: Vec<f64> = curve
                .points
                .iter()
                .filter_map(|point| point.output_usd_per_mtok)
                .collect();
            assert!(
                costs
                    .windows(2)
                    .all(|pair| pair[1] <= pair[0] * (1.0 + 1e-12)),
                "more requests made a token dearer in {}",
                preset.id
            );
        }
    }
}

#[test]
fn a_closed_model_is_marked_wherever_its_shape_shows() {
    let (found, section, _) = view(&with("legal-contracts", &[]));
    assert!(found.shape.is_stand_in && !found.shape.is_own_known);
    assert!(found.steps.iter().all(|row| row.is_stand_in));
    assert!(
        section.takeaway.contains("is not known"),
        "{}",
        section.takeaway
    );
    let text = all_text(&section.blocks);
    let lines = text.lines().filter(|line| line.contains(&found.shape.name));
    for line in lines {
        let is_model_table = line.starts_with("Open models");
        assert!(is_model_table || line.contains("(stand-in)"), "{line}");
    }
}

#[test]
fn an_open_model_is_counted_with_its_own_shape() {
    let mut scenario = presets::find("support-chat").unwrap().scenario.clone();
    for step in &mut scenario.steps {
        step.provider = "openai".into();
        step.model = "gpt-oss-120b".into();
    }
    let (found, section, _) = view(&scenario);
    assert_eq!(found.shape.id, "gpt-oss-120b");
    assert!(!found.shape.is_stand_in && found.shape.is_own_known);
    assert!(!text(&section).contains("stand-in"));
    // Another open shape in its place is said.
    type_in(&mut scenario, "technical.shape", "mixtral-8x7b").unwrap();
    let (found, section, _) = view(&scenario);
    assert!(found.shape.is_stand_in);
    assert!(
        section.takeaway.contains("chosen in the place of"),
        "{}",
        section.takeaway
    );
}

#[test]
fn a_machine_that_never_works_has_speeds_and_no_cost() {
    let (found, section, _) = view(&with("legal-contracts", &[("utilisation", "0")]));
    let row = &found.steps[0];
    assert!(row.speed.is_some() && row.cost.is_none());
    assert!(
        row.cost_problem
            .as_ref()
            .unwrap()
            .contains("write more than 0 %"),
        "{row:?}"
    );
    assert!(
        section.takeaway.contains("never at work"),
        "{}",
        section.takeaway
    );
    let task = found.task.unwrap();
    assert!(task.supply_usd.is_none() && task.gross_margin.is_none());
    assert!(task.writing_seconds > 0.0);
}

#[test]
fn what_does_not_fit_says_how_much_would() {
    let too_many = [
        ("shape", "llama-3.3-70b"),
        ("accelerators", "8"),
        ("batch", "64"),
        ("context_tokens", "32000"),
    ];
    let (found, section, _) = view(&with("legal-contracts", &too_many));
    let problem = found.problem.as_ref().unwrap();
    assert!(problem.contains("at most 47 fit"), "{problem}");
    assert!(problem.contains("or 16 of them"), "{problem}");
    assert!(found.task.is_none() && found.steps[0].speed.is_none());
    assert!(section.takeaway.contains("at most 47 fit"));
    assert_eq!(found.machine.most_requests, Some(47.0));
    let too_small = [("shape", "llama-3.3-70b"), ("accelerators", "1")];
    let (found, ..) = view(&with("legal-contracts", &too_small));
    let problem = found.problem.unwrap();
    assert!(
        problem.contains("need 141 GB") && problem.contains("one NVIDIA H100 SXM has 80 GB"),
        "{problem}"
    );
    // As many machines as are named do it.
    let enough = [
        ("shape", "llama-3.3-70b"),
        ("accelerators", "16"),
        ("batch", "64"),
        ("context_tokens", "32000"),
    ];
    assert_eq!(view(&with("legal-contracts", &enough)).0.problem, None);
}

#[test]
fn no_context_is_the_first_token_of_an_empty_prompt() {
    let (found, ..) = view(&with("legal-contracts", &[("context_tokens", "0")]));
    assert_eq!(found.problem, None);
    assert_eq!(found.shape.attention_share, 0.0);
    let row = found.steps[0].speed.as_ref().unwrap();
    assert!(row.step_seconds > 0.0 && row.step_seconds.is_finite());
}

#[test]
fn a_machine_without_a_known_rent_or_power_asks_for_it() {
    let (found, section, _) = view(&with("legal-contracts", &[("accelerator", "tpu-v5e")]));
    let problem = found.steps[0].cost_problem.as_ref().unwrap();
    assert!(problem.contains("Google TPU v5e") && problem.contains("One of them costs"));
    assert!(text(&section).contains("is not known, so its energy is not either"));
    let priced = [
        ("accelerator", "tpu-v5e"),
        ("usd_per_hour", "1.2"),
        ("watts", "250"),
    ];
    let (found, ..) = view(&with("legal-contracts", &priced));
    let task = found.task.unwrap();
    assert!(task.supply_usd.is_some() && task.watt_hours.is_some());
}

#[test]
fn a_call_that_is_free_has_no_margin() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    let step = &mut scenario.steps[0];
    step.price.input_usd_per_mtok = Some(0.0);
    step.price.output_usd_per_mtok = Some(0.0);
    let (found, section, _) = view(&scenario);
    let cost = found.steps[0].cost.as_ref().unwrap();
    assert!(cost.gross_margin.is_none() && cost.break_even_utilisation.is_none());
    assert!(
        section.takeaway.contains("nothing is asked"),
        "{}",
        section.takeaway
    );
}

#[test]
fn guessing_ahead_makes_an_answer_faster_while_memory_takes_the_time() {
    let speed = |settings: &[(&str, &str)]| {
        let (found, ..) = view(&with("legal-contracts", settings));
        found.steps[0].speed.clone().unwrap().tokens_per_second
    };
    let plain = speed(&[]);
    within(speed(&[("guesses", "4")]), plain * 2.401_142_857, 1e-9);
    // A small model that is never right only costs time.
    assert!(speed(&[("guesses", "4"), ("acceptance", "0")]) < plain);
    // Behind the critical batch there is no time left over to check guesses in.
    let busy = [
        ("shape", "llama-3.3-70b"),
        ("accelerators", "8"),
        ("context_tokens", "10"),
        ("batch", "4000"),
    ];
    let guessing: Vec<(&str, &str)> = busy.iter().copied().chain([("guesses", "4")]).collect();
    assert_eq!(speed(&busy), speed(&guessing));
}

#[test]
fn a_measured_speed_counts_for_the_waiting_and_not_for_the_cost() {
    let (usual, ..) = view(&with("legal-contracts", &[]));
    let (found, ..) = view(&with(
        "legal-contracts",
        &[("tokens_per_second", "100"), ("waiting_usd_per_hour", "90")],
    ));
    let task = found.task.unwrap();
    within(task.writing_seconds, 101_000.0 / 100.0 * task.tries, 1e-9);
    let seconds = task.reading_seconds + task.writing_seconds;
    within(task.waiting_usd, seconds / 3_600.0 * 90.0, 1e-12);
    assert_eq!(task.supply_usd, usual.task.unwrap().supply_usd);
}

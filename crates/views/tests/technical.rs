//! The technical view: what it says of every preset, and of input that has no answer.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::document::{Scenario, Step};
use scenario::presets;
use scenario::report::Report;
use telling::sections::{Block, Section};
use views::technical::{TechnicalReport, section, technical};
use views::{Viewed, type_in};

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
            let line = |line: &telling::words::FormulaLine| {
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

/// A step of one call, with an open shape and rates of its own.
fn one_step(
    (input, cached): (f64, f64),
    output: f64,
    settings: &[(&str, &str)],
) -> (TechnicalReport, Section) {
    let mut scenario = Scenario::default();
    scenario.work.tasks = 1_000.0;
    let mut step = Step {
        name: "answer".into(),
        input_tokens: input,
        cache_read_tokens: cached,
        visible_output_tokens: output,
        success_rate: Some(0.8),
        ..Step::default()
    };
    step.price.input_usd_per_mtok = Some(1.0);
    step.price.output_usd_per_mtok = Some(10.0);
    scenario.steps = vec![step];
    for (path, text) in settings {
        type_in(&mut scenario, &format!("technical.{path}"), text).unwrap();
    }
    let (found, section, _) = view(&scenario);
    (found, section)
}

#[test]
fn a_mixture_computes_from_fewer_requests_on_than_if_every_expert_were_read() {
    let at = |batch: &str| {
        let settings = [
            ("shape", "deepseek-v3"),
            ("accelerator", "a100"),
            ("accelerators", "16"),
            ("weight_bytes", "0.5"),
            ("context_tokens", "60250"),
            ("batch", batch),
        ];
        let (found, _) = one_step((60_000.0, 0.0), 500.0, &settings);
        let bound = found.steps[0].speed.as_ref().unwrap().bound;
        (found.machine.balanced_requests, bound)
    };
    assert_eq!(at("43"), (Some(44.0), "memory"));
    assert_eq!(at("44"), (Some(44.0), "compute"));
}

#[test]
fn a_looked_up_row_is_no_operation() {
    let settings = [("shape", "gpt-oss-20b"), ("context_tokens", "0")];
    let (found, section) = one_step((100.0, 0.0), 500.0, &settings);
    within(found.shape.active_parameters, 3.607_142_4e9, 1e-9);
    within(found.shape.flops_per_token, 2.0 * 3.607_142_4e9, 1e-9);
    assert!(text(&section).contains("3.61 B of them active as its maker counts"));
    // A maker that counts the look-up is shown with its own figure, and the work is the same kind of figure.
    let settings = [("shape", "qwen3-30b-a3b"), ("context_tokens", "0")];
    let (found, _) = one_step((100.0, 0.0), 500.0, &settings);
    within(found.shape.active_parameters, 3.352_821_76e9, 1e-9);
    within(found.shape.flops_per_token, 2.0 * 3.041_656_832e9, 1e-9);
}

#[test]
fn a_prompt_is_read_behind_what_a_cache_holds() {
    let settings = [
        ("shape", "llama-3.3-70b"),
        ("accelerators", "8"),
        ("batch", "16"),
    ];
    let seconds = |input: f64, cached: f64| {
        let (found, _) = one_step((input, cached), 500.0, &settings);
        let speed = found.steps[0].speed.as_ref().unwrap();
        speed.reading_seconds_per_call
    };
    // A short prompt takes as long as reading the weights: 2 bytes of 70.55 billion.
    let weights = 2.0 * 70_552_387_584.0 / (8.0 * 3.35e12 * 0.7);
    within(seconds(100.0, 0.0), weights, 1e-9);
    // 2,000 tokens behind 30,000: each looks back at those as well.
    let work = 2.0 * (70_552_387_584.0 - 128_256.0 * 8_192.0) * 2_000.0;
    let looks: f64 = (30_000..32_000)
        .map(|place| 4.0 * 80.0 * 8_192.0 * (f64::from(place) + 0.5))
        .sum();
    let flops = 8.0 * 989e12 * 0.5;
    within(seconds(32_000.0, 30_000.0), (work + looks) / flops, 1e-9);
    assert_eq!(seconds(32_000.0, 32_000.0), 0.0);
    // Two halves of a prompt take as long as all of it.
    let halves = seconds(16_000.0, 0.0) + seconds(32_000.0, 16_000.0);
    within(halves, seconds(32_000.0, 0.0), 1e-9);
}

/// DeepSeek-R1 on eight H200, as in the first published measurement.
const EIGHT_H200: [(&str, &str); 6] = [
    ("shape", "deepseek-v3"),
    ("accelerator", "h200"),
    ("accelerators", "8"),
    ("batch", "64"),
    ("context_tokens", "1536"),
    ("usd_per_hour", "3"),
];

#[test]
fn speeds_are_at_best_and_what_was_measured_stands_beside_them() {
    let (found, section) = one_step((1_024.0, 0.0), 1_024.0, &EIGHT_H200);
    let speed = found.steps[0].speed.as_ref().unwrap();
    within(speed.step_seconds, 0.022, 0.01);
    assert!(!speed.is_measured && speed.best_tokens_per_second == speed.tokens_per_second);
    let [least, most] = found.measurements.tokens_per_second.unwrap();
    let measured = 64.0 / 0.0346;
    assert!(least <= measured && measured <= most, "{least} to {most}");
    assert_eq!(found.measurements.requests, [16.0, 64.0]);
    let text = text(&section);
    for says in [
        "costs at best about",
        "with at best",
        "16 to 64 requests took 1.17 to ",
        "takes at best about",
        "InferenceX/issues/870",
    ] {
        let sources = format!("{:?}", section.blocks);
        assert!(
            text.contains(says) || sources.contains(says),
            "{says}: {text}"
        );
    }
}

#[test]
fn a_measured_speed_of_the_machines_counts_wherever_a_speed_does() {
    let measured: Vec<(&str, &str)> = EIGHT_H200
        .into_iter()
        .chain([
            ("measured_tokens_per_second", "1789"),
            ("measured_reading_tokens_per_second", "8000"),
        ])
        .collect();
    let (best, _) = one_step((1_024.0, 0.0), 1_024.0, &EIGHT_H200);
    let (found, section) = one_step((1_024.0, 0.0), 1_024.0, &measured);
    let (speed, cost) = (
        found.steps[0].speed.as_ref().unwrap(),
        found.steps[0].cost.as_ref().unwrap(),
    );
    assert!(speed.is_measured);
    assert_eq!(
        speed.best_tokens_per_second,
        best.steps[0].speed.as_ref().unwrap().tokens_per_second
    );
    within(speed.tokens_per_second, 1_789.0, 1e-12);
    within(speed.request_tokens_per_second, 1_789.0 / 64.0, 1e-12);
    within(
        speed.writing_seconds_per_call,
        1_024.0 * 64.0 / 1_789.0,
        1e-12,
    );
    within(speed.reading_seconds_per_call, 1_024.0 / 8_000.0, 1e-12);
    within(
        cost.output_usd_per_mtok,
        24.0 * 1e6 / (3_600.0 * 1_789.0 * 0.5),
        1e-9,
    );
    within(
        cost.input_usd_per_mtok,
        24.0 * 1e6 / (3_600.0 * 8_000.0 * 0.5),
        1e-9,
    );
    let text = text(&section);
    assert!(
        section.takeaway.contains(", as measured, at work"),
        "{}",
        section.takeaway
    );
    assert!(
        text.contains("with 1.79 k tokens a second, as measured; that is 62 % of"),
        "{text}"
    );
    assert!(!section.takeaway.contains("at best") && !text.contains("takes at best"));
    // The drawing has the measured point beside the curve; other machines and numbers of requests are compared at best.
    assert_eq!((found.machines, found.curves), (best.machines, best.curves));
}

#[test]
fn energy_is_that_of_writing_reading_and_idle_hours() {
    let with = |more: &[(&str, &str)]| {
        let settings: Vec<(&str, &str)> = EIGHT_H200.iter().chain(more).copied().collect();
        let (found, section) = one_step((20_000.0, 12_000.0), 1_024.0, &settings);
        (found, text(&section))
    };
    let (found, says) = with(&[]);
    let speed = found.steps[0].speed.as_ref().unwrap();
    let parts = speed.energy_per_call.unwrap();
    let node = 10_200.0 * 1.2 / 3_600.0;
    let writing = 1_024.0 / speed.tokens_per_second;
    within(parts.writing_watt_hours, node * 0.7 * writing, 1e-12);
    let reading = speed.reading_seconds_per_call;
    within(parts.reading_watt_hours, node * 0.7 * reading, 1e-12);
    within(
        parts.idle_watt_hours,
        node * 0.17 * (writing + reading),
        1e-12,
    );
    let all = parts.writing_watt_hours + parts.reading_watt_hours + parts.idle_watt_hours;
    within(speed.watt_hours_per_call.unwrap(), all, 1e-12);
    let task = found.task.unwrap();
    within(task.watt_hours.unwrap(), all * task.tries, 1e-12);
    // A token of any kind: 8,000 read, 12,000 from a cache, 1,024 written.
    within(
        task.joules_per_token.unwrap(),
        all * 3_600.0 / 21_024.0,
        1e-12,
    );
    assert!(says.contains("as its share of idle hours") && says.contains("0.203 J a token"));
    // Always at work nothing is idle; a tenth of the time makes nine hours of one.
    let idle = |utilisation| {
        let (found, _) = with(&[("utilisation", utilisation)]);
        found.task.unwrap().energy.unwrap().idle_watt_hours
    };
    assert_eq!(idle("100%"), 0.0);
    within(idle("10%"), 9.0 * idle("50%"), 1e-9);
    within(idle("50%"), parts.idle_watt_hours * task.tries, 1e-12);
    let (never, says) = with(&[("utilisation", "0")]);
    assert_eq!(never.task.unwrap().watt_hours, None);
    assert!(says.contains("never at work, so that no task bears the energy"));
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

//! Every kind of alternative on every preset: finite, consistent, and money adds up.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::document::{Checking, Scenario};
use scenario::field::Datum;
use scenario::presets;
use scenario::setting::SettingPlace;
use std::collections::BTreeSet;
use views::Viewed;
use views::alternatives::{
    AlternativeReport, AlternativesReport, FiguresReport, Kind, alternatives, section,
};
use views::technical::technical;

fn set(scenario: &mut Scenario, path: &str, datum: Datum) {
    let place = SettingPlace::parse(path).unwrap();
    place.set(scenario, datum).unwrap();
}

fn number(scenario: &mut Scenario, path: &str, number: f64) {
    set(
        scenario,
        &format!("alternatives.{path}"),
        Datum::Number(number),
    );
}

/// Everything that the alternatives ask for.
fn answered(scenario: &mut Scenario) {
    for (path, word) in [
        ("models[0].model", "claude-haiku-4-5"),
        ("first_model", "claude-haiku-4-5"),
    ] {
        set(
            scenario,
            &format!("alternatives.{path}"),
            Datum::Text(word.into()),
        );
    }
    for (path, value) in [
        ("models[0].success_rate", 0.7),
        ("first_success_rate", 0.6),
        ("prefix_tokens", 100.0),
        ("hosting_usd_per_hour", 20.0),
        ("hosting_tokens_per_second", 5_000.0),
        ("hosting_success_rate", 0.7),
        ("draft_acceptance", 0.8),
        ("unit_usd_per_hour", 40.0),
        ("unit_tokens_per_second", 3_000.0),
        ("tuning_usd", 500.0),
        ("tuning_success_rate", 0.8),
        ("tuning_saved_tokens", 50.0),
        ("subscription_usd", 200.0),
        ("subscription_tasks", 100.0),
    ] {
        number(scenario, path, value);
    }
    set(
        scenario,
        "alternatives.catalogue",
        Datum::Text("all".into()),
    );
}

fn found(scenario: &Scenario) -> AlternativesReport {
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    let subject = viewed.subject();
    let found = alternatives(&subject);
    let shown = section(&subject, &found);
    assert!(!shown.takeaway.is_empty());
    found
}

/// All figures are finite, and what a task and a period come to is the same money.
fn assert_adds_up(
    scenario: &Scenario,
    row: &AlternativeReport,
    of: &FiguresReport,
    today: &FiguresReport,
) {
    let all = [
        of.per_task_usd,
        of.per_period_usd,
        of.right,
        of.wrong,
        of.attempts,
        of.net_usd,
    ];
    assert!(
        all.iter().all(|figure| figure.is_finite()),
        "{}: {row:?}",
        scenario.title
    );
    assert!(
        0.0 <= of.right && of.right + of.wrong <= 1.0 + 1e-9,
        "{}: {row:?}",
        scenario.title
    );
    let tasks = scenario.work.tasks;
    let off = of.per_task_usd * tasks - of.per_period_usd;
    assert!(
        off.abs() <= 1e-9 * of.per_period_usd.abs().max(1.0),
        "{}: {row:?}",
        scenario.title
    );
    let difference = of.net_usd - today.net_usd;
    let off = row.difference_usd.unwrap() - difference;
    assert!(
        off.abs() <= 1e-9 * of.net_usd.abs().max(today.per_period_usd).max(1.0),
        "{}: {row:?}",
        scenario.title
    );
    // What a task is worth, less its spend, what waiting loses and what is paid anyway.
    if scenario.checking.is_none() && row.kind != "nothing" {
        let value = &scenario.value;
        let worth = of.right * value.gain_usd - of.wrong * value.loss_usd;
        let net = tasks * (worth - of.lost_usd) - of.per_period_usd;
        assert!(
            (net - of.net_usd).abs()
                <= 1e-6 * of.per_period_usd.abs().max(of.net_usd.abs()).max(1.0),
            "{}: {row:?}",
            scenario.title
        );
    }
}

#[test]
fn every_kind_on_every_preset_is_finite_and_its_money_adds_up() {
    let mut kinds = BTreeSet::new();
    for preset in presets::all() {
        for looks in [false, true] {
            let mut scenario = preset.scenario.clone();
            for step in &mut scenario.steps {
                step.success_rate.get_or_insert(0.8);
            }
            if looks {
                scenario.checking.get_or_insert(Checking {
                    cost_usd: 0.5,
                    recall: 0.8,
                    false_reject: 0.05,
                    attempts: 2.0,
                    ..Checking::default()
                });
            }
            answered(&mut scenario);
            let found = found(&scenario);
            let today = found.today.as_ref().unwrap();
            for row in &found.rows {
                let Some(of) = &row.figures else {
                    assert!(
                        row.missing.as_ref().is_some_and(|says| !says.is_empty()),
                        "{row:?}"
                    );
                    continue;
                };
                kinds.insert(row.kind);
                assert_adds_up(&scenario, row, of, today);
            }
        }
    }
    for kind in Kind::ALL {
        assert!(
            kinds.contains(kind.word()),
            "{} was never worked out",
            kind.word()
        );
    }
}

#[test]
fn an_alternative_equal_to_today_changes_nothing() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    let step = scenario.steps[0].clone();
    set(
        &mut scenario,
        "alternatives.models[0].model",
        Datum::Text(step.model.clone()),
    );
    set(
        &mut scenario,
        "alternatives.models[0].provider",
        Datum::Text(step.provider),
    );
    number(&mut scenario, "models[0].success_rate", 0.8);
    number(&mut scenario, "tries", 1.0);
    number(&mut scenario, "tuning_usd", 0.0);
    let found = found(&scenario);
    for kind in ["model", "majority"] {
        let row = found.rows.iter().find(|row| row.kind == kind).unwrap();
        assert_eq!(row.difference_usd, Some(0.0), "{row:?}");
        assert_eq!(row.figures.as_ref(), found.today.as_ref());
    }
}

#[test]
fn without_a_success_rate_a_model_says_which_rate_it_must_reach() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    set(
        &mut scenario,
        "alternatives.models[0].model",
        Datum::Text("claude-haiku-4-5".into()),
    );
    let row = found(&scenario)
        .rows
        .into_iter()
        .find(|row| row.kind == "model")
        .unwrap();
    assert!(row.figures.is_none() && row.difference_usd.is_none());
    let needed = row.wins_if.unwrap().threshold.unwrap();
    number(&mut scenario, "models[0].success_rate", needed);
    let row = found(&scenario)
        .rows
        .into_iter()
        .find(|row| row.kind == "model")
        .unwrap();
    assert!(row.difference_usd.unwrap().abs() < 1e-3, "{row:?}");
}

#[test]
fn what_cannot_be_is_told_and_gives_no_figure() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    answered(&mut scenario);
    number(&mut scenario, "hosting_tokens_per_second", 0.0);
    number(&mut scenario, "unit_tokens_per_second", 0.001);
    number(&mut scenario, "hosting_machines", 1.0);
    let found = found(&scenario);
    let says = |kind: &str| {
        let row = found.rows.iter().find(|row| row.kind == kind).unwrap();
        row.missing.clone().unwrap_or_default()
    };
    assert!(
        says("hosting").contains("does no token"),
        "{}",
        says("hosting")
    );
    assert!(
        says("provisioned").contains("add machines"),
        "{}",
        says("provisioned")
    );
}

/// A way of an example, with these numbers of the alternatives set.
fn way(preset: &str, numbers: &[(&str, f64)], name: &str) -> AlternativeReport {
    let mut scenario = presets::find(preset).unwrap().scenario.clone();
    for (path, value) in numbers {
        number(&mut scenario, path, *value);
    }
    let rows = found(&scenario).rows;
    rows.into_iter().find(|row| row.name == name).unwrap()
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= 1e-6 * expected.abs(),
        "{found} is not {expected}"
    );
}

/// Where a way is worth as much as today.
fn threshold(row: &AlternativeReport) -> Option<f64> {
    row.wins_if.as_ref()?.threshold
}

/// The numbers of the method's section on other ways, each by hand.
#[test]
fn what_covers_no_task_never_wins_however_many_there_are() {
    let settings = [("subscription_usd", 0.18), ("subscription_tasks", 0.0)];
    let row = way("legal-contracts", &settings, "A subscription");
    let wins = row.wins_if.unwrap();
    assert_eq!((wins.words.as_str(), wins.threshold), ("never", None));
}

#[test]
fn ways_of_the_legal_case_are_worth_it_from_where_their_closed_forms_say() {
    let legal = |numbers: &[(&str, f64)], name: &str| way("legal-contracts", numbers, name);
    // $3.025 an attempt, 1.2 attempts a task.
    let batch = legal(&[], "In a batch");
    near(threshold(&batch), 1.2 * 3.025 / 2.0 / (1.2 * 24.0)); // 0.063021
    let subscription = legal(&[("subscription_usd", 200.0)], "A subscription");
    near(threshold(&subscription), 200.0 / (1.2 * 3.025)); // 55.0964
    let numbers = [
        ("tuning_usd", 600.0),
        ("tuning_saved_tokens", 3_000.0),
        ("tuning_success_rate", 0.8),
    ];
    let saving = 1.2 * 3_000.0 * 5.0 / 1e6;
    near(
        threshold(&legal(&numbers, "A fine-tuned model")),
        600.0 / 12.0 / saving,
    ); // 2,777.78
    near(
        threshold(&legal(&[], "A person checks and mends each")),
        23.7,
    );
    near(threshold(&legal(&[], "A person alone")), 9.215);
    // A further try costs as much for each further right result as the first ones.
    near(
        legal(&[], "Up to 3 tries").per_further_success_usd,
        7.23 / 0.912,
    );
}

#[test]
fn a_cache_pays_from_as_many_calls_an_hour_as_its_closed_form_says() {
    let numbers = [("prefix_tokens", 50_000.0), ("requests_per_hour", 10.0)];
    let legal = |name: &str| way("legal-contracts", &numbers, name);
    for (name, write, hours, attempt, arrivals) in [
        (
            "Cache for five minutes",
            1.25,
            1.0 / 12.0,
            2.924_946_985,
            2.941_469_496,
        ),
        ("Cache for an hour", 2.0, 1.0, 2.800_021_565, 0.747_214_402),
    ] {
        let row = legal(name);
        near(threshold(&row), arrivals);
        near(row.attempt_usd, attempt);
        let hits = 1.0 - f64::exp(-10.0 * hours);
        let part = hits * 0.1 + (1.0 - hits) * write;
        near(row.attempt_usd, 3.025 + 0.05 * 5.0 * (part - 1.0));
    }
    near(legal("No cache").attempt_usd, 3.025);
}

#[test]
fn a_cheaper_model_says_which_rate_it_needs_in_the_legal_case() {
    let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
    let model = Datum::Text("claude-haiku-4-5".into());
    set(&mut scenario, "alternatives.models[0].model", model);
    let rows = found(&scenario).rows;
    let row = rows.iter().find(|row| row.kind == "model").unwrap();
    near(row.attempt_usd, 0.605);
    near(threshold(row), 0.761_892_136);
}

/// A machine of which price and speed are known.
const MACHINE: [(&str, f64); 2] = [
    ("hosting_usd_per_hour", 24.0),
    ("hosting_tokens_per_second", 12_000.0),
];

#[test]
fn drafts_make_own_machines_write_faster_and_read_no_faster() {
    let one_machine = 730.0 * 3_600.0 * 0.6;
    let seconds = |speedup: f64| 3_000.0 / 60_000.0 + 400.0 / 12_000.0 / speedup;
    let paid = |name: &str, tasks: f64| {
        let mut scenario = presets::find("own-machines").unwrap().scenario.clone();
        for (path, value) in [&MACHINE[..], &[("draft_acceptance", 0.8)]].concat() {
            number(&mut scenario, path, value);
        }
        scenario.work.tasks = tasks;
        let rows = found(&scenario).rows;
        let row = rows.into_iter().find(|row| row.name == name).unwrap();
        row.figures.map(|of| of.fixed_usd)
    };
    for (name, speedup) in [
        ("Your own machines", 1.0),                       // up to 18.92 M
        ("Your own machines, with drafts", 3.3616 / 1.4), // up to 24.68 M
    ] {
        let most = one_machine / seconds(speedup);
        near(paid(name, most * 0.999), 17_520.0);
        near(paid(name, most * 1.001), 2.0 * 17_520.0);
    }
    near(
        threshold(&way("own-machines", &MACHINE, "Your own machines")),
        one_machine / seconds(1.0),
    );
}

#[test]
fn machines_win_in_every_range_of_volume_that_is_said() {
    let row = way("own-machines", &MACHINE, "Your own machines");
    let words = row.wins_if.unwrap().words;
    assert_eq!(
        words,
        "tasks a period 14.8 M to 18.9 M, 29.5 M to 37.8 M, \u{2026}, at least 58.9 M"
    );
    let wins = |tasks: f64| {
        let mut scenario = presets::find("own-machines").unwrap().scenario.clone();
        for (path, value) in MACHINE {
            number(&mut scenario, path, value);
        }
        scenario.work.tasks = tasks;
        let rows = found(&scenario).rows;
        let row = rows.iter().find(|row| row.kind == "hosting").unwrap();
        row.difference_usd.unwrap() > 0.0
    };
    for (tasks, expected) in [
        (14.7e6, false),
        (14.8e6, true),
        (18.9e6, true),
        (19e6, false),
        (29.4e6, false),
        (29.5e6, true),
        (37.8e6, true),
        (38e6, false),
        (58.9e6, true),
        (80e6, true),
    ] {
        assert_eq!(wins(tasks), expected, "{tasks}");
    }
}

#[test]
fn own_machines_are_those_of_the_technical_view_where_nothing_else_is_said() {
    let scenario = &presets::find("own-machines").unwrap().scenario;
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    let supply = technical(&viewed.subject());
    let machines = found(scenario).machines.unwrap();
    let speed = supply.steps[0].speed.as_ref().unwrap();
    assert_eq!(machines.usd_per_hour, supply.machine.usd_per_hour.unwrap());
    assert_eq!(machines.written_tokens_per_second, speed.tokens_per_second);
    assert_eq!(
        machines.read_tokens_per_second,
        speed.reading_tokens_per_second
    );
    // Both views say from which part of the time at work on the machines are worth it.
    let cost = supply.steps[0].cost.as_ref().unwrap();
    let threshold = cost.break_even_utilisation.unwrap();
    let at_work = machines.at_work.unwrap();
    assert!(threshold < at_work, "{threshold} {at_work}");
    let row = way("own-machines", &[], "Your own machines");
    assert!(row.difference_usd.unwrap() > 0.0);
}

#[test]
fn what_a_cache_holds_is_not_read_again_by_own_machines() {
    let scenario = &presets::find("support-chat").unwrap().scenario;
    let machines = found(scenario).machines.unwrap();
    let of = |read: f64| {
        let busy = 4.0
            * (read / machines.read_tokens_per_second + 250.0 / machines.written_tokens_per_second);
        busy * 50_000.0 / (730.0 * 3_600.0)
    };
    near(machines.at_work, of(500.0));
}

#[test]
fn a_scenario_that_waits_today_gains_by_waiting_less() {
    let at = |usd: f64, name: &str| {
        way(
            "nightly-classification",
            &[("delay_usd_per_hour", usd)],
            name,
        )
    };
    let standard = at(1e-6, "Standard processing");
    assert_eq!(standard.waits_hours, -24.0);
    near(standard.difference_usd, 100_000.0 * (24e-6 - 0.000_132_5));
    near(threshold(&standard), 0.000_132_5 / 24.0);
    assert!(standard.wins_if.unwrap().above);
    // Flex costs what a batch does and waits a tenth of an hour.
    let flex = at(1e-6, "Flex processing");
    near(flex.difference_usd, 100_000.0 * 23.9e-6);
}

#[test]
fn a_loop_waits_for_a_batch_at_every_turn() {
    let row = way("coding-agent", &[], "In a batch");
    assert_eq!(row.waits_hours, 40.0 * 24.0 * attempts("coding-agent"));
}

fn attempts(preset: &str) -> f64 {
    found(&presets::find(preset).unwrap().scenario)
        .today
        .unwrap()
        .attempts
}

#[test]
fn what_is_paid_anyway_is_part_of_what_a_further_right_result_costs() {
    let numbers = [
        ("hosting_success_rate", 0.95),
        ("hosting_usd_per_hour", 48.0),
    ];
    let row = way("own-machines", &numbers, "Your own machines");
    let dearer = 2.0 * 17_520.0 / 18e6 - 0.00119;
    near(row.per_further_success_usd, dearer / (0.95 - 0.93));
}

/// A scenario of one step with rates of its own, with this before and behind it.
fn own(before: &str, step: &str, behind: &str) -> Scenario {
    let text = format!(
        "version = 1\ntitle = \"own\"\n[work]\ntasks = 730\n{before}\n[[steps]]\nname = \"s\"\n{step}\n{behind}"
    );
    scenario::text::read(&text).unwrap()
}

const TEN_AND_FIFTY: &str = "[steps.price]\ninput_usd_per_mtok = 10.0\noutput_usd_per_mtok = 50.0\n\
    cache_read_usd_per_mtok = 1.0\ncache_write_usd_per_mtok = 12.5";

fn of_kind(scenario: &Scenario, kind: &str) -> AlternativeReport {
    let rows = found(scenario).rows;
    rows.into_iter().find(|row| row.kind == kind).unwrap()
}

#[test]
fn what_is_not_done_is_neither_tried_nor_wrong_and_pays_nothing() {
    let worth = "[value]\ngain_usd = 10.0\nloss_usd = 5.0\nundone_usd = 2.0\n[fixed]\nusd = 300.0\n\
        [person]\nwage_usd_per_hour = 60.0\ntask_minutes = 6.0";
    let scenario = own(
        worth,
        "input_tokens = 1000\nsuccess_rate = 0.8",
        TEN_AND_FIFTY,
    );
    let nothing = of_kind(&scenario, "nothing").figures.unwrap();
    assert_eq!(
        (nothing.right, nothing.wrong, nothing.attempts),
        (0.0, 0.0, 0.0)
    );
    assert_eq!(
        (nothing.per_period_usd, nothing.net_usd),
        (0.0, -730.0 * 2.0)
    );
    // What is paid anyway belongs to doing it with AI.
    let person = of_kind(&scenario, "person").figures.unwrap();
    assert_eq!(person.fixed_usd, 0.0);
    near(Some(person.net_usd), 730.0 * (10.0 - 6.0));
    near(person.per_success_usd, 6.0);
}

#[test]
fn a_further_right_result_that_is_rounding_costs_nothing() {
    let checks = "[value]\ngain_usd = 100.0\n[checking]\ncost_usd = 1.0\nrecall = 1.0\nattempts = 4\n\
        fallback = \"person\"\nfallback_usd = 20.0";
    let step = "input_tokens = 1000\nvisible_output_tokens = 200\nreasoning_tokens = 5000\nsuccess_rate = 0.6";
    let found = found(&own(checks, step, TEN_AND_FIFTY));
    let always = |of: &FiguresReport| (of.right - 1.0).abs() < 1e-9;
    assert!(always(found.today.as_ref().unwrap()));
    let mut seen = 0;
    for row in found
        .rows
        .iter()
        .filter(|row| row.figures.as_ref().is_some_and(always))
    {
        assert_eq!(row.per_further_success_usd, None, "{row:?}");
        seen += 1;
    }
    assert!(seen > 2);
    let is_always = |name: &&String| {
        let of = found.rows.iter().find(|row| row.name == **name);
        of.map_or(found.today.as_ref(), |row| row.figures.as_ref())
            .is_some_and(always)
    };
    assert_eq!(found.frontier.iter().filter(is_always).count(), 1);
}

#[test]
fn a_batch_of_which_not_every_attempt_is_part_waits_its_share() {
    let row = |calls: &str| {
        let mut scenario = presets::find("legal-contracts").unwrap().scenario.clone();
        scenario.checking = None;
        scenario.steps[0].calls = calls.parse().unwrap();
        let rows = found(&scenario).rows;
        rows.into_iter()
            .find(|row| row.name == "In a batch")
            .unwrap()
    };
    assert_eq!(row("0.25").waits_hours, 6.0);
    assert_eq!(row("1").waits_hours, 24.0);
    assert_eq!(row("3").waits_hours, 24.0); // together
}

#[test]
fn calls_that_keep_a_beginning_in_the_cache_are_those_of_its_step() {
    // A call an hour of the first step and four of the second: 730 tasks a month, no second try.
    let first = "input_tokens = 10000\ncache_read_tokens = 10000\nvisible_output_tokens = 0\nsuccess_rate = 0.9";
    let second =
        format!("{TEN_AND_FIFTY}\n[[steps]]\nname = \"t\"\ncalls = 4\n{first}\n{TEN_AND_FIFTY}");
    let mut scenario = own("[value]\ngain_usd = 10.0", first, &second);
    let attempt = |scenario: &Scenario, name: &str| {
        let rows = found(scenario).rows;
        let row = rows.into_iter().find(|row| row.name == name).unwrap();
        row.attempt_usd.unwrap()
    };
    let call = |arrivals: f64| {
        let hits = 1.0 - f64::exp(-arrivals);
        0.01 * (hits * 1.0 + (1.0 - hits) * 12.5)
    };
    let hour = "Cache for an hour";
    near(Some(attempt(&scenario, hour)), call(1.0) + 4.0 * call(4.0));
    number(&mut scenario, "requests_per_hour", 2.0);
    near(Some(attempt(&scenario, hour)), 5.0 * call(2.0));
}

#[test]
fn fine_tuning_saves_fresh_input_first_and_then_what_is_read_from_a_cache() {
    let cost = |input: f64, read: f64, kept: &str| {
        let step = format!(
            "input_tokens = {input}\ncache_read_tokens = {read}\n{kept}\nvisible_output_tokens = 1000\nsuccess_rate = 0.8"
        );
        let behind = format!(
            "{TEN_AND_FIFTY}\n[alternatives]\ntuning_usd = 0\ntuning_saved_tokens = 3000\n\
             tuning_success_rate = 0.8\ntuning_surcharge_usd_per_mtok = 4.0"
        );
        let scenario = own("[value]\ngain_usd = 10.0", &step, &behind);
        of_kind(&scenario, "fine_tuning")
            .figures
            .map(|of| of.per_task_usd)
    };
    let output = 1_000.0 * 54.0 / 1e6;
    // All is read: 2,000 are left to read.
    near(cost(5_000.0, 5_000.0, ""), 0.002 + output);
    // 1,000 fresh ones, then 2,000 of what is read.
    near(cost(5_000.0, 4_000.0, ""), 0.002 + output);
    near(cost(8_000.0, 4_000.0, ""), 0.01 + 0.004 + output);
    // What is written, and what was retrieved, is needed by a tuned model, too.
    near(
        cost(5_000.0, 1_000.0, "cache_write_tokens = 4000"),
        0.05 + output,
    );
    near(
        cost(5_000.0, 1_000.0, "retrieval_tokens = 4000"),
        0.04 + output,
    );
}

#[test]
fn coverage_above_that_of_independent_tries_is_told_not_cut() {
    let mut scenario = presets::find("cheap-first").unwrap().scenario.clone();
    scenario.steps[0].success_rate = Some(0.4);
    let two = Datum::Text("two points".into());
    set(&mut scenario, "alternatives.coverage", two);
    number(&mut scenario, "coverage_tries", 3.0);
    number(&mut scenario, "coverage_rate", 0.9);
    for kind in ["best_of", "majority"] {
        let says = of_kind(&scenario, kind).missing.unwrap();
        assert!(
            says.contains("right in 90 %") && says.contains("reach 78.4 %"),
            "{says}"
        );
    }
    // 0.6 of three: what the check makes of tries that are as alike as that.
    number(&mut scenario, "coverage_rate", 0.6);
    assert!(of_kind(&scenario, "best_of").figures.unwrap().right < 0.784);
}

#[test]
fn samples_of_a_task_become_the_coverage_of_as_many_tries() {
    let mut scenario = presets::find("cheap-first").unwrap().scenario.clone();
    scenario.steps[0].success_rate = Some(0.5);
    let table = scenario.checking.as_mut().unwrap();
    (table.recall, table.false_reject) = (1.0, 0.0);
    let samples = Datum::Text("samples".into());
    set(&mut scenario, "alternatives.coverage", samples);
    number(&mut scenario, "samples_right", 3.0);
    // 10 answers, 3 right: of three drawn none is right in C(7, 3) / C(10, 3) = 35 / 120.
    near(
        of_kind(&scenario, "best_of").figures.map(|of| of.right),
        1.0 - 35.0 / 120.0,
    );
    // Half of them, as one in two is: more than three independent tries would bring, because none is drawn twice.
    number(&mut scenario, "samples_right", 5.0);
    let says = of_kind(&scenario, "best_of").missing.unwrap();
    assert!(says.contains("91.7 %") && says.contains("87.5 %"), "{says}");
}

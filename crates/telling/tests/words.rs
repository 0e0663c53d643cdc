//! Sentences for every case: known and unknown success, never and always right, nothing to pay.

#![allow(clippy::unwrap_used)]

use catalogs::prices::Catalog;
use scenario::choice::Fallback;
use scenario::document::{Checking, OwnPrice, Scenario, Step, Work};
use scenario::report::Report;
use scenario::{evaluate, format, number, presets};
use telling::picture::waterfall;
use telling::words::{self, Verdict, plain_text};

fn scenario(success_rate: Option<f64>, checking: Option<Checking>) -> Scenario {
    let price = OwnPrice {
        input_usd_per_mtok: Some(5.0),
        output_usd_per_mtok: Some(25.0),
        ..OwnPrice::default()
    };
    let step = Step {
        input_tokens: 100_000.0,
        visible_output_tokens: 1_000.0,
        reasoning_tokens: Some(100_000.0),
        success_rate,
        price,
        ..Step::default()
    };
    let work = Work {
        tasks: 500.0,
        task_name: "answer".into(),
        ..Work::default()
    };
    Scenario {
        work,
        steps: vec![step],
        checking,
        ..Scenario::default()
    }
}

fn report(scenario: &Scenario) -> Report {
    evaluate(scenario, Catalog::embedded()).report.unwrap()
}

fn says(scenario: &Scenario) -> (String, String) {
    let answer = words::answer(scenario, &report(scenario));
    (plain_text(&answer.sentence), plain_text(&answer.then))
}

#[test]
fn without_a_success_rate_it_says_what_a_task_costs_and_what_to_enter() {
    let (sentence, then) = says(&scenario(None, None));
    assert_eq!(sentence, "An answer costs $3.03.");
    assert_eq!(
        then,
        "Enter how often it is right, under Success, to see what a right answer costs and whether it pays."
    );
}

#[test]
fn without_a_success_rate_and_with_tries_it_says_what_a_try_costs() {
    let checking = Checking {
        attempts: 3.0,
        ..Checking::default()
    };
    let (sentence, then) = says(&scenario(None, Some(checking)));
    assert_eq!(sentence, "One try at an answer costs $3.03.");
    assert!(then.starts_with("How many tries an answer takes"), "{then}");
}

#[test]
fn never_right_and_always_right_are_said_in_words() {
    let (never, then) = says(&scenario(Some(0.0), None));
    // 3.025 / 100 of the tries would have to be right.
    assert_eq!(
        never,
        "An answer loses $3.03: none comes out right; tokens take $3.03."
    );
    assert!(
        then.starts_with("It would pay from 3.1 % right; you are at 0 %."),
        "{then}"
    );
    let always = scenario(Some(1.0), None);
    let (sentence, then) = says(&always);
    assert_eq!(
        sentence,
        "An answer nets $96.98: right ones bring $100; tokens take $3.03."
    );
    assert_eq!(
        then,
        "It pays from 3.1 % right; you are at 100 %. Step 1 is right as often as it can be: more effort brings nothing."
    );
    assert_eq!(
        words::task_words(&always, &report(&always)),
        "Each is tried once, at $3.03, and comes out right 100 % of the time."
    );
}

fn worth(mut scenario: Scenario, gain: f64, loss: f64) -> Scenario {
    scenario.value.gain_usd = gain;
    scenario.value.loss_usd = loss;
    scenario
}

#[test]
fn each_way_to_pay_or_not_to_pay_has_its_sentence() {
    let is = |scenario: &Scenario, verdict: Verdict, until: &str| {
        let report = report(scenario);
        assert_eq!(words::answer(scenario, &report).verdict, verdict);
        let (_, then) = says(scenario);
        assert!(then.starts_with(until), "{then}");
    };
    let at = |gain, loss| worth(scenario(Some(0.8), None), gain, loss);
    is(
        &at(100.0, 0.0),
        Verdict::Pays,
        "It pays from 3.1 % right; you are at 80 %.",
    );
    // .8 x 100 - .2 x 500 - 3.025 < 0, and .858 would do: (500 + 3.025) / 600.
    is(
        &at(100.0, 500.0),
        Verdict::DoesNotPay,
        "It would pay from 83.9 % right; you are at 80 %.",
    );
    is(
        &at(2.0, 0.0),
        Verdict::DoesNotPay,
        "Even if it were always right it would not pay at this cost; you are at 80 %.",
    );
    is(
        &at(100.0, -10.0),
        Verdict::Pays,
        "It pays however often it is right; you are at 80 %.",
    );
    // Worse right than wrong: a harmful result that pays when it fails.
    is(
        &at(-10.0, -100.0),
        Verdict::Pays,
        "It pays up to 88.1 % right; you are at 80 %.",
    );
    is(
        &at(-100.0, -10.0),
        Verdict::DoesNotPay,
        "It would pay only below 6.3 % right; you are at 80 %.",
    );
    is(
        &scenario(None, None),
        Verdict::NotKnown,
        "Enter how often it is right",
    );
    let mut too_long = at(100.0, 0.0);
    let step = &mut too_long.steps[0];
    (step.provider, step.model) = ("anthropic".into(), "claude-opus-4-8".into());
    step.price = OwnPrice::default();
    step.input_tokens = 5e6;
    is(
        &too_long,
        Verdict::CannotBe,
        "The call needs 5,101,000 tokens",
    );
}

#[test]
fn the_sentence_says_what_comes_in_and_what_goes_out() {
    let sentence = |gain, loss| says(&worth(scenario(Some(0.8), None), gain, loss)).0;
    assert_eq!(
        sentence(100.0, 500.0),
        "An answer loses $23.02: right ones bring $80; tokens and the wrong ones that nobody notices take $103.03."
    );
    assert_eq!(
        sentence(-10.0, -100.0),
        "An answer nets $8.98: right ones do $8 of harm; tokens and the wrong ones that nobody notices bring $16.98."
    );
    assert_eq!(
        sentence(0.0, 0.0),
        "An answer loses $3.03: right ones bring nothing; tokens take $3.03."
    );
}

/// The scale says the same as the sentence: where it pays, and where today is.
#[test]
fn the_scale_shows_on_which_side_it_pays() {
    let at = |gain, loss| {
        let scenario = worth(scenario(Some(0.8), None), gain, loss);
        words::scale(&report(&scenario)).unwrap()
    };
    let pays = at(100.0, 0.0);
    assert_eq!((pays.today, pays.pays_at_first), (0.8, false));
    assert_eq!(
        (pays.label.as_str(), pays.you.as_str()),
        ("pays from 3.1 % right", "you: 80 %")
    );
    let harmful = at(-10.0, -100.0);
    assert!(harmful.pays_at_first);
    assert_eq!(harmful.label, "pays up to 88.1 % right");
    assert_eq!(
        words::scale(&report(&worth(scenario(Some(0.8), None), 2.0, 0.0))),
        None
    );
}

#[test]
fn what_follows_from_the_next_dollar_is_said() {
    let then = |scenario: &Scenario| says(scenario).1;
    let at = |gain| worth(scenario(Some(0.8), None), gain, 0.0);
    // One point fixes no slope: the forms say what it may be.
    let guess = then(&at(100.0));
    assert!(
        guess.ends_with(
            "With one known point the worth of more reasoning is a guess: $6.34 to $15.84 back on the next dollar. \
             A second point would tell."
        ),
        "{guess}"
    );
    let measured = |gain| {
        let mut known = at(gain);
        known.steps[0].second_point = Some((200_000.0, 0.9));
        then(&known)
    };
    for (gain, end) in [
        (100.0, ": let it think longer."),
        (5.0, ": it gets more than pays."),
    ] {
        assert!(measured(gain).ends_with(end), "{}", measured(gain));
    }
    assert!(then(&at(-5.0)).contains("More quality would lower the net"));
    let known = measured(100.0);
    assert!(
        !known.contains("assumed") && !known.contains("guess"),
        "{known}"
    );
    let mut plain = at(100.0);
    plain.steps[0].reasoning_tokens = None;
    assert!(then(&plain).ends_with("does not reason, so nothing is advised about its effort."));
    let mut free = at(100.0);
    let rates = &mut free.steps[0].price;
    (rates.input_usd_per_mtok, rates.output_usd_per_mtok) = (Some(0.0), Some(0.0));
    assert!(
        then(&free).ends_with("the model may think as long as it helps."),
        "{}",
        then(&free)
    );
}

#[test]
fn what_is_paid_anyway_is_a_part_of_the_period() {
    let mut fixed = scenario(Some(0.8), None);
    fixed.fixed.usd = 4_000.0;
    let table = telling::table::parts(&report(&fixed)).unwrap();
    let row = |name: &str| {
        table
            .rows
            .iter()
            .find(|row| row[0] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(
        row("paid anyway"),
        ["paid anyway", "\u{2013}", "\u{2212}$4,000.00"]
    );
    // 76.975 x 500 - 4,000
    assert_eq!(row("net"), ["net", "$76.98", "$34,487.50"]);
    fixed.work.tasks = 0.0;
    assert!(
        says(&fixed)
            .1
            .starts_with("With nothing to do there is nothing to earn.")
    );
}

/// The parts add up to the net, of a task and of a period, and the bars begin where the one before ends.
#[test]
fn the_parts_of_the_net_add_up() {
    for preset in presets::all() {
        let report = report(&preset.scenario);
        let Some(value) = &report.value else { continue };
        let (net, parts) = value.parts.split_last().unwrap();
        let task: f64 = parts.iter().map(|row| row.task_usd).sum();
        let period: f64 = parts.iter().map(|row| row.period_usd).sum();
        assert!(
            (task - net.task_usd).abs() <= 1e-9 * task.abs().max(1.0),
            "{}",
            report.title
        );
        assert!((period - net.period_usd).abs() <= 1e-9 * period.abs().max(1.0));
        assert_eq!(net.task_usd, value.net_usd);
        assert_eq!(net.period_usd, value.net_per_period_usd);
        let bars = waterfall(&report).unwrap();
        for pair in bars.windows(2).take(bars.len().saturating_sub(2)) {
            assert!(
                (pair[0].to - pair[1].from).abs() < 1e-12,
                "{}",
                report.title
            );
        }
        let places = || bars.iter().flat_map(|bar| [bar.from, bar.to]);
        assert!(places().all(|at| (0.0..=1.0).contains(&at)));
        assert!(places().any(|at| at == 0.0) && places().any(|at| at == 1.0));
    }
}

#[test]
fn steps_whose_next_dollars_are_alike_are_not_played_against_each_other() {
    let mut two = scenario(Some(0.8), None);
    two.steps.push(two.steps[0].clone());
    two.steps[0].name = "write".into();
    two.steps[1].name = "check".into();
    let (_, then) = says(&two);
    assert!(
        then.ends_with("at every step (assumed curves): well split; spend more on all of them."),
        "{then}"
    );
    assert!(
        words::workflow_takeaway(&report(&two))
            .ends_with("at every step: the money is well split.")
    );
}

#[test]
fn a_missing_success_rate_is_asked_for_by_name() {
    let mut two = scenario(Some(0.8), None);
    two.steps.push(two.steps[0].clone());
    two.steps[1].name = "check".into();
    two.steps[1].success_rate = None;
    assert!(
        says(&two)
            .1
            .starts_with("Enter how often check is right, under Success"),
        "{}",
        says(&two).1
    );
}

#[test]
fn what_is_paid_anyway_and_once_is_earned_from_some_number_on() {
    let mut both = scenario(Some(0.8), None);
    both.fixed.usd = 769.75;
    both.fixed.one_off_usd = 75_435.5;
    // 80 - 3.025 = 76.975 a task: 769.75 / 76.975 = 10 of them; 500 net 37,717.75 a month.
    let (_, then) = says(&both);
    assert!(
        then.contains("What is paid anyway is earned from 10 answers a month on."),
        "{then}"
    );
    assert!(
        then.contains("What is paid once is back after 2 months."),
        "{then}"
    );
}

#[test]
fn a_person_at_the_end_and_unnoticed_errors_are_said() {
    let checking = Checking {
        cost_usd: 3.0,
        recall: 0.8,
        attempts: 2.0,
        fallback: Fallback::Person,
        fallback_usd: Some(60.0),
        ..Checking::default()
    };
    let scenario = scenario(Some(0.8), Some(checking));
    let (sentence, _) = says(&scenario);
    // s = .2 x .8 = .16, n = 1.16: (1.16 x 6.025 + .16^2 x 60) / (.8 x 1.16 + .16^2) = 8.525 / .9536
    assert_eq!(
        sentence,
        "An answer nets $86.84: right ones bring $95.36; tokens, looks and the person in the end take $8.52."
    );
    let task = words::task_words(&scenario, &report(&scenario));
    for part in [
        "takes 1.16 tries on average, at $3.03 and a look at $3 a try.",
        "2.6 % go to a person in the end, at $60 each.",
        "4.6 % are wrong and nobody notices.",
    ] {
        assert!(task.contains(part), "{task}");
    }
}

#[test]
fn what_costs_nothing_and_what_has_no_tokens_is_said() {
    let mut free = scenario(None, None);
    let rates = &mut free.steps[0].price;
    (rates.input_usd_per_mtok, rates.output_usd_per_mtok) = (Some(0.0), Some(0.0));
    assert_eq!(says(&free).0, "An answer costs $0.");
    assert_eq!(
        words::cost_takeaway(&report(&free)),
        "Hidden reasoning is 50 % of the tokens; they cost nothing."
    );
    let step = &mut free.steps[0];
    (
        step.input_tokens,
        step.visible_output_tokens,
        step.reasoning_tokens,
    ) = (0.0, 0.0, None);
    assert_eq!(
        words::cost_takeaway(&report(&free)),
        "There are no tokens to pay for."
    );
}

#[test]
fn a_small_cost_is_never_shown_as_nothing() {
    for exponent in 1..12 {
        let small = 10f64.powi(-exponent) * 1.234;
        for text in [
            format::usd(small),
            format::usd_full(small),
            format::share(small),
        ] {
            assert!(
                text.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9']),
                "{small} became {text}"
            );
        }
    }
}

#[test]
fn numbers_as_people_type_them() {
    let understood = [
        ("1.5M", 1.5e6),
        ("2k", 2e3),
        ("1,500,000", 1.5e6),
        ("1 500 000", 1.5e6),
        ("1_500", 1500.0),
        ("50%", 0.5),
        ("7 %", 0.07),
        ("3e6", 3e6),
        ("$0.15", 0.15),
        ("-2", -2.0),
        ("\u{2212}2", -2.0),
        (".5", 0.5),
        ("2.", 2.0),
        ("1.2 million", 1.2e6),
        ("×10", 10.0),
        ("0", 0.0),
        ("1,5", 1.5),
        ("1.500.000,5", 1_500_000.5),
        ("1,50,000", 150_000.0),
    ];
    for (text, value) in understood {
        assert_eq!(number::parse(text), Ok(value), "{text}");
    }
    for text in [
        "", " ", "abc", "1,5,0", "k", "%", "1e", "--2", "NaN", "inf", "1e999", "1.2.3", ".",
    ] {
        assert!(
            number::parse(text).is_err(),
            "{text} was understood as {:?}",
            number::parse(text)
        );
    }
}

#[test]
fn what_reads_as_one_is_singular_and_a_name_of_blanks_is_a_task() {
    let seldom = Checking {
        recall: 1e-12,
        false_reject: 1e-12,
        attempts: 27.0,
        ..Checking::default()
    };
    let mut scenario = scenario(Some(0.5), Some(seldom));
    scenario.work.task_name = "  ".into();
    let report = report(&scenario);
    assert!(report.outcome.as_ref().unwrap().attempts > 1.0);
    let words = words::task_words(&scenario, &report);
    assert!(
        words.starts_with("Each is tried once, at $3.03, and comes out right"),
        "{words}"
    );
    assert!(!words::cost_line(&scenario, &report).contains("tries"));
    let formula = words::formula(&scenario, &report);
    let task = formula.iter().find(|line| line.label == "a task").unwrap();
    assert_eq!(task.expression, "1 attempt \u{d7} $3.025");
    let rows = telling::table::totals(&report).rows;
    assert!(
        rows.iter()
            .any(|row| row[0] == "a task, all tries and looks"),
        "{rows:?}"
    );
}

#[test]
fn what_is_paid_is_back_after_whole_tasks_and_not_after_a_billionth_of_a_month() {
    let mut scenario = worth(scenario(Some(1.0), None), 103.025, 0.0);
    // Each task nets 103.025 - 3.025 = 100 dollars.
    scenario.fixed.usd = 123_450.0;
    scenario.fixed.one_off_usd = 1e-6;
    scenario.work.tasks = 2_000.0;
    let (_, then) = says(&scenario);
    assert!(
        then.contains("earned from 1,235 answers a month on."),
        "{then}"
    );
    assert!(
        then.ends_with("back after less than 0.01 months."),
        "{then}"
    );
    // 500 / 100 is five tasks, though the net is a little less than 100 in binary.
    scenario.fixed.usd = 500.0;
    let (_, then) = says(&scenario);
    assert!(then.contains("from 5 answers a month on."), "{then}");
}

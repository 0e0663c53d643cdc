//! Sentences for every case: known and unknown success, never and always right, nothing to pay.

#![allow(clippy::unwrap_used)]

use catalogs::prices::Catalog;
use scenario::choice::Fallback;
use scenario::document::{Checking, OwnPrice, Scenario, Step, Work};
use scenario::report::Report;
use scenario::{evaluate, format, number};
use telling::words::{self, plain_text};

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
    let (never, _) = says(&scenario(Some(0.0), None));
    // 3.025 / 100 of the tries would have to be right.
    assert_eq!(
        never,
        "No answer comes out right, and each costs $3.03. It does not pay: it would have to be right 3.1 % of the time."
    );
    let always = scenario(Some(1.0), None);
    let (sentence, then) = says(&always);
    assert_eq!(
        sentence,
        "A right answer costs $3.03 and is worth $100. It pays as long as it is right at least 3.1 % of the time."
    );
    assert_eq!(
        then,
        "You are at 100 %. Step 1 is right as often as it can be: more effort brings nothing."
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
    let ends = |scenario: &Scenario, end: &str| {
        let (sentence, _) = says(scenario);
        assert!(sentence.ends_with(end), "{sentence}");
    };
    let at = |gain, loss| worth(scenario(Some(0.8), None), gain, loss);
    ends(
        &at(100.0, 0.0),
        "It pays as long as it is right at least 3.1 % of the time.",
    );
    // .8 x 100 - .2 x 500 - 3.025 < 0, and .858 would do: (500 + 3.025) / 600.
    ends(
        &at(100.0, 500.0),
        "It does not pay: it would have to be right 84 % of the time.",
    );
    ends(&at(2.0, 0.0), "It does not pay, however often it is right.");
    ends(&at(100.0, -10.0), "It pays however often it is right.");
    let (_, then) = says(&at(2.0, 0.0));
    assert!(
        then.ends_with("Even if it were always right it would not pay at this cost."),
        "{then}"
    );
    // Worse right than wrong: a harmful result that pays when it fails.
    ends(
        &at(-10.0, -100.0),
        "It pays as long as it is right at most 88 % of the time.",
    );
    ends(
        &at(-100.0, -10.0),
        "It does not pay: it would only below 6.3 % right.",
    );
    assert!(
        says(&at(-10.0, -100.0))
            .0
            .starts_with("A right answer costs $3.78 and does $10 of harm.")
    );
}

#[test]
fn what_follows_from_the_next_dollar_is_said() {
    let then = |scenario: &Scenario| says(scenario).1;
    let at = |gain| worth(scenario(Some(0.8), None), gain, 0.0);
    assert!(
        then(&at(100.0)).ends_with(": let it think longer."),
        "{}",
        then(&at(100.0))
    );
    let five = then(&at(5.0));
    assert!(five.ends_with(": it gets more than pays."), "{five}");
    // .2 ln 5 x gain / 101,000 = 25e-6 at a gain of 7.8443.
    assert!(
        then(&at(7.85)).ends_with(": that is as much as pays."),
        "{}",
        then(&at(7.85))
    );
    assert!(then(&at(-5.0)).contains("More quality would lower the net"));
    let mut known = at(100.0);
    known.steps[0].second_point = Some((200_000.0, 0.9));
    assert!(!then(&known).contains("assumed"), "{}", then(&known));
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
fn what_is_paid_anyway_stands_in_the_first_sentence() {
    let mut fixed = scenario(Some(0.8), None);
    fixed.fixed.usd = 4_000.0;
    // 3.025 / .8, and (3.025 x 500 + 4,000) / (.8 x 500) = 13.78.
    let (sentence, _) = says(&fixed);
    assert!(
        sentence.starts_with(
            "A right answer costs $3.78, $13.78 with what is paid anyway, and is worth $100."
        ),
        "{sentence}"
    );
    fixed.work.tasks = 0.0;
    assert!(
        says(&fixed)
            .0
            .ends_with("With nothing to do there is nothing to earn.")
    );
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
        "A right answer costs $8.94 and is worth $100. It pays however often it is right."
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

//! What a task and a period lose, on whole documents: ties, rare losses, attempts that differ, sentences of both.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::analysis::taken_apart;
use scenario::report::Report;
use scenario::text;
use telling::words;
use views::Viewed;
use views::alternatives::alternatives;

/// A step that costs a fee and nothing else, right nine times in ten unless another line says how often.
fn document(work: &str, value: &str, step: &str, more: &str) -> String {
    let tokens = if step.contains("tokens") {
        ""
    } else {
        "input_tokens = 0\nvisible_output_tokens = 0"
    };
    format!(
        "version = 1\n[work]\ntask_name = \"answer\"\n{work}\n[value]\n{value}\n[[steps]]\nname = \"s\"\n{tokens}\n\
         {step}\n[steps.price]\ninput_usd_per_mtok = 1\noutput_usd_per_mtok = 1\n{more}\n"
    )
}

fn analysed(source: &str) -> (Report, String) {
    let scenario = text::read(source).unwrap();
    let report = taken_apart(&scenario, Catalog::embedded())
        .0
        .report
        .unwrap();
    let says = words::risk_takeaway(&scenario, &report);
    (report, says)
}

fn period_loss(source: &str) -> f64 {
    analysed(source).0.risk.unwrap().period_loss_probability
}

#[test]
fn a_net_of_nothing_is_no_loss() {
    // Three calls at $0.10 for $0.30.
    let source = document(
        "tasks = 1",
        "gain_usd = 0.3",
        "success_rate = 0.5\ncalls = 3",
        "request_usd = 0.1",
    );
    let (report, says) = analysed(&source);
    let outcome = report.outcome.unwrap();
    assert_eq!(outcome.loss_probability, 0.5);
    let risk = report.risk.unwrap();
    assert_eq!(risk.period_loss_probability, 0.5);
    assert_eq!(risk.task.last().unwrap().net_usd, 0.0);
    assert_eq!(
        says,
        "50 % of answers lose money; a month does with a chance of 50 %."
    );
    let sure = source.replace("success_rate = 0.5", "success_rate = 1");
    assert!(analysed(&sure).0.value.unwrap().pays);
}

#[test]
fn a_period_loses_as_its_tasks_do() {
    let every = document(
        "tasks = 1_000",
        "gain_usd = 0\nloss_usd = 1_000",
        "success_rate = 0.999",
        "request_usd = 0.01",
    );
    let (report, says) = analysed(&every);
    assert_eq!(report.risk.unwrap().period_loss_probability, 1.0);
    assert_eq!(says, "Every answer loses money, and so does every month.");
    let none = document(
        "tasks = 1_000",
        "gain_usd = 0.02\nloss_usd = -1_000",
        "success_rate = 0.999",
        "request_usd = 0.01",
    );
    let (report, says) = analysed(&none);
    assert_eq!(report.risk.unwrap().period_loss_probability, 0.0);
    assert_eq!(says, "No answer loses money, and no month does.");
}

#[test]
fn a_rare_loss_is_counted() {
    let rare = document(
        "tasks = 1_000",
        "gain_usd = 1\nloss_usd = 900",
        "success_rate = 0.999",
        "",
    );
    let none = 0.999f64.powi(1_000);
    assert!((period_loss(&rare) - (1.0 - none - none / 0.999)).abs() < 1e-9);
}

#[test]
fn a_period_without_a_task_has_none_that_loses() {
    let source = document(
        "tasks = 0",
        "gain_usd = 1",
        "success_rate = 0.5",
        "request_usd = 2",
    );
    assert_eq!(
        analysed(&source).1,
        "Every answer loses money; a month has none."
    );
    let paid = format!("{source}[fixed]\nusd = 5\n");
    assert_eq!(period_loss(&paid), 1.0);
    assert_eq!(
        analysed(&paid).1,
        "Every answer loses money; a month has none, and loses what is paid anyway."
    );
    let one = source
        .replace("tasks = 0", "tasks = 1")
        .replace("request_usd = 2", "");
    assert_eq!(
        analysed(&one).1,
        "No answer loses money, and no month does."
    );
}

#[test]
fn what_is_paid_anyway_is_said() {
    let source = document("tasks = 2", "gain_usd = 1", "success_rate = 0.5", "");
    let source = format!("{source}[fixed]\nusd = 1\n");
    assert_eq!(
        analysed(&source).1,
        "No answer loses money; a month does with a chance of 25 %, what is paid anyway included."
    );
}

#[test]
fn a_cheaper_model_first_knows_how_often_the_dear_one_is_right() {
    let cascade = |correlation: f64, dear: f64| {
        let source = document(
            "tasks = 100",
            "gain_usd = 1",
            &format!("input_tokens = 1_000\nvisible_output_tokens = 100\nsuccess_rate = {dear}"),
            &format!(
                "[checking]\nrecall = 1\ncorrelation = {correlation}\n[alternatives]\n\
                 first_model = \"claude-haiku-4-5\"\nfirst_success_rate = 0.5"
            ),
        );
        let source = source.replace(
            "[steps.price]\ninput_usd_per_mtok = 1\noutput_usd_per_mtok = 1\n",
            "",
        );
        let source = source.replace("name = \"s\"", "name = \"s\"\nprovider = \"anthropic\"\nmodel = \"claude-opus-5-5\"\nprice_date = 2026-11-24");
        let scenario = text::read(&source).unwrap();
        let viewed = Viewed::new(scenario, Catalog::embedded()).unwrap();
        let found = alternatives(&viewed.subject());
        let row = found.rows.iter().find(|row| row.kind == "cascade").unwrap();
        row.figures.as_ref().unwrap().right
    };
    assert!((cascade(0.3, 0.9) - 0.935).abs() < 1e-12);
    assert!((cascade(0.0, 0.9) - 0.95).abs() < 1e-12);
    assert!((cascade(1e-6, 0.9) - 0.95).abs() < 1e-6);
    assert!(cascade(0.3, 0.95) > cascade(0.3, 0.9));
}

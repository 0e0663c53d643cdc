//! Every number of every text, read back and looked up in the report.

mod figures;

use crate::dice::Dice;
use crate::documents::{self, difference};
use crate::read_back::{fault, numbers};
use crate::{Difference, Kind, Verdict};
use catalogs::prices::Catalog;
use figures::Figures;
use scenario::analysis::taken_apart;
use scenario::choice::{Fallback, Period};
use scenario::document::Scenario;
use scenario::format;
use scenario::report::Report;
use telling::sections::{Block, sections};
use telling::sheets::sheets;
use telling::table::Table;
use telling::{csv, table, words};
use views::{VIEWS, Viewed, find};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "number-text",
        what: "a number written in every way that there is, read back",
        in_tests: 2_000,
        law: number,
    },
    Kind {
        name: "answer-text",
        what: "every number of answer, summaries, formula, tables, Markdown and CSV, read back and looked up in the report's JSON",
        in_tests: 40,
        law: answer,
    },
    Kind {
        name: "section-text",
        what: "the same of the sections, with best efforts, thresholds and risk",
        in_tests: 6,
        law: section,
    },
    Kind {
        name: "view-text",
        what: "numbers and words of the views that open below the report: none malformed, none for what is not known",
        in_tests: 20,
        law: view,
    },
];

/// A number of any size, often beside a border of rounding.
fn any_number(dice: &mut Dice) -> f64 {
    let size = match dice.whole(0, 9) {
        0 => dice.pick(&[
            0.0,
            1.0,
            5e-324,
            1e-300,
            1e15,
            1e24,
            1.0 + 1e-10,
            1e-9,
            0.5e-9,
        ]),
        1..=4 => {
            let figures = f64::from(dice.whole(1, 99_999));
            let border = (figures + 0.5) * libm::pow(10.0, f64::from(dice.whole(0, 20)) - 12.0);
            border * dice.pick(&[1.0, 1.0 - 1e-15, 1.0 + 1e-15, 1.0 - 1e-9])
        }
        5..=6 => {
            dice.pick(&[1.0, 10.0, 100.0, 1e3, 1e6, 1e9, 1e12])
                * (1.0 - dice.by_factors(1e-12, 1e-2))
        }
        _ => dice.by_factors(1e-14, 1e16),
    };
    if dice.once_in(4) { -size } else { size }
}

/// A name, and how it writes a number.
type Way = (&'static str, fn(f64) -> String);

fn number(dice: &mut Dice) -> Verdict {
    let number = any_number(dice);
    let ways: [Way; 8] = [
        ("usd", format::usd),
        ("usd_full", format::usd_full),
        ("usd_per_mtok", format::usd_per_mtok),
        ("count", format::count),
        ("count_full", format::count_full),
        ("share", format::share),
        ("share_full", format::share_full),
        ("times", format::times),
    ];
    for (name, write) in ways {
        let text = write(number);
        let found = numbers(&text);
        let told =
            matches!(found.as_deref(), Ok([read]) if read.tells(number) && read.text == text);
        if !told {
            return Err(Difference {
                what: format!("{name} of {number:?} is \u{201c}{text}\u{201d}, read as {found:?}"),
                scenario: String::new(),
            });
        }
    }
    Ok(())
}

/// Names of tasks that are hard to put an article before, and none.
const TASKS: [&str; 16] = [
    "contract",
    "answer",
    "hour",
    "user",
    "SQL query",
    "8-K filing",
    "11th call",
    "Invoice",
    "URL",
    "European law",
    "NDA",
    " essay ",
    "",
    "one-pager",
    "umbrella policy",
    "review",
];

/// A document whose figures are awkward to write.
fn awkward(dice: &mut Dice, most_steps: u32) -> Scenario {
    let mut made = documents::scenario(dice, most_steps);
    made.work.task_name = dice.pick(&TASKS).into();
    made.work.period = dice.pick(&[Period::Day, Period::Week, Period::Month, Period::Year]);
    if dice.once_in(3) {
        made.work.tasks = dice.pick(&[1.0, 1.5, 999.5, 999_999.6, 1e9, 1e12]);
    }
    if dice.once_in(3) {
        made.fixed.one_off_usd = dice.by_factors(1e-9, 1e12);
    }
    if dice.once_in(3) {
        made.person.wage_usd_per_hour = dice.by_factors(1e-6, 1e6);
        made.person.task_minutes = dice.pick(&[0.0, 1.0, 60.0]);
        made.person.review_minutes = dice.pick(&[0.0, 1.0, 1.0 / 3.0]);
    }
    if dice.once_in(4) {
        let of = |dice: &mut Dice| dice.pick(&[1e12, 1e-9, 1e-12, -1.0, -1e-10, 999.995, 835.4747]);
        (made.value.gain_usd, made.value.loss_usd) = (of(dice), of(dice));
    }
    if dice.once_in(4) {
        made.value.risk_aversion = dice.by_factors(1e-9, 1e-2);
    }
    for step in &mut made.steps {
        if dice.once_in(4) {
            (step.input_tokens, step.visible_output_tokens) = (1.0, 1.0);
            step.reasoning_tokens = dice.pick(&[None, Some(0.0), Some(1.0)]);
        }
        if dice.once_in(5) {
            step.price.input_usd_per_mtok = Some(dice.by_factors(1e-12, 1e-3));
            step.price.output_usd_per_mtok = Some(dice.by_factors(1e-12, 1e9));
        }
        if dice.once_in(6) {
            step.second_point = None;
            step.floor = 0.0;
            step.success_rate =
                dice.pick(&[None, Some(0.0), Some(1.0), Some(1e-12), Some(1.0 - 1e-12)]);
        }
        if dice.once_in(6) {
            step.turns = dice.pick(&[2.0, 40.0]);
            step.calls = dice.pick(&[0.0, 1e-6, 1.0]);
        }
    }
    if let Some(checking) = made.checking.as_mut().filter(|_| dice.once_in(3)) {
        checking.recall = dice.by_factors(1e-12, 1e-3);
        checking.false_reject = checking.recall;
        checking.attempts = dice.pick(&[1.0, 2.0, 27.0]);
        checking.fallback = dice.pick(&[Fallback::None, Fallback::Person]);
    }
    made
}

fn answer(dice: &mut Dice) -> Verdict {
    let made = awkward(dice, 3);
    let Some(report) = scenario::evaluate(&made, Catalog::embedded()).report else {
        return Ok(());
    };
    let figures = Figures::of(&made, &report, None);
    let found = no_hidden_infinity(&report).or_else(|| {
        let told = first_pages(&made, &report);
        // The first sheet is words, which are told above.
        let tables = csv::written(&sheets(&made, &report)[1..]);
        fault_of(&told, &figures).or_else(|| fault_of_csv(&tables, &figures))
    });
    found.map_or(Ok(()), |what| Err(difference(&made, what)))
}

fn section(dice: &mut Dice) -> Verdict {
    let made = awkward(dice, 3);
    let (evaluated, base) = taken_apart(&made, Catalog::embedded());
    let Some(report) = evaluated.report else {
        return Ok(());
    };
    let figures = Figures::of(&made, &report, base.as_ref());
    let mut told = vec![telling::markdown::report(&made, &report, "")];
    for section in sections(&made, &report, base.as_ref()) {
        told.push(section.takeaway);
        add_blocks(&mut told, &section.blocks);
    }
    let found = no_hidden_infinity(&report).or_else(|| fault_of(&told, &figures));
    found.map_or(Ok(()), |what| Err(difference(&made, what)))
}

/// One of the views, whose figures are not the report's.
fn view(dice: &mut Dice) -> Verdict {
    let made = awkward(dice, 2);
    let (id, ..) = dice.pick(&VIEWS);
    let Some(viewed) = Viewed::new(made.clone(), Catalog::embedded()) else {
        return Ok(());
    };
    let subject = viewed.subject();
    let Some(section) = find(&subject, id).map(|found| found.section(&subject)) else {
        return Ok(());
    };
    let mut told = vec![section.takeaway];
    add_blocks(&mut told, &section.blocks);
    let malformed = told.iter().find_map(|text| {
        let what = numbers(text).map_or_else(Some, |found| fault(text, &found))?;
        Some(format!("{id}: {what} in \u{201c}{text}\u{201d}"))
    });
    malformed.map_or(Ok(()), |what| Err(difference(&made, what)))
}

/// JSON has no word for infinity: it would be the null of what is not known.
fn no_hidden_infinity(report: &Report) -> Option<String> {
    let all = format!("{report:?}");
    let mut words = all.split([' ', '(', ')', '[', ']', ',']);
    let wrong = words.find(|word| matches!(*word, "NaN" | "inf" | "-inf" | "-0.0"))?;
    let begin = all
        .find(&format!(" {wrong}"))
        .or_else(|| all.find(&format!("({wrong}")))?;
    Some(format!(
        "a figure is {wrong}: \u{2026}{}",
        &all[begin.saturating_sub(60)..begin + 6]
    ))
}

/// What stands at once: the answer, what explains it, and the form's own words.
fn first_pages(scenario: &Scenario, report: &Report) -> Vec<String> {
    let answer = words::answer(scenario, report);
    let mut told = vec![
        words::plain_text(&answer.sentence),
        words::plain_text(&answer.then),
        words::task_words(scenario, report),
        words::cost_takeaway(report),
        words::cost_line(scenario, report),
        words::tokens_title(report),
        words::cost_title(report),
        words::steps_takeaway(report),
        words::value_takeaway(scenario, report),
        words::workflow_takeaway(report),
        telling::markdown::report(scenario, report, ""),
        words::work_summary(scenario),
        words::checking_summary(scenario),
        words::value_summary(scenario),
        words::worth_by_time(scenario),
        words::look_by_time(scenario),
        words::tasks_label(scenario),
        words::curve_line(report),
    ];
    told.extend(
        answer
            .figures
            .into_iter()
            .map(|figure| format!("{} {}", figure.value, figure.label)),
    );
    for (index, step) in scenario.steps.iter().enumerate() {
        let found = report.steps.get(index);
        told.extend(found.map(words::by_curve));
        told.push(words::success_summary(step, found));
        told.push(words::tokens_summary(step));
        told.push(words::reasoning_summary(step));
        told.push(words::turns_summary(step));
        told.push(words::model_summary(step, report.price_sources.get(index)));
    }
    let formula = words::formula(scenario, report);
    told.extend(
        formula
            .into_iter()
            .map(|line| format!("{}: {} = {}", line.label, line.expression, line.result)),
    );
    let tables = [
        table::totals(report),
        table::classes(report),
        table::steps(report),
    ];
    tables
        .iter()
        .chain(
            &report
                .price_sources
                .iter()
                .map(table::rates)
                .collect::<Vec<_>>(),
        )
        .for_each(|table| add_table(&mut told, table));
    told
}

fn add_table(told: &mut Vec<String>, table: &Table) {
    told.push(table.caption.clone());
    told.extend(
        table
            .head
            .iter()
            .chain(table.rows.iter().flatten())
            .cloned(),
    );
}

fn add_blocks(told: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Line(line)
            | Block::Source(line, _)
            | Block::Offer(line, _)
            | Block::Chart(_, line) => {
                told.push(line.clone());
            }
            Block::Table(table, _) => add_table(told, table),
            Block::Formula(lines) => {
                told.extend(
                    lines.iter().map(|line| {
                        format!("{}: {} = {}", line.label, line.expression, line.result)
                    }),
                );
            }
            Block::Fold(name, inside) => {
                told.push(name.clone());
                add_blocks(told, inside);
            }
            Block::Inputs(_) => {}
        }
    }
}

/// Numbers that belong to a sentence and not to the scenario: the number, or nothing for a count of rows, and its words.
const IN_WORDS: [(&str, &str); 5] = [
    ("1,000", "1,000 tokens"),
    ("0.01", "less than 0.01"),
    ("", "to know"),
    ("", "more number"),
    ("", "numbers are equally tight"),
];

/// The first text that is not true of the figures, or not English.
fn fault_of(told: &[String], figures: &Figures) -> Option<String> {
    told.iter().find_map(|text| {
        let found = match numbers(text) {
            Ok(found) => found,
            Err(what) => return Some(format!("{what} in \u{201c}{text}\u{201d}")),
        };
        if let Some(what) = fault(text, &found) {
            return Some(format!("{what} in \u{201c}{text}\u{201d}"));
        }
        let is_of_words = |read: &str| {
            let is_said = |(number, words): &(&str, &str)| {
                text.contains(words) && (number.is_empty() || read == *number)
            };
            IN_WORDS.iter().any(is_said)
        };
        let wrong = found
            .iter()
            .find(|read| !is_of_words(&read.text) && !figures.tell(read))?;
        Some(format!(
            "{} is no figure of the report in \u{201c}{text}\u{201d}",
            wrong.text
        ))
    })
}

/// The same of the numbers of a spreadsheet, which are written in full.
fn fault_of_csv(text: &str, figures: &Figures) -> Option<String> {
    let cells = text.split(['\n', ',']).map(str::trim);
    let numbers = cells.filter_map(|cell| Some((cell, cell.parse::<f64>().ok()?)));
    let wrong = numbers.into_iter().find(|(cell, number)| {
        cell.starts_with("-0,") || *cell == "-0" || !figures.hold(*number)
    })?;
    Some(format!(
        "{} of the spreadsheet is no figure of the report",
        wrong.0
    ))
}

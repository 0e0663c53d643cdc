//! What batches, caches and fine-tuning come to, by arithmetic of their own.

use super::alternatives::{Figures, all_ways, set};
use crate::dice::Dice;
use crate::documents::{checking, difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::document::{Scenario, Step};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "batches",
        what: "cost and waiting of batches and other processing, by the document that says so and by the longest way",
        in_tests: 25,
        law: batches,
    },
    Kind {
        name: "caches",
        what: "an attempt with every cache, by its own arrivals, tokens and rates",
        in_tests: 40,
        law: caches,
    },
    Kind {
        name: "fine-tuning",
        what: "a tuned model's cost, by its tokens and rates",
        in_tests: 40,
        law: tuning,
    },
];

/// Steps of models that more than one kind of processing is offered for.
fn listed(dice: &mut Dice) -> Scenario {
    let mut made = Scenario {
        title: "audit".into(),
        steps: Vec::new(),
        ..Scenario::default()
    };
    made.work.tasks = dice.pick(&[0.0, 1.0, 100.0, 1e5]);
    made.value.gain_usd = dice.usd();
    made.value.loss_usd = dice.usd();
    made.checking = dice.once_in(2).then(|| checking(dice));
    for index in 0..dice.whole(1, 4) {
        let (provider, model) = dice.pick(&[
            ("openai", "gpt-5-mini"),
            ("anthropic", "claude-haiku-4-5"),
            ("google", "gemini-2.5-flash"),
            ("google", "gemini-3.8-flash"),
        ]);
        let mut step = Step {
            name: format!("s{index}"),
            provider: provider.into(),
            model: model.into(),
            price_date: Instant::from_date(2026, dice.whole(10, 12), 20),
            processing: dice.pick(&["standard", "standard", "batch", "flex"]).into(),
            input_tokens: dice.tokens(),
            success_rate: Some(dice.middling()),
            calls: dice.pick(&[1.0, 0.1, 0.5, 2.0, 3.0, 0.0]),
            turns: dice.pick(&[1.0, 1.0, 3.0]),
            ..Step::default()
        };
        if dice.once_in(2) {
            let before = made.steps.iter().filter(|_| dice.once_in(2));
            step.after = Some(before.map(|step| step.name.clone()).collect());
        }
        made.steps.push(step);
    }
    made
}

/// Hours of the longest way to a step and through it.
fn longest(made: &Scenario, place: usize) -> f64 {
    let step = &made.steps[place];
    let of_word = match step.processing.as_str() {
        "batch" => 24.0,
        "flex" => 0.1,
        _ => 0.0,
    };
    // A step that one attempt in ten calls makes one in ten wait.
    let own = if step.calls < 1.0 { step.calls } else { 1.0 } * of_word * step.turns;
    let is_before = |other: usize| match &step.after {
        None => other + 1 == place,
        Some(names) => names.contains(&made.steps[other].name),
    };
    let before = (0..place).filter(|other| is_before(*other));
    before.map(|other| longest(made, other)).fold(0.0, f64::max) + own
}

fn waits(made: &Scenario) -> f64 {
    (0..made.steps.len())
        .map(|place| longest(made, place))
        .fold(0.0, f64::max)
}

fn batches(dice: &mut Dice) -> Verdict {
    let mut made = listed(dice);
    let an_hour = dice.usd() / 100.0;
    set(&mut made, "alternatives.delay_usd_per_hour", an_hour);
    let Some(found) = all_ways(&made) else {
        return Ok(());
    };
    let named = [
        ("In a batch", "batch"),
        ("Flex processing", "flex"),
        ("Standard processing", "standard"),
        ("Priority processing", "priority"),
    ];
    for row in found.rows.iter().filter(|row| row.kind == "processing") {
        let Some((_, word)) = named.iter().find(|(name, _)| row.name == *name) else {
            continue;
        };
        let mut changed = made.clone();
        for place in 0..changed.steps.len() {
            let before = changed.clone();
            changed.steps[place].processing = (*word).into();
            // Where it is not offered, the step stays as it is.
            if Figures::of(&changed).is_none() {
                changed = before;
            }
        }
        let (Some(of), Some(said)) = (Figures::of(&changed), &row.figures) else {
            continue;
        };
        let waits = (waits(&changed) - waits(&made)) * of.attempts;
        if (row.waits_hours - waits).abs() > 1e-9 * waits.abs() {
            let what = format!("{} waits {}, found {waits}", row.name, row.waits_hours);
            return Err(difference(&made, what));
        }
        let lost = waits * an_hour;
        let of = Figures {
            net: of.net - made.work.tasks * lost,
            ..of
        };
        of.compared(&made, &row.name, said)?;
    }
    Ok(())
}

/// A scenario of calls, each with rates of its own for what a cache holds.
fn cached(dice: &mut Dice) -> Scenario {
    let mut made = scenario(dice, 3);
    for step in &mut made.steps {
        step.effort = None;
        let input = step.price.input_usd_per_mtok.unwrap_or(0.0);
        step.price.cache_read_usd_per_mtok = Some(input * dice.pick(&[0.1, 0.25, 1.0]));
        step.price.cache_write_usd_per_mtok = Some(input * dice.pick(&[1.0, 1.25]));
        step.price.cache_write_1h_usd_per_mtok = Some(input * 2.0);
        let part = dice.pick(&[0.0, 0.2, 0.5, 1.0]);
        step.cache_read_tokens = (step.input_tokens * part).floor();
        let left = step.input_tokens - step.cache_read_tokens;
        step.cache_write_tokens = (left * dice.pick(&[0.0, 0.0, 0.3, 1.0])).floor();
        let left = left - step.cache_write_tokens;
        step.retrieval_tokens = (left * dice.pick(&[0.0, 0.0, 0.5, 1.0])).floor();
    }
    made
}

/// A call's cost by its rates; `parts` are what is read, written for five minutes and written for an hour.
fn call(step: &Step, input: f64, parts: [f64; 3], surcharge: f64) -> f64 {
    let price = &step.price;
    let rate = |rate: Option<f64>| rate.unwrap_or(0.0);
    let output = rate(price.output_usd_per_mtok);
    let hidden = price.reasoning_usd_per_mtok.unwrap_or(output);
    let [read, written, hour] = parts;
    let tokens = (input - read - written - hour) * rate(price.input_usd_per_mtok)
        + read * rate(price.cache_read_usd_per_mtok)
        + written * rate(price.cache_write_usd_per_mtok)
        + hour * rate(price.cache_write_1h_usd_per_mtok)
        + step.visible_output_tokens * (output + surcharge).max(0.0)
        + step.reasoning_tokens.unwrap_or(0.0) * (hidden + surcharge).max(0.0);
    tokens / 1e6 + rate(price.request_usd)
}

fn caches(dice: &mut Dice) -> Verdict {
    let mut made = cached(dice);
    let beginning = dice.once_in(2).then(|| dice.tokens());
    let an_hour = dice.once_in(2).then(|| dice.by_factors(1e-2, 1e3));
    if let Some(tokens) = beginning {
        set(&mut made, "alternatives.prefix_tokens", tokens);
    }
    if let Some(calls) = an_hour {
        set(&mut made, "alternatives.requests_per_hour", calls);
    }
    let (Some(found), Some(today)) = (all_ways(&made), Figures::of(&made)) else {
        return Ok(());
    };
    for row in found.rows.iter().filter(|row| row.kind == "cache") {
        let (Some(said), hours) = (
            row.attempt_usd,
            match row.name.as_str() {
                "Cache for five minutes" => 5.0 / 60.0,
                "Cache for an hour" => 1.0,
                _ => 0.0,
            },
        ) else {
            continue;
        };
        let cost = |step: &Step| {
            let cached = step.cache_read_tokens + step.cache_write_tokens;
            let same = beginning
                .unwrap_or(cached)
                .min(step.input_tokens - step.retrieval_tokens);
            let in_all = made.work.tasks * today.attempts * step.calls;
            let calls = an_hour.unwrap_or(in_all / made.work.period.hours());
            let written = libm::exp(-calls * hours) * same;
            let parts = if same <= 0.0 {
                let hour = step.cache_write_1h_tokens;
                [step.cache_read_tokens, step.cache_write_tokens - hour, hour]
            } else if hours == 0.0 {
                [0.0; 3]
            } else if hours == 1.0 {
                [same - written, 0.0, written]
            } else {
                [same - written, written, 0.0]
            };
            step.calls * call(step, step.input_tokens, parts, 0.0)
        };
        let right: f64 = made.steps.iter().map(cost).sum();
        if (said - right).abs() > 1e-9 * right {
            let what = format!("{}: an attempt costs {said}, found {right}", row.name);
            return Err(difference(&made, what));
        }
    }
    Ok(())
}

fn tuning(dice: &mut Dice) -> Verdict {
    let mut made = cached(dice);
    let saved = dice.tokens();
    let surcharge = dice.pick(&[0.0, 2.0, 0.5, -1.0, -100.0]);
    let (training, periods, rate) = (dice.usd(), dice.pick(&[1.0, 12.0, 0.5]), dice.chance());
    for (path, number) in [
        ("tuning_usd", training),
        ("tuning_periods", periods),
        ("tuning_saved_tokens", saved),
        ("tuning_surcharge_usd_per_mtok", surcharge),
        ("tuning_success_rate", rate),
    ] {
        set(&mut made, &format!("alternatives.{path}"), number);
    }
    let (Some(found), Some(report)) = (
        all_ways(&made),
        scenario::evaluate(&made, Catalog::embedded()).report,
    ) else {
        return Ok(());
    };
    let row = found.rows.iter().find(|row| row.kind == "fine_tuning");
    let Some(said) = row.and_then(|row| row.figures.as_ref()) else {
        return Ok(());
    };
    let costs: Vec<f64> = report.steps.iter().map(|step| step.cost_usd).collect();
    let dearest = costs.iter().copied().fold(0.0, f64::max);
    if costs
        .iter()
        .filter(|cost| **cost > dearest * (1.0 - 1e-9))
        .count()
        != 1
    {
        return Ok(()); // two that cost the same: either may be tuned
    }
    let mut attempt = 0.0;
    for (step, cost) in made.steps.iter().zip(costs) {
        let (mut read, written) = (step.cache_read_tokens, step.cache_write_tokens);
        let mut input = step.input_tokens;
        let mut surcharge_here = 0.0;
        if cost == dearest {
            let fresh = input - read - written - step.retrieval_tokens;
            let of_fresh = saved.min(fresh);
            let of_read = (saved - of_fresh).min(read);
            input -= of_fresh + of_read;
            read -= of_read;
            surcharge_here = surcharge;
        }
        attempt += step.calls * call(step, input, [read, written, 0.0], surcharge_here);
    }
    if attempt < 1e-6 * report.cost.per_attempt_usd {
        return Ok(()); // a surcharge below nothing leaves rounding alone
    }
    let Some(of) = Figures::of(&super::alternatives::flat(&made, attempt, rate)) else {
        return Ok(());
    };
    let of = of.paying(training / periods, made.work.tasks);
    of.compared(&made, "A fine-tuned model", said)
}

//! Other ways to the same work, each by a document that says the same, or by arithmetic.

use super::coverage::{most, right_of};
use crate::dice::Dice;
use crate::documents::{difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use scenario::choice::Fallback;
use scenario::document::{OwnPrice, Scenario, Step};
use scenario::field::Datum;
use scenario::setting::SettingPlace;
use scenario::setting::rows::alternatives as ask;
use views::Viewed;
use views::alternatives::{AlternativesReport, FiguresReport, alternatives};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "ways",
        what: "cost, right and wrong results and net of every other way, each by a document that says the same",
        in_tests: 25,
        law: ways,
    },
    Kind {
        name: "frontier",
        what: "further right results, order and frontier of all ways, by comparing each with each",
        in_tests: 25,
        law: frontier,
    },
];

/// Gives a setting a number.
pub(super) fn set(made: &mut Scenario, path: &str, number: f64) {
    if let Some(place) = SettingPlace::parse(path) {
        let _ = place.set(made, Datum::Number(number));
    }
}

/// All ways; nothing where the document has an error.
pub(super) fn all_ways(made: &Scenario) -> Option<AlternativesReport> {
    let viewed = Viewed::new(made.clone(), Catalog::embedded())?;
    Some(alternatives(&viewed.subject()))
}

/// What a way comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures {
    /// Spend of a task, with its part of what is paid anyway.
    pub(super) cost: f64,
    pub(super) right: f64,
    pub(super) wrong: f64,
    pub(super) attempts: f64,
    /// Net of a period.
    pub(super) net: f64,
}

impl Figures {
    /// Of a whole document; nothing where it has an error or a success rate is unknown.
    pub(super) fn of(made: &Scenario) -> Option<Self> {
        let report = scenario::evaluate(made, Catalog::embedded()).report?;
        let outcome = report.outcome?;
        Some(Self {
            cost: outcome.spend_usd + anyway(made),
            right: outcome.right,
            wrong: outcome.wrong,
            attempts: outcome.attempts,
            net: report.value?.net_per_period_usd,
        })
    }

    /// A part of the tasks in this way, the others in another.
    pub(super) fn mixed(self, part: f64, other: Self) -> Self {
        let mix = |one: f64, other: f64| part * one + (1.0 - part) * other;
        Self {
            cost: mix(self.cost, other.cost),
            right: mix(self.right, other.right),
            wrong: mix(self.wrong, other.wrong),
            attempts: mix(self.attempts, other.attempts),
            net: mix(self.net, other.net),
        }
    }

    /// With so much more paid in a period anyway.
    pub(super) fn paying(self, usd: f64, tasks: f64) -> Self {
        Self {
            cost: self.cost + if tasks > 0.0 { usd / tasks } else { 0.0 },
            net: self.net - usd,
            ..self
        }
    }

    /// With so much more paid for each task.
    pub(super) fn costing(self, usd: f64, tasks: f64) -> Self {
        Self {
            cost: self.cost + usd,
            net: self.net - usd * tasks,
            ..self
        }
    }

    /// Where a report says something else.
    pub(super) fn compared(self, made: &Scenario, name: &str, said: &FiguresReport) -> Verdict {
        let value = &made.value;
        let worth = value.gain_usd + value.loss_usd + value.undone_usd;
        let size = made.work.tasks * (worth + self.cost.abs()) + self.net.abs();
        let pairs = [
            ("cost", said.per_task_usd, self.cost, self.cost.abs()),
            ("right", said.right, self.right, 1.0),
            ("wrong", said.wrong, self.wrong, 1.0),
            ("attempts", said.attempts, self.attempts, self.attempts),
            ("net", said.net_usd, self.net, size),
        ];
        for (figure, said, found, size) in pairs {
            if (said - found).abs() > 1e-9 * size + 1e-300 {
                let what = format!("{name}, {figure}: reported {said}, found {found}");
                return Err(difference(made, what));
            }
        }
        Ok(())
    }
}

/// A task's part of what is paid in a period anyway.
fn anyway(made: &Scenario) -> f64 {
    if made.work.tasks > 0.0 {
        made.fixed.usd / made.work.tasks
    } else {
        0.0
    }
}

/// The document with one step in the place of all, whose call costs so much and is right so often.
pub(super) fn flat(made: &Scenario, cost: f64, success: f64) -> Scenario {
    let step = Step {
        name: "all".into(),
        visible_output_tokens: 0.0,
        input_tokens: 0.0,
        success_rate: Some(success),
        price: OwnPrice {
            input_usd_per_mtok: Some(0.0),
            output_usd_per_mtok: Some(0.0),
            request_usd: Some(cost),
            ..OwnPrice::default()
        },
        ..Step::default()
    };
    Scenario {
        steps: vec![step],
        ..made.clone()
    }
}

/// A scenario, and what its ways ask for.
fn asked(dice: &mut Dice) -> Scenario {
    let mut made = scenario(dice, 3);
    made.person.wage_usd_per_hour = dice.usd();
    made.person.task_minutes = dice.pick(&[1.0, 30.0, 120.0]);
    made.person.review_minutes = dice.pick(&[0.0, 1.0, 15.0]);
    for (path, number) in [
        ("tries", f64::from(dice.whole(1, 12))),
        ("subscription_usd", dice.usd()),
        ("subscription_tasks", dice.pick(&[0.0, 1.0, 100.0, 1e4])),
        ("unit_usd_per_hour", dice.usd()),
        ("unit_tokens_per_second", dice.by_factors(1.0, 1e5)),
    ] {
        set(&mut made, &format!("alternatives.{path}"), number);
    }
    made
}

fn ways(dice: &mut Dice) -> Verdict {
    let made = asked(dice);
    let (Some(found), Some(today)) = (all_ways(&made), Figures::of(&made)) else {
        return Ok(());
    };
    if let Some(said) = &found.today {
        today.compared(&made, "today", said)?;
    }
    for row in &found.rows {
        let (Some(said), Some(right)) = (&row.figures, by_hand(&made, &found, row.kind)) else {
            continue;
        };
        right.compared(&made, &row.name, said)?;
        let more = right.net - today.net;
        let size = right.net.abs() + today.net.abs() + today.cost * made.work.tasks;
        let said = row.difference_usd.unwrap_or(f64::NAN);
        if (said - more).abs() > 1e-9 * size {
            let what = format!("{}: nets {said} more, found {more}", row.name);
            return Err(difference(&made, what));
        }
    }
    Ok(())
}

/// A way by a document that says the same, or by arithmetic; nothing of those that are no subject here.
fn by_hand(made: &Scenario, found: &AlternativesReport, kind: &str) -> Option<Figures> {
    let report = scenario::evaluate(made, Catalog::embedded()).report?;
    let (quality, attempt) = (
        report.outcome.as_ref()?.quality,
        report.cost.per_attempt_usd,
    );
    let tasks = made.work.tasks;
    let number = |setting| made.settings.number(setting);
    match kind {
        "nothing" | "person" | "person_after" => people(made, kind, attempt, quality),
        "attempts" => {
            let mut changed = made.clone();
            changed.checking.as_mut()?.attempts += 1.0;
            Figures::of(&changed)
        }
        "best_of" => {
            let mut changed = made.clone();
            let table = changed.checking.as_mut()?;
            table.attempts = number(&ask::TRIES);
            let each = attempt + table.cost_usd;
            let of = Figures::of(&changed)?;
            Some(of.costing((number(&ask::TRIES) - of.attempts) * each, tasks))
        }
        "majority" => {
            let table = made.checking.as_ref();
            let alike = table.map_or(0.0, |table| table.correlation);
            let tries = number(&ask::TRIES);
            let right = right_of(quality, alike, tries as usize);
            Figures::of(&flat(made, attempt * tries, most(&right)))
        }
        "subscription" => {
            let free = Figures::of(&flat(made, 0.0, quality))?;
            let part = (number(&ask::SUBSCRIPTION_TASKS) / tasks).min(1.0);
            let part = if tasks > 0.0 { part } else { 1.0 };
            let of = free.mixed(part, Figures::of(made)?);
            Some(of.paying(number(&ask::SUBSCRIPTION_USD), tasks))
        }
        "provisioned" => {
            let units = units(made, &report, found.today.as_ref()?.attempts)?;
            let hourly = units * number(&ask::UNIT_USD) * made.work.period.hours();
            Some(Figures::of(&flat(made, 0.0, quality))?.paying(hourly, tasks))
        }
        _ => None,
    }
}

/// Nobody, a person alone, and a person who looks at each attempt and does again what is wrong. What is paid anyway
/// belongs to attempts.
fn people(made: &Scenario, kind: &str, attempt: f64, quality: f64) -> Option<Figures> {
    let said = made.checking.as_ref().and_then(|table| table.fallback_usd);
    let minute = made.person.wage_usd_per_hour / 60.0;
    let person = said.unwrap_or(minute * made.person.task_minutes);
    let (spend, anyway) = match kind {
        "nothing" => {
            return Some(Figures {
                net: -made.work.tasks * made.value.undone_usd,
                ..Figures::default()
            });
        }
        "person" => (person, 0.0),
        _ => {
            let review = minute * made.person.review_minutes;
            (attempt + review + (1.0 - quality) * person, made.fixed.usd)
        }
    };
    let of = Figures {
        cost: spend,
        right: 1.0,
        wrong: 0.0,
        attempts: 1.0,
        net: made.work.tasks * (made.value.gain_usd - spend),
    };
    Some(of.paying(anyway, made.work.tasks))
}

/// Whole units that work 0.6 of the time and read five times as fast as they write; nothing where it is a close thing.
fn units(made: &Scenario, report: &scenario::report::Report, attempts: f64) -> Option<f64> {
    let speed = made.settings.number(&ask::UNIT_SPEED);
    let of = |step: &Step| {
        let hidden = step.reasoning_tokens.unwrap_or(0.0);
        let read = step.input_tokens - step.cache_read_tokens;
        step.calls * (read / (5.0 * speed) + (step.visible_output_tokens + hidden) / speed)
    };
    let seconds: f64 = made.steps.iter().map(of).sum();
    let busy = seconds * attempts * report.tasks / (made.work.period.hours() * 3_600.0 * 0.6);
    let is_close = (busy - busy.round()).abs() < 1e-9 * busy.max(1.0);
    (!is_close || busy < 0.5).then(|| busy.ceil().max(1.0))
}

/// Ways that end right equally often, or cost the same, but for rounding.
fn frontier(dice: &mut Dice) -> Verdict {
    let mut made = asked(dice);
    if let Some(table) = made.checking.as_mut().filter(|_| dice.once_in(2)) {
        (table.recall, table.false_reject) = (1.0, 0.0);
        table.fallback = Fallback::Person;
        table.correlation = 0.0;
    }
    let Some(found) = all_ways(&made) else {
        return Ok(());
    };
    let Some(today) = &found.today else {
        return Ok(());
    };
    let tell = |what: String| Err(difference(&made, what));
    let mut before: Option<&FiguresReport> = None;
    let mut points = vec![("today", today)];
    for row in &found.rows {
        let Some(of) = &row.figures else { continue };
        let (cost, right) = (of.per_task_usd - today.per_task_usd, of.right - today.right);
        let costs_more = cost > 1e-12 * of.per_task_usd.max(today.per_task_usd);
        let expected = (costs_more && right > 1e-12).then(|| cost / right);
        let is_same = match (row.per_further_success_usd, expected) {
            (Some(said), Some(expected)) => (said - expected).abs() <= 1e-9 * expected,
            (said, expected) => said.is_none() && expected.is_none(),
        };
        if !is_same {
            let said = row.per_further_success_usd;
            return tell(format!(
                "{}: a further one costs {said:?}, found {expected:?}",
                row.name
            ));
        }
        let size = of.net_usd.abs() + of.per_period_usd;
        if before.is_some_and(|before| {
            before.net_usd < of.net_usd - 1e-11 * (size + before.per_period_usd)
        }) {
            return tell(format!("{} nets more than the one above it", row.name));
        }
        before = Some(of);
        if row.kind != "nothing" {
            points.push((row.name.as_str(), of));
        }
    }
    corners(&found.frontier, &points).or_else(tell)
}

/// Each corner is beaten by no way, and every other way by a corner or by a mixture of two neighbours.
fn corners(said: &[String], points: &[(&str, &FiguresReport)]) -> Result<(), String> {
    let at = |name: &String| {
        let of = points.iter().find(|(other, _)| name == other);
        of.map(|(_, of)| (of.per_task_usd, of.right))
    };
    let hull: Vec<(f64, f64)> = said.iter().filter_map(at).collect();
    let most = |cost: f64| {
        // The most right results for a cost, by corners and their mixtures.
        let of = |pair: &[(f64, f64)]| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            (from <= cost && cost <= to).then(|| low + (high - low) * (cost - from) / (to - from))
        };
        let dearest = hull.last().filter(|last| last.0 <= cost).map(|last| last.1);
        hull.windows(2)
            .filter_map(of)
            .chain(dearest)
            .fold(f64::NEG_INFINITY, f64::max)
    };
    for pair in hull.windows(2) {
        if pair[1].0 <= pair[0].0 * (1.0 + 1e-12) || pair[1].1 <= pair[0].1 + 1e-12 {
            return Err(format!("{pair:?} are two corners that differ by rounding"));
        }
    }
    for (name, of) in points {
        if said.iter().any(|corner| corner == name) {
            continue;
        }
        if most(of.per_task_usd * (1.0 + 1e-9)) < of.right - 1e-9 {
            return Err(format!("{name} is beaten by no corner and is none"));
        }
    }
    Ok(())
}

//! The figures that a text may tell: those of the report as JSON, of the document and of the drawings, and what is
//! derived from them in a sentence.

use crate::read_back::{Read, Unit};
use scenario::analysis::rows_of;
use scenario::break_even::{Rival, places};
use scenario::document::Scenario;
use scenario::field::{Datum, Place, Unit as FieldUnit};
use scenario::report::{BreakEvenReport, Report};
use scenario::sweep::Base;
use serde_json::Value;
use telling::picture;

/// A figure, and what it counts.
#[derive(Clone, Copy, Debug)]
struct Figure {
    value: f64,
    unit: Unit,
    /// Thresholds are said on the side that pays: up to a whole last figure away.
    is_threshold: bool,
}

/// Every figure of a report.
#[derive(Debug, Default)]
pub(super) struct Figures {
    all: Vec<Figure>,
}

impl Figures {
    /// With what the drawings show where there is a `base`.
    pub(super) fn of(scenario: &Scenario, report: &Report, base: Option<&Base>) -> Self {
        let mut figures = Self::default();
        let json = serde_json::to_value(report).unwrap_or_default();
        figures.walk(&json, "");
        figures.document(scenario);
        figures.rows(&report.break_even);
        figures.derived(scenario, report);
        figures.advised(report);
        if let Some(base) = base {
            figures.rows(&rows_of(base, Rival::Person, &places(base)));
            figures.drawings(base, report);
            figures.risks(base, report);
        }
        figures
    }

    /// Whether a number of a text is one of them.
    pub(super) fn tell(&self, read: &Read) -> bool {
        self.all.iter().any(|figure| {
            let mut read = read.clone();
            read.room *= if figure.is_threshold { 2.0 } else { 1.0 };
            // A factor of a formula is a chance without its per cent.
            let is_alike =
                figure.unit == read.unit || read.unit == Unit::Plain && figure.unit == Unit::Share;
            is_alike && read.tells(figure.value)
        })
    }

    /// Whether a number written in full is one of them, to the fourteenth figure.
    pub(super) fn hold(&self, number: f64) -> bool {
        self.all
            .iter()
            .any(|figure| (figure.value - number).abs() <= 1e-14 * number.abs())
    }

    fn add(&mut self, unit: Unit, values: impl IntoIterator<Item = f64>) {
        let figures = values.into_iter().map(|value| Figure {
            value,
            unit,
            is_threshold: false,
        });
        self.all.extend(figures);
    }

    /// All numbers of the JSON, by the names that they stand under.
    fn walk(&mut self, json: &Value, name: &str) {
        match json {
            Value::Number(number) => self.add(unit_of(name), number.as_f64()),
            Value::Array(all) => all.iter().for_each(|json| self.walk(json, name)),
            // Their numbers have the unit of their path, see `rows`.
            Value::Object(row) if row.contains_key("path") && row.contains_key("verdict") => {}
            Value::Object(all) => all.iter().for_each(|(name, json)| self.walk(json, name)),
            _ => {}
        }
    }

    fn document(&mut self, scenario: &Scenario) {
        for place in scenario.places() {
            let unit = field_unit(&place);
            match scenario.get(&place) {
                Datum::Number(number) => self.add(unit, [number, -number]),
                Datum::Point(tokens, rate) => {
                    self.add(Unit::Plain, [tokens]);
                    self.add(Unit::Share, [rate]);
                }
                _ => {}
            }
        }
        let person = &scenario.person;
        self.add(
            Unit::Dollars,
            [
                person.task_usd(),
                person.review_usd(),
                scenario.value.gain_usd - person.task_usd(),
            ],
        );
        for step in &scenario.steps {
            self.add(Unit::Plain, [step.hidden_tokens()]);
        }
    }

    /// Today's values and thresholds; how far a number may move, in points, times and parts.
    fn rows(&mut self, rows: &[BreakEvenReport]) {
        for row in rows {
            let Some(place) = Place::parse(&row.path) else {
                continue;
            };
            let unit = field_unit(&place);
            self.add(unit, [row.today]);
            let mut add = |unit, value| {
                self.all.push(Figure {
                    value,
                    unit,
                    is_threshold: true,
                });
            };
            for at in row.threshold.iter().chain(&row.thresholds) {
                add(unit, *at);
                add(Unit::Plain, 100.0 * (at - row.today).abs());
                add(Unit::Plain, at / row.today);
            }
            row.room.into_iter().for_each(|room| add(Unit::Share, room));
        }
    }

    /// What sentences and formulas work out from the report; nothing else may be.
    fn derived(&mut self, scenario: &Scenario, report: &Report) {
        let cost = &report.cost;
        self.add(
            Unit::Plain,
            [
                cost.classes.iter().map(|class| class.tokens).sum(),
                report.steps.len() as f64,
            ],
        );
        self.add(
            Unit::Share,
            [0.0, 1.0, cost.fees_usd / cost.per_attempt_usd],
        );
        self.add(Unit::Dollars, [0.0]);
        let attempts = report
            .outcome
            .as_ref()
            .map_or(1.0, |outcome| outcome.attempts);
        for step in &report.steps {
            let rates = step
                .classes
                .iter()
                .map(|class| class.usd / class.tokens * 1e6);
            self.add(Unit::Dollars, rates);
            let of_a_point = step.value_of_success_usd.map(|usd| usd / 100.0);
            self.add(Unit::Dollars, of_a_point);
            self.add(
                Unit::Dollars,
                [step.effort_usd_per_mtok / 1e3 * step.calls * attempts],
            );
        }
        if let Some(outcome) = &report.outcome {
            self.add(Unit::Dollars, [outcome.person_usd / outcome.exhausted]);
        }
        let Some(value) = &report.value else {
            return;
        };
        // A person alone nets what a right result is worth, less what the person costs.
        let per_point = value.value_of_quality_usd / 100.0;
        self.add(
            Unit::Dollars,
            [
                per_point,
                -value.gain_usd,
                value.net_per_token_usd.unwrap_or(0.0) * 1e3,
            ],
        );
        // A sentence says "loses" and "brings" instead of a sign.
        let said = [value.net_usd, value.taken_usd, value.nothing_usd];
        self.add(Unit::Dollars, said.map(|usd| -usd));
        self.add(Unit::Dollars, value.parts.iter().map(|part| -part.task_usd));
        let alone = scenario
            .checking
            .as_ref()
            .and_then(|checking| checking.fallback_usd);
        self.add(Unit::Dollars, alone.map(|usd| value.gain_usd - usd));
        self.add(
            Unit::Plain,
            value
                .break_even_tasks
                .map(|tasks| libm::ceil(tasks * (1.0 - 1e-12))),
        );
        for at in &value.break_even_quality {
            self.all.push(Figure {
                value: *at,
                unit: Unit::Share,
                is_threshold: true,
            });
        }
    }

    /// What the best effort earns more, and how it compares with today's.
    fn advised(&mut self, report: &Report) {
        let (Some(value), Some(optimum)) = (&report.value, &report.optimum) else {
            return;
        };
        self.add(Unit::Dollars, [optimum.best.net_usd - value.net_usd]);
        let (now, best) = (report.steps[0].effort_tokens, optimum.best.tokens[0]);
        self.add(Unit::Share, [best / now]);
        let ratio = report.steps[0].hidden_ratio.unwrap_or(0.0);
        self.add(Unit::Plain, [best / now, ratio * best / now, 50.0]);
    }

    /// What risk takes from the worth of a thousand tokens, and adds to their cost, in the formula of the next dollar.
    fn risks(&mut self, base: &Base, report: &Report) {
        let model = base.model();
        let evaluation = economics::evaluate(model);
        let (Some(outcome), Some(adjoints)) = (&evaluation.outcome, &evaluation.adjoints) else {
            return;
        };
        let aversion = model.value.risk_aversion;
        for (index, place) in base.order().iter().enumerate() {
            let Some(step) = report.steps.get(*place) else {
                continue;
            };
            let slope = model.steps[index].curve.map_or(0.0, |curve| {
                curve.slope(model.steps[index].present_effort().0)
            });
            let quality = outcome.net.variance_per_quality * adjoints.of_success[index] * slope;
            let dollars = step.effort_usd_per_mtok / 1e3 * step.calls;
            let risks = [quality * 1e3, outcome.net.variance_per_cost * dollars];
            self.add(Unit::Dollars, risks.map(|risk| (aversion * risk).abs()));
        }
    }

    fn drawings(&mut self, base: &Base, report: &Report) {
        if let Some(curve) = picture::value_curve(base, report) {
            for point in curve.points.iter().chain([&curve.today]).chain(&curve.best) {
                self.add(Unit::Plain, [point.across]);
                self.add(
                    Unit::Dollars,
                    [point.across, point.worth, point.spend, point.net()],
                );
            }
        }
        for (_, dollars, _) in picture::splits(base, report)
            .into_iter()
            .flat_map(|splits| splits.rows)
        {
            self.add(Unit::Dollars, dollars);
        }
        if let Some(frontier) = &report.frontier {
            for (path, at) in [(&frontier.across, 0), (&frontier.up, 1)] {
                let unit = Place::parse(path).map_or(Unit::Plain, |place| field_unit(&place));
                self.add(unit, frontier.points.iter().map(|point| point[at]));
            }
        }
    }
}

/// What a number of the JSON counts, by its name.
fn unit_of(name: &str) -> Unit {
    let shares = [
        "quality",
        "right",
        "wrong",
        "exhausted",
        "loss_probability",
        "period_loss_probability",
        "chance",
        "success_rate",
        "break_even_quality",
        "discount",
    ];
    if name.contains("usd") || name == "adjoint" || name.starts_with("next_dollar") {
        Unit::Dollars
    } else if name.contains("share") || shares.contains(&name) {
        Unit::Share
    } else {
        Unit::Plain
    }
}

fn field_unit(place: &Place) -> Unit {
    match place.field.rule.unit {
        FieldUnit::Usd | FieldUnit::UsdPerMtok | FieldUnit::UsdPerHour => Unit::Dollars,
        FieldUnit::Share => Unit::Share,
        _ => Unit::Plain,
    }
}

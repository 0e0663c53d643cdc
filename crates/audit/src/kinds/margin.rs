//! What a little more is worth, by evaluating whole documents a little to either side.

use crate::dice::Dice;
use crate::documents::{difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use scenario::choice::Effort;
use scenario::document::Scenario;
use scenario::report::Report;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "value-of-success",
        what: "what a step's success and quality are worth, by whole documents with a little more and less of it",
        in_tests: 150,
        law: value_of_success,
    },
    Kind {
        name: "next-dollar",
        what: "what the next token is worth and the next dollar returns, by whole documents with a little more and less effort, and dearer calls",
        in_tests: 150,
        law: next_dollar,
    },
];

fn report(made: &Scenario) -> Option<Report> {
    scenario::evaluate(made, Catalog::embedded()).report
}

/// The figure of a document, and of one in which a number is a little more and a little less.
struct Slope {
    up: f64,
    down: f64,
    /// What rounding makes of it.
    noise: f64,
}

impl Slope {
    /// Of `figure` where `change` moves the document by `h`; nothing at an error.
    fn of(
        made: &Scenario,
        h: f64,
        change: impl Fn(&mut Scenario, f64),
        figure: impl Fn(&Report) -> Option<f64>,
    ) -> Option<Self> {
        let at = |h: f64| {
            let mut changed = made.clone();
            change(&mut changed, h);
            figure(&report(&changed)?)
        };
        let (low, now, high) = (at(-h)?, at(0.0)?, at(h)?);
        let size = low.abs() + now.abs() + high.abs();
        Some(Self {
            up: (high - now) / h,
            down: (now - low) / h,
            noise: 1e-13 * size / h,
        })
    }

    fn middle(&self) -> f64 {
        (self.up + self.down) / 2.0
    }

    /// Whether there is one slope to compare with: no kink, and no bend that the distance is too large for.
    fn is_straight(&self) -> bool {
        (self.up - self.down).abs() <= 1e-2 * (self.up.abs() + self.down.abs()) + self.noise
    }
}

fn net(report: &Report) -> Option<f64> {
    Some(report.value.as_ref()?.net_usd)
}

fn value_of_success(dice: &mut Dice) -> Verdict {
    let mut made = scenario(dice, 4);
    made.value.risk_aversion = dice.pick(&[0.0, 0.0, 1e-4, 0.01]);
    let Some(now) = report(&made) else {
        return Ok(());
    };
    let place = dice.whole(0, made.steps.len() as u32 - 1) as usize;
    let step = &now.steps[place];
    let (Some(said), Some(rate)) = (step.value_of_success_usd, made.steps[place].success_rate)
    else {
        return Ok(());
    };
    let (adjoint, quality) = (step.adjoint.unwrap_or(0.0), step.quality.unwrap_or(0.0));
    let move_rate = |made: &mut Scenario, h: f64| made.steps[place].success_rate = Some(rate + h);
    let h = 1e-4 * rate.min(1.0 - rate);
    let Some(slope) = Slope::of(&made, h, move_rate, net).filter(Slope::is_straight) else {
        return Ok(());
    };
    let spend = now.outcome.as_ref().map_or(0.0, |of| of.spend_usd);
    let scale = spend + made.value.gain_usd + made.value.loss_usd + made.value.undone_usd;
    let found = slope.middle();
    if (said - found).abs() > 1e-5 * (found.abs() + 1e-3 * scale) + slope.noise {
        let what = format!("{}: success is worth {said}, found {found}", step.name);
        return Err(difference(&made, what));
    }
    // Quality is the step's own success times what came before: a little more of either is worth the same part.
    if (adjoint * quality - said * rate).abs() > 1e-9 * (scale + found.abs()) {
        let what = format!(
            "{}: adjoint {adjoint} x {quality} is not {said} x {rate}",
            step.name
        );
        return Err(difference(&made, what));
    }
    Ok(())
}

fn next_dollar(dice: &mut Dice) -> Verdict {
    let mut made = scenario(dice, 4);
    made.value.risk_aversion = dice.pick(&[0.0, 0.0, 1e-4, 0.01]);
    let place = dice.whole(0, made.steps.len() as u32 - 1) as usize;
    let Some(now) = report(&made) else {
        return Ok(());
    };
    let step = &mut made.steps[place];
    if step.effort == Some(Effort::All) || now.steps[place].next_dollar_returns.is_none() {
        return Ok(());
    }
    // From here on success follows effort.
    step.success_rate_at_tokens = Some(now.steps[place].effort_tokens);
    let reasoning = step.hidden_tokens();
    let h = 1e-3 * reasoning;
    let think =
        |made: &mut Scenario, h: f64| made.steps[place].reasoning_tokens = Some(reasoning + h);
    let certain = |report: &Report| Some(report.value.as_ref()?.certainty_equivalent_usd);
    let call = |report: &Report| Some(report.steps[place].per_call_usd);
    let slopes = (
        Slope::of(&made, h, think, certain),
        Slope::of(&made, h, think, net),
        Slope::of(&made, h, think, call),
    );
    let (Some(all), Some(plain), Some(token)) = slopes else {
        return Ok(());
    };
    let dearer = |figure: &dyn Fn(&Report) -> Option<f64>| {
        dearer(&made, place, now.cost.per_attempt_usd.max(1e-6), figure)
    };
    let (Some((dollar, noise)), Some((plain_dollar, _))) = (dearer(&certain), dearer(&net)) else {
        return Ok(());
    };
    if !(all.is_straight() && plain.is_straight()) || dollar * token.middle() <= 0.0 {
        return Ok(());
    }
    let price = dollar * token.middle();
    let found = (all.middle() + price) / price;
    let said = now.steps[place].next_dollar_returns.unwrap_or(f64::NAN);
    let noise = (all.noise + noise * token.middle()) / price;
    if noise < 1e-3 && (said - found).abs() > 1e-3 * (found.abs() + 1.0) + 10.0 * noise {
        let what = format!("the next dollar at step {place} returns {said}, found {found}");
        return Err(difference(&made, what));
    }
    let worth = 1e3 * (plain.middle() + plain_dollar * token.middle());
    let said = now.steps[place]
        .value_per_1000_tokens_usd
        .unwrap_or(f64::NAN);
    let size = worth.abs() + 1e3 * plain_dollar * token.middle();
    if (said - worth).abs() > 1e-3 * size + 1e4 * plain.noise {
        let what = format!("1,000 tokens at step {place} are worth {said}, found {worth}");
        return Err(difference(&made, what));
    }
    Ok(())
}

/// What one more dollar for each call of a step takes from a figure, and what rounding makes of that. The figure is a
/// parabola in it, which three points fix: a fee of nothing more, of `h` more and of twice that.
fn dearer(
    made: &Scenario,
    place: usize,
    h: f64,
    figure: &dyn Fn(&Report) -> Option<f64>,
) -> Option<(f64, f64)> {
    let at = |more: f64| {
        let mut changed = made.clone();
        let fee = &mut changed.steps[place].price.request_usd;
        *fee = Some(fee.unwrap_or(0.0) + more);
        figure(&report(&changed)?)
    };
    let (none, one, two) = (at(0.0)?, at(h)?, at(2.0 * h)?);
    let size = none.abs() + one.abs() + two.abs();
    let slope = (4.0 * one - 3.0 * none - two) / (2.0 * h);
    Some((-slope, 1e-13 * size / h))
}

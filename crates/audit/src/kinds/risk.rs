//! What the risk section says of whole documents: a task, a period of few tasks, the sentence about both.

use crate::dice::Dice;
use crate::documents::{difference, scenario};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use scenario::analysis::taken_apart;
use scenario::report::Report;
use telling::words::risk_takeaway;

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "risk",
    what: "a document's chances of a loss, of a task and of a period of up to three, by all sums; the sentence contradicts neither",
    in_tests: 40,
    law: few,
}];

fn few(dice: &mut Dice) -> Verdict {
    let mut made = scenario(dice, 2);
    made.work.tasks = dice.pick(&[0.0, 0.5, 1.0, 2.0, 2.25, 3.0]);
    if dice.once_in(3) {
        // Round money makes ties.
        made.steps.iter_mut().for_each(|step| {
            step.price.input_usd_per_mtok = Some(0.0);
            step.price.output_usd_per_mtok = Some(0.0);
            step.price.reasoning_usd_per_mtok = None;
            step.price.request_usd = Some(dice.pick(&[0.0, 0.1, 0.3]));
        });
        made.value.gain_usd = dice.pick(&[0.0, 0.1, 0.3, 0.6, 0.9, 1.8]);
    }
    let (evaluated, _) = taken_apart(&made, Catalog::embedded());
    let Some(report) = evaluated.report else {
        return Ok(());
    };
    let (Some(risk), Some(outcome)) = (&report.risk, &report.outcome) else {
        return Ok(());
    };
    let task: f64 = sums(&report, 1, 0.0);
    let whole = made.work.tasks as usize;
    let of = |tasks: usize| sums(&report, tasks, made.fixed.usd);
    let period = of(whole) + (made.work.tasks - whole as f64) * (of(whole + 1) - of(whole));
    let pairs = [
        ("a task's chance of a loss", outcome.loss_probability, task),
        ("a period's", risk.period_loss_probability, period),
    ];
    for (name, reported, found) in pairs {
        let near = if name == pairs[0].0 || risk.period_exact {
            1e-6
        } else {
            0.005
        };
        if (reported - found).abs() > near {
            return Err(difference(
                &made,
                format!("{name}: reported {reported}, found {found}"),
            ));
        }
    }
    let says = risk_takeaway(&made, &report);
    let (every, no) = (says.starts_with("Every"), says.starts_with("No "));
    let contradicts = every && task < 1.0 - 1e-6
        || no && task > 0.0
        || says.contains("always does") && period < 1.0 - 1e-5
        || says.contains("never does") && period > 1e-5
        || every && whole as f64 == made.work.tasks && whole > 0 && !says.contains("so does every")
        || says.contains("has none") != (made.work.tasks == 0.0);
    if contradicts {
        return Err(difference(
            &made,
            format!("{says} A task {task}, a period {period}."),
        ));
    }
    Ok(())
}

/// Chance that so many tasks lose, by the nets that the report lists for one.
fn sums(report: &Report, tasks: usize, fixed: f64) -> f64 {
    let Some(risk) = &report.risk else {
        return 0.0;
    };
    let lost = |net: f64, moved: f64| net < -1e-11 * moved;
    let mut sums = vec![(-fixed, fixed.abs(), 1.0)];
    for _ in 0..tasks {
        sums = sums
            .iter()
            .flat_map(|(net, moved, chance)| {
                risk.task.iter().map(move |one| {
                    (
                        net + one.net_usd,
                        moved + one.net_usd.abs(),
                        chance * one.chance,
                    )
                })
            })
            .collect();
    }
    let lost = sums.iter().filter(|(net, moved, _)| lost(*net, *moved));
    lost.map(|(.., chance)| chance).sum()
}

//! What becomes of a task, by writing out every history.

use crate::dice::Dice;
use crate::documents::{difference, scenario};
use crate::{Kind, Verdict};

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "outcome",
    what: "attempts, right and wrong results and net of a task whose tries are independent, by a recursion over attempts",
    in_tests: 300,
    law: independent,
}];

/// One attempt after the other, as a person would draw the tree.
fn independent(dice: &mut Dice) -> Verdict {
    let mut made = scenario(dice, 4);
    if let Some(checking) = &mut made.checking {
        checking.correlation = 0.0;
    }
    let evaluated = scenario::evaluate(&made, catalogs::prices::Catalog::embedded());
    let Some(report) = evaluated.report else {
        return Ok(());
    };
    let Some(outcome) = &report.outcome else {
        return Ok(());
    };
    let checking = made
        .checking
        .clone()
        .unwrap_or(scenario::document::Checking {
            recall: 0.0,
            ..scenario::document::Checking::default()
        });
    let (q, cost) = (outcome.quality, report.cost.per_attempt_usd);
    let (mut reached, mut attempts, mut right, mut wrong) = (1.0, 0.0, 0.0, 0.0);
    for _ in 0..checking.attempts as u32 {
        attempts += reached;
        right += reached * q * (1.0 - checking.false_reject);
        wrong += reached * (1.0 - q) * (1.0 - checking.recall);
        reached *= q * checking.false_reject + (1.0 - q) * checking.recall;
    }
    let by_person = checking.fallback == scenario::choice::Fallback::Person;
    let mut spend = attempts * (cost + checking.cost_usd);
    let mut worth = right * made.value.gain_usd - wrong * made.value.loss_usd;
    if by_person {
        right += reached;
        worth += reached * made.value.gain_usd;
        spend += reached * checking.fallback_usd.unwrap_or(made.person.task_usd());
    } else {
        worth -= reached * made.value.undone_usd;
    }
    let scale = spend.abs() + worth.abs() + made.value.gain_usd + made.value.loss_usd;
    let pairs = [
        ("attempts", outcome.attempts, attempts, attempts),
        ("right results", outcome.right, right, 1.0),
        ("wrong results", outcome.wrong, wrong, 1.0),
        ("spend", outcome.spend_usd, spend, scale),
    ];
    for (name, reported, found, scale) in pairs {
        if (reported - found).abs() > 1e-12 * scale.max(1e-300) {
            return Err(difference(
                &made,
                format!("{name}: reported {reported}, found {found}"),
            ));
        }
    }
    let net = report.value.as_ref().map_or(0.0, |value| value.net_usd);
    if (net - (worth - spend)).abs() > 1e-12 * scale {
        return Err(difference(
            &made,
            format!("net: reported {net}, found {}", worth - spend),
        ));
    }
    Ok(())
}

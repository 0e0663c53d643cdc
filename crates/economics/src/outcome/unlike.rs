//! Attempts that differ, as in a cascade from a cheap model to a dear one, and may be alike.
//!
//! One task has one difficulty: the chance p with which the weakest of them is right, Beta with mean q_min and
//! intra-class correlation rho. Attempt k fails with c_k (1 - p), c_k = (1 - q_k) / (1 - q_min), so that it fails in
//! 1 - q_k of all tasks. It is as if the weakest tried each time, and the better one mended 1 - c_k of its failures: a
//! failure is rejected with r_k = c_k r + (1 - c_k) f, and what is left are histories of the weakest alone.
//!
//! Slopes are in q_min with every c_k kept: the task grows easier.

use super::tries::{Chance, Start, Try, tries};
use super::{Attempt, Checking};
use crate::quantity::Usd;

/// Goes through the attempts, of which the last stands for all that follow; returns the chance that all were rejected.
pub(super) fn unlike(
    attempts: &[Attempt],
    checking: &Checking,
    each: &mut dyn FnMut(Usd, Try),
) -> Chance {
    let made = &attempts[..attempts.len().min(checking.attempts as usize)];
    let weakest = made
        .iter()
        .fold(1.0f64, |least, attempt| least.min(attempt.success.0));
    let start = Start::of(weakest, checking.correlation);
    let Some((last, before)) = made.split_last() else {
        return start.reached;
    };
    let fails = |attempt: &Attempt| match 1.0 - weakest {
        0.0 => 1.0,
        most => (1.0 - attempt.success.0) / most,
    };
    let (f, r) = (checking.false_reject.0, checking.recall.0);
    let rejects = |share: f64| share * r + (1.0 - share) * f;
    // Histories so far, by how many of them the weakest would have had right.
    let mut starts = vec![start];
    for attempt in before {
        let share = fails(attempt);
        let mut sum = Try::default();
        starts.iter().for_each(|start| {
            tries(*start, 0.0, (0.0, 0.0), 1, &mut |one| {
                add(&mut sum, &one, share);
            });
        });
        each(attempt.cost, sum);
        starts = after(&starts, checking.correlation, (f, rejects(share)));
    }
    let (share, left) = (fails(last), checking.attempts as usize - before.len());
    let mut rest = vec![Try::default(); left];
    let mut exhausted = Chance::default();
    for start in starts {
        let mut sums = rest.iter_mut();
        let rates = (f, rejects(share));
        let rejected = tries(
            start,
            checking.correlation,
            rates,
            left as u32,
            &mut |one| {
                if let Some(sum) = sums.next() {
                    add(sum, &one, share);
                }
            },
        );
        more(&mut exhausted, rejected, 1.0);
    }
    rest.into_iter().for_each(|sum| each(last.cost, sum));
    exhausted
}

/// Where histories stand after one more attempt: one more place, since it may have been right or wrong.
fn after(starts: &[Start], correlation: f64, (f, r): (f64, f64)) -> Vec<Start> {
    let before = starts.first().map_or(1.0, |start| start.weight);
    let weight = before + correlation;
    let mut next: Vec<Start> = Vec::with_capacity(starts.len() + 1);
    let moved = |start: &Start, was_right: f64| Start {
        reached: Chance::default(),
        right: Chance {
            chance: (before * start.right.chance + was_right * correlation) / weight,
            slope: before * start.right.slope / weight,
        },
        wrong: (before * start.wrong + (1.0 - was_right) * correlation) / weight,
        weight,
    };
    for start in starts {
        let (mut right, mut wrong) = (Chance::default(), Chance::default());
        tries(*start, 0.0, (0.0, 0.0), 1, &mut |one| {
            (right, wrong) = (one.right, one.wrong);
        });
        if next.is_empty() {
            next.push(moved(start, 0.0));
        }
        if let Some(last) = next.last_mut() {
            more(&mut last.reached, wrong, r);
        }
        let mut one_more = moved(start, 1.0);
        more(&mut one_more.reached, right, f);
        next.push(one_more);
    }
    next
}

/// An attempt whose failures are a part of the weakest's.
fn add(sum: &mut Try, one: &Try, share: f64) {
    more(&mut sum.reached, one.reached, 1.0);
    more(&mut sum.right, one.right, 1.0);
    more(&mut sum.right, one.wrong, 1.0 - share);
    more(&mut sum.wrong, one.wrong, share);
}

fn more(sum: &mut Chance, one: Chance, factor: f64) {
    sum.chance += one.chance * factor;
    sum.slope += one.slope * factor;
}

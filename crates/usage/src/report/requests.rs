//! The dearest requests.

use super::Largest;
use crate::decimal::Decimal;
use crate::event::Grain;
use crate::store::{Record, Store};

/// So many are kept.
const MOST: usize = 10;

/// The dearest requests so far.
#[derive(Default)]
pub(super) struct Dearest {
    best: Vec<(Decimal, Record)>,
}

impl Dearest {
    pub fn offer(&mut self, record: &Record, cost: Decimal) {
        let is_request = record.grain == Grain::Request && cost > Decimal::ZERO;
        let rank = |cost: Decimal, record: &Record| (cost, record.at, record.tokens.input());
        let own = rank(cost, record);
        let is_dear = || {
            let last = self.best.last();
            self.best.len() < MOST || last.is_some_and(|(cost, last)| rank(*cost, last) < own)
        };
        if !is_request || !is_dear() {
            return;
        }
        let position = self
            .best
            .partition_point(|(cost, other)| rank(*cost, other) >= own);
        self.best.insert(position, (cost, record.clone()));
        self.best.truncate(MOST);
    }

    pub fn list(&self, store: &Store) -> Vec<Largest> {
        let each = self.best.iter();
        each.map(|(cost, record)| {
            let context = store.context_of(record);
            Largest {
                at: record.at.map(|at| at.instant().to_string()),
                model: store.name(context.model).to_owned(),
                session: store.name(context.session).to_owned(),
                input_tokens: record.tokens.input(),
                output_tokens: record.tokens.output(),
                cost_usd: *cost,
            }
        })
        .collect()
    }
}

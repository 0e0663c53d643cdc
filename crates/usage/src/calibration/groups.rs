//! What was measured, by model and role.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalogs::prices::Catalog;
use economics::price::{Instant, UnitId};

use super::{LeftOut, Spread};
use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::event::{Grain, Outcome};
use crate::price::Pricer;
use crate::store::{Record, Store};
use crate::tokens::{Class, Tokens};

/// What a rate of the document prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rated {
    Input,
    Read,
    Write,
    Write1h,
    Output,
    Reasoning,
    Call,
}

/// Calls of one model in one role.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub provider: String,
    pub model: String,
    pub processing: String,
    pub role: String,
    pub calls: u64,
    pub tokens: Tokens,
    pub cost: Decimal,
    /// What each rate was paid for in all.
    pub paid: BTreeMap<Rated, Decimal>,
    pub last: Option<Instant>,
    pub samples: BTreeMap<&'static str, Vec<f64>>,
    /// Calls in each task.
    pub of_tasks: HashMap<u64, u32>,
}

/// All that was measured.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub groups: BTreeMap<(String, String, String, String), Group>,
    pub span_days: u64,
    turns: BTreeSet<u64>,
    sessions: BTreeSet<u64>,
    calls: u64,
    calls_with_turn: u64,
    calls_with_session: u64,
    failed: u64,
    left_out: BTreeMap<String, u64>,
    /// Time, input and turn of each request of a session.
    steps_of: HashMap<u32, Vec<(i64, u64, u32)>>,
}

impl Measured {
    pub fn new(store: &Store, catalog: &Catalog, ask: &Ask) -> Measured {
        let mut measured = Measured::default();
        let mut pricer = Pricer::new(catalog, ask.now);
        let mut days: Option<(i64, i64)> = None;
        for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
            if record.outcome == Outcome::GatewayCache || record.grain == Grain::Money {
                continue;
            }
            measured.failed += u64::from(record.outcome == Outcome::Failed);
            if record.tokens.is_nothing() {
                continue;
            }
            if let Err(why) = measured.add(store, &mut pricer, &record) {
                *measured.left_out.entry(why).or_default() += 1;
                continue;
            }
            if let Some(at) = record.at {
                let day = at.day_number(ask.offset_of(&record));
                let (first, last) = days.unwrap_or((day, day));
                days = Some((first.min(day), last.max(day)));
            }
        }
        measured.span_days = days.map_or(1, |(first, last)| (last - first + 1) as u64);
        measured
    }

    fn add(
        &mut self,
        store: &Store,
        pricer: &mut Pricer<'_>,
        record: &Record,
    ) -> Result<(), String> {
        let context = *store.context_of(record);
        let (seller, name) = (store.name(context.provider), store.name(context.model));
        let lines = pricer.lines(store, record);
        let lines = lines.map_err(|why| format!("model \"{name}\" {why}"))?;
        let meant = pricer.model(seller, name)?;
        let processing = match store.name(context.processing) {
            "" => "standard",
            other => other,
        };
        let key = (
            meant.found.provider.id.clone(),
            meant.found.model.id.clone(),
            processing.to_owned(),
            store.name(context.agent).to_owned(),
        );
        let group = self.groups.entry(key.clone()).or_default();
        (group.provider, group.model, group.processing, group.role) = key;
        let calls = match record.grain {
            Grain::Bucket { requests } => requests.unwrap_or(1).max(1),
            _ => 1,
        };
        group.calls += calls;
        group.tokens.add(&record.tokens);
        for (unit, amount) in lines {
            group.cost += amount;
            *group.paid.entry(rated(unit)).or_default() += amount;
        }
        group.last = group.last.max(record.at.map(|at| at.instant()));
        if record.grain == Grain::Request {
            group.sample(&record.tokens);
        }
        self.calls += calls;
        let session = context.session;
        let turn = (u64::from(session) << 32) | u64::from(record.turn);
        if record.turn != 0 {
            self.turns.insert(turn);
            self.calls_with_turn += calls;
        }
        if session != 0 {
            self.sessions.insert(u64::from(session));
            self.calls_with_session += calls;
        }
        *group.of_tasks.entry(turn).or_default() += 1;
        if let Some(at) = record.at.filter(|_| session != 0) {
            let steps = self.steps_of.entry(session).or_default();
            steps.push((at.millis, record.tokens.input(), record.turn));
        }
        Ok(())
    }

    /// A turn where nearly all calls name one, else a session, else each call.
    pub fn task_word(&self) -> &'static str {
        let nearly_all = |calls: u64| calls * 10 >= self.calls * 9;
        if nearly_all(self.calls_with_turn) {
            "turn"
        } else if nearly_all(self.calls_with_session) {
            "session"
        } else {
            "request"
        }
    }

    pub fn tasks(&self) -> u64 {
        match self.task_word() {
            "turn" => self.turns.len() as u64,
            "session" => self.sessions.len() as u64,
            _ => self.calls,
        }
    }

    pub fn dearest_first(&self) -> Vec<&Group> {
        let mut groups: Vec<&Group> = self.groups.values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.cost));
        groups
    }

    /// What the document has no place for.
    pub fn beside(&self) -> Vec<Spread> {
        let (mut growth, mut gaps, mut turns) = (Vec::new(), Vec::new(), Vec::new());
        for steps in self.steps_of.values() {
            let mut steps = steps.clone();
            steps.sort_unstable();
            for pair in steps.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                gaps.push((after.0 - before.0) as f64 / 1_000.0);
                if before.2 == after.2 && after.1 >= before.1 {
                    growth.push((after.1 - before.1) as f64);
                }
            }
        }
        let mut by_turn: HashMap<u64, u64> = HashMap::new();
        for group in self.groups.values() {
            for (turn, calls) in &group.of_tasks {
                *by_turn.entry(*turn).or_default() += u64::from(*calls);
            }
        }
        if self.calls_with_turn > 0 {
            turns.extend(by_turn.into_values().map(|calls| calls as f64));
        }
        let share = self.failed as f64 / (self.calls + self.failed).max(1) as f64;
        let failed = Spread {
            name: "failed_share".to_owned(),
            mean: share,
            p05: share,
            p50: share,
            p95: share,
            n: self.calls + self.failed,
        };
        [
            Spread::of("turns_of_a_task", turns),
            Spread::of("turn_growth_tokens", growth),
            Spread::of("seconds_between_turns", gaps),
            Some(failed),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub fn left_out(&self) -> Vec<LeftOut> {
        let each = self.left_out.iter();
        each.map(|(reason, events)| LeftOut {
            reason: reason.clone(),
            events: *events,
        })
        .collect()
    }
}

impl Group {
    fn sample(&mut self, tokens: &Tokens) {
        let mut add = |name: &'static str, value: u64| {
            self.samples.entry(name).or_default().push(value as f64);
        };
        add("input_tokens", tokens.input());
        add("cache_read_tokens", tokens.count(Class::Read));
        add("cache_write_tokens", tokens.writes());
        add("cache_write_1h_tokens", tokens.count(Class::Write1h));
        let hidden = tokens.count(Class::Reasoning) + tokens.count(Class::Hidden);
        add("visible_output_tokens", tokens.output() - hidden);
        if tokens.get(Class::Reasoning).is_some() || hidden > 0 {
            add("reasoning_tokens", hidden);
        }
    }
}

/// Which rate of the document a unit of the list belongs to.
fn rated(unit: UnitId) -> Rated {
    let within = |whole: UnitId| unit == whole || whole.descendants().contains(unit);
    if within(UnitId::CACHE_READ_TOKENS) {
        Rated::Read
    } else if within(UnitId::CACHE_WRITE_1H_TOKENS) {
        Rated::Write1h
    } else if within(UnitId::CACHE_WRITE_TOKENS) {
        Rated::Write
    } else if within(UnitId::INPUT_TOKENS) {
        Rated::Input
    } else if within(UnitId::OUTPUT_REASONING_TOKENS) {
        Rated::Reasoning
    } else if within(UnitId::OUTPUT_TOKENS) {
        Rated::Output
    } else {
        Rated::Call
    }
}

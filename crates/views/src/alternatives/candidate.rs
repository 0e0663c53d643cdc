//! One other way to the same result, in the engine's terms, before it is compared.

use crate::technical;
use catalogs::prices::Catalog;
use economics::Model;
use economics::agent_loop::loop_cost;
use economics::call::TokenClass;
use economics::outcome::Attempt;
use economics::plan::Plan;
use economics::quantity::{Probability, Usd};
use scenario::document::{Scenario, Step};
use scenario::lower::{self, Terms};
use scenario::setting::MAX_ROWS;
use scenario::setting::rows::alternatives as ask;

/// What kind of change it is, by its word in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another model.
    Model,
    /// More or less effort.
    Effort,
    /// Slower or faster processing at another price.
    Processing,
    /// Another use of the prompt cache.
    Cache,
    /// A cheaper model first.
    Cascade,
    /// A router before two models.
    Router,
    /// Several tries at once, the check picks one.
    BestOf,
    /// Several tries, the majority counts.
    Majority,
    /// One more attempt after a rejection.
    Attempts,
    /// A machine of one's own.
    Hosting,
    /// The same with speculative decoding.
    Speculative,
    /// Reserved capacity at the provider.
    Provisioned,
    /// A fine-tuned model.
    Tuning,
    /// A subscription.
    Subscription,
    /// A person looks at every result and mends it.
    PersonAfter,
    /// A person alone.
    Person,
    /// Not doing it.
    Nothing,
}

impl Kind {
    /// All, in the order of the table where nothing else orders it.
    pub const ALL: [Self; 17] = [
        Self::Model,
        Self::Effort,
        Self::Processing,
        Self::Cache,
        Self::Cascade,
        Self::Router,
        Self::BestOf,
        Self::Majority,
        Self::Attempts,
        Self::Hosting,
        Self::Speculative,
        Self::Provisioned,
        Self::Tuning,
        Self::Subscription,
        Self::PersonAfter,
        Self::Person,
        Self::Nothing,
    ];

    /// Its word in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Effort => "effort",
            Self::Processing => "processing",
            Self::Cache => "cache",
            Self::Cascade => "cascade",
            Self::Router => "router",
            Self::BestOf => "best_of",
            Self::Majority => "majority",
            Self::Attempts => "attempts",
            Self::Hosting => "hosting",
            Self::Speculative => "speculative_decoding",
            Self::Provisioned => "provisioned",
            Self::Tuning => "fine_tuning",
            Self::Subscription => "subscription",
            Self::PersonAfter => "person_after",
            Self::Person => "person",
            Self::Nothing => "nothing",
        }
    }
}

/// A rival before it is compared.
pub(super) struct Candidate<'a> {
    pub(super) kind: Kind,
    /// Its name, unique in the table.
    pub(super) name: String,
    /// The plan, or what is missing for one.
    pub(super) plan: Result<Plan, String>,
    /// Cost of an attempt, where it is known without a success rate.
    pub(super) attempt_usd: Option<f64>,
    /// Hours that a task waits longer than today, shorter where negative.
    pub(super) waits_hours: f64,
    /// The number on which it depends whether it wins, then those that are looked at where that decides nothing.
    pub(super) levers: Vec<Lever<'a>>,
}

/// A number on which it depends whether an alternative wins.
pub(super) struct Lever<'a> {
    /// Its name in a sentence: `a try is right`, before `at least 83 %`.
    pub(super) name: &'static str,
    /// How its value is written.
    pub(super) written: Box<dyn Fn(f64) -> String + 'a>,
    /// What it is today; nothing where it is not known.
    pub(super) today: Option<f64>,
    /// Range in which it is looked for; of a share from 0 to 1 evenly, else by factors.
    pub(super) range: (f64, f64),
    /// Where what it comes to jumps, if that is known.
    pub(super) jumps: Vec<f64>,
    /// The alternative and today's way where the number is `x`.
    pub(super) at: Box<dyn Fn(f64) -> Option<(Plan, Plan)> + 'a>,
}

impl<'a> Candidate<'a> {
    /// One of which something is missing.
    pub(super) fn missing(kind: Kind, name: &str, says: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            plan: Err(says.into()),
            attempt_usd: None,
            waits_hours: 0.0,
            levers: Vec::new(),
        }
    }

    /// One with a further number that decides whether it wins.
    pub(super) fn with_lever(mut self, lever: Lever<'a>) -> Self {
        self.levers.push(lever);
        self
    }
}

/// A document in the engine's terms, lowered once.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    /// The model.
    pub(super) model: Model,
    /// For each step of the model, its place in the document.
    order: Vec<usize>,
    /// Cost of each step an attempt, in the model's order.
    costs: Vec<Usd>,
    /// Cost of an attempt.
    pub(super) cost: Usd,
    /// Input tokens of an attempt that a machine reads, all turns; what a cache holds is not read again.
    pub(super) read_tokens: f64,
    /// Output tokens of an attempt, hidden ones included.
    pub(super) output_tokens: f64,
}

impl Sketch {
    /// Of a document; the first error where it has one.
    pub(super) fn of(scenario: &Scenario, catalog: &Catalog) -> Result<Self, String> {
        let lowered = lower::lower(scenario, catalog);
        let Some(model) = lowered.model else {
            let mut problems = lowered.problems.into_iter();
            let first = problems.find(|problem| problem.is_error());
            return Err(first.map_or(String::new(), |problem| problem.message));
        };
        let mut sketch = Self {
            order: lowered.order,
            costs: Vec::with_capacity(model.steps.len()),
            cost: Usd::ZERO,
            read_tokens: 0.0,
            output_tokens: 0.0,
            model,
        };
        for step in &sketch.model.steps {
            let call = loop_cost(&step.agent, &step.rates);
            let output =
                call.tokens[TokenClass::VisibleOutput] + call.tokens[TokenClass::HiddenReasoning];
            let cost = call.total() * step.calls;
            sketch.costs.push(cost);
            sketch.cost += cost;
            sketch.read_tokens += technical::read_tokens(step).0 * step.calls.0;
            sketch.output_tokens += output.0 * step.calls.0;
        }
        Ok(sketch)
    }

    /// Chance that an attempt is right, where that is known.
    pub(super) fn success(&self) -> Option<Probability> {
        let rates = self.model.success_rates()?;
        Some(self.model.graph.attempt_success_rate(&rates))
    }

    /// The same where the steps of these places are right with another chance.
    pub(super) fn success_with(&self, places: &[usize], rate: f64) -> Option<Probability> {
        let rates: Option<Vec<f64>> = self
            .placed()
            .map(|(step, place)| match places.contains(&place) {
                true => Some(rate),
                false => step.success_rate.map(|rate| rate.0),
            })
            .collect();
        Some(self.model.graph.attempt_success_rate(&rates?))
    }

    /// Steps of the model, each with its place in the document.
    pub(super) fn placed(&self) -> impl Iterator<Item = (&economics::Step, usize)> {
        self.model.steps.iter().zip(self.order.iter().copied())
    }

    /// What an attempt costs beside the steps of these places.
    pub(super) fn cost_beside(&self, places: &[usize]) -> Usd {
        let each = self.costs.iter().zip(&self.order);
        each.filter(|(_, place)| !places.contains(place))
            .map(|(cost, _)| *cost)
            .sum()
    }

    /// The step that costs most an attempt, with its place in the document.
    pub(super) fn dearest(&self) -> Option<(&economics::Step, usize)> {
        let each = self.placed().zip(&self.costs);
        let dearest = each.reduce(|most, step| if step.1 > most.1 { step } else { most });
        dearest.map(|(step, _)| step)
    }

    /// Places of the steps that use the model of the dearest one; where that has none, it alone.
    fn main_steps(&self, scenario: &Scenario) -> Vec<usize> {
        let Some((_, dearest)) = self.dearest() else {
            return Vec::new();
        };
        let of = &scenario.steps[dearest];
        let is_one = |(place, step): (usize, &Step)| {
            (place == dearest || !of.model.is_empty() && is_same_model(of, step)).then_some(place)
        };
        let steps = scenario.steps.iter().enumerate();
        steps.filter_map(is_one).collect()
    }
}

/// What all alternatives are made from.
pub(super) struct Context<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) catalog: &'a Catalog,
    pub(super) today: Sketch,
    /// Places of the steps that use the dearest step's model.
    pub(super) main: Vec<usize>,
}

impl<'a> Context<'a> {
    /// Nothing where the document has an error.
    pub(super) fn new(scenario: &'a Scenario, catalog: &'a Catalog) -> Option<Self> {
        let today = Sketch::of(scenario, catalog).ok()?;
        Some(Self {
            main: today.main_steps(scenario),
            scenario,
            catalog,
            today,
        })
    }

    /// Today's way.
    pub(super) fn today_plan(&self) -> Option<Plan> {
        self.plan_of(self.scenario, &self.today)
    }

    /// A document's way, from its sketch; nothing while its success is unknown.
    pub(super) fn plan_of(&self, scenario: &Scenario, sketch: &Sketch) -> Option<Plan> {
        let success = sketch.success()?;
        Some(plan(
            scenario,
            Attempt {
                cost: sketch.cost,
                success,
            },
        ))
    }

    /// The sketch of a changed document.
    pub(super) fn sketch(&self, scenario: &Scenario) -> Result<Sketch, String> {
        Sketch::of(scenario, self.catalog)
    }

    /// A candidate that is a changed document, and its sketch.
    pub(super) fn sketched(
        &self,
        kind: Kind,
        name: &str,
        scenario: &Scenario,
    ) -> (Candidate<'a>, Option<Sketch>) {
        let sketch = match self.sketch(scenario) {
            Ok(sketch) => sketch,
            Err(says) => return (Candidate::missing(kind, name, says), None),
        };
        let candidate = Candidate {
            plan: self
                .plan_of(scenario, &sketch)
                .ok_or_else(|| UNKNOWN_SUCCESS.into()),
            attempt_usd: Some(sketch.cost.0),
            ..Candidate::missing(kind, name, "")
        };
        (candidate, Some(sketch))
    }

    /// A candidate that is a changed document.
    pub(super) fn candidate(&self, kind: Kind, name: &str, scenario: &Scenario) -> Candidate<'a> {
        self.sketched(kind, name, scenario).0
    }

    /// The pinned models: provider, model and success rate.
    pub(super) fn pinned(&self) -> Vec<(String, String, Option<f64>)> {
        let settings = &self.scenario.settings;
        let row = |index| {
            let model = settings.word_at(&ask::MODEL, index);
            let provider = settings.word_at(&ask::MODEL_PROVIDER, index);
            let success = settings.optional_at(&ask::MODEL_SUCCESS, index);
            (!model.is_empty()).then_some((provider, model, success))
        };
        (0..MAX_ROWS).filter_map(row).collect()
    }
}

/// Said where a scenario has no success rate.
pub(super) const UNKNOWN_SUCCESS: &str = "it is not known how often a result is right";
/// Said where there is no check.
pub(super) const NO_CHECK: &str =
    "nobody looks at results; open Checking and say who does, and how well";

/// A document's terms with attempts of one kind.
pub(super) fn plan(scenario: &Scenario, attempt: Attempt) -> Plan {
    let Terms {
        checking,
        value,
        tasks,
        fixed,
    } = lower::terms(scenario);
    Plan::of(attempt, checking, value, tasks, fixed)
}

/// Whether two steps use one model.
fn is_same_model(one: &Step, other: &Step) -> bool {
    (&one.provider, &one.model) == (&other.provider, &other.model)
}

//! The canonical event: what every row of every format becomes.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::decimal::Decimal;
use crate::moment::Moment;
use crate::proof::Proof;
use crate::tokens::Tokens;

/// What a row of a log says was used, charged or both. Texts are borrowed from the row.
#[derive(Clone, Debug, Default)]
pub struct Event<'row> {
    /// When it happened; the start of a bucket.
    pub at: Option<Moment>,
    /// What one row stands for.
    pub grain: Grain,
    /// Which rows say the same.
    pub identity: Identity,
    /// Whether the row is the last word on its request.
    pub finality: Finality,
    /// How the request ended.
    pub outcome: Outcome,
    /// The model as logged; empty where the log names none.
    pub model: Cow<'row, str>,
    /// Who was asked: the provider or gateway that the log or its format names; empty where none.
    pub provider: Cow<'row, str>,
    /// What the price depends on.
    pub terms: Terms<'row>,
    /// For whom and what for.
    pub who: Who<'row>,
    /// What was used.
    pub tokens: Tokens,
    /// Calls that are billed by number.
    pub calls: Calls,
    /// How it is known where the parts of the counts stand.
    pub proof: Proof,
    /// What the log says it cost.
    pub charges: Vec<Charge>,
    /// What somebody should know.
    pub flags: Flags,
    /// A copy of another part of the same log: the original is kept where both are final.
    pub is_copy: bool,
}

/// What one row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// One request: tiers of its price follow from its own counts.
    #[default]
    Request,
    /// Several requests added up, how many is not known.
    Turn,
    /// A span of time added up.
    Bucket {
        /// How many requests, where the row says so.
        requests: Option<u64>,
    },
    /// Money without tokens: a line of a bill.
    Money,
}

/// Which rows say the same: those of the same id, of the same scope or the same second id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// Hash of the id; 0 is none, and then the whole row counts.
    pub id: u64,
    /// Within which the id alone is enough; 0 is everywhere.
    pub scope: u32,
    /// Hash of a second id that makes the first good everywhere; 0 is none.
    pub second: u32,
}

/// Whether a row is the last word on its request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finality {
    /// Written while the answer still came.
    Partial,
    /// The format does not say.
    #[default]
    Unknown,
    /// The whole answer.
    Final,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was answered.
    #[default]
    Answered,
    /// It failed.
    Failed,
    /// Somebody stopped it.
    Cancelled,
    /// A gateway answered it from a cache of its own: no model worked.
    GatewayCache,
}

/// What the price depends on beside the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms<'row> {
    /// Kind of processing, as prices name it: `batch`, `priority`, `flex`, `fast`; empty is standard or unknown.
    pub processing: Cow<'row, str>,
    /// Where it was worked on, as logged.
    pub region: Cow<'row, str>,
    /// Whether every request of the row was above the long-context line, or none; `None` where the row does not say.
    pub is_long_context: Option<bool>,
}

/// For whom and what for; empty where the log does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who<'row> {
    /// Folder or project.
    pub project: Cow<'row, str>,
    /// Conversation or session.
    pub session: Cow<'row, str>,
    /// What one wish of a person led to: a turn, a trace.
    pub turn: Cow<'row, str>,
    /// Kind of agent, step or call.
    pub agent: Cow<'row, str>,
    /// Person or account.
    pub user: Cow<'row, str>,
    /// Key that was used, as logged.
    pub key: Cow<'row, str>,
}

/// Calls that are billed by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Calls {
    /// Searches of the web.
    pub web_searches: u64,
    /// Pages fetched.
    pub web_fetches: u64,
}

/// What a log says something cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Charge {
    /// How much.
    pub amount: Decimal,
    /// Of which money, as `USD`.
    pub currency: Currency,
    /// What kind of statement it is.
    pub kind: ChargeKind,
}

/// A currency by its three letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// What kind of statement a charge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// Money that is owed.
    Billed,
    /// What the provider says of one request.
    ProviderEstimate,
    /// What a tool worked out.
    ToolEstimate,
    /// Covered by a plan.
    Included,
    /// Taken off.
    Credit,
}

/// What somebody should know of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(pub u8);

impl Event<'_> {
    /// With texts of its own, to be kept for a while.
    pub fn into_owned(self) -> Event<'static> {
        fn own(text: Cow<'_, str>) -> Cow<'static, str> {
            Cow::Owned(text.into_owned())
        }
        let (terms, who) = (self.terms, self.who);
        Event {
            at: self.at,
            grain: self.grain,
            identity: self.identity,
            finality: self.finality,
            outcome: self.outcome,
            model: own(self.model),
            provider: own(self.provider),
            terms: Terms {
                processing: own(terms.processing),
                region: own(terms.region),
                is_long_context: terms.is_long_context,
            },
            who: Who {
                project: own(who.project),
                session: own(who.session),
                turn: own(who.turn),
                agent: own(who.agent),
                user: own(who.user),
                key: own(who.key),
            },
            tokens: self.tokens,
            calls: self.calls,
            proof: self.proof,
            charges: self.charges,
            flags: self.flags,
            is_copy: self.is_copy,
        }
    }
}

impl Flags {
    /// More reasoning was claimed than output.
    pub const CLAMPED: Flags = Flags(1);
    /// The output is a floor: no line of the request was final.
    pub const FLOOR: Flags = Flags(2);
    /// The time had no zone; UTC is assumed.
    pub const ASSUMED_ZONE: Flags = Flags(4);
    /// A count was negative or no number and was left out.
    pub const BAD_COUNT: Flags = Flags(8);

    /// With another.
    pub fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// Whether it has another.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }
}

impl Currency {
    /// US dollars.
    pub const USD: Currency = Currency(*b"USD");

    /// Of three letters, in either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Currency> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        let letters = letters.map(|letter| letter.to_ascii_uppercase());
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Currency(letters))
    }

    pub(crate) fn letters(&self) -> [u8; 3] {
        self.0
    }

    /// Its letters.
    pub fn name(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl Charge {
    /// An amount in dollars.
    pub fn usd(amount: Decimal, kind: ChargeKind) -> Charge {
        Charge {
            amount,
            currency: Currency::USD,
            kind,
        }
    }
}

impl Identity {
    /// An id that is the same wherever it stands, within a name space such as `openrouter`.
    pub fn global(space: &str, id: &str) -> Identity {
        Identity {
            id: hash_of(&(space, id)),
            scope: 0,
            second: 0,
        }
    }

    /// An id that is good within a scope, and everywhere together with a second one, where that stands.
    pub fn scoped(space: &str, id: &str, scope: &str, second: &str) -> Identity {
        let short = |text: &str| (hash_of(&text) as u32).max(1);
        Identity {
            id: hash_of(&(space, id)),
            scope: short(scope),
            second: if second.is_empty() { 0 } else { short(second) },
        }
    }

    /// Whether two rows say the same.
    pub fn is_same(&self, other: &Identity) -> bool {
        let second = self.second != 0 && self.second == other.second;
        self.id == other.id && (self.scope == other.scope || second)
    }
}

/// The same on every machine, never 0.
pub fn hash_of(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish().max(1)
}

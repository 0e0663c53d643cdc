//! Formats that are data: a row is an event, and a table says what stands where.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::event::{Charge, ChargeKind, Currency, Event, Flags, Grain, Identity, Terms, Who};
use crate::fields::{Columns, Fields, Layout, Role, RolePaths};
use crate::json::{self, Paths};
use crate::proof::{Counts, Rule, settle};
use crate::sink::Reader;
use crate::sink::Sink;

/// What stands where in a row, and what it means.
#[derive(Debug)]
pub struct Plain {
    /// Which path or column has which role.
    pub roles: RolePaths,
    /// Keys of a document whose arrays hold the rows; a document without any of them is a row itself.
    pub items: &'static [&'static str],
    /// Where cache and reasoning stand, as documented.
    pub rule: Rule,
    /// What a row stands for; of a bucket the requests come from [`Role::Requests`].
    pub grain: Grain,
    /// What kind of statement [`Role::Cost`] is.
    pub cost: ChargeKind,
    /// Whether costs are in hundredths of the currency.
    pub is_in_cents: bool,
    /// Roles that together name a row; without any, whole rows count with their multiplicity.
    pub identity: &'static [Role],
    /// Provider or gateway where the row names none.
    pub provider: &'static str,
    /// The last word on a row.
    pub adjust: fn(&Fields<'_>, &mut Event<'_>) -> Verdict,
}

/// Whether a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Count,
    /// It does not, for this reason.
    Skip(&'static str),
}

/// A row that counts as it is.
pub fn as_it_is(_: &Fields<'_>, _: &mut Event<'_>) -> Verdict {
    Verdict::Count
}

/// Reads rows of a [`Plain`] format.
pub struct PlainReader {
    space: &'static str,
    plain: &'static Plain,
    layout: Layout,
    items: Paths,
    columns: Option<Columns>,
}

impl PlainReader {
    /// For a file of the format of that id.
    pub fn new(space: &'static str, plain: &'static Plain) -> PlainReader {
        PlainReader {
            space,
            plain,
            layout: Layout::new(plain.roles),
            items: Paths::new(plain.items.iter().copied()),
            columns: None,
        }
    }

    fn one(&self, row: &[u8], out: &mut Sink<'_>) {
        match self.layout.json(row) {
            Ok(fields) => self.take(&fields, &row, out),
            Err(_) => out.skip("is not JSON"),
        }
    }

    fn take(&self, fields: &Fields<'_>, row: &impl Hash, out: &mut Sink<'_>) {
        let mut event = event(self.space, self.plain, fields);
        if event.identity == Identity::default() {
            out.whole_row(row);
        }
        match (self.plain.adjust)(fields, &mut event) {
            Verdict::Skip(reason) => out.skip(reason),
            Verdict::Count if says_nothing(&event) => out.skip("has neither tokens nor money"),
            Verdict::Count => out.event(&event),
        }
    }
}

/// Whether an event has nothing to count.
pub fn says_nothing(event: &Event<'_>) -> bool {
    let requests = matches!(event.grain, Grain::Bucket { requests: Some(count) } if count > 0);
    event.tokens.is_unreported() && event.charges.is_empty() && !requests
}

impl Reader for PlainReader {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        if !self.plain.items.is_empty() {
            let Ok(found) = self.items.pluck(row) else {
                return out.skip("is not JSON");
            };
            let mut arrays = found
                .iter()
                .flatten()
                .filter(|items| items.starts_with('['));
            if let Some(items) = arrays.next() {
                for item in json::elements(items) {
                    self.one(item.as_bytes(), out);
                }
                return;
            }
        }
        self.one(row, out);
    }

    fn header(&mut self, header: &[String]) {
        self.columns = Some(self.layout.columns(header));
    }

    fn cells(&mut self, cells: &[&str], out: &mut Sink<'_>) {
        if let Some(columns) = &self.columns {
            self.take(&self.layout.cells(columns, cells), &cells, out);
        }
    }

    fn names_rows(&self) -> bool {
        true
    }
}

/// What a row says by its roles.
pub fn event<'row>(space: &str, plain: &Plain, fields: &Fields<'row>) -> Event<'row> {
    let settled = settle(&counts(fields), plain.rule);
    let mut event = Event {
        at: fields.moment(Role::At),
        grain: match plain.grain {
            Grain::Bucket { .. } => Grain::Bucket {
                requests: fields.count(Role::Requests),
            },
            grain => grain,
        },
        model: fields.name(Role::Model),
        provider: match fields.text(Role::Provider) {
            Some(provider) => provider,
            None => Cow::Borrowed(plain.provider),
        },
        terms: Terms {
            processing: fields.name(Role::Processing),
            region: fields.name(Role::Region),
            is_long_context: None,
        },
        who: Who {
            project: fields.name(Role::Project),
            session: fields.name(Role::Session),
            turn: fields.name(Role::Turn),
            agent: fields.name(Role::Agent),
            user: fields.name(Role::User),
            key: fields.name(Role::Key),
        },
        tokens: settled.tokens,
        proof: settled.proof,
        identity: identity(space, plain, fields),
        charges: charge(plain, fields).into_iter().collect(),
        ..Event::default()
    };
    event.calls.web_searches = fields.count(Role::WebSearches).unwrap_or(0);
    if settled.clamped {
        event.flags = event.flags.with(Flags::CLAMPED);
    }
    if fields.has_bad_count() {
        event.flags = event.flags.with(Flags::BAD_COUNT);
    }
    event
}

/// The counts that have a role.
pub fn counts(fields: &Fields<'_>) -> Counts {
    Counts {
        input: fields.count(Role::Input),
        read: fields.count(Role::Read),
        write: fields.count(Role::Write),
        write_5m: fields.count(Role::Write5m),
        write_30m: fields.count(Role::Write30m),
        write_1h: fields.count(Role::Write1h),
        write_12h: fields.count(Role::Write12h),
        tool: fields.count(Role::Tool),
        input_audio: fields.count(Role::InputAudio),
        input_image: fields.count(Role::InputImage),
        output: fields.count(Role::Output),
        reasoning: fields.count(Role::Reasoning),
        output_audio: fields.count(Role::OutputAudio),
        output_image: fields.count(Role::OutputImage),
        total: fields.count(Role::Total),
    }
}

fn charge(plain: &Plain, fields: &Fields<'_>) -> Option<Charge> {
    let amount = fields.decimal(Role::Cost)?;
    let amount = if plain.is_in_cents {
        amount.divided_by(100)?
    } else {
        amount
    };
    let currency = fields.text(Role::Currency);
    let currency = currency.and_then(|currency| Currency::parse(&currency));
    Some(Charge {
        amount,
        currency: currency.unwrap_or(Currency::USD),
        kind: plain.cost,
    })
}

fn identity(space: &str, plain: &Plain, fields: &Fields<'_>) -> Identity {
    let (mut hasher, mut is_named) = (DefaultHasher::new(), false);
    space.hash(&mut hasher);
    for role in plain.identity {
        let name = fields.name(*role);
        is_named |= !name.is_empty();
        name.hash(&mut hasher);
    }
    if !is_named {
        return Identity::default();
    }
    Identity {
        id: hasher.finish().max(1),
        scope: 0,
        second: 0,
    }
}

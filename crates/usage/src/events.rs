//! Every distinct event as a flat row, for other programs: what is not known is left open, and tokens are apart.

use catalogs::prices::Catalog;
use serde::Serialize;

use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::event::{ChargeKind, Finality, Flags, Grain, Identity, Outcome};
use crate::formats::TABLE;
use crate::moment::{Moment, Precision, Zone};
use crate::price::Pricer;
use crate::proof::Proof;
use crate::store::{Record, Store};
use crate::tokens::Class;

/// An event as a row. Names are for ever.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventRow<'own> {
    /// Hash of what names the event, in hexadecimal.
    pub id: String,
    /// Id of the format it was read from.
    pub format: &'static str,
    /// When, UTC, as `2026-08-20T10:21:56.220Z`; null where the log does not say.
    pub at: Option<String>,
    /// The same in milliseconds since 1970.
    pub at_millis: Option<i64>,
    /// `exact`, `hour` or `day`.
    pub precision: Option<&'static str>,
    /// Whether the log named no zone, so that UTC is assumed.
    pub zone_assumed: bool,
    /// `request`, `turn`, `bucket` or `money`.
    pub grain: &'static str,
    /// How many requests it stands for; null where that is not known.
    pub requests: Option<u64>,
    /// `answered`, `failed`, `cancelled` or `gateway_cache`.
    pub outcome: &'static str,
    /// `final`, `partial` or `unknown`.
    pub finality: &'static str,
    /// `balanced`, `by_size`, `assumed` or `unbalanced`: how it is known where the parts of its counts stand.
    pub proof: &'static str,
    /// The model as logged.
    pub model: &'own str,
    /// The model of the price list; null where it is in none.
    pub listed_model: Option<String>,
    /// Provider or gateway.
    pub provider: &'own str,
    /// Kind of processing; empty is standard.
    pub processing: &'own str,
    /// Where it was worked on.
    pub region: &'own str,
    /// Whether above the long-context line; null where the log does not say.
    pub long_context: Option<bool>,
    /// Project or folder.
    pub project: &'own str,
    /// Session.
    pub session: &'own str,
    /// Hash of the turn or trace, in hexadecimal; null where the log names none.
    pub turn: Option<String>,
    /// Agent, step or call.
    pub agent: &'own str,
    /// Person.
    pub user: &'own str,
    /// Key.
    pub key: &'own str,
    /// Input that no cache served or wrote; null where it was not reported, as every count.
    pub fresh_input_tokens: Option<u64>,
    /// Read from a cache.
    pub cache_read_tokens: Option<u64>,
    /// Written for five minutes.
    pub cache_write_5m_tokens: Option<u64>,
    /// Written for thirty minutes.
    pub cache_write_30m_tokens: Option<u64>,
    /// Written for an hour.
    pub cache_write_1h_tokens: Option<u64>,
    /// Written for twelve hours.
    pub cache_write_12h_tokens: Option<u64>,
    /// Written, for how long is not known.
    pub cache_write_unsplit_tokens: Option<u64>,
    /// Audio of the input.
    pub input_audio_tokens: Option<u64>,
    /// Images of the input.
    pub input_image_tokens: Option<u64>,
    /// Added by a tool.
    pub tool_prompt_tokens: Option<u64>,
    /// Output that is not reasoning.
    pub visible_output_tokens: Option<u64>,
    /// Reasoning.
    pub reasoning_tokens: Option<u64>,
    /// Output that only a total betrays.
    pub unnamed_hidden_tokens: Option<u64>,
    /// Audio of the output.
    pub output_audio_tokens: Option<u64>,
    /// Images of the output.
    pub output_image_tokens: Option<u64>,
    /// Searches of the web.
    pub web_searches: u64,
    /// Pages fetched.
    pub web_fetches: u64,
    /// At least, by the price list, USD; null where it has no price.
    pub cost_low_usd: Option<Decimal>,
    /// At most.
    pub cost_high_usd: Option<Decimal>,
    /// What the log says was charged; null where it says nothing.
    pub charged: Option<Decimal>,
    /// In which currency.
    pub charged_currency: Option<String>,
    /// What kind of statement that is; where there are several, the first.
    pub charged_kind: Option<ChargeKind>,
    /// More reasoning was claimed than output.
    pub clamped: bool,
}

/// Hands every event that is asked for to `each`, in the order of time and id.
///
/// # Errors
/// The first that `each` gives.
pub fn rows<E>(
    store: &Store,
    catalog: &Catalog,
    ask: &Ask,
    mut each: impl FnMut(&EventRow<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut pricer = Pricer::new(catalog, ask.now);
    let taken = store.iter().filter(|(_, record)| ask.takes(store, record));
    let mut all: Vec<(Identity, Record)> = taken.collect();
    all.sort_by_key(|(identity, record)| (record.at.map(|at| at.millis), *identity));
    for (identity, record) in &all {
        each(&row(store, &mut pricer, identity, record))?;
    }
    Ok(())
}

fn row<'own>(
    store: &'own Store,
    pricer: &mut Pricer<'_>,
    identity: &Identity,
    record: &Record,
) -> EventRow<'own> {
    let context = store.context_of(record);
    let name = |id| store.name(id);
    let count = |class| record.tokens.get(class);
    let cost = pricer.cost(store, record).ok();
    let meant = pricer.model(name(context.provider), name(context.model));
    let charge = record.charges.first();
    EventRow {
        id: format!("{:016x}{:08x}", identity.id, identity.scope),
        format: TABLE[usize::from(context.format)].id,
        at: record.at.map(text),
        at_millis: record.at.map(|at| at.millis),
        precision: record.at.map(|at| precision(at.precision)),
        zone_assumed: record.at.is_some_and(|at| at.zone == Zone::Assumed),
        grain: record.grain.name(),
        requests: match record.grain {
            Grain::Request => Some(1),
            Grain::Bucket { requests } => requests,
            Grain::Turn | Grain::Money => None,
        },
        outcome: outcome(record.outcome),
        finality: finality(record.finality),
        proof: proof(record.proof),
        model: name(context.model),
        listed_model: meant
            .ok()
            .map(|meant| format!("{}/{}", meant.found.provider.id, meant.found.model.id)),
        provider: name(context.provider),
        processing: name(context.processing),
        region: name(context.region),
        long_context: context.is_long_context,
        project: name(context.project),
        session: name(context.session),
        turn: (record.turn != 0).then(|| format!("{:08x}", record.turn)),
        agent: name(context.agent),
        user: name(context.user),
        key: name(context.key),
        fresh_input_tokens: count(Class::Fresh),
        cache_read_tokens: count(Class::Read),
        cache_write_5m_tokens: count(Class::Write5m),
        cache_write_30m_tokens: count(Class::Write30m),
        cache_write_1h_tokens: count(Class::Write1h),
        cache_write_12h_tokens: count(Class::Write12h),
        cache_write_unsplit_tokens: count(Class::WriteUnsplit),
        input_audio_tokens: count(Class::InputAudio),
        input_image_tokens: count(Class::InputImage),
        tool_prompt_tokens: count(Class::ToolPrompt),
        visible_output_tokens: count(Class::Visible),
        reasoning_tokens: count(Class::Reasoning),
        unnamed_hidden_tokens: count(Class::Hidden),
        output_audio_tokens: count(Class::OutputAudio),
        output_image_tokens: count(Class::OutputImage),
        web_searches: record.calls.web_searches,
        web_fetches: record.calls.web_fetches,
        cost_low_usd: cost.map(|cost| cost.low),
        cost_high_usd: cost.map(|cost| cost.high),
        charged: charge.map(|charge| charge.amount),
        charged_currency: charge.map(|charge| charge.currency.name().to_owned()),
        charged_kind: charge.map(|charge| charge.kind),
        clamped: record.flags.has(Flags::CLAMPED),
    }
}

/// `2026-08-20T10:21:56.220Z`.
fn text(at: Moment) -> String {
    let (instant, millis) = (at.instant(), at.millis.rem_euclid(1_000));
    let second = instant.second_of_day();
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    let date = instant.date();
    format!(
        "{date}T{hour:02}:{minute:02}:{:02}.{millis:03}Z",
        second % 60
    )
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::Hour => "hour",
        Precision::Day => "day",
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "answered",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
        Outcome::GatewayCache => "gateway_cache",
    }
}

fn finality(finality: Finality) -> &'static str {
    match finality {
        Finality::Final => "final",
        Finality::Partial => "partial",
        Finality::Unknown => "unknown",
    }
}

fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Balanced => "balanced",
        Proof::BySize => "by_size",
        Proof::Assumed => "assumed",
        Proof::Unbalanced => "unbalanced",
    }
}

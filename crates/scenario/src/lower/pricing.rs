//! The rates of a step: listed ones of its date and processing, the discount, then a person's own.

use super::Checker;
use crate::document::{OwnPrice, STANDARD, Step};
use crate::field::{self, Field};
use catalogs::nearest::hint;
use catalogs::prices::{Catalog, Found, LookupErrorKind, Resolved};
use economics::price::{Instant, Rate, Rates, UnitId};

/// The rates of a step and where they come from.
#[derive(Clone, Debug)]
pub struct StepPrice {
    /// Rates to bill with, discount and own rates included.
    pub rates: Rates,
    /// Rates as they are listed.
    pub listed: Rates,
    /// Provider id, as the catalogue spells it; empty for own rates alone.
    pub provider: String,
    /// Name of the provider for people.
    pub provider_name: String,
    /// Model id, as the catalogue spells it; empty for own rates alone.
    pub model: String,
    /// Name of the model for people.
    pub model_name: String,
    /// Snapshot that the listed rates were read from, or the source that the overlay names.
    pub source: String,
    /// Page where they are published.
    pub url: Option<String>,
    /// Day on which that was checked.
    pub checked: String,
    /// The instant that was asked for.
    pub date: Option<Instant>,
    /// When the entry that holds began, where it is dated.
    pub since: Option<Instant>,
    /// When the next dated entry begins.
    pub until: Option<Instant>,
    /// The processing that was asked for.
    pub processing: String,
    /// Rates that a person set.
    pub own: Vec<OwnRate>,
    /// Discount on the list.
    pub discount: f64,
    /// Most tokens of a request, where known.
    pub context_window: Option<f64>,
    /// Whether there is a rate for input.
    pub has_input: bool,
    /// Whether there is a rate for output.
    pub has_output: bool,
}

/// A rate that a person set instead of the list's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnRate {
    /// What it prices.
    pub unit: UnitId,
    /// US dollars for the unit's own count.
    pub rate: f64,
}

/// The price of a step, or nothing where it could not be found; the problem is noted then.
pub(super) fn step_price(
    check: &mut Checker,
    index: usize,
    step: &Step,
    catalog: &Catalog,
) -> Option<StepPrice> {
    if step.model.is_empty() {
        return own_only(check, index, &step.price);
    }
    let found = match catalog.find_named(&step.provider, &step.model) {
        Ok(found) => found,
        Err(error) => {
            let unknown_provider = error.kind == LookupErrorKind::UnknownProvider;
            let field = if unknown_provider {
                &field::step::PROVIDER
            } else {
                &field::step::MODEL
            };
            check.error(field.of_step(index), error.to_string());
            return None;
        }
    };
    let date = date(check, index, step, catalog)?;
    let resolved = resolved(check, index, &step.processing, &found, date)?;
    check_date(check, index, date, &found, catalog);
    if !found.is_priced(date, &step.processing) {
        let message = format!(
            "no price of \"{}\" is known here for {}, so the standard one is used; set a later date, or the rates that you pay",
            step.processing,
            date.date()
        );
        check.warning(field::step::PROCESSING.of_step(index), message);
    }
    if found.owner.id != found.provider.id {
        let (seller, maker) = (&found.provider.name, &found.owner.name);
        let message = format!(
            "is priced by way of {maker}: {seller} may have changed its price on another day, and may sell regions and data zones at others"
        );
        check.warning(field::step::MODEL.of_step(index), message);
    }
    if found.model.deprecated {
        let message = format!(
            "\"{}\" is retired, or about to be, at its provider; look for its successor",
            found.model.id
        );
        check.warning(field::step::MODEL.of_step(index), message);
    }
    let price = priced(step, &found, &resolved, date);
    if price.discount != 0.0 && !price.own.is_empty() {
        let message = "is taken off the listed rates only, not off the ones that you set yourself";
        check.warning(field::price::DISCOUNT.of_step(index), message);
    }
    if price.rates.is_empty() && !found.model.is_free() {
        let message = format!(
            "no price is listed for \"{}\"; enter the rates that you pay",
            found.model.id
        );
        check.error(field::price::INPUT_USD_PER_MTOK.of_step(index), message);
        return None;
    }
    Some(price)
}

/// The instant whose prices hold: the document's, or the day of the snapshot with a word about it.
fn date(check: &mut Checker, index: usize, step: &Step, catalog: &Catalog) -> Option<Instant> {
    if step.price_date.is_some() {
        return step.price_date;
    }
    let date = Instant::parse(&catalog.snapshot().date)?;
    let message = format!(
        "is not set, so the prices of {date}, the day of the price snapshot, are used; write the date you mean"
    );
    check.warning(field::step::PRICE_DATE.of_step(index), message);
    Some(date)
}

fn resolved<'catalog>(
    check: &mut Checker,
    index: usize,
    processing: &str,
    found: &Found<'catalog>,
    date: Instant,
) -> Option<Resolved<'catalog>> {
    let resolved = found.resolve(date, processing);
    if resolved.is_none() {
        let offered = found.processings();
        let hint = hint(processing, offered.iter().copied());
        let message = format!(
            "\"{processing}\" is not offered for \"{}\"; write one of {}{hint}",
            found.model.id,
            offered.join(", ")
        );
        check.error(field::step::PROCESSING.of_step(index), message);
    }
    resolved
}

/// A price before the first one that is known would be a guess.
fn check_date(check: &mut Checker, index: usize, date: Instant, found: &Found, catalog: &Catalog) {
    let known = found.model.book.first_start();
    let first = known.or_else(|| catalog.first_price());
    if let Some(first) = first.filter(|first| date < *first) {
        let message = format!(
            "{date} is before the first price that is known here, of {first}; set a later date"
        );
        check.error(field::step::PRICE_DATE.of_step(index), message);
    }
}

fn priced(step: &Step, found: &Found, resolved: &Resolved, date: Instant) -> StepPrice {
    let own = own_rates(&step.price);
    let discount = step.price.discount;
    let listed = resolved.rates.clone().into_owned();
    let is_free = resolved.rates.is_empty() && found.model.is_free();
    let rates = own_over_listed(&listed, &step.price);
    StepPrice {
        listed,
        has_input: is_free || rates.get(UnitId::INPUT_TOKENS).is_some(),
        has_output: is_free || rates.get(UnitId::OUTPUT_TOKENS).is_some(),
        rates,
        provider: found.provider.id.clone(),
        provider_name: found.provider.name.clone(),
        model: found.model.id.clone(),
        model_name: found.model.name.clone(),
        source: resolved.source.name.into(),
        url: resolved.source.urls.first().cloned(),
        checked: resolved.source.checked.into(),
        date: Some(date),
        since: resolved.since,
        until: resolved.until,
        processing: step.processing.clone(),
        own,
        discount,
        context_window: found.model.context_window.map(|tokens| tokens as f64),
    }
}

/// The rates to bill with: the list, its discount, then a person's own.
pub(crate) fn own_over_listed(listed: &Rates, price: &OwnPrice) -> Rates {
    let own = own_rates(price).into_iter();
    let own = own.map(|own| (own.unit, Rate::flat(own.rate)));
    match price.discount {
        0.0 => listed.overlaid(own),
        discount => listed.scaled(1.0 - discount).overlaid(own),
    }
}

/// The unit whose rate a field sets.
pub(crate) fn rate_unit(field: &Field) -> Option<UnitId> {
    use field::price::*;
    const UNITS: [(&Field, UnitId); 6] = [
        (&INPUT_USD_PER_MTOK, UnitId::INPUT_TOKENS),
        (&OUTPUT_USD_PER_MTOK, UnitId::OUTPUT_TOKENS),
        (&CACHE_READ_USD_PER_MTOK, UnitId::CACHE_READ_TOKENS),
        (&CACHE_WRITE_USD_PER_MTOK, UnitId::CACHE_WRITE_TOKENS),
        (&CACHE_WRITE_1H_USD_PER_MTOK, UnitId::CACHE_WRITE_1H_TOKENS),
        (&REASONING_USD_PER_MTOK, UnitId::OUTPUT_REASONING_TOKENS),
    ];
    let row = UNITS.iter().find(|(rate, _)| *rate == field);
    row.map(|(_, unit)| *unit)
}

fn own_only(check: &mut Checker, index: usize, price: &OwnPrice) -> Option<StepPrice> {
    let own = own_rates(price);
    if own.is_empty() {
        let message = "is empty; pick a model, or enter the rates that you pay under price";
        check.error(field::step::MODEL.of_step(index), message);
        return None;
    }
    if price.discount != 0.0 {
        let message = "has no list to apply to, because there is no model; set it to 0";
        check.error(field::price::DISCOUNT.of_step(index), message);
    }
    let listed = Rates::default();
    let rates = own_over_listed(&listed, price);
    Some(StepPrice {
        listed,
        has_input: rates.get(UnitId::INPUT_TOKENS).is_some(),
        has_output: rates.get(UnitId::OUTPUT_TOKENS).is_some(),
        rates,
        provider: String::new(),
        provider_name: String::new(),
        model: String::new(),
        model_name: String::new(),
        source: String::new(),
        url: None,
        checked: String::new(),
        date: None,
        since: None,
        until: None,
        processing: STANDARD.into(),
        own,
        discount: 0.0,
        context_window: None,
    })
}

fn own_rates(price: &OwnPrice) -> Vec<OwnRate> {
    let requests_per_rate = UnitId::REQUESTS.unit().per;
    [
        (UnitId::INPUT_TOKENS, price.input_usd_per_mtok),
        (UnitId::OUTPUT_TOKENS, price.output_usd_per_mtok),
        (UnitId::CACHE_READ_TOKENS, price.cache_read_usd_per_mtok),
        (UnitId::CACHE_WRITE_TOKENS, price.cache_write_usd_per_mtok),
        (
            UnitId::CACHE_WRITE_1H_TOKENS,
            price.cache_write_1h_usd_per_mtok,
        ),
        (
            UnitId::OUTPUT_REASONING_TOKENS,
            price.reasoning_usd_per_mtok,
        ),
        (
            UnitId::REQUESTS,
            price.request_usd.map(|usd| usd * requests_per_rate),
        ),
    ]
    .into_iter()
    .filter_map(|(unit, rate)| rate.map(|rate| OwnRate { unit, rate }))
    .collect()
}

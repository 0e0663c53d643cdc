//! The rows of the table.

use super::rule::NAME_CHARACTERS;
use super::{Access, Datum, Field, Kind, Slot, Unit};
use crate::choice::{CombineRule, Effort, Fallback, Period, Production, TurnCacheKind};
use crate::document::{Level, Scenario, Step};

/// Most tokens of any one field: a million million.
pub(super) const MAX_TOKENS: f64 = 1e12;
/// Most dollars of any one field.
const MAX_USD: f64 = 1e12;
/// Most dollars for a million tokens, far above any list.
const MAX_RATE: f64 = 1e9;

const fn number(min: f64, max: f64) -> Kind {
    Kind::Number {
        min,
        max,
        whole: false,
    }
}
const fn whole(min: f64, max: f64) -> Kind {
    Kind::Number {
        min,
        max,
        whole: true,
    }
}
const TOKENS: Kind = number(0.0, MAX_TOKENS);
const SHARE: Kind = number(0.0, 1.0);
const USD: Kind = number(0.0, MAX_USD);
const SIGNED_USD: Kind = number(-MAX_USD, MAX_USD);
const RATE: Kind = number(0.0, MAX_RATE);

/// Access to a field of the owner `$owner`; `checking` is a table that may be absent.
macro_rules! access {
    (Scenario, checking, $field:ident) => {
        Access::Scenario(
            |scenario: &Scenario| scenario.checking.as_ref().map_or(Datum::Unset, |table| table.$field.get()),
            |scenario: &mut Scenario, datum| scenario.checking.get_or_insert_default().$field.put(datum),
        )
    };
    ($owner:ident, $($field:ident),+) => {
        Access::$owner(
            |owner: &$owner| owner.$($field).+.get(),
            |owner: &mut $owner, datum| owner.$($field).+.put(datum),
        )
    };
}

macro_rules! fields {
    // The number after `#` is the field's name in compact links: it never changes, and a new row takes a new one.
    ($($path:literal # $number:literal = $owner:ident . ($($field:ident).+), $label:literal, $unit:ident, $kind:expr, $need:ident, $help:literal;)+) => {
        /// Everything that can be set, in the order of the document.
        pub static FIELDS: &[Field] = &[$(Field {
            path: $path,
            number: $number,
            label: $label,
            unit: Unit::$unit,
            kind: $kind,
            optional: fields!(@$need),
            help: $help,
            access: access!($owner, $($field),+),
        }),+];
    };
    (@optional) => { true };
    (@required) => { false };
}

fields! {
    "title" #16 = Scenario.(title), "Title", None, Kind::Text(120), required,
        "What the scenario is called.";
    "description" #17 = Scenario.(description), "Description", None, Kind::Text(300), required,
        "One line about the scenario, for a list of them.";
    "prices" #18 = Scenario.(prices), "Price snapshot", None, Kind::Text(60), optional,
        "The price list the scenario was made with, by name. Left out, the newest one.";

    "work.tasks" #14 = Scenario.(work.tasks), "Tasks", Count, number(0.0, 1e12), required,
        "How many tasks there are in a period.";
    "work.period" #19 = Scenario.(work.period), "Period", None, Kind::Choice(Period::WORDS), required,
        "A year is 365 days or 12 months; a month is 730 hours.";
    "work.task_name" #20 = Scenario.(work.task_name), "A task is a", None, Kind::Text(30), required,
        "What one unit of your work is called, in the singular: contract, ticket, answer.";

    "steps[].name" #21 = Step.(name), "Name", None, Kind::Text(NAME_CHARACTERS), required,
        "What the step does. Other steps refer to it by this name.";
    "steps[].after" #22 = Step.(after), "Comes after", None, Kind::Names, optional,
        "The steps whose results it works on. Left out, the step before it.";
    "steps[].combine" #23 = Step.(combine), "Several parents", None, Kind::Choice(CombineRule::WORDS), required,
        "What the step is given where it works on several results.";
    "steps[].provider" #12 = Step.(provider), "Provider", None, Kind::Text(60), required,
        "Who sends the bill.";
    "steps[].model" #11 = Step.(model), "Model", None, Kind::Text(120), required,
        "The language model, by the id that its provider uses. Leave it out and set your own rates for your own hosting.";
    "steps[].price_date" #13 = Step.(price_date), "Prices of", None, Kind::Moment, optional,
        "The day whose prices hold. A time of day matters for the few models that are cheaper at night.";
    "steps[].processing" #24 = Step.(processing), "Processing", None, Kind::Text(40), required,
        "Standard, or what the provider offers beside it: batch is slower and cheaper, priority faster and dearer.";
    "steps[].input_tokens" #8 = Step.(input_tokens), "Input", Tokens, TOKENS, required,
        "Everything that a call sends, with what is cached or retrieved. In an agent loop, the first turn.";
    "steps[].cache_read_tokens" #25 = Step.(cache_read_tokens), "of it, read from a cache", Tokens, TOKENS, required,
        "Input that the provider has seen before and kept; much cheaper.";
    "steps[].cache_write_tokens" #26 = Step.(cache_write_tokens), "of it, written to a cache", Tokens, TOKENS, required,
        "Input that is kept for the next calls, for five minutes or an hour; some providers charge extra.";
    "steps[].cache_write_1h_tokens" #27 = Step.(cache_write_1h_tokens), "of the writes, kept an hour", Tokens, TOKENS, required,
        "The part of the writes that is kept for an hour.";
    "steps[].retrieval_tokens" #28 = Step.(retrieval_tokens), "of it, brought by retrieval", Tokens, TOKENS, required,
        "Documents and passages that a search put into the prompt. Billed as input, shown on their own.";
    "steps[].visible_output_tokens" #7 = Step.(visible_output_tokens), "Visible output", Tokens, TOKENS, required,
        "The answer itself, as it is read.";
    "steps[].reasoning_tokens" #6 = Step.(reasoning_tokens), "Hidden reasoning", Tokens, TOKENS, optional,
        "Tokens that the model thinks with and does not show. Billed like output.";
    "steps[].reasoning_ratio" #29 = Step.(reasoning_ratio), "Hidden for each visible token", Ratio, number(0.0, 1e6), optional,
        "Hidden tokens for each visible one. Published figures run from 0 to 50.";
    "steps[].turns" #30 = Step.(turns), "Turns", Count, whole(1.0, 100_000.0), required,
        "Turns of an agent loop. Each sends the whole context again.";
    "steps[].turn_growth_tokens" #31 = Step.(turn_growth_tokens), "Added each turn", Tokens, TOKENS, required,
        "What tool results add to the context with each turn.";
    "steps[].keeps_output" #32 = Step.(keeps_output), "Visible output stays in the context", None, Kind::Flag, required,
        "Whether the answer of each turn is sent again with the next.";
    "steps[].turn_cache" #33 = Step.(turn_cache), "Context cached between turns", None, Kind::Choice(TurnCacheKind::WORDS), required,
        "With a cache, each turn reads what the one before it sent and writes what is new.";
    "steps[].calls" #34 = Step.(calls), "Calls an attempt", Count, number(0.0, 1e6), required,
        "How often the step runs in one pass, on average.";
    "steps[].success_rate" #9 = Step.(success_rate), "Right, with good input", Share, SHARE, optional,
        "How often the step's result is usable when what it was given is good. Left open, only costs are shown.";
    "steps[].success_rate_at_tokens" #10 = Step.(success_rate_at_tokens), "known at an effort of", Tokens, TOKENS, optional,
        "The effort at which that success rate was seen. Left open, the present one.";
    "steps[].effort" #35 = Step.(effort), "Effort counts", None, Kind::Choice(Effort::WORDS), optional,
        "Which tokens the curve counts. Where the answer counts too, it stays as it is and reasoning takes the change.";
    "steps[].production" #36 = Step.(production), "Curve", None, Kind::Choice(Production::WORDS), required,
        "How success grows with effort.";
    "steps[].floor" #37 = Step.(floor), "Right without effort", Share, SHARE, required,
        "The success rate that no effort at all would reach.";
    "steps[].ceiling" #38 = Step.(ceiling), "Right at best", Share, SHARE, required,
        "The success rate that no effort exceeds.";
    "steps[].second_point" #39 = Step.(second_point), "A second known point", None, Kind::Point, optional,
        "Another effort and the success rate seen there. It replaces the assumed curve.";
    "steps[].minimum_tokens" #40 = Step.(minimum_tokens), "Least effort", Tokens, TOKENS, required,
        "Effort that the step needs in any case.";
    "steps[].weight" #41 = Step.(weight), "Weight of this result", Count, number(0.0, 1e6), required,
        "Where several steps end the workflow, how much each of them counts.";
    "steps[].price.discount" #42 = Step.(price.discount), "Discount", Share, number(-10.0, 1.0), required,
        "Off the listed rates. Negative is a surcharge, such as -10 % for a region.";
    "steps[].price.input_usd_per_mtok" #43 = Step.(price.input_usd_per_mtok), "Input rate", UsdPerMtok, RATE, optional,
        "Your own rate instead of the listed one.";
    "steps[].price.output_usd_per_mtok" #44 = Step.(price.output_usd_per_mtok), "Output rate", UsdPerMtok, RATE, optional,
        "Your own rate instead of the listed one.";
    "steps[].price.cache_read_usd_per_mtok" #45 = Step.(price.cache_read_usd_per_mtok), "Cache read rate", UsdPerMtok, RATE, optional,
        "Your own rate; without one in the list either, the input rate. Often a tenth of it.";
    "steps[].price.cache_write_usd_per_mtok" #46 = Step.(price.cache_write_usd_per_mtok), "Cache write rate", UsdPerMtok, RATE, optional,
        "Your own rate; without one in the list either, the input rate. Often 1.25 times it.";
    "steps[].price.cache_write_1h_usd_per_mtok" #47 = Step.(price.cache_write_1h_usd_per_mtok), "Cache write rate, an hour", UsdPerMtok, RATE, optional,
        "Your own rate; without one in the list either, the five minutes' one. Often twice the input rate.";
    "steps[].price.reasoning_usd_per_mtok" #48 = Step.(price.reasoning_usd_per_mtok), "Reasoning rate", UsdPerMtok, RATE, optional,
        "Your own rate; without one in the list either, the output rate.";
    "steps[].price.request_usd" #49 = Step.(price.request_usd), "Fee of a call", Usd, RATE, optional,
        "What a call costs beside its tokens.";
    "steps[].levels[].name" #50 = Level.(name), "Level", None, Kind::Text(NAME_CHARACTERS), required,
        "The name of a reasoning effort: low, medium, high.";
    "steps[].levels[].tokens" #51 = Level.(tokens), "Effort", Tokens, TOKENS, required,
        "The effort of this level.";
    "steps[].levels[].success_rate" #52 = Level.(success_rate), "Right there", Share, SHARE, optional,
        "The success rate seen at this level.";

    "value.gain_usd" #15 = Scenario.(value.gain_usd), "A right result is worth", Usd, SIGNED_USD, required,
        "What a right result is worth to you.";
    "value.loss_usd" #53 = Scenario.(value.loss_usd), "A wrong one that gets through costs", Usd, SIGNED_USD, required,
        "What a wrong result does if nobody notices.";
    "value.undone_usd" #54 = Scenario.(value.undone_usd), "A task left undone costs", Usd, SIGNED_USD, required,
        "What it costs to give a task up, or not to do it at all.";
    "value.risk_aversion" #55 = Scenario.(value.risk_aversion), "Risk aversion", PerUsd, number(0.0, 1e6), required,
        "Weight of the variance against the expected net value. 0 counts expectations only.";

    "checking.cost_usd" #56 = Scenario.(checking.cost_usd), "A look costs", Usd, USD, required,
        "What it costs to look at one result: a person's minutes, a test, a judge's call.";
    "checking.recall" #57 = Scenario.(checking.recall), "Wrong ones noticed", Share, SHARE, required,
        "How many of the wrong results the look notices.";
    "checking.false_reject" #58 = Scenario.(checking.false_reject), "Right ones rejected", Share, SHARE, required,
        "How many of the right results the look rejects by mistake.";
    "checking.attempts" #59 = Scenario.(checking.attempts), "Attempts", Count, whole(1.0, 1_000.0), required,
        "How often a rejected task is tried in all.";
    "checking.correlation" #60 = Scenario.(checking.correlation), "Tries are alike", Share, SHARE, required,
        "At 0 %, a new try is independent of the last; at 100 %, a task that fails once fails always.";
    "checking.fallback" #61 = Scenario.(checking.fallback), "After the last attempt", None, Kind::Choice(Fallback::WORDS), required,
        "A person does it, or it is given up.";
    "checking.fallback_usd" #62 = Scenario.(checking.fallback_usd), "A person then costs", Usd, USD, optional,
        "What the person costs. Left open, wage times the time of a task.";

    "person.wage_usd_per_hour" #63 = Scenario.(person.wage_usd_per_hour), "Wage", UsdPerHour, USD, required,
        "What an hour of a person costs you.";
    "person.task_minutes" #64 = Scenario.(person.task_minutes), "A task takes a person", Minutes, number(0.0, 1e9), required,
        "How long a person needs for the whole task.";
    "person.review_minutes" #65 = Scenario.(person.review_minutes), "A review takes a person", Minutes, number(0.0, 1e9), required,
        "How long a person needs to look at one result.";

    "fixed.usd" #66 = Scenario.(fixed.usd), "Paid anyway, a period", Usd, USD, required,
        "A subscription, own hardware: what is due whatever is used.";
    "fixed.one_off_usd" #67 = Scenario.(fixed.one_off_usd), "Paid once", Usd, USD, required,
        "Fine-tuning, integration: what is due once.";
}

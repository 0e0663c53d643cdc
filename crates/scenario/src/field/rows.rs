//! The rows of the table, and the one list of them all.

use super::rule::{NAME_CHARACTERS, Rule};
use super::{Access, Asked, Datum, Field, Kind, Slot, Unit};
use crate::choice::{CombineRule, Effort, Fallback, Period, Production, TurnCacheKind};
use crate::document::{Level, Scenario, Step};
use Asked::{Always, Priced, Set, Unless, WithFixedCost, WithPerson, WithRetries};

/// Most tokens of any one field: a million million.
pub(super) const MAX_TOKENS: f64 = 1e12;

/// Kinds of numbers that many rows have.
mod kind {
    use super::{Kind, MAX_TOKENS};

    /// Most dollars of any one field.
    const MAX_USD: f64 = 1e12;
    /// Most dollars for a million tokens, far above any list.
    const MAX_RATE: f64 = 1e9;

    pub(super) const fn number(min: f64, max: f64) -> Kind {
        Kind::Number {
            min,
            max,
            whole: false,
        }
    }
    pub(super) const fn whole(min: f64, max: f64) -> Kind {
        Kind::Number {
            min,
            max,
            whole: true,
        }
    }
    pub(super) const TOKENS: Kind = number(0.0, MAX_TOKENS);
    pub(super) const SHARE: Kind = number(0.0, 1.0);
    pub(super) const USD: Kind = number(0.0, MAX_USD);
    pub(super) const SIGNED_USD: Kind = number(-MAX_USD, MAX_USD);
    pub(super) const RATE: Kind = number(0.0, MAX_RATE);
}

/// Access to a field of the owner `$owner`, in a table of it where one is named; `checking` is a table that may be absent.
macro_rules! access {
    (Scenario (checking) $field:ident) => {
        Access::Scenario(
            |scenario: &Scenario| scenario.checking.as_ref().map_or(Datum::Unset, |table| table.$field.get()),
            |scenario: &mut Scenario, datum| scenario.checking.get_or_insert_default().$field.put(datum),
        )
    };
    ($owner:ident ($($table:ident)?) $field:ident) => {
        Access::$owner(
            |owner: &$owner| owner.$($table.)?$field.get(),
            |owner: &mut $owner, datum| owner.$($table.)?$field.put(datum),
        )
    };
}

/// A static for each row, in a module for each table of the document, and the lists of them. A row is named as its field,
/// whose path follows from it. The number after `#` is its name in compact links: it never changes, and a new row takes a
/// new one.
macro_rules! fields {
    ($(
        $(#[$doc:meta])* $table:ident: $prefix:literal $owner:ident $of:tt {
            $($name:ident: $field:ident #$number:literal = $label:literal, $unit:ident, $kind:expr, $need:ident,
              $help:literal $(.$fact:ident($($given:expr),*))*;)+
        }
    )+) => {
        $(
            $(#[$doc])*
            pub mod $table {
                use super::*;
                $(
                    #[doc = concat!("`", $prefix, stringify!($field), "`: ", $help)]
                    pub static $name: Field = Field {
                        path: concat!($prefix, stringify!($field)),
                        number: $number,
                        label: $label,
                        rule: Rule { unit: Unit::$unit, kind: $kind, optional: fields!(@$need) },
                        help: $help,
                        access: access!($owner $of $field),
                        asked: Asked::Never,
                        is_straight: false,
                        short: $label,
                        said: &[],
                        open: None,
                        part_of: None,
                    }$(.$fact($($given),*))*;
                )+
                /// All of them, in the order of the document.
                pub static ALL: &[&Field] = &[$(&$name),+];
            }
        )+
        /// Everything that can be set, in the order of the document.
        pub static FIELDS: &[&Field] = &[$($(&$table::$name),+),+];
    };
    (@optional) => { true };
    (@required) => { false };
}

/// Facts of some rows.
impl Field {
    const fn asked(mut self, asked: Asked) -> Self {
        self.asked = asked;
        self
    }
    const fn straight(mut self) -> Self {
        self.is_straight = true;
        self
    }
    const fn short(mut self, short: &'static str) -> Self {
        self.short = short;
        self
    }
    const fn said(mut self, said: &'static [&'static str]) -> Self {
        self.said = said;
        self
    }
    const fn open(mut self, open: &'static str) -> Self {
        self.open = Some(open);
        self
    }
    const fn part_of(mut self, whole: &'static Self) -> Self {
        self.part_of = Some(whole);
        self
    }
}

fields! {
    /// Fields of the document itself.
    about: "" Scenario() {
        TITLE: title #16 = "Title", None, Kind::Text(120), required,
            "What the scenario is called.";
        DESCRIPTION: description #17 = "Description", None, Kind::Text(300), required,
            "One line about the scenario, for a list of them.";
        PRICES: prices #18 = "Price snapshot", None, Kind::Text(60), optional,
            "The price list the scenario was made with, by name. Left out, the newest one.";
    }

    /// How much work there is: the table `[work]`.
    work: "work." Scenario(work) {
        TASKS: tasks #14 = "Tasks", Count, kind::number(0.0, 1e12), required,
            "How many tasks there are in a period."
            .asked(WithFixedCost).straight();
        PERIOD: period #19 = "Period", None, Kind::Choice(Period::WORDS), required,
            "A year is 365 days or 12 months; a month is 730 hours."
            .said(Period::SAID);
        TASK_NAME: task_name #20 = "A task is a", None, Kind::Text(30), required,
            "What one unit of your work is called, in the singular: contract, ticket, answer.";
    }

    /// Fields of each step.
    step: "steps[]." Step() {
        NAME: name #21 = "Name", None, Kind::Text(NAME_CHARACTERS), required,
            "What the step does. Other steps refer to it by this name.";
        AFTER: after #22 = "Comes after", None, Kind::Names, optional,
            "The steps whose results it works on. Left out, the step before it.";
        COMBINE: combine #23 = "Several parents", None, Kind::Choice(CombineRule::WORDS), required,
            "What the step is given where it works on several results."
            .said(CombineRule::SAID);
        PROVIDER: provider #12 = "Provider", None, Kind::Text(60), required,
            "Who sends the bill.";
        MODEL: model #11 = "Model", None, Kind::Text(120), required,
            "The language model, by the id that its provider uses. Leave it out and set your own rates for your own hosting.";
        PRICE_DATE: price_date #13 = "Prices of", None, Kind::Moment, optional,
            "The day whose prices hold. A time of day matters for the few models that are cheaper at night.";
        PROCESSING: processing #24 = "Processing", None, Kind::Text(40), required,
            "Standard, or what the provider offers beside it: batch is slower and cheaper, priority faster and dearer.";
        INPUT_TOKENS: input_tokens #8 = "Input", Tokens, kind::TOKENS, required,
            "Everything that a call sends, with what is cached or retrieved. In an agent loop, the first turn."
            .asked(Unless(0));
        CACHE_READ_TOKENS: cache_read_tokens #25 = "of it, read from a cache", Tokens, kind::TOKENS, required,
            "Input that the provider has seen before and kept; much cheaper."
            .part_of(&INPUT_TOKENS);
        CACHE_WRITE_TOKENS: cache_write_tokens #26 = "of it, written to a cache", Tokens, kind::TOKENS, required,
            "Input that is kept for the next calls, for five minutes or an hour; some providers charge extra."
            .part_of(&INPUT_TOKENS);
        CACHE_WRITE_1H_TOKENS: cache_write_1h_tokens #27 = "of the writes, kept an hour", Tokens, kind::TOKENS, required,
            "The part of the writes that is kept for an hour."
            .part_of(&CACHE_WRITE_TOKENS);
        RETRIEVAL_TOKENS: retrieval_tokens #28 = "of it, brought by retrieval", Tokens, kind::TOKENS, required,
            "Documents and passages that a search put into the prompt. Billed as input, shown on their own."
            .part_of(&INPUT_TOKENS);
        VISIBLE_OUTPUT_TOKENS: visible_output_tokens #7 = "Visible output", Tokens, kind::TOKENS, required,
            "The answer itself, as it is read."
            .asked(Unless(0));
        REASONING_TOKENS: reasoning_tokens #6 = "Hidden reasoning", Tokens, kind::TOKENS, optional,
            "Tokens that the model thinks with and does not show. Billed like output."
            .asked(Set);
        REASONING_RATIO: reasoning_ratio #29 = "Hidden for each visible token", Ratio, kind::number(0.0, 1e6), optional,
            "Hidden tokens for each visible one. Published figures run from 0 to 50."
            .asked(Set);
        TURNS: turns #30 = "Turns", Count, kind::whole(1.0, 100_000.0), required,
            "Turns of an agent loop. Each sends the whole context again."
            .asked(Unless(1));
        TURN_GROWTH_TOKENS: turn_growth_tokens #31 = "Added each turn", Tokens, kind::TOKENS, required,
            "What tool results add to the context with each turn.";
        KEEPS_OUTPUT: keeps_output #32 = "Visible output stays in the context", None, Kind::Flag, required,
            "Whether the answer of each turn is sent again with the next.";
        TURN_CACHE: turn_cache #33 = "Context cached between turns", None, Kind::Choice(TurnCacheKind::WORDS), required,
            "With a cache, each turn reads what the one before it sent and writes what is new."
            .said(TurnCacheKind::SAID);
        CALLS: calls #34 = "Calls an attempt", Count, kind::number(0.0, 1e6), required,
            "How often the step runs in one pass, on average."
            .asked(Unless(1)).straight();
        SUCCESS_RATE: success_rate #9 = "Right, with good input", Share, kind::SHARE, optional,
            "How often the step's result is usable when what it was given is good. Left open, only costs are shown."
            .asked(Always).short("How often it is right");
        SUCCESS_RATE_AT_TOKENS: success_rate_at_tokens #10 = "known at an effort of", Tokens, kind::TOKENS, optional,
            "The effort at which that success rate was seen. Left open, the present one.";
        EFFORT: effort #35 = "Effort counts", None, Kind::Choice(Effort::WORDS), optional,
            "Which tokens the curve counts. Where the answer counts too, it stays as it is and reasoning takes the change."
            .said(Effort::SAID).open("answer and reasoning, where it reasons");
        PRODUCTION: production #36 = "Curve", None, Kind::Choice(Production::WORDS), required,
            "How success grows with effort."
            .said(Production::SAID);
        FLOOR: floor #37 = "Right without effort", Share, kind::SHARE, required,
            "The success rate that no effort at all would reach.";
        CEILING: ceiling #38 = "Right at best", Share, kind::SHARE, required,
            "The success rate that no effort exceeds.";
        SECOND_POINT: second_point #39 = "A second known point", None, Kind::Point, optional,
            "Another effort and the success rate seen there. It replaces the assumed curve.";
        MINIMUM_TOKENS: minimum_tokens #40 = "Least effort", Tokens, kind::TOKENS, required,
            "Effort that the step needs in any case.";
        WEIGHT: weight #41 = "Weight of this result", Count, kind::number(0.0, 1e6), required,
            "Where several steps end the workflow, how much each of them counts.";
    }

    /// Rates of one’s own, of each step.
    price: "steps[].price." Step(price) {
        DISCOUNT: discount #42 = "Discount", Share, kind::number(-10.0, 1.0), required,
            "Off the listed rates. Negative is a surcharge, such as -10 % for a region."
            .straight();
        INPUT_USD_PER_MTOK: input_usd_per_mtok #43 = "Input rate", UsdPerMtok, kind::RATE, optional,
            "Your own rate instead of the listed one."
            .asked(Priced).short("Price of input").straight();
        OUTPUT_USD_PER_MTOK: output_usd_per_mtok #44 = "Output rate", UsdPerMtok, kind::RATE, optional,
            "Your own rate instead of the listed one."
            .asked(Priced).short("Price of output").straight();
        CACHE_READ_USD_PER_MTOK: cache_read_usd_per_mtok #45 = "Cache read rate", UsdPerMtok, kind::RATE, optional,
            "Your own rate; without one in the list either, the input rate. Often a tenth of it."
            .straight();
        CACHE_WRITE_USD_PER_MTOK: cache_write_usd_per_mtok #46 = "Cache write rate", UsdPerMtok, kind::RATE, optional,
            "Your own rate; without one in the list either, the input rate. Often 1.25 times it."
            .straight();
        CACHE_WRITE_1H_USD_PER_MTOK: cache_write_1h_usd_per_mtok #47 = "Cache write rate, an hour", UsdPerMtok, kind::RATE, optional,
            "Your own rate; without one in the list either, the five minutes' one. Often twice the input rate."
            .straight();
        REASONING_USD_PER_MTOK: reasoning_usd_per_mtok #48 = "Reasoning rate", UsdPerMtok, kind::RATE, optional,
            "Your own rate; without one in the list either, the output rate."
            .straight();
        REQUEST_USD: request_usd #49 = "Fee of a call", Usd, kind::RATE, optional,
            "What a call costs beside its tokens."
            .straight();
    }

    /// Fields of each level of each step.
    level: "steps[].levels[]." Level() {
        NAME: name #50 = "Level", None, Kind::Text(NAME_CHARACTERS), required,
            "The name of a reasoning effort: low, medium, high.";
        TOKENS: tokens #51 = "Effort", Tokens, kind::TOKENS, required,
            "The effort of this level.";
        SUCCESS_RATE: success_rate #52 = "Right there", Share, kind::SHARE, optional,
            "The success rate seen at this level.";
    }

    /// What results are worth: the table `[value]`.
    value: "value." Scenario(value) {
        GAIN_USD: gain_usd #15 = "A right result is worth", Usd, kind::SIGNED_USD, required,
            "What a right result is worth to you."
            .asked(Always).straight();
        LOSS_USD: loss_usd #53 = "A wrong one that gets through costs", Usd, kind::SIGNED_USD, required,
            "What a wrong result does if nobody notices."
            .asked(Always).straight();
        UNDONE_USD: undone_usd #54 = "A task left undone costs", Usd, kind::SIGNED_USD, required,
            "What it costs to give a task up, or not to do it at all."
            .asked(Unless(0)).straight();
        RISK_AVERSION: risk_aversion #55 = "Risk aversion", PerUsd, kind::number(0.0, 1e6), required,
            "Weight of the variance against the expected net value. 0 counts expectations only.";
    }

    /// How results are looked at: the table `[checking]`, which may be absent.
    checking: "checking." Scenario(checking) {
        COST_USD: cost_usd #56 = "A look costs", Usd, kind::USD, required,
            "What it costs to look at one result: a person's minutes, a test, a judge's call."
            .asked(Always).straight();
        RECALL: recall #57 = "Wrong ones noticed", Share, kind::SHARE, required,
            "How many of the wrong results the look notices."
            .asked(Always);
        FALSE_REJECT: false_reject #58 = "Right ones rejected", Share, kind::SHARE, required,
            "How many of the right results the look rejects by mistake."
            .asked(Always);
        ATTEMPTS: attempts #59 = "Attempts", Count, kind::whole(1.0, 1_000.0), required,
            "How often a rejected task is tried in all."
            .asked(Always);
        CORRELATION: correlation #60 = "Tries are alike", Share, kind::SHARE, required,
            "At 0 %, a new try is independent of the last; at 100 %, a task that fails once fails always."
            .asked(WithRetries);
        FALLBACK: fallback #61 = "After the last attempt", None, Kind::Choice(Fallback::WORDS), required,
            "A person does it, or it is given up."
            .said(Fallback::SAID);
        FALLBACK_USD: fallback_usd #62 = "A person then costs", Usd, kind::USD, optional,
            "What the person costs. Left open, wage times the time of a task."
            .asked(WithPerson).straight();
    }

    /// What a person’s time costs: the table `[person]`.
    person: "person." Scenario(person) {
        WAGE_USD_PER_HOUR: wage_usd_per_hour #63 = "Wage", UsdPerHour, kind::USD, required,
            "What an hour of a person costs you."
            .straight();
        TASK_MINUTES: task_minutes #64 = "A task takes a person", Minutes, kind::number(0.0, 1e9), required,
            "How long a person needs for the whole task."
            .straight();
        REVIEW_MINUTES: review_minutes #65 = "A review takes a person", Minutes, kind::number(0.0, 1e9), required,
            "How long a person needs to look at one result.";
    }

    /// What is paid anyway: the table `[fixed]`.
    fixed: "fixed." Scenario(fixed) {
        USD: usd #66 = "Paid anyway, a period", Usd, kind::USD, required,
            "A subscription, own hardware: what is due whatever is used."
            .asked(WithFixedCost).straight();
        ONE_OFF_USD: one_off_usd #67 = "Paid once", Usd, kind::USD, required,
            "Fine-tuning, integration: what is due once.";
    }
}

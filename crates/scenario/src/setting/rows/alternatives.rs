//! Settings of the alternatives: what is not known of them from the scenario, and asked for.

use super::kinds::*;
use super::settings;

/// Orders of the table.
pub const SORTS: &[&str] = &["net", "cost", "quality", "name"];
/// Coverage models.
pub const COVERAGES: &[&str] = &["correlation", "two points", "samples"];

settings! {
    SORT: "alternatives.sort" #200 = "Sorted by", NONE, Kind::Choice(SORTS), Word("net"),
        "What the table is ordered by, the best first.";
    RANKED: "alternatives.catalogue" #201 = "Models", NONE, Kind::Choice(&["pinned", "all"]), Word("pinned"),
        "The models that you name, or all of the price list with the success rate that each would need.";
    AGAINST: "alternatives.against" #202 = "Break-even of", NONE, Kind::Text(60), Open,
        "The row whose break-even against today is worked out for every number, by its name.";

    MODEL: "alternatives.models[].model" #210 = "Another model", NONE, Kind::Text(120), Open,
        "A model to compare with, by the id that its provider uses. It takes the place of the dearest step's model wherever that is used.";
    MODEL_PROVIDER: "alternatives.models[].provider" #211 = "Its provider", NONE, Kind::Text(60), Open,
        "Who sends its bill; left open, whoever makes it.";
    MODEL_SUCCESS: "alternatives.models[].success_rate" #212 = "Right with it", Share, SHARE, Open,
        "How often those steps are right with this model. Left open, the table says which rate it must reach.";

    DELAY_USD: "alternatives.delay_usd_per_hour" #220 = "An hour later costs a task", Usd, USD, Number(0.0),
        "What it costs you if the result of one task comes an hour later; the table says what that is for all of a period.";
    BATCH_HOURS: "alternatives.batch_hours" #221 = "A batch takes", Unit("hours"), number(0.0, 1_000.0), Number(24.0),
        "How long you wait for a batch; providers promise a day at most. A step that not every attempt calls waits its share of it.";
    FLEX_HOURS: "alternatives.flex_hours" #222 = "Flex takes", Unit("hours"), number(0.0, 1_000.0), Number(0.1),
        "How much longer an answer takes at slower processing.";

    PREFIX: "alternatives.prefix_tokens" #225 = "The same in every call", Tokens, TOKENS, Open,
        "How many input tokens at the start are the same from call to call, so that a cache can hold them. Left open, the cached part that the scenario has.";
    ARRIVALS: "alternatives.requests_per_hour" #226 = "Calls an hour", Unit("/ hour"), number(0.0, 1e9), Open,
        "How many calls of a step with that beginning arrive in an hour. Left open, the calls of that step in a period, all attempts, spread evenly.";

    FIRST_MODEL: "alternatives.first_model" #230 = "A cheaper model", NONE, Kind::Text(120), Open,
        "A model that tries first, or that a router sends the easy tasks to.";
    FIRST_PROVIDER: "alternatives.first_provider" #231 = "Its provider", NONE, Kind::Text(60), Open,
        "Who sends its bill; left open, whoever makes it.";
    FIRST_SUCCESS: "alternatives.first_success_rate" #232 = "Right with it", Share, SHARE, Open,
        "How often the whole attempt is right with this model. Left open, the table says which rate it must reach.";
    ROUTER_SHARE: "alternatives.router_share" #233 = "Sent to it", Share, SHARE, Number(0.5),
        "The part of the tasks that a router sends to the cheaper model.";
    ROUTER_USD: "alternatives.router_usd" #234 = "Routing a task costs", Usd, USD, Number(0.0),
        "What the router's own decision costs.";

    TRIES: "alternatives.tries" #240 = "Tries at once", Count, whole(1.0, 1_000.0), Number(3.0),
        "How many answers are drawn for best of k, and for a majority.";
    COVERAGE: "alternatives.coverage" #241 = "How alike they are", NONE, Kind::Choice(COVERAGES), Word("correlation"),
        "From the checking's own correlation, from a second point (right in so many tries), or from samples of a usual task. What tries with nothing in common would not reach is told.";
    COVERAGE_TRIES: "alternatives.coverage_tries" #242 = "Seen with so many tries", Count, whole(2.0, 1e6), Number(10.0),
        "The second point: how many tries.";
    COVERAGE_RATE: "alternatives.coverage_rate" #243 = "at least one right", Share, SHARE, Open,
        "The second point: how often at least one of them was right.";
    SAMPLES: "alternatives.samples" #244 = "Answers sampled", Count, whole(1.0, 1e6), Number(10.0),
        "How many answers to a task were looked at; at least as many as there are tries at once.";
    SAMPLES_RIGHT: "alternatives.samples_right" #245 = "of them right", Count, whole(0.0, 1e6), Open,
        "How many of them were right. At least one of so many tries is then right as often as in so many drawn from these.";

    HOSTING_USD: "alternatives.hosting_usd_per_hour" #250 = "A machine of your own", UsdPerHour, USD, Open,
        "What one costs an hour, used or not: all that serves the model together, such as a node of eight. Whole ones are counted. Left open, what the machines of the technical view cost.";
    HOSTING_SPEED: "alternatives.hosting_tokens_per_second" #251 = "It writes", Unit("tokens / s"), number(0.0, 1e9), Open,
        "Output tokens a second of one at full load, all requests together. Left open, what the technical view says.";
    HOSTING_READS: "alternatives.hosting_reading_ratio" #249 = "It reads input", Unit("× as fast"), number(0.001, 1e6), Number(5.0),
        "How much faster it reads a token of input than it writes one of output, where you say how fast it writes; on the one day that a provider disclosed it was 5 times.";
    HOSTING_MOST: "alternatives.hosting_machines" #259 = "Machines you can have", Count, whole(1.0, 1e6), Open,
        "The most machines, or units, that there are. Left open, as many as it takes.";
    HOSTING_LOAD: "alternatives.hosting_utilisation" #252 = "Used at most", Share, SHARE, Number(0.6),
        "How much of the time a machine can be busy: work does not come evenly.";
    HOSTING_SUCCESS: "alternatives.hosting_success_rate" #253 = "Right with its model", Share, SHARE, Open,
        "How often the whole attempt is right with the model that you host. Left open, the table says which rate it must reach.";
    DRAFT_ACCEPTED: "alternatives.draft_acceptance" #254 = "Drafted tokens accepted", Share, SHARE, Open,
        "Speculative decoding on your own machines: the chance that a token of the small draft model is accepted.";
    DRAFT_TOKENS: "alternatives.draft_tokens" #255 = "Tokens of a draft", Count, whole(1.0, 100.0), Number(4.0),
        "How many tokens the draft model runs ahead.";
    DRAFT_COST: "alternatives.draft_cost" #256 = "A draft token costs", Unit("of a token"), number(0.0, 10.0), Number(0.1),
        "Time of the draft model for a token, as a part of the large one's.";
    UNIT_USD: "alternatives.unit_usd_per_hour" #257 = "A unit of reserved capacity", UsdPerHour, USD, Open,
        "Provisioned throughput: what one unit costs an hour at your provider.";
    UNIT_SPEED: "alternatives.unit_tokens_per_second" #258 = "It serves", Unit("tokens / s"), number(0.0, 1e9), Open,
        "Output tokens a second that one unit is sold for.";

    TUNING_USD: "alternatives.tuning_usd" #260 = "Fine-tuning costs", Usd, USD, Open,
        "What the training costs once.";
    TUNING_PERIODS: "alternatives.tuning_periods" #261 = "It lasts", Unit("periods"), number(0.001, 1e6), Number(12.0),
        "Over how many periods that is spread, until the model is replaced.";
    TUNING_SAVED: "alternatives.tuning_saved_tokens" #262 = "Input it saves a call", Tokens, TOKENS, Number(0.0),
        "Instructions and examples that a tuned model no longer needs: fresh input first, then what is read from a cache; what is written to one and what is retrieved stays.";
    TUNING_SURCHARGE: "alternatives.tuning_surcharge_usd_per_mtok" #263 = "Its surcharge", UsdPerMtok, number(-1e9, 1e9), Number(0.0),
        "What a million output tokens of the tuned model, hidden ones too, cost more.";
    TUNING_SUCCESS: "alternatives.tuning_success_rate" #264 = "Right when tuned", Share, SHARE, Open,
        "How often the whole attempt is right with the tuned model. Left open, the table says which rate it must reach.";

    SUBSCRIPTION_USD: "alternatives.subscription_usd" #270 = "A subscription, a period", Usd, USD, Open,
        "What a subscription to the same model costs a period.";
    SUBSCRIPTION_TASKS: "alternatives.subscription_tasks" #271 = "Tasks it includes", Count, number(0.0, 1e12), Open,
        "How many tasks a period it covers; what is beyond is paid as today. Left open, all.";
}

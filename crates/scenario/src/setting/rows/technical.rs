//! Settings of the technical view: the machine that makes the tokens, and how it is run.

use super::kinds::*;
use super::settings;
use catalogs::accelerators::ACCELERATOR_WORDS;
use catalogs::shapes::MODEL_WORDS;

settings! {
    SHAPE: "technical.shape" #300 = "Shape of the model", NONE, Kind::Choice(MODEL_WORDS), Word("match"),
        "An open model whose layers and sizes are published. Each step's own counts where it is open; the shape of a closed model is not known, and an open one for its class of price stands in.";
    ACCELERATOR: "technical.accelerator" #301 = "Machine", NONE, Kind::Choice(ACCELERATOR_WORDS), Word("h100"),
        "What it runs on. Speeds and memory are the maker's figures.";
    ACCELERATORS: "technical.accelerators" #302 = "How many", Count, whole(1.0, 1e5), Open,
        "How many of them share the work. Left open, as few as hold the model and all requests.";
    USD_PER_HOUR: "technical.usd_per_hour" #303 = "One of them costs", UsdPerHour, number(0.0, 1e6), Open,
        "Rent, or price spread over its life with power and people. Left open, what it usually rents for.";
    BATCH: "technical.batch" #304 = "Requests at once", Count, whole(1.0, 1e5), Number(256.0),
        "How many requests are written together. More of them share the reading of the model's weights, and each waits longer.";
    CONTEXT: "technical.context_tokens" #305 = "Context while writing", Tokens, number(0.0, 1e8), Open,
        "How much text lies behind the token that is being written. Left open, the scenario's own, on average.";
    UTILISATION: "technical.utilisation" #306 = "At work", Share, SHARE, Number(0.5),
        "The part of the paid hours in which the machines really work for somebody. Idle hours are paid too.";
    MEASURED: "technical.measured_tokens_per_second" #307 = "Measured: tokens a second", Unit("tokens / s"), number(0.1, 1e9), Open,
        "How many output tokens a second your machines write for all requests together, if you have measured it. It then counts for every step: its speed, its cost and its time. Left open, what memory and arithmetic allow at best.";

    WEIGHT_BYTES: "technical.weight_bytes" #310 = "Bytes of a weight", Unit("bytes"), number(0.1, 8.0), Open,
        "2 for 16 bits, 1 for 8, half for 4. Left open, what the model's maker publishes.";
    KEPT_BYTES: "technical.kept_bytes" #311 = "Bytes of a kept number", Unit("bytes"), number(0.1, 8.0), Number(2.0),
        "What each number that is remembered of the context takes.";
    COMPUTE_EFFICIENCY: "technical.compute_efficiency" #312 = "Computing reached", Share, number(0.01, 1.0), Number(0.5),
        "The part of the maker's computing speed that is reached in practice.";
    MEMORY_EFFICIENCY: "technical.memory_efficiency" #313 = "Memory speed reached", Share, number(0.01, 1.0), Number(0.7),
        "The part of the maker's memory speed that is reached in practice.";
    GUESSES: "technical.guesses" #314 = "Guesses ahead", Count, whole(0.0, 32.0), Number(0.0),
        "Speculative decoding: a small model guesses so many tokens, the large one checks them in one step. 0 is off.";
    ACCEPTANCE: "technical.acceptance" #315 = "Guesses accepted", Share, SHARE, Number(0.8),
        "How often a guess is right.";
    DRAFT_COST: "technical.draft_cost" #316 = "A guess takes", Share, SHARE, Number(0.1),
        "The time of one guess, as a part of a step of the large model.";
    MEASURED_READING: "technical.measured_reading_tokens_per_second" #308 = "Measured: tokens a second read", Unit("tokens / s"), number(0.1, 1e9), Open,
        "How many input tokens a second your machines read, if you have measured it. Left open, what memory and arithmetic allow at best.";

    SPEED: "technical.tokens_per_second" #320 = "Tokens a second you see", Unit("tokens / s"), number(0.1, 1e6), Open,
        "How fast an answer is written for you, if you have measured it. Left open, what the machine gives to one request.";
    WAGE: "technical.waiting_usd_per_hour" #321 = "Waiting costs", UsdPerHour, number(0.0, 1e6), Open,
        "What an hour of the person who waits for the answer costs. Left open, the scenario's wage.";

    WATTS: "technical.watts" #330 = "One machine draws", Unit("W"), number(0.0, 1e6), Open,
        "Watts at most, its part of the node included. Left open, the maker's figure.";
    LOAD: "technical.power_share" #331 = "Of that on average", Share, number(0.01, 1.0), Number(0.7),
        "The part of its most power that it draws at work.";
    IDLE: "technical.idle_power_share" #335 = "Of that while idle", Share, SHARE, Number(0.17),
        "The part of its most power that it draws while it waits for work, the model in memory. An H100 was measured at 122 of 700 watts.";
    BUILDING: "technical.pue" #332 = "Building", Unit("times"), number(1.0, 5.0), Number(1.2),
        "What the whole building draws for each watt of the machines: cooling, losses.";
    GRID: "technical.grid_grams_per_kwh" #333 = "Carbon of power", Unit("g / kWh"), number(0.0, 5_000.0), Number(400.0),
        "Grams of carbon dioxide for a kilowatt-hour where the machines stand.";
    POWER_PRICE: "technical.usd_per_kwh" #334 = "Power costs", Unit("$ / kWh"), number(0.0, 100.0), Number(0.08),
        "What a kilowatt-hour costs there.";
}

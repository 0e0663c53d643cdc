"""Compares a price snapshot with two other price lists, each made without it: LiteLLM's and model-prices'.

    python3 cross_check_prices.py SNAPSHOT_JSON KNOWN_DIFFERENCES_JSON LITELLM_WHEEL MODEL_PRICES_WHEEL

`cargo xtask cross-check-prices` downloads the wheels (pinned by version and hash) and calls this; so does
`update-prices` before it replaces a snapshot. One data file of each wheel is read, nothing of the packages is
run. Compared are the base rates of makers of models at noon UTC of the snapshot's day. Ends with status 1
where the snapshot differs from both lists and known_differences.json does not say why. Needs Python 3.11 or
newer, standard library only.
"""

import json
import sys
import zipfile
from collections import namedtuple
from datetime import datetime, timezone
from decimal import Decimal

# Each rate by its name in the snapshot, in LiteLLM (USD a token) and in model-prices (USD a million tokens).
RATES = {
    "input_mtok": ("input_cost_per_token", "input"),
    "output_mtok": ("output_cost_per_token", "output"),
    "cache_read_mtok": ("cache_read_input_token_cost", "cache_read"),
    "cache_write_mtok": ("cache_creation_input_token_cost", "cache_write"),
}

# Makers of the snapshot by their names in LiteLLM; the first that has a model counts. zhipuai, its site in China,
# is in neither list.
LITELLM_PROVIDERS = {
    "anthropic": ["anthropic"],
    "cohere": ["cohere_chat", "cohere"],
    "deepseek": ["deepseek"],
    "elevenlabs": ["elevenlabs"],
    "google": ["gemini", "vertex_ai", "vertex_ai-language-models", "vertex_ai-embedding-models", "vertex_ai-anthropic_models"],
    "meta": ["meta"],
    "minimax": ["minimax"],
    "mistral": ["mistral"],
    "moonshotai": ["moonshot"],
    "openai": ["openai", "text-completion-openai"],
    "perplexity": ["perplexity"],
    "typesafe": ["typesafe"],
    "voyageai": ["voyage"],
    "x-ai": ["xai"],
    "zai": ["zai"],
}
# Those that model-prices names otherwise.
MODEL_PRICES_PROVIDERS = {"xai": "x-ai"}

# Two lists mean the same rate though one wrote it with float noise.
TOLERANCE = Decimal("1e-6")

# One rate of one model, as the snapshot and the lists have it; None where a list has no such model or rate.
Row = namedtuple("Row", "provider model rate snapshot litellm model_prices")


def main():
    snapshot_path, known_path, litellm_wheel, model_prices_wheel = sys.argv[1:]
    with open(snapshot_path, encoding="utf-8") as file:
        snapshot = parse(file.read())
    with open(known_path, encoding="utf-8") as file:
        known = parse(file.read())["differences"]
    noon = datetime.fromisoformat(snapshot["date"]).replace(hour=12, tzinfo=timezone.utc)
    litellm = litellm_rates(read_member(litellm_wheel, "litellm/model_prices_and_context_window_backup.json"), noon)
    model_prices = model_prices_rates(read_member(model_prices_wheel, "model_prices/snapshot.json"), noon)
    compared = list(rows(snapshot, noon, litellm, model_prices))
    for field in ("litellm", "model_prices"):
        if all(getattr(row, field) is None for row in compared):
            sys.exit(f"cross_check_prices: no rate was found in {field}, whose format must have changed")
    outcome = compare(compared, known_rows(known))
    print(f"{snapshot['snapshot']} at {noon:%Y-%m-%d %H:%M} UTC, USD a million tokens:")
    print("\n".join(report(outcome)))
    sys.exit(1 if outcome["differ from both"] or outcome["known no more"] else 0)


def parse(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def read_member(wheel, member):
    with zipfile.ZipFile(wheel) as archive:
        return parse(archive.read(member))


# ---- the three lists: {(provider of the snapshot, model id in lower case): {rate of the snapshot: USD}} ----

def rows(snapshot, noon, litellm, model_prices):
    """One row for each rate that the snapshot has, or lacks though both lists charge it: a missing cache rate is
    not free, it falls back to that of input."""
    for provider in snapshot["providers"]:
        for model in provider["models"]:
            names = [model["id"].lower(), *exact_names(model["match"])]
            theirs = [next((prices[provider["id"], name] for name in names if (provider["id"], name) in prices), {})
                      for prices in (litellm, model_prices)]
            rates = active_rates(model["prices"], noon)
            for rate in RATES:
                others = [each.get(rate) for each in theirs]
                if rate in rates or all(others):
                    yield Row(provider["id"], model["id"], rate, base_of(rates.get(rate)), *others)


def base_of(rate):
    return price(rate["base"] if isinstance(rate, dict) else rate)


def exact_names(clause):
    """Names that a match rule spells out. Its loose parts are left out: they would give an unknown model the
    price of a known one."""
    (key, value), = clause.items()
    if key == "or":
        return [name for each in value for name in exact_names(each)]
    return [value] if key == "equals" else []


def active_rates(entries, moment):
    """Rates of the last entry that holds, or of the first if none does."""
    second = moment.hour * 3600 + moment.minute * 60

    def holds(entry):
        return entry.get("from", "") <= moment.date().isoformat() and within(*entry.get("window", (0, 0)), second)

    return ([entry for entry in entries if holds(entry)] or entries[:1])[-1]["rates"]


def within(start, end, now):
    """Whether a daily window, which may pass midnight, holds; one that ends where it starts is the whole day."""
    return start <= now < end if start < end else start <= now or now < end


def litellm_rates(data, moment):
    found = {}
    for provider, theirs in LITELLM_PROVIDERS.items():
        for their_provider in theirs:
            for key, model in data.items():
                if model.get("litellm_provider") == their_provider:
                    prefix, _, name = key.partition("/")
                    name = name if prefix in (their_provider, provider, "vertex_ai") else key
                    found.setdefault((provider, name.lower()), litellm_model(model, moment))
    return found


def litellm_model(model, moment):
    off_peak = model.get("off_peak_pricing", {})
    if any(in_litellm_window(window, moment) for window in off_peak.get("windows", [])):
        model = model | off_peak
    return {rate: model[key] * 1_000_000 for rate, (key, _) in RATES.items() if model.get(key) is not None}


def in_litellm_window(window, moment):
    hours = window["hours_utc"]
    hours = [hours] if isinstance(hours, str) else hours
    return (moment.isoweekday() in window.get("weekdays", range(1, 8))
            and any(within(*each.split("-"), f"{moment:%H:%M}") for each in hours))


def model_prices_rates(data, moment):
    of_makers = (each for each in data["schedules"]["schedule"] if ours(each["provider"]) in LITELLM_PROVIDERS)
    for schedule in of_makers:
        for start, end in schedule.get("peak_hours_utc", []) + schedule.get("off_peak_hours_utc", []):
            if in_force(schedule, moment) and within(start, end, f"{moment:%H:%M}"):
                sys.exit(f"cross_check_prices: noon is an hour with a price of its own at {schedule['provider']}")
    found = {}
    for their_provider, models in data["prices"].items():
        for name, modes in models.items():
            periods = modes.get("standard", [])
            started = [each for each in periods if each["start"] is None or datetime.fromisoformat(each["start"]) <= moment]
            if started:
                rates = started[-1]["rates"]
                found[ours(their_provider), name.lower()] = {
                    rate: rates[key] for rate, (_, key) in RATES.items() if rates.get(key) is not None
                }
    return found


def ours(their_provider):
    return MODEL_PRICES_PROVIDERS.get(their_provider, their_provider)


def in_force(schedule, moment):
    until = schedule.get("valid_until")
    return datetime.fromisoformat(schedule["valid_from"]) <= moment and (until is None or moment < datetime.fromisoformat(until))


# ---- comparing -------------------------------------------------------------------------------------------

def known_rows(known):
    """The rows that known_differences.json excuses: each with the prices it was written for, so that it excuses
    no others."""
    return [Row(entry["provider"], entry["model"], rate, *(price(prices.get(field)) for field in Row._fields[3:]))
            for entry in known for rate, prices in entry["rates"].items()]


def compare(rows, known):
    """Sorts the rows, and the known differences that are none any more."""
    kinds = ("agree", "in neither list", "differ from one", "known", "differ from both")
    outcome = {kind: [] for kind in kinds}
    for row in rows:
        others = [each for each in (row.litellm, row.model_prices) if each is not None]
        different = sum(not same(row.snapshot, each) for each in others)
        if not others:
            kind = "in neither list"
        elif different < 2:
            kind = ("agree", "differ from one")[different]
        else:
            kind = "known" if row in known else "differ from both"
        outcome[kind].append(row)
    outcome["known no more"] = [row for row in known if row not in outcome["known"]]
    return outcome


def price(value):
    return None if value is None else Decimal(value)


def same(one, other):
    return one is not None and abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def report(outcome):
    for kind in ("differ from one", "known", "differ from both", "known no more"):
        yield from (f"  {kind}: {line(row)}" for row in outcome[kind])
    yield "Rates that " + "; ".join(f"{kind}: {len(rows)}" for kind, rows in outcome.items())


def line(row):
    def shown(value):
        return "none" if value is None else f"{value.normalize():f}"

    return (f"{row.provider}/{row.model} {row.rate}: snapshot {shown(row.snapshot)}, LiteLLM {shown(row.litellm)}, "
            f"model-prices {shown(row.model_prices)}")


if __name__ == "__main__":
    main()

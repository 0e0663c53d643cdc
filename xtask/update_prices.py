"""Exports the price data of an unpacked genai-prices wheel to this project's JSON snapshot.

    python3 update_prices.py UNPACKED_WHEEL OUTPUT_FOLDER VERSION RELEASE_DATE SHA256

`cargo xtask update-prices` downloads the wheel (pinned by version and hash) and calls this. Nothing of the
package is run but its two data files; their record classes are stood in for by `Record`, so none of the
package's dependencies are needed. Needs Python 3.11 or newer, standard library only.
"""

import importlib.util
import json
import random
import re
import re._parser as regex_parser
import sys
import types
from datetime import date, time
from decimal import Context, Decimal
from pathlib import Path

# Makers of models that sell them under their own name: the embedded file. A maker that mostly sells what
# others made (arcee, cursor) or a second door of the same maker (openai-decisions) is in the other file.
FIRST_PARTY = """anthropic cohere deepseek elevenlabs google meta minimax mistral moonshotai openai perplexity
typesafe voyageai x-ai zai zhipuai""".split()

# The one rule that the package keeps in code and not in data: Groq bills Whisper for 10 seconds at least.
MINIMUM_AUDIO_SECONDS = {("groq", "whisper-large-v3"): 10, ("groq", "whisper-large-v3-turbo"): 10}

# A rate is rounded to what an f64 can hold exactly in decimal: some carry float noise in the 17th digit.
RATE_PRECISION = Context(prec=15)


class Record:
    """Any record of the package: its fields as attributes, None where it has none."""

    def __init__(self, kind, fields):
        self.kind = kind
        self.fields = fields

    def __getattr__(self, name):
        return self.fields.get(name)


def main():
    wheel, output, version, released, sha256 = sys.argv[1:]
    wheel, output = Path(wheel), Path(output)
    units = load(wheel / "genai_prices" / "data_units.py").unit_data
    providers = [provider_json(index, each) for index, each in enumerate(load(wheel / "genai_prices" / "data.py").providers)]
    first = [each for each in providers if each["id"] in FIRST_PARTY]
    others = [each for each in providers if each["id"] not in FIRST_PARTY]
    if missing := set(FIRST_PARTY) - {each["id"] for each in first}:
        refuse(f"providers that are gone from the data: {', '.join(sorted(missing))}")
    head = {"snapshot": f"genai-prices-{version}", "version": version, "date": released}
    (output / "first_party.json").write_text(snapshot_text(head, first))
    (output / "resellers.json").write_text(snapshot_text(head, others))
    (output / "units.json").write_text(units_text(units))
    (output / "README.md").write_text(readme(head, sha256, first, others))
    licence = next(wheel.glob("genai_prices-*.dist-info/licenses/LICENSE"))
    (output / "LICENSE-genai-prices").write_text(licence.read_text())


def load(path):
    """Runs a data file with every record class of the package replaced."""
    package = types.ModuleType("snapshot")
    package.__path__ = []
    stand_ins = types.ModuleType("snapshot.types")
    names = set(re.findall(r"\b([A-Z]\w+)\(", path.read_text())) - {"Decimal"}
    for name in names | {"Provider", "ModelPrice"}:
        setattr(stand_ins, name, record_class(name))
    sys.modules.update({"snapshot": package, "snapshot.types": stand_ins})
    spec = importlib.util.spec_from_file_location("snapshot.data", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record_class(kind):
    class Typed(Record):
        def __init__(self, **fields):
            super().__init__(kind, fields)

        def __class_getitem__(cls, _):
            return cls

    return Typed


def provider_json(index, provider):
    return without_nothing({
        "index": index,
        "id": provider.id,
        "name": provider.name,
        "pricing_urls": provider.pricing_urls or [],
        "comments": provider.price_comments,
        "model_match": provider.model_match and clause_json(provider.model_match),
        "provider_match": provider.provider_match and clause_json(provider.provider_match),
        "fallback": provider.fallback_model_providers,
        "models": [model_json(provider, model) for model in provider.models],
    })


def model_json(provider, model):
    prices = model.prices if isinstance(model.prices, list) else [Record("ConditionalPrice", {"prices": model.prices})]
    if not prices:
        refuse(f"{provider.id}/{model.id}: no price entry, not even an empty one")
    return without_nothing({
        "id": model.id,
        "name": model.name,
        "context_window": model.context_window,
        "deprecated": model.deprecated or None,
        "minimum_audio_seconds": MINIMUM_AUDIO_SECONDS.get((provider.id, model.id)),
        "comments": model.price_comments,
        "match": clause_json(model.match),
        "prices": [constraint_json(entry.constraint) | {"rates": rates_json(entry.prices)} for entry in prices],
        "variants": [
            {"when": variant.when} | constraint_json(variant.constraint) | {"rates": rates_json(variant.prices)}
            for variant in model.price_variants or []
        ] or None,
    })


def constraint_json(constraint):
    match constraint and constraint.kind:
        case None:
            return {}
        case "StartDateConstraint":
            return {"from": constraint.start_date.isoformat()}
        case "TimeOfDateConstraint":
            return {"window": [second_of_day(constraint.start_time), second_of_day(constraint.end_time)]}
        case kind:
            refuse(f"a constraint this exporter does not know: {kind}")


def second_of_day(moment):
    offset = moment.utcoffset().total_seconds() if moment.tzinfo else 0
    if moment.microsecond or offset != int(offset):
        refuse(f"a daily window that does not start on a second: {moment}")
    return (moment.hour * 3600 + moment.minute * 60 + moment.second - int(offset)) % 86_400


def rates_json(prices):
    return {key: rate_json(value) for key, value in prices.fields.items() if value is not None}


def rate_json(value):
    if isinstance(value, Record):
        tiers = sorted(value.tiers, key=lambda tier: tier.start)
        return {"base": decimal_text(value.base), "tiers": [[tier.start, decimal_text(tier.price)] for tier in tiers]}
    return decimal_text(value)


def decimal_text(value):
    if not value.is_finite() or value < 0:
        refuse(f"a rate that is no price: {value}")
    text = format(RATE_PRECISION.plus(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ---- match rules -------------------------------------------------------------------------------------

def clause_json(clause):
    """A match rule with its texts in lower case (references are matched in lower case) and without regexes."""
    match clause.kind:
        case "ClauseOr":
            return {"or": [clause_json(each) for each in clause.or_]}
        case "ClauseAnd":
            return {"and": [clause_json(each) for each in clause.and_]}
        case "ClauseRegex":
            return plain_clause(clause.regex)
        case "ClauseEquals" | "ClauseStartsWith" | "ClauseEndsWith" | "ClauseContains":
            (key, text), = clause.fields.items()
            return {key: text.lower()}
        case kind:
            refuse(f"a match rule this exporter does not know: {kind}")


def plain_clause(regex):
    """The regex as plain clauses. In a `shape`, `#` is a digit and the whole text is meant, in a
    `starts_with_shape` its beginning. Whatever is not understood is refused, and what is understood is
    compared with Python's own answers."""
    try:
        clause = translate(as_lists(regex_parser.parse(regex)))
    except Unsupported as reason:
        refuse(f"the regex {regex!r} cannot be rewritten as plain clauses: {reason}")
    for text in probes(regex, clause):
        if bool(re.search(regex, text)) != holds(clause, text):
            refuse(f"the regex {regex!r} was rewritten to {json.dumps(clause)}, which differs on {text!r}")
    return clause


class Unsupported(Exception):
    pass


END = "\0end"


def as_lists(parsed):
    """The parser's own sequences as lists, all the way down."""
    if isinstance(parsed, regex_parser.SubPattern):
        return [as_lists(item) for item in parsed]
    if isinstance(parsed, (list, tuple)):
        return type(parsed)(as_lists(item) for item in parsed)
    return parsed


def translate(items):
    if not items or items[0] != (regex_parser.AT, regex_parser.AT_BEGINNING):
        raise Unsupported("it is not anchored at the start")
    refusals, rest = [], items[1:]
    while rest and rest[0][0] is regex_parser.ASSERT_NOT:
        direction, inner = rest[0][1]
        if direction != 1:
            raise Unsupported("it looks behind")
        refusals.append({"not": ahead(inner)})
        rest = rest[1:]
    accepted = either([anchored(tokens) for tokens in expand(rest)]) if rest else None
    parts = refusals + ([accepted] if accepted else [])
    return parts[0] if len(parts) == 1 else {"and": parts}


def ahead(items):
    """What stands in a look ahead from the start of the text."""
    match items:
        case [(regex_parser.MAX_REPEAT, (1, regex_parser.MAXREPEAT, [(regex_parser.NOT_LITERAL, code)])), (regex_parser.LITERAL, same)] if code == same:
            return {"and": [{"contains": chr(code)}, {"not": {"starts_with": chr(code)}}]}
        case [(regex_parser.MAX_REPEAT, (0, regex_parser.MAXREPEAT, [(regex_parser.ANY, None)])), *rest]:
            return either([clause for tokens in expand(rest) for clause in floating(tokens)])
        case _:
            return either([anchored(tokens) for tokens in expand(items)])


def floating(tokens):
    text = "".join(tokens)
    if "#" in text:
        raise Unsupported("a digit at no fixed place")
    # Python's $ also stands before a line break that ends the text.
    return [{"ends_with": text[:-len(END)]}, {"ends_with": text[:-len(END)] + "\n"}] if text.endswith(END) else [{"contains": text}]


def anchored(tokens):
    text = "".join(tokens)
    if text.endswith(END):
        return {"shape": text[:-len(END)]}
    return {"starts_with_shape" if "#" in text else "starts_with": text}


def either(clauses):
    distinct = [clause for index, clause in enumerate(clauses) if clause not in clauses[:index]]
    return distinct[0] if len(distinct) == 1 else {"or": distinct}


def expand(items):
    """Every text the items can stand for, as lists of tokens. Capitals are left out: they match nothing in
    a text in lower case."""
    texts = [[]]
    for item in items:
        texts = [before + after for before in texts for after in expand_item(item)]
        if len(texts) > 64:
            raise Unsupported("it stands for more than 64 texts")
    for text in texts:
        if END in text[:-1]:
            raise Unsupported("something follows the end")
    return texts


def expand_item(item):
    match item:
        case (regex_parser.LITERAL, code):
            character = chr(code)
            if character == "#":
                raise Unsupported("a # of its own")
            return [[character]] if character == character.lower() else []
        case (regex_parser.AT, regex_parser.AT_END):
            return [[END]]
        case (regex_parser.IN, [(regex_parser.CATEGORY, regex_parser.CATEGORY_DIGIT)]):
            return [["#"]]
        case (regex_parser.IN, choices) if all(kind is regex_parser.LITERAL for kind, _ in choices):
            return [each for choice in choices for each in expand_item(choice)]
        case (regex_parser.SUBPATTERN, (_, 0, 0, inner)):
            return expand(inner)
        case (regex_parser.BRANCH, (_, branches)):
            return [each for branch in branches for each in expand(branch)]
        case (regex_parser.MAX_REPEAT, (least, most, inner)) if most <= 16:
            return [text for count in range(least, most + 1) for text in expand(inner * count)]
        case (kind, _):
            raise Unsupported(f"{kind} is not covered")


def holds(clause, text):
    """What the Rust side does, for the comparison."""
    (key, value), = clause.items()
    match key:
        case "or":
            return any(holds(each, text) for each in value)
        case "and":
            return all(holds(each, text) for each in value)
        case "not":
            return not holds(value, text)
        case "starts_with":
            return text.startswith(value)
        case "ends_with":
            return text.endswith(value)
        case "contains":
            return value in text
        case "shape":
            return fits(value, text.removesuffix("\n")) or fits(value, text)
        case "starts_with_shape":
            return fits(value, text[:len(value)])


def fits(shape, text):
    return len(shape) == len(text) and all(c in "0123456789" if s == "#" else s == c for s, c in zip(shape, text))


def probes(regex, clause):
    """Texts near what the regex accepts, with errors of every simple kind in them; a line break only at the
    end, as a reference has none within."""
    generator = random.Random(regex)
    alphabet = "abct019-./@[]=_:"
    seeds = ["", "/", "x/y", "gemini-2.5-pro", "gemini-2.5-flash-tts-preview", "a-tts", "-tts-", "-tts", "a-ttsx", "labs-"]
    for shape in texts_of(clause):
        for _ in range(40):
            seeds.append("".join(generator.choice("0123456789") if c == "#" else c for c in shape))
    for seed in seeds:
        yield seed
        for _ in range(25):
            text = list(seed)
            for _ in range(generator.randint(1, 3)):
                place = generator.randint(0, len(text))
                change = generator.randint(0, 2)
                text[place:place + (change > 0)] = generator.choice(alphabet) if change < 2 else ""
            yield "".join(text)
        yield from (seed + "\n", seed + "-latest", "x" + seed, seed[:-1], seed + "1", "labs-" + seed)


def texts_of(clause):
    (key, value), = clause.items()
    if key in ("or", "and"):
        return [text for each in value for text in texts_of(each)]
    return texts_of(value) if key == "not" else [value]


# ---- files -------------------------------------------------------------------------------------------

def without_nothing(fields):
    return {key: value for key, value in fields.items() if value is not None}


def snapshot_text(head, providers):
    """JSON with a line for each model, each price and each variant, so that a diff reads as a list of changes."""
    counts = {"providers": len(providers), "models": sum(len(each["models"]) for each in providers)}
    lines = ["{"]
    lines += [f" {one_line(key)}: {one_line(value)}," for key, value in (head | {"counts": counts}).items()]
    lines.append(' "providers": [')
    for position, provider in enumerate(providers):
        lines.append("  {")
        lines += [f"   {one_line(key)}: {one_line(value)}," for key, value in provider.items() if key != "models"]
        lines.append('   "models": [')
        models = provider["models"]
        for place, model in enumerate(models):
            lines += model_lines(model, "," if place + 1 < len(models) else "")
        lines.append("   ]")
        lines.append("  }" + ("," if position + 1 < len(providers) else ""))
    return "\n".join(lines + [" ]", "}", ""])


def model_lines(model, end):
    lists = [key for key in ("prices", "variants") if key in model]
    lines = ["    {" + ", ".join(f"{one_line(key)}: {one_line(value)}" for key, value in model.items() if key not in lists) + ","]
    for key in lists:
        entries = model[key]
        lines.append(f'     "{key}": [')
        lines += [f"      {one_line(entry)}" + ("," if place + 1 < len(entries) else "") for place, entry in enumerate(entries)]
        lines.append("     ]" + ("," if key != lists[-1] else ""))
    return lines + ["    }" + end]


def units_text(units):
    lines = [f" {one_line(key)}: {one_line(unit)}" for key, unit in units.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def one_line(value):
    return json.dumps(value, ensure_ascii=False)


def readme(head, sha256, first, others):
    def table(providers):
        return "\n".join(f"| {each['id']} | {len(each['models'])} | {' '.join(each['pricing_urls'])} |" for each in providers)

    def count(providers):
        return f"{len(providers)} providers, {sum(len(each['models']) for each in providers)} models"

    return f"""# Prices

Snapshot `{head['snapshot']}`: genai-prices {head['version']} from PyPI, released {head['date']}, MIT licence (`LICENSE-genai-prices`),
wheel sha256 `{sha256}`.

Made by `cargo xtask update-prices`; do not edit by hand. What this snapshot lacks is in `overlay.json`, which is written by hand.
`cargo xtask cross-check-prices` compares its makers' base rates with LiteLLM and model-prices; where it differs from both,
`known_differences.json`, written by hand too, says why.

| file | content |
|---|---|
| `first_party.json` | makers of models, {count(first)}: embedded in the page |
| `resellers.json` | all others, {count(others)}: loaded when asked for |
| `units.json` | units that can be priced |
| `*.bin` | the same, compact: what the programs read; a test compares them with the JSON |
| `history/` | other snapshots that links name, each in one compact file with its resellers and the overlay of its day |

Rates are USD, rounded to 15 significant digits. Match rules are in lower case; regexes were rewritten as plain clauses.

## Makers
| provider | models | source |
|---|---|---|
{table(first)}

## Others
| provider | models | source |
|---|---|---|
{table(others)}
"""


def refuse(reason):
    sys.exit(f"update_prices: {reason}")


if __name__ == "__main__":
    main()

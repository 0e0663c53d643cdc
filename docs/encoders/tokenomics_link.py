"""Writes links of Tokenomics, without the program: the grammar is in links.md.

A document is a dictionary of paths and values, what is left out having its default:

    encode({"work.tasks": 750, "steps": 2, "steps[1].model": "claude-opus-4-8", "checking": True})

A date is "2026-11-24", a pair [tokens, rate], a list a list, a field left open None. Settings of the views are paths like
any other: {"technical.batch": 32, "alternatives.models[0].model": "claude-haiku-4-5"}.
"""

import base64
import datetime
import json
import pathlib

TABLE = json.loads((pathlib.Path(__file__).parent / "fields.json").read_text("utf-8"))
FIELDS, SETTINGS, ROWS, SNAPSHOT = TABLE["fields"], TABLE["settings"], TABLE["rows"], TABLE["snapshot"]
COUNT, DECIMAL, BYTES, OPEN = range(4)
STEP, LEVEL, STEPS, LEVELS, CHECKING = range(1, 6)


def _check(text):
    """The four check characters of a text: CRC-24 as OpenPGP has it."""
    crc = 0xB704CE
    for byte in text.encode():
        crc ^= byte << 16
        for _ in range(8):
            crc <<= 1
            if crc & 0x1000000:
                crc ^= 0x1864CFB
    return base64.urlsafe_b64encode((crc & 0xFFFFFF).to_bytes(3, "big")).decode()


def _count(number):
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _folded(number):
    return _count(-2 * number - 1 if number < 0 else 2 * number)


def _sized(content):
    return _count(len(content)) + content


def _digits(number):
    """Mantissa and power of ten of the shortest digits, no zero at the end of the mantissa."""
    digits, _, power = repr(float(abs(number))).partition("e")
    whole, _, decimals = digits.partition(".")
    everything = whole + decimals
    mantissa = everything.rstrip("0")
    exponent = int(power or 0) - len(decimals) + len(everything) - len(mantissa)
    return int(mantissa or 0) * (-1 if number < 0 else 1), exponent if mantissa else 0


def _number(number):
    if 0 <= number < 2**53 and number == int(number):
        return COUNT, _count(int(number))
    mantissa, exponent = _digits(number)
    return DECIMAL, _folded(exponent) + _folded(mantissa)


def _seconds(moment):
    if len(moment) == 10:
        moment += "T00:00:00+00:00"
    moment = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return int((moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)).total_seconds())


def _value(field, datum):
    kind = field["kind"]
    if datum is None:
        return OPEN, b""
    if kind == "number":
        return _number(datum)
    if kind == "flag":
        return COUNT, _count(int(datum))
    if kind == "choice":
        return COUNT, _count(field["words"].index(datum))
    if kind == "names":
        return BYTES, _sized(b"".join(_sized(name.encode()) for name in datum))
    if kind == "point":
        return BYTES, _sized(b"".join(_count(wire) + content for wire, content in map(_number, datum)))
    if kind == "moment":
        seconds = _seconds(datum)
        if seconds >= 0 and seconds % 86_400 == 0:
            return COUNT, _count(seconds // 86_400)
        return DECIMAL, _folded(0) + _folded(seconds)
    return BYTES, _sized(datum.encode())


def _at(path, step=0, level=0):
    return path.replace("[]", f"[{step}]", 1).replace("[]", f"[{level}]", 1)


def _of(depth):
    return [field for field in FIELDS if field["path"].count("[]") == depth and field["path"] != "prices"]


def _settings(document):
    """Settings that a document has, as (row of its list, number, path, value), in the order of links."""
    found = []
    for setting in SETTINGS:
        for row in range(ROWS if "[]" in setting["path"] else 1):
            path = _at(setting["path"], row)
            if document.get(path) is not None:
                found.append((row, setting["number"], path, document[path]))
    return sorted(found, key=lambda setting: setting[:2])


def _of_setting(datum):
    """A setting is a number or text."""
    return {"kind": "text" if isinstance(datum, str) else "number"}


class _Writer:
    def __init__(self):
        self.bytes = b"\0" + _count(SNAPSHOT["number"])
        self.place = (0, 0)

    def entry(self, number, wire, content):
        self.bytes += _count(number * 8 + wire) + content

    def shape(self, number, size):
        self.entry(number, COUNT, _count(size))

    def move(self, step, level):
        if step != self.place[0]:
            self.shape(STEP, step)
            self.place = (step, 0)
        if level != self.place[1]:
            self.shape(LEVEL, level)
            self.place = (step, level)


def encode(document):
    """The compact link of a document, from the blank one."""
    writer = _Writer()
    steps, checking = document.get("steps", 1), document.get("checking", False)

    def get(field, step=0, level=0):
        return document.get(_at(field["path"], step, level), field["default"])

    if steps != 1:
        writer.shape(STEPS, steps)
    if checking:
        writer.shape(CHECKING, 1)
    for field in _of(0):
        if (checking or not field["path"].startswith("checking.")) and get(field) != field["default"]:
            writer.entry(field["number"], *_value(field, get(field)))
    levels = [document.get(f"steps[{step}].levels", 0) for step in range(steps)]
    for step in range(steps):
        # A step that the blank document has not begins as a copy of the one before.
        before_levels = levels[step - 1] if step else 0
        if step:
            writer.move(step, 0)
        if levels[step] != before_levels:
            writer.shape(LEVELS, levels[step])
        for field in _of(1):
            before = get(field, step - 1) if step else field["default"]
            if get(field, step) != before:
                writer.move(step, 0)
                writer.entry(field["number"], *_value(field, get(field, step)))
        for level in range(levels[step]):
            for field in _of(2):
                before = get(field, step - 1, level) if level < before_levels else field["default"]
                if get(field, step, level) != before:
                    writer.move(step, level)
                    writer.entry(field["number"], *_value(field, get(field, step, level)))
    for row, number, _, datum in _settings(document):
        writer.move(row, 0)
        writer.entry(number, *_value(_of_setting(datum), datum))
    body = base64.urlsafe_b64encode(writer.bytes).decode().rstrip("=")
    return f"1.{_check('1' + body)}{body}"


def _escaped(text):
    out = ""
    for byte in text.encode():
        letter = chr(byte)
        if letter.isascii() and letter.isalnum() or letter in "-.":
            out += letter
        else:
            out += "_" if letter == " " else f"~{byte:02X}"
    return out


def _plain(number):
    mantissa, exponent = _digits(number)
    digits, sign = str(abs(mantissa)), "-" if mantissa < 0 else ""
    before_point = len(digits) + exponent
    if mantissa and not -9 < before_point <= 21:
        point = "." if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{point}{digits[1:]}e{before_point - 1}"
    if exponent >= 0:
        return sign + digits + "0" * exponent
    if before_point <= 0:
        return sign + "0." + "0" * -before_point + digits
    return sign + digits[:before_point] + "." + digits[before_point:]


def _spelled(field, datum):
    kind = field["kind"]
    if datum is None:
        return ""
    if kind == "number":
        return _plain(datum)
    if kind == "flag":
        return "1" if datum else "0"
    if kind == "names":
        return ".".join(_escaped(name).replace(".", "~2E") for name in datum) or "~"
    if kind == "point":
        return "_".join(map(_plain, datum))
    return _escaped(datum) or "~~"


def encode_human(document):
    """The human link of a document, from the blank one."""
    parts = ["prices=" + _escaped(SNAPSHOT["name"])]
    steps, checking = document.get("steps", 1), document.get("checking", False)
    levels = [document.get(f"steps[{step}].levels", 0) for step in range(steps)]
    if steps != 1:
        parts.append(f"steps={steps}")
    parts += [f"steps.{step}.levels={count}" for step, count in enumerate(levels) if count]
    if checking:
        parts.append("checking=1")
    for field in FIELDS:
        if field["path"] == "prices":
            continue
        depth = field["path"].count("[]")
        for step in range(steps if depth else 1):
            for level in range(levels[step] if depth > 1 else 1):
                path = _at(field["path"], step, level)
                datum = document.get(path, field["default"])
                if datum != field["default"]:
                    name = path.replace("[", ".").replace("]", "")
                    parts.append(f"{name}={_spelled(field, datum)}")
    for _, _, path, datum in _settings(document):
        name = path.replace("[", ".").replace("]", "")
        parts.append(f"{name}={_spelled(_of_setting(datum), datum)}")
    body = ";".join(parts)
    return f"v1.{_check(body)};{body}"

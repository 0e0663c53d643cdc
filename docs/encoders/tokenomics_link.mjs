// Writes and reads links of Tokenomics, without the program: the grammar is in links.md. A document is a plain object of
// paths and values, what is left out having its default:
//
//   encode({ "work.tasks": 750, "steps": 2, "steps[1].model": "claude-opus-4-8", "checking": true })
//
// A date is "2026-11-24", a pair [tokens, rate], a list an array, a field left open null. Settings of the views are paths
// like any other: { "technical.batch": 32, "alternatives.models[0].model": "claude-haiku-4-5" }.

import { FIELDS, ROWS, SETTINGS, SNAPSHOT } from "./fields.mjs";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const WIRE = { count: 0, decimal: 1, bytes: 2, open: 3 };
const SHAPE = { text: 0, step: 1, level: 2, steps: 3, levels: 4, checking: 5 };
const DAY = 86_400_000;
const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
const at = (path, step, level) => path.replace("[]", `[${step}]`).replace("[]", `[${level}]`);

/** The four check characters of a text: CRC-24 as OpenPGP has it. */
function check(text) {
  let crc = 0xb704ce;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x800000 ? ((crc << 1) ^ 0x1864cfb) & 0xffffff : crc << 1;
  }
  return [18, 12, 6, 0].map((shift) => ALPHABET[(crc >> shift) & 63]).join("");
}

// Values as bytes.

/** A whole number: seven bits a byte, the lowest first. */
export function count(number) {
  const bytes = [];
  let rest = BigInt(number);
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const folded = (number) => count(number < 0n ? -2n * number - 1n : 2n * number);
const sized = (bytes) => [...count(bytes.length), ...bytes];
const utf8 = (text) => [...new TextEncoder().encode(text)];

/** A number by its shortest digits, as [wire, bytes]. */
function number(value) {
  if (value >= 0 && value < 2 ** 53 && Number.isInteger(value)) return [WIRE.count, count(value)];
  const [digits, power = "0"] = String(Math.abs(value)).split("e");
  const [whole, decimals = ""] = digits.split(".");
  const all = whole + decimals;
  const mantissa = all.replace(/0+$/, "");
  const exponent = Number(power) - decimals.length + all.length - mantissa.length;
  return [WIRE.decimal, [...folded(BigInt(exponent)), ...folded(BigInt(mantissa) * (value < 0 ? -1n : 1n))]];
}

/** A value of a field, as [wire, bytes]. */
function value(field, datum) {
  if (datum === null) return [WIRE.open, []];
  switch (field.kind) {
    case "number": return number(datum);
    case "flag": return [WIRE.count, [datum ? 1 : 0]];
    case "choice": return [WIRE.count, count(field.words.indexOf(datum))];
    case "names": return [WIRE.bytes, sized(datum.flatMap((name) => sized(utf8(name))))];
    case "point": return [WIRE.bytes, sized(datum.map(number).flatMap(([wire, bytes]) => [wire, ...bytes]))];
    case "moment": {
      const seconds = Date.parse(datum) / 1000;
      return seconds >= 0 && seconds % 86_400 === 0
        ? [WIRE.count, count(seconds / 86_400)]
        : [WIRE.decimal, [0, ...folded(BigInt(seconds))]];
    }
    default: return [WIRE.bytes, sized(utf8(datum))];
  }
}

/** Settings that a document has, as [setting, row of its list, value], in the order of links. */
function settings(document) {
  const rows = (setting) => Array.from({ length: setting.path.includes("[]") ? ROWS : 1 }, (_, row) => row);
  const each = SETTINGS.flatMap((setting) => rows(setting).map((row) => [setting, row, document[at(setting.path, row)]]));
  const order = ([one, row], [other, otherRow]) => row - otherRow || one.number - other.number;
  return each.filter(([, , datum]) => datum !== undefined && datum !== null).sort(order);
}

/** The compact link of bytes: version, check, and the bytes as base64url. */
export function seal(bytes) {
  let body = "";
  for (let start = 0; start < bytes.length; start += 3) {
    const three = bytes.slice(start, start + 3);
    const bits = (three[0] << 16) | ((three[1] ?? 0) << 8) | (three[2] ?? 0);
    for (let index = 0; index <= three.length; index++) body += ALPHABET[(bits >> (18 - 6 * index)) & 63];
  }
  return `1.${check(`1${body}`)}${body}`;
}

/** The compact link of a document, from the blank one. */
export function encode(document) {
  const bytes = [0, ...count(SNAPSHOT.number)];
  const entry = (key, [wire, content]) => bytes.push(...count(key * 8 + wire), ...content);
  const shape = (key, size) => entry(key, [WIRE.count, count(size)]);
  const get = (field, step, level) => document[at(field.path, step, level)] ?? (at(field.path, step, level) in document ? null : field.default);
  const steps = document.steps ?? 1;
  let place = [0, 0];
  const move = (step, level) => {
    if (step !== place[0]) shape(SHAPE.step, step), (place = [step, 0]);
    if (level !== place[1]) shape(SHAPE.level, level), (place = [step, level]);
  };
  const fields = (kind) => FIELDS.filter((field) => field.path.split("[]").length - 1 === kind && field.path !== "prices");
  if (steps !== 1) shape(SHAPE.steps, steps);
  if (document.checking) shape(SHAPE.checking, 1);
  for (const field of fields(0)) {
    const datum = get(field);
    if ((document.checking || !field.path.startsWith("checking.")) && !same(datum, field.default)) entry(field.number, value(field, datum));
  }
  for (let step = 0; step < steps; step++) {
    // A step that the blank document has not begins as a copy of the one before.
    const before = (field, level) => (step === 0 ? field.default : get(field, step - 1, level));
    const levels = (index) => document[`steps[${index}].levels`] ?? 0;
    const levelsBefore = step === 0 ? 0 : levels(step - 1);
    if (step > 0) move(step, 0);
    if (levels(step) !== levelsBefore) shape(SHAPE.levels, levels(step));
    for (const field of fields(1)) {
      const datum = get(field, step);
      if (!same(datum, before(field))) move(step, 0), entry(field.number, value(field, datum));
    }
    for (let level = 0; level < levels(step); level++) {
      for (const field of fields(2)) {
        const datum = get(field, step, level);
        const was = level < levelsBefore ? before(field, level) : field.default;
        if (!same(datum, was)) move(step, level), entry(field.number, value(field, datum));
      }
    }
  }
  for (const [setting, row, datum] of settings(document)) {
    move(row, 0);
    entry(setting.number, typeof datum === "number" ? number(datum) : value({ kind: "text" }, datum));
  }
  return seal(bytes);
}

// The human form.

const escaped = (text) =>
  utf8(text).map((byte) => {
    const letter = String.fromCharCode(byte);
    if (/[A-Za-z0-9.-]/.test(letter)) return letter;
    return letter === " " ? "_" : `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

function plain(number) {
  const size = Math.abs(number);
  const text = String(number);
  if (size !== 0 && size < 1e-9) return text;
  if (!text.includes("e")) return text;
  // JavaScript writes an exponent below a millionth, the grammar below a thousand-millionth.
  if (size < 1) {
    const [digits, power] = String(size).split("e-");
    return `${number < 0 ? "-" : ""}0.${"0".repeat(Number(power) - 1)}${digits.replace(".", "")}`;
  }
  return text.replace("e+", "e");
}

function spelled(field, datum) {
  if (datum === null) return "";
  switch (field.kind) {
    case "number": return plain(datum);
    case "flag": return datum ? "1" : "0";
    case "names": return datum.length ? datum.map((name) => escaped(name).replaceAll(".", "~2E")).join(".") : "~";
    case "point": return datum.map(plain).join("_");
    default: return datum === "" ? "~~" : escaped(datum);
  }
}

/** The human link of a document, from the blank one. */
export function encodeHuman(document) {
  const parts = [`prices=${escaped(SNAPSHOT.name)}`];
  const steps = document.steps ?? 1;
  const levels = (step) => document[`steps[${step}].levels`] ?? 0;
  if (steps !== 1) parts.push(`steps=${steps}`);
  for (let step = 0; step < steps; step++) if (levels(step)) parts.push(`steps.${step}.levels=${levels(step)}`);
  if (document.checking) parts.push("checking=1");
  for (const field of FIELDS.filter((field) => field.path !== "prices")) {
    const depth = field.path.split("[]").length - 1;
    for (let step = 0; step < (depth > 0 ? steps : 1); step++) {
      for (let level = 0; level < (depth > 1 ? levels(step) : 1); level++) {
        const path = at(field.path, step, level);
        const datum = document[path] ?? (path in document ? null : field.default);
        if (!same(datum, field.default)) parts.push(`${path.replaceAll("[", ".").replaceAll("]", "")}=${spelled(field, datum)}`);
      }
    }
  }
  for (const [setting, row, datum] of settings(document)) {
    const path = at(setting.path, row).replaceAll("[", ".").replaceAll("]", "");
    parts.push(`${path}=${spelled({ kind: typeof datum === "number" ? "number" : "text" }, datum)}`);
  }
  const body = parts.join(";");
  return `v1.${check(body)};${body}`;
}

// Reading.

/** What a compact link says: its base by number, its price snapshot, and [path, value] pairs in their order. */
export function decode(link) {
  const fragment = link.replace(/^.*#/, "");
  const [, sum, body] = /^1\.(.{4})([\w-]*)$/.exec(fragment) ?? [];
  if (body === undefined) throw new Error("this is no compact link of version 1");
  if (check(`1${body}`) !== sum) throw new Error("this link was cut off or changed on its way");
  let held = 0, size = 0, index = 0;
  const bytes = [];
  for (const letter of body) {
    held = ((held << 6) | ALPHABET.indexOf(letter)) & 0xffff;
    size += 6;
    if (size >= 8) bytes.push((held >> (size -= 8)) & 255);
  }
  const varint = (source) => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = source.bytes[source.index++];
      if (byte === undefined) throw new Error("this link ends in the middle of a value");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const unfolded = (number) => (number & 1n ? -(number + 1n) / 2n : number / 2n);
  const raw = (wire, source) => {
    if (wire === WIRE.count) return Number(varint(source));
    if (wire === WIRE.decimal) {
      const exponent = unfolded(varint(source));
      return Number(`${unfolded(varint(source))}e${exponent}`);
    }
    if (wire !== WIRE.bytes) return null;
    const end = Number(varint(source)) + source.index;
    const content = source.bytes.slice(source.index, end);
    source.index = end;
    return content;
  };
  const text = (content) => new TextDecoder().decode(new Uint8Array(content));
  const meaning = (field, wire, found) => {
    if (wire === WIRE.open) return null;
    if (field.kind === "choice" && wire === WIRE.count) return field.words[found] ?? found;
    if (field.kind === "flag") return found !== 0;
    if (field.kind === "moment") return new Date(wire === WIRE.count ? found * DAY : found * 1000).toISOString().replace(/T00:00:00.000Z$|\.000(?=Z)/, "");
    if (wire !== WIRE.bytes) return found;
    const inside = { bytes: found, index: 0 };
    if (field.kind === "names") {
      const names = [];
      while (inside.index < found.length) names.push(text(raw(WIRE.bytes, inside)));
      return names;
    }
    if (field.kind === "point") return [0, 1].map(() => raw(Number(varint(inside)), inside));
    return text(found);
  };
  const source = { bytes, index };
  const base = Number(varint(source));
  const snapshot = Number(varint(source));
  const said = { base, snapshot: snapshot === 0 ? text(raw(WIRE.bytes, source)) : snapshot, fields: [] };
  let place = [0, 0];
  while (source.index < bytes.length) {
    const key = varint(source);
    const [key_number, wire] = [Number(key >> 3n), Number(key & 7n)];
    if (wire > WIRE.open) break;
    const found = raw(wire, source);
    if (key_number === SHAPE.step) place = [found, 0];
    else if (key_number === SHAPE.level) place = [place[0], found];
    else if (key_number === SHAPE.steps) said.fields.push(["steps", found]);
    else if (key_number === SHAPE.levels) said.fields.push([`steps[${place[0]}].levels`, found]);
    else if (key_number === SHAPE.checking) said.fields.push(["checking", found !== 0]);
    else if (key_number === SHAPE.text) said.fields.push([text(found), ""]);
    else {
      const setting = SETTINGS.find((setting) => setting.number === key_number);
      const field = setting ? { ...setting, kind: "text" } : FIELDS.find((field) => field.number === key_number);
      said.fields.push(field ? [at(field.path, ...place), meaning(field, wire, found)] : [`x${key_number}`, found]);
    }
  }
  return said;
}

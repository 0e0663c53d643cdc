// Times the answers of examples/value_by_steps.rs for workflows of several sizes, and prints a table.
// Usage: node value.mjs FILE.wasm

import { readFile } from "node:fs/promises";

const RUNS = 15;
/// A run shorter than this is lost in what else the machine does.
const LEAST_MILLISECONDS = 8;
/// As in the Rust program, in its order.
const QUESTIONS = { value: 0, breakEven: 1, analysis: 2, unallocated: 3, curves: 4, everything: 5 };
const PRESET = "preset `multi-agent`";
const RULES = ["product", "mean", "min"];
const SIZES = [1, 3, 4, 10, 30, 100];
/// Where the weakest counts, more steps than this are not asked for.
const MOST_WITH_MIN = 30;

const COLUMNS = [
  ["cost and value", "value"],
  ["and every break-even", "breakEven"],
  ["allocation", "allocation"],
  ["curves of a step", "curves"],
  ["everything", "everything"],
];
const GOALS = [
  ["4 steps: cost, value, break-even", 4, ["breakEven"], 1],
  ["4 steps: the same with allocation", 4, ["breakEven", "allocation"], 5],
  ["30 steps: everything", 30, ["everything"], 100],
  ["30 steps: what is in sight (cost and value, curves of a step)", 30, ["value", "curves"], 20],
];

const module = await WebAssembly.compile(await readFile(process.argv[2]));
// What wasm-bindgen would fill in describes types to its own tool and is never called here.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
const { exports } = await WebAssembly.instantiate(module, imports);
// Its tool would also take off what it puts behind each name.
const exported = (name) => /** @type {Function} */ (exports[Object.keys(exports).find((key) => key.startsWith(`${name}_`)) ?? ""]);
const [prepare, repeat] = ["prepare", "repeat"].map(exported);

const milliseconds = (question, times) => {
  const started = process.hrtime.bigint();
  if (!repeat(QUESTIONS[question], times)) throw new Error(`no answer: ${question}`);
  return Number(process.hrtime.bigint() - started) / 1e6 / times;
};

// The engine compiles for speed while it runs, so that the first times say little.
const enough = (question) => {
  const first = Math.min(milliseconds(question, 1), milliseconds(question, 1));
  const warm = milliseconds(question, Math.ceil(LEAST_MILLISECONDS / first));
  return Math.ceil(LEAST_MILLISECONDS / warm);
};

const timed = (rule, size) => {
  const steps = prepare(RULES.indexOf(rule), size);
  if (steps === 0) throw new Error(`cannot be computed: ${rule}, ${size} steps`);
  const questions = Object.keys(QUESTIONS);
  const times = questions.map(enough);
  // One after another, so that a slow moment of the machine falls on all of them.
  const runs = Array.from({ length: RUNS }, () =>
    Object.fromEntries(questions.map((question, index) => [question, milliseconds(question, times[index])])),
  );
  for (const run of runs) run.allocation = run.analysis - run.unallocated;
  return { rule, steps, name: size === 0 ? PRESET : rule, runs };
};

const percentiles = (row, keys) => {
  const measured = row.runs.map((run) => keys.reduce((sum, key) => sum + run[key], 0));
  measured.sort((one, other) => one - other);
  const at = (share) => measured[Math.ceil(share * RUNS) - 1];
  return { p50: at(0.5), p95: at(0.95) };
};

const rows = [timed("product", 0)];
for (const rule of RULES) {
  for (const size of SIZES) if (rule !== "min" || size <= MOST_WITH_MIN) rows.push(timed(rule, size));
}

const digits = (time) => (time < 0.0995 ? time.toFixed(3) : time < 9.95 ? time.toFixed(2) : time.toFixed(1));
const both = ({ p50, p95 }) => `${digits(p50)} / ${digits(p95)}`;
const growth = (row, key) => {
  const perStep = ({ steps, ...of }) => percentiles(of, [key]).p50 / steps;
  const [three] = rows.filter((other) => other.rule === row.rule && other.steps === 3);
  return (perStep(row) / perStep(three)).toFixed(1);
};
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells) => [cells, cells.map(() => "---")].forEach(line);

console.log(`p50 / p95 in milliseconds, ${RUNS} runs; growth: time per step against three steps of the same joins.\n`);
head(["joins", "steps", ...COLUMNS.flatMap(([name]) => [name, "growth"])]);
for (const row of rows) {
  line([row.name, row.steps, ...COLUMNS.flatMap(([, key]) => [both(percentiles(row, [key])), growth(row, key)])]);
}

console.log("");
head(["what", "goal, p95", PRESET, ...RULES]);
for (const [what, steps, keys, goal] of GOALS) {
  const cells = [PRESET, ...RULES].map((name) => {
    const row = rows.find((other) => other.name === name && other.steps === steps);
    if (!row) return "";
    const found = percentiles(row, keys);
    return found.p95 < goal ? both(found) : `**${both(found)}, missed**`;
  });
  line([what, `${goal} ms`, ...cells]);
}

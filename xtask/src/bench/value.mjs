// Times the answers of crates/worker/examples/value_by_steps.rs for workflows of several sizes, and prints a table.
// Usage: node value.mjs FILE.wasm

import { readFile } from "node:fs/promises";

const RUNS = 15;
/// A run shorter than this is lost in what else the machine does.
const LEAST_MILLISECONDS = 8;
/// As in the Rust program, in its order.
const QUESTIONS = { value: 0, breakEven: 1, analysis: 2, unallocated: 3, curves: 4, everything: 5 };
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
const { prepare, repeat } = (await WebAssembly.instantiate(module, imports)).exports;

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

const percentiles = (measured) => {
  const sorted = measured.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1];
  return { p50: at(0.5), p95: at(0.95) };
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
  const found = COLUMNS.map(([, key]) => [key, percentiles(runs.map((run) => run[key]))]);
  return { rule, steps, name: size === 0 ? "preset `multi-agent`" : rule, ...Object.fromEntries(found) };
};

const rows = [timed("product", 0)];
for (const rule of RULES) {
  for (const size of SIZES) if (rule !== "min" || size <= MOST_WITH_MIN) rows.push(timed(rule, size));
}

const digits = (time) => (time < 0.0995 ? time.toFixed(3) : time < 9.95 ? time.toFixed(2) : time.toFixed(1));
const growth = (row, key) => {
  const three = rows.find((other) => other.rule === row.rule && other.steps === 3)[key].p50 / 3;
  return (row[key].p50 / row.steps / three).toFixed(1);
};
const line = (cells) => console.log(`| ${cells.join(" | ")} |`);

console.log(`p50 / p95 in milliseconds of ${RUNS} runs; growth is time per step against three steps of the same joins.\n`);
line(["joins", "steps", ...COLUMNS.flatMap(([head]) => [head, "growth"])]);
line(Array(2 + 2 * COLUMNS.length).fill("---"));
for (const row of rows) {
  const cells = COLUMNS.flatMap(([, key]) => [`${digits(row[key].p50)} / ${digits(row[key].p95)}`, growth(row, key)]);
  line([row.name, row.steps, ...cells]);
}

console.log("\nThe slowest workflow of each size against its goal:\n");
line(["what", "joins", "p50 / p95", "goal", ""]);
line(Array(5).fill("---"));
for (const [what, steps, keys, goal] of GOALS) {
  const sum = (row, share) => keys.reduce((total, key) => total + row[key][share], 0);
  const same = rows.filter((row) => row.steps === steps);
  const worst = same.reduce((one, other) => (sum(other, "p95") > sum(one, "p95") ? other : one));
  const verdict = sum(worst, "p95") < goal ? "met" : "missed";
  line([what, worst.name, `${digits(sum(worst, "p50"))} / ${digits(sum(worst, "p95"))} ms`, `${goal} ms`, verdict]);
}

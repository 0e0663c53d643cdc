// Times one run of a WebAssembly program that repeats its work, and prints the time of one repetition.
// Usage: node evaluate.mjs FILE.wasm TIMES WHAT

import { readFile } from "node:fs/promises";

const RUNS = 15;

const [file, times, what] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(await readFile(file), {});
const run = () => {
  const started = process.hrtime.bigint();
  /** @type {Function} */ (instance.exports.main)(0, 0);
  return Number(process.hrtime.bigint() - started) / 1e6 / Number(times);
};
run(); // the engine compiles for speed while it runs
run();
const milliseconds = Array.from({ length: RUNS }, run).sort((one, other) => one - other);
const at = (share) => milliseconds[Math.ceil(share * RUNS) - 1].toFixed(4);
console.log(`${what} in WebAssembly: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (${RUNS} runs of ${times})`);

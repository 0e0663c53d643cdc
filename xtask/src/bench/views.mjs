// Times the views of examples/views.rs, and prints a row for each.
// Usage: node views.mjs FILE.wasm

import { readFile } from "node:fs/promises";

const RUNS = 120;
// As in the Rust program, in its order.
const VIEWS = ["alternatives", "technical", "market", "over-time", "hidden"];

const module = await WebAssembly.compile(await readFile(process.argv[2]));
// What wasm-bindgen would fill in describes types to its own tool and is never called here.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
const { exports } = await WebAssembly.instantiate(module, imports);
// Its tool would also take off what it puts behind each name.
const workOut = /** @type {Function} */ (exports[Object.keys(exports).find((key) => key.startsWith("work_out")) ?? ""]);

function row(name, at, withEveryModel) {
  const times = Array.from({ length: RUNS }, (_, run) => {
    const started = performance.now();
    if (!workOut(at, run, withEveryModel)) throw new Error(`${name} is empty`);
    return performance.now() - started;
  });
  // The engine compiles for speed while it runs.
  const warm = times.slice(RUNS / 2).sort((one, other) => one - other);
  const figures = [0.5, 0.95].map((share) => warm[Math.ceil(share * warm.length) - 1].toFixed(1).padStart(8));
  console.log(`${`view worked out: ${name}`.padEnd(58)}${figures.join("")}  (${warm.length} times)`);
}

console.log(`${"milliseconds".padEnd(58)}     p50     p95`);
for (const [at, name] of VIEWS.entries()) row(name, at, false);
row("alternatives, with every model", 0, true);

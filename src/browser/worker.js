// The page's program once more, in a worker: reads files and answers questions about them while the page stays alive.
// What it does there is src/measured/desk.rs; how jobs come and go is desk.js.

import { desk } from "./desk.js";

/** @type {(serves: Serves) => void} */
let serve;
/** @type {(why: Error) => void} */
let fail;
/** @type {Promise<Serves>} */
const serving = new Promise((yes, no) => [serve, fail] = [yes, no]);

// What the program calls by name: see jobs.rs and keeper.rs.
Object.assign(globalThis, {
  tokenomics: {
    serve: (/** @type {Serves | undefined} */ serves) => (serves ? serve(serves) : fail(new Error(""))),
    crashed: (/** @type {string} */ message) => console.error(message),
  },
});

const take = desk(serving, (told) => postMessage(told));

addEventListener("message", ({ data }) => {
  if (!data.program) return take(data);
  const { program, module_or_path } = data;
  import(program).then(({ default: start }) => start({ module_or_path })).catch(fail);
});
postMessage({ kind: "ready" });

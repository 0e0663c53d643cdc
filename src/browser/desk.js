// Does jobs one after the other, where the program is: in the worker, or on the page where none is to be had.
//
// A job's lane says what it is for. Of questions in one lane only the newest is answered: what is no longer asked is not
// worked out. Files are read in the order in which they were given.

import { handler, read } from "./reading.js";

/** A desk: it takes jobs, and tells what comes of each.
 * @param {Promise<Serves>} serving
 * @param {(told: Told) => void} tell
 * @returns {(job: Job) => void} */
export function desk(serving, tell) {
  /** @type {Record<string, number>} */
  const newest = {};
  let cancelled = 0;
  let before = Promise.resolve();

  /** @param {Job} job */
  async function done({ lane, number, text, files, prices }) {
    const isStale = () => number < newest[lane];
    const handle = handler(await serving);
    for (const [name, address] of prices ?? []) await take(name, address, handle);
    if (!lane) return;
    if (files) await read(files, handle, (progress) => tell({ lane, number, kind: "progress", progress }), () => number <= cancelled);
    if (!isStale()) tell({ lane, number, kind: "done", text: handle("ask", text) });
  }

  return (job) => {
    if (job.cancel) {
      cancelled = job.number;
      return;
    }
    const { lane, number } = job;
    newest[lane] = number;
    before = before.then(() => done(job)).catch((fault) => tell({ lane, number, kind: "failed", text: String(fault?.message ?? fault) }));
  };
}

/** A price list, where it comes; what has no price without it is said in the answer.
 * @param {string} name
 * @param {string} address
 * @param {import("./reading.js").Handler} handle */
async function take(name, address, handle) {
  try {
    const answer = await fetch(address);
    if (answer.ok) handle(name, new Uint8Array(await answer.arrayBuffer()));
  } catch {
    // Said in the answer.
  }
}

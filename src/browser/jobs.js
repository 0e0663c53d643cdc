// Work longer than a frame: done in a worker, which is a second instance of the page's program (worker.js), or where none is
// to be had in slices on the page. Loaded when there is the first of it.
//
// A job has a lane and a number; the newest of a lane wins, and what comes of an older one is dropped. How far one is and that
// it is to end are messages.

import style from "../../style/measured.css";
import { desk } from "./desk.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);

/** Of a folder only what logs and exports are called is opened; what was chosen by itself always is. */
const MAY_BE_A_LOG = /\.(jsonl?|ndjson|csv|tsv|log|sse|txt|gz|zst|zip|otlp)$/i;
/** Folders deeper than this are not looked into. */
const DEEPEST = 32;

/** What is told of each lane, to whom, and the newest number.
 * @type {Map<string, { number: number, heard: Heard }>} */
const lanes = new Map();
let count = 0;
/** Takes jobs, once it is there.
 * @type {Promise<Desk> | undefined} */
let ready;
/** Where no worker is to be had, `isAlone` until the program on this page was asked to serve.
 * @typedef {{ send: (job: Job) => void, isAlone: boolean }} Desk */
let end = () => {};
/** @type {(serves: Serves) => void} */
let serve = () => {};

/** Does a job. `source` names what is read: the id of a field, `dropped`, or nothing. The lane `cancel` ends what is read: what
 * was read until then stays. Without a lane all that does work is only made ready.
 * @param {string} lane
 * @param {string} text
 * @param {string} source
 * @param {Heard | null} heard */
export async function work(lane, text, source, heard) {
  if (lane === "cancel") return (await ready)?.send({ lane, number: count, text, cancel: true });
  if (!lane || !heard) {
    begun();
    return;
  }
  const number = ++count;
  lanes.set(lane, { number, heard });
  try {
    const files = source ? await filesOf(source) : undefined;
    const desk = await begun();
    if (desk.isAlone) heard({ kind: "alone" });
    desk.isAlone = false;
    desk.send({ lane, number, text, files });
  } catch (fault) {
    heard({ kind: "failed", text: String(fault) });
  }
}

/** @param {string} name */
const meta = (name) => /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name="${name}"]`));
/** @param {string} name */
const address = (name) => new URL(meta(name).content, document.baseURI).href;

/** What takes jobs: it learns first where price lists are, the makers' first. */
const begun = () =>
  (ready ??= begin().then((desk) => {
    desk.send({ lane: "", number: 0, text: "", prices: [["makers", address("makers")], ["prices", address("second-prices")]] });
    return desk;
  }));

/** A worker that is ready to take jobs, or this page.
 * @returns {Promise<Desk>} */
async function begin() {
  try {
    const worker = new Worker(address("worker-script"), { type: "module" });
    await new Promise((yes, no) => {
      worker.onmessage = yes;
      worker.onerror = no;
    });
    const module = meta("page-module");
    worker.postMessage({ program: address("page-module"), module_or_path: new URL(/** @type {string} */ (module.dataset.wasm), document.baseURI).href });
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (fault) => stop(fault.message);
    end = () => worker.terminate();
    return { send: (job) => worker.postMessage(job), isAlone: false };
  } catch {
    return { send: desk(new Promise((yes) => (serve = yes)), hear), isAlone: true };
  }
}

/** How far the clock of this device is ahead of UTC. */
const ahead = -new Date().getTimezoneOffset();
const digits = (/** @type {number} */ number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
window.tokenomics.zone = `${ahead < 0 ? "-" : "+"}${digits(ahead / 60)}:${digits(ahead % 60)}`;

/** The program on this page serves. */
window.tokenomics.serve = (serves) => serve(serves);

/** @param {Told} told */
function hear({ lane, number, kind, text, progress }) {
  const newest = lanes.get(lane);
  if (kind === "failed") return stop(text ?? "");
  if (!newest || (kind === "done" && number < newest.number)) return;
  newest.heard({ kind, text: progress ? [progress.bytes, progress.all, progress.rows, progress.files, progress.allFiles, progress.seconds].join(" ") : text });
}

/** What the worker knew is lost with it; the next job starts another.
 * @param {string} why */
function stop(why) {
  end();
  ready = undefined;
  for (const { heard } of lanes.values()) heard({ kind: "failed", text: why });
}

/** The files of a source, by the names that a person knows, in their order.
 * @param {string} source
 * @returns {Promise<Named[]>} */
async function filesOf(source) {
  const field = document.getElementById(source);
  /** @type {Named[]} */
  const found = [];
  if (field instanceof HTMLInputElement) {
    const isFolder = field.webkitdirectory;
    for (const file of field.files ?? []) {
      const name = file.webkitRelativePath || file.name;
      if (!isFolder || MAY_BE_A_LOG.test(name)) found.push({ name, file });
    }
    field.value = ""; // the same may be chosen again
  } else if (field instanceof HTMLTextAreaElement) {
    found.push({ name: "what was pasted", file: new Blob([field.value]) });
  } else {
    const dropped = (window.tokenomics.dropped ?? []).splice(0);
    for (const item of dropped) await walk(item, found, 0);
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @param {File | FileSystemEntry} item
 * @param {Named[]} found
 * @param {number} depth */
async function walk(item, found, depth) {
  if (item instanceof File) {
    found.push({ name: item.name, file: item });
  } else if (item.isFile) {
    const name = item.fullPath.replace(/^\//, "");
    if (depth && !MAY_BE_A_LOG.test(name)) return;
    const file = await new Promise((yes, no) => /** @type {FileSystemFileEntry} */ (item).file(yes, no));
    found.push({ name, file });
  } else if (depth < DEEPEST) {
    const reader = /** @type {FileSystemDirectoryEntry} */ (item).createReader();
    // It gives a hundred at a time.
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!some.length) break;
      for (const entry of some) await walk(entry, found, depth + 1);
    }
  }
}

// The frame's side of the message protocol between an embed and the page around it (docs/embedding.md,
// docs/embed-protocol.schema.json). Loaded only in a frame, once the calculator runs.
//
// Only the page around is listened to. What belongs to the scenario goes only to the origin that said `init`; that
// something is ready, or how tall it is, may go to anybody. What is not known is ignored, so that both sides can learn.

import style from "../../style/embed.css";
import { pixels } from "./pixels.js";

const APP = "tokenomics";
const VERSION = 1;
/** Least time from one `change` to the next, in milliseconds. */
const PAUSE = 100;
/** A difference in height that is not worth a message, in pixels: what a browser rounds. */
const TOLERANCE = 1;
/** What the page has not shown by then it will not show, in milliseconds. */
const PATIENCE = 20_000;

/** @type {Record<string, string>} */
const FORMATS = {
  json: "application/json",
  md: "text/markdown",
  toml: "application/toml",
  csv: "text/csv",
  svg: "image/svg+xml",
  png: "image/png",
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);

const root = document.documentElement;
const host = window.parent === window ? undefined : window.parent;
/** @returns {any} */
const find = (/** @type {string} */ selector) => document.querySelector(selector);
/** The link of what is shown, without `#`; nothing where a link could not be opened. */
const present = () => find(".foot a")?.hash.slice(1);
const answer = () => find(".sentence")?.textContent;

/** What went wrong, for the page around: a word for a program and a sentence for a person. */
class Fault extends Error {
  /** @param {string} code
   * @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

let count = 0;
/** The origin that said `init`. One that has no name (a file, a sandbox) cannot be addressed but as whoever is there.
 * @type {string | undefined} */
let trusted;
let wantsResults = false;

/** @template {FromFrame["type"]} Type
 * @param {Type} type
 * @param {Content<Type>} content */
function send(type, content, target = trusted) {
  host?.postMessage({ app: APP, v: VERSION, id: `frame-${(count += 1)}`, type, ...content }, /** @type {string} */ (target));
}

/** Sends what holds nothing of the scenario.
 * @template {FromFrame["type"]} Type
 * @param {Type} type
 * @param {Content<Type>} content */
const tell = (type, content) => send(type, content, trusted ?? "*");

/** @param {Error & { code?: string }} fault
 * @param {string} [request] */
function tellFault(fault, request) {
  const { code = "failed", message } = fault;
  tell("error", { code, message, recoverable: !["not_started", "crashed"].includes(code), ...(request && { request }) });
}

/** What the calculator tells (src/start/told.rs); `code` is the fault's where it refuses.
 * @param {string} code
 * @param {string} what
 * @param {string} given */
async function told(code, what, given, more = "") {
  try {
    return await /** @type {Required<Tokenomics>} */ (window.tokenomics).told(what, given, more);
  } catch (/** @type {any} */ fault) {
    if (fault.name !== "not_loaded") throw new Fault(code, fault.message);
    throw new Fault(fault.name, "A part of the calculator could not be loaded; is this machine offline?");
  }
}

/** The present scenario in a form.
 * @param {string} form
 * @param {string} [more] */
async function made(form, more) {
  const fragment = present();
  if (fragment === undefined) throw new Fault("no_answer", "Nothing is shown, because the link could not be opened.");
  return told("no_answer", form, fragment, more);
}

const report = async () => JSON.parse(await made("json"));

/** @param {Theme} word */
function theme(word) {
  if (!["auto", "light", "dark"].includes(word)) {
    throw new Fault("wrong_theme", `theme is auto, light or dark, not ${word}.`);
  }
  if (word === "auto") delete root.dataset.theme;
  else root.dataset.theme = word;
  dispatchEvent(new Event("tokenomics:theme"));
}

/** Shows the scenario of a link that was found to be whole: by the address, which the calculator hears.
 * @param {string} fragment */
function show(fragment) {
  try {
    history.replaceState(null, "", `#${fragment}`);
  } catch {
    location.replace(`#${fragment}`); // a sandbox allows no more; this makes no entry in the history either
  }
  dispatchEvent(new PopStateEvent("popstate"));
  return painted();
}

/** After what follows from a change is in the page. */
const painted = () => new Promise((done) => setTimeout(done));

/** @param {SetRequest} request */
async function set({ scenario, toml, patch, theme: word }) {
  if (word !== undefined) theme(word);
  if (scenario !== undefined) {
    const fragment = /** @type {string} */ (String(scenario).split("#").pop());
    await told("unreadable_link", "toml", fragment); // says what is wrong with it
    await show(fragment);
  } else if (toml !== undefined) {
    await show(await told("unreadable_document", "read", String(toml)));
  } else if (patch !== undefined) {
    await show(await told("wrong_patch", "patch", present() ?? "", JSON.stringify(patch)));
  } else if (word === undefined) {
    throw new Fault("wrong_request", "set takes scenario, toml, patch or theme.");
  }
  return { value: present() ?? "" };
}

/** @param {GetRequest} request */
async function get({ what }) {
  /** @type {Record<string, () => unknown>} */
  const ways = {
    scenario: present,
    link: () => find(".foot a")?.href,
    answer,
    results: report,
    height: () => sent,
  };
  if (!Object.hasOwn(ways, what)) {
    throw new Fault("wrong_request", `get takes ${Object.keys(ways).join(", ")}, not ${what}.`);
  }
  const value = await ways[what]();
  if (value === undefined) throw new Fault("no_answer", "Nothing is shown, because the link could not be opened.");
  return { value };
}

const picture = () => made(isDark() ? "dark-svg" : "svg");

/** @type {Record<string, () => Promise<string | Blob>>} */
const WRITERS = {
  json: () => made("json"),
  md: () => made("md", find(".foot a").href),
  toml: () => made("toml"),
  csv: () => made("csv"),
  svg: picture,
  png: async () => pixels(`data:image/svg+xml,${encodeURIComponent(await picture())}`),
};

const isDark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

/** @param {ExportRequest} request */
async function write({ format }) {
  if (!Object.hasOwn(FORMATS, format)) {
    throw new Fault("wrong_request", `export takes ${Object.keys(FORMATS).join(", ")}, not ${format}.`);
  }
  return { value: await WRITERS[format](), mime: FORMATS[format] };
}

/** @type {Record<string, (request: any) => Promise<{ value: unknown, mime?: string }>>} */
const requests = { set, get, export: write };

/** Ends when the calculator shows something.
 * @type {Promise<void>} */
const started = new Promise((done) => {
  const isThere = () => !find("#prerendered") && find(".page.live") && done();
  isThere();
  new MutationObserver(isThere).observe(document, { childList: true, subtree: true });
});

/** One after the other, and none before the calculator is there. */
let work = started;

/** @param {FromHost} message */
function enqueue(message) {
  work = work.then(async () => {
    try {
      if (!trusted) throw new Fault("init_first", "Say init first, so that it is known where to answer.");
      send("result", { request: message.id, ...(await requests[message.type](message)) });
    } catch (/** @type {any} */ fault) {
      tellFault(fault, message.id);
    }
  });
}

/** @param {Envelope & Init} message
 * @param {string} origin */
function init(message, origin) {
  trusted = origin === "null" ? "*" : origin;
  wantsResults = message.results === true;
  if (message.theme !== undefined) {
    try {
      theme(message.theme);
    } catch (/** @type {any} */ fault) {
      tellFault(fault, message.id);
    }
  }
  started.then(() => tell("ready", { height: sent }));
}

addEventListener("message", ({ source, origin, data }) => {
  if (!host || source !== host || data?.app !== APP) return;
  if (data.v !== VERSION) {
    tellFault(new Fault("wrong_version", `This frame speaks version ${VERSION}.`), data.id);
  } else if (data.type === "init") {
    init(data, origin);
  } else if (Object.hasOwn(requests, data.type)) {
    enqueue(data);
  }
});

let sent = 0;
/** The height of what is shown, not of the window: so no answer of the page around leads to another message. */
function measure() {
  const height = Math.ceil(find(".page.live").getBoundingClientRect().height);
  if (Math.abs(height - sent) > TOLERANCE) {
    sent = height;
    tell("resize", { height });
  }
}

/** @type {string | undefined} */
let known;
let last = 0;
/** @type {number | undefined} */
let waiting;
/** Tells of the newest change, and of no two within the pause. */
function tellChange() {
  waiting ??= setTimeout(async () => {
    waiting = undefined;
    const scenario = present();
    if (!trusted || scenario === undefined || scenario === known) return;
    [known, last] = [scenario, performance.now()];
    const content = { scenario, link: find(".foot a").href, answer: answer() };
    // A scenario that has no answer has no results either.
    send("change", wantsResults ? { ...content, results: await report().catch(() => null) } : content);
  }, Math.max(0, last + PAUSE - performance.now()));
}

/** What stands in the frame instead of a view. */
function tellShownFault() {
  const shown = find("main.fault");
  if (shown) tellFault(new Fault(shown.dataset.code ?? "unreadable_link", shown.querySelector("p").textContent));
}

/** Where the page around allows no new window, the address is shown, to be copied.
 * @param {any} event */
function openWindow(event) {
  const link = event.target.closest?.('a[target="_blank"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const opened = window.open(link.href, "_blank");
  if (opened) {
    try {
      opened.opener = null;
    } catch {
      // In a sandbox the new window is a stranger already.
    }
    return;
  }
  const field = Object.assign(document.createElement("input"), { readOnly: true, value: link.href });
  field.addEventListener("focus", () => field.select());
  const label = document.createElement("label");
  label.append("This page does not let the frame open a window. Copy the address from here: ", field);
  const box = Object.assign(document.createElement("div"), { className: "notice" });
  box.append(label);
  find(".foot .notice")?.remove();
  find(".foot").append(box);
}

tell("hello", { versions: [VERSION], features: [...Object.keys(requests), ...Object.keys(FORMATS).map((format) => `export:${format}`)] });
addEventListener("click", openWindow);
const overdue = setTimeout(
  () => tellFault(new Fault("not_started", "The calculator could not start in this browser.")),
  root.classList.contains("not-started") ? 0 : PATIENCE,
);
const { crashed } = window.tokenomics;
if (crashed) {
  window.tokenomics.crashed = (message) => {
    crashed(message);
    tellFault(new Fault("crashed", message));
  };
}
await started;
clearTimeout(overdue);
known = present();
measure();
new ResizeObserver(measure).observe(find(".page.live"));
addEventListener("tokenomics:applied", tellChange);
tellShownFault();

// Starts the page's WebAssembly module and stands beside it: what the module must not lose lies here (keeper.js), and
// what a person sees when it has stopped comes from here (after.js, loaded once the page is at rest or needs it). A file
// of its own because the content security policy allows no inline script. The build names the other files in the head.
import { isEmbed, putAside, read, record, word, write } from "./keeper.js";

/** What the build names in the head of the page. */
const meta = (/** @type {string} */ name) => /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name="${name}"]`));
const address = (/** @type {string} */ name) => new URL(name, document.baseURI);

/** Stops on one link within this time end in the safe mode, in milliseconds. */
const MINUTE = 60_000;
/** When a change counts as one that held, in milliseconds: it was painted, and what follows from it was drawn. */
const HELD = 100;
/** When the page is at rest, in milliseconds. */
const REST = 2000;
/** Names in the browser's simple storage: where the calculator stopped, and what it is just opening. */
const STOPS = "tokenomics.stops";
const OPENING = "tokenomics.opening";

let link = location.hash.slice(1);
let isDead = false;
/** @type {number | undefined} */
let holding;
/** @type {[link: string, time: number][]} */
let stops = [];
try {
  stops = JSON.parse(/** @type {string} */ (word(STOPS))).filter((/** @type {[string, number]} */ [, time]) => Date.now() - time < MINUTE);
} catch {
  // Nothing was noted, or nothing that can be read.
}

/** Notes that the calculator stopped on a link. */
function stopped() {
  word(OPENING, null);
  stops.push([link, Date.now()]);
  word(STOPS, JSON.stringify(stops));
}

/** Says something that the module cannot, with the script that is not part of the first load.
 * @param {keyof typeof import("./after.js")} what
 * @param {unknown} [detail] */
async function say(what, detail) {
  try {
    (await import(/** @type {any} */ (address(meta("after-script").content))))[what](tokenomics, detail);
  } catch (fault) {
    console.error(what, fault);
    if (what === "crashed") alert("The calculator has stopped. Load the page again: its address holds what you entered.");
  }
}

const reading = read(() => say("unreadable"));

/** What the module and the files that are loaded later call.
 * @type {Tokenomics} */
const tokenomics = (window.tokenomics = {
  isEmbed,
  isChanged: false,
  record,
  putAside,
  word,
  link: () => link,
  write: () => write(say),
  async file(name) {
    const answer = await fetch(address(meta(name).content));
    if (!answer.ok) throw answer;
    return new Uint8Array(await answer.arrayBuffer());
  },
  async kept() {
    const kept = await reading;
    link ||= kept ?? "";
    // What never comes to an end is found here the next time.
    if (link) word(OPENING, link);
    return kept;
  },
  unreadable: () => putAside(),
  ahead(fragment) {
    if (isDead) return;
    // A link was opened over what was entered here last: that stays beside it.
    if (!tokenomics.isChanged && record.next !== link) record.other = record.next;
    record.next = link = fragment;
    tokenomics.isChanged = true;
    tokenomics.write();
  },
  applied(fragment) {
    if (isDead) return;
    word(OPENING, null);
    clearTimeout(holding);
    holding = setTimeout(() => {
      record.good = fragment;
      if (tokenomics.isChanged) tokenomics.write();
    }, HELD);
    dispatchEvent(new CustomEvent("tokenomics:applied", { detail: fragment }));
  },
  crashed(message) {
    if (isDead) return;
    isDead = true;
    clearTimeout(holding);
    console.error(message);
    stopped();
    say("crashed", message);
  },
  /** Forgets that the calculator stopped, to try again. */
  forgive: () => word(STOPS, null),
  dropped: [],
  work: (...job) =>
    import(/** @type {any} */ (address(meta("jobs-script").content))).then((jobs) => jobs.work(...job), () => job[3]?.({ kind: "failed" })),
});

// Files may be dropped anywhere on the page; text that is dragged goes where it always goes.
for (const type of /** @type {const} */ (["dragenter", "dragover", "drop"])) {
  addEventListener(type, (event) => {
    const given = event.dataTransfer;
    if (isEmbed || !given?.types.includes("Files")) return;
    event.preventDefault();
    // What reads them is ready when they are let go.
    if (type === "dragenter") tokenomics.work("", "", "", null);
    if (type !== "drop") return;
    for (const item of given.items) {
      const file = item.webkitGetAsEntry() ?? item.getAsFile();
      if (file) tokenomics.dropped.push(file);
    }
    dispatchEvent(new Event("tokenomics:dropped"));
  });
}

const stopping = (/** @type {any} */ event) => {
  const fault = event.error ?? event.reason;
  if (fault?.name !== "RuntimeError") return;
  tokenomics.crashed(fault.message);
  event.preventDefault(); // it was told
};
addEventListener("error", stopping);
addEventListener("unhandledrejection", stopping);
// What speaks with the page around an embed.
if (isEmbed && meta("frame-script")) import(/** @type {any} */ (address(meta("frame-script").content)));


try {
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is off");
  const module = meta("page-module");
  const [{ default: start, told }] = await Promise.all([
    /** @type {Promise<Program>} */ (import(/** @type {any} */ (address(module.content)))),
    link || reading.then((kept) => (link = kept ?? "")),
  ]);
  tokenomics.told = (...what) =>
    new Promise((yes, no) => told(...what, (fault, text) => (fault ? no(fault) : yes(text))));
  if (word(OPENING) === link && link) stopped();
  if (stops.filter(([where]) => where === link).length > 1) say("safe");
  else await start({ module_or_path: address(/** @type {string} */ (module.dataset.wasm)) });
  setTimeout(say, REST, "rest");
} catch (fault) {
  // What was pre-rendered stays readable; the style sheet shows why nothing can be changed.
  document.documentElement.classList.add("not-started");
  if (!isDead) say("cannotStart", fault);
}

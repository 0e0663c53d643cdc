// What a person sees when the calculator has stopped, or stops again and again on one link. All of it is here already
// and asks no network: the page it speaks of is dead.

import { decode } from "../../../docs/encoders/tokenomics_link.mjs";
import { addressOf, button, copied, copyButton, el, linkBox, startAgain, tell } from "./parts.js";

const RESTORED = "tokenomics.restored";

/** @param {Tokenomics} tokenomics
 * @param {string} message */
function report(tokenomics, message) {
  const module = document.querySelector('meta[name="page-module"]')?.getAttribute("content");
  const lines = [
    "The Tokenomics page stopped.",
    message,
    `On: ${addressOf(tokenomics.link())}`,
    `Held before: ${tokenomics.record.good === undefined ? "nothing" : addressOf(tokenomics.record.good)}`,
    `Version: ${module}`,
    `Browser: ${navigator.userAgent}`,
    `Time: ${new Date().toISOString()}`,
  ];
  return lines.join("\n");
}

/** Starts without anything that was kept; that is put aside.
 * @param {Tokenomics} tokenomics */
async function startClean(tokenomics) {
  await tokenomics.putAside();
  tokenomics.forgive();
  startAgain("");
}

/** Starts on what held last; the link that stopped the calculator comes along, to be told of.
 * @param {Tokenomics} tokenomics */
async function restore(tokenomics) {
  const { record } = tokenomics;
  tokenomics.word(RESTORED, `#${tokenomics.link()}`);
  record.next = record.good;
  await tokenomics.write();
  startAgain(record.good);
}

/** @param {Tokenomics} tokenomics
 * @param {string} text
 * @param {Node} shown */
function choices(tokenomics, text, shown) {
  const { good } = tokenomics.record;
  const clean = button("Start clean", () => startClean(tokenomics));
  const copy = copyButton("Copy the report", text, shown);
  return good === undefined
    ? [button("Open the page without this link", () => startAgain(""), "primary"), clean, copy]
    : [button("Restore what I had", () => restore(tokenomics), "primary"), clean, copy];
}

/** The calculator has stopped.
 * @param {Tokenomics} tokenomics
 * @param {string} message */
export function crashed(tokenomics, message) {
  const text = report(tokenomics, message);
  const shown = el("pre", { tabindex: "0", "aria-label": "Report" }, text);
  const dialog = el(
    "dialog",
    { class: "stopped", role: "alertdialog", "aria-labelledby": "stopped-name", "aria-describedby": "stopped-what" },
    el("h1", { id: "stopped-name" }, "The calculator has stopped."),
    el(
      "p",
      { id: "stopped-what" },
      "That is a fault in the page, not in what you entered. Nothing is lost: what held before the last change can be " +
        "restored, and the change itself is kept in the link below.",
    ),
    el("p", { class: "choices" }, ...choices(tokenomics, text, shown)),
    ...linkBox("What it was doing, as a link", tokenomics.link()),
    shown,
  );
  document.body.append(dialog);
  // Nothing that the dead calculator listens for is to reach it.
  for (const heard of ["keydown", "popstate", "hashchange", "pagehide"]) {
    addEventListener(heard, (event) => event.stopImmediatePropagation(), true);
  }
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  if (tokenomics.isEmbed) dialog.open = true; // takes no focus from the page around it
  else dialog.showModal();
}

/** The calculator stopped twice on this link within a minute: it is not computed again unasked.
 * @param {Tokenomics} tokenomics */
export function safe(tokenomics) {
  document.getElementById("prerendered")?.remove();
  const link = tokenomics.link();
  const { good } = tokenomics.record;
  const again = () => {
    tokenomics.forgive();
    location.reload();
  };
  const offers = [button("Start clean", () => startClean(tokenomics), "primary"), button("Try again", again)];
  if (good !== undefined && good !== link) offers.push(button("Restore what I had", () => restore(tokenomics)));
  document.body.append(
    el(
      "main",
      { class: "stopped" },
      el("h1", {}, "This scenario is not computed."),
      el(
        "p",
        {},
        "The calculator stopped twice on it within a minute, so it is only shown as text. It is not lost: the link below " +
          "holds all of it.",
      ),
      el("p", { class: "choices" }, ...offers),
      ...said(link),
    ),
  );
}

/** What a link says: itself, and its fields.
 * @param {string} link */
export function said(link) {
  const parts = [...linkBox("The scenario, as a link", link)];
  const fields = fieldsOf(link);
  if (fields.length) {
    const row = (/** @type {[string, string]} */ [name, value]) => el("tr", {}, el("td", {}, name), el("td", {}, value));
    parts.push(el("table", { "aria-label": "What the link says" }, ...fields.map(row)));
  }
  return parts;
}

/** Names and values, of either form; none where it cannot be read.
 * @param {string} link
 * @returns {[string, string][]} */
function fieldsOf(link) {
  if (!link.startsWith("1.")) {
    const fields = link.split(";").filter((field) => field.includes("="));
    return fields.map((field) => field.split(/=(.*)/s)).map(([name, value]) => [name, unescaped(value)]);
  }
  try {
    const { base, fields } = decode(link);
    const start = base === 0 ? "an empty scenario" : `worked example ${base}`;
    return [["starts from", start], ...fields.map(([path, value]) => /** @type {[string, string]} */ ([path, String(value ?? "left open")]))];
  } catch {
    return [];
  }
}

/** `_` stands for a space, `~` and two hex digits for a byte (docs/links.md).
 * @param {string} value */
function unescaped(value) {
  try {
    return decodeURIComponent(value.replaceAll("_", " ").replace(/~(?=[0-9A-F]{2})/g, "%"));
  } catch {
    return value;
  }
}

/** Says, after a restart, what was restored and where the change went that stopped the calculator.
 * @param {Tokenomics} tokenomics */
export function tellRestored(tokenomics) {
  const noted = tokenomics.word(RESTORED);
  tokenomics.word(RESTORED, null);
  if (!noted?.startsWith("#")) return;
  const link = noted.slice(1);
  /** @type {Choice} */
  const copy = ["Copy the link of that change", () => copied(addressOf(link)).catch(() => tell(addressOf(link)))];
  tell("The calculator had stopped. What held before is back; the change that stopped it was not made.", copy);
}

// What the page needs once it is at rest, and what it says when something has gone wrong. No part of the first load.

import { tellRestored } from "./after/crash.js";
import { tell } from "./after/parts.js";
import * as saving from "./after/saving.js";
import { listen, offerOther } from "./after/tabs.js";

export { cannotStart } from "./after/cannot_start.js";
export { crashed, safe } from "./after/crash.js";

/** @type {Set<string>} */
const told = new Set();

/** @param {string} text */
function tellOnce(text) {
  if (!told.has(text)) tell(text);
  told.add(text);
}

/** The browser's storage takes nothing more. */
export function full() {
  tellOnce("This browser's storage is full: what you change now is not kept here. The address of the page holds all of it: copy the link.");
}

/** The browser keeps nothing for this page. */
export function off() {
  tellOnce("This browser keeps nothing for this page. The address of the page holds all that you enter: copy the link.");
}

/** What was kept is no record of this page. */
export function unreadable() {
  tellOnce("What was kept from your last visit could not be read. It is put aside, and the page has started afresh.");
}

/** The page works and nobody waits for it.
 * @param {Tokenomics} tokenomics */
export function rest(tokenomics) {
  if (tokenomics.isEmbed) return;
  if (window === top) register();
  tellRestored(tokenomics);
  offerOther(tokenomics);
  listen(tokenomics);
  saving.listen();
}

/** Lets the page open without a network from now on. */
async function register() {
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI).href);
  } catch {
    // Not offered here (a file, a page without encryption), or forbidden: then the page needs a network.
  }
}

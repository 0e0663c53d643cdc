// Two tabs of the page. What was changed last is what opens next time; who has another scenario open is told, and what
// was changed in the other tab comes along in the record, so that it can still be shown.

import { tell } from "./parts.js";

let close = () => {};
let isQuiet = false;

const show = (/** @type {string} */ fragment) => (location.hash = fragment);

/** Tells other tabs of changes here, and hears of theirs.
 * @param {Tokenomics} tokenomics */
export function listen(tokenomics) {
  let channel;
  try {
    channel = new BroadcastChannel("tokenomics");
  } catch {
    return; // forbidden together with storage
  }
  const send = () => tokenomics.isChanged && channel.postMessage(tokenomics.link());
  addEventListener("tokenomics:applied", send);
  // What was changed before this script came.
  send();
  channel.onmessage = ({ data }) => {
    if (typeof data !== "string") return;
    close();
    const { record } = tokenomics;
    record.other = data === tokenomics.link() ? undefined : data;
    // A link that was only opened has nothing to lose.
    const isOwn = tokenomics.isChanged || record.next !== undefined && record.next === tokenomics.link();
    if (record.other === undefined || !isOwn || isQuiet) return;
    const keep = () => {
      isQuiet = true;
      record.next = tokenomics.link();
      tokenomics.write();
    };
    close = tell(
      "Another tab has changed the scenario. What was changed last is what opens next time.",
      ["Show it here", () => show(data)],
      ["Keep what is here", keep],
    );
  };
}

/** Offers what another tab had changed, or what was entered before a link was opened and changed, once.
 * @param {Tokenomics} tokenomics */
export function offerOther(tokenomics) {
  const { record } = tokenomics;
  const { other } = record;
  if (!other || other === tokenomics.link() || record.next !== tokenomics.link()) return;
  const done = () => {
    delete record.other;
    tokenomics.write();
  };
  tell(
    "You had entered something else, too: in another tab, or before you opened a link.",
    ["Show that", () => (done(), show(other))],
    ["Forget it", done],
  );
}

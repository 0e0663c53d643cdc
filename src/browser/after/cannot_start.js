// What a person sees where the calculator cannot run: why, what to do, and that their scenario is not lost.

import { button, el } from "./parts.js";
import { said } from "./crash.js";

const NO_WEBASSEMBLY =
  "This browser does not offer WebAssembly. Lockdown Mode (iPhone, Mac), enhanced security (Edge) and the safer levels " +
  "of Tor Browser switch it off: allow it for this page in the browser's settings, or open the page in another browser.";
const NO_FILE = "A file of the page did not arrive or was refused. See that you are online, then load the page again.";

/** The calculator could not start.
 * @param {Tokenomics} tokenomics */
export function cannotStart(tokenomics) {
  const link = tokenomics.link();
  const isOff = typeof WebAssembly !== "object";
  const panel = el(
    "section",
    { class: "stopped", role: "alert", "aria-labelledby": "cannot-start" },
    el("h1", { id: "cannot-start" }, "The calculator cannot run here."),
    el("p", {}, isOff ? NO_WEBASSEMBLY : NO_FILE),
  );
  if (!isOff) panel.append(el("p", { class: "choices" }, button("Load the page again", () => location.reload(), "primary")));
  if (link) {
    panel.append(
      el("p", {}, "Your scenario cannot be computed here, and no other is shown in its place. It is not lost:"),
      ...said(link),
    );
    document.getElementById("prerendered")?.remove();
  } else {
    panel.append(el("p", {}, "What stands below is an example that was calculated when the page was made."));
    document.querySelector(".cannot-start")?.remove();
  }
  document.body.prepend(panel);
}

// Pictures of the page, saved as PNG: for what takes no SVG.

import { pixels } from "../pixels.js";

/** How long a browser may take to begin with a file, in milliseconds. */
const PATIENCE = 60_000;

/** Offers every picture that is shown as PNG, too. */
export function listen() {
  /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(".notices img")).forEach(offer);
  // Of a picture that comes later; its own event does not bubble.
  document.addEventListener("load", ({ target }) => target instanceof HTMLImageElement && target.matches(".notices img") && offer(target), true);
}

/** @param {HTMLImageElement} image */
function offer(image) {
  const asSvg = image.parentElement?.querySelector("a");
  if (!asSvg) return;
  const button = document.createElement("button");
  button.className = "link";
  button.textContent = "save as PNG";
  button.addEventListener("click", () => save(image.src, asSvg.download.replace(".svg", ".png")));
  asSvg.after(" or ", button);
}

/** @param {string} picture
 * @param {string} download */
async function save(picture, download) {
  const href = URL.createObjectURL(await pixels(picture));
  Object.assign(document.createElement("a"), { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), PATIENCE);
}

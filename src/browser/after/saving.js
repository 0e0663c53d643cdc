// A picture that is saved as PNG: the page's link leads to its SVG, and what is saved are its pixels.

import { pixels } from "../pixels.js";

/** How long a browser may take to begin with a file, in milliseconds. */
const PATIENCE = 60_000;

/** Hears of links that save a PNG. */
export function listen() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[download$='.png']");
    if (!link || link.protocol !== "data:") return;
    event.preventDefault();
    const address = URL.createObjectURL(await pixels(link.href));
    Object.assign(document.createElement("a"), { href: address, download: link.download }).click();
    setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
  });
}

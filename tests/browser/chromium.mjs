// The browser that xtask found, and the address where it serves the built page.

import { chromium } from "playwright-core";

/** Where the built page is served. */
export const address = fromEnvironment("TOKENOMICS_PAGE");

/** What every browser of the tests is started with. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let running;

/** The one browser of this program. */
export async function browser() {
  running ??= launch();
  return running;
}

/** A browser of its own, with further flags. */
export function launch(flags = []) {
  return chromium.launch({ executablePath: fromEnvironment("CHROMIUM"), args: [...FLAGS, ...flags] });
}

/** Ends the one browser, if it was started. */
export async function close() {
  if (running) await (await running).close();
}

/** Waits until the calculator has taken the place of what was pre-rendered; a window that is still empty has neither. */
export async function ready(page) {
  await page.locator(".page.live").waitFor({ state: "attached" });
  await page.locator("#prerendered").waitFor({ state: "detached" });
}

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this with cargo xtask (test browser, bench page, screenshots)`);
  return value;
}

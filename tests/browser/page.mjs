// What every browser test shares: a Chromium, a page opened in it, and the faults no test may let pass.
//
// Usage:
//   import { test, open } from "./page.mjs";
//   test("a person does something", async (t) => {
//     const page = await open(t);
//     await page.getByLabel("Tasks").fill("2k");
//   });

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { address, browser, close, ready } from "./chromium.mjs";

export { address, assert, browser, ready, test };

after(close);

/**
 * Opens the page in a profile of its own and waits until the calculator runs in it.
 *
 * When the test ends, it fails on anything in `faults(page)`: errors on the console, uncaught errors, requests that
 * failed, requests to another origin.
 *
 * @param t the test's context
 * @param options.fragment what stands after `#`
 * @param options.profile a browser context to open it in, instead of a fresh one
 * @param options.context options of a fresh context: `viewport`, `colorScheme`, ...
 * @param options.started false: do not wait for the calculator
 * @param options.at another address than that of the built page
 */
export async function open(t, { fragment = "", profile, context = {}, started = true, at = address } = {}) {
  const home = profile ?? (await freshProfile(t, context));
  const page = await home.newPage();
  page.setDefaultTimeout(10_000);
  guard(t, page, [new URL(at).origin]);
  await page.goto(at + (fragment && `#${fragment}`));
  if (started) await ready(page);
  return page;
}

/** Fails the test on faults of a page that may ask these origins only. */
export function guard(t, page, origins) {
  watch(page, origins);
  t.after(() => assert.deepEqual(faults(page), [], "the page had faults"));
}

/** A browser profile that knows nothing yet, closed when the test ends. */
export async function freshProfile(t, options = {}) {
  const profile = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  t.after(() => profile.close());
  return profile;
}

/** Waits until something is true in the page that takes a while to find out. */
export async function until(page, isTrue) {
  for (const end = Date.now() + 10_000; Date.now() < end; await page.waitForTimeout(25)) {
    if (await page.evaluate(isTrue)) return;
  }
  throw new Error(`it did not become true: ${isTrue}`);
}

const found = new WeakMap();

/** What went wrong in the page so far, one line each. */
export function faults(page) {
  return found.get(page);
}

/** Takes the faults that a test brought about on purpose, so that they no longer fail it. */
export function takeFaults(page) {
  return found.get(page).splice(0);
}

function watch(page, origins) {
  const faults = [];
  found.set(page, faults);
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`answered ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!origins.includes(origin) && protocol !== "data:" && protocol !== "blob:") {
      faults.push(`request to another origin: ${request.url()}`);
    }
  });
}

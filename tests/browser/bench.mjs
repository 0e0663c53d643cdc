// What a person waits for, measured in Chromium on the built page: from opening to the first paint and to the running
// calculator, and from an edit to the frame that shows it. Started by `cargo xtask bench page`.

import { address, browser, close, launch, ready } from "./chromium.mjs";

const OPENINGS = 11;
const EDITS = 200;

/** Opens the page anew in a fresh profile and returns milliseconds from navigation. */
async function opening() {
  const profile = await (await browser()).newContext();
  const page = await profile.newPage();
  await page.goto(address);
  await ready(page);
  const times = await page.evaluate(async () => {
    const running = performance.now();
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!paint()) await new Promise(requestAnimationFrame);
    return { paint: paint().startTime, running };
  });
  await profile.close();
  return times;
}

/**
 * Types digits into the first number field and measures in the page from the moment the browser made the input event
 * until the task after the frame it led to, by when style, layout and paint are done.
 *
 * @param chromium a browser, with or without its frames held back to the screen's rate
 */
async function edits(chromium) {
  const page = await (await chromium.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(address);
  await ready(page);
  await page.evaluate(() => {
    window.delays = [];
    addEventListener(
      "input",
      (event) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.delays.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  });
  const box = page.getByRole("textbox").first();
  const answer = () => page.locator("main").innerText();
  const before = await answer();
  await box.fill("");
  for (let edit = 0; edit < EDITS; edit += 1) {
    if (edit % 6 === 5) await box.press("ControlOrMeta+a");
    await box.press(String(1 + (edit % 9)));
    await page.waitForTimeout(20 + ((edit * 7) % 23)); // never in step with the frames
  }
  if ((await answer()) === before) throw new Error("the edits changed nothing in the page");
  const delays = await page.evaluate(() => window.delays);
  if (delays.length < EDITS) throw new Error(`only ${delays.length} of ${EDITS} edits were painted`);
  return delays;
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function row(what, values) {
  const figures = [0.5, 0.95].map((share) => quantile(values, share).toFixed(1).padStart(8));
  console.log(`${what.padEnd(58)}${figures.join("")}  (${values.length} times)`);
}

console.log(`${"milliseconds".padEnd(58)}     p50     p95`);
const openings = [];
for (let count = 0; count < OPENINGS; count += 1) openings.push(await opening());
row("opening to first paint", openings.map((times) => times.paint));
row("opening to the running calculator", openings.map((times) => times.running));
row("edit to painted, frames at the screen's 60 a second", await edits(await browser()));
const unheld = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
row("edit to painted, the wait for the screen left out", await edits(unheld));
await unheld.close();
await close();

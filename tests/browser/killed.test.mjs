// The browser is killed while somebody edits: how much of what was entered is lost.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS } from "./chromium.mjs";
import { address, assert, ready, test } from "./page.mjs";

/** What may be lost at most, in milliseconds. */
const LIMIT = 350;
/** Between two changes, in milliseconds: faster than anybody types, so that little is lost between them. */
const PACE = 15;

/** A browser whose processes this test started and may kill, with a folder of its own. */
async function start(folder) {
  const flags = [...FLAGS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"];
  const browser = spawn(process.env.CHROMIUM, flags, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const port = await new Promise((found, failed) => {
    let said = "";
    browser.stderr.on("data", (text) => {
      said += text;
      const at = /DevTools listening on (ws:\S+)/.exec(said);
      if (at) found(at[1]);
    });
    browser.once("exit", () => failed(new Error(`the browser ended: ${said}`)));
  });
  const connection = await chromium.connectOverCDP(port);
  const page = await connection.contexts()[0].newPage();
  const ended = new Promise((done) => browser.once("exit", done));
  // All its processes at once, as a power button or an out-of-memory killer would.
  const kill = () => {
    process.kill(-browser.pid, "SIGKILL");
    return ended;
  };
  return { page, kill };
}

test(`a browser killed while editing loses at most the last ${LIMIT} ms`, async (t) => {
  const losses = [];
  for (const seconds of [0.4, 1, 2, 3, 4, 5]) {
    const folder = await mkdtemp(join(tmpdir(), "killed-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const { page, kill } = await start(folder);
    const made = [];
    await page.exposeFunction("made", (value, time) => made.push([value, time]));
    await page.goto(address);
    await ready(page);
    await page.evaluate((pace) => {
      const field = document.querySelector("#work-tasks");
      let value = 1000;
      setInterval(() => {
        value += 1;
        field.value = String(value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        window.made(value, Date.now());
      }, pace);
    }, PACE);
    await page.waitForTimeout(seconds * 1000);
    const time = Date.now();
    await kill();
    const again = await start(folder);
    await again.page.goto(address);
    await ready(again.page);
    const value = Number((await again.page.locator("#work-tasks").inputValue()).replace(",", ""));
    await again.kill();
    assert.ok(made.length > 5 && 1000 < value, `nothing was kept: ${value}`);
    // The first change that is missing, if any that was made before the kill is.
    const lost = made.find(([change]) => value < change);
    losses.push(lost ? Math.max(0, time - lost[1]) : 0);
  }
  t.diagnostic(`lost, in milliseconds: ${losses.join(", ")}`);
  assert.ok(Math.max(...losses) <= LIMIT, `${losses.join(", ")} ms`);
});

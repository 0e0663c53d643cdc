// What stands in the page before WebAssembly has arrived.

import { assert, freshProfile, open, takeFaults, test } from "./page.mjs";

/** A profile in which the page's own module never arrives. */
async function withoutModule(t) {
  const profile = await freshProfile(t);
  await profile.route("**/*.wasm", (route) => route.abort());
  return profile;
}

test("the first answer is there without WebAssembly", async (t) => {
  const page = await open(t, { profile: await withoutModule(t), started: false });
  const prerendered = page.locator("#prerendered");
  assert.ok(await prerendered.isVisible());
  assert.notEqual((await prerendered.innerText()).trim(), "");
  await page.locator("html.not-started").waitFor({ state: "attached" });
  takeFaults(page);
});

test("a link never shows another scenario's figures first", async (t) => {
  const page = await open(t, { profile: await withoutModule(t), fragment: "anything", started: false });
  const figures = page.locator("#prerendered main");
  assert.equal(await figures.isVisible(), false);
  await page.locator("html.not-started").waitFor({ state: "attached" });
  assert.equal(await figures.isVisible(), false);
  await page.getByRole("heading", { name: "The calculator cannot run here." }).waitFor();
  assert.equal(await figures.count(), 0);
  takeFaults(page);
});

test("where the script that starts it does not come, the page says so, with a link too", async (t) => {
  for (const fragment of ["", "anything"]) {
    const profile = await freshProfile(t);
    await profile.route("**/start-*.js", (route) => route.abort());
    const page = await open(t, { profile, fragment, started: false });
    await page.getByRole("alert").filter({ hasText: "the calculator cannot start" }).waitFor();
    takeFaults(page);
  }
});

test("the page takes the place of what was pre-rendered without moving anything", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) window.layoutShift += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  // The module arrives late, so that what was pre-rendered is painted first.
  await profile.route("**/*.wasm", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const page = await open(t, { profile });
  await page.waitForTimeout(300);
  const shift = await page.evaluate(() => window.layoutShift);
  assert.ok(shift < 0.02, `layout shift ${shift}`);
});

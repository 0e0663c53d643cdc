// A person opens a link that was made with a price list of a past day.

import * as embeds from "./embed.mjs";
import { assert, freshProfile, open, ready, takeFaults, test, until } from "./page.mjs";
import { files, host } from "./host.mjs";

// Of `tokenomics link`: 100,000 tokens in and 5,000 out by mistral-large-4, at 1.36 and 4.18 dollars a million by the list
// genai-prices-0.2.1, and at 0.70 and 2.10 by today's.
const OLD = "1.fEOqAAKCAQNPbGRwZGIHbWlzdHJhbFoPbWlzdHJhbC1sYXJnZS00aJqiAUCgjQY4iCc";
const THEN = /A task costs \$0\.16\./;
const NOW = /A task costs \$0\.081\./;
// A million in and a million out by deepseek-v3.2 at openrouter: 0.28 and 0.42 dollars then, 0.26 and 0.38 today.
const OLD_RESELLER = "1.Tu2mAAKCAQNPbGRwZHgCYgpvcGVucm91dGVyWhZkZWVwc2Vlay9kZWVwc2Vlay12My4yaJqiAUDAhD04wIQ9SQEK";

const answer = (page) => page.getByRole("heading", { level: 1 });
const answers = (page, text) => answer(page).filter({ hasText: text }).waitFor();
const banner = (page) => page.locator(".mend").filter({ hasText: /genai-prices-0\.2\.1 of 2026-10-30/ });
const useTodays = (page) => page.getByRole("button", { name: "Use today\u2019s prices" });
const pastFiles = (requests) => requests.filter(({ path }) => path.startsWith("past-"));

test("an old link shows the old figures, and what it would be today", async (t) => {
  const page = await open(t, { fragment: OLD });
  await answers(page, THEN);
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  const told = await banner(page).filter({ hasText: /instead of/ }).innerText();
  assert.ok(told.includes("These figures are at the prices of genai-prices-0.2.1 of 2026-10-30"), told);
  assert.ok(told.includes(`At the prices of ${today}, by genai-prices-0.2.3 of 2026-11-10`), told);
  assert.ok(told.includes("an attempt would cost $0.081 instead of $0.16"), told);
  await page.getByText("Prices: genai-prices-0.2.1 of 2026-10-30").waitFor();
  // What is edited stays at the old prices, and what is copied says so.
  await page.getByRole("textbox", { name: "Tasks" }).fill("200");
  await banner(page).waitFor();
  const link = await page.evaluate(() => new Promise((done) => setTimeout(() => done(location.hash), 500)));
  const again = await open(t, { fragment: link.slice(1) });
  await answers(again, THEN);
  await banner(again).waitFor();
});

test("today's prices are taken with a button, and undo brings the old ones back", async (t) => {
  const page = await open(t, { fragment: OLD });
  await answers(page, THEN);
  await useTodays(page).click();
  await answers(page, NOW);
  await useTodays(page).waitFor({ state: "detached" });
  await page.getByText("Prices: genai-prices-0.2.3 of 2026-11-10").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await answers(page, THEN);
  await banner(page).filter({ hasText: /instead of \$0\.16/ }).waitFor();
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await answers(page, NOW);
});

test("a reseller's old price is the one of its list too", async (t) => {
  const page = await open(t, { fragment: OLD_RESELLER });
  await banner(page).filter({ hasText: /would cost \$0\.64 instead of \$0\.70/ }).waitFor();
  await answers(page, /tokens take \$0\.70/);
  await useTodays(page).click();
  await answers(page, /tokens take \$0\.64/);
});

test("what is copied from an old link has the old figures", async (t) => {
  const profile = await freshProfile(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await open(t, { fragment: OLD, profile });
  await answers(page, THEN);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: /^JSON/ }).click();
  await page.getByText("The report is copied as JSON.").waitFor();
  const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.ok(Math.abs(report.cost.per_attempt_usd - (0.1 * 1.36 + 0.005 * 4.18)) < 1e-12, report.cost.per_attempt_usd);
});

test("the old list is asked for by an old link alone, and not put away before", async (t) => {
  const served = await host(t, await files());
  const profile = await freshProfile(t);
  const page = await open(t, { profile, at: served.address });
  await until(page, async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated");
  assert.deepEqual(pastFiles(served.requests), []);
  await page.goto(`${served.address}#${OLD}`);
  await answers(page, THEN);
  assert.equal(pastFiles(served.requests).length, 1);
});

test("an old list that cannot be had is said, no figure is shown in its place, and today's prices are the way out", async (t) => {
  const all = await files();
  const past = [...all.keys()].find((path) => path.startsWith("past-"));
  const served = await host(t, new Map([...all].filter(([path]) => path !== past)));
  const page = await open(t, { fragment: OLD, at: served.address });
  await page.getByRole("status").filter({ hasText: /price list could not be loaded/ }).waitFor();
  await page.getByText("The price list that this scenario names is not here.").waitFor();
  assert.equal((await answer(page).innerText()).trim(), "");
  await page.getByText(/"genai-prices-0\.2\.1" is not the price snapshot at hand/).waitFor();
  await useTodays(page).click();
  await answers(page, NOW);
  const found = takeFaults(page);
  assert.ok(found.length && found.every((fault) => fault.includes(past) || /404/.test(fault)), found.join("\n"));
});

test("without a network the message says so", async (t) => {
  const served = await host(t, await files());
  const profile = await freshProfile(t);
  const page = await open(t, { profile, at: served.address });
  await until(page, async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated");
  await page.close();
  await served.stop();
  const offline = await open(t, { profile, at: served.address, fragment: OLD, started: false });
  await ready(offline);
  await offline.getByRole("status").filter({ hasText: /are you offline\?/ }).waitFor();
  assert.equal((await answer(offline).innerText()).trim(), "");
  takeFaults(offline);
});

test("an embed of an old link shows and exports the old figures", async (t) => {
  const site = await embeds.host(t, embeds.iframe("answer", { fragment: OLD }));
  const frame = await site.frame();
  await answers(frame, THEN);
  await banner(frame).waitFor();
  await site.init();
  const { value } = await site.asks({ type: "get", what: "results" });
  assert.ok(Math.abs(value.cost.per_attempt_usd - 0.1569) < 1e-9, value.cost.per_attempt_usd);
});

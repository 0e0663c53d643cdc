// Links as people meet them: newer, written by hand, changed on their way, shared twice; and the history that they leave.

import { assert, freshProfile, open, reviews, test } from "./page.mjs";

test("a newer link can be read, says what was left out, and is changed only when a person wants to", async (t) => {
  const fragment = "v2;b=legal-contracts~1;work.tasks=750;later.rate=0.5";
  const page = await open(t, { fragment });
  await page.getByText("A newer version made this link.").waitFor();
  await page.getByText("later.rate: is not known here and was left out.").waitFor();
  const reviews = page.locator("#work-tasks");
  assert.equal(await reviews.inputValue(), "750");
  assert.ok(await reviews.evaluate((field) => field.closest("[inert]") !== null));
  assert.equal(new URL(page.url()).hash, `#${fragment}`);
  await page.getByRole("button", { name: "Change it all the same" }).click();
  await page.getByLabel("Reviews", { exact: true }).fill("751");
  await page.waitForFunction(() => location.hash.startsWith("#1."));
});

test("a link by hand opens marked as not checked", async (t) => {
  const page = await open(t, { fragment: "v1;b=legal-contracts~1;steps.0.reasoning_tokens=150k" });
  await page.getByText("This link has no check characters, so it was not checked.").waitFor();
});

test("a link that a mail program changed opens all the same and says so", async (t) => {
  const page = await open(t, { fragment: "v1%3Bb%3Dlegal-contracts~1%3Bwork.tasks=750)." });
  await page.getByText("This link was changed on its way and has been repaired.").waitFor();
  assert.equal(await page.getByLabel("Reviews", { exact: true }).inputValue(), "750");
});

test("another link typed into the address opens, and Back leads to the one before", async (t) => {
  const page = await open(t);
  await page.evaluate(() => (location.hash = "v1;b=support-chat~1"));
  await page.getByText("Support").first().waitFor();
  await page.goBack();
  await page.getByLabel("Reviews", { exact: true }).waitFor();
});

test("sharing twice gives the same link, with one hash", async (t) => {
  const page = await open(t);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))));
  const links = [];
  for (const _ of [1, 2]) {
    await page.getByRole("button", { name: "Copy link" }).click();
    links.push(await page.getByLabel(/Copy it from here/).inputValue());
  }
  assert.equal(links[0], links[1]);
  assert.equal(links[0].split("#").length, 2);
});

test("the link that is copied is of the change just made, and a run of changes is no run of history entries", async (t) => {
  const page = await open(t);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))));
  const entries = await page.evaluate(() => history.length);
  const field = page.getByLabel("Reviews", { exact: true });
  for (let many = 700; many < 760; many++) await field.fill(String(many));
  await page.getByRole("button", { name: "Copy link" }).click();
  assert.ok((await page.getByLabel(/Copy it from here/).inputValue()).endsWith(reviews(759)));
  assert.equal(await page.evaluate(() => history.length), entries);
});

test("a browser that refuses to write the address is no reason to stop", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => {
    History.prototype.replaceState = History.prototype.pushState = () => {
      throw new DOMException("too often", "SecurityError");
    };
  });
  const page = await open(t, { profile });
  const before = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByLabel("Visible output", { exact: true }).fill("12.5k");
  await page.waitForTimeout(500);
  assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), before);
});

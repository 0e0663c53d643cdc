// What a person entered is there again: after a reload, after closing the page, and for whoever gets the link.

import { address, assert, freshProfile, open, ready, test } from "./page.mjs";

const sentence = (page) => page.getByRole("heading", { level: 1 }).innerText();

async function edited(page) {
  await page.getByLabel("Reviews", { exact: true }).fill("12345");
  await page.waitForFunction(() => location.hash.includes("12345"));
  return sentence(page);
}

test("a reload keeps what was entered", async (t) => {
  const page = await open(t);
  const answer = await edited(page);
  await page.reload();
  await ready(page);
  assert.equal(await sentence(page), answer);
  assert.equal(await page.getByLabel("Reviews", { exact: true }).inputValue(), "12,345");
});

test("the plain address brings back what was entered last", async (t) => {
  const profile = await freshProfile(t);
  const page = await open(t, { profile });
  await edited(page);
  await page.waitForFunction(() => localStorage.getItem("tokenomics.kept"));
  await page.close();
  const again = await open(t, { profile });
  assert.equal(await again.getByLabel("Reviews", { exact: true }).inputValue(), "12,345");
  await again.getByText("What you entered last time is back.").waitFor();
});

test("the link shows somebody else the same", async (t) => {
  const page = await open(t);
  const answer = await edited(page);
  const other = await open(t, { fragment: new URL(page.url()).hash.slice(1) });
  assert.equal(await sentence(other), answer);
});

test("a link that was cut off says so and shows nobody's figures", async (t) => {
  const page = await open(t);
  await edited(page);
  const cut = new URL(page.url()).hash.slice(1, -3);
  const other = await open(t, { fragment: cut });
  assert.equal(await sentence(other), "This link cannot be opened.");
  assert.equal(await other.locator(".figures, table, canvas").count(), 0);
  assert.equal(other.url(), `${address}#${cut}`);
  await other.getByRole("button", { name: "Open what could be read" }).click();
  assert.match(await sentence(other), /\$/);
});


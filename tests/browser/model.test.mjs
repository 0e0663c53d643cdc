// A person looks for a model and takes it.

import { assert, open, test } from "./page.mjs";

async function openModel(page) {
  await page.getByText("Model", { exact: true }).first().click();
  return page.getByRole("combobox", { name: "Model" });
}

test("a model is found by words and taken with the keyboard, at today's prices", async (t) => {
  const page = await open(t);
  const box = await openModel(page);
  await box.fill("anthropic haiku");
  const first = page.getByRole("listbox", { name: "Models" }).getByRole("option").first();
  await first.waitFor();
  const name = await first.locator("b").innerText();
  assert.match(name, /haiku/i);
  await page.keyboard.press("Enter");
  assert.equal(await box.inputValue(), name);
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  assert.equal(await page.getByLabel("Prices of").inputValue(), today);
});

test("resellers are loaded when they are asked for", async (t) => {
  const page = await open(t);
  const box = await openModel(page);
  await box.fill("azure");
  const more = page.getByRole("button", { name: /resellers/ });
  await more.click();
  await page.getByRole("listbox", { name: "Models" }).getByRole("option").filter({ hasText: /azure/i }).first().waitFor();
  await more.waitFor({ state: "detached" });
});

test("a rate of one's own changes the cost, and the table says whose it is", async (t) => {
  const page = await open(t);
  await openModel(page);
  await page.getByText("Your own rates, or a discount").click();
  const before = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByLabel("Output rate").fill("50");
  assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), before);
  await page.getByRole("rowheader", { name: "output, your own" }).waitFor();
});

// A person opens a worked example and goes back.

import { assert, open, test } from "./page.mjs";

const sentence = (page) => page.getByRole("heading", { level: 1 }).innerText();

test("an example opens from the gallery, and the browser's Back returns", async (t) => {
  const page = await open(t);
  const before = await sentence(page);
  await page.getByLabel("Reviews", { exact: true }).fill("501");
  await page.waitForFunction(() => location.hash.length > 1);
  await page.getByRole("button", { name: "Contract review" }).first().click();
  await page.getByRole("button", { name: /Four agents/ }).click();
  assert.notEqual(await sentence(page), before);
  await page.getByRole("radio", { name: /planner/ }).waitFor();
  await page.goBack();
  await page.getByLabel("Reviews", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Reviews", { exact: true }).inputValue(), "501");
});

test("each step of a workflow is edited on its own", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Contract review" }).first().click();
  await page.getByRole("button", { name: /Four agents/ }).click();
  const input = page.getByLabel("Input", { exact: true });
  const first = await input.inputValue();
  await page.getByRole("radio", { name: /executor/ }).check();
  assert.notEqual(await input.inputValue(), first);
  await input.fill("1k");
  await page.getByRole("radio", { name: /planner/ }).check();
  assert.equal(await input.inputValue(), first);
});

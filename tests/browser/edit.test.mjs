// A person changes a number and reads the new answer.

import { assert, open, test } from "./page.mjs";

const sentence = (page) => page.getByRole("heading", { level: 1 }).innerText();

test("a number as people type it changes the answer, and what was understood is shown", async (t) => {
  const page = await open(t);
  const before = await sentence(page);
  const output = page.getByLabel("Visible output", { exact: true });
  await output.fill("1.5M");
  assert.notEqual(await sentence(page), before);
  await page.getByText("= 1,500,000 tokens").waitFor();
  assert.equal(await output.inputValue(), "1.5M");
  await output.blur();
  assert.equal(await output.inputValue(), "1,500,000");
});

test("a wrong number says what is wrong, keeps the text and the last answer", async (t) => {
  const page = await open(t);
  const before = await sentence(page);
  const input = page.getByLabel("Input", { exact: true });
  await input.fill("many");
  assert.equal(await input.getAttribute("aria-invalid"), "true");
  const note = await input.getAttribute("aria-describedby");
  assert.match(await page.locator(`#${note}`).innerText(), /many/);
  assert.equal(await sentence(page), before);
  await page.locator(".headline.stale").waitFor();
  await input.blur();
  assert.equal(await input.inputValue(), "many");
  await input.fill("100k");
  await page.locator(".headline.stale").waitFor({ state: "detached" });
});

test("the way from the answer leads to the field that is wrong, wherever it is folded away", async (t) => {
  const page = await open(t);
  await page.getByText("Checking", { exact: true }).click();
  await page.getByLabel("Wrong ones noticed", { exact: true }).fill("120");
  await page.getByText("Checking", { exact: true }).click();
  await page.getByRole("button", { name: "Wrong ones noticed" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "checking-recall");
  await page.getByLabel("Wrong ones noticed", { exact: true }).fill("90");
  await page.locator(".mend").waitFor({ state: "detached" });
});

test("pages are turned into tokens, with how sure that is", async (t) => {
  const page = await open(t);
  await page.getByLabel("Input, unit").selectOption("pages");
  await page.getByLabel("Input", { exact: true }).fill("30");
  await page.getByText(/about 20,000 tokens, .* to .*/).waitFor();
});

test("a slider is moved by keys and its box follows", async (t) => {
  const page = await open(t);
  const slider = page.getByLabel("Reviews, slider");
  await slider.focus();
  await page.keyboard.press("End");
  assert.equal(await page.getByLabel("Reviews", { exact: true }).inputValue(), "1,000,000");
  await page.getByRole("button", { name: "back to 500" }).click();
  assert.equal(await page.getByLabel("Reviews", { exact: true }).inputValue(), "500");
});

test("a quick choice of reasoning sets a multiple of the answer", async (t) => {
  const page = await open(t);
  const before = await sentence(page);
  await page.getByRole("button", { name: "low ×2" }).click();
  assert.notEqual(await sentence(page), before);
  assert.equal(await page.getByLabel(/for each visible token$/).inputValue(), "2");
  await page.getByLabel("a count").check();
  assert.equal(await page.getByLabel("Hidden reasoning", { exact: true }).inputValue(), "2,000");
});

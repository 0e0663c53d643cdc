// Drawings answer: what a person points at is said, with a pointer, a finger or keys.

import AxeBuilder from "@axe-core/playwright";
import { assert, open, test } from "./page.mjs";

const values = (page, section) => page.locator(section).getByRole("slider", { name: "Values of the drawing" }).first();

/** The page with its deeper report, the drawing of a section in sight. */
async function drawn(t, section, options) {
  const page = await open(t, options);
  await page.mouse.move(300, 300);
  await values(page, section).waitFor();
  await values(page, section).scrollIntoViewIfNeeded();
  return page;
}

test("the pointer reads worth, spend and net off the value curve, and nothing once it has left", async (t) => {
  const page = await drawn(t, "#value");
  const at = values(page, "#value");
  const { width } = await at.boundingBox();
  const read = async (part) => {
    await at.hover({ position: { x: width * part, y: 80 } });
    const words = await at.locator("text").allTextContents();
    assert.equal(words.join(", "), await at.getAttribute("aria-valuetext"), "what is seen is what is said");
    return words;
  };
  const [left, right] = [await read(0.3), await read(0.8)];
  for (const words of [left, right]) assert.match(words.join("; "), /^.+: [\d.]+.*; worth: −?\$[\d,.]+; spent: \$[\d,.]+; net: −?\$[\d,.]+/);
  assert.notDeepEqual(left, right);
  const dollars = (words, name) => Number(words.find((line) => line.startsWith(name)).replace(/[^\d.−]/g, "").replace("−", "-"));
  assert.ok(Math.abs(dollars(right, "worth") - dollars(right, "spent") - dollars(right, "net")) <= 0.011, right.join("; "));
  await page.mouse.move(5, 5);
  await at.locator("text").first().waitFor({ state: "detached" });
});

test("arrow keys go from place to place, Home and End to the ends, Escape away", async (t) => {
  const page = await drawn(t, "#value");
  const at = values(page, "#value");
  await at.focus();
  const said = () => at.getAttribute("aria-valuetext");
  const number = async () => Number(await at.getAttribute("aria-valuenow"));
  const last = Number(await at.getAttribute("aria-valuemax"));
  assert.ok(last > 10);
  await page.keyboard.press("End");
  assert.equal(await number(), last);
  await page.keyboard.press("ArrowRight");
  assert.equal(await number(), last, "there is nothing behind the end");
  await page.keyboard.press("Home");
  const first = await said();
  await page.keyboard.press("ArrowRight");
  assert.equal(await number(), 1);
  assert.notEqual(await said(), first);
  await page.keyboard.press("Escape");
  assert.equal(await said(), "use the arrow keys");
  assert.equal(await at.locator("text").count(), 0);
});

test("months over time are read off as columns", async (t) => {
  const page = await open(t);
  await page.getByRole("navigation", { name: "Report" }).getByRole("button", { name: "Over time", exact: true }).click();
  const at = page.getByRole("slider", { name: "Values of the drawing" }).and(page.locator("details.view .reader")).first();
  await at.waitFor();
  await at.focus();
  await page.keyboard.press("Home");
  assert.match(await at.getAttribute("aria-valuetext"), /\$[\d,.]+/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`what is read off has no fault that axe knows, ${colorScheme}`, async (t) => {
    const page = await drawn(t, "#value", { context: { colorScheme } });
    await values(page, "#value").focus();
    await page.keyboard.press("End");
    const { violations } = await new AxeBuilder({ page }).include("#value").analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  });
}

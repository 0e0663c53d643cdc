// A person opens what stands folded below the report, and enters what it asks for.

import { assert, open, test } from "./page.mjs";

const VIEWS = ["Alternatives", "Technical", "Market", "Over time", "Hidden tokens"];
const OLD = "1.fEOqAAKCAQNPbGRwZGIHbWlzdHJhbFoPbWlzdHJhbC1sYXJnZS00aJqiAUCgjQY4iCc"; // names a past price list

const view = (page, name) => page.getByRole("group", { name, exact: true }).or(page.locator(`details.view:has(h2:text-is("${name}"))`)).first();
const takeaway = (page, name) => view(page, name).locator(".take").first();
const show = (page, name) => page.getByRole("navigation", { name: "Report" }).getByRole("button", { name, exact: true }).click();

test("a view costs nothing until it is opened, and its module is loaded once", async (t) => {
  const page = await open(t);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const modules = () => asked.filter((url) => /\/views-[0-9a-f]+\.wasm$/.test(url)).length;
  await page.mouse.move(300, 300);
  await page.getByText("It pays from").first().waitFor();
  await page.locator("#risk .take").waitFor();
  assert.equal(modules(), 0);
  for (const name of VIEWS) {
    assert.equal(await takeaway(page, name).count(), 0, name);
    await show(page, name);
    await takeaway(page, name).waitFor();
  }
  assert.equal(modules(), 1);
  const texts = await page.locator("details.view .take").allInnerTexts();
  assert.equal(new Set(texts).size, VIEWS.length, texts.join("\n"));
});

test("a setting is entered where it stands, goes into the link, and undo takes it back", async (t) => {
  const page = await open(t);
  await show(page, "Over time");
  await takeaway(page, "Over time").filter({ hasText: "The bill stays" }).waitFor();
  const falls = page.getByLabel("Prices fall, a year");
  await falls.fill("3");
  await falls.press("Tab");
  await takeaway(page, "Over time").filter({ hasText: "The bill falls" }).waitFor();
  await page.waitForTimeout(500);
  const link = new URL(page.url()).hash.slice(1);
  const other = await open(t, { fragment: link });
  await show(other, "Over time");
  await takeaway(other, "Over time").filter({ hasText: "The bill falls" }).waitFor();
  assert.equal(await other.getByLabel("Prices fall, a year").inputValue(), "3");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await takeaway(page, "Over time").filter({ hasText: "The bill stays" }).waitFor();
  assert.equal(await falls.inputValue(), "1");
});

test("what is not allowed is told at its setting, stays there, and changes nothing", async (t) => {
  const page = await open(t);
  await show(page, "Over time");
  const falls = page.getByLabel("Prices fall, a year");
  await falls.fill("many");
  await falls.press("Tab");
  await view(page, "Over time").getByText(/"many" is not a number; write it like/).waitFor();
  assert.equal(await falls.inputValue(), "many");
  assert.equal(await falls.getAttribute("aria-invalid"), "true");
  await takeaway(page, "Over time").filter({ hasText: "The bill stays" }).waitFor();
  await page.getByRole("button", { name: "Contract review" }).first().click();
  await page.getByRole("button", { name: /Support chat/ }).click();
  await page.waitForFunction((box) => box.value === "1", await falls.elementHandle());
  assert.equal(await falls.getAttribute("aria-invalid"), "false");
});

test("a view that is called by the bar above stands in sight once it has come", async (t) => {
  const page = await open(t);
  await show(page, "Alternatives");
  await takeaway(page, "Alternatives").waitFor();
  await page.waitForFunction(() => document.querySelector("#alternatives").getBoundingClientRect().top < innerHeight / 3);
});

test("a model that is named says which rate it must reach, and with a rate is compared", async (t) => {
  const page = await open(t);
  await show(page, "Alternatives");
  await page.getByText("Name other models").click();
  const model = page.getByLabel("Another model").first();
  await model.fill("claude-haiku-4-5");
  await model.press("Tab");
  const row = page.getByRole("row", { name: /Haiku/ });
  await row.filter({ hasText: /right at least [\d.]+ %/ }).waitFor();
  const right = page.getByLabel("Right with it").first();
  await right.fill("70");
  await right.press("Tab");
  await row.filter({ hasText: /[+\u2212]\$[\d,]+/ }).waitFor();
  await page.getByLabel("Sorted by").selectOption("name");
  await page.getByRole("row", { name: /^Today/ }).waitFor();
});

test("beside a past price list, and alone in an embed, each view shows its own", async (t) => {
  const page = await open(t, { fragment: OLD });
  await page.locator(".mend").filter({ hasText: "genai-prices-0.2.1" }).waitFor();
  await show(page, "Technical");
  await takeaway(page, "Technical").filter({ hasText: "Writing a million output tokens" }).waitFor();
  const embed = await open(t, { at: page.url().replace(/\/[^/]*$/, "/?embed=market") });
  await embed.locator("#market .take").filter({ hasText: "a million tokens" }).waitFor();
});

for (const [width, colorScheme] of [[1280, "light"], [390, "light"], [1280, "dark"], [390, "dark"]]) {
  test(`open views fit their place, ${width} pixels wide and ${colorScheme}`, async (t) => {
    const page = await open(t, { context: { viewport: { width, height: 900 }, colorScheme } });
    for (const name of VIEWS) {
      await show(page, name);
      await takeaway(page, name).waitFor();
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
    const blank = await page.locator("details.view canvas").evaluateAll((all) => all.filter((canvas) => canvas.height === 0).length);
    assert.equal(blank, 0);
  });
}

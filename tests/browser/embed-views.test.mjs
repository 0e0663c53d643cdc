// What stands in a frame: one view of the report, with the inputs that the writer chose.

import AxeBuilder from "@axe-core/playwright";
import { assert, open, ready, test } from "./page.mjs";
import { embed, host, iframe } from "./embed.mjs";

const VIEWS = ["answer", "cost", "value", "break-even", "workflow", "risk", "prices", "full"];

/** An embed opened by itself: what a frame shows, without a frame. */
const opened = (t, view, asked = {}, context = {}) => open(t, { at: embed(view, asked), context });

test("each view shows its part of the report and nothing of the page around it", async (t) => {
  for (const view of VIEWS) {
    const page = await opened(t, view);
    const names = { cost: "Cost", value: "Value", "break-even": "Break-even", workflow: "Workflow", risk: "Risk", prices: "Prices" };
    const wanted = view === "full" ? [...Object.values(names), "Alternatives", "Technical", "Market", "Over time", "Hidden tokens"] : [names[view]].filter(Boolean);
    for (const name of wanted) await page.getByRole("heading", { name, level: 2, exact: true }).waitFor();
    assert.deepEqual(await page.getByRole("heading", { level: 2 }).allInnerTexts(), wanted, view);
    assert.equal(await page.getByRole("heading", { level: 1 }).isVisible(), true);
    // What is deeper than the costs comes by itself, not when somebody passes by.
    if (view !== "answer" && view !== "cost") await page.locator(".section:not(.view)").last().locator(".section-body > :not(.note)").first().waitFor();
    assert.equal(await page.locator(".bar, .editor, .sections").count(), 0, view);
    await page.close();
  }
});

for (const colorScheme of ["light", "dark"]) {
  for (const [shape, width] of [["wide", 760], ["narrow", 340]]) {
    test(`an embed shuts nobody out, ${shape} and ${colorScheme}`, async (t) => {
      const controls = "work.tasks,steps[0].model,steps[0].reasoning_tokens,steps[0].success_rate,checking.fallback,steps[0].keeps_output";
      const page = await opened(t, "full", { controls }, { colorScheme, viewport: { width, height: 900 } });
      await page.locator("#risk canvas").waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`);
      assert.deepEqual(told, []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} pixels wider than the frame`);
    });
  }
}

test("inputs are the form's own, under the name of their step where there are several", async (t) => {
  const several = await open(t);
  await several.getByRole("button", { name: "Contract review" }).first().click();
  await several.getByRole("button", { name: /Four agents/ }).click();
  const fragment = await several.evaluate(() => location.hash.slice(1));
  const page = await opened(t, "answer", { fragment, controls: "work.tasks,steps[0].input_tokens,steps.3.input_tokens,steps[0].processing" });
  const answer = page.getByRole("heading", { level: 1 });
  const before = await answer.innerText();
  const steps = page.getByRole("group").filter({ has: page.getByLabel("Input", { exact: true }) });
  const names = await page.locator("fieldset > legend").allInnerTexts();
  assert.equal(names.length, 3, names);
  assert.equal(names[0], names[2]);
  assert.equal(await steps.count(), 2);
  const [first, last] = [steps.first(), steps.last()].map((group) => group.getByLabel("Input", { exact: true }));
  const unchanged = await last.inputValue();
  await first.fill("1M");
  await page.getByText("= 1,000,000 tokens").waitFor();
  assert.notEqual(await answer.innerText(), before);
  assert.equal(await last.inputValue(), unchanged);
  await first.fill("many");
  await page.getByText("The answer above is the last good one").waitFor();
  assert.equal(await first.getAttribute("aria-invalid"), "true");
});

test("a wrong view, input, theme or background is told with what is allowed", async (t) => {
  for (const [view, asked, found, allowed] of [
    ["everything", {}, "embed=everything", "answer, cost, value, break-even, workflow, risk, prices, alternatives, technical, market, over-time, hidden or full"],
    ["", {}, "embed=", "answer, cost"],
    ["answer", { controls: "work.tasks,steps[0].reasonings" }, "controls=steps[0].reasonings", "steps[].reasoning_tokens"],
    ["answer", { theme: "drak" }, "theme=drak", "auto, light or dark"],
    ["answer", { bg: "pink" }, "bg=pink", "transparent"],
  ]) {
    const page = await opened(t, view, asked);
    await page.getByRole("heading", { name: "This embed is not set up right." }).waitFor();
    const text = await page.getByRole("main").innerText();
    assert.ok(text.includes(found) && text.includes(allowed), text);
    assert.equal(await page.getByText("$").count(), 0);
  }
  const site = await host(t, iframe("everything"));
  assert.match((await site.hears("error", { code: "wrong_embed" })).message, /embed=everything/);
});

test("an input of a step that is not there is told, and the others work", async (t) => {
  const page = await opened(t, "answer", { controls: "steps[7].calls,work.tasks" });
  await page.getByText("steps[7] is not there").waitFor();
  await page.getByLabel("Reviews", { exact: true }).fill("7");
});

test("the way to the whole page carries what was entered, and the day of the prices stands beside it", async (t) => {
  const site = await host(t, iframe("cost", { controls: "work.tasks" }));
  const frame = await site.frame();
  await frame.getByLabel("Reviews", { exact: true }).fill("4321");
  await frame.getByText(/^Prices: .* of 20\d\d-\d\d-\d\d$/).waitFor();
  const opening = site.page.waitForEvent("popup");
  await frame.getByRole("link", { name: "Open in Tokenomics" }).click();
  const whole = await opening;
  await ready(whole);
  assert.equal(new URL(whole.url()).search, "");
  assert.equal(await whole.getByLabel("Reviews", { exact: true }).inputValue(), "4,321");
  assert.equal(await whole.evaluate(() => window.opener), null);
});

test("an embed keeps nothing on the machine and makes no entry in the history", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  const before = await site.page.evaluate(() => history.length);
  await frame.getByLabel("Reviews", { exact: true }).fill("4321");
  await site.asks({ type: "set", patch: { "work.tasks": 5 } });
  await site.page.waitForTimeout(600);
  assert.equal(await site.page.evaluate(() => history.length), before);
  const inside = site.page.frames()[1];
  const kept = await inside.evaluate(async () => [
    Object.keys(localStorage).length,
    (await indexedDB.databases()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ]);
  assert.deepEqual(kept, [0, 0, 0]);
});

test("the keys of undo stay with the page around", async (t) => {
  const page = await opened(t, "answer", { controls: "work.tasks" });
  await page.getByLabel("Reviews", { exact: true }).fill("4321");
  await page.getByLabel("Reviews", { exact: true }).blur();
  const answer = await page.getByRole("heading", { level: 1 }).innerText();
  await page.evaluate(() => {
    addEventListener("keydown", (event) => (window.wasTaken = event.defaultPrevented));
  });
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await page.evaluate(() => window.wasTaken), false);
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), answer);
});

test("the background is the page's own paper unless the frame is asked to let the page around through", async (t) => {
  const own = await opened(t, "answer", { theme: "dark" });
  const colour = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await colour(own), "rgb(21, 20, 18)");
  const open = await opened(t, "answer", { theme: "dark", bg: "transparent" });
  assert.equal(await colour(open), "rgba(0, 0, 0, 0)");
});

test("readers change the inputs that the writer offers and nothing else", async (t) => {
  const page = await opened(t, "value");
  await page.getByText(/^Best effort/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Take it over" }).count(), 0);
  assert.deepEqual(await page.getByRole("button").allInnerTexts(), ["Copy link"]);
});

// A person asks what it is worth, until when it pays, and where the next dollar should go.

import AxeBuilder from "@axe-core/playwright";
import { address, assert, freshProfile, open, takeFaults, test } from "./page.mjs";

const FOUR_AGENTS = "v1;b=multi-agent~1";
const sentence = (page) => page.getByRole("heading", { level: 1 });
const says = (page, text) => sentence(page).filter({ hasText: text }).waitFor();
const section = (page, name) => page.getByRole("region", { name, exact: true });

/** Opens the page and moves the mouse, as a person does: then the deeper report comes. */
async function opened(t, options) {
  const page = await open(t, options);
  await page.mouse.move(200, 200);
  await section(page, "Risk").getByRole("img").first().waitFor();
  return page;
}

/** Figures of the scenario as it stands, as the page copies them. */
async function report(page) {
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: /^JSON/ }).click();
  await page.getByText("is copied as JSON.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
}

async function withClipboard(t) {
  const profile = await freshProfile(t);
  await profile.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  return profile;
}

function near(found, expected, tolerance = 5e-7) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, expected ${expected}`);
}

test("the legal case says what a review is worth, until when it pays, and what is best", async (t) => {
  const page = await opened(t, { profile: await withClipboard(t) });
  await says(page, "A review nets $81.57: right ones bring $91.20; tokens, looks and the wrong ones that nobody notices take $9.63.");
  await page.getByText("It pays from 15.3 % right; you are at 80 %. With one known point the worth of more reasoning is a guess: $3.96 to $9.90").waitFor();
  await page.getByText("Best effort: 214 k tokens a call, right 97 % of the time, net $88.86.").waitFor();
  const row = section(page, "Break-even").getByRole("row", { name: /A wrong one that gets through costs/ });
  assert.match(await row.innerText(), /\$50\s+\$1,749/);
  const figures = await report(page);
  near(figures.value.net_usd, 81.57);
  near(figures.optimum.net_usd, 88.863783);
});

test("a loss that grows until it no longer pays changes sentence and threshold", async (t) => {
  const page = await opened(t);
  const loss = page.getByLabel("A wrong one that gets through costs", { exact: true });
  await loss.fill("1700");
  await page.getByText("It pays from", { exact: false }).first().waitFor();
  await loss.fill("1800");
  await says(page, "A review loses $");
  await page.getByText("Does not pay", { exact: true }).waitFor();
  const row = section(page, "Break-even").getByRole("row", { name: /A wrong one that gets through costs/ });
  await row.filter({ hasText: "would have to fall" }).waitFor();
  await section(page, "Break-even").getByText("is the nearest way to make it pay").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await says(page, "A review nets $81.57");
});

test("a better split of the same money is taken over and taken back", async (t) => {
  const page = await opened(t, { fragment: FOUR_AGENTS, profile: await withClipboard(t) });
  const before = await report(page);
  near(before.value.net_usd, 1.134);
  const offer = section(page, "Workflow").getByText("The same $3.15, split better, nets $2.41 instead of $1.13.");
  await offer.waitFor();
  await section(page, "Workflow").getByRole("button", { name: "Take it over" }).first().click();
  await page.getByText("Taken over. Undo brings back what was.").waitFor();
  await page.getByText(/^Known at .* By the curve/).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  const after = await report(page);
  near(after.value.net_usd, 2.409969);
  near(after.cost.per_attempt_usd, 3.15, 1e-9);
  near(after.outcome.quality, 0.555997);
  await page.getByRole("button", { name: "Undo" }).click();
  near((await report(page)).value.net_usd, 1.134);
});

test("a checking step is added, described, connected, and removed again", async (t) => {
  const page = await opened(t, { fragment: FOUR_AGENTS });
  const before = await sentence(page).innerText();
  await page.getByRole("radio", { name: /monitor/ }).check();
  const workflow = page.locator("summary", { hasText: "Workflow" });
  await workflow.click();
  await page.getByRole("button", { name: "Add a step" }).click();
  // The cursor stands where its name is written, and the sentence asks for what is missing by that name.
  await page.waitForFunction(() => document.activeElement?.id === "steps-name");
  await page.getByText("how often step 5 is right").first().waitFor();
  const right = page.getByLabel("Right, with good input", { exact: true });
  await right.fill("95");
  await says(page, "A cycle nets");
  await page.getByLabel("Name", { exact: true }).fill("check");
  await page.getByRole("checkbox", { name: "executor" }).check();
  await section(page, "Workflow").locator("summary", { hasText: "The steps side by side" }).click();
  await section(page, "Workflow").getByRole("row", { name: /^check/ }).waitFor();
  await page.getByRole("button", { name: "Remove this step" }).click();
  await says(page, before);
});

test("sections stay open and the numbers in them move while one edits", async (t) => {
  const page = await opened(t);
  await section(page, "Risk").getByText("Table", { exact: true }).click();
  const table = section(page, "Risk").getByRole("table");
  const before = await table.innerText();
  await page.getByLabel("A right result is worth", { exact: true }).fill("200");
  await page.waitForFunction((before) => {
    const table = document.querySelector("#risk table");
    return table && table.innerText !== before;
  }, before);
  assert.ok(await table.isVisible());
});

test("every preset has something true to say in each section", async (t) => {
  const page = await opened(t);
  const presets = ["legal-contracts", "software-engineering", "rag-research", "multi-agent", "support-chat", "coding-agent",
    "nightly-classification", "rag-assistant", "profile-chat", "profile-proof"];
  for (const id of presets) {
    await page.evaluate((id) => {
      location.hash = `v1;b=${id}~1`;
    }, id);
    await page.waitForTimeout(150);
    for (const name of ["Value", "Break-even", "Workflow", "Risk"]) {
      const takeaway = await section(page, name).locator(".take").innerText();
      assert.match(takeaway, /\w.*[.]/s, `${id}: ${name}`);
      assert.doesNotMatch(await section(page, name).innerText(), /NaN|inf\b|undefined|\$-|−−/, `${id}: ${name}`);
    }
  }
});

test("without its later part the page says so and tries again", async (t) => {
  const page = await open(t);
  await page.route(/report-.*\.wasm/, (route) => route.fulfill({ status: 200, contentType: "application/wasm", body: "not it" }));
  await page.mouse.move(200, 200);
  await page.getByText("could not be loaded").first().waitFor();
  await page.unroute(/report-.*\.wasm/);
  // Without scrolling to it, which is a sign of a person, too: then the page tries again by itself.
  await page.getByRole("button", { name: "Try again" }).first().evaluate((button) => button.click());
  await section(page, "Risk").locator(".take").waitFor();
  takeFaults(page); // the browser says that the file was not the one
});

for (const colorScheme of ["light", "dark"]) {
  test(`the deeper report has no fault that axe knows, ${colorScheme}`, async (t) => {
    const page = await opened(t, { fragment: FOUR_AGENTS, context: { colorScheme } });
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)]), []);
  });
}

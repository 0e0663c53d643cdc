// What is left of an embed where a page or a browser allows less: one test for each cell of the table that
// docs/embedding.md shows. Table and tests are made from docs/embed-degradation.json, so they cannot differ.

import { readFile } from "node:fs/promises";
import { address, assert, freshProfile, open, takeFaults, test } from "./page.mjs";
import { element, host, iframe } from "./embed.mjs";

const folder = new URL("../../docs/", import.meta.url);
const { columns, rows } = JSON.parse(await readFile(new URL("embed-degradation.json", folder), "utf8"));

const tasks = (frame) => frame.getByLabel("Reviews", { exact: true });
const INSIDE = "It costs eight dollars.";

/** What no browser may have in this row, taken away before any script runs. */
const WITHOUT = {
  storage: () => {
    const refuse = () => {
      throw new DOMException("refused", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get: refuse });
  },
  webassembly: () => delete window.WebAssembly,
};

/** Each cell: what must be seen in the frame or heard in the page around it. */
const SEEN = {
  answer: {
    live: async ({ frame }) => frame.locator(".page.live .sentence").waitFor(),
    example: async ({ frame }) => {
      const told = frame.locator("noscript > p");
      await told.waitFor();
      assert.match(await told.evaluate((shown) => shown.textContent), /What stands below is an example.*A scenario that came with a link is not shown/);
      await frame.getByRole("heading", { level: 1 }).waitFor();
      await frame.getByRole("table").first().waitFor();
    },
    notice: async ({ frame, link }) => {
      await frame.getByRole("heading", { name: "The calculator cannot run here." }).waitFor();
      await frame.getByText("WebAssembly").first().waitFor();
      const shown = await frame.locator("input, textarea").evaluateAll((fields) => fields.map(({ value }) => value).join());
      assert.ok(shown.includes(link), "the link is not lost");
      assert.equal(await frame.locator(".figures, canvas").count(), 0, "another scenario's figures");
    },
    inside: async ({ site }) => {
      await site.page.getByText(INSIDE).waitFor();
      assert.equal(await site.page.locator("iframe").filter({ visible: true }).count(), 0);
    },
  },
  inputs: {
    live: async ({ frame }) => {
      const sentence = frame.getByRole("heading", { level: 1 });
      const before = await sentence.innerText();
      await frame.getByLabel("Hidden reasoning", { exact: true }).fill("1");
      assert.notEqual(await sentence.innerText(), before);
    },
    none: async ({ site }) => {
      for (const frame of site.page.frames().slice(1)) {
        assert.equal(await frame.locator(".page.live").count(), 0);
        assert.equal(await frame.locator("form:not([inert]) input").count(), 0);
      }
    },
  },
  copy: {
    copied: async ({ frame, site }) => {
      await frame.getByRole("button", { name: "Copy link" }).click();
      await frame.getByText(/The link is copied/).waitFor();
      assert.ok((await site.page.evaluate(() => navigator.clipboard.readText())).startsWith(`${address}#1.`));
    },
    select: async ({ frame }) => {
      await frame.getByRole("button", { name: "Copy link" }).click();
      assert.ok((await frame.getByLabel(/Copy it from here/).inputValue()).startsWith(`${address}#`));
    },
    none: (cell) => SEEN.inputs.none(cell),
  },
  open: {
    window: async ({ frame, site }) => {
      const opening = site.page.waitForEvent("popup");
      await frame.getByRole("link", { name: "Open in Tokenomics" }).click();
      const opened = await opening;
      await opened.locator(".page.live .sentence").waitFor();
      await opened.close();
    },
    select: async ({ frame }) => {
      await frame.getByRole("link", { name: "Open in Tokenomics" }).click();
      assert.ok((await frame.getByLabel(/Copy the address from here/).inputValue()).startsWith(`${address}#`));
    },
    none: (cell) => SEEN.inputs.none(cell),
  },
  messages: {
    all: async ({ site, frame }) => {
      await site.init();
      await site.asks({ type: "set", patch: { "work.tasks": 31 } });
      assert.equal(await tasks(frame).inputValue(), "31");
      await site.hears("change");
      assert.match((await site.asks({ type: "export", format: "json" })).value, /"per_success_usd"/);
    },
    error: async ({ site }) => {
      await site.hears("hello");
      const error = await site.hears("error", { code: "not_started" });
      assert.equal(error.recoverable, false);
    },
    none: async ({ site }) => {
      await site.page.waitForTimeout(300);
      assert.deepEqual(await site.page.evaluate(() => window.heard ?? []), []);
    },
  },
};

/** Another scenario than the example that stands in the page. */
async function otherLink(t) {
  const page = await open(t);
  await page.getByLabel("Reviews", { exact: true }).fill("12345");
  await page.waitForFunction(() => location.hash.length > 1);
  return new URL(page.url()).hash.slice(1);
}

async function embedded(t, row, link) {
  const profile = await freshProfile(t, { javaScriptEnabled: row.without !== "scripts" });
  if (WITHOUT[row.without]) await profile.addInitScript(WITHOUT[row.without]);
  const controls = "work.tasks,steps[0].reasoning_tokens";
  const body = row.element
    ? element(`loading="eager" controls="${controls}" scenario="${link}"`, `<p>${INSIDE}</p>`)
    : iframe("answer", { attributes: row.attributes, fragment: link, controls, height: 800 });
  const site = await host(t, body, { profile });
  for (const origin of [address, site.address]) {
    await profile.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(origin).origin });
  }
  return site;
}

for (const row of rows) {
  test(row.name, async (t) => {
    const link = await otherLink(t);
    const site = await embedded(t, row, link);
    const frame = site.frameNow();
    for (const [column, value] of Object.entries(row.cells)) {
      await t.test(`${row.name}: ${columns[column].title}: ${columns[column][value]}`, () => SEEN[column][value]({ site, frame, link }));
    }
    // What a browser itself says about a frame that may not do something is no fault of the page.
    const expected = /sandbox|permissions policy|allow-scripts|WebAssembly|cannotStart|could not start|refused|NotAllowedError|^failed: \S+ csp$/i;
    const others = takeFaults(site.page).filter((fault) => !expected.test(fault));
    assert.deepEqual(others, []);
  });
}

test("the documentation shows the table that is tested here", async () => {
  const names = Object.keys(columns);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const table = [
    line(["What is allowed", ...names.map((name) => columns[name].title)]),
    line(["what", ...names].map(() => "---")),
    ...rows.map((row) => line([row.name, ...names.map((name) => columns[name][row.cells[name]])])),
  ].join("\n");
  const text = await readFile(new URL("embedding.md", folder), "utf8");
  assert.ok(text.includes(table), `docs/embedding.md must hold this table:\n\n${table}\n`);
});

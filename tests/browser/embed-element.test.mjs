// <tokenomics-scenario>: the custom element that other sites' pages load as one script (src/browser/element.js).

import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { address, assert, freshProfile, open, takeFaults, test } from "./page.mjs";
import { SANDBOX, counted, element, host } from "./embed.mjs";

const tasks = (frame) => frame.getByLabel("Reviews", { exact: true });
const text = (lines) => "<p>A paragraph of the page around.</p>".repeat(lines);
/** Collects what the first element says. */
const LISTEN = `<script>
  window.said = [];
  addEventListener("DOMContentLoaded", () => {
    for (const type of ["ready", "change", "error", "resize"]) {
      document.querySelector("tokenomics-scenario").addEventListener(type, ({ detail }) => window.said.push({ type, ...detail }));
    }
  });
</script>`;
const said = (site, type) => site.page.evaluate((type) => window.said.filter((each) => each.type === type), type);

test("what stands inside the element is shown until the frame is ready, and then the frame", async (t) => {
  const profile = await freshProfile(t);
  let isAsked = false;
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await profile.route("**/*.wasm", async (route) => {
    isAsked = true;
    await arrived;
    await route.continue();
  });
  const site = await host(t, element('loading="eager"', "<p>It costs $8</p>"), { profile });
  const inside = site.page.getByText("It costs $8");
  await inside.waitFor();
  await site.page.locator("iframe").waitFor({ state: "attached" });
  assert.equal(await inside.isVisible(), true);
  assert.equal(await site.page.locator("iframe").isVisible(), false);
  while (!isAsked) await site.page.waitForTimeout(20);
  arrive();
  await site.page.locator("iframe").waitFor();
  assert.equal(await inside.isVisible(), false);
});

test("without scripts what stands inside the element stays", async (t) => {
  const site = await host(t, element('loading="eager"', "<p>It costs $8</p>"), { context: { javaScriptEnabled: false } });
  assert.equal(await site.page.getByText("It costs $8").isVisible(), true);
  assert.equal(await site.page.locator("iframe").count(), 0);
});

test("a frame far below is loaded when it comes near, and not before", async (t) => {
  const site = await host(t, text(100) + element());
  await site.page.waitForTimeout(500);
  assert.equal(await site.page.locator("iframe").count(), 0);
  await site.page.evaluate(() => document.querySelector("tokenomics-scenario").scrollIntoView());
  await site.frame();
});

test("with loading=click nothing is loaded until somebody asks for it", async (t) => {
  const site = await host(t, element('loading="click"'));
  const button = site.page.getByRole("button", { name: "Show the calculator" });
  await button.waitFor();
  assert.equal(await site.page.locator("iframe").count(), 0);
  await button.click();
  await site.frame();
  assert.equal(await button.count(), 0);
});

test("nothing of the page around moves within the reserved height", async (t) => {
  const watch = `<script>
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
  </script>`;
  for (const [view, width, height] of [["answer", 760, 370], ["answer", 360, 520], ["cost", 760, 900], ["cost", 360, 1100]]) {
    const site = await host(t, `${watch}${text(2)}${element(`view="${view}" style="display:block;min-height:${height}px"`, "")}${text(5)}`, { context: { viewport: { width, height: 900 } } });
    const before = await site.page.evaluate(() => document.querySelector("p:last-of-type").getBoundingClientRect().top);
    const frame = await site.frame();
    await frame.locator(".foot").waitFor();
    await site.page.waitForTimeout(600);
    const after = await site.page.evaluate(() => document.querySelector("p:last-of-type").getBoundingClientRect().top);
    const shift = await site.page.evaluate(() => window.shift);
    assert.ok(shift < 0.005 && Math.abs(after - before) < 1, `${view} at ${width}: layout shift ${shift}, moved by ${after - before}`);
  }
});

test("ready, change and error are told as events, and the methods answer", async (t) => {
  const site = await host(t, LISTEN + element('loading="eager" controls="work.tasks"'));
  const frame = await site.frame();
  await site.page.waitForFunction(() => window.said.some(({ type }) => type === "ready"));
  await tasks(frame).fill("4321");
  await site.page.waitForFunction(() => window.said.some(({ type }) => type === "change"));
  const [change] = (await said(site, "change")).slice(-1);
  assert.equal(change.link, `${address}#${change.scenario}`);
  const link = await site.page.evaluate(() => document.querySelector("tokenomics-scenario").get("link"));
  assert.equal(link, change.link);
  const toml = await site.page.evaluate(() => document.querySelector("tokenomics-scenario").export("toml"));
  assert.match(toml, /tasks = 4_?321/);
  const refused = await site.page.evaluate(() => document.querySelector("tokenomics-scenario").set({ scenario: "v1.AAAA;x" }).catch(({ code }) => code));
  assert.equal(refused, "unreadable_link");
  const [error] = await said(site, "error");
  assert.match(error.message, /cut off or changed/);
  assert.equal(await tasks(frame).inputValue(), "4321");
});

test("methods that are called before the frame is there wait for it (queued calls)", async (t) => {
  const site = await host(t, element('loading="click" controls="work.tasks"'));
  await site.page.waitForFunction(() => customElements.get("tokenomics-scenario"));
  const toml = await site.page.evaluate(async () => {
    const element = document.querySelector("tokenomics-scenario");
    const [, toml] = await Promise.all([element.set({ patch: { "work.tasks": 31 } }), element.export("toml"), element.load()]);
    return toml;
  });
  assert.match(toml, /tasks = 31\b/);
});

test("an attribute that changes is followed: scenario by a message, view and inputs with what was entered", async (t) => {
  const site = await host(t, element('loading="eager" controls="work.tasks"'));
  const frame = await site.frame();
  await site.hears("ready");
  const whole = await open(t);
  await whole.getByLabel("Reviews", { exact: true }).fill("12345");
  await whole.waitForFunction(() => location.hash.length > 1);
  await site.page.evaluate((link) => document.querySelector("tokenomics-scenario").setAttribute("scenario", link), whole.url());
  await site.hears("result");
  assert.equal(await tasks(frame).inputValue(), "12,345");
  assert.equal((await site.heard("hello")).length, 1);
  await tasks(frame).fill("777");
  await site.hears("change");
  await site.page.waitForTimeout(250);
  await site.page.evaluate(() => document.querySelector("tokenomics-scenario").setAttribute("view", "cost"));
  await site.frameNow().getByRole("heading", { name: "Cost", exact: true }).waitFor();
  assert.equal(await tasks(site.frameNow()).inputValue(), "777");
});

test("an element that is moved or put in again keeps what was entered", async (t) => {
  const site = await host(t, `<div id="one">${element('loading="eager" controls="work.tasks"')}</div><div id="two"></div>`);
  const frame = await site.frame();
  await tasks(frame).fill("777");
  await site.hears("change");
  await site.page.waitForTimeout(250);
  await site.page.evaluate(() => document.querySelector("#two").append(document.querySelector("tokenomics-scenario")));
  await site.page.waitForFunction(() => window.heard.filter(({ type }) => type === "ready").length === 2);
  assert.equal(await tasks(await site.frame()).inputValue(), "777");
  await site.page.evaluate(() => {
    const element = document.querySelector("tokenomics-scenario");
    element.remove();
    setTimeout(() => document.querySelector("#one").append(element), 100);
  });
  await site.page.waitForFunction(() => window.heard.filter(({ type }) => type === "ready").length === 3);
  assert.equal(await tasks(await site.frame()).inputValue(), "777");
  // A frame that is moved within one act begins to load what it showed first, and is stopped.
  assert.deepEqual(takeFaults(site.page).filter((fault) => !fault.endsWith("net::ERR_ABORTED")), []);
});

test("the script can stand in a page many times, and so can the element", async (t) => {
  const site = await host(t, element('loading="eager"') + element('loading="eager" view="cost"') + `<script src="${address}tokenomics.js"></script>`);
  for (const index of [0, 1]) await (await site.frame(index)).locator(".foot").waitFor();
  assert.equal(await site.page.locator("iframe").count(), 2);
});

test("the frame is named, boxed in and may write to the clipboard", async (t) => {
  const site = await host(t, element('loading="eager" title="Our review"'));
  await site.frame();
  const frame = site.page.locator("iframe");
  assert.equal(await frame.getAttribute("title"), "Our review");
  assert.equal(await frame.getAttribute("sandbox"), SANDBOX);
  assert.equal(await frame.getAttribute("allow"), "clipboard-write");
});

test("a strict policy of the page around needs to allow the script and the frame only", async (t) => {
  const origin = new URL(address).origin;
  const headers = { "Content-Security-Policy": `default-src 'none'; script-src ${origin}; frame-src ${origin}; img-src data:; require-trusted-types-for 'script'` };
  const site = await host(t, element('loading="eager"'), { headers });
  await (await site.frame()).locator(".foot").waitFor();
  assert.ok((await site.page.locator("iframe").boundingBox()).width > 900);
});

test("three embeds on a page cost one download", async (t) => {
  const { page, sent } = await counted(t);
  const three = ["answer", "cost", "answer"].map((view) => element(`loading="eager" view="${view}"`, "", page)).join("");
  const site = await host(t, three, { origins: [new URL(page).origin] });
  for (const index of [0, 1, 2]) await (await site.frame(index)).locator(".foot").waitFor();
  await site.page.waitForTimeout(500);
  const times = new Map();
  for (const path of sent.paths) times.set(path, (times.get(path) ?? 0) + 1);
  const wasm = [...times].filter(([path]) => path.includes("/program-"));
  assert.equal(wasm.length, 2, "the calculator's script and module");
  const again = [...times].filter(([path, count]) => 1 < count && path !== "/");
  assert.deepEqual(again, [], "asked for more than once");
  t.diagnostic(`${sent.bytes} bytes for three embeds, ${times.get("/")} times the page itself`);
});

test("the script stays within five kilobytes on the wire", async (t) => {
  const answer = await fetch(`${address}tokenomics.js`);
  const bytes = brotliCompressSync(Buffer.from(await answer.arrayBuffer())).length;
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= 5 * 1024, `${bytes}`);
  assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  const source = await readFile(new URL("../../src/browser/element.js", import.meta.url), "utf8");
  assert.doesNotMatch(source, /\b(import|require)\b\s*[({]|innerHTML|eval\(/);
});

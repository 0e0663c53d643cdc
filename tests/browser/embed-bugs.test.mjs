// Bugs that embeds of other tools are known for, each by its name.

import { readFile } from "node:fs/promises";
import { address, assert, freshProfile, takeFaults, test } from "./page.mjs";
import { element, embed, faults, host, iframe } from "./embed.mjs";

const text = (lines) => "<p>A paragraph of the page around.</p>".repeat(lines);
const tasks = (frame) => frame.getByLabel("Reviews", { exact: true });

for (const [name, embedded] of [
  ["iframe", () => iframe("full", { controls: "work.tasks,steps[0].model" })],
  ["custom element", () => element('view="full" controls="work.tasks,steps[0].model" loading="eager"')],
]) {
  test(`focus stealing and page jump on load: the page keeps its cursor and its place, ${name}`, async (t) => {
    const watching = `<script>
      window.moves = [];
      addEventListener("scroll", () => window.moves.push(scrollY));
    </script>`;
    const site = await host(t, `${watching}<input aria-label="Search">${text(30)}${embedded()}${text(60)}`);
    const { page } = site;
    await page.getByLabel("Search").focus();
    await page.evaluate(() => window.moves.splice(0));
    const frame = await site.frame();
    await frame.locator("#risk canvas").waitFor({ state: "attached" });
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Search");
    assert.deepEqual(await page.evaluate(() => window.moves), []);
    await page.keyboard.type("abc");
    assert.equal(await page.getByLabel("Search").inputValue(), "abc");
  });
}

test("page jump on set: a scenario from the page around moves nothing and takes no cursor", async (t) => {
  const site = await host(t, `<input aria-label="Search">${text(60)}${iframe("answer", { controls: "work.tasks" })}`);
  await site.frame();
  await site.init();
  await site.page.getByLabel("Search").focus();
  await site.asks({ type: "set", patch: { "work.tasks": 9 } });
  await site.page.waitForTimeout(300);
  assert.equal(await site.page.evaluate(() => scrollY), 0);
  assert.equal(await site.page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Search");
});

test("choosing a model by the arrow keys moves the list and not the page around", async (t) => {
  const site = await host(t, `${text(4)}${iframe("answer", { controls: "steps[0].model", height: 900 })}${text(60)}`);
  const frame = await site.frame();
  const box = frame.getByRole("combobox", { name: "Model" });
  await box.click();
  await box.fill("a");
  await frame.getByRole("option").first().waitFor();
  const before = await site.page.evaluate(() => scrollY);
  for (let count = 0; count < 25; count += 1) await site.page.keyboard.press("ArrowDown");
  assert.equal(await site.page.evaluate(() => scrollY), before);
  const reached = frame.locator('[aria-selected="true"]');
  const [list, item] = await Promise.all([frame.locator(".hits").boundingBox(), reached.boundingBox()]);
  assert.ok(list.y - 1 <= item.y && item.y + item.height <= list.y + list.height + 1, "the reached model is in sight");
});

/** Light and dark pixels of the embed on the screen: how much of it is as light as paper. */
async function lightShare(site, locator) {
  const picture = (await locator.screenshot()).toString("base64");
  return site.page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let light = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] > 600) light += 1;
    return light / (data.length / 4);
  }, picture);
}

const DARK_DOCS = '<style>:root{color-scheme:dark} body{background:#1b1b1d;color:#eee;margin:2em}</style>';

for (const [name, embedded] of [
  ["an iframe with theme=dark", (more) => iframe("answer", { theme: "dark", ...more })],
  ["an iframe that follows the system", (more) => iframe("answer", { theme: "auto", ...more })],
  ["a custom element", (more) => element(`loading="eager" ${more.bg ? 'bg="transparent"' : ""}`)],
]) {
  for (const bg of [undefined, "transparent"]) {
    test(`white box in dark docs: none by ${name}${bg ? ", transparent" : ""}`, async (t) => {
      const site = await host(t, embedded(bg ? { bg } : {}), { head: DARK_DOCS, context: { colorScheme: "dark" } });
      await site.frame();
      await site.page.waitForTimeout(200);
      const share = await lightShare(site, site.page.locator("iframe"));
      assert.ok(share < 0.1, `${share} of it is light`);
    });
  }
}

test("white box in dark docs: none in docs that are dark by a class while the system is light", async (t) => {
  for (const [root, body, head] of [
    ['class="ayu js"', "", ""],
    ['data-theme="dark"', "", ""],
    ["", 'data-md-color-scheme="slate"', ""],
    ['class="dark"', "", ""],
    ["", "", "<style>body{background:#111;color:#eee}</style>"],
  ]) {
    const site = await host(t, element('loading="eager"'), { root, bodyAttributes: body, head, context: { colorScheme: "light" } });
    await site.frame();
    await site.page.waitForTimeout(200);
    const share = await lightShare(site, site.page.locator("iframe"));
    assert.ok(share < 0.1, `${root}${body}${head}: ${share} of it is light`);
  }
});

test("the test for a white box sees one", async (t) => {
  const site = await host(t, iframe("answer", { theme: "light" }), { head: DARK_DOCS });
  await site.frame();
  assert.ok((await lightShare(site, site.page.locator("iframe"))) > 0.5);
});

test("storage throws in a sandbox without allow-same-origin: the calculator works all the same", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks", attributes: 'sandbox="allow-scripts"' }));
  const frame = await site.frame();
  const refused = await site.page.frames()[1].evaluate(() => {
    try {
      return `${localStorage}`;
    } catch (fault) {
      return fault.name;
    }
  });
  assert.equal(refused, "SecurityError");
  const before = await frame.getByRole("heading", { level: 1 }).innerText();
  await tasks(frame).fill("9999");
  await frame.getByText("net a month").waitFor();
  await site.init();
  assert.match((await site.asks({ type: "get", what: "link" })).value, /#/);
  await site.asks({ type: "set", patch: { "steps[0].reasoning_tokens": 0 } });
  assert.notEqual(await frame.getByRole("heading", { level: 1 }).innerText(), before);
});

test("wheel hijack: a wheel over sliders and charts scrolls the page around and changes nothing", async (t) => {
  const follow = `<script>
    addEventListener("message", ({ data }) => {
      if (data?.type === "resize") document.querySelector("iframe").style.height = data.height + "px";
    });
  </script>`;
  const site = await host(t, `${follow}${iframe("full", { controls: "work.tasks" })}${text(80)}`);
  const frame = await site.frame();
  await frame.locator("#risk canvas").waitFor();
  await site.init();
  await site.page.waitForTimeout(500);
  const { value: before } = await site.asks({ type: "get", what: "scenario" });
  for (const over of [frame.getByLabel("Reviews, slider"), tasks(frame), frame.locator(".chart canvas").first()]) {
    await site.page.evaluate(() => scrollTo(0, 0));
    await over.hover();
    const from = await site.page.evaluate(() => scrollY);
    await site.page.mouse.wheel(0, 400);
    await site.page.waitForFunction((from) => scrollY > from + 100, from);
  }
  assert.equal((await site.asks({ type: "get", what: "scenario" })).value, before);
});

test("a theme by message loses nothing that was entered, and paints the charts anew", async (t) => {
  const site = await host(t, iframe("cost", { theme: "light", controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  await tasks(frame).fill("4321");
  const ink = () => frame.locator("canvas").first().evaluate((canvas) => [...canvas.getContext("2d").getImageData(4, canvas.height * 0.3, 1, 1).data].join());
  const [light, loads] = [await ink(), await site.heard("hello")];
  await site.asks({ type: "set", theme: "dark" });
  await site.page.waitForTimeout(150);
  assert.equal(await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor), "rgb(21, 20, 18)");
  assert.notEqual(await ink(), light);
  assert.equal(await tasks(frame).inputValue(), "4321");
  assert.equal((await site.heard("hello")).length, loads.length);
});

test("a theme by the page around reaches the custom element live, without loading it again", async (t) => {
  const site = await host(t, element('loading="eager" controls="work.tasks"'), { root: 'data-theme="light"' });
  const frame = await site.frame();
  await tasks(frame).fill("4321");
  const paper = () => frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await paper();
  for (const [change, isDark] of [
    [() => (document.documentElement.dataset.theme = "dark"), true],
    [() => (document.documentElement.dataset.theme = "light"), false],
    [() => document.documentElement.removeAttribute("data-theme") ?? (document.body.dataset.mdColorScheme = "slate"), true],
    [() => (document.body.dataset.mdColorScheme = "default"), false],
    [() => document.body.removeAttribute("data-md-color-scheme") ?? (document.documentElement.className = "navy js"), true],
    [() => (document.documentElement.className = "rust js"), false],
    [() => (document.documentElement.className = "dark"), true],
  ]) {
    await site.page.evaluate(change);
    await site.page.waitForTimeout(150);
    assert.equal((await paper()) !== light, isDark, change.toString());
  }
  assert.equal(await tasks(frame).inputValue(), "4321");
  assert.equal((await site.heard("hello")).length, 1);
});

test("resize loop: a page that gives the frame more than it asks for is told no more", async (t) => {
  const follow = `<script>
    let more = 0;
    addEventListener("message", ({ data }) => {
      if (data?.type === "resize") document.querySelector("iframe").style.height = data.height + (more += 40) + "px";
    });
  </script>`;
  const site = await host(t, follow + iframe("full", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  await frame.locator("#risk canvas").waitFor();
  await site.page.waitForTimeout(800);
  const before = (await site.heard("resize")).length;
  assert.ok(before < 30, `${before} messages while it loaded`);
  await site.page.evaluate(() => (document.querySelector("iframe").style.height = "5000px"));
  await site.page.waitForTimeout(300);
  await site.page.evaluate(() => (document.querySelector("iframe").style.height = "100px"));
  await site.page.waitForTimeout(800);
  assert.ok((await site.heard("resize")).length <= before + 2, "the height follows the window's");
});

test("a right height: nothing of the embed is cut off or left blank", async (t) => {
  for (const width of [760, 360]) {
    const site = await host(t, element('view="value" loading="eager" height="100"'), { context: { viewport: { width, height: 900 } } });
    const frame = await site.frame();
    await frame.locator(".section .take").waitFor();
    await site.page.waitForTimeout(500);
    const [around, inside] = [
      await site.page.locator("iframe").evaluate((frame) => frame.getBoundingClientRect().height),
      await frame.locator(".page.live").evaluate((page) => page.getBoundingClientRect().height),
    ];
    assert.ok(Math.abs(around - inside) <= 2, `${around} for ${inside}`);
  }
});

test("no height of an embed follows the window's, in any style", async () => {
  const files = ["answer", "chart", "editor", "embed", "field", "theme"];
  for (const file of files) {
    const style = await readFile(new URL(`../../style/${file}.css`, import.meta.url), "utf8");
    assert.doesNotMatch(style, /\d(?:[sld])?vh\b/, file);
  }
});

test("an embed asks nothing of another site, and a test would see it", async (t) => {
  const profile = await freshProfile(t);
  const site = await host(t, iframe("answer"), { profile });
  await site.frame();
  assert.deepEqual(faults(site.page), []);
  await site.page.evaluate((src) => document.body.append(Object.assign(new Image(), { src })), "http://127.0.0.2:1/x.png");
  await site.page.waitForTimeout(200);
  assert.ok(takeFaults(site.page).some((fault) => fault.includes("another origin")));
  assert.ok(embed("answer").startsWith(address));
});

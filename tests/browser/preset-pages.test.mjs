// The static page of each worked example: what search engines, previews of links and readers without scripts get.

import { readdir } from "node:fs/promises";
import { address, assert, freshProfile, test } from "./page.mjs";

const PAGES = new URL("p/", address);
const examples = new URL("../../crates/scenario/data/examples/", import.meta.url);
const presets = (await readdir(examples)).filter((name) => name.endsWith(".toml")).map((name) => name.replace(".toml", ""));

for (const id of presets) {
  test(`the page of ${id} says its answer, shows its picture and leads to the calculator`, async (t) => {
    const profile = await freshProfile(t, { javaScriptEnabled: false });
    const page = await profile.newPage();
    const faults = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("requestfailed", (request) => faults.push(request.url()));
    page.on("response", (response) => response.status() >= 400 && faults.push(response.url()));
    const own = new URL(`${id}/`, PAGES);
    await page.goto(own.href);

    const sentence = (await page.getByRole("heading", { level: 1 }).innerText()).replace(/\s+/g, " ");
    assert.match(sentence, /\$[\d.,]+/);
    const meta = (name) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute("content");
    for (const name of ["description", "og:description", "og:image:alt"]) assert.equal(await meta(name), sentence, name);
    assert.match(await meta("og:title"), /Tokenomics/);
    assert.match(await policy(page), /default-src 'none'/);
    assert.equal(await page.getByRole("table").count(), 2);

    const image = page.getByRole("img");
    assert.match(await image.getAttribute("alt"), /of the tokens|no tokens/);
    const box = await image.boundingBox();
    assert.ok(box.width > 600 && box.height > 200, JSON.stringify(box));

    const html = await (await page.request.get(own.href)).text();
    assert.doesNotMatch(html, /<script|<style| style=| on\w+=/);
    assert.deepEqual(faults, []);

    await assertPreview(page, own, await meta("og:image"));
    await assertAnswer(page, own, sentence);
    await assertOpens(t, own, await page.getByRole("link", { name: "Open it", exact: true }).getAttribute("href"), sentence);
  });
}

const policy = (page) => page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");

async function assertPreview(page, own, name) {
  const response = await page.request.get(new URL(name, own).href);
  assert.equal(response.headers()["content-type"], "image/png");
  const png = await response.body();
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
}

async function assertAnswer(page, own, sentence) {
  const link = page.locator('link[type="application/json+oembed"]');
  const answer = await (await page.request.get(new URL(await link.getAttribute("href"), own).href)).json();
  assert.equal(answer.version, "1.0");
  assert.equal(answer.type, "rich");
  assert.ok(answer.html.includes(sentence.slice(0, 20)), answer.html);
  assert.equal((await page.request.get(new URL(answer.thumbnail_url, own).href)).status(), 200);
}

/** The link opens this scenario in the calculator, and its answer is the page's. */
async function assertOpens(t, own, href, sentence) {
  const page = await (await freshProfile(t)).newPage();
  await page.goto(new URL(href, own).href);
  await page.locator("#prerendered").waitFor({ state: "detached" });
  const shown = (await page.getByRole("heading", { level: 1 }).innerText()).replace(/\s+/g, " ");
  assert.equal(shown, sentence);
}

test("there is a page for each of the seventeen worked examples", () => {
  assert.equal(presets.length, 17);
});

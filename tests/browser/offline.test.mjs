// The page opens without a network after the first visit, and one page never gets the files of two versions.

import { readFile } from "node:fs/promises";
import { assert, freshProfile, open, ready, takeFaults, test, until } from "./page.mjs";
import { files, host, nextVersion, root } from "./host.mjs";

/** Waits until the service worker of a version has everything and serves it. */
const stored = (page) =>
  until(page, async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === "activated" && navigator.serviceWorker.controller && !registration.installing;
  });

/** The deeper report, which a later module makes. */
const deeper = (page) => page.getByRole("region", { name: "Risk", exact: true }).getByRole("img").first().waitFor();

const caches = (page) => page.evaluate(() => window.caches.keys());

/** A profile and a host with the built page, visited once. */
async function visited(t) {
  const served = await host(t, await files());
  const profile = await freshProfile(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await open(t, { profile, at: served.address });
  await stored(page);
  return { served, profile, page };
}

test("after the first visit everything works without a network, later modules and resellers included", async (t) => {
  const { served, profile, page } = await visited(t);
  await page.close();
  await served.stop();
  const offline = await open(t, { profile, at: served.address });
  await offline.mouse.move(50, 50);
  await deeper(offline);
  await offline.getByRole("button", { name: "Copy", exact: true }).click();
  await offline.getByRole("button", { name: /^TOML/ }).click();
  await offline.getByText("The scenario is copied as TOML.").waitFor();
  assert.match(await offline.evaluate(() => navigator.clipboard.readText()), /input_tokens/);
  const prices = await offline.evaluate(async () => {
    const answer = await fetch(document.querySelector('meta[name="second-prices"]').content);
    return (await answer.arrayBuffer()).byteLength;
  });
  assert.ok(100_000 < prices, `${prices} bytes of prices`);
});

test("the first load does not wait for what is put away, and puts away only what it was not sent already", async (t) => {
  const { served } = await visited(t);
  const asked = served.requests.map(({ path }) => path);
  const twice = asked.filter((path, at) => asked.indexOf(path) !== at);
  assert.deepEqual(twice.filter((path) => path !== "index.html"), [], "sent twice");
  const worker = asked.indexOf("service-worker.js");
  assert.ok(asked.findIndex((path) => path.endsWith(".wasm")) < worker, "the worker came before the page");
});

test("an update is taken whole at the next start: one page never gets files of two versions", async (t) => {
  const { served, profile, page: first } = await visited(t);
  const before = served.files;
  const after = await nextVersion(t);
  served.files = after;
  const own = (version, other) => [...version.keys()].filter((path) => !other.has(path));
  const onlyBefore = own(before, after);
  const onlyAfter = own(after, before);
  assert.ok(2 < onlyBefore.length && 2 < onlyAfter.length, "the versions are the same");

  // The version that is there opens whole, though the host has only the next one.
  const second = await profile.newPage();
  const names = [];
  second.on("response", (answer) => names.push(new URL(answer.url()).pathname.slice(1)));
  await second.goto(served.address);
  await ready(second);
  assert.equal(await second.evaluate(() => window.isNext), undefined);
  assert.deepEqual(names.filter((name) => onlyAfter.includes(name)), []);
  await until(second, async () => (await caches.keys()).length === 2);
  await until(second, async () => !(await navigator.serviceWorker.getRegistration()).installing);

  // Pages that are open go on with their own files, those they had not asked for yet included.
  await first.mouse.move(50, 50);
  await deeper(first);
  await first.close();

  // The next start is the next version, whole.
  names.length = 0;
  await second.reload();
  await ready(second);
  assert.equal(await second.evaluate(() => window.isNext), true);
  await second.mouse.move(60, 60);
  await deeper(second);
  assert.ok(names.some((name) => onlyAfter.includes(name)), "nothing of the next version was seen");
  assert.deepEqual(names.filter((name) => onlyBefore.includes(name)), []);

  // And when nobody uses the version before any more, it goes.
  await second.close();
  const third = await open(t, { profile, at: served.address });
  await until(third, async () => (await caches.keys()).length === 1);
});

test("a version that did not arrive whole is not taken", async (t) => {
  const { served, profile, page: first } = await visited(t);
  await first.close();
  const after = await nextVersion(t);
  const start = [...after.keys()].find((path) => /^start-00/.test(path));
  served.files = new Map(after);
  served.files.set(start, Buffer.from("window.isTorn = true;"));
  for (const _ of [1, 2]) {
    const page = await open(t, { profile, at: served.address });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
    await until(page, async () => !(await navigator.serviceWorker.getRegistration()).installing);
    assert.deepEqual(await page.evaluate(() => [window.isNext, window.isTorn]), [undefined, undefined]);
    assert.equal((await caches(page)).length, 1);
    takeFaults(page);
    await page.close();
  }
  // Once the host has all of it, it is.
  served.files = after;
  const page = await open(t, { profile, at: served.address });
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()).installing);
  await page.reload();
  await ready(page);
  assert.equal(await page.evaluate(() => window.isNext), true);
  takeFaults(page); // the page was left while it loaded what comes later
});

test("a page is never taken for a missing script or module", async (t) => {
  const { served, page } = await visited(t);
  served.spoken = (path) => (served.files.has(path) ? undefined : { body: served.files.get("index.html"), type: "text/html" });
  for (const missing of ["gone-0123456789abcdef.js", "gone-0123456789abcdef.wasm"]) {
    const status = await page.evaluate(async (name) => (await fetch(name)).status, missing);
    assert.equal(status, 404, missing);
  }
  takeFaults(page);
});

test("an embed registers no service worker and keeps nothing", async (t) => {
  const served = await host(t, await files());
  const page = await open(t, { at: `${served.address}?embed=answer&controls=work.tasks` });
  await page.getByLabel("Reviews", { exact: true }).evaluate((field) => {
    field.value = "12345";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.waitForTimeout(3500);
  const found = await page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
    words: Object.keys(localStorage),
    caches: await caches.keys(),
  }));
  assert.deepEqual(found, { workers: 0, databases: 0, words: [], caches: [] });
  assert.ok(!served.requests.some(({ path }) => path === "service-worker.js"));
});

test("a page in a frame registers no service worker, named an embed or not", async (t) => {
  const served = await host(t, await files());
  served.files.set("around.html", Buffer.from('<iframe src="./index.html"></iframe>'));
  const profile = await freshProfile(t);
  const page = await profile.newPage();
  await page.goto(`${served.address}around.html`);
  await page.frameLocator("iframe").locator(".page.live").waitFor();
  await page.waitForTimeout(3500);
  assert.ok(!served.requests.some(({ path }) => path === "service-worker.js"));
});

test("the kill switch of docs/security.md takes the service worker and all it put away off every visitor", async (t) => {
  const { served, profile, page } = await visited(t);
  const text = await readFile(`${root}docs/security.md`, "utf8");
  const script = /```js kill-switch\n([\s\S]*?)```/.exec(text)[1];
  served.files.set("service-worker.js", Buffer.from(script));
  await page.reload();
  await until(page, async () => (await caches.keys()).length === 0);
  await page.close();
  served.requests.length = 0;
  const again = await open(t, { profile, at: served.address });
  assert.ok(served.requests.some(({ path }) => path === "index.html"), "it came from this machine");
  assert.equal(await again.evaluate(() => navigator.serviceWorker.controller), null);
});

test("the page and its worker are asked for anew each time, every other file is kept for a year", async (t) => {
  const page = await open(t);
  const seen = await page.evaluate(async () => {
    const control = async (name) => (await fetch(name)).headers.get("cache-control");
    const script = document.querySelector('meta[name="after-script"]').content;
    return [await control("./"), await control("service-worker.js"), await control("index.html"), await control(script)];
  });
  const [pageItself, worker, index, script] = seen;
  assert.deepEqual([pageItself, worker, index], ["no-cache", "no-cache", "no-cache"]);
  assert.match(script, /immutable/);
});

// What the page around an embed and the frame say to each other (docs/embedding.md, docs/embed-protocol.schema.json).
// Every message that is sent in any of these tests is checked against the schema, in both directions (embed.mjs).

import { address, assert, open, test } from "./page.mjs";
import { host, iframe, mistakes } from "./embed.mjs";

/** The link of another scenario than the first, without `#`. */
async function otherLink(t) {
  const page = await open(t);
  await page.getByLabel("Reviews", { exact: true }).fill("12345");
  await page.waitForFunction(() => location.hash.length > 1);
  return new URL(page.url()).hash.slice(1);
}

const tasks = (frame) => frame.getByLabel("Reviews", { exact: true });

test("the frame says hello with its versions and features, and ready once it was told init", async (t) => {
  const site = await host(t, iframe("answer"));
  const hello = await site.hears("hello");
  assert.deepEqual(hello.versions, [1]);
  assert.ok(["set", "get", "export", "export:json"].every((feature) => hello.features.includes(feature)), hello.features);
  await site.frame();
  assert.deepEqual(await site.heard("ready"), []);
  await site.init();
  const { height } = await site.hears("ready");
  assert.ok(height > 80, `${height}`);
});

test("a change by the reader is told with scenario, link and answer, and with results where they were asked for", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init({ results: true });
  await tasks(frame).fill("777");
  const change = await site.hears("change");
  assert.equal(change.link, `${address}#${change.scenario}`);
  assert.equal(change.answer, await frame.getByRole("heading", { level: 1 }).innerText());
  assert.equal(change.results.cost.per_period_usd > 0, true);
  const again = await open(t, { fragment: change.scenario });
  assert.equal(await tasks(again).inputValue(), "777");
});

test("changes are told at most ten times a second, and the last one always", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  const started = Date.now();
  for (let count = 1; count <= 60; count += 1) await tasks(frame).fill(String(1000 + count));
  await site.page.waitForTimeout(300);
  const seconds = (Date.now() - started) / 1000;
  const changes = await site.heard("change");
  assert.ok(1 < changes.length && changes.length <= 10 * seconds + 1, `${changes.length} in ${seconds} s`);
  const last = await site.asks({ type: "get", what: "scenario" });
  assert.equal(changes.at(-1).scenario, last.value);
});

test("set shows a link, a document, a patch; get and export read it back", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  const link = await otherLink(t);
  assert.equal((await site.asks({ type: "set", scenario: `${address}#${link}` })).value, link);
  assert.equal(await tasks(frame).inputValue(), "12,345");
  await site.asks({ type: "set", patch: { "work.tasks": 88, "steps[0].reasoning_tokens": 5000 } });
  assert.equal(await tasks(frame).inputValue(), "88");
  const { value: toml } = await site.asks({ type: "export", format: "toml" });
  assert.match(toml, /tasks = 88\b/);
  await site.asks({ type: "set", toml: toml.replace(/tasks = 88\b/, "tasks = 99") });
  assert.equal(await tasks(frame).inputValue(), "99");
  const { value: results } = await site.asks({ type: "get", what: "results" });
  const json = await site.asks({ type: "export", format: "json" });
  assert.deepEqual(JSON.parse(json.value), results);
  assert.equal(json.mime, "application/json");
  assert.match((await site.asks({ type: "export", format: "md" })).value, /\| cost/);
  assert.ok((await site.asks({ type: "get", what: "height" })).value > 80);
});

test("a damaged link is answered with the page's own message, and what was shown stays", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  const frame = await site.frame();
  await site.init();
  await tasks(frame).fill("777");
  const link = await otherLink(t);
  const error = await site.asks({ type: "set", scenario: link.slice(0, -2) });
  assert.equal(error.type, "error");
  assert.equal(error.code, "unreadable_link");
  assert.match(error.message, /cut off or changed on its way/);
  assert.equal(error.recoverable, true);
  assert.equal(await tasks(frame).inputValue(), "777");
  for (const [content, code] of [
    [{ toml: "tasks = " }, "unreadable_document"],
    [{ patch: { "work.task": 1 } }, "wrong_patch"],
    [{ patch: { "steps[0].success_rate": 1.2 } }, "wrong_patch"],
  ]) {
    const refused = await site.asks({ type: "set", ...content });
    assert.equal(refused.code, code, refused.message);
    assert.equal(await tasks(frame).inputValue(), "777");
  }
});

test("a link that is damaged from the start is told as an error, and the frame shows no other figures", async (t) => {
  const link = (await otherLink(t)).slice(0, -2);
  const site = await host(t, iframe("answer", { fragment: link }));
  const frame = await site.frame();
  await frame.getByRole("heading", { name: "This link cannot be opened." }).waitFor();
  const error = await site.hears("error", { code: "unreadable_link" });
  assert.match(error.message, /cut off or changed on its way/);
  assert.equal(await frame.getByText("$").count(), 0);
  await site.init();
  assert.equal((await site.asks({ type: "get", what: "link" })).code, "no_answer");
});

test("calls that come before the frame is ready wait their turn (missing handshake)", async (t) => {
  const site = await host(t, iframe("answer", { controls: "work.tasks" }));
  await site.hears("hello");
  // All at once: set and get are in the queue before anything can have been answered.
  await site.say({ type: "init" });
  await site.say({ type: "set", patch: { "work.tasks": 5 } });
  const { value } = await site.asks({ type: "export", format: "toml" });
  assert.match(value, /tasks = 5\b/);
});

test("a page that listens only after hello is answered when it says init (missing handshake)", async (t) => {
  const site = await host(t, iframe("answer"));
  await site.frame();
  await site.page.waitForTimeout(300);
  await site.page.evaluate(() => window.heard.splice(0));
  await site.say({ type: "init" });
  await site.hears("ready");
});

test("nothing of the scenario is told before init, nor to another window than the one around", async (t) => {
  const site = await host(t, `${iframe("answer", { controls: "work.tasks" })}<iframe srcdoc="x" title="Another"></iframe>`);
  const frame = await site.frame();
  await tasks(frame).fill("777");
  await site.page.waitForTimeout(300);
  assert.deepEqual(await site.heard("change"), []);
  assert.equal((await site.asks({ type: "get", what: "link" })).code, "init_first");
  // A frame beside it can reach the embed's window, and is not listened to.
  await site.page.locator("iframe").nth(1).contentFrame().locator("body").evaluate(() => {
    parent.frames[0].postMessage({ app: "tokenomics", v: 1, id: "x", type: "init" }, "*");
    parent.frames[0].postMessage({ app: "tokenomics", v: 1, id: "y", type: "set", theme: "dark" }, "*");
  });
  await site.page.waitForTimeout(300);
  assert.deepEqual(await site.heard("ready"), []);
  await site.page.evaluate(() => window.heard.splice(0));
});

test("unknown types are ignored, and another version is told which there is", async (t) => {
  const site = await host(t, iframe("answer"));
  await site.frame();
  await site.init();
  const { page } = site;
  const post = (message) => page.evaluate((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"), message);
  for (const message of ["text", null, 7, { app: "another" }, { app: "tokenomics", v: 1, id: "a", type: "dance" }, { app: "tokenomics", v: 1, id: "b", type: "constructor" }]) {
    await post(message);
  }
  await page.waitForTimeout(200);
  assert.deepEqual(await site.heard("error"), []);
  await post({ app: "tokenomics", v: 2, id: "c", type: "get", what: "link" });
  const error = await site.hears("error", { code: "wrong_version" });
  assert.match(error.message, /version 1/);
  const frame = page.frames()[1];
  await frame.evaluate(() => window.heard.splice(0)); // sent wrongly on purpose
});

test("a request that is not understood is told what is allowed", async (t) => {
  const site = await host(t, iframe("answer"));
  await site.frame();
  await site.init();
  for (const [content, allowed] of [
    [{ type: "get", what: "everything" }, /scenario, link, answer, results, height, not everything/],
    [{ type: "export", format: "docx" }, /json, md, toml, csv, svg, png, not docx/],
    [{ type: "set" }, /scenario, toml, patch or theme/],
  ]) {
    const error = await site.asks(content);
    assert.equal(error.code, "wrong_request");
    assert.match(error.message, allowed);
  }
  assert.equal((await site.asks({ type: "set", theme: "drak" })).code, "wrong_theme");
  await site.page.frames()[1].evaluate(() => window.heard.splice(0)); // sent wrongly on purpose
});

test("the picture and the table come as SVG, PNG and CSV", async (t) => {
  const site = await host(t, iframe("answer"));
  await site.frame();
  await site.init();
  assert.match((await site.asks({ type: "export", format: "svg" })).value, /^<svg/);
  const png = await site.asks({ type: "export", format: "png" });
  assert.equal(png.value.type, "image/png");
  assert.ok(png.value.size > 2000, `${png.value.size}`);
  assert.match((await site.asks({ type: "export", format: "csv" })).value, /,/);
});

test("the schema refuses what is no message, so that it is known to look", () => {
  const envelope = { app: "tokenomics", v: 1, id: "a" };
  assert.deepEqual(mistakes({ ...envelope, type: "resize", height: 10 }), []);
  for (const wrong of [
    { ...envelope, type: "resize", height: -1 },
    { ...envelope, type: "resize" },
    { ...envelope, type: "hello", versions: [] , features: [] },
    { ...envelope, v: 2, type: "ready", height: 1 },
    { ...envelope, type: "error", code: "made_up", message: "x", recoverable: true },
  ]) assert.notDeepEqual(mistakes(wrong), [], JSON.stringify(wrong));
  assert.notDeepEqual(mistakes({ ...envelope, type: "set" }, false), []);
});

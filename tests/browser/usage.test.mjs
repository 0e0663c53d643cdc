// A person reads usage logs: what was used is shown within a second, made a scenario, and nothing leaves the browser.

import AxeBuilder from "@axe-core/playwright";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { assert, faults, freshProfile, open, ready, takeFaults, test, until } from "./page.mjs";
import { files, host } from "./host.mjs";

const section = (page) => page.getByRole("region", { name: "Your usage", exact: true });
const sentence = (page) => section(page).getByRole("status").first();
const told = (page) => section(page).getByRole("list", { name: "What was read" }).getByRole("listitem");

/** A session of an agent: requests whose input grows, of a model and a project. */
function session(name, { requests = 6, model = "claude-sonnet-4-5", day = 20, output = 300 } = {}) {
  const line = (number) => {
    const id = `${name}-${number}`;
    const usage = { input_tokens: 12, cache_read_input_tokens: 9000 + 1000 * number, cache_creation_input_tokens: 900, output_tokens: output + number };
    const message = { id: `msg_${id}`, role: "assistant", model, stop_reason: "end_turn", usage };
    const timestamp = `2026-08-${day}T1${number % 10}:00:0${number % 6}Z`;
    return JSON.stringify({ type: "assistant", sessionId: name, uuid: id, parentUuid: null, timestamp, cwd: "/srv/shop", requestId: `req_${id}`, message });
  };
  return Array.from({ length: requests }, (_, number) => line(number)).join("\n") + "\n";
}

/** A session of Codex: counts that only grow. */
function codex() {
  const at = (second) => `2026-08-21T10:00:0${second}Z`;
  const counts = (input, output) => ({ input_tokens: input, cached_input_tokens: input / 2, output_tokens: output, reasoning_output_tokens: output / 2, total_tokens: input + output });
  const count = (second, last, total) => ({ timestamp: at(second), type: "event_msg", payload: { type: "token_count", info: { last_token_usage: last, total_token_usage: total } } });
  return [
    { timestamp: at(0), type: "session_meta", payload: { id: "one", cwd: "/srv/search", model_provider: "openai" } },
    { timestamp: at(1), type: "turn_context", payload: { model: "gpt-5" } },
    count(2, counts(2000, 400), counts(2000, 400)),
    count(3, counts(3000, 600), counts(5000, 1000)),
  ].map((line) => `${JSON.stringify(line)}\n`).join("");
}

const OPENROUTER =
  "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,cancelled\n" +
  "gen-1,2026-08-22 10:00:00,0.00225,1000,1000,0,0,openai/gpt-5-mini,false\n" +
  "gen-2,2026-08-22 11:00:00,0.9,1000,1000,0,0,openai/gpt-5-mini,false\n";

const OPENAI = JSON.stringify({
  object: "page",
  data: [{ object: "bucket", start_time: 1787443200, end_time: 1787529600, results: [{ object: "organization.usage.completions.result", input_tokens: 50_000, input_cached_tokens: 10_000, output_tokens: 4_000, num_model_requests: 25, model: "gpt-4o" }] }],
});

const LANGFUSE = JSON.stringify({
  id: "trace-1",
  observations: [{ id: "o1", type: "GENERATION", traceId: "trace-1", startTime: "2026-08-24T09:00:00Z", model: "gpt-4o", usageDetails: { input: 700, output: 90, total: 790 } }],
});

/** Drops files on the page, as a person would; a name with a slash lies in a folder that is chosen instead. */
async function drop(page, given) {
  await page.evaluate(async (given) => {
    const data = new DataTransfer();
    for (const [name, bytes] of given) data.items.add(new File([new Uint8Array(bytes)], name));
    document.body.dispatchEvent(new DragEvent("dragenter", { dataTransfer: data, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 1000)); // A hand moves from a folder to the page and looks where to let go.
    document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, Object.entries(given).map(([name, content]) => [name, [...Buffer.from(content)]]));
}

/** The line on a file, once it is there. */
async function lineOf(page, name) {
  const line = told(page).filter({ hasText: name });
  await line.first().waitFor();
  return line.first().innerText();
}

test("logs of five kinds dropped one after the other each say something true within a second", async (t) => {
  const kinds = {
    "one.jsonl": [session("a"), /Claude Code: 6 requests\./, /^6 requests of 2026-08-20 came to \$/],
    "rollout.jsonl": [codex(), /Codex.*: 2 requests\./, /^8 requests of 2 days came to \$/],
    "generations.csv": [OPENROUTER, /OpenRouter generations: 2 requests\./, /^10 requests of 3 days came to \$/],
    "usage.json": [OPENAI, /OpenAI.*: 1 sum of requests\./, /^35 requests of 4 days came to \$/],
    "trace.json": [LANGFUSE, /Langfuse.*: 1 request\./, /^36 requests of 5 days came to \$/],
  };
  // A machine on which much runs is slow at times, not each time.
  const fastest = {};
  for (let tries = 0; tries < 3; tries += 1) {
    const page = await open(t);
    for (const [name, [content, line, whole]] of Object.entries(kinds)) {
      await drop(page, { [name]: content });
      const began = Date.now();
      assert.match(await lineOf(page, name), line);
      await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector("#usage [role=status]").textContent), whole.source);
      fastest[name] = Math.min(fastest[name] ?? Number.POSITIVE_INFINITY, Date.now() - began);
    }
    await section(page).getByText("What was charged", { exact: true }).click();
    await section(page).getByText(/^2 charges compared row by row: 1 agree/).waitFor();
    if (Object.values(fastest).every((took) => took < 1000)) break;
  }
  for (const [name, took] of Object.entries(fastest)) assert.ok(took < 1000, `${name} took ${took} ms`);
});

test("a folder is read with all its logs and nothing else, and the table has a line for what is asked", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Read your usage logs" }).first().click();
  const folder = await mkdtemp(join(tmpdir(), "logs-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(`${folder}/project`);
  await writeFile(`${folder}/project/one.jsonl`, session("a"));
  await writeFile(`${folder}/project/two.jsonl`, session("b", { model: "claude-haiku-4-5", requests: 3 }));
  await writeFile(`${folder}/photo.png`, Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  await section(page).getByLabel("Choose a folder").setInputFiles(folder);
  await sentence(page).filter({ hasText: "9 requests" }).waitFor();
  assert.equal(await told(page).count(), 2);
  await section(page).getByRole("rowheader", { name: "claude-haiku-4-5" }).first().waitFor();
  await section(page).getByLabel("A line for each").selectOption("project");
  await section(page).getByRole("rowheader", { name: "/srv/shop" }).waitFor();
  await section(page).getByLabel("Model", { exact: true }).selectOption("claude-haiku-4-5");
  await sentence(page).filter({ hasText: /^3 requests/ }).waitFor();
  await section(page).getByLabel("Model", { exact: true }).selectOption("");
  await section(page).getByLabel("From").fill("2026-08-21");
  await sentence(page).filter({ hasNotText: "requests of" }).waitFor();
});

test("a scenario of it is looked at first, costs a period what the logs did to the cent, and undo leads back", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Read your usage logs" }).first().click();
  await section(page).getByRole("button", { name: "Try with an example log" }).click();
  await sentence(page).filter({ hasText: /902 requests of 21 days/ }).waitFor();
  const cost = Number(/came to \$([\d.]+)/.exec(await sentence(page).innerText())[1]);
  const answer = page.getByRole("heading", { level: 1 });
  const [before, link] = [await answer.innerText(), await page.evaluate(() => tokenomics.link())];
  await section(page).getByRole("button", { name: "Make a scenario of this" }).click();
  const looked = section(page).getByRole("group", { name: "The scenario of your logs" });
  await looked.getByRole("row", { name: /^tasks 500 × review a month/ }).waitFor();
  assert.equal(await page.evaluate(() => tokenomics.link()), link, "it was taken over before a person wanted that");
  await looked.getByRole("button", { name: "Take it over" }).click();
  await page.getByText("The scenario of your logs is open.").waitFor();
  await page.waitForFunction((link) => tokenomics.link() !== link, link);
  const report = JSON.parse(await page.evaluate(() => tokenomics.told("json", tokenomics.link(), "")));
  assert.equal(report.period, "week");
  assert.equal((report.cost.per_period_usd * 3).toFixed(2), cost.toFixed(2));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.waitForFunction((before) => document.querySelector("h1").innerText === before, before);
});

test("a photo, an empty file and half a line are told by file, and the rest goes on", async (t) => {
  const page = await open(t);
  const log = session("a");
  await drop(page, { "a photo.jpg": Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a]), "empty.jsonl": "", "half.jsonl": log.slice(0, -40), "whole.jsonl": session("b"), "diary.txt": "Dear diary,\n", "new.zst": Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]) });
  assert.match(await lineOf(page, "a photo.jpg"), /Is no text\. Nothing of it was counted\. What can be read are/);
  assert.match(await lineOf(page, "empty.jsonl"), /Is empty\./);
  assert.match(await lineOf(page, "half.jsonl"), /Claude Code: 5 requests; left out: row 6 is cut off\./);
  assert.match(await lineOf(page, "diary.txt"), /Is no log or export that is known\./);
  assert.match(await lineOf(page, "new.zst"), /unpack it first/);
  assert.match(await lineOf(page, "whole.jsonl"), /Claude Code: 6 requests\./);
  await sentence(page).filter({ hasText: /^11 requests/ }).waitFor();
});

/** A ZIP archive of one deflated file. */
function zip(name, content) {
  const [data, letters] = [deflateRawSync(content), Buffer.from(name)];
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(letters.length, 26);
  const list = Buffer.alloc(46);
  list.writeUInt32LE(0x02014b50, 0);
  list.writeUInt16LE(8, 10);
  list.writeUInt32LE(data.length, 20);
  list.writeUInt16LE(letters.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + letters.length, 12);
  end.writeUInt32LE(30 + letters.length + data.length, 16);
  return Buffer.concat([head, letters, data, list, letters, end]);
}

test("packed files are unpacked, a damaged archive says so, and what is told twice counts once", async (t) => {
  const page = await open(t);
  const whole = zip("inside.jsonl", session("b"));
  await drop(page, { "a.jsonl.gz": gzipSync(session("a")), "a.jsonl": session("a"), "export.zip": whole, "torn.zip": whole.subarray(0, 60), "torn.gz": gzipSync(session("c")).subarray(0, 60) });
  assert.match(await lineOf(page, "export.zip:inside.jsonl"), /Claude Code: 6 requests\./);
  assert.match(await lineOf(page, "torn.zip"), /damaged archive/);
  assert.match(await lineOf(page, "torn.gz"), /Cannot be read to its end: /);
  assert.match(await lineOf(page, "a.jsonl.gz"), /Claude Code/);
  await sentence(page).filter({ hasText: /^12 requests/ }).waitFor();
});

test("what is pasted is read, a wrong question is told at its place, and the numbers follow their style", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Read your usage logs" }).first().click();
  await section(page).getByText("Paste usage, a response or a stream").click();
  await section(page).getByLabel("Usage, a response or a stream, as text").fill('{"id":"x","model":"gpt-4o","usage":{"prompt_tokens":1200,"completion_tokens":30}}');
  await section(page).getByRole("button", { name: "Read it" }).click();
  await sentence(page).filter({ hasText: /^1 request came to \$0\.0033/ }).waitFor();
  await section(page).getByText("What if it had been done another way").click();
  const other = section(page).getByLabel("Another model");
  await other.fill("claude-hiku-4-5");
  await other.press("Tab");
  await section(page).getByText(/claude-hiku-4-5/).first().waitFor();
  await other.fill("gpt-4o-mini");
  await other.press("Tab");
  await section(page).getByRole("rowheader", { name: "openai/gpt-4o-mini" }).waitFor();
  await section(page).getByText("All figures").click();
  await section(page).getByRole("row", { name: "input 1,200" }).waitFor();
  await page.getByLabel("Numbers as").selectOption("comma");
  await section(page).getByRole("row", { name: "input 1.200" }).waitFor();
});

/** Drops a log of so many megabytes, with long texts; it says the same again and again, so that it takes no memory. */
async function large(page, megabytes) {
  await page.evaluate(([line, megabytes]) => {
    const text = "x".repeat(4000);
    const lines = [];
    for (let number = 0; number < 5000; number += 1) lines.push(line.replaceAll("a-0", `n${number}`).replace('"role"', `"content":"${text}","role"`));
    const part = new Blob(lines);
    const data = new DataTransfer();
    data.items.add(new File(Array(Math.ceil((megabytes * 1e6) / part.size)).fill(part), "large.jsonl"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [session("a", { requests: 1 }), megabytes]);
}

test("while much is read, an edit is painted, the reading says how far it is, and can be cancelled", async (t) => {
  const page = await open(t);
  await large(page, 1000);
  await section(page).getByRole("progressbar", { name: "Reading" }).waitFor();
  await section(page).getByText(/^Reading: [\d.]+ MB of 1(\.\d+)? GB, file 1 of 1, [\d,]+ rows/).waitFor();
  const answer = page.getByRole("heading", { level: 1 });
  const before = await answer.innerText();
  const painted = await page.getByLabel("Reviews", { exact: true }).evaluate(async (field) => {
    const began = performance.now();
    field.value = "1";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - began;
  });
  assert.ok(painted < 250, `an edit took ${painted} ms`);
  await page.getByText(/^1 review a month/).first().waitFor();
  assert.equal(await section(page).getByRole("progressbar").count(), 1, "it was read before the edit was painted");
  assert.equal(await answer.innerText(), before, "a review's answer does not depend on how many there are");
  await section(page).getByRole("button", { name: "Cancel" }).click();
  assert.match(await lineOf(page, "large.jsonl"), /was not read to its end, because that was cancelled/);
  await section(page).getByRole("progressbar").waitFor({ state: "detached" });
  await sentence(page).filter({ hasText: /requests of 2026-08-20/ }).waitFor();
});

test("a summary is kept without names, is back next time, and can be forgotten", async (t) => {
  const profile = await freshProfile(t);
  const page = await open(t, { profile });
  await drop(page, { "secret-name.jsonl": session("secret-session") });
  await sentence(page).filter({ hasText: /^6 requests/ }).waitFor();
  await section(page).getByRole("button", { name: "Keep this summary in the browser" }).click();
  await section(page).getByText("Kept here: sums only.").waitFor();
  const kept = await page.evaluate(() => localStorage.getItem("tokenomics.usage"));
  assert.doesNotMatch(kept, /secret|shop/);
  await page.close();
  const next = await open(t, { profile });
  await next.getByRole("button", { name: "Read your usage logs" }).first().click();
  await sentence(next).filter({ hasText: /^6 requests/ }).waitFor();
  await section(next).getByText(/This is the summary that you kept here on/).waitFor();
  await section(next).getByRole("button", { name: "Forget it" }).click();
  await sentence(next).filter({ hasText: /What do you use today/ }).waitFor();
  assert.equal(await next.evaluate(() => localStorage.getItem("tokenomics.usage")), null);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [shape, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 390, height: 844 }]]) {
    test(`the section has no fault that axe knows, ${shape} and ${colorScheme}`, async (t) => {
      const page = await open(t, { context: { colorScheme, viewport } });
      await drop(page, { "one.jsonl": session("a"), "generations.csv": OPENROUTER, "diary.txt": "Dear diary,\n" });
      await sentence(page).filter({ hasText: /^8 requests/ }).waitFor();
      for (const summary of await section(page).locator("summary").all()) await summary.click();
      await section(page).getByRole("button", { name: "Make a scenario of this" }).click();
      await section(page).getByRole("button", { name: "Take it over" }).waitFor();
      const { violations } = await new AxeBuilder({ page }).include("#usage").analyze();
      const found = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`);
      assert.deepEqual(found, []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} pixels wider than the window`);
    });
  }
}

test("without a worker the page reads by itself, in slices", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => delete globalThis.Worker);
  const page = await open(t, { profile });
  await drop(page, { "one.jsonl": session("a") });
  await sentence(page).filter({ hasText: /^6 requests/ }).waitFor();
});

test("without a network it works after the first visit, and nothing that was read is sent anywhere", async (t) => {
  const served = await host(t, await files());
  const profile = await freshProfile(t);
  const first = await open(t, { profile, at: served.address });
  await until(first, async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === "activated" && navigator.serviceWorker.controller && !registration.installing;
  });
  await first.close();
  await served.stop();
  const page = await open(t, { profile, at: served.address });
  const asked = [];
  page.on("request", (request) => asked.push(request.method()));
  await drop(page, { "one.jsonl": session("a"), "generations.csv": OPENROUTER });
  await sentence(page).filter({ hasText: /^8 requests/ }).waitFor();
  assert.equal(await section(page).getByText(/price list could not be loaded/).count(), 0);
  assert.ok(asked.every((method) => method === "GET"));
});

test("text that is dragged stays the browser's, an embed takes no file, and nothing is loaded before it is used", async (t) => {
  const page = await open(t);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const prevented = await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "words");
    return !document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  assert.equal(prevented, false);
  await page.mouse.move(50, 50);
  await page.waitForTimeout(800);
  assert.deepEqual(asked.filter((path) => /\/(desk|measured|jobs|worker)-/.test(path)), []);
  const embed = await open(t, { at: `${new URL(page.url()).origin}/?embed=answer` });
  await drop(embed, { "one.jsonl": session("a") });
  await embed.waitForTimeout(300);
  assert.equal(await section(embed).count(), 0);
  await ready(embed);
  assert.deepEqual(faults(embed), []);
  takeFaults(embed);
});

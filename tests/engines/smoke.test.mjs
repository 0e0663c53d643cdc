// The way that everything hangs on, in the engine that ENGINE names: a person opens the page, changes a number, copies
// the link, and whoever opens it, alone or in a host's page, sees the same figures as the terminal.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { test } from "node:test";
import { By, Key, until } from "selenium-webdriver";
import { start } from "./engines.mjs";

const engine = process.env.ENGINE;
const address = process.env.TOKENOMICS_PAGE;
const terminal = process.env.TOKENOMICS;
const PATIENCE = 20_000;

test(`${engine}: open, edit, copy the link, open it again, embed it: the terminal's figures everywhere`, async (t) => {
  const window = await start(t, engine);
  await window.manage().window().setRect({ width: 1280, height: 900 });
  const { browserName, browserVersion } = Object.fromEntries((await window.getCapabilities()).map_);
  t.diagnostic(`${browserName} ${browserVersion}`);

  await open(window, address);
  const before = await answer(window);
  await type(window, "Visible output", "12.5k");
  await window.wait(async () => (await answer(window)) !== before, PATIENCE, "the answer does not follow the edit");
  const edited = await answer(window);

  const link = await copiedLink(window);
  const fragment = new URL(link).hash.slice(1);
  const [native, document] = inTheTerminal(fragment);
  assert.match(document, /visible_output_tokens = 12_500/);

  await window.switchTo().newWindow("tab");
  await open(window, link);
  assert.equal(await answer(window), edited);
  assert.equal(await (await field(window, "Visible output")).getAttribute("value"), "12,500");
  assert.equal(await report(window, fragment), native);

  const host = await hostPage(t, `${address}?embed=answer&theme=dark#${fragment}`);
  await window.switchTo().newWindow("tab");
  await window.get(host);
  await window.wait(until.ableToSwitchToFrame(By.css("iframe")), PATIENCE);
  await running(window);
  assert.equal(await answer(window), edited);
});

async function open(window, where) {
  await window.get(where);
  await running(window);
}

/** The calculator has taken the place of what was pre-rendered. */
async function running(window) {
  const gone = async () => (await window.findElements(By.id("prerendered"))).length === 0;
  await window.wait(gone, PATIENCE, "the calculator does not start");
}

async function answer(window) {
  return (await window.wait(until.elementLocated(By.css("h1")), PATIENCE)).getText();
}

/** A box by the text of its label, as a person finds it. */
async function field(window, label) {
  const named = await window.findElement(By.xpath(`//label[normalize-space()="${label}"]`));
  return window.findElement(By.id(await named.getAttribute("for")));
}

async function type(window, label, text) {
  const box = await field(window, label);
  await box.click();
  await box.sendKeys(Key.chord(Key.CONTROL, "a")); // by itself: Firefox and WebKit hold the key for what follows
  await box.sendKeys(text, Key.TAB);
}

/** What "Copy link" leaves for the person: in the clipboard, or shown where the browser refuses. */
async function copiedLink(window) {
  await (await window.findElement(By.xpath('//button[normalize-space()="Copy link"]'))).click();
  const shown = By.xpath('//*[contains(text(),"The link is copied") or contains(text(),"Copy it from here")]');
  await window.wait(until.elementLocated(shown), PATIENCE, "nothing says that the link is copied");
  const boxes = await window.findElements(By.css("textarea[readonly], input[readonly]"));
  if (boxes.length > 0) return boxes[0].getAttribute("value");
  // The clipboard has it, which a page may not read; the address bar says the same a moment later.
  await window.wait(until.urlContains("#"), PATIENCE, "the address bar does not follow");
  return window.getCurrentUrl();
}

/** The report in JSON and the document in TOML, by the command. */
function inTheTerminal(fragment) {
  const document = execFileSync(terminal, ["open", fragment], { encoding: "utf8" });
  const report = execFileSync(terminal, ["evaluate", "--format", "json", "-"], { encoding: "utf8", input: document });
  return [report, document];
}

/** The page's own report. */
async function report(window, fragment) {
  const told = await window.executeAsyncScript(
    (fragment, done) => {
      window.tokenomics.told("json", fragment, "").then((report) => done({ report }), (error) => done({ error: String(error) }));
    },
    fragment,
  );
  assert.equal(told.error, undefined);
  return told.report;
}

/** A page of another origin with the calculator in a frame. */
async function hostPage(t, embedded) {
  const page = `<!doctype html><title>A host</title><p>Before</p><iframe title="Tokenomics" width="900" height="600" src="${embedded.replaceAll("&", "&amp;")}"></iframe>`;
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(page);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

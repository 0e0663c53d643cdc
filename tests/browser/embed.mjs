// A page of another site with an embed in it, and everything that passes between the two.
//
// Usage:
//   const site = await host(t, `<iframe ...></iframe>`);
//   const frame = await site.frame();
//   await site.say({ type: "get", what: "link" });

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import Ajv from "ajv/dist/2020.js";
import { address, assert, faults, freshProfile, guard } from "./page.mjs";

/** The attributes that the documentation gives an iframe. */
export const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-downloads";

const schema = JSON.parse(await readFile(new URL("../../docs/embed-protocol.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true });
ajv.addSchema(schema);
const fromFrame = ajv.getSchema("embed-protocol.schema.json#/$defs/fromFrame");
const fromHost = ajv.getSchema("embed-protocol.schema.json#/$defs/fromHost");

/** What the schema says of a message. */
export function mistakes(message, isFromFrame = true) {
  const validate = isFromFrame ? fromFrame : fromHost;
  return validate(message) ? [] : validate.errors.map(({ instancePath, message: text }) => `${instancePath} ${text}`);
}

/** The address of an embed. */
export function embed(view, { fragment = "", page = address, ...query } = {}) {
  const url = new URL(page);
  url.search = new URLSearchParams({ embed: view, ...query });
  url.hash = fragment;
  return url.href;
}

export function iframe(view, { attributes = `sandbox="${SANDBOX}" allow="clipboard-write"`, height = 400, ...asked } = {}) {
  const src = embed(view, asked).replaceAll("&", "&amp;");
  return `<iframe src="${src}" title="Scenario" ${attributes} style="width:100%;border:0;height:${height}px"></iframe>`;
}

export const element = (attributes = "", inside = "<p>As text</p>", page = address) =>
  `<script src="${page}tokenomics.js" async></script>
   <tokenomics-scenario ${attributes}>${inside}</tokenomics-scenario>`;

/** A server of its own, another origin than the page's, that answers with what `answer` gives for a path. */
export async function serve(t, answer) {
  const server = createServer(async (request, response) => {
    const { status = 200, type = "text/html; charset=utf-8", headers = {}, body = "" } = await answer(request);
    response.writeHead(status, { "Content-Type": type, ...headers });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Opens a plain page of another site. Its faults fail the test, those of its frames too. */
export async function host(t, body, { profile, context = {}, head = "", root = "", bodyAttributes = "", origins = [] } = {}) {
  const html = `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>A site</title>
    <link rel="icon" href="data:,">${head}</head><body ${bodyAttributes}>${body}</body></html>`;
  const site = await serve(t, () => ({ body: html }));
  const home = profile ?? (await freshProfile(t, context));
  const page = await home.newPage();
  page.setDefaultTimeout(10_000);
  guard(t, page, [new URL(site).origin, new URL(address).origin, ...origins]);
  // In every frame: what it was sent. The test looks at it, the page does not.
  await page.addInitScript(() => {
    window.heard = [];
    const plain = (value) => (value instanceof Blob ? { size: value.size, type: value.type } : value);
    addEventListener("message", ({ data }) => {
      if (data?.app === "tokenomics") window.heard.push("value" in data ? { ...data, value: plain(data.value) } : data);
    });
  });
  t.after(() => checkMessages(page));
  await page.goto(site);
  return new Site(page, site);
}

/** Every message that was sent in either direction is as the schema has it. */
async function checkMessages(page) {
  if (page.isClosed()) return;
  for (const frame of page.frames()) {
    const heard = await frame.evaluate(() => window.heard ?? []);
    const isFromFrame = frame === page.mainFrame();
    for (const message of heard) assert.deepEqual(mistakes(message, isFromFrame), [], JSON.stringify(message));
  }
}

class Site {
  #count = 0;

  constructor(page, address) {
    this.page = page;
    this.address = address;
  }

  /** The frame of the embed, once something is shown in it. */
  async frame(index = 0) {
    const frame = this.frameNow(index);
    await frame.locator(".page.live").waitFor();
    return frame;
  }

  frameNow(index = 0) {
    return this.page.locator("iframe").nth(index).contentFrame();
  }

  /** Messages of a type that the page has got. */
  heard(type) {
    return this.page.evaluate((type) => window.heard.filter((each) => each.type === type), type);
  }

  /** Waits for a message that has these members. */
  async hears(type, members = {}) {
    const has = ([type, members]) =>
      window.heard.findLast((each) => each.type === type && Object.entries(members).every(([name, value]) => each[name] === value));
    return (await this.page.waitForFunction(has, [type, members])).jsonValue();
  }

  /** Sends a message to the first frame and does not wait. */
  async say(content, target = "*") {
    const message = { app: "tokenomics", v: 1, id: `host-${(this.#count += 1)}`, ...content };
    await this.page.evaluate(
      ([message, target]) => document.querySelector("iframe").contentWindow.postMessage(message, target),
      [message, target],
    );
    return message.id;
  }

  /** Says `init` and waits until something is shown. */
  async init(content = {}) {
    await this.hears("hello");
    await this.say({ type: "init", ...content });
    await this.hears("ready");
  }

  /** Sends a request and waits for its answer. */
  async asks(content) {
    const request = await this.say(content);
    const answer = (request) => window.heard.find((each) => each.request === request);
    return (await this.page.waitForFunction(answer, request)).jsonValue();
  }
}

export { faults };

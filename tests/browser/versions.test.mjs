// A copy of the page under /v/<version>/ runs by itself: nothing in it points out of its folder, and embeds work from it.

import { extname } from "node:path";
import { element, host as site } from "./embed.mjs";
import { files, host } from "./host.mjs";
import { assert, freshProfile, guard, ready, test } from "./page.mjs";

const FOLDER = "v/0.0.1/";

/** A host that has the page at /v/0.0.1/ and nothing else. */
async function onlyACopy(t) {
  const copy = new Map([...(await files())].filter(([path]) => !path.startsWith("v/")).map(([path, bytes]) => [FOLDER + path, bytes]));
  copy.set(FOLDER, copy.get(`${FOLDER}index.html`));
  const running = await host(t, copy);
  running.spoken = (path) => (path.endsWith("/") ? { body: copy.get(path), type: "text/html; charset=utf-8" } : undefined);
  return running;
}

test("a copy opens, calculates and loads its later parts out of its own folder", async (t) => {
  const { address, requests } = await onlyACopy(t);
  const page = await (await freshProfile(t)).newPage();
  page.setDefaultTimeout(10_000);
  guard(t, page, [new URL(address).origin]);
  await page.goto(address + FOLDER);
  await ready(page);
  const before = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByLabel("Visible output", { exact: true }).fill("12.5k");
  assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), before);
  await page.mouse.move(200, 200); // the deeper report comes at the first sign of a person
  await page.getByRole("region", { name: "Risk", exact: true }).getByRole("img").first().waitFor();
  const outside = requests.map(({ path }) => path).filter((path) => !path.startsWith(FOLDER));
  assert.deepEqual(outside, []);
  assert.ok(requests.some(({ path }) => extname(path) === ".wasm" && path.includes("/report-")));
  await page.close(); // before its host stops
});

test("an element from a copy shows the copy", async (t) => {
  const { address, requests } = await onlyACopy(t);
  const copy = address + FOLDER;
  const { page } = await site(t, element('view="answer" loading="eager"', "<p>As text</p>", copy), { origins: [new URL(copy).origin] });
  const frame = page.frameLocator("iframe");
  await frame.getByText(/A review nets \$81\.57/).first().waitFor();
  assert.ok(requests.length > 3);
  assert.deepEqual(requests.map(({ path }) => path).filter((path) => !path.startsWith(FOLDER)), []);
});

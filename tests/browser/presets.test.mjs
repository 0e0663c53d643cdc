// The page and the terminal are one engine: every preset gives the same report in both, byte for byte.

import { readFile, readdir } from "node:fs/promises";
import { assert, open, test } from "./page.mjs";

const golden = new URL("../golden/", import.meta.url);
const bases = new URL("../../crates/scenario/data/examples/bases.txt", import.meta.url);

test("every preset's JSON report is the native one, byte for byte", async (t) => {
  const page = await open(t);
  const ids = (await readdir(golden)).filter((name) => /^[^.]+\.json$/.test(name)).map((name) => name.slice(0, -5));
  const known = new Set((await readFile(bases, "utf8")).split("\n").map((line) => line.split("~")[0]).filter(Boolean));
  assert.deepEqual(new Set(ids), known);
  for (const id of ids) {
    const found = await page.evaluate((id) => tokenomics.told("json", `v1;b=${id}~1`, ""), id);
    assert.equal(found, await readFile(new URL(`${id}.json`, golden), "utf8"), id);
  }
});

test("the picture that the page makes is the native one, byte for byte", async (t) => {
  const page = await open(t);
  const found = await page.evaluate(() => tokenomics.told("svg", "v1;b=legal-contracts~1", ""));
  assert.equal(found, await readFile(new URL("legal-contracts.svg", golden), "utf8"));
});

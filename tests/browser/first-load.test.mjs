// What opening the page brings over the wire, as the browser counts it, against budget.toml.

import { readFile } from "node:fs/promises";
import { assert, open, test } from "./page.mjs";

test("opening the page stays within the budget and brings no file uncompressed", async (t) => {
  const budget = await readFile(new URL("../../budget.toml", import.meta.url), "utf8");
  const limit = Number(/^first_load_limit = ([\d_]+)$/m.exec(budget)[1].replaceAll("_", ""));
  const page = await open(t);
  await page.waitForLoadState("networkidle");
  const files = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => ({
      name: entry.name,
      sent: entry.encodedBodySize,
      raw: entry.decodedBodySize,
    })),
  );
  const total = files.reduce((sum, file) => sum + file.sent, 0);
  assert.ok(total > 0 && total <= limit, `${total} bytes, limit ${limit}`);
  for (const file of files.filter((file) => file.raw > 1500)) assert.ok(file.sent < file.raw, `${file.name} came uncompressed`);
});

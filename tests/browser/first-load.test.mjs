// What opening the page brings over the wire, as the browser counts it, against budget.toml.

import { readFile } from "node:fs/promises";
import { address, assert, freshProfile, open, test } from "./page.mjs";

test("opening the page stays within the budget with every file compressed", async (t) => {
  const budget = await readFile(new URL("../../budget.toml", import.meta.url), "utf8");
  const limit = Number(/^first_load_limit = ([\d_]+)$/m.exec(budget)[1].replaceAll("_", ""));
  const profile = await freshProfile(t);
  const answers = [];
  profile.on("response", (answer) => answers.push(answer));
  const page = await open(t, { profile });
  await page.waitForLoadState("networkidle");
  let total = 0;
  for (const answer of answers) {
    const { responseBodySize } = await answer.request().sizes();
    total += responseBodySize;
    assert.equal(answer.headers()["content-encoding"], "br", answer.url());
  }
  assert.ok(answers.some((answer) => answer.url() === address) && 5 < answers.length, "the files were not seen");
  assert.ok(total <= limit, `${total} bytes, limit ${limit}`);
  t.diagnostic(`${total} bytes in ${answers.length} files`);
});

// The address is typed into, pasted over, gone back from: the page follows.

import { open, test } from "./page.mjs";

const says = (page, text) => page.getByRole("heading", { level: 1 }).filter({ hasText: text }).waitFor();

test("a change of the address is heard, and Back returns to what the plain address showed", async (t) => {
  const page = await open(t);
  await says(page, "A right review costs $7.93.");
  await page.evaluate(() => {
    location.hash = "v1;b=multi-agent~1";
  });
  await says(page, "A right cycle costs $7.35.");
  await page.goBack();
  await says(page, "A right review costs $7.93.");
});

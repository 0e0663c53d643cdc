// The address is typed into, pasted over, gone back from: the page follows.

import { assert, open, test } from "./page.mjs";

const says = (page, text) => page.getByRole("heading", { level: 1 }).filter({ hasText: text }).waitFor();

test("a change of the address is heard, and Back returns to what the plain address showed", async (t) => {
  const page = await open(t);
  await says(page, "A review nets $81.57");
  await page.evaluate(() => {
    location.hash = "v1;b=multi-agent~1";
  });
  await says(page, "A cycle nets $1.13");
  await page.goBack();
  await says(page, "A review nets $81.57");
});

test("a scenario that has no answer shows none, least of all another scenario's", async (t) => {
  const page = await open(t, { fragment: "v1;b=support-chat~1" });
  await says(page, "A conversation nets $1.22");
  await page.evaluate(() => {
    location.hash = "v1;b=legal-contracts~1;steps.0.price_date=2024-01-01";
  });
  await page.getByText("There is no answer yet. To get one, mend this:").waitFor();
  assert.equal(await page.getByText("$1.22").count(), 0);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: /^Markdown/ }).click();
  await page.getByText("Not copied").waitFor();
});

test("a link that was cut takes the open scenario's place with its message, and what could be read can be opened", async (t) => {
  const page = await open(t);
  await says(page, "A review nets $81.57");
  await page.evaluate(() => {
    location.hash = "v1.abcd;b=multi-agent~1;work.tas";
  });
  await page.getByText("cut off or changed on its way").first().waitFor();
  assert.equal(await page.getByText("$81.57").count(), 0);
  await page.getByRole("button", { name: /could be read/ }).click();
  await says(page, "A cycle nets $1.13");
});

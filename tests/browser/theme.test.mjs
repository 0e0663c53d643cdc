// A person chooses light or dark.

import { assert, freshProfile, open, test } from "./page.mjs";

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const ink = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    return [...canvas.getContext("2d").getImageData(4, canvas.height / 2 - canvas.height / 5, 1, 1).data].join();
  });

test("the theme changes page and chart, and is kept", async (t) => {
  const profile = await freshProfile(t, { colorScheme: "light" });
  const page = await open(t, { profile });
  await page.mouse.move(200, 200); // drawings come when somebody is there
  await page.locator("#cost canvas").waitFor();
  await page.waitForTimeout(300);
  const [light, bar] = [await paper(page), await ink(page)];
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.getByRole("button", { name: "Theme: dark" }).waitFor();
  assert.notEqual(await paper(page), light);
  await page.waitForTimeout(100);
  assert.notEqual(await ink(page), bar);
  const again = await open(t, { profile });
  assert.notEqual(await paper(again), light);
});

// Pictures of the page for the README, into the folder named by the first argument.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { address, browser, close, ready } from "./chromium.mjs";

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
for (const [shape, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 390, height: 844 }]]) {
  for (const colorScheme of ["light", "dark"]) {
    const profile = await (await browser()).newContext({ viewport, colorScheme, deviceScaleFactor: 2 });
    const page = await profile.newPage();
    await page.goto(address);
    await ready(page);
    await page.mouse.move(200, 200); // the first sign of a person brings the deeper report
    await page.locator("#risk canvas").waitFor();
    await page.waitForTimeout(500); // the canvases draw in the frame after the first
    const path = join(folder, `${shape}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
    console.log(path);
    await profile.close();
  }
}
await close();

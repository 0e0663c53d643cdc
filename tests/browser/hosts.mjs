// Opens the sites that `cargo xtask hosts` built and checks what a reader gets:
//   node hosts.mjs FOLDER_OF_PICTURES "NAME ADDRESS_WITH_@LEVEL@" ...
//
// Prints a table host x level x theme, saves a picture of each page, and fails where a cell does not hold.

import { join } from "node:path";
import { address, browser, close } from "./chromium.mjs";
import { brightness } from "./pixels.mjs";

const LEVELS = ["static", "iframe", "element"];
const THEMES = ["light", "dark"];
const SENTENCE = /A review nets \$81\.57/;
/** Free pixels below what a frame shows that nobody minds. */
const GAP = 60;
/** By so much (of 255) dark and light paper differ at least from the middle. */
const CONTRAST = 60;

/** How a reader of a site changes its colours with its own switch. */
const SWITCHES = {
  mdbook: async (page, theme) => {
    await page.getByRole("button", { name: /theme/i }).click();
    await page.getByRole("menuitem", { name: theme === "dark" ? "Navy" : "Light" }).click();
    await page.keyboard.press("Escape");
  },
  mkdocs: (page) => page.locator("[data-md-component=palette] label:not([hidden])").click(),
  sphinx: (page) => page.locator(".theme-toggle:visible").first().click(),
  docusaurus: (page) => page.locator("[class*=colorModeToggle] button:visible").click(),
};
/** Some go round light, dark and the system's: after so many presses each has come. */
const PRESSES = 3;

const [folder, ...sites] = process.argv.slice(2);
const failed = [];
const rows = [];

for (const site of sites) {
  const [name, pages] = site.split(" ");
  for (const level of LEVELS) {
    const cells = [];
    for (const theme of THEMES) {
      const faults = await tried(name, pages.replace("@LEVEL@", level), level, theme, join(folder, `${name}-${level}-${theme}.png`));
      cells.push(faults.length ? "FAILED" : "works");
      failed.push(...faults.map((fault) => `${name}, ${level}, ${theme}: ${fault}`));
    }
    rows.push([name, level, ...cells]);
  }
}
await close();

const line = (cells) => console.log(cells.map((cell) => cell.padEnd(12)).join("").trimEnd());
line(["host", "level", ...THEMES]);
rows.forEach(line);
failed.forEach((fault) => console.log(fault));
const count = rows.length * THEMES.length;
console.log(`${count - new Set(failed.map((fault) => fault.split(":")[0])).size} of ${count} cells work`);
if (failed.length || !count) process.exit(1);

/** What is wrong with a page, one line each. */
async function tried(name, url, level, theme, picture) {
  const profile = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, colorScheme: theme });
  await profile.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    addEventListener("focusin", (event) => (window.focused = event.target.outerHTML.slice(0, 80)));
    addEventListener("scroll", () => (window.moved = scrollY));
  });
  const page = await profile.newPage();
  page.setDefaultTimeout(20_000);
  const faults = [];
  watch(page, faults);
  try {
    await page.goto(url);
    const check = { static: checkPicture, iframe: checkFrame, element: checkElement }[level];
    faults.push(...(await check(page, theme, SWITCHES[name])));
    await page.waitForTimeout(300);
    faults.push(...(await checkCalm(page)));
    await page.screenshot({ path: picture });
  } catch (error) {
    faults.push(error.message.split("\n")[0]);
    await page.screenshot({ path: picture }).catch(() => {});
  }
  await profile.close();
  return faults;
}

function watch(page, faults) {
  page.on("console", (message) => {
    const isIcon = message.location().url.endsWith("/favicon.ico"); // the tools' sites have none
    if (message.type() === "error" && !isIcon) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("response", (response) => response.status() >= 400 && faults.push(`answered ${response.status()}: ${response.url()}`));
}

/** The picture is there, says its sentence, has the colours of the page, and its table and link stand below. */
async function checkPicture(page, theme) {
  const faults = [];
  const image = page.getByAltText(SENTENCE);
  await image.waitFor();
  const width = await image.evaluate(async (image) => (await image.decode(), image.naturalWidth));
  if (width < 700) faults.push(`the picture is ${width} pixels wide`);
  faults.push(...isTheme(brightness(await image.screenshot()), theme, "the picture"));
  if (!(await page.getByRole("cell", { name: "$3,615.00" }).first().isVisible())) faults.push("the table is missing");
  const link = page.getByRole("link", { name: "Open this calculation" }).first();
  const href = await link.getAttribute("href");
  if (!href?.startsWith(address) || !href.includes("#")) faults.push(`the link leads to ${href}`);
  return faults;
}

async function checkFrame(page, theme) {
  const iframe = page.locator('iframe[title*="A review nets $81.57"]');
  await iframe.waitFor();
  return checkInside(page, iframe, theme);
}

/** As in a frame; what stood in its place is no longer seen, and the theme follows the page without losing anything. */
async function checkElement(page, theme, press) {
  const faults = [];
  const element = page.locator("tokenomics-scenario");
  const iframe = element.locator("iframe");
  await iframe.waitFor({ state: "attached" });
  await iframe.waitFor();
  faults.push(...(await checkInside(page, iframe, theme)));
  if (await page.getByRole("link", { name: "Open this calculation" }).isVisible()) faults.push("the text stays in sight");
  if (faults.length) return faults;
  const other = theme === "dark" ? "light" : "dark";
  const system = (theme) => page.emulateMedia({ colorScheme: theme });
  faults.push(...(await checkChange(page, iframe, other, () => system(other))));
  await system(theme);
  await page.waitForTimeout(400);
  if (press) {
    faults.push(...(await checkChange(page, iframe, other, () => turn(page, other, press))));
    await turn(page, theme, press);
    await page.waitForTimeout(400);
  }
  return faults;
}

/** Presses a site's own switch until its paper has a theme. */
async function turn(page, theme, press) {
  for (let presses = 0; presses < PRESSES; presses += 1) {
    await press(page, theme);
    await page.waitForTimeout(600); // colours fade
    const paper = await page.locator("h1").first().screenshot();
    if (!isTheme(brightness(paper, [1, 1]), theme, "").length) return;
  }
  throw new Error(`its own switch does not make the page ${theme}`);
}

/** The frame follows when the page goes from dark to light or back, and is not loaded anew for it. */
async function checkChange(page, iframe, theme, change) {
  const frame = await (await iframe.elementHandle()).contentFrame();
  await frame.evaluate(() => (window.stayed = true));
  await change();
  await page.waitForTimeout(600);
  const faults = await checkInside(page, iframe, theme);
  const stayed = await frame.evaluate(() => window.stayed).catch(() => false);
  return (stayed ? faults : [...faults, "the frame was loaded anew"]).map((fault) => `after a change to ${theme}, ${fault}`);
}

/** What a frame shows: the answer, in the colours of the page, without a scroll bar and without a gap. */
async function checkInside(page, iframe, theme) {
  const faults = [];
  const frame = await (await iframe.elementHandle()).contentFrame();
  await frame.getByText(SENTENCE).first().waitFor();
  await page.waitForTimeout(500); // the height follows
  const { scroll, height, bottom, paper } = await frame.evaluate(() => ({
    scroll: document.documentElement.scrollHeight,
    height: innerHeight,
    bottom: document.querySelector(".page").getBoundingClientRect().bottom,
    paper: getComputedStyle(document.body).backgroundColor,
  }));
  if (scroll > height + 1) faults.push(`the frame scrolls: ${scroll} pixels in ${height}`);
  if (height - bottom > GAP) faults.push(`${Math.round(height - bottom)} pixels are empty below`);
  const [red, green, blue] = paper.match(/\d+/g).map(Number);
  faults.push(...isTheme((red + green + blue) / 3, theme, "the frame"));
  return faults;
}

/** Nothing took the focus, the page did not move, and nothing around the embed was pushed away. */
async function checkCalm(page) {
  const faults = [];
  const { active, focused, moved, shift } = await page.evaluate(() => ({
    active: document.activeElement?.tagName,
    focused: window.focused,
    moved: window.moved ?? scrollY,
    shift: window.shift,
  }));
  if (active === "IFRAME" || active === "TOKENOMICS-SCENARIO") faults.push(`the focus is in ${active}`);
  if (focused?.includes("iframe") || focused?.includes("tokenomics")) faults.push(`the focus went to ${focused}`);
  if (moved) faults.push(`the page moved to ${moved}`);
  if (shift > 0.1) faults.push(`layout shift ${shift.toFixed(3)}`);
  return faults;
}

function isTheme(brightness, theme, what) {
  const isRight = theme === "dark" ? brightness < 127 - CONTRAST : brightness > 127 + CONTRAST;
  return isRight ? [] : [`${what} is not ${theme}: brightness ${Math.round(brightness)}`];
}

// A person takes the result along.

import { readFile } from "node:fs/promises";
import { address, assert, freshProfile, open, test } from "./page.mjs";

async function withClipboard(t) {
  const profile = await freshProfile(t);
  await profile.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  return open(t, { profile });
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test("the link, Markdown, JSON and TOML are copied", async (t) => {
  const page = await withClipboard(t);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/The link is copied/).waitFor();
  assert.match(await copied(page), /#1\.[\w-]+$/);
  for (const [name, shows] of [["Markdown", /\| cost/], ["CSV", /^"?[^\n]*,/], ["JSON", /"per_success_usd"/], ["TOML", /\[\[steps\]\]/]]) {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.getByText(new RegExp(`(is|are) copied as ${name}\\.`)).waitFor();
    assert.match(await copied(page), shows);
  }
});

test("where copying is forbidden the text is shown", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  const page = await open(t, { profile });
  await page.getByRole("button", { name: "Copy link" }).click();
  assert.match(await page.getByLabel(/Copy it from here/).inputValue(), /#1\.[\w-]+$/);
});

test("the embed code holds the link, the sentence and the script of this page", async (t) => {
  const page = await withClipboard(t);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: /^Embed code/ }).click();
  await page.getByText("The embed code is copied.").waitFor();
  const code = await copied(page);
  assert.match(code, /^<tokenomics-scenario page="[^"]+" scenario="1\.[\w-]+">\n<p>A review nets /);
  assert.match(code, new RegExp(`<script src="${address}tokenomics.js" async></script>`));
});

test("the readable link opens the same scenario", async (t) => {
  const page = await withClipboard(t);
  await page.getByLabel("Reviews", { exact: true }).fill("750");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: /^Readable link/ }).click();
  await page.getByText("The readable link is copied.").waitFor();
  const link = await copied(page);
  assert.match(link, /#v1\.[\w-]{4};b=legal-contracts~1;prices=[\w.-]+;work\.tasks=750$/);
  const other = await open(t, { at: link });
  assert.equal(await other.getByLabel("Reviews", { exact: true }).inputValue(), "750");
});

test("the link comes as a QR code and the answer as a picture, to be saved", async (t) => {
  const page = await open(t);
  for (const [name, alternative] of [["QR code", "The link as a QR code"], ["Picture", "The answer as a picture"]]) {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    const picture = page.getByRole("img", { name: alternative });
    await picture.waitFor();
    assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 100)));
    assert.equal(await page.getByRole("link", { name: "Save as SVG" }).getAttribute("download"), "tokenomics.svg");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "save as PNG" }).click();
    const file = await readFile(await (await saved).path());
    assert.equal(file.subarray(1, 4).toString(), "PNG");
    // Twice as sharp as the picture: width and height stand in the file's head.
    const sides = await picture.evaluate((image) => [image.naturalWidth * 2, image.naturalHeight * 2]);
    assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], sides);
  }
});

test("the tables are saved as a file with what was entered, other ways and the months", async (t) => {
  const page = await open(t);
  await page.getByLabel("Right, with good input", { exact: true }).fill("85");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save as CSV/ }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "Contract-review.csv");
  await page.getByText("The browser saves the tables as “Contract-review.csv”.").waitFor();
  const csv = await readFile(await file.path(), "utf8");
  assert.match(csv, /^\ufeffScenario,Contract review\r\nAnswer,/);
  assert.match(csv, /\r\nfield,value,unit,whose\r\nReviews,500,,the example’s\r\n/);
  assert.match(csv, /\r\n"Right, with good input",85,%,entered\r\n/);
  assert.match(csv, /\r\nIn a batch,/);
  assert.match(csv, /\r\n36,500,/);
});

test("where numbers have a comma before their decimals, the file has it too, with semicolons between cells", async (t) => {
  const page = await open(t, { context: { locale: "de-DE" } });
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save as CSV/ }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  assert.match(csv, /\r\na right review;7,92763157894737\r\n/);
  assert.match(csv, /\r\nRight, with good input;80;%;the example’s\r\n/);
});

test("a table that is marked and copied comes as cells with tabs between", async (t) => {
  const page = await withClipboard(t);
  const table = page.getByRole("table", { name: "What it costs" });
  await table.waitFor();
  await table.evaluate((table) => getSelection().selectAllChildren(table));
  await page.keyboard.press("ControlOrMeta+c");
  assert.match(await copied(page), /(^|\n)a month\t\$3,615(\.00)?\s*(\n|$)/);
});

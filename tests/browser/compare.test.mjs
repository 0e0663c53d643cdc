// A person keeps a scenario as A, changes it, and reads both side by side; keeps scenarios of their own; pastes cells.

import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { address, assert, freshProfile, open, ready, reviews, test } from "./page.mjs";

const field = (page, name) => page.getByLabel(name, { exact: true });
const both = (page) => page.getByRole("region", { name: "Compare" });
const heading = (page) => page.getByRole("heading", { level: 1 });

test("what is kept as A stands beside what is changed, in words, figures and changed fields", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Keep as A" }).click();
  await both(page).getByText("A and B net the same a month.").waitFor();
  await field(page, "Right, with good input").fill("70");
  await both(page).getByText(/^B nets \$[\d,.]+ less a month than A\.$/).waitFor();
  await both(page).getByRole("row", { name: /^right results/ }).first().waitFor();
  await both(page).getByRole("row", { name: "Right, with good input 80 % 70 %" }).waitFor();
  // Either is shown, and each has its own way back.
  const ofB = await heading(page).innerText();
  await both(page).getByRole("button", { name: "A", exact: true }).click();
  await heading(page).filter({ hasText: "A review nets $81.57" }).waitFor();
  assert.equal(await field(page, "Right, with good input").inputValue(), "80");
  await both(page).getByRole("button", { name: "B", exact: true }).click();
  assert.equal(await heading(page).innerText(), ofB);
  await page.getByRole("button", { name: "Undo" }).click();
  await both(page).getByText("A and B net the same a month.").waitFor();
});

test("the address opens both, here and in a tab that was never here; a part of it is a whole link", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Keep as A" }).click();
  await field(page, "Reviews").fill("900");
  await page.waitForFunction((link) => location.hash.startsWith(`#${link}&a=`), reviews(900));
  const sentence = await both(page).getByRole("paragraph").first().innerText();
  await page.reload();
  await ready(page);
  assert.equal(await both(page).getByRole("paragraph").first().innerText(), sentence);
  const address = new URL(page.url());
  const other = await open(t, { fragment: address.hash.slice(1) });
  assert.equal(await both(other).getByRole("paragraph").first().innerText(), sentence);
  const alone = await open(t, { fragment: address.hash.slice(1).split("&")[0] });
  assert.equal(await field(alone, "Reviews").inputValue(), "900");
  assert.equal(await both(alone).count(), 0);
});

test("comparing ends when a person wants that, and has no fault that axe knows", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Keep as A" }).click();
  await field(page, "Reviews").fill("900");
  await both(page).getByRole("row", { name: /^net a month/ }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((fault) => fault.id), []);
  await both(page).getByRole("button", { name: "Stop comparing" }).click();
  assert.equal(await both(page).count(), 0);
  await page.getByRole("button", { name: "Keep as A" }).waitFor();
});

test("what is copied while two are compared holds both, and its link opens both", async (t) => {
  const profile = await freshProfile(t);
  await profile.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await open(t, { profile });
  await page.getByRole("button", { name: "Keep as A" }).click();
  await field(page, "Right, with good input").fill("70");
  await both(page).getByText(/^B nets \$[\d,.]+ less a month than A\.$/).waitFor();
  const sentence = await both(page).getByRole("paragraph").first().innerText();
  const copy = async (name) => {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.getByText(new RegExp(`(is|are) copied as ${name}\\.`)).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const markdown = await copy("Markdown");
  assert.ok(markdown.startsWith(`**${sentence}**\n`), markdown);
  assert.match(markdown, /\n\| net a month \| \$[\d,.]+ \| \$[\d,.]+ \| \u2212\$[\d,.]+ \|\n/);
  assert.match(markdown, /\n\| Right, with good input \| 80 % \| 70 % \|\n/);
  const link = /\n\[Open both\]\((.*)\)\n$/.exec(markdown)[1];
  const other = await open(t, { fragment: new URL(link).hash.slice(1) });
  assert.equal(await both(other).getByRole("paragraph").first().innerText(), sentence);
  const csv = await copy("CSV");
  assert.match(csv, /^A,Contract review\r\nB,Contract review\r\nB against A,/);
  assert.match(csv, /\r\nnet a month,US dollars,40785,36640\.3125,-4144\.6875\r\n/);
  assert.match(csv, /\r\n"Right, with good input",%,80,70\r\n/);
  await both(page).getByRole("button", { name: "Copy as a table" }).click();
  await page.getByText("The comparison is copied: paste it into a spreadsheet.").waitFor();
  const table = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(table, /\nRight, with good input\t80 %\t70 %$/);
  // With one scenario they are as before.
  await both(page).getByRole("button", { name: "Stop comparing" }).click();
  assert.match(await copy("CSV"), /^Scenario,Contract review\r\n/);
});

test("an example chosen over what was entered leaves that under Yours, from where it comes back", async (t) => {
  const page = await open(t);
  await field(page, "Reviews").fill("777");
  await page.getByTitle("Choose a worked example").click();
  await page.getByRole("button", { name: /^Support chat/ }).first().click();
  await page.getByText(/^What you had entered is kept as .* under Yours\.$/).waitFor();
  await page.reload();
  await ready(page);
  await page.getByTitle("Choose a worked example").click();
  const yours = page.locator(".own");
  await yours.getByRole("button").first().click();
  assert.equal(await field(page, "Reviews").inputValue(), "777");
  // Deleted, and put back.
  await page.getByTitle("Choose a worked example").click();
  await yours.getByRole("button", { name: /^Delete / }).click();
  assert.equal(await yours.count(), 0);
  await page.getByRole("button", { name: /^Put back / }).click();
  assert.equal(await yours.count(), 1);
});

test("an empty scenario can be begun with, and kept under a name", async (t) => {
  const page = await open(t);
  await page.getByTitle("Choose a worked example").click();
  await page.getByRole("button", { name: /^New/ }).click();
  await page.locator("main").getByText("Not known yet", { exact: true }).waitFor();
  await page.waitForFunction(() => document.title === "New · Tokenomics");
  await page.getByTitle("Choose a worked example").click();
  await page.getByRole("button", { name: /^Keep this one/ }).click();
  await page.getByText("“New” is kept in this browser.").waitFor();
});

const yours = (page) => page.getByTitle("Choose a worked example").click();
const kept = (page) => page.locator(".own").getByRole("button", { name: /^(?!Delete )/ });

/** Keeps the scenario that is shown under Yours. */
async function keep(page) {
  await yours(page);
  await page.getByRole("button", { name: /^Keep this one/ }).click();
}

/** Takes a file of this text in. */
async function takeIn(page, name, text) {
  await yours(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Take in a file/ }).click();
  await (await chooser).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

test("all of Yours goes into a file and comes out of it in another browser, beside what is there", async (t) => {
  const page = await open(t);
  await keep(page);
  await field(page, "Reviews").fill("777");
  await yours(page);
  await page.getByRole("button", { name: /^New/ }).click(); // what was entered is kept as "Contract review (2)"
  await page.getByText(/^What you had entered is kept as .* under Yours\.$/).waitFor();
  await yours(page);
  assert.deepEqual(await kept(page).allInnerTexts(), ["Contract review (2)", "Contract review"]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Save all as a file/ }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "tokenomics-scenarios.txt");
  const text = await readFile(await file.path(), "utf8");
  const lines = text.trimEnd().split("\n").map((line) => line.split("\t"));
  assert.deepEqual(lines.map(([, title]) => title), ["Contract review (2)", "Contract review"]);
  assert.ok(lines.every(([link]) => link.startsWith(`${address}#1.`)), text);

  const other = await open(t);
  await keep(other);
  await takeIn(other, "mine.txt", text);
  await other.getByText("1 scenario of “mine.txt” is under Yours now. 1 scenario was there before.").waitFor();
  await yours(other);
  assert.deepEqual(await kept(other).allInnerTexts(), ["Contract review (2)", "Contract review"]);
  await kept(other).first().click();
  assert.equal(await field(other, "Reviews").inputValue(), "777");
  // What came in can be taken out again.
  await yours(other);
  await other.getByRole("button", { name: "Take out again what came in: 1" }).click();
  assert.deepEqual(await kept(other).allInnerTexts(), ["Contract review"]);
});

test("each line of a file that cannot be read is said, and the others are taken in", async (t) => {
  const page = await open(t);
  const good = reviews(321);
  await takeIn(page, "old.txt", `${address}#${good}\tThree\n\nhello\n${good.slice(0, -2)}\tCut\nv1;b=legal-contracts~1;work.tasks=5\tBy hand\n`);
  await page
    .getByText(/^2 scenarios of “old\.txt” are under Yours now\. Line 3 was left out: this is not a link .* Line 4 was left out: this link was cut off /)
    .waitFor();
  await yours(page);
  assert.deepEqual(await kept(page).allInnerTexts(), ["Three", "By hand"]);
  await kept(page).last().click();
  assert.equal(await field(page, "Reviews").inputValue(), "5");
});

test("a full list lets none go, and what the browser refuses to keep is not said to be kept", async (t) => {
  const page = await open(t);
  const full = Array.from({ length: 200 }, (_, number) => `${reviews(1000 + number)}\tNumber ${number}`);
  await page.evaluate((lines) => localStorage.setItem("tokenomics.own", lines.join("\n")), full);
  await page.reload();
  await ready(page);
  await keep(page);
  await page.getByText(/^“Contract review” is not kept: 200 scenarios are kept at most\. Save all of them as a file and delete some/).waitFor();
  await field(page, "Reviews").fill("777");
  await yours(page);
  await page.getByRole("button", { name: /^Support chat/ }).first().click();
  await page.getByText(/^What you had entered is not kept: 200 .* Undo brings it back\.$/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await field(page, "Reviews").inputValue(), "777");
  const stored = () => page.evaluate(() => localStorage.getItem("tokenomics.own"));
  assert.equal(await stored(), full.join("\n"));

  await page.evaluate(() => {
    localStorage.setItem("tokenomics.own", "");
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await keep(page);
  await page.getByText(/^“Contract review” is not kept: this browser’s storage is full or switched off\./).waitFor();
  await takeIn(page, "mine.txt", full[0]);
  await page.getByText(/^Nothing of “mine\.txt” was taken in: this browser’s storage is full or switched off\./).waitFor();
  assert.equal(await stored(), "");
});

test("cells of a spreadsheet fill the fields below each other", async (t) => {
  const page = await open(t);
  await field(page, "Hidden reasoning").focus(); // a person is there: what hears cells is loaded
  await page.mouse.move(5, 5);
  await field(page, "Input").focus();
  await page.waitForFunction(() => document.querySelector("select, [popover] li"));
  const paste = (text) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  const [input, output] = [field(page, "Input"), field(page, "Visible output")];
  const before = [await input.inputValue(), await output.inputValue()];
  // What is folded in between, as the part that a cache serves, is not filled unseen.
  await paste("12,000\t3,400\n");
  await page.getByText(/^Filled: Input 12,000; Visible output 3,400\. Undo takes that back\.$/).waitFor();
  assert.deepEqual([await input.inputValue(), await output.inputValue()], ["12,000", "3,400"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.deepEqual([await input.inputValue(), await output.inputValue()], before);
  assert.equal(await page.getByRole("button", { name: "Undo", exact: true }).getAttribute("aria-disabled"), "true", "one undo takes all of it back");
});

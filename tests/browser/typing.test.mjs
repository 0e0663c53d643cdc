// A person types numbers as people write them, and changes effort without losing what is known of success.

import { assert, open, test } from "./page.mjs";

const field = (page, name) => page.getByLabel(name, { exact: true });

test("a number that could mean another is taken, and the other is one press away", async (t) => {
  const page = await open(t);
  await field(page, "Reviews").fill("40.000");
  await page.getByText("= 40", { exact: true }).waitFor();
  await field(page, "Reviews").blur();
  await page.getByRole("button", { name: "Or 40,000?" }).click();
  assert.equal(await field(page, "Reviews").inputValue(), "40,000");
  assert.equal(await page.getByRole("button", { name: "Or 40,000?" }).count(), 0);
  await field(page, "A right result is worth").fill("0,150");
  await page.getByText("= $0.15", { exact: true }).waitFor();
});

test("a share below one asks whether it was meant as per cent", async (t) => {
  const page = await open(t);
  await field(page, "Right, with good input").fill("0.88");
  await page.getByRole("button", { name: "Or 88 %?" }).click();
  assert.equal(await field(page, "Right, with good input").inputValue(), "88");
});

test("a browser in German reads and writes numbers as its language does, and another style may be chosen", async (t) => {
  const page = await open(t, { context: { locale: "de-DE" } });
  assert.equal(await field(page, "Input").inputValue(), "100.000");
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "A review nets $81,57" }).waitFor();
  await field(page, "Reviews").fill("1.500");
  await field(page, "Reviews").blur();
  await page.getByRole("cell", { name: "$122.355,00" }).waitFor();
  await page.getByLabel("Numbers as").selectOption({ label: "1,234.56" });
  assert.equal(await field(page, "Input").inputValue(), "100,000");
  await page.waitForLoadState("networkidle"); // what is on its way would be given up
  await page.reload();
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "A review nets $81.57" }).waitFor();
});

test("success stays as it was entered while effort moves, and follows the curve when a person wants that", async (t) => {
  const page = await open(t);
  await field(page, "Hidden reasoning").fill("5000");
  assert.equal(await field(page, "Right, with good input").inputValue(), "80");
  const kept = page.getByText(/^This holds if it is still right 80 % of the time, as it was at an effort of 101 k tokens\. By the assumed curve/);
  await kept.waitFor();
  const before = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "Follow the curve" }).click();
  assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), before);
  await kept.waitFor({ state: "detached" });
});

test("the answer begins with whether it pays, and shows where today stands", async (t) => {
  const page = await open(t);
  const answer = page.locator("main");
  await answer.getByText("Pays", { exact: true }).waitFor();
  await page.getByRole("row", { name: /right results \$91\.20 \$45,600\.00/ }).waitFor();
  await field(page, "A wrong one that gets through costs").fill("5000");
  await answer.getByText("Does not pay", { exact: true }).waitFor();
  await field(page, "Input").fill("5M");
  await answer.getByText("Cannot be done so", { exact: true }).waitFor();
});

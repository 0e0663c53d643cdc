// A person takes changes back.

import { assert, open, test } from "./page.mjs";

test("undo and redo lead through the changes, a field at a time", async (t) => {
  const page = await open(t);
  const reviews = page.getByLabel("Reviews", { exact: true });
  const undo = page.getByRole("button", { name: "Undo" });
  assert.equal(await undo.isDisabled(), true);
  await reviews.pressSequentially("0");
  await reviews.fill("750");
  await reviews.blur();
  await page.getByRole("button", { name: "none", exact: true }).click();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "none", exact: true, pressed: false }).waitFor();
  assert.equal(await reviews.inputValue(), "750");
  await undo.click();
  assert.equal(await reviews.inputValue(), "500");
  assert.equal(await undo.isDisabled(), true);
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await reviews.inputValue(), "750");
  await page.keyboard.press("Control+y");
  await page.getByRole("button", { name: "none", exact: true, pressed: true }).waitFor();
});

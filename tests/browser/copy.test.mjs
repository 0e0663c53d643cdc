// A person takes the result along.

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
  for (const [name, shows] of [["Markdown", /\| cost/], ["JSON", /"per_success_usd"/], ["TOML", /\[\[steps\]\]/]]) {
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.getByText(`is copied as ${name}.`).waitFor();
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

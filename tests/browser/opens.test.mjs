// The page opens: no faults, nobody is shut out, and nothing that a strict policy forbids.

import AxeBuilder from "@axe-core/playwright";
import { assert, faults, open, takeFaults, test } from "./page.mjs";

for (const colorScheme of ["light", "dark"]) {
  for (const [shape, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 390, height: 844 }]]) {
    test(`the page opens, ${shape} and ${colorScheme}, without a fault and accessibly`, async (t) => {
      const page = await open(t, { context: { colorScheme, viewport } });
      assert.match(await page.title(), /Tokenomics/);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(" ")}`);
      assert.deepEqual(told, []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} pixels wider than the window`);
    });
  }
}

test("the policy refuses an inline script, and the test notices", async (t) => {
  const page = await open(t);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.append(document.createTextNode("window.inlineScriptRan = true"));
    document.head.append(script);
    return window.inlineScriptRan === true;
  });
  assert.equal(ran, false);
  await page.waitForTimeout(50);
  const refused = takeFaults(page);
  assert.ok(0 < refused.length && refused.every((fault) => /Content Security Policy|TrustedScript/.test(fault)), refused.join("\n"));
});

test("a request to another origin is noticed", async (t) => {
  const page = await open(t);
  await page.evaluate(() => fetch("https://example.invalid/").catch(() => {}));
  await page.waitForTimeout(50);
  assert.notDeepEqual(faults(page), []);
  takeFaults(page);
});

// What the page refuses: text as markup or script, files that were changed, and telling another site anything.

import { createHash } from "node:crypto";
import { launch } from "./chromium.mjs";
import { address, assert, freshProfile, open, takeFaults, test } from "./page.mjs";
import { files, host } from "./host.mjs";

/** Text of which each would run, if it became markup or the address of a script. */
const HOSTILE = [
  "<script>window.ran = true</script>",
  "<img src=x onerror='window.ran = true'>",
  "<svg onload='window.ran = true'></svg>",
  "<a href='javascript:window.ran = true'>a</a>",
  "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>",
  "<b>plain</b>",
];

test("no text becomes markup: a default policy refuses it, and another policy cannot be made", async (t) => {
  const page = await open(t);
  const passed = await page.evaluate((texts) => {
    const ways = [
      (text) => (document.createElement("div").innerHTML = text),
      (text) => (document.body.appendChild(document.createElement("p")).outerHTML = text),
      (text) => document.body.insertAdjacentHTML("beforeend", text),
      (text) => document.write(text),
      (text) => document.createRange().createContextualFragment(text),
      (text) => new DOMParser().parseFromString(text, "text/html"),
      (text) => (document.createElement("iframe").srcdoc = text),
      (text) => trustedTypes.createPolicy("mine", { createHTML: (given) => given }).createHTML(text),
      (text) => trustedTypes.createPolicy("default", { createHTML: (given) => given }).createHTML(text),
    ];
    const passed = [];
    for (const [at, way] of ways.entries()) {
      for (const text of texts) {
        try {
          way(text);
          passed.push(`${at}: ${text}`);
        } catch (fault) {
          if (!(fault instanceof TypeError)) passed.push(`${at}: ${fault}`);
        }
      }
    }
    return passed;
  }, HOSTILE);
  assert.deepEqual(passed, []);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  takeFaults(page);
});

test("no text becomes a script, and only the addresses of the service worker and of the worker in the head are some", async (t) => {
  const page = await open(t);
  const passed = await page.evaluate(async () => {
    const script = () => document.createElement("script");
    const ways = {
      text: () => (script().text = "window.ran = true"),
      handler: () => document.body.setAttribute("onclick", "window.ran = true"),
      timer: () => setTimeout("window.ran = true"),
      address: () => (script().src = "data:text/javascript,window.ran = true"),
      foreign: () => (script().src = "https://example.invalid/a.js"),
      own: () => (script().src = new URL("index.html", document.baseURI).href),
      worker: () => new Worker("data:text/javascript,0"),
      otherWorker: () => new Worker(document.querySelector('meta[name="after-script"]').content),
      queryOfWorker: () => new Worker(`${document.querySelector('meta[name="worker-script"]').content}?x=1`),
      traversal: () => navigator.serviceWorker.register("../service-worker.js"),
      query: () => navigator.serviceWorker.register("service-worker.js?x=1"),
    };
    const passed = [];
    for (const [name, way] of Object.entries(ways)) {
      try {
        await way();
        passed.push(name);
      } catch {
        // refused
      }
    }
    script().src = new URL("service-worker.js", document.baseURI).href;
    const worker = document.querySelector('meta[name="worker-script"]').content;
    new Worker(new URL(worker, document.baseURI).href, { type: "module" }).terminate();
    return passed;
  });
  assert.deepEqual(passed, []);
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  takeFaults(page);
});

test("text of a link is shown only as text, and neither hides nor reorders what stands around it", async (t) => {
  const page = await open(t);
  const fragment = await page.evaluate(async () => {
    return tokenomics.told("read", 'version = 1\ntitle = "<img src=x onerror=alert(1)>"\n[[steps]]\nname = "<b>step</b>"\nprovider = "anthropic"\nmodel = "claude-opus-4-8"\nprice_date = 2026-11-24\ninput_tokens = 1000\nvisible_output_tokens = 100\n', "");
  });
  const other = await open(t, { fragment });
  await other.getByText("<img src=x onerror=alert(1)>").first().waitFor();
  await other.mouse.move(50, 50);
  await other.waitForTimeout(500);
  assert.equal(await other.locator("img[src=x], main b:text-is('step')").count(), 0);
  for (const hidden of ["~E2~80~AE", "~E2~81~A6", "~E2~80~8B"]) {
    const bad = `v1;b=legal-contracts~1;title=Contract${hidden}review`;
    const opened = await open(t, { fragment: bad });
    const shown = await opened.evaluate(() => document.body.innerText);
    assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069\u200b]/, hidden);
  }
  const long = await open(t, { fragment: `v1;b=legal-contracts~1;title=${"A".repeat(5000)}` });
  assert.doesNotMatch(await long.evaluate(() => document.body.innerText), /A{300}/, "a label may fill the page");
});

test("tables as CSV hold numbers, and no text of a link that a spreadsheet would run", async (t) => {
  const page = await open(t);
  const csv = await page.evaluate(() => tokenomics.told("csv", "v1;b=legal-contracts~1;title=~3Dcmd;steps.0.name=~40SUM", ""));
  assert.match(csv, /^Scenario,"'=cmd"\r\n/);
  assert.match(csv, /\r\n"'@SUM",201000,1,3\.025,1,0\.8,0\.8\r\n/);
  assert.match(csv, /\r\na month,3615\r\n/);
});

test("every file that index.html loads carries its own hash", async () => {
  const built = await files();
  const html = built.get("index.html").toString();
  const checked = [];
  for (const [tag] of html.matchAll(/<(?:link|script)\b[^>]*>/g)) {
    const name = /(?:href|src)="\.\/([^"]+)"/.exec(tag)[1];
    const hash = createHash("sha384").update(built.get(name)).digest("base64");
    assert.ok(tag.includes(`integrity="sha384-${hash}"`), tag);
    checked.push(name.replace(/-[0-9a-f]{8,16}/, ""));
  }
  const wanted = ["first_paint.js", "start.js", "style.css", "program.js", "program.wasm"];
  assert.deepEqual(wanted.filter((name) => !checked.includes(name)), []);
  const sums = built.get("SHA256SUMS").toString().trim().split("\n");
  assert.equal(sums.length, built.size - 1);
  for (const line of sums) {
    const [sum, name] = line.split("  ");
    assert.equal(createHash("sha256").update(built.get(name)).digest("hex"), sum, name);
  }
});

for (const name of ["first_paint", "start", "style", "program"]) {
  test(`a changed file is refused: ${name}`, async (t) => {
    const served = await host(t, await files());
    const path = [...served.files.keys()].find((each) => each.startsWith(`${name}-`) && /\.(js|css)$/.test(each));
    const mark = path.endsWith("css") ? "\nbody { color: rgb(1, 2, 3) }" : "\nwindow.changed = true;";
    served.files.set(path, Buffer.concat([served.files.get(path), Buffer.from(mark)]));
    const page = await open(t, { at: served.address, started: false });
    await page.waitForTimeout(1000);
    const [ran, colour] = await page.evaluate(() => [window.changed, getComputedStyle(document.body).color]);
    assert.equal(ran, undefined);
    assert.notEqual(colour, "rgb(1, 2, 3)");
    assert.ok(takeFaults(page).some((fault) => /integrity/.test(fault)), "the browser said nothing of it");
  });
}

test("a module that is broken or cut leaves the page readable and says so", async (t) => {
  const served = await host(t, await files());
  const path = [...served.files.keys()].find((each) => /^program-.*\.wasm$/.test(each));
  served.files.set(path, served.files.get(path).subarray(0, 100_000));
  const page = await open(t, { at: served.address, started: false });
  await page.getByRole("heading", { name: "The calculator cannot run here." }).waitFor();
  await page.getByRole("heading", { name: /^A review nets \$/ }).waitFor();
  takeFaults(page);
});

test("a later file that was changed is refused at its place, and may be asked for again", async (t) => {
  const served = await host(t, await files());
  const path = [...served.files.keys()].find((each) => /^report-[0-9a-f]+\.wasm$/.test(each));
  const whole = served.files.get(path);
  // What any engine would take for the same program: an empty section of its own is added.
  served.files.set(path, Buffer.concat([whole, Buffer.from([0, 2, 1, 97])]));
  const page = await open(t, { at: served.address });
  await page.mouse.move(50, 50);
  const again = page.locator("#risk").getByRole("button", { name: "Try again" });
  await again.waitFor();
  assert.ok(takeFaults(page).some((fault) => /integrity/.test(fault)), "the browser said nothing of it");
  served.files.set(path, whole);
  await again.evaluate((button) => button.click()); // without scrolling, after which the page tries again by itself
  await page.locator("#risk .take").waitFor();
});

test("no request says where it came from", async (t) => {
  const served = await host(t, await files());
  const page = await open(t, { at: served.address });
  await page.mouse.move(50, 50);
  await page.waitForTimeout(3500);
  assert.ok(served.requests.some(({ path }) => path.startsWith("report-")), "later files were not asked for");
  const telling = served.requests.filter(({ headers }) => headers.referer);
  // A browser names the script that registers a service worker, on the same site, whatever a page says.
  assert.deepEqual(telling.map(({ path }) => path).filter((path) => path !== "service-worker.js"), []);
});

/** A profile without WebAssembly, as in Lockdown Mode. */
async function withoutWebAssembly(t) {
  const profile = await freshProfile(t, { permissions: ["clipboard-read", "clipboard-write"] });
  await profile.addInitScript(() => delete globalThis.WebAssembly);
  return profile;
}

test("without WebAssembly the page says what to do and still shows its scenario as text and table", async (t) => {
  const page = await open(t, { profile: await withoutWebAssembly(t), started: false });
  await page.getByRole("heading", { name: "The calculator cannot run here." }).waitFor();
  await page.getByText("Lockdown Mode").waitFor();
  await page.getByRole("heading", { name: /^A review nets \$/ }).waitFor();
  assert.ok((await page.locator("#prerendered table").count()) > 0);
  assert.ok(await page.getByRole("cell", { name: "$3.03" }).first().isVisible());
  takeFaults(page);
});

test("without WebAssembly a link is not lost: it says what is in it, and shows no other figures", async (t) => {
  const profile = await withoutWebAssembly(t);
  const fragment = "v1;b=legal-contracts~1;work.tasks=750;title=My_own~21";
  const page = await open(t, { profile, fragment, started: false });
  await page.getByText("Your scenario cannot be computed here").waitFor();
  assert.equal(await page.getByLabel("The scenario, as a link").inputValue(), page.url());
  await page.getByRole("cell", { name: "My own!" }).waitFor();
  await page.getByRole("button", { name: "Copy this link" }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /\$\d/);
  takeFaults(page);
});

test("without JavaScript the page says what to do and still shows its scenario as text and table", async (t) => {
  const browser = await launch(["--blink-settings=scriptEnabled=false"]);
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${address}#v1;work.tasks=3`);
  const told = page.locator("noscript > p");
  assert.ok(await told.isVisible());
  assert.match(await told.evaluate((shown) => shown.textContent), /needs JavaScript and WebAssembly.*A scenario that came with a link is not shown/);
  await page.getByRole("heading", { name: /^A review nets \$/ }).waitFor();
  assert.ok(await page.getByRole("cell", { name: "$3.03" }).first().isVisible());
});

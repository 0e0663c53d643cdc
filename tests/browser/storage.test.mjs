// Storage that is off, full, silent or corrupt, and two tabs: the page works on, says what it must, and loses nothing.

import { address, assert, freshProfile, open, ready, reviews, takeFaults, test, until } from "./page.mjs";

const tasks = (page) => page.getByLabel("Reviews", { exact: true });
const notice = (page, text) => page.getByRole("status").getByText(text);

async function edit(page, value) {
  await tasks(page).fill(value);
  await page.waitForFunction((link) => location.hash.endsWith(link), reviews(value));
}

/** Waits until a number of reviews lies in the database. */
async function kept(page, many) {
  await page.waitForFunction((link) => window.tokenomics.record.good === link, reviews(many));
  await until(page, async () => (await window.read("scenario"))?.good === window.tokenomics.record.good);
}

/** A profile whose pages can look into the database. */
async function profileToRead(t, options) {
  const profile = await freshProfile(t, options);
  await profile.addInitScript(() => {
    const act = (mode, what) =>
      new Promise((done) => {
        indexedDB.open("tokenomics").onsuccess = ({ target }) => {
          const request = what(target.result.transaction("kept", mode).objectStore("kept"));
          request.onsuccess = () => {
            target.result.close();
            done(request.result);
          };
        };
      });
    window.read = (key) => act("readonly", (store) => store.get(key));
    window.put = (key, value) => act("readwrite", (store) => store.put(value, key));
  });
  return profile;
}

test("storage that throws on its getter does not stop the page, and it is said that nothing is kept", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("refused", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, name, { get: refuse });
    }
    Object.defineProperty(Navigator.prototype, "serviceWorker", { get: refuse });
    window.BroadcastChannel = refuse;
  });
  const page = await open(t, { profile });
  await edit(page, "12345");
  await notice(page, "This browser keeps nothing for this page.").waitFor();
  await page.getByRole("status").getByRole("button", { name: "Close" }).click();
  await edit(page, "12346");
  await page.waitForTimeout(2500);
  assert.equal(await notice(page, "This browser keeps nothing for this page.").count(), 0, "said again and again");
  await page.reload();
  await ready(page);
  assert.equal(await tasks(page).inputValue(), "12,346", "the address did not hold it");
});

test("storage that never answers does not stop the page", async (t) => {
  const profile = await freshProfile(t);
  await profile.addInitScript(() => {
    IDBFactory.prototype.open = () => ({});
  });
  const page = await open(t, { profile });
  await edit(page, "12345");
});

test("storage that is full is said once, and the page and its address work on", async (t) => {
  const profile = await profileToRead(t);
  const page = await open(t, { profile });
  await edit(page, "750");
  await kept(page, "750");
  await page.evaluate(() => {
    // As a browser does whose disk or quota is used up: the write is taken, and undone when it is to be made durable.
    const { commit } = IDBTransaction.prototype;
    const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error");
    Object.defineProperty(IDBTransaction.prototype, "error", { get: () => new DOMException("full", "QuotaExceededError") });
    IDBTransaction.prototype.commit = IDBTransaction.prototype.abort;
    window.makeRoom = () => {
      Object.defineProperty(IDBTransaction.prototype, "error", error);
      IDBTransaction.prototype.commit = commit;
    };
  });
  await edit(page, "12345");
  await notice(page, "This browser's storage is full").waitFor();
  assert.equal((await page.evaluate(() => window.read("scenario"))).next, reviews(750), "what was kept before is gone");
  // When there is room again, it is kept again.
  await page.evaluate(() => window.makeRoom());
  await edit(page, "12346");
  await kept(page, "12346");
  assert.equal(await page.getByRole("status").getByText("storage is full").count(), 1);
});

for (const [what, garbage] of [
  ["a number", 7],
  ["an object of another shape", { next: ["v1"], good: 3 }],
  ["bytes", new Uint8Array([1, 2, 3])],
]) {
  test(`a record that nobody can read is put aside and said: ${what}`, async (t) => {
    const profile = await profileToRead(t);
    const page = await open(t, { profile });
    await edit(page, "750");
    await kept(page, "750");
    await page.evaluate((value) => window.put("scenario", value), garbage);
    await page.close();
    const again = await open(t, { profile });
    assert.equal(await tasks(again).inputValue(), "500");
    await notice(again, "It is put aside, and the page has started afresh.").waitFor();
    assert.deepEqual(await again.evaluate(() => window.read("aside")), garbage);
    await edit(again, "751");
    await kept(again, "751");
  });
}

test("a kept link that cannot be opened is put aside and said", async (t) => {
  const profile = await profileToRead(t);
  const page = await open(t, { profile });
  await edit(page, "750");
  await kept(page, "750");
  await page.evaluate(() => window.put("scenario", { next: "v1.AAAA;work.tasks=3", good: "v1.AAAA;work.tasks=3" }));
  await page.close();
  const again = await open(t, { profile });
  assert.equal(await tasks(again).inputValue(), "500");
  await notice(again, "could not be read").waitFor();
  await until(again, async () => (await window.read("aside"))?.next === "v1.AAAA;work.tasks=3");
  assert.equal(await again.evaluate(() => window.read("scenario")), undefined);
});

test("garbage in the simple storage does not stop the page", async (t) => {
  const page = await open(t);
  await page.evaluate(() => {
    for (const name of ["kept", "theme", "stops", "opening", "restored"]) localStorage.setItem(`tokenomics.${name}`, "{]");
  });
  await page.reload();
  await ready(page);
  await page.waitForTimeout(2500);
  await edit(page, "750");
});

test("a database without its store does not stop the page", async (t) => {
  const profile = await freshProfile(t);
  const page = await open(t, { profile, fragment: "v1;work.tasks=3" });
  await page.goto(`${address}service-worker.js`);
  await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.deleteDatabase("tokenomics").onsuccess = () => {
          indexedDB.open("tokenomics", 7).onsuccess = ({ target }) => (target.result.close(), done());
        };
      }),
  );
  await page.goto(address);
  await ready(page);
  await edit(page, "750");
  await notice(page, "This browser keeps nothing for this page.").waitFor();
  takeFaults(page); // the file that was opened on the way has no icon
});

/** Two tabs at rest, both on what was kept. */
async function twoTabs(t) {
  const profile = await profileToRead(t);
  const first = await open(t, { profile });
  await edit(first, "600");
  await kept(first, "600");
  const second = await open(t, { profile });
  await first.waitForTimeout(2500);
  await edit(first, "750");
  await notice(second, "Another tab has changed the scenario.").waitFor();
  return { profile, first, second };
}

test("a change in another tab is told, and can be shown; undo leads back", async (t) => {
  const { second } = await twoTabs(t);
  await second.getByRole("button", { name: "Show it here" }).click();
  await second.waitForFunction(() => document.querySelector("#work-tasks").value === "750");
  await second.getByRole("button", { name: "Undo" }).click();
  await second.waitForFunction(() => document.querySelector("#work-tasks").value === "600");
});

test("of two tabs the last change opens next time, and the other's is offered then", async (t) => {
  const { profile, first, second } = await twoTabs(t);
  await second.getByRole("button", { name: "Keep what is here" }).click();
  await edit(second, "12345");
  await kept(second, "12345");
  await first.close();
  await second.close();
  const again = await open(t, { profile });
  assert.equal(await tasks(again).inputValue(), "12,345");
  await notice(again, "You had entered something else, too").waitFor();
  await again.getByRole("button", { name: "Show that" }).click();
  await again.waitForFunction(() => document.querySelector("#work-tasks").value === "750");
});

test("what was entered before a link was opened and changed is offered afterwards", async (t) => {
  const profile = await profileToRead(t);
  const page = await open(t, { profile });
  await edit(page, "777");
  await kept(page, 777);
  await page.close();
  const linked = await open(t, { profile, fragment: reviews(600) });
  await edit(linked, "751");
  await kept(linked, 751);
  await linked.close();
  const again = await open(t, { profile });
  assert.equal(await tasks(again).inputValue(), "751");
  await notice(again, "You had entered something else, too").waitFor();
  await again.getByRole("button", { name: "Show that" }).click();
  await again.waitForFunction(() => document.querySelector("#work-tasks").value === "777");
});

test("a link that was only opened is not disturbed by other tabs, and disturbs nothing", async (t) => {
  const { profile, first } = await twoTabs(t);
  const fragment = reviews(9);
  const reading = await open(t, { profile, fragment });
  await reading.waitForTimeout(2500);
  await edit(first, "751");
  await kept(first, "751");
  await reading.waitForTimeout(300);
  assert.equal(await notice(reading, "Another tab has changed the scenario.").count(), 0);
  assert.equal((await reading.evaluate(() => window.read("scenario"))).next, reviews(751));
});

test("each change is written before it is made", async (t) => {
  const profile = await profileToRead(t);
  const page = await open(t, { profile });
  const order = await page.evaluate(async (link) => {
    const order = [];
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value.next === link) order.push("written");
      return put.call(this, value, key);
    };
    addEventListener("tokenomics:applied", ({ detail }) => {
      if (detail === link) order.push("made");
    });
    const field = document.querySelector("#work-tasks");
    field.value = "777";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 50));
    return order;
  }, reviews(777));
  assert.deepEqual(order.slice(0, 2), ["written", "made"]);
});

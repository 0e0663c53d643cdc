// Keeps the scenario, so that it survives a reload, a killed browser and a calculator that has stopped.
//
// In IndexedDB, because a browser that is killed loses the last seconds of its simpler storage. A change is written
// before it is made: `next` is what is about to be shown, `good` what was shown last and held. A few writes are under way
// at a time; of what changes meanwhile only the last is written. Nothing is kept for an embed.

const STORE = "kept";
const KEY = "scenario";
/** Where a record goes that nobody can read: it is put aside, not deleted. */
const ASIDE = "aside";
/** Storage that has not answered by then is as good as none, in milliseconds. */
const PATIENCE = 1500;

/** Writes that may be under way; with one only, a busy page would lose the time that two of them take. */
const MOST = 3;

/** Whether this page is a part of another one. */
export const isEmbed = new URLSearchParams(location.search).has("embed");

/** A word in the browser's simple storage: read, set, or with `null` taken away. It may be forbidden or full.
 * @type {Word} */
export function word(name, value) {
  if (isEmbed) return;
  try {
    if (value === undefined) return localStorage.getItem(name);
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Nothing depends on it.
  }
}

/** What is written: `next`, `good`, and `other` where another tab, or an earlier visit, has entered something too.
 * @type {Kept} */
export const record = {};
/** @type {IDBDatabase | undefined} */
let database;
let underWay = 0;
let isWaiting = false;
/** @type {unknown} */
let isFlagged = false;

/** @returns {Promise<void>} */
function open() {
  return new Promise((resolve, reject) => {
    // Asking for it can already be refused. Without a version, the database is opened as it is.
    const request = indexedDB.open("tokenomics");
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      database = request.result;
      database.onclose = () => (database = undefined);
      resolve();
    };
  });
}

/** One act on the store, and what it gives once it is done.
 * @template Found
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<Found>} act
 * @returns {Promise<Found>} */
function transact(mode, act) {
  return new Promise((done, failed) => {
    const transaction = /** @type {IDBDatabase} */ (database).transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error);
    // Sent off at once: what follows in the page can no longer hold it up.
    transaction.commit();
  });
}

/** What was kept; `unreadable` is called where it is no record of this page.
 * @param {() => unknown} unreadable
 * @returns {Promise<any>} the link, if there is one */
export async function read(unreadable) {
  const reading = async () => {
    await open();
    const value = await transact("readonly", (store) => store.get(KEY));
    const found = typeof value === "string" ? { next: value } : value;
    if (typeof found?.next === "string") {
      // What was changed meanwhile is newer.
      Object.assign(record, found, { ...record });
      return found.next;
    }
    if (found !== undefined) {
      putAside(found);
      unreadable();
    }
  };
  // That there is no storage is said when there is something to keep.
  return isEmbed ? Promise.resolve() : Promise.race([reading().catch(() => {}), new Promise((later) => setTimeout(later, PATIENCE))]);
}

/** Puts a record aside, and nothing in its place.
 * @param {unknown} value */
export async function putAside(value = { ...record }) {
  try {
    await transact("readwrite", (store) => {
      store.delete(KEY);
      return store.put(value, ASIDE);
    });
    word("tokenomics.kept", null);
  } catch {
    // Then it lies where it lay.
  }
}

/** Writes the record; while enough writes are under way, the end of one does. `trouble` is told why it cannot.
 * @param {Trouble} trouble */
export async function write(trouble) {
  isWaiting = true;
  if (isEmbed || underWay === MOST) return;
  underWay += 1;
  try {
    while (isWaiting) {
      if (!database) await open();
      isWaiting = false;
      await transact("readwrite", (store) => store.put(record, KEY));
      isFlagged ||= word("tokenomics.kept", "1") ?? true;
    }
  } catch (fault) {
    database = undefined;
    trouble(/** @type {DOMException} */ (fault)?.name === "QuotaExceededError" ? "full" : "off");
  }
  underWay -= 1;
}

// A page that is left does not wait for a write to end before it sends off the last one.
const leave = () => {
  if (isWaiting && database) transact("readwrite", (store) => store.put(record, KEY)).catch(() => {});
};
addEventListener("pagehide", leave, true);

// Opens the page without a network. The build puts VERSION and FILES (each file of the page with its SHA-256) into this
// file, gives it the name service-worker.js and never another: a browser asks for it again under that name.
//
// A version is put into a cache of its own, whole and checked, or not at all. Then it takes over: the page that is next
// opened gets the new index.html, and every other file has a name made from its content, so that no page ever gets a
// file of a version other than its own. Pages that are still open find theirs in the cache of the version before, which
// stays until no page is open. To switch all of this off, see docs/security.md.

const OURS = `tokenomics ${registration.scope} `;
const NAME = OURS + VERSION;
const addressOf = (/** @type {string} */ path) => new URL(path === "index.html" ? "./" : path, registration.scope).href;
const PAGE = addressOf("index.html");
const addresses = new Map(Object.entries(FILES).map(([path, sum]) => [addressOf(path), sum]));

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([forgetOthers(), clients.claim()])));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const address = origin + pathname;
  if (request.mode === "navigate") {
    if (address !== PAGE && address !== `${PAGE}index.html`) return;
    event.respondWith(opened(request));
    event.waitUntil(forgetOthers(event.resultingClientId));
  } else if (addresses.has(address) || /\.(js|wasm|bin)$/.test(pathname)) {
    event.respondWith(kept(address, request));
  }
});

/** All files of this version, or none. */
async function install() {
  const files = await Promise.all([...addresses].map(async ([address, sum]) => /** @type {const} */ ([address, await checked(address, sum)])));
  try {
    const cache = await caches.open(NAME);
    await Promise.all(files.map(([address, answer]) => cache.put(address, answer)));
  } catch (fault) {
    await caches.delete(NAME);
    throw fault;
  }
  await skipWaiting();
}

/** A file of this version: what lies on this machine already, or what the host sends; nothing else.
 * @param {string} address
 * @param {string} sum */
async function checked(address, sum) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const answer = await fetch(address, { cache, referrerPolicy: "no-referrer" });
    const bytes = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (answer.ok && btoa(String.fromCharCode(...digest)) === sum) {
      const headers = new Headers(answer.headers);
      ["content-encoding", "content-length", "vary"].forEach((name) => headers.delete(name));
      // Made anew, because the answer to a redirected request may not open a page.
      return new Response(bytes, { headers });
    }
  }
  throw new Error(`${address} is not of this version`);
}

/** @param {Request} request */
async function opened(request) {
  return (await caches.match(PAGE, { cacheName: NAME })) ?? fetch(request);
}

/** @param {string} address
 * @param {Request} request */
async function kept(address, request) {
  const found = (await caches.match(address, { cacheName: NAME })) ?? (await caches.match(address));
  if (found) return found;
  const answer = await fetch(request);
  // A host that answers every address with its page must not have it taken for a script.
  const isPage = answer.headers.get("content-type")?.startsWith("text/html");
  return isPage ? new Response("there is no such file", { status: 404 }) : answer;
}

/** Versions before this one go when no page is open that may still need them.
 * @param {string} [opening] */
async function forgetOthers(opening) {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some(({ id }) => id !== opening)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)));
}

// A host that a test can change while the page is open: other files, none at all, or answers that a bad host would give.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";

/** The project's folder, the built page in it, and what its build uses. */
export const root = new URL("../../", import.meta.url).pathname;
const dist = join(root, "dist");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The files of the built page, by their paths. */
export async function files(folder = dist, below = "") {
  const found = new Map();
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name;
    if (entry.isDirectory()) for (const [name, bytes] of await files(folder, `${path}/`)) found.set(name, bytes);
    else if (!/\.(br|gz)$/.test(path)) found.set(path, await readFile(join(folder, path)));
  }
  return found;
}

/** The built page as a next version: its start script, and the script and files of its program, have other names. */
export async function nextVersion(t) {
  const folder = await mkdtemp(join(tmpdir(), "next-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(dist, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  let html = await readFile(join(folder, "index.html"), "utf8");
  const renamed = async (name) => {
    const other = name.replace(/-[0-9a-f]{2}/, "-00");
    await rename(join(folder, name), join(folder, other));
    return other;
  };
  /** Renames what index.html names, and changes it; its hash goes from the tag. */
  const changed = async (pattern, change) => {
    const name = pattern.exec(html)[1];
    const other = await renamed(name);
    await writeFile(join(folder, other), await change(await readFile(join(folder, other), "utf8")));
    html = html.replaceAll(name, other).replace(new RegExp(`(${other}"[^>]*?) integrity="[^"]*"`, "g"), "$1");
  };
  await changed(/src="\.\/(start-[^"]+)"/, (script) => `${script}\nwindow.isNext = true;\n`);
  const first = /data-wasm="\.\/([^"]+)"/.exec(html)[1];
  html = html.replaceAll(first, await renamed(first));
  await changed(/content="\.\/(program-[^"]+\.js)"/, async (script) => {
    // A later file is named by its title and the beginning of its hash, which the script knows.
    for (const [, title, hash] of script.matchAll(/\["(\w+)","([\w+/]{43}=)"/g)) {
      const named = (sum) => `${title}-${Buffer.from(sum, "base64").toString("hex").slice(0, 16)}.${title === "shared" ? "bin" : "wasm"}`;
      // What any engine takes for the same program: an empty section of its own is added.
      const bytes = Buffer.concat([await readFile(join(folder, named(hash))), Buffer.from([0, 2, 1, 97])]);
      const other = createHash("sha256").update(bytes).digest("base64");
      await rm(join(folder, named(hash)));
      await writeFile(join(folder, named(other)), bytes);
      script = script.replace(hash, other);
    }
    return script;
  });
  await writeFile(join(folder, "index.html"), html);
  const tools = (await readdir(join(root, ".tools"))).find((name) => name.startsWith("esbuild"));
  await promisify(execFile)(process.execPath, [join(root, "xtask/seal.mjs"), join(root, ".tools", tools), folder]);
  return files(folder);
}

/** Serves files; the answer's `files` may be changed at any time. `requests` lists what was asked for, with its headers. */
export async function host(t, served) {
  const running = { files: served, requests: [], spoken: undefined };
  const server = createServer((request, answer) => {
    const path = new URL(request.url, "http://host").pathname.slice(1) || "index.html";
    running.requests.push({ path, headers: request.headers });
    const own = running.spoken?.(path);
    const body = own?.body ?? running.files.get(path);
    answer.setHeader("Content-Type", own?.type ?? TYPES[extname(path)] ?? "application/octet-stream");
    answer.setHeader("Cache-Control", /-[0-9a-f]{12,16}/.test(path) ? "max-age=31536000, immutable" : "no-cache");
    if (!body) answer.statusCode = 404;
    answer.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  running.address = `http://127.0.0.1:${server.address().port}/`;
  running.stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  t.after(() => running.stop());
  return running;
}

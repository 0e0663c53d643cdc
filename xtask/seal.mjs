// Seals the finished page: node seal.mjs FOLDER_OF_ESBUILD FOLDER_OF_THE_PAGE
//
// - writes the hash of every file that index.html loads into its tag, and refuses a page with a tag whose file differs;
// - writes service-worker.js, which knows each file of the page by its hash;
// - writes SHA256SUMS, the list of all files (`sha256sum --check SHA256SUMS`).

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [esbuild, folder] = process.argv.slice(2);
const { transform } = createRequire(join(esbuild, "node_modules", "/"))("esbuild");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = join(folder, "index.html");
const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const bytesOf = (name) => readFile(join(folder, name));

/** Every file that a browser checks has its hash in its tag: `integrity` of scripts, styles and modules. */
async function withHashes(html) {
  for (const [tag] of html.matchAll(/<(?:link|script)\b[^>]*>/g)) {
    const name = /(?:href|src)="?\.\/([^" >]+)/.exec(tag)?.[1];
    if (!name) continue;
    const hash = `sha384-${digest("sha384", await bytesOf(name), "base64")}`;
    const found = /integrity="([^"]*)"/.exec(tag)?.[1];
    if (found && found !== hash) throw new Error(`index.html names another hash for ${name} than the file has`);
    if (!found) html = html.replace(tag, tag.replace(/\s*\/?>$/, ` integrity="${hash}">`));
  }
  return html;
}

/** The files that are put away on a first visit: those that index.html names, and all of the program. Past price lists
 * are for who opens an old link, and are asked for then. */
async function filesOfPage(html) {
  const named = [...html.matchAll(/(?:href|src|content|data-wasm)="?\.\/([^" >]+)/g)].map(([, name]) => name);
  const program = (await readdir(folder)).filter((name) => /^shared-[0-9a-f]+\.bin$|\.wasm$/.test(name));
  return [...new Set(["index.html", ...named.filter((name) => !name.startsWith("past-")), ...program])].sort();
}

/** Not a compressed neighbour, where a page is sealed again. */
const isOriginal = (name) => !/\.(br|gz)$/.test(name);

async function allFiles(below = "") {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? allFiles(`${below}${entry.name}/`) : [below + entry.name])),
  );
  return found.flat().sort();
}

const html = await withHashes(await readFile(page, "utf8"));
await writeFile(page, html);

const files = {};
for (const name of await filesOfPage(html)) files[name] = digest("sha256", await bytesOf(name), "base64");
const source = await readFile(join(root, "src/browser/offline.js"), "utf8");
const version = digest("sha256", source + JSON.stringify(files), "hex").slice(0, 16);
const define = { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) };
const { code } = await transform(source, { loader: "js", minify: true, define });
await writeFile(join(folder, "service-worker.js"), code);

const names = (await allFiles()).filter((name) => isOriginal(name) && name !== "SHA256SUMS");
const sums = await Promise.all(names.map(async (name) => `${digest("sha256", await bytesOf(name), "hex")}  ${name}\n`));
await writeFile(join(folder, "SHA256SUMS"), sums.join(""));

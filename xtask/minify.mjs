// Makes the page's script and styles small: node minify.mjs FOLDER_OF_ESBUILD FOLDER_OF_THE_PAGE
//
// Trunk names a file after its content and tells the browser its hash, so a script that was made smaller gets a new
// name and a new hash in index.html. Style files are merged under a new name afterwards; they only become smaller.

import { createHash } from "node:crypto";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [tools, folder] = process.argv.slice(2);
const { transform } = createRequire(join(tools, "node_modules", "/"))("esbuild");
const hash = (name, content, encoding) => createHash(name).update(content).digest(encoding);

const page = join(folder, "index.html");
let html = await readFile(page, "utf8");
for (const name of (await readdir(folder)).sort()) {
  const file = join(folder, name);
  if (name.endsWith(".css")) {
    const { code } = await transform(await readFile(file, "utf8"), { loader: "css", minify: true });
    await writeFile(file, code);
  }
  if (name.endsWith(".js") && html.includes(`<link rel="modulepreload" href="./${name}"`)) {
    const before = await readFile(file);
    const { code } = await transform(before.toString(), { loader: "js", format: "esm", minify: true });
    const named = name.replace(/-[0-9a-f]+\.js$/, `-${hash("sha256", code, "hex").slice(0, 16)}.js`);
    await writeFile(file, code);
    await rename(file, join(folder, named));
    html = html.replaceAll(name, named).replaceAll(hash("sha384", before, "base64"), hash("sha384", code, "base64"));
  }
}
await writeFile(page, html);

// Makes the page's files small: node minify.mjs FOLDER_OF_ESBUILD FOLDER_OF_THE_PAGE FEATURE...
// (binaryen's tools are on PATH; FEATURE is what wasm-opt may use)
//
// - styles lose their spaces;
// - scripts lose their spaces and what nothing imports: of the module's own script only its start is used;
// - functions that the module offers and its script no longer calls are taken out of the module, with all that only
//   they need (binaryen's wasm-metadce), and the names between script and module become one or two letters.
//
// - the page's own scripts (src/browser) are bundled, one file each; those that are loaded later are named in the head.
//
// Trunk names a file after its content and tells the browser its hash, so a file that was made smaller gets a new name
// and a new hash in index.html. Style files are merged under a new name afterwards; they only become smaller.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [esbuild, folder, ...features] = process.argv.slice(2);
const { build, transform } = createRequire(join(esbuild, "node_modules", "/"))("esbuild");
const hash = (name, content, encoding) => createHash(name).update(content).digest(encoding);
const tool = (name, args) => execFileSync(name, args, { encoding: "utf8" });

const page = join(folder, "index.html");
let html = await readFile(page, "utf8");

/** Writes a file under a name made from its content, and tells index.html. */
async function replace(name, before, content) {
  const named = name.replace(/-[0-9a-f]+(_bg\.wasm|\.js)$/, `-${hash("sha256", content, "hex").slice(0, 16)}$1`);
  await writeFile(join(folder, name), content);
  await rename(join(folder, name), join(folder, named));
  html = html.replaceAll(name, named).replaceAll(hash("sha384", before, "base64"), hash("sha384", content, "base64"));
}

/** The script with its start only: the classes that wasm-bindgen exports for libraries go. */
async function startOnly(script) {
  const withoutClasses = script
    .replace(/^export class \w+ \{\n[^]*?^\}\n(if \(Symbol\.dispose\)[^\n]*\n)?/gm, "")
    .replace(/^const (?!CLOSURE)\w+Finalization = [^;]*;\n/gm, "")
    .replace("export { initSync, __wbg_init as default };", "export { __wbg_init as default };");
  const result = await build({
    stdin: { contents: withoutClasses, loader: "js" },
    bundle: true, format: "esm", minify: true, write: false, treeShaking: true,
  });
  return result.outputFiles[0].text;
}

/** The module without what the script does not call, and both with short names between them. */
async function shortened(wasm, script) {
  const work = await mkdtemp(join(tmpdir(), "page-"));
  const file = (name) => join(work, name);
  await writeFile(file("whole.wasm"), wasm);
  const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map((each) => each.name);
  const called = names.filter((name) => new RegExp(`\\.${name.replaceAll("$", "\\$")}\\b`).test(script));
  const graph = [{ name: "page", root: true, reaches: called }, ...names.map((name) => ({ name, export: name }))];
  await writeFile(file("graph.json"), JSON.stringify(graph));
  tool("wasm-metadce", [file("whole.wasm"), "--graph-file", file("graph.json"), "-o", file("needed.wasm"), ...features]);
  const passes = ["--flatten", "--rereloop", "-Oz", "--converge", "--zero-filled-memory", "--low-memory-unused"];
  tool("wasm-opt", [file("needed.wasm"), "-o", file("small.wasm"), ...features, ...passes]);
  const last = ["--minify-imports-and-exports-and-modules"];
  const map = JSON.parse(tool("wasm-opt", [file("small.wasm"), "-o", file("short.wasm"), ...features, ...last]));
  // With short names it becomes smaller again, by almost a kilobyte of brotli.
  tool("wasm-opt", [file("short.wasm"), "-o", file("short.wasm"), ...features, ...passes.slice(2)]);
  let code = script;
  const whole = (name) => new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
  for (const [, name, short] of map.imports) code = code.replace(whole(name), () => short);
  for (const [name, short] of map.exports) {
    code = code.replace(new RegExp(`\\.${name.replaceAll("$", "\\$")}(?![\\w$])`, "g"), () => `.${short}`);
  }
  for (const module of new Set(map.imports.map(([module]) => module))) code = code.replaceAll(`"${module}"`, '"a"');
  const small = await readFile(file("short.wasm"));
  await rm(work, { recursive: true });
  return [small, code];
}

const files = (await readdir(folder)).sort();
for (const name of files.filter((name) => name.endsWith(".css"))) {
  const { code } = await transform(await readFile(join(folder, name), "utf8"), { loader: "css", minify: true });
  await writeFile(join(folder, name), code);
}
const module = files.find((name) => name.endsWith("_bg.wasm"));
for (const name of files.filter((name) => name.endsWith(".js") && html.includes(`<link rel="modulepreload" href="./${name}"`))) {
  const [script, wasm] = await Promise.all([readFile(join(folder, name)), readFile(join(folder, module))]);
  const [small, code] = await shortened(wasm, await startOnly(script.toString()));
  await replace(module, wasm, small);
  await replace(name, script, code);
}
const scripts = join(dirname(dirname(fileURLToPath(import.meta.url))), "src/browser");

/** A script of the page with all that it imports. */
async function bundled(source, format = "esm") {
  // A style that a script brings along is text to it.
  const loader = { ".css": "text" };
  const result = await build({ entryPoints: [join(scripts, source)], bundle: true, format, minify: true, loader, write: false });
  return result.outputFiles[0].text;
}

for (const name of files) {
  const source = name.replace(/-[0-9a-f]+\.js$/, ".js");
  if (source === name || !existsSync(join(scripts, source))) continue;
  await replace(name, await readFile(join(folder, name)), await bundled(source));
}
for (const name of ["after", "frame", "sections"].filter((name) => existsSync(join(scripts, `${name}.js`)))) {
  const script = await bundled(`${name}.js`);
  const named = `${name}-${hash("sha256", script, "hex").slice(0, 16)}.js`;
  await writeFile(join(folder, named), script);
  html = html.replace("</head>", `<meta name="${name}-script" content="./${named}">\n</head>`);
}
// The custom element's script is named by other sites' pages: its name stays.
await writeFile(join(folder, "tokenomics.js"), await bundled("element.js", "iife"));
await writeFile(page, html);

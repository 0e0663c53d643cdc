// Makes the page's files small: node minify.mjs FOLDER_OF_ESBUILD FOLDER_OF_THE_PAGE FEATURE...
// (binaryen's tools are on PATH; FEATURE is what wasm-opt may use)
//
// - styles lose their spaces;
// - of the program's script only its start and what it tells stay; it loads the later files of the program itself;
// - functions that the program offers and its script no longer calls are taken out of it, with all that only they need
//   (binaryen's wasm-metadce), and the names between script and program become one or two letters;
// - the page's own scripts (src/browser) are bundled, one file each; those that are loaded later are named in the head.
//
// A file is named after its content. Trunk tells the browser the hash of what index.html loads, so a file that was made
// smaller gets a new one there. Style files are merged under a new name afterwards; they only become smaller.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const [esbuild, folder, ...features] = process.argv.slice(2);
const { build, transform } = createRequire(join(esbuild, "node_modules", "/"))("esbuild");
const hash = (name, content, encoding) => createHash(name).update(content).digest(encoding);
const run = promisify(execFile);
const tool = async (name, args) => (await run(name, args)).stdout;

const page = join(folder, "index.html");
let html = await readFile(page, "utf8");

/** Writes a file under a name made from its content, and tells index.html. */
async function replace(name, before, content) {
  const file = named(name.replace(/-[0-9a-f]+\.js$/, ""), ".js", content);
  await writeFile(join(folder, name), content);
  await rename(join(folder, name), join(folder, file));
  html = html.replaceAll(name, file).replaceAll(hash("sha384", before, "base64"), hash("sha384", content, "base64"));
}

/** A name made from the content. */
const named = (name, ending, content) => `${name}-${hash("sha256", content, "hex").slice(0, 16)}${ending}`;

/** wasm-opt with what makes files small. */
async function optimize(from, to, ...passes) {
  const all = ["--flatten", "--rereloop", "-Oz", "--converge", "--low-memory-unused"];
  await tool("wasm-opt", [from, "-o", to, ...features, ...(passes.length ? passes : all)]);
}

/** Does something with each of many, as many at once as there are processors: each takes one, and memory. */
async function withEach(many, act) {
  const waiting = [...many];
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
}

/** Modules that are smaller than this lie in one file that every part loads: each file costs a request. */
const SMALL = 2_000;

/** The later modules of the program, small and in files named after the parts that need them: each file with its hash, its
 * modules by the splitter's names, and their lengths. */
async function laterFiles(program, parts) {
  const files = [];
  const small = [];
  const names = [...new Set(parts.flatMap(({ modules }) => modules))].sort();
  await withEach(names, (name) => optimize(join(program, name), join(program, name)));
  for (const name of names) {
    const content = await readFile(join(program, name));
    const users = parts.filter(({ modules }) => modules.includes(name)).map(({ part }) => part);
    if (content.length < SMALL) small.push([name, content]);
    else files.push({ title: users.sort().join("_"), ending: ".wasm", modules: [[name, content]] });
  }
  if (small.length) files.push({ title: "shared", ending: ".bin", modules: small });
  return Promise.all(
    files.map(async ({ title, ending, modules }) => {
      const content = Buffer.concat(modules.map(([, bytes]) => bytes));
      const file = named(title, ending, content);
      await writeFile(join(folder, file), content);
      const lengths = modules.map(([, bytes]) => bytes.length);
      return { title, hash: hash("sha256", content, "base64"), modules: new Map(modules), lengths };
    }),
  );
}

/** Which modules each part needs, as the splitter's loader says it. */
function partsOf(written) {
  const file = (text) => /"\.\/([^"]+\.wasm)"/.exec(text)?.[1];
  const chunks = new Map([...written.matchAll(/^const (__chunk_\d+) = makeLoad\(([\s\S]*?), \[\]\);$/gm)].map(([, name, text]) => [name, file(text)]));
  const parts = [...written.matchAll(/^export const (__wasm_split_load_(\w+)) = wrapAsyncCb\(makeLoad\(([\s\S]*?), \[(.*)\]\)\);$/gm)];
  return parts.map(([, load, part, own, shared]) => {
    const modules = [...shared.split(", ").map((name) => chunks.get(name)), file(own)];
    return { load, part, modules: modules.filter(Boolean) };
  });
}

/** The splitter's loader as we have it: each file is checked by its hash and loaded once; and again, past the browser's
 * cache, where it did not come. The program hands over a function to be called at the end, and something for it. */
function loader(parts, later) {
  const filesOf = (modules) => later.flatMap((file, at) => (modules.some((name) => file.modules.has(name)) ? [at] : []));
  const loads = parts.map(({ load, modules }) => `${load}: loading(${filesOf(modules)})`);
  const modules = later.flatMap((file) => [...file.modules.values()]);
  const shared = new Set(modules.flatMap((bytes) => WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map((each) => each.name)));
  // A file's name is its title and the beginning of its hash.
  const list = later.map(({ title, hash, lengths }) => [title, hash, ...(1 < lengths.length ? lengths : [])]);
  return `
const later = ${JSON.stringify(list)};
const [loaded, caches] = [[], []];
async function fetched(at) {
  const [title, hash, ...lengths] = later[at];
  const digits = [...atob(hash).slice(0, 8)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));
  const file = title + "-" + digits.join("") + (title === "shared" ? ".bin" : ".wasm");
  const answer = await fetch(new URL(file, import.meta.url), { integrity: "sha256-" + hash, cache: caches[at] ?? "default" });
  const bytes = await answer.arrayBuffer();
  let end = 0;
  const modules = lengths.length ? lengths.map((length) => bytes.slice(end, (end += length))) : [bytes];
  await Promise.all(modules.map((each) => WebAssembly.instantiate(each, { __wasm_split: { ${[...shared].map((name) => `${name}: wasm.${name}`)} } })));
}
const load = (at) => (loaded[at] ??= fetched(at).catch((fault) => { loaded[at] = undefined; caches[at] = "reload"; throw fault; }));
const loading = (...files) => (call, given) => Promise.all(files.map(load)).then(() => 1, () => 0)
  .then((isHere) => wasm.__indirect_function_table.get(call)(given, isHere));
const loads = { ${loads} };
`;
}

/** The program's script with its start only, and its loader: the classes that wasm-bindgen exports for libraries go. */
async function startOnly(script, loader) {
  const own = loader + script
    .replace(/^export class \w+ \{\n[\s\S]*?^\}\n(if \(Symbol\.dispose\)[^\n]*\n)?/gm, "")
    .replace(/^const (?!CLOSURE)\w+Finalization = [^;]*;\n/gm, "")
    .replace(/^import \* as import\d+ from "\.\/__wasm_split\.js";?$/gm, "")
    // All imports become one module's, because names are given anew.
    .replace(/"(\.\/main_bg\.js)": import0,\n(\s*"\.\/__wasm_split\.js": import\d+,\n)+/, '"$1": { ...import0, ...loads },')
    .replace("export { initSync, __wbg_init as default };", "export { __wbg_init as default };");
  if (own.includes("./__wasm_split.js") || !own.includes("...loads")) throw new Error("main.js is not written as xtask/minify.mjs knows it");
  const result = await build({
    stdin: { contents: own, loader: "js" },
    bundle: true, format: "esm", minify: true, write: false, treeShaking: true,
  });
  return result.outputFiles[0].text;
}

/** The first file of the program without what the script does not call, and both with short names between them. */
async function shortened(wasm, script) {
  const work = await mkdtemp(join(tmpdir(), "page-"));
  const file = (name) => join(work, name);
  await writeFile(file("whole.wasm"), wasm);
  const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map((each) => each.name);
  const called = names.filter((name) => new RegExp(`\\.${name.replaceAll("$", "\\$")}\\b`).test(script));
  const graph = [{ name: "page", root: true, reaches: called }, ...names.map((name) => ({ name, export: name }))];
  await writeFile(file("graph.json"), JSON.stringify(graph));
  await tool("wasm-metadce", [file("whole.wasm"), "--graph-file", file("graph.json"), "-o", file("needed.wasm"), ...features]);
  await optimize(file("needed.wasm"), file("small.wasm"));
  const last = ["--minify-imports-and-exports-and-modules"];
  const map = JSON.parse(await tool("wasm-opt", [file("small.wasm"), "-o", file("short.wasm"), ...features, ...last]));
  // With short names it becomes smaller again, by almost a kilobyte of brotli.
  await optimize(file("short.wasm"), file("short.wasm"), "-Oz", "--converge", "--low-memory-unused");
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

/** Makes the program small, and has index.html load its first file and its script at once. */
async function finishProgram() {
  const program = join(folder, "program");
  const text = (name) => readFile(join(program, name), "utf8");
  const parts = partsOf(await text("__wasm_split.js"));
  const later = await laterFiles(program, parts);
  const written = (await readdir(program)).filter((name) => name.endsWith(".wasm"));
  const known = later.flatMap(({ modules }) => [...modules.keys()]);
  if (!parts.length || known.length !== written.length - 1) throw new Error("__wasm_split.js is not written as xtask/minify.mjs knows it");
  const script = await startOnly(await text("main.js"), loader(parts, later));
  const [wasm, code] = await shortened(await readFile(join(program, "main_bg.wasm")), script);
  const [first, start] = [named("program", ".wasm", wasm), named("program", ".js", code)];
  await Promise.all([writeFile(join(folder, first), wasm), writeFile(join(folder, start), code), rm(program, { recursive: true })]);
  html = html.replace("./program/main.js", `./${start}`).replace("./program/main_bg.wasm", `./${first}`).replace("</head>",
    `<link rel="modulepreload" href="./${start}" crossorigin="anonymous">\n` +
    `<link rel="preload" href="./${first}" crossorigin="anonymous" as="fetch" type="application/wasm">\n</head>`);
}

const files = (await readdir(folder)).sort();
for (const name of files.filter((name) => name.endsWith(".css"))) {
  const { code } = await transform(await readFile(join(folder, name), "utf8"), { loader: "css", minify: true });
  await writeFile(join(folder, name), code);
}
await finishProgram();
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
for (const name of ["after", "frame", "jobs", "worker"]) {
  const script = await bundled(`${name}.js`);
  const file = named(name, ".js", script);
  await writeFile(join(folder, file), script);
  html = html.replace("</head>", `<meta name="${name}-script" content="./${file}">\n</head>`);
}
await rm(join(folder, "keeper.js")); // bundled above
// The custom element's script is named by other sites' pages: its name stays.
await writeFile(join(folder, "tokenomics.js"), await bundled("element.js", "iife"));
await writeFile(page, html);

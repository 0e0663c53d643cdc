// Starts the page's WebAssembly module. A file of its own because the content security policy allows no inline script.
// The names of the module's files are put into the page by Trunk (pattern_script in Trunk.toml).
const names = document.querySelector('meta[name="page-module"]');
const address = (name) => new URL(name, document.baseURI);
// How the page loads a later module, when it is first needed: an import is a word of JavaScript, not a function.
window.tokenomicsImport = async (name) => {
  const module = await import(address(name));
  await module.default();
  return module;
};
try {
  if (typeof WebAssembly !== "object") throw new Error("this browser does not offer WebAssembly");
  const { default: start } = await import(address(names.content));
  await start({ module_or_path: address(names.dataset.wasm) });
} catch (fault) {
  // What was pre-rendered stays readable; the style sheet shows why nothing can be changed.
  document.documentElement.classList.add("not-started");
  console.error("The calculator could not start:", fault);
}

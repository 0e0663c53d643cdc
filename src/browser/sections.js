// The sections below the costs as one text for the page: those of the deeper report, then the views that are open. The
// module that works views out is loaded when one is opened for the first time, and asked only for those that are open.
// The page builds a section from its text and leaves a place for its settings; their form comes from here.

const module = (name) => tokenomics.import(document.querySelector(`meta[name="${name}-module"]`).content);
const RECORD = "\u001e";
const FIELD = "\u001f";
const CELL = "\u001d";

// A style of its own, because it is no part of the first load.
const STYLE = `
.view > summary { grid-template-columns: auto 1fr 14px; padding: 0; }
.view .scroll tbody th { min-width: 9rem; }
@media (min-width: 761px) { #alternatives td:nth-child(6) { white-space: normal; min-width: 9rem; } }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); gap: 4px 28px; padding: 8px 0; }
.settings textarea { flex: 1; min-width: 0; height: 8em; padding: 6px 10px; border: 0; background: none; }
.settings .field:has(textarea) { grid-column: 1 / -1; }
`;

let report;
let views;
let isLoading = false;
let failure = "";
let shown;
let changed;

export default async () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  report = await module("report");
};

/** Has the page ask again. */
const again = () => dispatchEvent(new Event("tokenomics:more"));

async function load() {
  isLoading = true;
  try {
    views = await module("views");
  } catch {
    failure = "This part of the page could not be loaded; are you offline? Close it and open it again.";
  }
  isLoading = false;
  again();
}

/** A section that says one thing, or nothing. */
const saying = (id, words) => ["section", id, "", "", ""].join(FIELD) + RECORD + (words && `line${FIELD}${words}${RECORD}`);

/** A view, if it is open. */
function view({ id, open }, fragment, resellers) {
  if (!open) return saying(id, "");
  if (!views) {
    const words = failure || "This part is being loaded.";
    if (!isLoading && !failure) load();
    failure = "";
    return saying(id, words);
  }
  try {
    return views.view(fragment, resellers, id);
  } catch (fault) {
    return saying(id, fault.message);
  }
}

const el = (name, attributes, ...inside) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...inside);
  return element;
};

/** What a person typed: the page takes it over, or asks again to show what is wrong with it. */
function typed(path, text) {
  changed = views.type_in(shown, path, text);
  again();
}

/** One setting as the text has it, and as the form of the page's own fields looks. */
function field([path, label, unit, , , , options, isLong]) {
  const id = `view-${path}`;
  const kind = options ? "select" : isLong ? "textarea" : "input";
  const entry = el(kind, { id, name: path, autocomplete: "off", placeholder: "not set" });
  const words = options ? options.split(CELL) : [];
  for (let at = 0; at < words.length; at += 2) entry.append(el("option", { value: words[at] }, words[at + 1]));
  entry.setAttribute("aria-describedby", `${id}-note`);
  entry.addEventListener("change", () => typed(path, entry.value));
  return el("div", { className: "field" },
    el("div", { className: "field-head" }, el("label", { htmlFor: id }, label)),
    el("div", { className: "box" }, entry, ...(unit ? [el("span", { className: "unit" }, unit)] : [])),
    el("p", { className: "note", id: `${id}-note` }),
  );
}

/** Keeps a form up to date; built anew only where it asks for other settings than before. */
function fill(place, inputs) {
  const names = inputs.map(([path, , , , , , options]) => path + options).join();
  if (place.dataset.names !== names) {
    place.dataset.names = names;
    place.replaceChildren(...inputs.map(field));
  }
  inputs.forEach(([, , , help, value, problem], index) => {
    const made = place.children[index];
    const entry = made.querySelector("input, select, textarea");
    if (entry.value !== value) entry.value = value;
    made.classList.toggle("wrong", !!problem);
    entry.setAttribute("aria-invalid", !!problem);
    made.querySelector(".note").textContent = problem || help;
  });
}

/** Fills the forms of a view that the page has built from this text. */
function forms(details, text) {
  const groups = [];
  for (const record of text.split(RECORD)) {
    const [kind, ...fields] = record.split(FIELD);
    if (kind === "inputs") groups.push([]);
    if (kind === "input") groups.at(-1).push(fields);
  }
  const places = details.querySelectorAll(".settings");
  groups.forEach((inputs, index) => places[index] && fill(places[index], inputs));
}

/** What a person has opened in a view, and where the cursor is, for a page that builds it anew. */
function opened(details) {
  const folds = [...details.querySelectorAll(".fold[open] > summary")].map(({ textContent }) => textContent);
  const isBuilt = !!details.querySelector(".take");
  return { isBuilt, folds, cursor: details.contains(document.activeElement) ? document.activeElement.id : "" };
}

/** Opens that again. */
function openAgain(details, { isBuilt, folds, cursor }) {
  const { activeElement } = document;
  // Who came by the bar above the sections still has the focus there, and saw the page end before this had come.
  const isCalled = activeElement.closest(".sections") && activeElement.textContent === details.querySelector("h2").textContent;
  if (isCalled && !isBuilt && details.querySelector(".take")) details.scrollIntoView();
  for (const summary of details.querySelectorAll(".fold > summary")) {
    if (folds.includes(summary.textContent)) summary.parentElement.open = true;
  }
  if (cursor && activeElement === document.body) document.getElementById(cursor)?.focus();
}

export function analyse(fragment, resellers, step) {
  shown = fragment;
  let text = report.analyse(fragment, resellers, step);
  const all = [...document.querySelectorAll("details.view")].map((details) => {
    return { details, before: opened(details), of: view(details, fragment, resellers) };
  });
  for (const { of } of all) text += of;
  // The page has built what is new by then.
  setTimeout(() => {
    for (const { details, before, of } of all) {
      forms(details, of);
      openAgain(details, before);
    }
  });
  return text;
}

/** The link of the scenario with the setting that was typed last; nothing where it is not allowed, or none was typed. */
export function take_typed() {
  const link = changed;
  changed = undefined;
  return link;
}

export const take_over = (action) => report.take_over(action);

export function paint(...place) {
  if (!views?.paint_view(...place)) report.paint(...place);
}

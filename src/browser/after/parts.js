// What the scripts of this folder build their parts of the page from. Text is only ever set as text.

const STYLE = `
.stopped { max-width: 44rem; padding: 20px 24px; border: 1px solid var(--edge); border-radius: 10px; background: var(--card); color: var(--ink); }
.stopped::backdrop { background: rgb(0 0 0 / 45%); }
.stopped h1 { font: 600 1.35rem/1.3 var(--serif); }
.stopped :is(p, label, table) { display: block; margin-top: 10px; }
.stopped td { padding: 2px 14px 2px 0; vertical-align: top; overflow-wrap: anywhere; }
.stopped input { width: 100%; padding: 6px 8px; border: 1px solid var(--edge); border-radius: 6px; background: var(--paper); }
.stopped pre { max-height: 9em; overflow: auto; margin: 10px 0 0; padding: 8px; background: var(--bad-soft); white-space: pre-wrap; }
.stopped .choices { display: flex; flex-wrap: wrap; gap: 8px; }
.stopped .primary { margin: 0; }
main.stopped, section.stopped { margin: 20px auto; }
.told { position: fixed; inset: auto 0 0; z-index: 9; padding-bottom: 10px; }
`;

let isStyled = false;

/** A style of its own, because it is no part of the first load. */
function style() {
  if (isStyled) return;
  isStyled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
}

/** An element with attributes and children; text stays text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children */
export function el(name, attributes = {}, ...children) {
  style();
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that does something.
 * @param {string} label
 * @param {(pressed: HTMLButtonElement) => unknown} press */
export function button(label, press, kind = "plain") {
  const made = el("button", { type: "button", class: kind }, label);
  made.addEventListener("click", () => press(made));
  return made;
}

/** Copies text; it may be forbidden.
 * @param {string} text */
export async function copied(text) {
  await navigator.clipboard.writeText(text);
}

/** A button that copies text, and says so; where copying is forbidden the text is selected to be copied by hand.
 * @param {string} label
 * @param {string} text
 * @param {Node} shown */
export function copyButton(label, text, shown) {
  return button(label, async (pressed) => {
    try {
      await copied(text);
      pressed.textContent = "Copied";
    } catch {
      if (shown instanceof HTMLInputElement) shown.select();
      else getSelection()?.selectAllChildren(shown);
    }
  });
}

/** The whole address of a link.
 * @param {string} fragment */
export const addressOf = (fragment) => `${location.href.split("#")[0]}#${fragment}`;

/** A box that holds a link, to be copied.
 * @param {string} label
 * @param {string} fragment */
export function linkBox(label, fragment) {
  const box = el("input", { type: "text", readonly: "" });
  box.value = addressOf(fragment);
  return [el("label", {}, label, box), el("p", {}, copyButton("Copy this link", box.value, box))];
}

/** Lets the page start again on a link, or without one.
 * @param {string | undefined} fragment */
export function startAgain(fragment) {
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  location.reload();
}

/** A line at the foot of the page, read aloud, with what can be done about it.
 * @param {string} text
 * @param {Choice[]} choices */
export function tell(text, ...choices) {
  const line = el("div", { class: "notice warns" }, el("p", {}, text));
  const place = el("div", { class: "notices told", role: "status" });
  const close = () => place.remove();
  for (const [label, act] of /** @type {Choice[]} */ ([...choices, ["Close", () => {}]])) {
    line.append(button(label, () => (close(), act())));
  }
  document.body.append(place);
  // A region is read aloud when something comes into it.
  setTimeout(() => place.append(line));
  return close;
}

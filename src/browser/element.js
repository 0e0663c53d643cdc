// <tokenomics-scenario>: a scenario of Tokenomics in any page. A thin wrapper around the iframe of docs/embedding.md; what
// stands inside the element is shown until the frame is ready, and where there are no scripts.
//
//   <script src="https://example.org/tokenomics/tokenomics.js" async></script>
//   <tokenomics-scenario scenario="LINK" view="cost" controls="work.tasks">What it costs, as text</tokenomics-scenario>
//
// No dependency, one file, safe to include many times. It needs no inline style or script, so a strict policy of the page
// around needs only `script-src` and `frame-src` for the address of the calculator.
(() => {
  const NAME = "tokenomics-scenario";
  if (customElements.get(NAME)) return;

  const APP = "tokenomics";
  const VERSION = 1;
  /** How far from the window a frame begins to load. */
  const NEAR = "400px";
  /** Height that is kept for a view until the frame has said its own, in pixels: in a wide place and in a narrow one.
   * @type {Record<string, number[]>} */
  const HEIGHTS = {
    answer: [370, 520],
    cost: [900, 1100],
    value: [740, 930],
    "break-even": [740, 900],
    workflow: [640, 800],
    risk: [480, 520],
    prices: [200, 270],
    alternatives: [1500, 1670],
    technical: [1530, 2220],
    market: [1430, 1870],
    "over-time": [1530, 1890],
    hidden: [1000, 1420],
    full: [1200, 1200],
  };
  /** The same for each input above the view. */
  const CONTROL = 140;
  const NARROW = 560;
  const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-downloads";
  const STYLE = `
    :host { display: block; position: relative; margin: 1em 0; }
    :host([hidden]) { display: none; }
    iframe { display: block; width: 100%; border: 0; border-radius: 10px; }
    .waits iframe { position: absolute; inset: 0; visibility: hidden; }
    .shown slot { display: none; }
    button { font: inherit; margin: 0.5em 0; padding: 0.4em 1em; cursor: pointer; }
  `;
  /** Attributes by which documentation sites say that they are dark: on the element or anything around it. */
  const SIGNS = ["data-theme", "data-md-color-scheme", "data-bs-theme", "data-color-mode", "class"];
  const DARK = /^(dark|slate|night)$/;
  const LIGHT = /^(light|default|day)$/;
  /** Themes of mdBook are classes of the root element. */
  const DARK_CLASS = /(^|\s)(dark|coal|navy|ayu|theme-dark|dark-mode)(\s|$)/;
  const LIGHT_CLASS = /(^|\s)(light|rust|theme-light|light-mode)(\s|$)/;

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript ?? document.querySelector('script[src*="tokenomics.js"]'));
  const own = script?.src ?? location.href;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const word = (/** @type {boolean} */ isDark) => (isDark ? "dark" : "light");

  /** Whether a colour is dark; nothing for one that lets through what is behind it.
   * @param {string} colour */
  function isDarkColour(colour) {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return !colour.startsWith("rgb") || alpha < 0.5 ? undefined : red * 0.299 + green * 0.587 + blue * 0.114 < 128;
  }

  /** The theme of a place: what is said around it, else its `color-scheme`, else the paper it stands on.
   * @param {Element} element */
  function themeAt(element) {
    for (let around = element; around; around = around.parentElement ?? /** @type {ShadowRoot} */ (around.getRootNode()).host) {
      for (const sign of SIGNS) {
        const said = around.getAttribute(sign);
        if (!said) continue;
        const [dark, light] = sign === "class" ? [DARK_CLASS, LIGHT_CLASS] : [DARK, LIGHT];
        if (dark.test(said)) return "dark";
        if (light.test(said) && !(sign === "class" && around !== document.documentElement)) return "light";
      }
    }
    const scheme = getComputedStyle(element).colorScheme.replace("only", "").trim();
    if (scheme === "dark" || scheme === "light") return scheme;
    if (scheme.includes("dark")) return word(system.matches);
    for (let around = /** @type {Element | null} */ (element); around; around = around.parentElement) {
      const isDark = isDarkColour(getComputedStyle(around).backgroundColor);
      if (isDark !== undefined) return word(isDark);
    }
    // A page that paints nothing is as the browser paints it, which its text tells.
    return word(isDarkColour(getComputedStyle(element).color) === false);
  }

  customElements.define(
    NAME,
    class extends HTMLElement {
      static observedAttributes = ["scenario", "view", "theme", "controls", "page", "bg", "title", "height"];

      #box = document.createElement("div");
      /** @type {HTMLIFrameElement | undefined} */
      #frame;
      /** @type {Theme | undefined} */
      #theme;
      /** The link as it is now, once the frame has told of a change.
       * @type {string | undefined} */
      #link;
      #isReady = false;
      /** @type {Map<string, [done: (value: any) => void, failed: (fault: Error) => void]>} */
      #waiting = new Map();
      /** @type {object[]} */
      #queue = [];
      #count = 0;
      /** @type {(() => void)[]} */
      #stops = [];

      constructor() {
        super();
        const root = this.attachShadow({ mode: "open" });
        const style = new CSSStyleSheet();
        style.replaceSync(STYLE);
        root.adoptedStyleSheets = [style];
        this.#box.className = "waits";
        this.#box.append(document.createElement("slot"));
        root.append(this.#box);
      }

      connectedCallback() {
        const hear = (/** @type {MessageEvent} */ event) => this.#hear(event);
        const look = () => this.#follow();
        const watch = new MutationObserver(look);
        for (const around of [document.documentElement, document.body]) watch.observe(around, { attributes: true });
        // A colour that fades in is right only at the end.
        /** @type {[EventTarget, string, (event: any) => void][]} */
        const heard = [[window, "message", hear], [system, "change", look], [document, "transitionend", look]];
        for (const [target, type, listener] of heard) {
          target.addEventListener(type, listener);
          this.#stops.push(() => target.removeEventListener(type, listener));
        }
        this.#stops.push(() => watch.disconnect());
        this.#reserve();
        if (this.#frame) return; // moved: it loads again by itself
        const loading = this.getAttribute("loading");
        if (loading === "eager") this.load();
        else if (loading === "click") this.#offer();
        else this.#loadInSight();
      }

      disconnectedCallback() {
        for (const stop of this.#stops.splice(0)) stop();
        // A frame that is put in again loads again: then with what was entered.
        if (this.#frame) {
          this.#unready();
          this.#frame.src = this.#address();
        }
      }

      /** Moved by a page that keeps frames running: nothing to do. */
      connectedMoveCallback() {}

      /** @param {string} name
       * @param {string | null} before
       * @param {string | null} after */
      attributeChangedCallback(name, before, after) {
        if (name === "height") this.#reserve();
        if (!this.#frame || before === after) return;
        if (name === "title") this.#frame.title = this.#title();
        else if (name === "theme") this.#follow();
        else if (name === "scenario") {
          this.#link = undefined;
          this.set({ scenario: after ?? "" }).catch(() => {}); // told by the event
        } else {
          this.#unready();
          this.#frame.src = this.#address();
        }
      }

      /** Loads the frame now, whatever `loading` says. */
      load() {
        if (this.#frame) return;
        this.#box.querySelector("button")?.remove();
        const frame = document.createElement("iframe");
        frame.title = this.#title();
        frame.setAttribute("sandbox", SANDBOX);
        frame.allow = "clipboard-write";
        this.#theme = this.#wanted();
        frame.style.colorScheme = this.#theme;
        frame.src = this.#address();
        this.#frame = frame;
        this.#box.append(frame);
      }

      /** Changes the scenario: `{scenario: LINK}`, `{toml: TEXT}`, `{patch: {PATH: VALUE}}` or `{theme: WORD}`.
       * @param {Omit<SetRequest, "type">} content */
      set(content) {
        return this.#ask({ type: "set", ...content });
      }

      /** Reads `scenario`, `link`, `answer`, `results` or `height`.
       * @param {string} what */
      get(what) {
        return this.#ask({ type: "get", what });
      }

      /** The report as `json`, `md`, `toml`, `csv` or `svg`, each text, or as `png`, a Blob.
       * @param {string} format */
      export(format) {
        return this.#ask({ type: "export", format });
      }

      #title() {
        return this.getAttribute("title") || "Tokenomics: what AI tokens cost and are worth";
      }

      #page() {
        return new URL(this.getAttribute("page") || ".", this.hasAttribute("page") ? document.baseURI : own);
      }

      /** The theme as it is asked for, or as the place has it. */
      #wanted() {
        const theme = this.getAttribute("theme") ?? "auto";
        return theme === "auto" ? themeAt(this) : /** @type {Theme} */ (theme);
      }

      #address() {
        const address = this.#page();
        /** @type {Record<string, any>} */
        const asked = { embed: this.getAttribute("view") ?? "answer", theme: this.#theme };
        for (const name of ["controls", "bg"]) if (this.getAttribute(name)) asked[name] = this.getAttribute(name);
        address.search = new URLSearchParams(asked).toString();
        address.hash = this.#link ?? /** @type {string} */ ((this.getAttribute("scenario") ?? "").split("#").pop());
        return address.href;
      }

      /** Keeps the height free that is asked for, by attribute or by style, else what the view needs. */
      #reserve() {
        const [wide, narrow] = HEIGHTS[this.getAttribute("view") ?? ""] ?? HEIGHTS.answer;
        const asked = Number(this.getAttribute("height")) || parseFloat(getComputedStyle(this).minHeight);
        const inputs = (this.getAttribute("controls") ?? "").split(",").filter(Boolean).length;
        const least = asked || (this.clientWidth < NARROW ? narrow : wide) + inputs * CONTROL;
        this.#box.style.minHeight = `${least}px`;
        if (this.#frame) this.#frame.style.minHeight = `${least}px`;
      }

      #loadInSight() {
        const sight = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && start(), { rootMargin: NEAR });
        const start = () => {
          sight.disconnect();
          this.load();
          this.#reserve();
        };
        sight.observe(this);
        this.#stops.push(() => sight.disconnect());
      }

      #offer() {
        if (this.#box.querySelector("button")) return;
        const button = document.createElement("button");
        button.textContent = "Show the calculator";
        button.addEventListener("click", () => {
          this.load();
          this.#reserve();
        });
        this.#box.append(button);
      }

      /** Follows the theme of the page, by a message: a new address would lose what was entered. */
      #follow() {
        const theme = this.#wanted();
        if (!this.#frame || theme === this.#theme) return;
        this.#theme = theme;
        this.#frame.style.colorScheme = theme;
        if (this.#isReady) this.set({ theme }).catch(() => {});
      }

      #unready() {
        this.#isReady = false;
        this.#box.className = "waits";
      }

      /** @param {object} content */
      #post(content) {
        this.#frame?.contentWindow?.postMessage({ app: APP, v: VERSION, ...content }, this.#page().origin);
      }

      /** @param {object} content
       * @returns {Promise<any>} */
      #ask(content) {
        return new Promise((done, failed) => {
          const message = { id: `host-${(this.#count += 1)}`, ...content };
          this.#waiting.set(message.id, [done, failed]);
          if (this.#isReady) this.#post(message);
          else this.#queue.push(message);
        });
      }

      /** @param {string} type
       * @param {object} detail */
      #say(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
      }

      /** @param {MessageEvent} message */
      #hear({ source, origin, data }) {
        if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#page().origin || data?.app !== APP) return;
        const { type, request, value, code, message, recoverable, height, scenario, link, answer } = data;
        const [done, failed] = this.#waiting.get(request) ?? [];
        this.#waiting.delete(request);
        if (type === "hello" && data.versions.includes(VERSION)) {
          this.#post({ id: "host-init", type: "init", theme: this.#theme });
        } else if (type === "ready") {
          this.#ready(height);
        } else if (type === "resize") {
          this.#frame.style.height = `${height}px`;
          this.#say("resize", { height });
        } else if (type === "change") {
          this.#link = scenario;
          this.#say("change", { scenario, link, answer });
        } else if (type === "result") {
          done?.(value);
        } else if (type === "error") {
          this.#say("error", { code, message, recoverable });
          failed?.(Object.assign(new Error(message), { code }));
        }
      }

      /** @param {number} height */
      #ready(height) {
        if (height && this.#frame) this.#frame.style.height = `${height}px`;
        this.#box.className = "shown";
        const isFirst = !this.#isReady;
        this.#isReady = true;
        for (const message of this.#queue.splice(0)) this.#post(message);
        if (isFirst) this.#say("ready", { height });
      }
    },
  );
})();

// Runs before the first paint, and before anything that could put text into the page. A link must never show another
// scenario's figures, so what was pre-rendered stays hidden when the address carries one, or when something of this
// person's own is about to come back. The theme that was chosen holds from the first paint on.
{
  const root = document.documentElement;
  let kept, theme;
  try {
    kept = localStorage.getItem("tokenomics.kept");
    theme = localStorage.getItem("tokenomics.theme");
  } catch {
    // Storage may be forbidden: then nothing was kept.
  }
  // In a frame of another page, the query says what to show and how (src/embed.rs tells what is wrong in it).
  const query = new URLSearchParams(location.search);
  if (query.has("embed")) {
    for (const name of ["embed", "controls", "bg"]) if (query.has(name)) root.dataset[name] = /** @type {string} */ (query.get(name));
    kept = "";
    theme = query.get("theme");
  }
  if (location.hash.length > 1) root.classList.add("linked");
  else if (kept) root.classList.add("kept");
  if (theme && theme !== "auto") root.dataset.theme = theme;
  // The only policy that the page's header allows. No text ever becomes markup or script: the page needs neither. Of
  // addresses only the service worker's own and that of the worker that the head names are those of a script.
  window.trustedTypes?.createPolicy("default", {
    createScriptURL(text) {
      const worker = document.querySelector('meta[name="worker-script"]')?.getAttribute("content") ?? "";
      return ["service-worker.js", worker].some((name) => text === new URL(name, document.baseURI).href) ? text : null;
    },
  });
  // Without the script that starts the rest nothing else could say so.
  addEventListener(
    "error",
    ({ target }) => {
      if (!(target instanceof HTMLScriptElement) || window.tokenomics) return;
      const said = document.createElement("p");
      said.className = "notice warns";
      said.setAttribute("role", "alert");
      said.textContent =
        "A part of the page did not arrive, so the calculator cannot start. Load the page again: the link in the address and what was entered here before are not lost.";
      document.body.prepend(said);
    },
    true,
  );
}

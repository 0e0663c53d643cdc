// Runs before the first paint: a link must never show another scenario's figures,
// so what was pre-rendered stays hidden when the address carries one.
if (location.hash.length > 1) document.documentElement.classList.add("linked");

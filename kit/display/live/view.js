// Shows the parts the kernel sends, and tells it what was picked in them. A part that has not
// changed is left alone; in one that has, what the reader did stays: folds, scroll, focus,
// order and filter of a table. The HTML is escaped by kit/display/html_blocks.py, and only there.

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const PICKED = "[data-kit-pick]";
const KEYED = ".kit-view, .kit-tools, .kit-sort, .kit-mark, .kit-live [data-kit-pick]";
let drawings = 0;

// Letters, Enter and arrows are ours where one acts on something, and not JupyterLab's, which
// hears every key at the document, before we do; what goes with Ctrl (save) stays its own.
function ownKeys() {
  if (window.kitKeys) return;
  window.kitKeys = true;
  window.addEventListener("keydown", (event) => {
    const own = event.target.closest?.(KEYED), theirs = event.ctrlKey || event.metaKey;
    own?.toggleAttribute("data-lm-suppress-shortcuts", !theirs);
  }, true);
}

// Ids of a drawing belong to it alone: others with the same stand on the page of JupyterLab.
function ownIds(svg) {
  drawings += 1;
  const own = (id) => `${id}.v${drawings}`;
  for (const element of svg.querySelectorAll("[id]")) element.id = own(element.id);
  for (const use of svg.querySelectorAll("use[href^='#']")) {
    use.setAttribute("href", `#${own(use.getAttribute("href").slice(1))}`);
  }
  for (const name of ["style", "fill", "stroke", "clip-path", "mask"]) {
    for (const element of svg.querySelectorAll(`[${name}*="url(#"]`)) {
      const value = element.getAttribute(name);
      element.setAttribute(name, value.replace(/url\(#([^)]+)\)/g, (_, id) => `url(#${own(id)})`));
    }
  }
}

// All that makes a piece of HTML alive. *states*: of its tables, by their place.
function enliven(root, words, states, say) {
  for (const svg of root.querySelectorAll("svg")) {
    ownIds(svg);
    liveDrawing(svg);
  }
  if (words.lang) {
    root.querySelectorAll("table").forEach((table, at) => {
      states[at] ??= {};
      liveTable(table, words, states[at], say);
    });
  }
  for (const element of root.querySelectorAll(`${PICKED}, [data-kit-copy]`)) {
    // The keyboard has the button in a row, and the marks of a drawing are one stop (tips.js).
    if (element.matches("a[href], button, svg *") || element.querySelector("a[href], button")) continue;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "0");
  }
}

// A text that screen readers say when it changes.
function voice(root) {
  const region = made("div", { class: "kit-unseen kit-voice", "aria-live": "polite", role: "status" });
  root.append(region);
  return (text) => { region.textContent = text; };
}

// What the reader did in *root*, to be done again in what replaces it.
function remembered(root) {
  const folds = [...root.querySelectorAll("details")].map((fold) => fold.open);
  const scrolls = [...root.querySelectorAll(".kit-table, pre")]
    .map((box) => [box.scrollLeft, box.scrollTop]);
  const places = [...root.querySelectorAll(FOCUSABLE)], active = document.activeElement;
  const at = places.indexOf(active), caret = at < 0 ? null : caretOf(active);
  const same = at < 0 ? null : nameOf(active);
  return () => {
    root.querySelectorAll("details").forEach((fold, n) => { fold.open = folds[n] ?? fold.open; });
    root.querySelectorAll(".kit-table, pre").forEach((box, n) => {
      [box.scrollLeft, box.scrollTop] = scrolls[n] ?? [0, 0];
    });
    if (at < 0) return;
    const now = [...root.querySelectorAll(FOCUSABLE)];
    const next = now[at] && nameOf(now[at]) === same
      ? now[at] : now.find((one) => nameOf(one) === same) ?? now[at];
    next?.focus({ preventScroll: true });
    if (caret && next?.setSelectionRange) next.setSelectionRange(...caret);
  };
}

const nameOf = (element) => [
  element.tagName, element.dataset.kitPick, element.getAttribute("href"), element.className.baseVal
  ?? element.className, element.tagName === "BUTTON" ? element.textContent : "",
].join("|");

const caretOf = (element) => (element.tagName === "INPUT" && element.type === "search"
  ? [element.selectionStart, element.selectionEnd] : null);

const SAID_FOR = 1500; // [ms] a button says that it has copied

async function copy(button, words, say) {
  const before = button.textContent, said = button.dataset.kitSaid;
  try {
    await navigator.clipboard.writeText(button.dataset.kitCopy);
  } catch {
    say(words.not_copied ?? "");
    return;
  }
  say(said ?? words.copied ?? "");
  if (!said) return;
  button.textContent = said;
  setTimeout(() => { button.textContent = before; }, SAID_FOR);
}

// Clicks and keys inside *root*. *pick* is told what was chosen, and of links if it asks for them.
function attend(root, words, say, pick, links) {
  const act = (event) => {
    const chosen = event.target.closest?.(`${PICKED}, [data-kit-copy], a[href^="#"]`);
    if (!chosen || !root.contains(chosen)) return;
    if (event.type === "keydown") {
      // A link or a button clicks by itself when Enter is pressed.
      if ((event.key !== "Enter" && event.key !== " ") || chosen.matches("a[href], button")) return;
      if (event.target !== chosen) return; // what is inside of it has its own keys
    }
    event.preventDefault();
    event.stopPropagation();
    if (chosen.dataset.kitCopy !== undefined) copy(chosen, words, say);
    if (chosen.dataset.kitPick) {
      pick(chosen.dataset.kitPick);
    } else if (chosen.matches("a")) {
      const anchor = decodeURIComponent(chosen.getAttribute("href").slice(1));
      if (links()) pick(`link:#${anchor}`);
      else lead(root, anchor);
    }
  };
  root.addEventListener("click", act);
  root.addEventListener("keydown", act);
}

// To the element of that id, if it is here: the address of the page never changes.
function lead(root, anchor) {
  const target = root.querySelector(`#${CSS.escape(anchor)}`);
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  target.scrollIntoView({ block: "nearest" });
  if (!target.matches(FOCUSABLE)) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}

function render({ model, el }) {
  const body = made("div", { class: "kit-parts" }), parts = new Map();
  el.classList.add("kit-view", "jp-RenderedHTMLCommon");
  ownKeys();
  el.append(body);
  const say = voice(el), words = model.get("words"), tip = tooltips(body);
  if (words.lang) el.lang = words.lang;

  const pick = (what) => {
    model.set("picked", { what, count: (model.get("picked").count || 0) + 1 });
    model.save_changes();
  };
  const float = floating(body, pick);
  const draw = () => {
    const keys = new Set(), had = body.contains(document.activeElement);
    let before = null;
    for (const [key, html] of model.get("parts")) {
      keys.add(key);
      const known = parts.get(key) ?? { box: made("div", { class: "kit-part" }), states: {} };
      parts.set(key, known);
      if (known.html !== html) {
        const again = remembered(known.box), piece = made("template", {});
        piece.innerHTML = html;
        known.html = html;
        known.box.replaceChildren(piece.content);
        enliven(known.box, words, known.states, say);
        again();
      }
      const next = before ? before.nextSibling : body.firstChild;
      if (next !== known.box) body.insertBefore(known.box, next);
      before = known.box;
    }
    for (const [key, known] of parts) {
      if (keys.has(key)) continue;
      known.box.remove();
      parts.delete(key);
    }
    tip.away();
    float.settle(had);
  };
  attend(body, words, say, pick, () => model.get("links"));
  const announce = () => say(model.get("announce"));
  model.on("change:parts", draw);
  model.on("change:announce", announce);
  draw();
  return () => {
    model.off("change:parts", draw);
    model.off("change:announce", announce);
    tip.stop();
    float.stop();
  };
}

// The notebooks of a page: what the kernel marked as live in their outputs, whenever it comes.
// One watch for all, kept when the kernels are gone; each language brings its words.
function attendPage(model) {
  const words = model.get("words");
  const page = window.kitLivePage ??= { words: {} };
  page.words[words.lang] = words;
  page.look?.();
  if (page.look) return;
  ownKeys();
  let asked = false;
  page.look = () => {
    asked = false;
    for (const root of document.querySelectorAll(".kit-live:not(.kit-alive)")) {
      const own = page.words[root.lang];
      if (!own) continue;
      root.classList.add("kit-alive");
      const say = root.querySelector("table") ? voice(root) : () => {};
      enliven(root, own, {}, say);
      if (root.querySelector(TIPPED)) tooltips(root);
      attend(root, own, say, () => {}, () => false);
    }
  };
  new MutationObserver(() => {
    if (!asked) requestAnimationFrame(page.look);
    asked = true;
  }).observe(document.body, { childList: true, subtree: true });
  page.look();
}

function initialize({ model }) {
  if (model.get("page")) attendPage(model);
}

export default { initialize, render };

// One tooltip for a place: what data-kit-tip says, shown when its element is pointed at or has
// the focus, closed by Escape. The marks of a drawing are one stop of the keyboard: arrows go
// from mark to mark.

const TIP_GAP = 8; // [px]
const TIP_LATE = 120; // [ms] to go from the element to its tip
const TIPPED = "[data-kit-tip]";
const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
let tips = 0;

function tooltips(root) {
  tips += 1;
  const id = `kit-tip-${Date.now().toString(36)}-${tips}`;
  const box = made("div", { class: "kit-tip", role: "tooltip", id });
  let told = null, closing = 0;

  const hide = () => {
    clearTimeout(closing);
    told?.removeAttribute("aria-describedby");
    told = null;
    box.remove();
    window.removeEventListener("scroll", follow, true);
  };
  const hideSoon = () => { closing = setTimeout(hide, TIP_LATE); };
  const place = (element) => {
    const at = element.getBoundingClientRect(), size = box.getBoundingClientRect();
    const wide = document.documentElement.clientWidth, high = document.documentElement.clientHeight;
    const left = Math.min(at.left + at.width / 2 - size.width / 2, wide - size.width - TIP_GAP);
    const above = at.top - size.height - TIP_GAP;
    const top = above >= TIP_GAP ? above : at.bottom + TIP_GAP;
    box.style.left = `${Math.max(TIP_GAP, left)}px`;
    box.style.top = `${Math.max(TIP_GAP, Math.min(top, high - size.height - TIP_GAP))}px`;
  };
  const show = (element) => {
    clearTimeout(closing);
    if (told === element && box.isConnected) return;
    hide();
    told = element;
    const [name, ...lines] = element.dataset.kitTip.split("\n");
    if (lines.length) box.replaceChildren(made("strong", {}, name), `\n${lines.join("\n")}`);
    else box.textContent = name;
    document.body.append(box);
    window.addEventListener("scroll", follow, true);
    element.setAttribute("aria-describedby", id);
    place(element);
  };
  const over = (event) => {
    const element = event.target.closest?.(TIPPED);
    if (element && root.contains(element)) show(element);
  };
  const out = (event) => {
    if (told && !told.contains(event.relatedTarget) && !box.contains(event.relatedTarget)) hideSoon();
  };
  const key = (event) => {
    if (event.key === "Escape" && told) {
      hide();
      event.stopPropagation();
      return;
    }
    const mark = event.target.closest?.("svg .kit-mark"), step = NEXT[event.key];
    if (!mark || !step) return;
    const marks = [...mark.ownerSVGElement.querySelectorAll(".kit-mark")];
    const next = marks[marks.indexOf(mark) + step];
    event.preventDefault();
    if (!next) return;
    mark.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus({ preventScroll: true });
  };
  const follow = () => { if (told) place(told); };
  const away = () => { if (told && !told.isConnected) hide(); };
  const listened = [
    [root, "pointerover", over], [root, "pointerout", out], [root, "focusin", over],
    [root, "focusout", out], [root, "keydown", key],
    [box, "pointerenter", () => clearTimeout(closing)], [box, "pointerleave", hideSoon],
  ];
  for (const [target, name, told_] of listened) target.addEventListener(name, told_, true);
  const stop = () => {
    hide();
    for (const [target, name, told_] of listened) target.removeEventListener(name, told_, true);
  };
  return { hide, away, stop };
}

// The drawing says its marks one by one; without marks it stays one picture.
function liveDrawing(svg) {
  for (const mark of svg.querySelectorAll(`[data-kit-pick] ${TIPPED}`)) {
    mark.closest("[data-kit-pick]").dataset.kitTip = mark.dataset.kitTip;
    delete mark.dataset.kitTip;
  }
  const seen = new Set();
  for (const mark of svg.querySelectorAll(`${TIPPED}, [data-kit-pick]`)) {
    const { kitPick: pick, kitTip: tip } = mark.dataset;
    if (pick && seen.has(pick)) { // a disc, then its name: one thing
      mark.setAttribute("aria-hidden", "true");
      continue;
    }
    mark.setAttribute("role", pick ? "button" : "img");
    if (tip ?? pick) mark.setAttribute("aria-label", (tip ?? pick).replace(/\n/g, ", "));
    mark.setAttribute("tabindex", seen.size ? "-1" : "0");
    mark.classList.add("kit-mark");
    seen.add(pick ?? mark);
  }
  if (seen.size) svg.setAttribute("role", "group");
}

// Draws the parts the kernel sends, and sends what is clicked, typed, or pressed.
const PARTS = ["head", "left", "right", "foot", "notice"];
const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
const LETTERS = ["n", "p", "z", "m"];
const PATIENCE = 8000; // [ms] without an answer: the kernel is gone

function render({ model, el: widget }) {
  const el = document.createElement("div"); // our own: Jupyter's has a place and a size of its own
  el.className = "kit-room";
  widget.append(el);
  const parts = {};
  for (const name of PARTS) {
    parts[name] = document.createElement("div");
    parts[name].className = `kit-room-part kit-room-part-${name}`;
    el.append(parts[name]);
  }
  parts.notice.setAttribute("role", "alert");
  const lost = document.createElement("p");
  lost.className = "kit-room-lost";
  lost.setAttribute("role", "alert");
  lost.hidden = true;
  el.append(lost);

  let waiting = null;
  const send = (event) => {
    model.send(event);
    if (!waiting) waiting = setTimeout(() => { lost.textContent = model.get("lost"); lost.hidden = false; }, PATIENCE);
  };
  const answered = () => {
    clearTimeout(waiting);
    waiting = null;
    lost.hidden = true;
    queueMicrotask(() => { el.dataset.answered = model.get("answered"); }); // all parts are drawn
  };

  const focusHere = () => {
    const stop = el.querySelector('.kit-room-here [tabindex="0"]');
    if (stop) stop.focus();
    return Boolean(stop);
  };
  // The focus stays where it was, or follows the box that the keys write in.
  let follow = false;
  const draw = (name) => {
    const part = parts[name], html = model.get(name);
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const key = active && active.dataset.key;
    const scrolled = [...part.querySelectorAll("*")].filter((one) => one.scrollTop).map((one) => [one.className, one.scrollTop]);
    part.innerHTML = html;
    for (const [name, top] of scrolled) {
      const again = part.getElementsByClassName(name)[0];
      if (again) again.scrollTop = top;
    }
    if (key) {
      const again = [...part.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
      if (again && !again.disabled) again.focus();
      else if (!focusHere()) el.querySelector("[data-key]").focus();
    }
    if (name === "left" && follow) focusHere();
  };
  const paint = () => {
    document.documentElement.lang = model.get("lang");
    document.title = model.get("title");
    el.dataset.tab = model.get("tab");
  };

  el.addEventListener("focusin", (event) => { if (event.target.matches("input")) follow = false; });
  el.addEventListener("click", (event) => {
    follow = false;
    const chosen = event.target.closest("button[data-do]");
    if (!chosen || chosen.disabled) return;
    const { do: what, row, field, value, step, what: name } = chosen.dataset;
    send(Object.fromEntries(Object.entries({ do: what, row, field, value, step, what: name }).filter(([, one]) => one !== undefined)));
  });
  el.addEventListener("submit", (event) => {
    event.preventDefault();
    const box = event.target.querySelector("input");
    send({ do: event.target.dataset.do, text: box.value });
    box.value = "";
    box.focus();
  });
  el.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type === "range") send({ do: box.dataset.do, row: box.dataset.row, value: box.value });
  });
  // Digits by their place on the keyboard: on a French one the upper row needs no Shift.
  const pressed = (event) => {
    if (!el.isConnected || event.altKey) return;
    const typing = event.target.closest && event.target.closest("input");
    if (event.key === "Escape" && typing) { typing.blur(); focusHere(); return; }
    if (typing) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z") { event.preventDefault(); send({ do: "undo" }); }
      return;
    }
    if (model.get("tab") === "figures") return;
    let key = null;
    const digit = /^(?:Digit|Numpad)([0-5])$/.exec(event.code);
    if (event.key === "+" || event.key === "-") key = event.key;
    else if (/^[0-5]$/.test(event.key)) key = event.key;
    else if (digit && !event.shiftKey) key = digit[1];
    else if (event.key === "Backspace" || event.key === "Delete") key = "0";
    else if (ARROWS.includes(event.key)) key = event.key;
    else if (LETTERS.includes(event.key.toLowerCase())) key = event.key.toLowerCase();
    if (key === null) return;
    event.preventDefault();
    follow = key !== "m";
    send({ do: "key", key });
  };
  document.addEventListener("keydown", pressed);

  for (const name of PARTS) { model.on(`change:${name}`, () => draw(name)); draw(name); }
  model.on("change:answered", answered);
  model.on("change:tab", paint);
  paint();
  answered();
  return () => { document.removeEventListener("keydown", pressed); clearTimeout(waiting); };
}
export default { render };

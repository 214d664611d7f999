// The panel of assumptions. The kernel says what there is (`levers`, `sections`, `said`) and what
// each stands at (`state`); the browser asks for changes (`asked`). While the kernel works on one
// request, only the last value of each assumption is kept: a slider never queues up its way.
function render({ model, el }) {
  const said = model.get("said");
  const levers = model.get("levers");
  const made = new Map(); // id of an assumption → its controls on the page
  const waiting = new Map(); // id → what is asked of it next
  const SHOWN = 30; // results of a search
  let sent = 0;
  let busy = false;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name in element && typeof value !== "string") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };
  const own = (() => {
    let count = 0;
    return () => `${el.dataset.kitPanel}-${(count += 1)}`;
  })();
  el.dataset.kitPanel = `kit-panel-${Math.random().toString(36).slice(2)}`;

  // -- asking the kernel ---------------------------------------------------------------
  const ask = (id, what, value = null) => {
    if (what === "reset_all") waiting.clear();
    waiting.set(id, { id, what, value });
    send();
  };
  const send = () => {
    if (busy || !waiting.size) return;
    busy = true;
    sent = Math.max(model.get("asked").count || 0, model.get("done")) + 1;
    model.set("asked", { count: sent, list: [...waiting.values()] });
    waiting.clear();
    model.save_changes();
  };
  const answered = () => {
    if (model.get("done") < sent) return;
    busy = false;
    if (waiting.size) send();
    else draw();
  };

  // -- one assumption ------------------------------------------------------------------
  const stateOf = (id) => model.get("state")[id] || levers[id];
  const control = (id) => {
    const lever = levers[id];
    const [original, problem] = [own(), own()];
    const described = `${original} ${problem}`;
    const name = make("p", { class: "kit-lever-name" }, make("span", {}, lever.label));
    if (lever.of) name.append(make("span", { class: "kit-lever-of" }, lever.of));
    const dated = lever.kind === "date";
    const slide = dated
      ? make("input", { type: "date", min: lever.min, max: lever.max, tabIndex: -1, "aria-hidden": "true" })
      : make("input", {
          type: "range", min: lever.min, max: lever.max, step: lever.step, "aria-label": lever.slider,
        });
    const calendar = make("button", { type: "button", class: "kit-back kit-calendar", "aria-label": lever.calendar });
    calendar.addEventListener("click", () => slide.showPicker());
    slide.setAttribute("aria-describedby", described);
    const entry = make("input", {
      type: "text", class: "kit-lever-entry", "aria-label": lever.entry,
      "aria-describedby": described, autocomplete: "off", spellcheck: false,
    });
    const reset = make("button", { type: "button", class: "kit-link", "aria-label": lever.reset }, said.reset);
    const place = make("span", { class: "kit-lever-cell" }, lever.cell || "");
    const box = make("div", { class: "kit-lever", role: "group", "aria-label": lever.name },
      name,
      make("div", { class: dated ? "kit-lever-set kit-lever-date" : "kit-lever-set" },
        ...(dated ? [entry, calendar, slide] : [slide, entry])),
      make("p", { class: "kit-lever-workbook" }, make("span", { id: original }, lever.original), place, reset),
      make("p", { class: "kit-lever-problem", id: problem, role: "alert" }));

    let shown = ""; // what the entry was last given: anything else is being typed
    slide.addEventListener(dated ? "change" : "input", () => {
      if (slide.value !== "") ask(id, "slide", dated ? slide.value : Number(slide.value));
    });
    entry.addEventListener("change", () => {
      shown = entry.value;
      ask(id, "type", entry.value);
    });
    entry.addEventListener("keydown", (event) => {
      if (event.key === "Escape") entry.value = shown = stateOf(id).written;
    });
    reset.addEventListener("click", () => { ask(id, "reset"); entry.focus(); });

    const draw = () => {
      const now = stateOf(id);
      const dragged = document.activeElement === slide && (busy || waiting.has(id));
      if (!dragged) slide.value = now.value === null ? "" : now.value;
      slide.setAttribute("aria-valuetext", now.written);
      if (document.activeElement !== entry || entry.value === shown) {
        entry.value = shown = now.problem ? now.typed : now.written;
      }
      entry.setAttribute("aria-invalid", now.problem ? "true" : "false");
      box.lastElementChild.textContent = now.problem || "";
      box.classList.toggle("kit-lever-moved", Boolean(now.moved));
      reset.hidden = !now.moved;
    };
    draw();
    return { box, entry, draw };
  };
  const controls = (ids) => ids.map((id) => {
    const one = control(id);
    made.set(id, [...(made.get(id) || []), one]);
    return one.box;
  });
  const forget = () => {
    for (const [id, list] of made) made.set(id, list.filter((one) => one.box.isConnected));
  };

  // -- what was moved ------------------------------------------------------------------
  const moved = make("div", { class: "kit-panel-moved" });
  const drawMoved = () => {
    const state = model.get("state");
    const ids = model.get("order").filter((id) => state[id] && state[id].moved);
    const line = make("p", { "aria-live": "polite" }, model.get("summary"));
    const list = make("ul", {}, ...ids.map((id) => {
      const show = make("button", { type: "button", class: "kit-link", "aria-label": levers[id].show }, levers[id].name);
      show.addEventListener("click", () => reveal(id));
      const back = make("button", { type: "button", class: "kit-back", "aria-label": levers[id].reset, title: said.reset }, "↺");
      back.addEventListener("click", () => ask(id, "reset"));
      return make("li", {}, show, make("span", { class: "kit-panel-change" }, state[id].change), back);
    }));
    const all = make("button", { type: "button", class: "kit-link" }, said.reset_all);
    all.addEventListener("click", () => ask("", "reset_all"));
    const held = moved.contains(document.activeElement);
    moved.replaceChildren(line, ...(ids.length ? [list, all] : []));
    if (held) search.focus();
  };

  // -- groups, of which one is open, and the search -------------------------------------
  const search = make("input", { type: "search", "aria-label": said.search, placeholder: said.search });
  const results = make("div", { class: "kit-panel-results", "aria-live": "polite" });
  const groups = make("div", { class: "kit-panel-groups" });
  const exclusive = own();
  const opened = new Map(); // key of a section → its element
  for (const section of model.get("sections")) {
    const inside = make("div", { class: "kit-panel-controls" });
    const group = make("details", { name: exclusive },
      make("summary", {}, make("span", {}, section.title), make("span", { class: "kit-count" }, section.count)),
      inside);
    group.addEventListener("toggle", () => {
      if (group.open && !inside.childElementCount) inside.append(...controls(section.ids));
    });
    opened.set(section.key, { group, inside, ids: section.ids });
    groups.append(group);
  }
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f’']/g, " ").toLowerCase()
    .replace(/\s+/g, " ").trim();
  const find = () => {
    const asked = plain(search.value);
    groups.hidden = asked !== "";
    if (asked === "") { results.replaceChildren(); forget(); return; }
    const words = asked.split(" ");
    const found = model.get("order").filter((id) => words.every((word) => plain(levers[id].name).includes(word)));
    const note = !found.length ? said.no_match : found.length > SHOWN ? said.more : "";
    results.replaceChildren(...(note ? [make("p", { class: "kit-muted" }, note)] : []), ...controls(found.slice(0, SHOWN)));
    forget();
  };
  const reveal = (id) => {
    search.value = "";
    find();
    const home = [...opened.values()].find((one) => one.group.open && one.ids.includes(id))
      || [...opened.values()].find((one) => one.ids.includes(id));
    if (!home) return;
    home.group.open = true;
    if (!home.inside.childElementCount) home.inside.append(...controls(home.ids));
    const place = (made.get(id) || []).find((one) => home.inside.contains(one.box));
    if (!place) return;
    place.box.scrollIntoView({ block: "center" });
    place.entry.focus();
    place.entry.select();
  };

  const draw = () => {
    for (const list of made.values()) for (const one of list) one.draw();
    drawMoved();
  };
  search.addEventListener("input", find);
  model.on("change:state", draw);
  model.on("change:done", answered);
  model.on("change:wanted", () => reveal(model.get("wanted").id));
  // JupyterLab takes letters and arrows for its own shortcuts where nothing is typed: not here.
  const keep = (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  };
  const hold = (tries) => {
    const page = el.closest(".kit-explore");
    if (page) page.addEventListener("keydown", keep);
    else if (tries) setTimeout(hold, 50, tries - 1); // not on the page yet
    else el.addEventListener("keydown", keep);
  };
  hold(40);
  el.classList.add("kit-panel");
  const title = make("h2", {}, said.title);
  const empty = make("p", { class: "kit-muted" }, said.no_lever);
  el.append(title, ...(model.get("order").length ? [moved, search, results, groups] : [empty]));
  drawMoved();
  const first = opened.values().next().value;
  if (first) first.group.open = true;
}
export default { render };

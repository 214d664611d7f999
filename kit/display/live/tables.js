// Tables one can sort and filter. A table with groups, or with subtotals among its rows, keeps
// its order: it says something. Totals stay at the end, and leave while a filter is on.

const SORTED_FROM = 5; // rows: fewer are seen at a glance
const FILTERED_FROM = 9;

const made = (tag, attributes, text) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

const marked = (row) => row.classList.contains("kit-emphasis");

// The rows of the body: those that move, the totals that stay, whether their order may change.
function rowsOf(table) {
  const bodies = [...table.tBodies];
  const grouped = bodies.length !== 1 || bodies[0].classList.contains("kit-group");
  const rows = bodies.flatMap((body) => [...body.rows])
    .filter((row) => !row.querySelector("th[scope=rowgroup]"));
  let end = rows.length;
  while (end > 0 && marked(rows[end - 1])) end -= 1;
  if (end === 0 || grouped) end = rows.length; // all of them stand out: none is a total
  const moving = rows.slice(0, end);
  const best = moving.findIndex((row) => !marked(row)); // the first ones stand out: a ranking
  const among = moving.slice(Math.max(best, 0)).some(marked);
  return { moving, totals: rows.slice(end), sortable: !grouped && !among };
}

// *table* with its buttons and filter. *state* outlives a redraw: {column, down, filter}.
function liveTable(table, words, state, say) {
  const { moving, totals, sortable } = rowsOf(table);
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const tools = made("div", { class: "kit-tools" });
  if (heads.length === 2 && table.closest(".kit-stack")) return; // a record: its lines follow
  const labels = heads.map((head) => head.textContent.trim());
  const collator = new Intl.Collator(words.lang, { numeric: true, sensitivity: "base" });
  const plural = new Intl.PluralRules(words.lang);
  const sorts = sortable && moving.length >= SORTED_FROM && heads.length > 1;
  const behind = table.closest(".kit-data"); // the figures of a drawing, which is the reading
  const filters = moving.length >= FILTERED_FROM && !behind;
  const back = made("button", { type: "button", class: "kit-back" }, words.original);
  const count = made("output", { class: "kit-count" });
  const keys = new Map();

  const sorted = () => {
    if (state.column === undefined || !sorts || state.column >= heads.length) return moving;
    if (!keys.has(state.column)) {
      const figures = !heads[state.column].classList.contains("kit-left");
      keys.set(state.column, keysOf(moving.map((row) => row.cells[state.column]), figures, words));
    }
    const key = keys.get(state.column), order = [...moving.keys()];
    order.sort((a, b) => compared(key[a], key[b], state.down, collator) || a - b);
    return order.map((at) => moving[at]);
  };
  const place = () => {
    if (sorts) moving[0].parentNode.append(...sorted(), ...totals);
    heads.forEach((head, at) => {
      const on = sorts && at === state.column;
      if (on) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    back.hidden = state.column === undefined;
  };
  const filter = () => {
    const asked = folded(state.filter ?? "").split(" ").filter(Boolean);
    let shown = 0;
    for (const row of moving) {
      const text = asked.length ? folded(row.textContent) : "";
      row.hidden = !asked.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    for (const row of totals) row.hidden = asked.length > 0;
    for (const body of table.querySelectorAll("tbody.kit-group")) {
      body.hidden = asked.length > 0 && [...body.rows].slice(1).every((row) => row.hidden);
    }
    const said = words.rows[plural.select(shown)] ?? words.rows.other;
    count.textContent = asked.length ? filled(said, { shown, total: moving.length }) : "";
  };
  const restore = () => {
    delete state.column;
    place();
    say(words.original_back);
  };

  if (sorts) {
    heads.forEach((head, at) => {
      if (!labels[at]) return;
      const button = made("button", { type: "button", class: "kit-sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        if (state.column !== at) Object.assign(state, { column: at, down: false });
        else if (!state.down) state.down = true;
        else { restore(); return; }
        place();
        say(filled(state.down ? words.sorted_down : words.sorted_up, { column: labels[at] }));
      });
    });
    back.addEventListener("click", () => {
      const column = state.column;
      restore();
      heads[column]?.querySelector("button")?.focus({ preventScroll: true });
    });
  }
  if (filters) {
    const box = made("input", {
      type: "search", class: "kit-filter", placeholder: words.filter, autocomplete: "off",
      "aria-label": filled(words.filter_of, { caption: table.caption?.textContent ?? "" }),
    });
    box.value = state.filter ?? "";
    box.addEventListener("input", () => { state.filter = box.value; filter(); });
    tools.append(box, count);
    filter();
  }
  if (sorts) tools.append(back);
  if (!tools.childNodes.length) return;
  place();
  const frame = table.closest(".kit-table") ?? table;
  frame.before(tools);
}

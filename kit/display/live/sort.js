// What a cell is sorted by: a date, a figure with its unit, else its words. A table holds text
// that is final, in French or English: it is read back here, when somebody asks for an order.

const DIACRITICS = /\p{M}/gu;
const BLANKS = /\s+/gu;
const UNKNOWN = /^(|[-–—]+|n\/a)$/u;
const NUMBER = /[-+−]?\s?[€$£]?\d[\d\s.,]*/u;
const LONGEST_DATE = 70; // characters: more is a sentence that holds a date
const DAYS = 372; // twelve months of thirty-one days: dates are compared, not counted
const MONTHS = {
  fr: ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"],
  en: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};

// Without accents, capitals or typographic spaces: what people type in a filter.
const folded = (text) => text.normalize("NFD").replace(DIACRITICS, "").toLowerCase()
  .replace(/’/g, "'").replace(BLANKS, " ").trim();

const textOf = (cell) => (cell ? cell.dataset.sort ?? cell.textContent : "").trim();

const isUnknown = (text, words) => UNKNOWN.test(text) || folded(text) === folded(words.missing);

// A figure as written: "1 234,5", "€1,234.50", "−4", "1 h 30", "45 min", "< 1 %", "5/5"; or null.
function figure(text, lang) {
  const plain = text.replace(BLANKS, " ");
  const time = plain.match(/([-−]?)(\d[\d ,]*) h (\d\d)(?!\d)/u);
  if (time) {
    const hours = Number(time[2].replace(/[ ,]/g, "")) + Number(time[3]) / 60;
    return time[1] ? -hours : hours;
  }
  const found = plain.match(NUMBER);
  if (!found) return null;
  const group = lang === "fr" ? /[\s.](?=\d{3}(?!\d))/g : /[\s,](?=\d{3}(?!\d))/g;
  let digits = found[0].replace(/[€$£]/g, "").replace("−", "-").trim().replace(group, "");
  digits = digits.replace(/\s/g, "").replace(/[.,]+$/, "").replace(",", ".");
  const value = Number.parseFloat(digits);
  if (!Number.isFinite(value)) return null;
  const after = plain.slice(found.index + found[0].length).trimStart();
  return /^min(?![\p{L}])/u.test(after) ? value / 60 : value;
}

// Year (or null), month, day of the first date of *text*; or null.
function dated(text, lang) {
  const iso = text.match(/^(\d{4})-(\d\d)-(\d\d)/u);
  if (iso) return { year: +iso[1], month: +iso[2] - 1, day: +iso[3] };
  const numbers = text.match(/^(\d\d?)\/(\d\d?)\/(\d{4})/u);
  if (numbers) return { year: +numbers[3], month: +numbers[2] - 1, day: +numbers[1] };
  const plain = folded(text.split("\n")[0]);
  if (plain.length > LONGEST_DATE) return null;
  const names = MONTHS[lang] ?? MONTHS.en;
  for (const [word] of plain.matchAll(/\p{L}{3,9}/gu)) {
    const month = names.findIndex((name) => word.startsWith(name));
    if (month < 0) continue;
    const day = plain.match(/\b(\d\d?)(?:er)?\b/u), year = plain.match(/\b(\d{4})\b/u);
    if (day || year) return { year: year ? +year[1] : null, month, day: day ? +day[1] : 1 };
  }
  return null;
}

// Dates without a year are within twelve months: these begin after the longest gap.
function withYears(dates) {
  if (dates.every((one) => one.year !== null)) {
    return dates.map((one) => one.year * DAYS + one.month * 31 + one.day);
  }
  const days = dates.map((one) => one.month * 31 + one.day);
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  let start = sorted[0], longest = sorted[0] + DAYS - sorted[sorted.length - 1];
  for (let at = 1; at < sorted.length; at += 1) {
    if (sorted[at] - sorted[at - 1] > longest) {
      longest = sorted[at] - sorted[at - 1];
      start = sorted[at];
    }
  }
  return days.map((day) => (day < start ? day + DAYS : day));
}

// The sort key of each cell of one column: a number, a text, or null for what is not known.
function keysOf(cells, isFigures, words) {
  const texts = cells.map(textOf);
  const known = texts.filter((text) => !isUnknown(text, words));
  const dates = known.map((text) => dated(text, words.lang));
  if (known.length && dates.every(Boolean)) {
    const keys = withYears(dates);
    return texts.map((text) => (isUnknown(text, words) ? null : keys.shift()));
  }
  const figures = known.map((text) => (
    isFigures || NUMBER.exec(text)?.index === 0 ? figure(text, words.lang) : null
  ));
  const counted = figures.filter((value) => value !== null).length;
  if (counted && (isFigures ? counted * 2 >= known.length : counted === known.length)) {
    return texts.map((text) => {
      if (isUnknown(text, words)) return null;
      const value = figures.shift();
      return value === null ? text : value;
    });
  }
  return texts.map((text) => (isUnknown(text, words) ? null : text));
}

// Numbers, then words, then what is not known: last whichever way one sorts.
function compared(a, b, down, collator) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  const order = typeof a === "number" ? a - b : collator.compare(a, b);
  return down ? -order : order;
}

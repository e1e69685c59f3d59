// The page works without this script (text, lists, tables, drawings); it adds colours, the panel and the links between.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const { say, layers, items, entities, sentences } = JSON.parse($("#data").textContent);
const [NAME, LABEL, VIEW] = [0, 1, 2];
const [LAYER, START, END, ID, VIA, FACTS, PIECES, ENTITY] = [0, 1, 2, 3, 4, 5, 6, 7];
const text = $("#text"), card = $("#card"), side = $("#side"), list = $("#list"), bar = $(".bar");
const hint = [...card.childNodes];
// The headline stands above the text and belongs to it.
const stages = [...all("h1[data-s]"), text];
const lines = all("[data-s]").map((el) => ({ el, start: +el.dataset.s, node: el.firstChild, length: el.firstChild.length }));
const off = new Set();  // layers that the reader switched off
let view = "findings";  // what the colours show: what the text says, or who says it
const visible = (layer) => layers[layer][VIEW] === view && !off.has(layers[layer][NAME]);
const painted = typeof Highlight === "function" && CSS.highlights !== undefined;

// --- where things stand -------------------------------------------------------------------------------------------

/** Index of the last of `array` whose `key` is at most `value`, -1 if none. */
function lastAtMost(array, key, value) {
  let low = 0, high = array.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(array[middle]) <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
}

/** The parts of the lines that the offsets [start, end) cover: one text node each. */
function* cover(start, end) {
  for (let i = Math.max(0, lastAtMost(lines, (line) => line.start, start)); i < lines.length && lines[i].start < end; i++) {
    const line = lines[i];
    const from = Math.max(0, start - line.start), to = Math.min(line.length, end - line.start);
    if (from < to) yield { line, from, to };
  }
}

const words = (start, end) => [...cover(start, end)].map(({ line, from, to }) => line.node.data.slice(from, to)).join(" ");

function ranges(start, end) {
  return [...cover(start, end)].map(({ line, from, to }) =>
    new StaticRange({ startContainer: line.node, startOffset: from, endContainer: line.node, endOffset: to }));
}

// Items are sorted by start; `reach[i]` is the furthest end of items 0…i, so that a search backwards knows when to stop.
let furthest = 0;
const reach = items.map((item) => (furthest = Math.max(furthest, item[END])));

/** Numbers of the visible items at an offset, the shortest first. */
function itemsAt(offset) {
  const found = [];
  for (let i = lastAtMost(items, (item) => item[START], offset); i >= 0 && reach[i] > offset; i--)
    if (items[i][END] > offset && visible(items[i][LAYER])) found.push(i);
  return found.sort((a, b) => length(a) - length(b));
}
const length = (i) => items[i][END] - items[i][START];

/** Offset in the text under a point of the window, -1 if no letter is there. */
function offsetAt(x, y) {
  let node, at;
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    [node, at] = [caret?.offsetNode, caret?.offset];
  } else {
    const caret = document.caretRangeFromPoint?.(x, y);
    [node, at] = [caret?.startContainer, caret?.startOffset];
  }
  const line = node?.parentElement?.closest?.("[data-s]");
  if (!line || node.nodeType !== Node.TEXT_NODE) return -1;
  // A caret stands between letters: try the letter on either side, and only if the point is really on it.
  for (const from of [at, at - 1]) {
    if (from < 0 || from >= node.length) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + 1);
    if ([...range.getClientRects()].some((box) => x >= box.left - 2 && x <= box.right + 2 && y >= box.top - 2 && y <= box.bottom + 2))
      return +line.dataset.s + from;
  }
  return -1;
}

// --- colours ------------------------------------------------------------------------------------------------------

/** Give each layer its highlight. The text itself is not touched, so letters join, and copying and finding work. */
function paint() {
  layers.forEach(([name], layer) => {
    if (!visible(layer)) { CSS.highlights.delete(name); return; }
    const highlight = new Highlight(...items.filter((item) => item[LAYER] === layer).flatMap((item) => ranges(item[START], item[END])));
    highlight.priority = layers.length - layer;
    CSS.highlights.set(name, highlight);
  });
}

/** For browsers without highlights: wrap whole words, so that no letter is cut from its neighbour. */
function wrap() {
  const parts = new Map();
  items.forEach((item, number) => {
    if (!visible(item[LAYER])) return;
    for (const { line, from, to } of cover(item[START], item[END])) {
      const data = line.node.data;
      let [a, b] = [from, to];
      while (a > 0 && !/\s/.test(data[a - 1])) a--;
      while (b < data.length && !/\s/.test(data[b])) b++;
      if (!parts.has(line)) parts.set(line, []);
      parts.get(line).push({ a, b, number });
    }
  });
  for (const [line, spans] of parts) {
    const data = line.node.data, body = document.createDocumentFragment();
    let at = 0;
    for (const { a, b, number } of spans.sort((one, other) => one.a - other.a)) {
      if (a < at) continue;
      const mark = make("mark", data.slice(a, b), { "data-a": number, "data-l": layers[items[number][LAYER]][0] });
      body.append(data.slice(at, a), mark);
      at = b;
    }
    body.append(data.slice(at));
    line.el.replaceChildren(body);
  }
}

/** Show what the text says, or who says it. */
function setView(name) {
  if (name === view) return;
  view = document.documentElement.dataset.view = name;
  const choice = $(`.views input[value="${name}"]`);
  if (choice) choice.checked = true;
  if (painted) paint(); else rewrap();
  ticks();
  fit();
}

/** Beside the lines, a bar for each sentence: the more it speaks its author's mind, the darker. */
function ticks() {
  const old = $(".minds");
  if (old) old.remove();
  if (view !== "voices" || !sentences.length || $(".body.long")) return;
  const strip = make("div", [], { class: "minds", "aria-hidden": "true" });
  const top = text.getBoundingClientRect().top;
  for (const [start, end, share, said] of sentences) {
    // Nothing is drawn for what is told as it is.
    if (share < 0.2) continue;
    const boxes = ranges(start, end).flatMap(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return [...range.getClientRects()];
    });
    const inside = boxes.filter((box) => box.top >= top && box.width > 2);
    if (!inside.length) continue;
    // Where it begins and ends within a line counts, so that the bars of two sentences on one line do not meet.
    const [from, to] = [inside[0], inside[inside.length - 1]];
    const { left, width } = text.getBoundingClientRect();
    const rtl = getComputedStyle(lines.find((line) => line.start + line.length > start).el).direction === "rtl";
    const at = (box, x) => box.top + box.height * Math.min(1, Math.max(0, (rtl ? left + width - x : x - left) / width));
    const y1 = at(from, rtl ? from.right : from.left), y2 = at(to, rtl ? to.left : to.right);
    const tick = make("span", [], { title: said });
    tick.style.top = `${y1 - top + 1}px`;
    tick.style.height = `${Math.max(4, y2 - y1 - 2)}px`;
    tick.style.opacity = share;
    strip.append(tick);
  }
  text.append(strip);
}

function rewrap() {
  for (const line of lines) line.el.replaceChildren(line.node);
  wrap();
  standing.clear();
  index();
}

function point(name, numbers) {
  if (!painted) return;
  if (!numbers.length) { CSS.highlights.delete(name); return; }
  const highlight = new Highlight(...numbers.flatMap(([start, end]) => ranges(start, end)));
  highlight.priority = 100;
  CSS.highlights.set(name, highlight);
}

// --- where else an item stands: in the list, the tables, the drawings -----------------------------------------------

const standing = new Map();

function index() {
  for (const el of all("[data-a]")) for (const number of el.dataset.a.split(" ").map(Number)) {
    if (!standing.has(number)) standing.set(number, []);
    standing.get(number).push(el);
  }
}
const places = (number) => standing.get(number) ?? [];

// --- the panel ----------------------------------------------------------------------------------------------------

function make(name, content, attributes = {}) {
  const el = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) el.setAttribute(key, value);
  el.append(...(Array.isArray(content) ? content : [content]));
  return el;
}
const code = (value) => make("bdi", value, { class: "code", dir: "ltr" });

/** A link to another mention of an entity, with the words around it. */
function mention(other, shown) {
  const { line, from, to } = cover(items[other][START], items[other][END]).next().value;
  const data = line.node.data ?? "";
  const before = /(\S+\s+){0,3}\S*$/.exec(data.slice(0, from))[0], after = /^\S*(\s+\S+){0,3}/.exec(data.slice(to))[0];
  const link = make("a", [before, make("b", data.slice(from, to)), after], { href: `#a${other}` });
  return make("li", link, { dir: "auto", class: other === shown ? "now" : null });
}

function entry(number) {
  const item = items[number], [name, label] = layers[item[LAYER]];
  const [known, others] = entities[item[ENTITY]] ?? [[], []];
  const said = words(item[START], item[END]);
  const facts = [...known.filter(([, value], at) => at || value !== said), ...item[FACTS]].flatMap(([key, value, isCode]) => [make("dt", key), make("dd", isCode ? code(value) : make("bdi", value))]);
  const parts = [
    make("header", [make("span", "", { class: "swatch" }), make("span", label), code(item[ID])]),
    make("p", make("bdi", said), { class: "said" }),
    make("dl", facts),
    ...(others.length > 1 ? [make("h3", say.mentions), make("ul", others.map((other) => mention(other, number)), { class: "mentions" })] : []),
    make("h3", say.why),
    make("dl", [make("dt", say.rule), make("dd", code(item[VIA]))]),
  ];
  if (item[PIECES].length) {
    const rows = item[PIECES].map(([start, end, piece, meaning, row]) => {
      const tr = make("tr", [make("td", make("bdi", piece)), make("td", make("bdi", meaning)), make("td", code(row))]);
      tr.addEventListener("pointerenter", () => point("piece", [[start, end]]));
      tr.addEventListener("pointerleave", () => point("piece", []));
      return tr;
    });
    const head = make("tr", [say.piece, say.meaning, say.row].map((word) => make("th", word, { scope: "col" })));
    parts.push(make("table", [make("thead", head), make("tbody", rows)]));
  }
  const sections = new Set(places(number).map((el) => el.closest(".part")).filter(Boolean));
  const links = [...sections].map((part) => make("a", $("h2", part).textContent, { href: `#${part.id}` }));
  if (links.length) parts.push(make("nav", links, { "aria-label": say.show_in }));
  return make("div", parts, { class: "entry", "data-l": name });
}

let shown = "", lit = [];
let pinned = [];  // what stays in the panel when the pointer moves away

/** Mark items wherever they stand. */
function light(numbers) {
  for (const el of lit) el.classList.remove("on");
  lit = numbers.flatMap(places);
  for (const el of lit) el.classList.add("on");
  point("pointed", numbers.map((number) => [items[number][START], items[number][END]]));
}

/** Show items in the panel and mark them wherever they stand; none: the hint again. */
function show(numbers) {
  const key = numbers.join(" ");
  if (key === shown) return;
  shown = key;
  light(numbers);
  point("piece", []);
  card.replaceChildren(...(numbers.length ? [close, ...numbers.map(entry)] : hint));
  card.scrollTop = 0;
  card.classList.toggle("open", numbers.length > 0);
  if (numbers.length && list && list.scrollHeight > list.clientHeight && !list.matches(":focus-within, :hover")) {
    const row = document.getElementById(`a${numbers[0]}`);
    list.scrollTop = row.offsetTop - list.offsetTop - row.offsetHeight;
  }
}

function pin(numbers) { pinned = numbers; show(numbers); }
const unpin = () => pin([]);
const close = make("button", "×", { id: "close", type: "button", "aria-label": say.close });
close.addEventListener("click", unpin);

/** Choose an item for good and bring its place in the text into view. */
function choose(number, { always = false } = {}) {
  setView(layers[items[number][LAYER]][VIEW]);
  pin([number]);
  const first = cover(items[number][START], items[number][END]).next().value;
  if (!first) return;
  let target = places(number).find((el) => el.matches("mark")) ?? first.line.el;
  if (first.line.node.isConnected) {
    const range = document.createRange();
    range.setStart(first.line.node, first.from);
    range.setEnd(first.line.node, first.to);
    target = range;
  }
  const box = target.getBoundingClientRect();
  const floor = innerHeight - (getComputedStyle(card).position === "fixed" ? card.offsetHeight : 0);
  if (always || box.top < bar.offsetHeight + 30 || box.bottom > floor - 20) {
    const down = scrollY + box.bottom;
    const top = down < floor * 0.8 ? -scrollY : box.top - Math.max(120, floor / 3);
    const far = always || Math.abs(top) > 2 * innerHeight || matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top, behavior: far ? "instant" : "smooth" });
  }
}

// --- what the reader does -----------------------------------------------------------------------------------------

const under = (event) => {
  const mark = event.target.closest?.("mark[data-a]");
  return mark ? [+mark.dataset.a] : painted ? itemsAt(offsetAt(event.clientX, event.clientY)) : [];
};
let waiting = null;
for (const stage of stages) stage.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch") return;
  if (!waiting) requestAnimationFrame(() => {
    const found = under(waiting);
    waiting = null;
    stage.style.cursor = found.length ? "pointer" : "";
    if (found.length) show(found); else if (pinned.length) show(pinned);
  });
  waiting = event;
});
for (const stage of stages) stage.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  pin(under(event));
});
addEventListener("keydown", (event) => { if (event.key === "Escape") unpin(); });

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#a"]');
  const number = link && +link.getAttribute("href").slice(2);
  if (!link || !(number in items)) return;
  event.preventDefault();
  history.replaceState(null, "", `#a${number}`);
  choose(number);
});
list?.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-a]");
  if (row && event.target.matches(":focus-visible")) choose(+row.dataset.a);
});
list?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = all("a", list).filter((row) => row.offsetParent);
  const at = rows.indexOf(document.activeElement.closest("a"));
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: getComputedStyle(side).position === "sticky" ? "nearest" : "center" });
});

// The column ends where the window ends, also while the head of the page is still in view.
function fit() {
  const top = Math.max(side.getBoundingClientRect().top, 0);
  side.style.setProperty("--room", `${Math.max(420, innerHeight - top)}px`);
  side.style.setProperty("--bar", `${bar.offsetHeight}px`);
  document.documentElement.style.scrollPaddingTop = `${bar.offsetHeight + 16}px`;
}
addEventListener("resize", fit);
addEventListener("scroll", () => requestAnimationFrame(fit), { passive: true });
fit();

let was = "";
document.addEventListener("pointerover", (event) => {
  // What moves under a pointer at rest (the list, the page) was not pointed at.
  const moved = was !== (was = `${event.clientX} ${event.clientY}`);
  if (!moved || event.pointerType === "touch" || stages.some((stage) => stage.contains(event.target)) || card.contains(event.target)) return;
  const el = event.target.closest?.("[data-a]");
  const numbers = el ? el.dataset.a.split(" ").map(Number) : pinned;
  // Opening the panel moves the list: not while the pointer is on it.
  if (!shown && (!numbers.length || list?.contains(el))) light(numbers);
  else if (numbers.length) show(numbers);
});

for (const box of all(".layers input")) {
  const apply = () => {
    box.checked ? off.delete(box.value) : off.add(box.value);
    document.body.classList.toggle(`off-${box.value}`, !box.checked);
    if (painted) paint();
  };
  box.addEventListener("change", () => { unpin(); apply(); });
  if (!box.checked) apply();
}
for (const choice of all(".views input")) {
  choice.addEventListener("change", () => { unpin(); setView(choice.value); });
  if (choice.checked) setView(choice.value);
}
if (sentences.length) new ResizeObserver(() => requestAnimationFrame(ticks)).observe(text);
$("#theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).colorScheme;
  const now = dark === "dark" || (dark !== "light" && matchMedia("(prefers-color-scheme: dark)").matches) ? "dark" : "light";
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
});

painted ? paint() : wrap();
index();
const asked = /^#a(\d+)$/.exec(location.hash);
// The browser goes to the entry in the list by itself; then the text is brought into view instead.
if (asked && asked[1] in items) addEventListener("load", () => setTimeout(choose, 50, +asked[1], { always: true }), { once: true });

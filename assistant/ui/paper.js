// Places the report, reports clicks and edits. Values are laid into the cells so that typing survives a rerun.
// Arrow keys among the cells of a table one can click; only one cell of a table is a tab stop.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function walk(root, cell, key) {
  if (!STEPS[key]) return false;
  const [down, right] = STEPS[key];
  const rows = [...cell.closest("table").rows].map((row) => [...row.querySelectorAll("td[data-pick]")]).filter((row) => row.length);
  const r = rows.findIndex((row) => row.includes(cell)), c = rows[r].indexOf(cell);
  const row = rows[Math.max(0, Math.min(rows.length - 1, r + down))];
  const next = row[Math.max(0, Math.min(row.length - 1, c + right))];
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return true;
}

// Marks what the last answer changed; brings the first of it into view, once a turn.
function mark(root, changed, turn) {
  for (const old of root.querySelectorAll("[data-changed]")) delete old.dataset.changed;
  const places = changed.map((id) => root.querySelector(`[data-cell="${CSS.escape(id)}"], p[data-pick="${CSS.escape(id)}"]`)).filter(Boolean);
  for (const place of places) place.dataset.changed = "";
  if (!places.length || root.dataset.turn === String(turn)) return;
  root.dataset.turn = String(turn);
  let scroller = root.getRootNode().host ?? root;
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
  while (scroller && !["auto", "scroll"].includes(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
  if (!scroller) return;
  const box = scroller.getBoundingClientRect(), place = places[0].getBoundingClientRect();
  if (place.top < box.top || place.bottom > box.bottom) scroller.scrollTop += place.top - box.top - box.height / 3;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector("#paper");
  root.setAttribute("aria-label", data.label || "");
  root.setAttribute("role", "region");
  if (root.dataset.html !== data.html) {
    root.innerHTML = data.html;
    root.dataset.html = data.html;
    for (const input of root.querySelectorAll("input[data-edit]")) input.onfocus = () => input.select();
    for (const table of root.querySelectorAll("table")) {
      const first = table.querySelector("td[data-pick]");
      if (first && data.pick) first.tabIndex = 0;
    }
  }
  const active = parentElement.activeElement || null;
  for (const [id, cell] of Object.entries(data.values)) {
    const td = root.querySelector(`[data-cell="${CSS.escape(id)}"]`);
    if (!td) continue;
    td.dataset.state = cell.state;
    const input = td.querySelector("input");
    if (!input) { if (td.textContent !== cell.text) td.textContent = cell.text; continue; }
    if (input.dataset.sent === undefined || input !== active || input.value === input.dataset.sent) input.value = cell.text;
    input.dataset.stored = cell.text;
  }
  mark(root, data.changed, data.turn);
  const inputs = () => [...root.querySelectorAll("input[data-edit]")];
  // A second edit may overtake the first on its way: each sends along all that the server has not heard yet.
  const pending = (root.pending ??= new Map());
  for (const [id, one] of pending) if (one.n <= data.heard) pending.delete(id);
  const send = (changes) => {
    if (!Object.keys(changes).length) return;
    root.n = Math.max((root.n ?? 0) + 1, Date.now());
    for (const [id, value] of Object.entries(changes)) pending.set(id, { n: root.n, value });
    const all = Object.fromEntries([...pending].map(([id, one]) => [id, one.value]));
    setTriggerValue("edited", { n: root.n, changes: all });
  };
  const commit = (input) => {
    if (input.value === (input.dataset.stored ?? "")) return;
    input.dataset.sent = input.value;
    send({ [input.dataset.edit]: input.value });
  };
  const rows = () => {
    const found = new Map();
    for (const input of inputs()) {
      const tr = input.closest("tr");
      if (!found.has(tr)) found.set(tr, []);
      found.get(tr).push(input);
    }
    return [...found.values()];
  };
  const move = (input, down, right) => {
    const all = rows();
    const r = all.findIndex((row) => row.includes(input));
    const c = all[r].indexOf(input);
    const row = all[Math.max(0, Math.min(all.length - 1, r + down))];
    const next = row[Math.max(0, Math.min(row.length - 1, c + right))];
    if (next && next !== input) { next.focus(); next.select(); }
  };
  root.onclick = (event) => {
    if (!data.pick) return;
    const target = event.target.closest("[data-pick]");
    if (target) setTriggerValue("picked", target.dataset.pick);
  };
  root.onchange = (event) => { if (event.target.matches("input[data-edit]")) commit(event.target); };
  root.onkeydown = (event) => {
    const input = event.target;
    if (!input.matches("input[data-edit]")) {
      if (data.pick && event.key === "Enter" && input.dataset?.pick) setTriggerValue("picked", input.dataset.pick);
      if (input.matches("td[data-pick]") && walk(root, input, event.key)) event.preventDefault();
      return;
    }
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
    const atStart = input.selectionStart === 0, atEnd = input.selectionEnd === input.value.length;
    if (event.key === "ArrowLeft" && atStart) steps.ArrowLeft = [0, -1];
    if (event.key === "ArrowRight" && atEnd) steps.ArrowRight = [0, 1];
    if (event.key === "Escape") { input.value = input.dataset.stored ?? ""; return; }
    const step = steps[event.key];
    if (step) { event.preventDefault(); commit(input); move(input, ...step); }
  };
  root.onpaste = (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!input.matches("input[data-edit]") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const all = rows();
    const r = all.findIndex((row) => row.includes(input)), c = all[r].indexOf(input);
    const changes = {};
    block.forEach((line, i) => line.forEach((value, j) => {
      const target = all[r + i]?.[c + j];
      if (target && value.trim() !== "") { target.value = value.trim(); target.dataset.sent = target.value; changes[target.dataset.edit] = target.value; }
    }));
    send(changes);
  };
}

// Shows the bot's last calls with request and answer. Refused calls are marked and show the reason.
import { make } from "./dom.js";
import { clockTime } from "./times.js";
import { word } from "./words.js";

const KEPT = 60;
const MAX_CHARACTERS = 4000; // characters shown of a request or an answer
let parts = null;
const rows = new Map();

export function build() {
  const polls = make("input");
  polls.type = "checkbox";
  parts = { polls, pending: make("p", "muted"), list: make("ol", "calls") };
  rows.clear();
  polls.addEventListener("change", () => parts.list.classList.toggle("with-polls", polls.checked));
  return make("section", "card grow", make("h2", "", word("calls"), make("label", "", polls, word("polls"))), parts.pending, parts.list);
}

export function draw(view) {
  parts.pending.textContent = `${word("pending")}: ${view.pending}`;
  const calls = view.calls_made;
  const quiet = calls.filter((call) => call.method === "getUpdates" && call.status === 200);
  const shown = [...calls.filter((call) => !quiet.includes(call)).slice(-KEPT), ...quiet.slice(-10)].sort((one, other) => other.number - one.number);
  const wanted = shown.map(row);
  for (const number of rows.keys()) if (!shown.some((call) => call.number === number)) rows.delete(number);
  const open = parts.list.scrollTop;
  parts.list.replaceChildren(...(wanted.length ? wanted : [make("li", "muted", word("none"))]));
  parts.list.scrollTop = open;
}

function row(call) {
  if (!rows.has(call.number)) rows.set(call.number, drawRow(call));
  return rows.get(call.number);
}

function drawRow(call) {
  const good = call.status === 200;
  const reason = good ? "" : call.answer?.description || (call.fault ? word(call.fault) : word("noReply"));
  const head = make("summary", "", make("code", "", call.method), make("span", "status", String(call.status || "—")), reason ? make("small", "reason", reason) : null);
  const details = make("details", "", head);
  // rendered when the entry is opened
  details.addEventListener("toggle", () => {
    if (details.children.length > 1) return;
    const when = `${clockTime(Date.parse(call.at) / 1000)} · ${Math.round(call.took * 1000)} ms${call.fault ? ` · ${word(call.fault)}` : ""}`;
    details.append(make("p", "muted", when), part("request", call.params), part("answer", call.answer));
  });
  const quiet = call.method === "getUpdates" && good ? "poll" : "";
  return make("li", `${good ? "" : "bad"} ${quiet}`.trim(), details);
}

// a form carries objects as JSON text
function unfold(_name, value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function part(name, value) {
  const text = value === null ? word("noReply") : JSON.stringify(value, unfold, 1);
  const block = make("pre", "", text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);
  block.tabIndex = 0;
  block.setAttribute("aria-label", word(name));
  return make("div", "part", make("b", "", word(name)), block);
}

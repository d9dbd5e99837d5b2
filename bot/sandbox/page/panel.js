// The right side: the clock, Telegram's bad days, the bot's last calls.
import { button, byId, make } from "./dom.js";
import { clockTime, longDay, word } from "./words.js";

const FAULTS = [
  ["flood", { seconds: 3 }], ["server", {}], ["blocked", {}], ["silence", { seconds: 5 }], ["reset", {}],
];
let drawnFor = "";
let parts = null;

export function draw(state, calls, faults, act) {
  const language = document.documentElement.lang;
  if (drawnFor !== language) {
    drawnFor = language;
    build(act);
  }
  const now = new Date(state.now);
  parts.time.textContent = clockTime(now / 1000);
  parts.day.textContent = longDay(now);
  if (document.activeElement !== parts.picker) parts.picker.value = moscow(now).slice(0, 16);
  parts.pending.textContent = `${word("pending")}: ${state.pending}`;
  parts.faults.replaceChildren(...faults.map((one) => make("span", "tag", `${word(one.kind)} ×${one.struck}`)));
  parts.heal.hidden = !faults.length;
  parts.calls.replaceChildren(...calls.slice().reverse().map(line));
  if (!calls.length) parts.calls.append(make("li", "muted", word("none")));
}

function build(act) {
  const picker = make("input");
  picker.type = "datetime-local";
  const once = make("input");
  once.type = "checkbox";
  once.checked = true;
  parts = {
    picker, time: make("div", "time"), day: make("div", "muted"), pending: make("p", "muted"), faults: make("div", "tags"), calls: make("ul", "calls"),
    heal: button(word("heal"), "chip good", () => act.order("clear_faults")),
  };
  const advance = (seconds) => () => act.order("clock", { advance: seconds });
  const jumps = make("div", "chips", button(word("hour"), "chip", advance(3600)), button(word("day"), "chip", advance(86400)),
    button(word("week"), "chip", advance(604800)), button(word("tomorrow"), "chip", () => act.order("clock", { set: tomorrow(parts.now()) })));
  parts.now = () => new Date(act.state().now);
  const go = button(word("set"), "chip", () => picker.value && act.order("clock", { set: `${picker.value}:00+03:00` }));
  const trouble = FAULTS.map(([kind, given]) => button(word(kind), "chip", () => act.order("fault", { kind, ...given, times: once.checked ? 1 : null })));
  byId("right").replaceChildren(
    make("section", "card", make("h2", "", word("clock"), make("small", "", word("moscow"))), parts.time, parts.day, jumps, make("div", "chips", picker, go)),
    make("section", "card", make("h2", "", word("faults"), make("label", "", once, word("once"))), make("div", "chips", ...trouble), parts.faults, parts.heal),
    make("section", "card grow", make("h2", "", word("calls")), parts.pending, parts.calls),
  );
}

function line(call) {
  const good = call.status === 200;
  const detail = good ? "" : call.answer?.description || call.fault || "";
  const node = make("li", good ? "" : "bad", make("code", "", call.method), make("span", "status", String(call.status || "—")), detail ? make("small", "", detail) : null);
  node.title = JSON.stringify(call.params, null, 1).slice(0, 2000);
  return node;
}

// an instant as Moscow's wall time, in the form an input field takes
function moscow(date) {
  return new Date(date.getTime() + 3 * 3600 * 1000).toISOString();
}

function tomorrow(now) {
  const next = new Date(now.getTime() + 86400 * 1000);
  return `${moscow(next).slice(0, 10)}T10:00:00+03:00`;
}

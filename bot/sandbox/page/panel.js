// Shows the right side: the clock, faults, the bot's calls.
import * as calls from "./calls.js";
import { toEnd } from "./conversation.js";
import { button, byId, make, named } from "./dom.js";
import { attempt, toast } from "./notices.js";
import * as program from "./program.js";
import { clockTime, dayAndTime, instantOf, longDay, tomorrowAtTen, wallTime } from "./times.js";
import { order } from "./wire.js";
import { word } from "./words.js";

const FAULTS = ["flood", "server", "bad_gateway", "blocked", "deactivated", "kicked", "unauthorized", "silence", "slow", "reset", "lost"];
const SECONDS = { flood: 3, silence: 5, slow: 5 };
const METHODS = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "sendPhoto", "getUpdates", "getFile"];
let drawnFor = "";
let parts = null;
let now = 0;

export function draw(view, act) {
  const language = document.documentElement.lang;
  if (drawnFor !== language) {
    drawnFor = language;
    build(act);
  }
  now = Date.parse(view.now) / 1000;
  parts.time.textContent = clockTime(now);
  parts.day.textContent = longDay(now);
  if (document.activeElement !== parts.picker && !parts.touched) parts.picker.value = wallTime(now);
  parts.next.hidden = !view.knows_next;
  parts.next.disabled = !view.next;
  parts.next.replaceChildren(word("next"), make("small", "", view.next ? dayAndTime(Date.parse(view.next) / 1000) : word("nothingDue")));
  parts.faults.replaceChildren(...view.faults.map((one) => make("li", "tag", `${word(one.kind)}${one.method ? ` · ${one.method}` : ""} ×${one.struck}`)));
  parts.heal.hidden = !view.faults.length;
  program.draw(view, act);
  calls.draw(view);
}

function build(act) {
  byId("right").setAttribute("aria-label", word("tools"));
  const { offer, show, facts } = program.build(act);
  byId("right").replaceChildren(offer, clock(act), show, faults(act), calls.build(), facts);
}

function clock(act) {
  const picker = named(make("input"), word("pick"));
  picker.type = "datetime-local";
  const form = make("form", "chips", picker, submitKey(word("set")));
  parts = {
    picker,
    touched: false,
    time: make("div", "time"),
    day: make("div", "muted"),
    next: button("", "chip wide-chip", () => move({ next: true })),
  };
  const move = async (params) => {
    byId("right").classList.add("moving");
    parts.touched = false;
    picker.blur();
    await act.order("clock", params);
    // what the new day has brought stands at the end
    toEnd();
    byId("right").classList.remove("moving");
  };
  picker.addEventListener("input", () => (parts.touched = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (picker.value) move({ set: instantOf(picker.value.slice(0, 16)) });
  });
  const jumps = [["hour", 3600], ["day", 86400], ["week", 604800]].map(([name, seconds]) => button(word(name), "chip", () => move({ advance: seconds })));
  jumps.push(button(word("tomorrow"), "chip", () => move({ set: tomorrowAtTen(now) })), parts.next);
  const busy = make("div", "moving-note", word("moving"));
  busy.role = "status";
  return make("section", "card", make("h2", "", word("clock"), make("small", "", word("moscow"))), parts.time, parts.day, busy, make("div", "chips", ...jumps), form);
}

function faults(act) {
  const kind = select(word("kind"), FAULTS.map((one) => [one, word(one)]));
  const method = select(word("method"), [["", word("anyMethod")], ...METHODS.map((one) => [one, one])]);
  const times = select(word("times"), [["1", word("once")], ["3", word("thrice")], ["", word("always")]]);
  const share = select(word("share"), [["1", word("shareAll")], ["0.5", word("shareHalf")], ["0.1", word("shareTenth")]]);
  const form = make("form", "fields", kind.row, method.row, times.row, share.row, submitKey(word("strike")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const params = { kind: kind.field.value, method: method.field.value || null, times: Number(times.field.value) || null, share: Number(share.field.value) };
    attempt(() => order("fault", { ...params, seconds: SECONDS[params.kind] ?? 1 })).then((done) => done && toast(`${word("strike")}: ${word(params.kind)}`));
  });
  parts.faults = make("ul", "tags");
  parts.heal = button(word("heal"), "chip good", () => act.order("clear_faults"));
  return make("section", "card", make("h2", "", word("faults")), form, parts.faults, parts.heal);
}

function select(name, options) {
  const field = make("select", "", ...options.map(([value, text]) => {
    const option = make("option", "", text);
    option.value = value;
    return option;
  }));
  return { field, row: make("label", "", make("span", "", name), field) };
}

function submitKey(text) {
  const node = make("button", "chip strong", text);
  node.type = "submit";
  return node;
}

// Shows the open chat: days and messages in order. Edits change a message in place.
import { avatar, byId, icon, make, named, sync } from "./dom.js";
import { bubble, summary } from "./message.js";
import { dayName } from "./times.js";
import { word } from "./words.js";

const END_MARGIN = 80; // pixels from the end that count as the end
const drawn = new Map();
let shown = null;
let endTop = Infinity; // how far the log was scrolled when its end was last in sight; Infinity once it was left

export function forget() {
  shown = null;
}

export function draw(view, chat, act, thread) {
  const log = byId("messages");
  const key = `${chat?.id}/${thread}/${view.me?.id}/${document.documentElement.lang}`;
  const fresh = key !== shown;
  if (fresh) {
    drawn.clear();
    log.replaceChildren();
    shown = key;
  }
  // a screen reader does not read a chat aloud when it is opened
  log.setAttribute("aria-live", fresh ? "off" : "polite");
  const low = fresh || isFollowed(log);
  const before = log.lastChild;
  sync(log, wanted(view, chat, act, thread));
  const grown = log.lastChild !== before;
  if (low || (grown && view.messages.at(-1)?.author === view.me?.id)) toEnd();
  byId("bottom").hidden = atEnd(log);
  drawPinned(view, chat);
}

export function toEnd() {
  const log = byId("messages");
  log.scrollTop = log.scrollHeight;
  endTop = log.scrollTop;
}

// whether the end was in sight and was not left since, be it that an image has grown there
function isFollowed(log) {
  return atEnd(log) || log.scrollTop > endTop - END_MARGIN;
}

function onScroll(log) {
  byId("bottom").hidden = atEnd(log);
  if (atEnd(log)) endTop = log.scrollTop;
  else if (!isFollowed(log)) endTop = Infinity;
}

export function atEnd(log = byId("messages")) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < END_MARGIN;
}

function wanted(view, chat, act, thread) {
  const nodes = [];
  const names = new Map(view.topics.map((one) => [one.message_thread_id, one.name]));
  let day = "";
  for (const message of view.messages) {
    if (thread !== null && (message.body.message_thread_id ?? 1) !== thread) continue;
    const name = dayName(message.body.date);
    if (name !== day) nodes.push(piece(`day ${name}`, "", () => make("div", "day", make("span", "", name))));
    day = name;
    const version = `${message.edits}/${message.reaction}/${message.body.edit_date}/${JSON.stringify([message.body.reply_markup, message.body.poll])}`;
    nodes.push(piece(`message ${message.id}`, version, () => marked(bubble(chat, message, view.me.id, act, thread === null ? names.get(message.body.message_thread_id) : ""), message)));
  }
  return nodes.length ? nodes : [piece("empty", JSON.stringify(view.profile), () => empty(view, chat))];
}

function marked(node, message) {
  node.dataset.id = message.id;
  return node;
}

function piece(key, version, build) {
  const known = drawn.get(key);
  if (known && known.version === version) return known.node;
  const node = build();
  if (known) keepFocus(known.node, node);
  drawn.set(key, { version, node });
  return node;
}

// keeps the focus on a button that was pressed by key when its message is rendered again
function keepFocus(old, node) {
  node.classList.add("changed");
  const at = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
  if (at < 0) return;
  const next = [...node.querySelectorAll("button:not(:disabled), a")];
  queueMicrotask(() => next[Math.min(at, next.length - 1)]?.focus({ preventScroll: true }));
}

function empty(view, chat) {
  if (chat?.type !== "private") return make("div", "empty", make("div", "", chat ? word("empty") : word("choose")));
  const { descriptions } = view.profile;
  const name = view.profile.names[view.me.language_code] || view.profile.names[""] || view.bot.first_name;
  const about = descriptions[view.me.language_code] || descriptions[""] || word("empty");
  return make("div", "empty", make("div", "", avatar(view.bot.id, name), make("b", "", name), make("p", "", about)));
}

function drawPinned(view, chat) {
  const bar = byId("pinned");
  const message = view.messages.find((one) => one.id === chat?.pinned.at(-1));
  bar.hidden = !message;
  if (!message) return;
  bar.replaceChildren(icon("pin"), make("span", "", make("b", "", word("pinned")), make("small", "", summary(message.body))));
  bar.onclick = () => byId("messages").querySelector(`[data-id="${Number(message.id)}"]`)?.scrollIntoView({ block: "center" });
}

export function wire() {
  const log = byId("messages");
  log.addEventListener("scroll", () => onScroll(log), { passive: true });
  // an image that loads late must not scroll the end out of sight
  log.addEventListener("load", () => (isFollowed(log) ? toEnd() : null), true);
  byId("bottom").addEventListener("click", toEnd);
}

export function label() {
  byId("bottom").replaceChildren(icon("down"));
  named(byId("bottom"), word("toBottom"));
  byId("messages").setAttribute("aria-label", word("messages"));
}

// Builds the chat page: the person you are, your chats, one conversation, and the side panel.
import * as chats from "./chats.js";
import * as composer from "./composer.js";
import * as conversation from "./conversation.js";
import { byId, icon, named, roving } from "./dom.js";
import { alertBox, attempt, toast } from "./notices.js";
import * as panel from "./panel.js";
import * as reply from "./reply.js";
import * as suggestions from "./suggestions.js";
import { safeAddress, startPayload } from "./text.js";
import { order, watch } from "./wire.js";
import { language, switchLanguage, word } from "./words.js";

const NARROW = matchMedia("(max-width: 760px)");
const ANSWER_TIMEOUT = 30000; // milliseconds to wait for the answer to a press
let view = null;
let renderedChat;
const waiting = new Map();

// the person and the chat are in the page's address, so that two windows can be two people
function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  return { person: Number(params.get("person")) || null, chat: Number(params.get("chat")) || null, start: params.get("start") };
}

const act = {
  bot: () => view?.bot.username ?? "",
  here: () => ({ person: view.me.id, chat: view.chat }),
  thread: () => Number(byId("topic").value) || null,
  reply: (message) => reply.begin(act.here(), message),
  replyTo: () => reply.number(act.here()),
  correct: (message) => {
    reply.begin(act.here(), message, true);
    composer.correct(message.body);
  },
  say: (text, entities = []) => replying(() => sayOrCorrect(text, entities)),
  start: (payload) => {
    go(view.me.id, view.me.id);
    return attempt(() => order("start", { person: view.me.id, payload }));
  },
  order: (name, params) => attempt(() => order(name, params)),
  replying,
  use,
};

function sayOrCorrect(text, entities) {
  const corrected = reply.corrected(act.here());
  if (corrected !== null) return order("revise", { ...act.here(), message_id: corrected, text, entities });
  return order("say", { ...act.here(), text, entities, thread: act.thread(), reply_to: act.replyTo() });
}

// what could not be sent is still a reply when it is sent again
async function replying(send) {
  const sent = await attempt(send);
  if (sent !== null) reply.end();
  return sent;
}

function go(person, chat) {
  location.hash = chats.address(person, chat);
}

async function use(message, key, node) {
  if (key.url) {
    const payload = startPayload(key.url, act.bot());
    if (payload !== null) return act.start(payload);
    const address = safeAddress(key.url);
    return address === null ? toast(`${word("failed")}: ${key.url}`) : window.open(address, "_blank", "noopener,noreferrer");
  }
  if (key.copy_text) {
    const copied = await attempt(() => navigator.clipboard.writeText(key.copy_text.text).then(() => true));
    return copied && toast(word("copied"));
  }
  if (key.callback_data === undefined) {
    const query = key.switch_inline_query_current_chat ?? key.switch_inline_query ?? key.switch_inline_query_chosen_chat?.query ?? "";
    return composer.write(`@${act.bot()} ${query}`);
  }
  if (node.classList.contains("busy")) return null;
  node.classList.add("busy");
  const pressed = await attempt(() => order("press", { ...act.here(), message_id: message.id, data: key.callback_data }));
  if (!pressed) return node.classList.remove("busy");
  waiting.set(pressed.query, { node, since: Date.now() });
  return refresh();
}

async function collectAnswers() {
  for (const [id, press] of waiting) {
    const { answer } = await order("query", { id });
    if (!answer && Date.now() - press.since < ANSWER_TIMEOUT) continue;
    waiting.delete(id);
    press.node.classList.remove("busy");
    if (!answer) toast(word("noAnswer"));
    else if (answer.text && answer.show_alert) alertBox(answer.text);
    else if (answer.text) toast(answer.text);
    if (answer?.url) await use(null, { url: answer.url }, press.node);
  }
}

async function look() {
  const wanted = readAddress();
  const chat = wanted.chat ?? (NARROW.matches ? null : wanted.person);
  view = await order("screen", { person: wanted.person, chat, search: byId("search").value });
  document.body.classList.remove("lost");
  byId("gone").hidden = true;
  if (!view.me) return;
  if (view.me.id !== wanted.person || (view.chat === null && !NARROW.matches)) {
    // the person does not exist (any more), or none is chosen yet
    history.replaceState(null, "", chats.address(view.me.id, NARROW.matches ? null : view.me.id));
    await look();
    return;
  }
  draw();
  await collectAnswers();
  await markRead();
  if (wanted.start !== null) {
    history.replaceState(null, "", chats.address(view.me.id, view.me.id));
    await act.start(wanted.start);
  }
}

function draw() {
  const chat = view.chats.find((one) => one.id === view.chat);
  document.body.classList.toggle("in-chat", Boolean(chat));
  byId("back").href = chats.address(view.me.id);
  chats.draw(view, view.chat, act);
  chats.drawHead(view, chat);
  chats.drawTopics(view);
  composer.draw(view, chat, act);
  reply.draw(act.here());
  conversation.draw(view, chat, act, act.thread());
  panel.draw(view, act);
  const unread = view.chats.reduce((sum, one) => sum + one.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${view.me.first_name} · ${view.bot.first_name}`;
  if (view.doing) setTimeout(refresh, view.doing.left * 1000 + 50);
  const here = `${view.me.id}/${view.chat}`;
  if (renderedChat !== here && renderedChat !== undefined && view.chat && !byId("composer").hidden && !NARROW.matches) byId("text").focus();
  renderedChat = here;
}

async function markRead() {
  const chat = view.chats.find((one) => one.id === view.chat);
  const last = view.messages.at(-1);
  if (chat?.unread && last && document.visibilityState === "visible" && conversation.atEnd()) {
    await order("read", { ...act.here(), message_id: last.id });
  }
}

function label() {
  document.documentElement.lang = language;
  byId("language").replaceChildren(language === "ru" ? "EN" : "RU");
  for (const [id, sign, name] of [["theme", "theme", "theme"], ["tools", "clock", "tools"], ["back", "back", "back"]]) {
    byId(id).replaceChildren(icon(sign));
    named(byId(id), word(name));
  }
  named(byId("language"), word("language"));
  byId("gone").textContent = word("gone");
  for (const part of [chats, composer, conversation]) part.label();
}

function theme(next) {
  if (next) localStorage.setItem("theme", next);
  const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = localStorage.getItem("theme") || wanted;
}

// the panel is open beside a wide conversation and closed over a narrow one; the class inverts this
function toggleTools(on = !document.body.classList.contains("flipped")) {
  document.body.classList.toggle("flipped", on);
  byId("tools").setAttribute("aria-expanded", String(byId("right").checkVisibility()));
}

function wire() {
  composer.wire(act);
  conversation.wire();
  for (const list of ["people", "chats", "keyboard"]) roving(byId(list));
  byId("start").addEventListener("click", () => (view.me.blocked ? act.order("unblock", { person: view.me.id }) : act.start("")));
  byId("blocking").addEventListener("click", leaveOrBlock);
  byId("tools").addEventListener("click", () => toggleTools());
  byId("topic").addEventListener("change", () => refresh());
  byId("search").addEventListener("input", () => refresh());
  byId("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    switchLanguage();
    label();
    refresh();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme());
  NARROW.addEventListener("change", () => refresh());
  window.addEventListener("hashchange", () => refresh());
  document.addEventListener("visibilitychange", () => refresh());
  document.addEventListener("keydown", escape);
}

function leaveOrBlock() {
  const { me, chat } = view;
  if (chat === me.id) return act.order(me.blocked ? "unblock" : "block", { person: me.id });
  return act.order("leave", { chat, person: me.id }).then(() => go(me.id, NARROW.matches ? null : me.id));
}

function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (document.body.classList.contains("flipped") && byId("right").contains(document.activeElement)) {
    toggleTools(false);
    byId("tools").focus();
  } else if (NARROW.matches && view?.chat) go(view.me.id);
  else if (!byId("composer").hidden) byId("text").focus();
}

function lost() {
  document.body.classList.add("lost");
  byId("gone").hidden = false;
}

function anew() {
  waiting.clear();
  suggestions.hide();
  conversation.forget();
}

theme();
label();
wire();
const refresh = watch(look, lost, anew);
refresh();
toggleTools(false);

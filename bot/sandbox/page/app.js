// A messenger for the sandbox: who you are, your chats, one conversation, and the panel beside it.
import * as conversation from "./conversation.js";
import { avatar, byId, make } from "./dom.js";
import * as panel from "./panel.js";
import { base64, order, watch } from "./wire.js";
import { clockTime, language, switchLanguage, word } from "./words.js";

let state = { profile: { descriptions: {} } };
let people = [];
let chats = [];
let current = Number(sessionStorage.getItem("chat")) || null;
let me = Number(sessionStorage.getItem("me")) || null;
let commands = [];
const waiting = new Map();

const act = {
  bot: "",
  state: () => state,
  say: (text) => attempt(() => order("say", { person: me, chat: current, text })),
  start: (payload) => {
    open(me);
    return attempt(() => order("start", { person: me, payload }));
  },
  order: (name, given) => attempt(() => order(name, given)),
  use,
};

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(`${word("failed")}: ${error.message}`);
    return null;
  }
}

async function use(message, key, node) {
  if (key.url) {
    const start = /^https:\/\/t\.me\/(\w+)\?start=([\w-]*)$/.exec(key.url);
    if (start && start[1] === act.bot) return act.start(start[2]);
    return window.open(key.url, "_blank", "noopener,noreferrer");
  }
  if (key.copy_text) {
    await attempt(() => navigator.clipboard.writeText(key.copy_text.text));
    return toast(word("copied"));
  }
  if (key.callback_data === undefined) {
    const query = key.switch_inline_query_current_chat ?? key.switch_inline_query ?? "";
    byId("text").value = `@${act.bot} ${query}`;
    return byId("text").focus();
  }
  node.classList.add("busy");
  const pressed = await attempt(() => order("press", { person: me, chat: current, message_id: message.id, data: key.callback_data }));
  if (!pressed) return node.classList.remove("busy");
  waiting.set(pressed.query, { node, since: Date.now() });
  return refresh();
}

async function collectAnswers() {
  for (const [id, press] of waiting) {
    const { answer } = await order("query", { id });
    if (!answer && Date.now() - press.since < 30000) continue;
    waiting.delete(id);
    press.node.classList.remove("busy");
    if (!answer) toast(word("noAnswer"));
    else if (answer.text && answer.show_alert) alertBox(answer.text);
    else if (answer.text) toast(answer.text);
  }
}

function toast(text) {
  const node = make("div", "toast", text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 4000);
}

function alertBox(text) {
  byId("alert").querySelector("p").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

async function look() {
  [state, people] = await Promise.all([order("state"), order("people")]);
  if (!people.some((one) => one.id === me)) me = people[0]?.id ?? null;
  if (me === null) return;
  chats = await order("chats", { person: me });
  if (!chats.some((one) => one.id === current)) current = window.innerWidth > 760 ? me : null;
  const chat = chats.find((one) => one.id === current);
  const [messages, calls, faults] = await Promise.all([
    chat ? order("messages", { chat: current, person: me }) : [], order("calls", { last: 40 }), order("faults"),
  ]);
  act.bot = state.bot.username;
  state.me = people.find((one) => one.id === me);
  drawSides();
  drawHead(chat, messages);
  conversation.draw(chat, messages, state, act);
  panel.draw(state, calls, faults, act);
  document.body.classList.remove("lost");
  await collectAnswers();
}

function drawSides() {
  byId("me").replaceChildren(avatar(me, state.me.first_name), make("span", "", make("b", "", state.me.first_name), make("small", "", `${word("you")} ▾`)));
  byId("people").replaceChildren(...people.map((one) => {
    const row = make("li", one.id === me ? "on" : "", avatar(one.id, one.first_name), make("span", "", make("b", "", one.first_name), make("small", "", one.username ? `@${one.username}` : String(one.id))));
    row.addEventListener("click", () => become(one.id));
    return row;
  }));
  byId("chats").replaceChildren(...chats.map(chatRow));
}

function nameOf(chat) {
  return chat.type === "private" ? state.profile.names[state.me.language_code] || state.profile.names[""] || state.bot.first_name : chat.title;
}

function chatRow(chat) {
  const last = chat.last?.body;
  const preview = last ? (last.text || last.caption || last.document?.file_name || last.venue?.title || (last.location && word("place")) || (last.photo && word("photo")) || "").split("\n")[0] : word("empty");
  const row = make("li", chat.id === current ? "on" : "", avatar(chat.type === "private" ? state.bot.id : chat.id, nameOf(chat)),
    make("span", "", make("b", "", nameOf(chat)), make("small", "", preview)), make("time", "", last ? clockTime(last.date) : ""));
  row.addEventListener("click", () => open(chat.id));
  return row;
}

function drawHead(chat, messages) {
  document.body.classList.toggle("in-chat", Boolean(chat));
  const closed = !chat || (chat.type === "private" && (state.me.blocked || !state.me.started && !messages.length));
  const mute = chat?.type === "channel" && !["creator", "administrator"].includes(chat.members[me]);
  byId("composer").hidden = closed;
  byId("start").hidden = !closed || !chat;
  byId("start").textContent = state.me.blocked ? word("restart") : word("start");
  byId("blocking").hidden = chat?.type !== "private" || !messages.length;
  byId("blocking").textContent = state.me.blocked ? word("unblock") : word("block");
  byId("text").disabled = mute;
  byId("text").placeholder = mute ? word("channel") : word("write");
  const count = chat && Object.values(chat.members).filter((one) => !["left", "kicked"].includes(one)).length;
  const kind = chat && (chat.type === "private" ? word("bot") : `${word(chat.type === "channel" ? "channelKind" : "group")} · ${count} ${word("members")}`);
  byId("title").replaceChildren(...(chat ? [avatar(chat.type === "private" ? state.bot.id : chat.id, nameOf(chat)), make("span", "", make("b", "", nameOf(chat)), make("small", "", kind))] : []));
}

function become(id) {
  me = id;
  sessionStorage.setItem("me", id);
  byId("people").hidden = true;
  open(window.innerWidth > 760 ? id : null);
}

function open(id) {
  current = id;
  sessionStorage.setItem("chat", id ?? "");
  byId("menu").hidden = true;
  refresh();
}

async function offerCommands() {
  const text = byId("text").value;
  const typed = /^\/[a-z0-9_]*$/i.test(text);
  if (typed && text === "/") commands = (await attempt(() => order("menu", { person: me, chat: current }))) || [];
  const found = typed ? commands.filter((one) => `/${one.command}`.startsWith(text)) : [];
  byId("menu").hidden = !found.length;
  byId("menu").replaceChildren(...found.map((one) => {
    const row = make("li", "", make("b", "", `/${one.command}`), make("small", "", one.description));
    row.addEventListener("click", () => submit(`/${one.command}`));
    return row;
  }));
}

async function submit(text) {
  byId("menu").hidden = true;
  if (!text.trim()) return;
  byId("text").value = "";
  byId("text").rows = 1;
  await act.say(text);
}

function label() {
  document.documentElement.lang = language;
  byId("language").textContent = language === "ru" ? "EN" : "RU";
  byId("theme").textContent = "◐";
  byId("blocking").textContent = word("block");
  for (const [id, key] of [["language", "language"], ["theme", "theme"], ["tools", "tools"], ["back", "back"], ["send", "send"], ["attach", "attach"], ["me", "who"]]) {
    byId(id).title = word(key);
    byId(id).setAttribute("aria-label", word(key));
  }
}

function theme(next) {
  if (next) localStorage.setItem("theme", next);
  document.documentElement.dataset.theme = localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function wire() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(byId("text").value);
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit(byId("text").value);
    }
  });
  byId("text").addEventListener("input", () => {
    byId("text").rows = Math.min(8, byId("text").value.split("\n").length);
    offerCommands();
  });
  byId("file").addEventListener("change", async () => {
    const [file] = byId("file").files;
    if (!file) return;
    const content = await base64(file);
    const caption = byId("text").value || null;
    byId("text").value = "";
    await attempt(() => order("send_file", { person: me, chat: current, name: file.name, mime: file.type || "application/octet-stream", content, caption }));
    byId("file").value = "";
  });
  byId("start").addEventListener("click", () => (state.me.blocked ? act.order("unblock", { person: me }) : act.start("")));
  byId("blocking").addEventListener("click", () => act.order(state.me.blocked ? "unblock" : "block", { person: me }));
  byId("back").addEventListener("click", () => open(null));
  byId("tools").addEventListener("click", () => document.body.classList.toggle("with-tools"));
  byId("me").addEventListener("click", () => (byId("people").hidden = !byId("people").hidden));
  byId("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    switchLanguage();
    label();
    refresh();
  });
}

theme();
label();
wire();
const refresh = watch(look, () => document.body.classList.add("lost"));
refresh();

// Shows the left side: the person you are, other people, your chats and those you could join.
import { avatar, button, byId, icon, make, named, sync } from "./dom.js";
import { summary } from "./message.js";
import { shortWhen } from "./times.js";
import { word } from "./words.js";

const MAX_WITHOUT_SEARCH = 6; // people shown without a search

export function address(person, chat) {
  return `#person=${person}${chat ? `&chat=${chat}` : ""}`;
}

export function nameOf(view, chat) {
  if (chat.type !== "private") return chat.title;
  return view.profile.names[view.me.language_code] || view.profile.names[""] || view.bot.first_name;
}

export function faceOf(view, chat) {
  return avatar(chat.type === "private" ? view.bot.id : chat.id, nameOf(view, chat));
}

export function draw(view, current, act) {
  const { me } = view;
  const open = make("a", "round", icon("window"));
  open.href = address(me.id, current);
  open.target = "_blank";
  named(open, word("newWindow"));
  byId("me").replaceChildren(avatar(me.id, me.first_name), make("span", "", make("b", "", fullName(me)), make("small", "", `${word("you")}${me.username ? ` · @${me.username}` : ""}`)), open);
  keeping(byId("people"), view.people.found.map((one) => personLink(one, me)));
  byId("search").placeholder = view.people.more ? `${word("search")} (+${view.people.more})` : word("search");
  byId("search").hidden = !byId("search").value && view.people.found.length <= MAX_WITHOUT_SEARCH;
  keeping(byId("chats"), view.chats.map((chat) => chatLink(view, chat, current)));
  const groups = view.open_to_join;
  byId("joinable").hidden = !groups.length;
  keeping(byId("joinable"), [make("h2", "", word("couldJoin")), ...groups.map((chat) => joinRow(chat, me, act))]);
}

// keeps the focus on an element that is rendered again
function keeping(parent, nodes) {
  const at = [...parent.querySelectorAll("a, button")].indexOf(document.activeElement);
  sync(parent, nodes);
  if (at >= 0) parent.querySelectorAll("a, button")[at]?.focus({ preventScroll: true });
}

function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}

function personLink(one, me) {
  const link = make("a", one.id === me.id ? "on" : "", avatar(one.id, one.first_name), make("span", "", one.first_name));
  link.href = address(one.id);
  link.title = fullName(one);
  if (one.id === me.id) link.setAttribute("aria-current", "true");
  return make("li", "", link);
}

function chatLink(view, chat, current) {
  const last = chat.last?.body;
  const name = nameOf(view, chat);
  const line = last ? summary(last) : word("empty");
  const author = last && chat.type === "supergroup" && last.from ? `${last.from.id === view.me.id ? word("you") : last.from.first_name}: ` : "";
  const when = last ? make("time", "", shortWhen(last.date, Date.parse(view.now) / 1000)) : null;
  const link = make("a", chat.id === current ? "on" : "", faceOf(view, chat),
    make("span", "names", make("b", "", name), make("small", "", author + line)), make("span", "marks", when, badge(chat.unread)));
  link.href = address(view.me.id, chat.id);
  if (chat.id === current) link.setAttribute("aria-current", "page");
  return make("li", "", link);
}

function badge(count) {
  if (!count) return null;
  return make("span", "badge", make("span", "unheard", `${word("unread")}: `), count > 99 ? "99+" : String(count));
}

function joinRow(chat, me, act) {
  const enter = button(word("join"), "flat", () => act.order("join", { chat: chat.id, person: me.id }));
  enter.setAttribute("aria-label", `${word("join")}: ${chat.title}`);
  return make("div", "joinable", avatar(chat.id, chat.title), make("span", "", chat.title), enter);
}

export function drawHead(view, chat) {
  const { me } = view;
  const mine = chat?.type === "private";
  const count = chat && Object.values(chat.members).filter((one) => !["left", "kicked"].includes(one)).length;
  const kind = chat && (mine ? word("bot") : `${word(chat.type === "channel" ? "channelKind" : "group")} · ${word("members")}: ${count}`);
  const doing = view.doing && (/^upload|^record/.test(view.doing.action) ? word("uploading") : word("typing"));
  const about = make("small", doing ? "doing" : "", doing || kind);
  byId("title").replaceChildren(...(chat ? [faceOf(view, chat), make("span", "", make("h1", "", nameOf(view, chat)), about)] : []));
  byId("blocking").hidden = !chat || (mine && !me.started);
  byId("blocking").textContent = mine ? word(me.blocked ? "unblock" : "block") : word("leave");
}

// chooses one topic of a forum, or all
export function drawTopics(view) {
  const field = byId("topic");
  field.hidden = !view.topics.length;
  const signature = JSON.stringify([view.chat, view.topics, document.documentElement.lang]);
  if (field.dataset.drawn === signature) return;
  const chosen = field.dataset.chat === String(view.chat) ? field.value : "";
  field.dataset.drawn = signature;
  field.dataset.chat = view.chat;
  field.replaceChildren(...[{ message_thread_id: "", name: word("allTopics") }, ...view.topics].map((one) => {
    const option = make("option", "", one.name);
    option.value = one.message_thread_id;
    return option;
  }));
  field.value = chosen;
}

export function label() {
  byId("left").setAttribute("aria-label", word("chats"));
  byId("people").setAttribute("aria-label", word("who"));
  byId("chats").setAttribute("aria-label", word("chats"));
  named(byId("search"), word("search"));
  named(byId("topic"), word("topic"));
}

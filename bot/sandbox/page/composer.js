// Sends text, files and locations, and shows the bot's reply keyboard.
import { button, byId, icon, make, named } from "./dom.js";
import { inline, settle } from "./inline.js";
import * as marks from "./marks.js";
import { attempt, toast } from "./notices.js";
import * as suggestions from "./suggestions.js";
import { base64, order } from "./wire.js";
import { word } from "./words.js";

const LARGEST = 50 * 1024 * 1024;
const MOST_ROWS = 8;
const PHOTO = /^image\/(png|jpeg)$/;
const LARGEST_PHOTO = 10 * 1024 * 1024;
let keyboardFor = "";
let keyboardShown = true;
let people = [];
let chats = [];
let choose = null;

export function draw(view, chat, act) {
  const { me } = view;
  people = view.people.found.map((one) => ({ id: one.id, name: [one.first_name, one.last_name].filter(Boolean).join(" ") }));
  chats = view.chats.filter((one) => ["creator", "administrator"].includes(one.members[me.id]));
  const mine = chat?.type === "private";
  const closed = !chat || (mine && (me.blocked || (!me.started && !view.messages.length)));
  const mute = chat?.type === "channel" && !["creator", "administrator"].includes(chat.members[me.id]);
  byId("composer").hidden = closed || mute;
  byId("start").hidden = !chat || !(closed || mute);
  byId("start").disabled = Boolean(mute);
  byId("start").textContent = word(mute ? "channel" : me.blocked ? "restart" : "start");
  drawKeyboard(closed ? null : view.reply_keyboard, `${me.id}/${chat?.id}`, act);
  settle();
}

function drawKeyboard(markup, where, act) {
  const signature = `${where}/${JSON.stringify(markup ?? null)}/${document.documentElement.lang}`;
  if (signature !== keyboardFor) {
    keyboardFor = signature;
    keyboardShown = true;
    const rows = markup?.keyboard ?? [];
    byId("keyboard").replaceChildren(...rows.map((row) => make("div", "keys", ...row.map((one) => plainKey(typeof one === "string" ? { text: one } : one, markup, act)))));
  }
  byId("keys").hidden = !markup;
  byId("keyboard").hidden = !markup || !keyboardShown;
  byId("keys").setAttribute("aria-expanded", String(!byId("keyboard").hidden));
  byId("text").placeholder = markup?.input_field_placeholder || word("write");
}

function plainKey(one, markup, act) {
  return button(one.text, `key ${["primary", "success", "danger"].includes(one.style) ? one.style : ""}`, () => {
    if (markup.one_time_keyboard) toggleKeyboard(false);
    if (one.request_users) return pick("choosePerson", people, (id) => ["share_users", { request_id: one.request_users.request_id, users: [id] }]);
    if (one.request_chat) return pickChat(one.request_chat);
    return one.request_location ? byId("where").showModal() : act.say(one.text);
  });
}

function pickChat(wanted) {
  const fitting = chats.filter((one) => (one.type === "channel") === wanted.chat_is_channel).map((one) => ({ id: one.id, name: one.title }));
  pick(wanted.chat_is_channel ? "chooseChannel" : "choose", fitting, (id) => ["share_chat", { request_id: wanted.request_id, chat: id }]);
}

// opens the list; orderFor turns the chosen id into the order that shares it
function pick(name, choices, orderFor) {
  choose = orderFor;
  byId("whom-name").textContent = word(name);
  byId("whom-list").replaceChildren(...choices.map((one) => {
    const choice = make("button", "flat", one.name);
    choice.value = one.id;
    return choice;
  }), ...(choices.length ? [] : [make("p", "", word("nothingToChoose"))]));
  byId("whom").returnValue = "";
  byId("whom").showModal();
}

function toggleKeyboard(on) {
  keyboardShown = on;
  byId("keyboard").hidden = !on;
  byId("keys").setAttribute("aria-expanded", String(on));
}

export function write(text) {
  byId("text").value = text;
  fit();
  byId("text").focus();
  byId("text").dispatchEvent(new Event("input"));
}

// puts the text of an own message into the field, with marks in the place of its formatting
export function correct(body) {
  write(marks.write(body.text ?? body.caption, body.entities ?? body.caption_entities));
}

function fit() {
  byId("text").rows = Math.min(MOST_ROWS, byId("text").value.split("\n").length);
}

async function submit(act) {
  const source = byId("text").value;
  const { text, entities } = marks.read(source);
  suggestions.hide();
  if (!text.trim()) return;
  byId("text").value = "";
  fit();
  // a text that could not be sent stays in the field
  if ((await act.say(text, entities)) === null && !byId("text").value) byId("text").value = source;
}

async function offer(act) {
  const text = byId("text").value;
  if (inline(text, act, clear)) return;
  const typed = /^\/[a-z0-9_]*$/i.test(text);
  const { person, chat } = act.here();
  const commands = typed ? (await attempt(() => order("menu", { person, chat }))) || [] : [];
  if (byId("text").value !== text) return;
  const found = commands.filter((one) => `/${one.command}`.startsWith(text.toLowerCase()));
  suggestions.show(found.map((one) => ({
    title: `/${one.command}`,
    about: one.description,
    pick: () => {
      byId("text").value = `/${one.command}`;
      return submit(act);
    },
    complete: () => {
      suggestions.hide();
      byId("text").value = `/${one.command} `;
    },
  })), "menu");
}

function clear() {
  byId("text").value = "";
  suggestions.hide();
  fit();
}

async function sendFiles(files, act) {
  for (const file of files) {
    if (file.size > LARGEST) {
      toast(word("tooBig"));
      continue;
    }
    const content = await base64(file);
    const { text, entities } = marks.read(byId("text").value.trim());
    clear();
    const kind = PHOTO.test(file.type) && file.size <= LARGEST_PHOTO ? "photo" : "document";
    const where = { ...act.here(), thread: act.thread(), reply_to: act.replyTo() };
    await act.replying(() => order("send_file", { ...where, name: file.name, mime: file.type || "application/octet-stream", content, caption: text || null, entities, kind }));
  }
  byId("file").value = "";
}

export function wire(act) {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(act);
  });
  byId("text").addEventListener("keydown", (event) => {
    if (marks.key(event, byId("text"))) return event.preventDefault();
    if (suggestions.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(act);
  });
  byId("text").addEventListener("input", () => {
    fit();
    offer(act);
  });
  byId("text").addEventListener("blur", () => setTimeout(suggestions.hide, 150));
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", () => sendFiles([...byId("file").files], act));
  byId("text").addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    sendFiles([...event.clipboardData.files], act);
  });
  byId("keys").addEventListener("click", () => toggleKeyboard(byId("keyboard").hidden));
  wirePlace(act);
  byId("whom").addEventListener("close", () => {
    const chosen = Number(byId("whom").returnValue);
    if (!chosen) return;
    const [name, params] = choose(chosen);
    act.order(name, { person: act.here().person, ...params });
  });
  wireDrop(act);
}

function wirePlace(act) {
  byId("place").addEventListener("click", () => byId("where").showModal());
  byId("where").addEventListener("close", () => {
    if (byId("where").returnValue !== "send") return;
    const { person, chat } = act.here();
    act.order("send_location", { person, chat, latitude: byId("latitude").valueAsNumber, longitude: byId("longitude").valueAsNumber });
  });
}

function wireDrop(act) {
  const area = byId("middle");
  const over = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && !byId("composer").hidden;
  area.addEventListener("dragover", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    byId("drop").hidden = false;
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) byId("drop").hidden = true;
  });
  area.addEventListener("drop", (event) => {
    byId("drop").hidden = true;
    if (!over(event)) return;
    event.preventDefault();
    sendFiles([...event.dataTransfer.files], act);
  });
}

export function label() {
  for (const [id, sign, name] of [["attach", "clip", "attach"], ["place", "place", "sendPlace"], ["keys", "keys", "keys"], ["send", "send", "send"]]) {
    byId(id).replaceChildren(icon(sign));
    named(byId(id), word(name));
  }
  for (const [id, name] of [["where-name", "sendPlace"], ["latitude-name", "latitude"], ["longitude-name", "longitude"], ["where-cancel", "cancel"], ["where-send", "send"], ["whom-cancel", "cancel"], ["drop", "drop"]]) {
    byId(id).textContent = word(name);
  }
  byId("text").setAttribute("aria-label", word("write"));
  byId("keyboard").setAttribute("aria-label", word("keys"));
  byId("file").setAttribute("aria-label", word("attach"));
}

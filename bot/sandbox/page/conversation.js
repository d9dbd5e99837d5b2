// The open chat: its messages with formatted text, files, buttons; edits change a message in place.
import { avatar, button, byId, make } from "./dom.js";
import { formatted } from "./text.js";
import { clockTime, dayName, size, word } from "./words.js";

const drawn = new Map();
let shownChat = null;

export function draw(chat, messages, state, act) {
  const log = byId("messages");
  const key = `${chat?.id}/${state.me?.id}/${document.documentElement.lang}`;
  if (key !== shownChat) {
    drawn.clear();
    log.replaceChildren();
    shownChat = key;
  }
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const wanted = [];
  let day = "";
  for (const message of messages) {
    const name = dayName(message.body.date);
    if (name !== day) wanted.push(piece(`day ${name}`, "", () => make("div", "day", make("span", "", name))));
    day = name;
    const version = `${message.edits}/${message.reaction}`;
    wanted.push(piece(`message ${message.id}`, version, () => bubble(chat, message, state, act)));
  }
  if (!wanted.length) wanted.push(piece("empty", "", () => empty(chat, state)));
  sync(log, wanted);
  if (low || !drawn.size) log.scrollTop = log.scrollHeight;
}

function piece(key, version, build) {
  const known = drawn.get(key);
  if (known && known.version === version) return known.node;
  const node = build();
  if (known) node.classList.add("changed");
  drawn.set(key, { version, node });
  return node;
}

function sync(parent, wanted) {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, place) => {
    if (parent.childNodes[place] !== node) parent.insertBefore(node, parent.childNodes[place] || null);
  });
}

function empty(chat, state) {
  const about = chat?.type === "private" ? state.profile.descriptions[state.me.language_code] || state.profile.descriptions[""] : "";
  return make("div", "empty", make("div", "", about || (chat ? word("empty") : word("choose"))));
}

function bubble(chat, message, state, act) {
  const { body } = message;
  const service = serviceText(body);
  if (service) return make("div", "day", make("span", "", service));
  const mine = message.author === state.me.id && chat.type !== "channel";
  const inner = make("div", "bubble");
  if (!mine && chat.type !== "private") inner.append(make("div", "author", body.from?.first_name || body.sender_chat?.title || ""));
  if (body.forward_origin) inner.append(make("div", "author", `↪ ${body.forward_origin.sender_user?.first_name || body.forward_origin.chat?.title || ""}`));
  if (body.reply_to_message) inner.append(quoted(body.reply_to_message));
  inner.append(...content(body, act));
  inner.append(footer(message));
  const box = make("div", "box", inner, keyboard(message, act));
  const who = mine || chat.type === "private" ? null : avatar(body.from?.id ?? chat.id, body.from?.first_name || chat.title);
  return make("div", `row ${mine ? "mine" : "theirs"}`, who, box);
}

function serviceText(body) {
  if (body.new_chat_members) return `${body.new_chat_members.map((one) => one.first_name).join(", ")} ${word("joined")}`;
  if (body.left_chat_member) return `${body.left_chat_member.first_name} ${word("left")}`;
  return body.migrate_to_chat_id || body.migrate_from_chat_id ? word("migrated") : "";
}

function quoted(body) {
  const name = body.from?.first_name || body.sender_chat?.title || "";
  return make("div", "quoted", make("b", "", name), make("span", "", body.text || body.caption || word("file")));
}

function content(body, act) {
  const parts = [];
  if (body.photo) parts.push(picture(body.photo.at(-1)));
  if (body.document) parts.push(fileCard(body.document));
  if (body.location) parts.push(placeCard(body));
  const text = body.text ?? body.caption;
  if (text) parts.push(make("div", "text", formatted(text, body.entities || body.caption_entities, act)));
  return parts;
}

function picture(photo) {
  const image = make("img", "photo");
  image.src = `/files/${photo.file_id}`;
  image.alt = word("photo");
  return image;
}

function fileCard(document_) {
  const card = make("a", "file", make("span", "disc", "↓"), make("span", "", make("b", "", document_.file_name || word("file")), make("small", "", size(document_.file_size))));
  card.href = `/files/${document_.file_id}`;
  card.download = document_.file_name || "";
  return card;
}

function placeCard(body) {
  const { latitude, longitude } = body.location;
  const card = make("a", "file", make("span", "disc", "⚲"), make("span", "", make("b", "", body.venue?.title || word("place")), make("small", "", body.venue?.address || `${latitude}, ${longitude}`)));
  card.href = `geo:${latitude},${longitude}`;
  return card;
}

function footer(message) {
  const line = make("div", "footer");
  if (message.reaction) line.append(make("span", "reaction", message.reaction));
  if (message.receiver) line.append(`${word("ephemeral")} · `);
  if (message.body.edit_date) line.append(`${word("edited")} · `);
  line.append(clockTime(message.body.date));
  return line;
}

function keyboard(message, act) {
  const rows = message.body.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return make("div", "keyboard", ...rows.map((row) => make("div", "keys", ...row.map((one) => keyButton(message, one, act)))));
}

function keyButton(message, one, act) {
  const mark = one.url ? "↗" : one.copy_text ? "⧉" : one.callback_data === undefined && !one.disabled ? "@" : "";
  const node = button(one.text, `key ${one.style || ""}`, () => act.use(message, one, node));
  if (mark) node.append(make("sup", "", mark));
  if (one.disabled) node.disabled = true;
  return node;
}

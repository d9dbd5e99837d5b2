// Renders one message as a bubble: author, content, time and buttons.
import { avatar, button, icon, make, named } from "./dom.js";
import { attachments, kindOf } from "./media.js";
import { formatted } from "./text.js";
import { clockTime } from "./times.js";
import { word } from "./words.js";

export function bubble(chat, message, me, act, topic) {
  const { body } = message;
  const service = serviceText(body);
  if (service) return make("div", "day service", make("span", "", service));
  const mine = message.author === me && chat.type !== "channel";
  const author = authorOf(body);
  const inner = make("div", `bubble${message.receiver ? " ephemeral" : ""}`);
  if (!mine && chat.type !== "private") inner.append(make("div", "author", author));
  if (topic) inner.append(make("div", "topic", `# ${topic}`));
  if (body.via_bot) inner.append(make("div", "author", `@${body.via_bot.username}`));
  if (body.forward_origin) inner.append(make("div", "author", `${word("forwarded")} ${originOf(body.forward_origin)}`));
  if (body.reply_to_message) inner.append(quoted(body.reply_to_message));
  inner.append(...content(message, act));
  inner.append(footer(message, chat.type === "channel" ? null : act, mine));
  const who = mine || chat.type === "private" ? null : avatar(body.from?.id ?? chat.id, author);
  const row = make("div", `row ${mine ? "mine" : "theirs"}`, who, make("div", "box", inner, keyboard(message, act)));
  row.role = "article";
  row.setAttribute("aria-label", `${mine ? word("you") : author}, ${clockTime(body.date)}`);
  return row;
}

export function summary(body) {
  const text = body.text || body.caption || body.document?.file_name || body.venue?.title || body.poll?.question || serviceText(body);
  const kind = kindOf(body);
  return (text || kind).split("\n").find((line) => line.trim()) || "";
}

function authorOf(body) {
  const { from } = body;
  return from ? [from.first_name, from.last_name].filter(Boolean).join(" ") : body.sender_chat?.title || "";
}

function originOf(origin) {
  return origin.sender_user?.first_name || origin.chat?.title || origin.sender_user_name || "";
}

function serviceText(body) {
  if (body.new_chat_members) return `${body.new_chat_members.map((one) => one.first_name).join(", ")} ${word("joined")}`;
  if (body.left_chat_member) return `${body.left_chat_member.first_name} ${word("left")}`;
  if (body.users_shared) return `${word("chosen")} ${body.users_shared.users.map((one) => one.first_name ?? one.user_id).join(", ")}`;
  if (body.chat_shared) return `${word("chosen")} ${body.chat_shared.title ?? body.chat_shared.chat_id}`;
  if (body.forum_topic_created) return `${word("topic")}: ${body.forum_topic_created.name}`;
  if (body.pinned_message) return `${word("pinned")}: ${summary(body.pinned_message)}`;
  return body.migrate_to_chat_id || body.migrate_from_chat_id ? word("migrated") : "";
}

function quoted(body) {
  return make("div", "quoted", make("b", "", authorOf(body)), make("span", "", summary(body)));
}

function content(message, act) {
  const { body } = message;
  const text = body.text ?? body.caption;
  const said = text ? make("div", "text", formatted(text, body.entities || body.caption_entities, act)) : null;
  return [...attachments(message, act), ...(said ? [said] : [])];
}

function footer(message, act, mine) {
  const line = make("div", "footer");
  if (act && mine && (message.body.text || message.body.caption)) line.append(button(icon("pen"), "reply-key", () => act.correct(message), word("correct")));
  if (act) line.append(button(icon("reply"), "reply-key", () => act.reply(message), word("replyTo")));
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
  const node = button(one.text, `key ${["primary", "success", "danger"].includes(one.style) ? one.style : ""}`, () => act.use(message, one, node));
  const [mark, meaning] = one.url ? ["↗", word("opens")] : one.copy_text ? ["⧉", word("copy")] : one.callback_data === undefined && !one.disabled ? ["@", ""] : ["", ""];
  if (mark) {
    const sign = make("sup", "", mark);
    sign.setAttribute("aria-hidden", "true");
    node.append(sign);
  }
  if (meaning) named(node, `${one.text} (${meaning})`);
  if (one.url) node.title = one.url;
  if (one.disabled) node.disabled = true;
  return node;
}

// A text and its entities as elements. Offsets are UTF-16 units, which is how JavaScript counts anyway.
import { make } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", custom_emoji: "span" };
const SAFE = /^(https?|tg|mailto|tel|ton):/i;

export function formatted(text, entities, act) {
  const found = (entities || []).map((one) => ({ ...one, end: one.offset + one.length }));
  found.sort((one, other) => one.offset - other.offset || other.end - one.end);
  return within(text, 0, text.length, found, act);
}

function within(text, first, last, entities, act) {
  const fragment = document.createDocumentFragment();
  let at = first;
  const rest = [...entities];
  while (rest.length) {
    const outer = rest.shift();
    const inner = [];
    while (rest.length && rest[0].offset < outer.end) {
      const next = rest.shift();
      inner.push({ ...next, end: Math.min(next.end, outer.end) });
      // what sticks out of the outer one goes on after it
      if (next.end > outer.end) rest.unshift({ ...next, offset: outer.end });
    }
    fragment.append(text.slice(at, outer.offset));
    fragment.append(element(outer, within(text, outer.offset, outer.end, inner, act), text.slice(outer.offset, outer.end), act));
    at = outer.end;
  }
  fragment.append(text.slice(at, last));
  return fragment;
}

function element(entity, content, text, act) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], "", content);
  switch (entity.type) {
    case "blockquote":
      return make("blockquote", "", content);
    case "expandable_blockquote":
      return toggling(make("blockquote", "folded", make("div", "fold", content)), "folded");
    case "spoiler":
      return toggling(make("span", "spoiler", content), "spoiler");
    case "text_link":
      return link(entity.url, content, act);
    case "url":
      return link(text, content, act);
    case "bot_command":
      return acting(content, () => act.say(text));
    case "date_time":
      return titled(make("time", "", content), new Date(entity.unix_time * 1000).toLocaleString());
    default:
      return make("span", "mention", content);
  }
}

function link(address, content, act) {
  const start = /^https?:\/\/t\.me\/(\w+)\?start(?:group)?=([\w-]*)$/.exec(address);
  if (start && start[1] === act.bot) return acting(content, () => act.start(start[2]));
  if (!SAFE.test(address)) return make("span", "mention", content);
  const node = titled(make("a", "", content), address);
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

function acting(content, act) {
  const node = make("a", "", content);
  node.href = "#";
  node.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return node;
}

function toggling(node, name) {
  node.tabIndex = 0;
  node.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    node.classList.toggle(name);
  });
  return node;
}

function titled(node, title) {
  node.title = title;
  return node;
}

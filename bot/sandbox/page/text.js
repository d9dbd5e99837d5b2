// Renders a text with its entities. Offsets are UTF-16 units, as in JavaScript strings.
import { make, named } from "./dom.js";
import { word } from "./words.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", custom_emoji: "span" };
const SAFE = /^(https?|tg|mailto|tel|ton):/i;
const BARE_DOMAIN = /^[\w-]+(\.[\w-]+)+(\/|$)/; // «example.org/page», which Telegram treats as a link

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
      // the part beyond the outer entity continues after it
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
    case "pre":
      return make("pre", "", entity.language ? make("span", "language", entity.language) : null, make("code", "", content));
    case "blockquote":
      return make("blockquote", "", content);
    case "expandable_blockquote":
      return quote(content);
    case "spoiler":
      return spoiler(content);
    case "text_link":
      return link(entity.url, content, act);
    case "url":
      return link(text, content, act);
    case "email":
      return link(`mailto:${text}`, content, act);
    case "phone_number":
      return link(`tel:${text}`, content, act);
    case "bot_command":
      return acting(content, () => act.say(text));
    case "date_time":
      return instant(entity, content);
    default:
      return make("span", "mention", content);
  }
}

function link(address, content, act) {
  const start = startPayload(address, act.bot());
  if (start !== null) return acting(content, () => act.start(start));
  const whole = safeAddress(address);
  if (whole === null) return make("span", "mention", content);
  const node = make("a", "", content);
  node.title = whole;
  node.href = whole;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

// returns the full address if following it runs no code here, otherwise null
export function safeAddress(address) {
  const whole = BARE_DOMAIN.test(address) ? `https://${address}` : address;
  return SAFE.test(whole) ? whole : null;
}

// returns the payload of a link that starts this bot, otherwise null
export function startPayload(address, bot) {
  const found = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start(?:group)?=([\w-]*))?$/.exec(address) || /^tg:\/\/resolve\?domain=(\w+)&start=([\w-]*)$/.exec(address);
  return found && found[1].toLowerCase() === bot.toLowerCase() ? found[2] || "" : null;
}

function acting(content, act) {
  const node = make("button", "link", content);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

function instant(entity, content) {
  const node = make("time", "instant", content);
  const date = new Date(entity.unix_time * 1000);
  if (!Number.isNaN(date.getTime())) {
    node.dateTime = date.toISOString();
    node.title = date.toLocaleString();
  }
  return node;
}

function quote(content) {
  const fold = make("button", "fold-key");
  fold.type = "button";
  named(fold, word("quote"));
  const node = make("blockquote", "folded", make("div", "fold", content), fold);
  const turn = () => fold.setAttribute("aria-expanded", String(!node.classList.toggle("folded")));
  fold.setAttribute("aria-expanded", "false");
  fold.addEventListener("click", turn);
  node.addEventListener("click", (event) => {
    if (!event.target.closest("a, button")) turn();
  });
  return node;
}

function spoiler(content) {
  const inside = make("span", "", content);
  inside.setAttribute("aria-hidden", "true");
  inside.inert = true;
  const node = make("span", "spoiler", inside);
  node.tabIndex = 0;
  node.role = "button";
  node.setAttribute("aria-label", word("spoiler"));
  const show = () => {
    inside.inert = false;
    inside.removeAttribute("aria-hidden");
    node.classList.remove("spoiler");
    for (const name of ["tabindex", "role", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show, { once: true });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show();
  });
  return node;
}

// Turns the marks people type into entities, as Telegram's clients do, and entities back into marks.
import { safeAddress } from "./text.js";

const MARKS = { "**": "bold", "__": "italic", "~~": "strikethrough", "||": "spoiler", "`": "code" };
const LINK = /\[([^[\]]+)\]\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)/y;
const WORD = /[\p{L}\p{N}_/]/u;
const ADDRESS = "https://"; // what a new link begins with
// the keys of Telegram Desktop: the pressed key, with Shift or without, and the mark it puts around the selection
const KEYS = [["KeyB", false, "**"], ["KeyI", false, "__"], ["KeyX", true, "~~"], ["KeyP", true, "||"], ["KeyM", true, "`"]];

// returns the text without its marks, and the entities in their place; offsets are UTF-16 units
export function read(source) {
  const entities = [];
  const text = plain(source, 0, entities);
  return { text, entities };
}

function plain(source, offset, entities) {
  let text = "";
  let at = 0;
  while (at < source.length) {
    const found = marked(source, at);
    if (found === null) {
      text += source[at];
      at += 1;
      continue;
    }
    const start = offset + text.length;
    const inner = [];
    const inside = found.entity.type === "code" ? found.inside : plain(found.inside, start, inner);
    entities.push({ ...found.entity, offset: start, length: inside.length }, ...inner);
    text += inside;
    at += found.length;
  }
  return text;
}

// returns the marked part that begins at a place of a text, or null
function marked(source, at) {
  LINK.lastIndex = at;
  const link = LINK.exec(source);
  if (link) return linked(link);
  const mark = Object.keys(MARKS).find((one) => source.startsWith(one, at));
  // underlines within a word or an address belong to it
  if (!mark || (mark === "__" && WORD.test(source[at - 1] ?? ""))) return null;
  const end = source.indexOf(mark, at + mark.length + 1);
  const inside = source.slice(at + mark.length, end);
  // marks stand at words: «2 ** 3 ** 4» has none
  return end < 0 || !inside || inside !== inside.trim() ? null : { entity: { type: MARKS[mark] }, inside, length: inside.length + 2 * mark.length };
}

function linked([whole, inside, address]) {
  const url = safeAddress(address);
  return url === null || !inside.trim() ? null : { entity: { type: "text_link", url }, inside, length: whole.length };
}

// returns the text with marks in the place of its entities, so that it can be edited
export function write(text, entities) {
  const pieces = (entities || []).map((one) => ({ ...one, ends: ends(one) })).filter((one) => one.ends);
  const opening = (at) => pieces.filter((one) => one.offset === at).sort((one, other) => other.length - one.length);
  const closing = (at) => pieces.filter((one) => one.offset + one.length === at).sort((one, other) => one.length - other.length);
  let source = "";
  for (let at = 0; at <= text.length; at += 1) {
    source += closing(at).map((one) => one.ends[1]).join("") + opening(at).map((one) => one.ends[0]).join("") + (text[at] ?? "");
  }
  return source;
}

function ends({ type, url }) {
  if (type === "text_link") return ["[", `](${url})`];
  const mark = Object.keys(MARKS).find((one) => MARKS[one] === type);
  return mark ? [mark, mark] : null;
}

// puts marks around the selection of a field if the keys ask for it, and returns whether they did
export function key(event, field) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || field.selectionStart === field.selectionEnd) return false;
  if (event.code === "KeyK" && !event.shiftKey) return surround(field, "[", `](${ADDRESS})`);
  const found = KEYS.find(([code, shift]) => event.code === code && event.shiftKey === shift);
  return found ? surround(field, found[2], found[2]) : false;
}

// the selected words stay selected; of a link the address is selected, to be replaced
function surround(field, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  field.setRangeText(before + value.slice(start, end) + after, start, end);
  const first = start + before.length;
  const last = first + end - start;
  const address = after.indexOf(ADDRESS);
  field.setSelectionRange(...(address < 0 ? [first, last] : [last + address, last + address + ADDRESS.length]));
  field.dispatchEvent(new Event("input"));
  return true;
}

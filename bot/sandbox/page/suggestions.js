// Shows a list over the input field: the bot's commands after «/», inline results after «@bot …».
import { byId, make } from "./dom.js";
import { word } from "./words.js";

const OPTION = "option-";
let entries = [];
let active = 0;

export function isOpen() {
  return !byId("menu").hidden;
}

// entries: [{ title, about, pick }]
export function show(found, name) {
  const same = found.length === entries.length && found.every((one, place) => one.title === entries[place].title);
  entries = found;
  if (!same) active = 0;
  const menu = byId("menu");
  menu.hidden = !found.length;
  menu.setAttribute("aria-label", word(name));
  menu.replaceChildren(...found.map(row));
  byId("text").setAttribute("aria-expanded", String(isOpen()));
  mark();
}

export function hide() {
  if (isOpen()) show([], "menu");
}

function row(entry, place) {
  const node = make("li", "", make("b", "", entry.title), make("small", "", entry.about));
  node.role = "option";
  node.id = `${OPTION}${place}`;
  // the input field keeps the focus
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", entry.pick);
  return node;
}

function mark() {
  const text = byId("text");
  [...byId("menu").children].forEach((node, place) => {
    node.classList.toggle("on", place === active);
    node.setAttribute("aria-selected", String(place === active));
  });
  if (!isOpen()) return text.removeAttribute("aria-activedescendant");
  text.setAttribute("aria-activedescendant", `${OPTION}${active}`);
  return byId(`${OPTION}${active}`).scrollIntoView({ block: "nearest" });
}

// returns whether the list has handled the key
export function key(event) {
  if (!isOpen()) return false;
  if (event.key === "ArrowDown") active = (active + 1) % entries.length;
  else if (event.key === "ArrowUp") active = (active + entries.length - 1) % entries.length;
  else if (event.key === "Enter" && !event.shiftKey) entries[active].pick();
  else if (event.key === "Tab" && !event.shiftKey && entries[active].complete) entries[active].complete();
  else if (event.key === "Escape") hide();
  else return false;
  event.preventDefault();
  if (isOpen()) mark();
  return true;
}

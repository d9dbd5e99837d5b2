// Remembers the message that the next one replies to, and shows it above the field.
import { byId, icon, make, named } from "./dom.js";
import { summary } from "./message.js";
import { word } from "./words.js";

let target = null;

function place({ person, chat }) {
  return `${person}/${chat}`;
}

export function begin(here, message) {
  target = { place: place(here), message };
  draw(here);
  byId("text").focus();
}

export function end() {
  target = null;
  byId("reply").hidden = true;
}

// the number of the message replied to in this chat, or null
export function number(here) {
  return target?.place === place(here) ? target.message.id : null;
}

export function draw(here) {
  const bar = byId("reply");
  const shown = number(here);
  bar.hidden = shown === null;
  if (shown === null || Number(bar.dataset.shown) === shown) return;
  bar.dataset.shown = shown;
  const cancel = make("button", "round", icon("close"));
  cancel.type = "button";
  named(cancel, word("cancel"));
  cancel.addEventListener("click", end);
  const quoted = make("span", "", make("b", "", word("reply")), make("small", "", summary(target.message.body)));
  bar.replaceChildren(quoted, cancel);
}

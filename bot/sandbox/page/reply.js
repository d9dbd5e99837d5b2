// Remembers the message that the next one replies to, or the own one that it corrects, and shows it above the field.
import { byId, icon, make, named } from "./dom.js";
import { summary } from "./message.js";
import { word } from "./words.js";

let target = null;

function place({ person, chat }) {
  return `${person}/${chat}`;
}

export function begin(here, message, correcting = false) {
  target = { place: place(here), message, correcting };
  draw(here);
  byId("text").focus();
}

export function end() {
  target = null;
  byId("reply").hidden = true;
}

// the number of the message replied to in this chat, or null
export function number(here) {
  return target?.place === place(here) && !target.correcting ? target.message.id : null;
}

// the number of the own message that is corrected in this chat, or null
export function corrected(here) {
  return target?.place === place(here) && target.correcting ? target.message.id : null;
}

export function draw(here) {
  const bar = byId("reply");
  const shown = number(here) ?? corrected(here);
  bar.hidden = shown === null;
  const signature = `${shown}/${target?.correcting}/${document.documentElement.lang}`;
  if (shown === null || bar.dataset.shown === signature) return;
  bar.dataset.shown = signature;
  const cancel = make("button", "round", icon("close"));
  cancel.type = "button";
  named(cancel, word("cancel"));
  cancel.addEventListener("click", giveUp);
  const quoted = make("span", "", make("b", "", word(target.correcting ? "correcting" : "reply")), make("small", "", summary(target.message.body)));
  bar.replaceChildren(quoted, cancel);
}

// the field holds the text of the message that was to be corrected
function giveUp() {
  if (target.correcting) {
    byId("text").value = "";
    byId("text").dispatchEvent(new Event("input"));
  }
  end();
}

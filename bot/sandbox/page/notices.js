// What appears over the page: lines that pass, and a window that waits for «OK».
import { byId, make } from "./dom.js";
import { word } from "./words.js";

const SHOWN = 5000; // milliseconds

export function toast(text) {
  const node = make("div", "toast", text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SHOWN);
}

export function alertBox(text) {
  byId("alert").querySelector("p").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

// the result of some work, or null where it failed, of which a line tells
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(`${word("failed")}: ${error.message}`);
    return null;
  }
}

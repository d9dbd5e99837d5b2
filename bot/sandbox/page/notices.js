// Shows toasts over the page, and alerts that wait for «OK».
import { byId, make } from "./dom.js";
import { word } from "./words.js";

const TOAST_DURATION = 5000; // milliseconds

export function toast(text) {
  const node = make("div", "toast", text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_DURATION);
}

export function alertBox(text) {
  byId("alert").querySelector("p").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

// returns the result of `work`, or null after showing its error in a toast
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(`${word("failed")}: ${error.message}`);
    return null;
  }
}

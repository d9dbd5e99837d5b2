// Sends inline queries («@bot question») while a person types, and offers the results.
import { attempt } from "./notices.js";
import * as suggestions from "./suggestions.js";
import { order } from "./wire.js";

const TYPING_PAUSE = 300; // milliseconds without typing before the query is sent
let asked = null;
let timer = 0;

// returns whether the text is an inline query; `done` empties the field
export function inline(text, act, done) {
  clearTimeout(timer);
  const name = `@${act.bot()} `;
  if (!text.toLowerCase().startsWith(name.toLowerCase())) {
    asked = null;
    return false;
  }
  timer = setTimeout(async () => {
    const { person, chat } = act.here();
    const pressed = await attempt(() => order("ask_inline", { person, chat, query: text.slice(name.length).trim() }));
    asked = pressed && { id: pressed.query, person, chat, act, done };
    return settle();
  }, TYPING_PAUSE);
  return true;
}

// shows the results when the bot has answered
export async function settle() {
  const question = asked;
  if (!question) return;
  const { answer } = await order("query", { id: question.id });
  if (!answer || asked !== question) return;
  asked = null;
  suggestions.show(answer.results.map((one) => ({
    title: one.title || one.id,
    about: one.description || "",
    pick: () => {
      question.done();
      return question.act.order("choose_inline", { person: question.person, chat: question.chat, query: question.id, result: one.id });
    },
  })), "results");
}

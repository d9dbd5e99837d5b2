// «@bot question» in any chat: asks while one types, and offers what the bot answers.
import { attempt } from "./notices.js";
import * as suggestions from "./suggestions.js";
import { order } from "./wire.js";

const PAUSE = 300; // milliseconds of silence before the bot is asked
let asked = null;
let timer = 0;

// whether the text is a question to the bot; `done` empties the field
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
  }, PAUSE);
  return true;
}

// shows the answer once there is one
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

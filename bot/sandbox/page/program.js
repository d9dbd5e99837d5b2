// Shows what the program behind the bot offers: another start, scenes, where its data is.
import { button, make, named } from "./dom.js";
import { instantOf, wallTime } from "./times.js";
import { language, word } from "./words.js";

let parts = null;

export function build(act) {
  const text = make("p", "offer-text");
  const days = make("div", "chips");
  const picker = named(make("input"), word("startDate"));
  picker.type = "datetime-local";
  const submit = make("button", "chip strong", word("startThere"));
  submit.type = "submit";
  const form = make("form", "chips", picker, submit);
  picker.addEventListener("input", () => (parts.touched = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (picker.value) begin(act, instantOf(picker.value.slice(0, 16)));
  });
  const offer = make("section", "card", make("h2", "", word("startDay")), text, days, form);
  const scenes = make("div", "chips");
  const show = make("section", "card", make("h2", "", word("show")), scenes);
  const facts = make("ul", "facts muted");
  facts.setAttribute("aria-label", word("facts"));
  parts = { offer, text, days, picker, show, scenes, facts, drawn: "", touched: false, offered: [] };
  return { offer, show, facts };
}

function begin(act, at) {
  parts.touched = false;
  parts.picker.blur();
  return act.order("clock", { start: at });
}

export function draw(view, act) {
  parts.offer.hidden = !view.offer;
  parts.show.hidden = !view.scenes.length;
  if (view.offer) drawOffer(view, act);
  const drawn = view.scenes.map((one) => one.name).join();
  if (parts.drawn !== drawn) {
    // not at each change: the focus would be lost
    parts.drawn = drawn;
    parts.scenes.replaceChildren(...view.scenes.map((one) => button(one.label[language], "chip", (event) => play(event.currentTarget, act, one.name))));
  }
  parts.facts.replaceChildren(...Object.entries(view.facts).map(([name, value]) => make("li", "", `${word(name)}: `, make("code", "", value))));
}

function drawOffer(view, act) {
  const text = view.offer.text[language];
  parts.offered = view.offer.days;
  if (document.activeElement !== parts.picker && !parts.touched) parts.picker.value = wallTime(Date.parse(view.now) / 1000);
  if (parts.text.textContent === text) return;
  parts.text.textContent = text;
  parts.days.replaceChildren(...view.offer.days.map((day, place) => button(day.label[language], "chip", () => begin(act, parts.offered[place].at))));
}

async function play(node, act, name) {
  node.disabled = true;
  document.getElementById("right").classList.add("moving");
  await act.order("scene", { name, person: act.here().person });
  document.getElementById("right").classList.remove("moving");
  node.disabled = false;
}

// Renders what a message carries beside its text: images, files, locations, polls, contacts.
import { button, icon, make } from "./dom.js";
import { size } from "./times.js";
import { word } from "./words.js";

const SHOWABLE = /^image\/(png|jpeg|gif|webp)$/;
const HIGHEST = 520; // pixels, as in the style sheet
const FILES = ["document", "video", "animation", "audio", "voice", "video_note", "sticker"];

// the label of a message without text
export function kindOf(body) {
  if (body.photo) return word("photo");
  if (body.location) return word("place");
  if (body.contact) return body.contact.first_name;
  return FILES.some((name) => body[name]) ? word("file") : "";
}

export function attachments(message, act) {
  const { body } = message;
  const parts = [];
  const file = body[FILES.find((name) => body[name])];
  if (body.photo) parts.push(picture(body.photo.at(-1), body.caption));
  if (file && SHOWABLE.test(file.mime_type)) parts.push(picture(file, file.file_name));
  if (file) parts.push(fileCard(file));
  if (body.location) parts.push(placeCard(body));
  if (body.contact) parts.push(card("person", body.contact.first_name, body.contact.phone_number));
  if (body.poll) parts.push(poll(message, act));
  return parts;
}

function picture(file, name) {
  const image = make("img", "photo");
  image.src = `/files/${encodeURIComponent(file.file_id)}`;
  image.alt = (name || word("photo")).slice(0, 200);
  // the space is reserved before the image has loaded, so that the layout does not jump
  if (file.width) {
    Object.assign(image, { width: file.width, height: file.height });
    image.style.maxWidth = `min(100%, ${Math.floor((HIGHEST * file.width) / file.height)}px)`;
  }
  const frame = make("a", "picture", image);
  frame.href = image.src;
  frame.download = "";
  return frame;
}

function card(sign, title, about) {
  return make("a", "file", make("span", "disc", icon(sign)), make("span", "", make("b", "", title), make("small", "", about)));
}

function fileCard(file) {
  const node = card("file", file.file_name || word("file"), size(file.file_size ?? 0));
  node.href = `/files/${encodeURIComponent(file.file_id)}`;
  node.download = file.file_name || "";
  return node;
}

function placeCard(body) {
  const { latitude, longitude } = body.location;
  const node = card("place", body.venue?.title || word("place"), body.venue?.address || `${latitude}, ${longitude}`);
  node.href = `geo:${Number(latitude)},${Number(longitude)}`;
  return node;
}

function poll(message, act) {
  const { poll: asked } = message.body;
  const options = asked.options.map((one, place) => {
    const node = button("", "option", () => act.order("vote", { ...act.here(), message_id: message.id, options: [place] }));
    node.append(make("span", "", one.text), make("span", "muted", String(one.voter_count)));
    node.disabled = asked.is_closed;
    return node;
  });
  return make("div", "poll-card", make("b", "", asked.question), ...options);
}

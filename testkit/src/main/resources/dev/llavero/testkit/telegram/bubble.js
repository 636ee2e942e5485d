import { formatted, link } from "./text.js";

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child != null));
  return element;
}

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const time = seconds => clock.format(new Date(seconds * 1000));
export const fileUrl = file => `/_sim/files/${encodeURIComponent(file.file_id)}`;

/** A message as an element. `actions` as in text.js, and: press(message, row, column, element), view(url), menu(event, message). */
export function bubble(message, replied, actions) {
  const text = message.text ?? message.caption ?? "";
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const element = make("article", { className: "message" });
  element.classList.toggle("mine", !message.from_bot);
  element.classList.toggle("with-buttons", rows.length > 0);
  element.classList.toggle("only-emoji", /^(\p{Extended_Pictographic}\uFE0F?){1,3}$/u.test(text));
  element.dataset.id = message.message_id;

  const inside = make("div", { className: "bubble" });
  if (replied) inside.append(reply(replied));
  if (message.photo) inside.append(picture(message.photo.at(-1), text, actions));
  if (message.document) inside.append(document_(message.document));
  const meta = make("span", { className: "meta" },
    make("bdi", { dir: "ltr" }, (message.edited ? "edited " : "") + time(message.date)));
  if (text) {
    const body = formatted(text, message.entities ?? message.caption_entities, actions);
    body.append(meta);
    inside.append(body);
  } else {
    inside.append(meta);
  }
  inside.addEventListener("contextmenu", event => actions.menu(event, message));
  element.append(inside);
  if (rows.length) element.append(buttons(message, rows, actions));
  return element;
}

function reply(message) {
  const text = message.text ?? message.caption ?? (message.photo ? "Photo" : "File");
  return make("span", { className: "reply", dir: "auto" },
    make("b", {}, message.from_bot ? "Bot" : "You"), text);
}

function picture(size, caption, actions) {
  const image = make("img", { src: fileUrl(size), alt: caption || "Picture", loading: "lazy" });
  image.width = size.width;
  image.height = size.height;
  image.style.height = "auto";
  const button = make("button", { type: "button", className: caption ? "picture" : "picture alone" }, image);
  button.style.minWidth = `${Math.min(300, Math.max(180, size.width))}px`;
  button.setAttribute("aria-label", "Enlarge the picture");
  button.addEventListener("click", () => actions.view(fileUrl(size)));
  return button;
}

function document_(file) {
  const sheet = make("span", { className: "sheet" }, icon("M12 4v11m-5-5l5 5 5-5M5 20h14"));
  return make("a", { className: "document", href: fileUrl(file), download: file.file_name },
    sheet, make("b", {}, file.file_name), make("small", {}, bytes(file.file_size)));
}

function bytes(count) {
  if (count < 1024) return `${count} B`;
  return count < 1 << 20 ? `${(count / 1024).toFixed(1)} KB` : `${(count / (1 << 20)).toFixed(1)} MB`;
}

function buttons(message, rows, actions) {
  const grid = make("div", { className: "buttons" });
  rows.forEach((row, r) => {
    const line = make("div");
    row.forEach((button, c) => line.append(inlineButton(message, button, r, c, actions)));
    grid.append(line);
  });
  return grid;
}

function inlineButton(message, button, row, column, actions) {
  const element = make(button.url ? "a" : "button", { dir: "auto" }, button.text);
  if (button.style) element.classList.add(button.style);
  if (button.url) {
    link(element, button.url, actions);
    element.append(icon("M7 17L17 7M9 7h8v8"));
    return element;
  }
  element.type = "button";
  if (button.copy_text) {
    element.append(icon("M9 9h11v11H9zM5 15H4V4h11v1"));
    element.addEventListener("click", () => actions.copy(button.copy_text.text));
  } else {
    element.dataset.place = `${row}:${column}`;
    element.addEventListener("click", () => actions.press(message, row, column, element));
  }
  return element;
}

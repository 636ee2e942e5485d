import { bubble, make, time } from "./bubble.js";

const LANGUAGES = [["es", "Español", "Lucía"], ["ru", "Русский", "Иван"], ["en", "English", "Alice"],
  ["fa", "فارسی", "سارا"], ["zh", "中文", "小明"], ["uk", "Українська", "Олена"], ["de", "Deutsch", "Jonas"],
  ["", "Not told", "Sam"]];
const SPINNER_MS = 30_000;
const NEAR_BOTTOM_PX = 120;

const $ = id => document.getElementById(id);
const chats = new Map();      // user id → { user, messages: Map, … } as the simulator last told
const drafts = new Map();
const seen = new Map();       // user id → change number up to which messages were looked at
const waiting = new Map();    // query id → the message and place of the pressed button
const answers = new Map();    // query id → the press as the simulator last told
const arrivals = new Map();   // user id → whoever waits for a new user to be told of
const days = new Intl.DateTimeFormat([], { day: "numeric", month: "long" });

let current = null;
let bot = { first_name: "", username: "" };
let editing = null;
let opening = new URLSearchParams(location.search);
let loaded = false;

// Talking to the simulator

async function ask(verb, path, body) {
  const raw = body instanceof Blob;
  const response = await fetch(`/_sim/${path}`, {
    method: verb,
    headers: body && !raw ? { "Content-Type": "application/json" } : {},
    body: body && !raw ? JSON.stringify(body) : body,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.description ?? response.statusText);
  return answer;
}

/** Runs what the person asked for; what goes wrong is shown, not lost. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function listen() {
  const stream = new EventSource("/_sim/events");
  stream.onopen = () => document.body.classList.remove("offline");
  stream.onerror = () => {
    document.body.classList.add("offline");
    showStatus();
  };
  stream.onmessage = event => take(JSON.parse(event.data));
}

function take(news) {
  if (news.everything) chats.clear();
  if (news.bot) bot = news.bot;
  for (const chat of news.chats) merge(chat);
  for (const press of news.presses) {
    answers.set(press.query_id, press);
    settle(press.query_id);
  }
  if (!loaded) {
    loaded = true;
    for (const chat of chats.values()) seen.set(chat.id, chat.change);
    showPeople();
    return firstScreen();
  }
  if (current && !chats.has(current)) return location.assign("/");
  if (news.everything) $("messages").replaceChildren();
  showPeople();
  const mine = news.chats.find(chat => chat.id === current);
  if (mine) showChanges(mine, !news.everything);
}

/** When the simulator has told of the new user. */
function arrival(id) {
  return chats.has(id) ? Promise.resolve() : new Promise(done => arrivals.set(id, done));
}

function merge(news) {
  const known = chats.get(news.id) ?? { messages: new Map() };
  for (const message of news.messages) known.messages.set(message.message_id, message);
  chats.set(news.id, { ...news, messages: known.messages });
  arrivals.get(news.id)?.();
  arrivals.delete(news.id);
}

const alive = chat => [...chat.messages.values()].filter(message => !message.deleted);

// People

function hue(id) {
  return [4, 28, 262, 142, 188, 212, 334][id % 7];
}

function avatar(user, size = "") {
  const element = make("span", { className: `avatar ${size}`, ariaHidden: "true" }, [...user.first_name][0].toUpperCase());
  element.style.setProperty("--hue", hue(user.id));
  return element;
}

function unread(chat) {
  if (chat.id === current && !document.hidden) return 0;
  return alive(chat).filter(m => m.from_bot && m.change > (seen.get(chat.id) ?? 0)).length;
}

function showPeople() {
  const sorted = [...chats.values()].sort((a, b) => (alive(b).at(-1)?.date ?? 0) - (alive(a).at(-1)?.date ?? 0) || b.change - a.change);
  $("people").replaceChildren(...sorted.map(person));
  const elsewhere = sorted.filter(chat => chat.id !== current).reduce((sum, chat) => sum + unread(chat), 0);
  $("unread-elsewhere").hidden = !elsewhere;
  $("unread-elsewhere").textContent = elsewhere;
}

function person(chat) {
  const last = alive(chat).at(-1);
  const row = make("button", { className: "person" },
    avatar(chat.user),
    make("strong", { dir: "auto" }, chat.user.first_name, make("small", {}, chat.user.language_code ?? "–")),
    make("time", {}, last ? time(last.date) : ""),
    make("span", { className: "last", dir: "auto" }, chat.blocked ? "🚫 bot blocked" : preview(last)));
  const count = unread(chat);
  row.classList.toggle("unread", count > 0);
  if (count) row.append(make("span", { className: "badge", ariaLabel: `${count} new` }, String(count)));
  row.setAttribute("aria-current", String(chat.id === current));
  row.addEventListener("click", () => choose(chat.id));
  return row;
}

function preview(message) {
  if (!message) return "Not started yet";
  const text = message.text ?? message.caption ?? (message.photo ? "Photo" : message.document?.file_name ?? "");
  return (message.from_bot ? "" : "You: ") + text.replaceAll("\n", " ").slice(0, 120);
}

function choose(id) {
  if (current) drafts.set(current, $("input").value);
  stopEditing();
  current = id;
  seen.set(id, chats.get(id).change);
  $("input").value = drafts.get(id) ?? "";
  history.replaceState(null, "", `?user=${id}`);
  document.body.dataset.screen = "chat";
  document.querySelector(".chat").hidden = false;
  $("messages").replaceChildren();
  hideCommands();
  showPeople();
  showChanges({ messages: alive(chats.get(id)) }, false);
  toBottom("instant");
  if (matchMedia("(hover: hover)").matches) $("input").focus();
}

// Messages

function showChanges(news, animated = true) {
  const chat = chats.get(current);
  const atBottom = nearBottom();
  showHead(chat);
  for (const message of news.messages) showMessage(chat, message, animated);
  tidy(chat);
  showFoot(chat);
  if (!document.hidden) seen.set(current, chat.change);
  if (atBottom || news.messages.some(m => !m.from_bot)) toBottom(animated ? "smooth" : "instant");
  $("to-bottom").hidden = nearBottom();
}

function showMessage(chat, message, animated) {
  const old = $("messages").querySelector(`[data-id="${message.message_id}"]`);
  if (message.deleted) {
    if (!old) return;
    old.removeAttribute("data-id");
    old.classList.add("going");
    setTimeout(() => old.remove(), 200);
    return;
  }
  const fresh = bubble(message, chat.messages.get(message.reply_to), actions);
  if (old) {
    old.replaceWith(fresh);
    fresh.querySelector(".bubble").classList.toggle("flash", animated && message.from_bot);
  } else {
    fresh.classList.toggle("new", animated);
    $("messages").append(fresh);
  }
  for (const press of waiting.values())
    if (press.user === current && press.message === message.message_id) spin(press, true);
}

/** Day marks, and which bubble follows one of the same side. */
function tidy(chat) {
  $("messages").querySelectorAll(".day, .about").forEach(element => element.remove());
  let day = null;
  let side = null;
  for (const element of $("messages").querySelectorAll("[data-id]")) {
    const message = chat.messages.get(Number(element.dataset.id));
    const name = days.format(new Date(message.date * 1000));
    if (name !== day) element.before(make("div", { className: "day" }, name));
    element.classList.toggle("follows", side === message.from_bot && name === day);
    const previous = element.previousElementSibling;
    if (previous?.dataset.id) previous.classList.toggle("tail", side !== message.from_bot && !previous.classList.contains("with-buttons"));
    element.classList.toggle("tail", !element.classList.contains("with-buttons"));
    day = name;
    side = message.from_bot;
  }
  if (!day) $("messages").append(about(chat));
}

function about(chat) {
  return make("section", { className: "about" },
    make("img", { src: "key.svg", alt: "" }),
    make("h2", { dir: "auto" }, chat.bot_name),
    make("p", { dir: "auto" }, chat.bot_description || "No messages here yet."));
}

function showHead(chat) {
  $("bot-name").textContent = chat.bot_name;
  document.title = `${chat.user.first_name} · ${chat.bot_name}`;
  $("me").replaceChildren(avatar(chat.user, "small"));
  $("me").title = `You are ${chat.user.first_name}. Switch user`;
  showStatus();
}

function showStatus() {
  const chat = chats.get(current);
  const offline = document.body.classList.contains("offline");
  const left = (chat?.action?.until ?? 0) - Date.now();
  const busy = !offline && left > 0 && left < 10_000;
  $("status").textContent = offline ? "connecting…" : busy ? chat.action.name.replaceAll("_", " ") + "…" : "bot";
  $("status").classList.toggle("busy", offline || busy);
  if (busy) setTimeout(showStatus, left + 50);
}

function showFoot(chat) {
  const empty = alive(chat).length === 0;
  $("start").hidden = !chat.blocked && !empty;
  $("start").textContent = chat.blocked ? "UNBLOCK BOT" : "START";
  $("start").classList.toggle("go", !chat.blocked);
  $("composer").hidden = chat.blocked || empty;
  $("menu").hidden = !chat.commands.length;
  const rows = chat.blocked ? [] : chat.reply_keyboard?.keyboard ?? [];
  $("reply-keyboard").hidden = !rows.length;
  $("reply-keyboard").replaceChildren(...rows.map(row => make("div", {}, ...row.map(suggestion))));
  $("input").placeholder = chat.reply_keyboard?.input_field_placeholder ?? "Message";
  grow();
}

function suggestion(button) {
  const element = make("button", { type: "button", dir: "auto" }, button.text);
  element.addEventListener("click", () => say(button.text));
  return element;
}

function nearBottom() {
  const box = $("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_BOTTOM_PX;
}

function toBottom(behavior = "smooth") {
  requestAnimationFrame(() => $("scroll").scrollTo({ top: $("scroll").scrollHeight, behavior }));
}

// What a person does

function say(text) {
  const user = current;
  return attempt(() => ask("POST", `users/${user}/messages`, { text }));
}

const actions = {
  async copy(text) {
    await attempt(async () => {
      await copyText(text);
      toast("Copied");
    });
  },
  command: say,
  open,
  view(url) {
    $("viewer").querySelector("img").src = url;
    $("viewer").showModal();
  },
  async press(message, row, column, element) {
    if (element.classList.contains("waiting")) return;
    const press = { user: current, message: message.message_id, place: element.dataset.place };
    spin(press, true);
    const answer = await attempt(() =>
      ask("POST", `users/${press.user}/presses`, { message_id: press.message, row, column }));
    if (!answer?.query_id) return spin(press, false);
    waiting.set(answer.query_id, press);
    setTimeout(() => giveUp(answer.query_id), SPINNER_MS);
    settle(answer.query_id);
  },
  menu(event, message) {
    event.preventDefault();
    const text = message.text ?? message.caption;
    popup(event.clientX, event.clientY, [
      text && ["Copy text", () => actions.copy(text)],
      !message.from_bot && message.text && ["Edit", () => startEditing(message)],
      ["Delete", () => attempt(() => ask("DELETE", `chats/${current}/messages/${message.message_id}`)), "danger"],
    ], `Message ${message.message_id}`);
  },
};

function spin(press, on) {
  if (press.user !== current) return;
  $("messages").querySelector(`[data-id="${press.message}"] [data-place="${press.place}"]`)?.classList.toggle("waiting", on);
}

/** The answer may be here before the question: both ways lead to this. */
function settle(queryId) {
  const press = waiting.get(queryId);
  const answer = answers.get(queryId);
  if (!press || !answer?.answered) return;
  giveUp(queryId);
  if (answer.url) open(answer.url) || window.open(answer.url, "_blank", "noopener");
  if (!answer.text) return;
  if (answer.alert) alertBox(answer.text);
  else toast(answer.text);
}

function giveUp(queryId) {
  const press = waiting.get(queryId);
  if (!press) return;
  waiting.delete(queryId);
  spin(press, false);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyTheOldWay(text);
  }
}

/** Without TLS, and not on this machine, a browser gives the page no clipboard; this still works. */
function copyTheOldWay(text) {
  const area = make("textarea", { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("This browser does not let the page copy.");
}

/** A link to this bot is followed here; true means that the browser need not open it. */
function open(url) {
  const link = new URL(url, location.href);
  const toBot = (link.host === "t.me" && link.pathname.slice(1).toLowerCase() === bot.username.toLowerCase())
    || (link.protocol === "tg:" && link.searchParams.get("domain")?.toLowerCase() === bot.username.toLowerCase());
  if (toBot) {
    openAs(link.searchParams.get("start"));
    return true;
  }
  if (link.host === "t.me" && link.pathname === "/share/url") {
    actions.copy(link.searchParams.get("url") ?? "");
    return true;
  }
  if (!/^https?:$/.test(link.protocol)) {
    toast(`Would open ${url}`);
    return true;
  }
  return false;
}

function openAs(payload) {
  const start = id => {
    $("open-as").close();
    choose(id);
    say(payload ? `/start ${payload}` : "/start");
  };
  const options = [...chats.values()].map(chat => {
    const button = make("button", { type: "button" }, avatar(chat.user, "small"), make("span", { dir: "auto" }, chat.user.first_name));
    button.addEventListener("click", () => start(chat.id));
    return button;
  });
  const fresh = make("button", { type: "button" }, "＋ New user");
  fresh.addEventListener("click", async () => {
    $("open-as").close();
    const id = await newPerson();
    if (id) start(id);
  });
  $("open-as-people").replaceChildren(...options, fresh);
  $("open-as").showModal();
}

// Composer

function grow() {
  $("input").style.height = "auto";
  $("input").style.height = `${$("input").scrollHeight}px`;
}

function startEditing(message) {
  editing = message;
  $("editing").hidden = false;
  $("editing-text").textContent = message.text;
  $("input").value = message.text;
  $("input").focus();
  grow();
}

function stopEditing() {
  if (!editing) return;
  editing = null;
  $("editing").hidden = true;
  $("input").value = "";
  grow();
}

function send() {
  const text = $("input").value.trim();
  if (!text) return;
  if (editing) {
    const id = editing.message_id;
    stopEditing();
    attempt(() => ask("POST", `users/${current}/edits`, { message_id: id, text }));
    return;
  }
  $("input").value = "";
  grow();
  hideCommands();
  say(text);
}

async function sendFile(file) {
  const caption = encodeURIComponent($("input").value.trim());
  $("input").value = "";
  grow();
  const isPicture = ["image/png", "image/jpeg", "image/gif", "image/bmp"].includes(file.type);
  const path = isPicture ? `photos?caption=${caption}` : `documents?name=${encodeURIComponent(file.name)}&caption=${caption}`;
  await attempt(() => ask("POST", `users/${current}/${path}`, file));
}

function showCommands(prefix) {
  const matching = chats.get(current).commands.filter(c => `/${c.command}`.startsWith(prefix));
  $("commands").replaceChildren(...matching.map(command => {
    const button = make("button", { type: "button", role: "option" },
      make("b", {}, `/${command.command}`), make("span", { dir: "auto" }, command.description));
    button.addEventListener("click", () => {
      hideCommands();
      $("input").value = "";
      grow();
      say(`/${command.command}`);
    });
    return button;
  }));
  $("commands").hidden = !matching.length;
  $("menu").setAttribute("aria-expanded", String(matching.length > 0));
}

function hideCommands() {
  $("commands").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
}

$("composer").addEventListener("submit", event => {
  event.preventDefault();
  send();
});
$("input").addEventListener("input", () => {
  grow();
  if (/^\/\w*$/.test($("input").value)) showCommands($("input").value);
  else hideCommands();
});
$("input").addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && !$("input").value) {
    const last = alive(chats.get(current)).findLast(message => !message.from_bot && message.text);
    if (last) startEditing(last);
  } else if (event.key === "ArrowUp" && !$("commands").hidden) {
    event.preventDefault();
    $("commands").lastElementChild.focus();
  }
});
$("commands").addEventListener("keydown", event => {
  const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  (document.activeElement[step] ?? $("input")).focus();
});
$("file").addEventListener("change", async () => {
  for (const file of $("file").files) await sendFile(file);
  $("file").value = "";
});
$("input").addEventListener("paste", event => {
  const picture = [...event.clipboardData.files].find(file => file.type.startsWith("image/"));
  if (!picture) return;
  event.preventDefault();
  sendFile(picture);
});
$("menu").addEventListener("click", () => $("commands").hidden ? showCommands("/") : hideCommands());
$("editing-stop").addEventListener("click", stopEditing);
$("start").addEventListener("click", () => {
  if (chats.get(current).blocked) attempt(() => ask("POST", `users/${current}/unblock`));
  else say("/start");
});
$("back").addEventListener("click", () => document.body.dataset.screen = "list");
$("to-bottom").addEventListener("click", () => toBottom());
$("scroll").addEventListener("scroll", () => $("to-bottom").hidden = nearBottom());
$("add-person").addEventListener("click", async () => {
  const id = await newPerson();
  if (id) choose(id);
});
$("me").addEventListener("click", () => {
  const box = $("me").getBoundingClientRect();
  popup(box.right, box.bottom + 4, [
    ...[...chats.values()].map(chat =>
      [chat.user.first_name + (chat.id === current ? " ✓" : ""), () => choose(chat.id)]),
    ["＋ New user", () => $("add-person").click()],
  ]);
});
$("more").addEventListener("click", () => {
  const chat = chats.get(current);
  const box = $("more").getBoundingClientRect();
  popup(box.right, box.bottom + 4, [
    ["Copy my Telegram id", () => actions.copy(String(chat.id))],
    chat.blocked
      ? ["Unblock bot", () => attempt(() => ask("POST", `users/${chat.id}/unblock`))]
      : ["Block bot", () => attempt(() => ask("POST", `users/${chat.id}/block`)), "danger"],
  ], `${chat.user.first_name} · ${chat.user.language_code ?? "no language"} · ${chat.id}`);
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  if (!$("commands").hidden) hideCommands();
  else if (editing) stopEditing();
});
document.addEventListener("click", event => {
  if (!event.target.closest("#commands, #menu, #input")) hideCommands();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !current) return;
  seen.set(current, chats.get(current).change);
  showPeople();
});

// What comes on top

let toastEnd;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toastEnd);
  toastEnd = setTimeout(() => $("toast").classList.remove("on"), 2600 + 30 * text.length);
}

function alertBox(text) {
  $("alert-text").textContent = text;
  $("alert").showModal();
}

function popup(x, y, entries, title) {
  const menu = $("popup");
  menu.replaceChildren(...(title ? [make("p", { dir: "auto" }, title)] : []), ...entries.filter(Boolean).map(([name, work, style]) => {
    const item = make("button", { type: "button", role: "menuitem", className: style ?? "", dir: "auto" }, name);
    item.addEventListener("click", () => {
      menu.hidePopover();
      work();
    });
    return item;
  }));
  menu.showPopover();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.querySelector("button").focus();
}

/** Asks for a name and a language; the id of the new user, or null. */
function newPerson() {
  const dialog = $("new-person");
  const taken = new Set([...chats.values()].map(chat => chat.user.first_name));
  const suggest = code => LANGUAGES.find(l => l[0] === code)[2];
  const options = LANGUAGES.map(([code, name]) => make("label", { dir: "auto" },
    make("input", { type: "radio", name: "language", value: code }), name));
  $("person-languages").replaceChildren(...options);
  const first = LANGUAGES.find(l => !taken.has(l[2])) ?? LANGUAGES[0];
  $("person-languages").querySelector(`[value="${first[0]}"]`).checked = true;
  $("person-name").value = first[2];
  $("person-languages").onchange = event => {
    if (LANGUAGES.some(l => l[2] === $("person-name").value)) $("person-name").value = suggest(event.target.value);
  };
  dialog.returnValue = "cancel";
  dialog.showModal();
  $("person-name").select();
  return new Promise(done => {
    dialog.onclose = async () => {
      if (dialog.returnValue !== "ok") return done(null);
      const language = $("person-languages").querySelector(":checked").value;
      const user = await attempt(() => ask("POST", "users", { name: $("person-name").value, language }));
      if (!user) return done(null);
      await arrival(user.id);
      done(user.id);
    };
  });
}

/** `?user=<id>` shows that user, `&start=<payload>` follows a deep link once. */
async function firstScreen() {
  const asked = Number(opening.get("user"));
  const payload = opening.get("start");
  let id = chats.has(asked) ? asked : null;
  if (!id && payload === null && chats.size) id = [...chats.values()].sort((a, b) => b.change - a.change)[0].id;
  if (id) choose(id);
  if (payload === null) {
    if (!chats.size) $("add-person").click();
    return;
  }
  if (id) say(`/start ${payload}`.trim());
  else openAs(payload);
}

listen();

// Text and entities to DOM. Nothing is ever parsed as HTML: what a bot writes stays text.

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span", custom_emoji: "span",
  text_link: "a", url: "a", bot_command: "a" };

/** `actions`: copy(text), command(text), open(url). */
export function formatted(text, entities, actions) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createElement("div");
  root.className = "body";
  root.dir = "auto";
  fill(root, text, sorted, 0, text.length, actions);
  return root;
}

function fill(parent, text, entities, from, to, actions) {
  let at = from;
  let i = 0;
  while (i < entities.length) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next++;
    if (end > start) {
      parent.append(text.slice(at, start));
      const element = styled(entity, text.slice(start, end), actions);
      fill(element, text, entities.slice(i + 1, next), start, end, actions);
      parent.append(element);
      at = end;
    }
    i = next;
  }
  parent.append(text.slice(at, to));
}

function styled(entity, text, actions) {
  const element = document.createElement(TAGS[entity.type] ?? "span");
  switch (entity.type) {
    case "code":
    case "pre":
      if (entity.language) element.dataset.language = entity.language;
      element.title = "Click to copy";
      element.addEventListener("click", () => actions.copy(text));
      break;
    case "spoiler":
      element.className = "spoiler";
      element.addEventListener("click", () => element.classList.add("open"));
      break;
    case "expandable_blockquote":
      element.className = "expandable";
      element.addEventListener("click", () => element.classList.toggle("open"));
      break;
    case "url":
    case "text_link":
      link(element, entity.url ?? text, actions);
      break;
    case "bot_command":
      element.href = "#";
      element.addEventListener("click", event => {
        event.preventDefault();
        actions.command(text);
      });
      break;
  }
  return element;
}

export function link(element, url, actions) {
  element.href = /^https?:/i.test(url) ? url : "#";
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.title = url;
  element.addEventListener("click", event => {
    if (actions.open(url)) event.preventDefault();
  });
}

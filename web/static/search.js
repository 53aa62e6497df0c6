// What a keyboard gains over the plain page: suggestions while a query is typed, "/" to the box, arrows between hits,
// n and Shift+n between marks. The page works without this file.
"use strict";

const box = document.getElementById("q");
const hits = [...document.querySelectorAll(".hit h2 a")];
const marks = [...document.querySelectorAll(".body mark")];

if (box) suggest(box);

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey); // on a Russian keyboard it is «.»
  if (isSlash && box) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = hits[hits.indexOf(document.activeElement) + step];
    if (next && (step > 0 || document.activeElement !== document.body)) {
      event.preventDefault();
      next.focus();
    }
  } else if (event.code === "KeyN" && marks.length) {
    toMark(event.shiftKey ? -1 : 1);
  }
});

let marked = -1;

window.addEventListener("hashchange", () => point(marks.findIndex(mark => mark.matches(":target")))); // a number was followed

function toMark(step) {
  point((marked + step + marks.length + (marked < 0 && step < 0 ? 1 : 0)) % marks.length);
  marks[marked].scrollIntoView({ block: "center" });
}

function point(place) {
  marks[marked]?.classList.remove("now");
  marked = place;
  marks[marked]?.classList.add("now");
}

// A combobox with a list of its own, as the ARIA Authoring Practices describe it.
function suggest(box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Подсказки");
  list.hidden = true;
  box.closest("form").append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
    ["aria-expanded", "false"], ["aria-haspopup", "listbox"]]) box.setAttribute(name, value);

  let typed = box.value, active = -1, timer = 0, asking = null;

  function expectNothing() {
    clearTimeout(timer);
    asking?.abort();
  }

  function close() {
    expectNothing();
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    expectNothing(); // a late answer would change the list under the reader's hands
    const options = [...list.children];
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    options[active]?.setAttribute("aria-selected", "true");
    if (active < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", options[active].id);
    box.value = active < 0 ? typed : options[active].textContent;
  }

  function show(texts) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("li");
      option.id = `suggestion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      return option;
    }));
    active = -1;
    list.hidden = !texts.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    asking = new AbortController();
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions.map(one => one.text).filter(text => text !== typed));
    } catch { /* typed on, or the server is away: the box goes on as it is */ }
  }

  box.addEventListener("input", () => {
    typed = box.value;
    expectNothing();
    if (typed.trim()) timer = setTimeout(ask, 80);
    else close();
  });
  box.addEventListener("keydown", event => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      box.value = typed;
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((active + 1 + step + count + 1) % (count + 1) - 1);
    }
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  window.addEventListener("pageshow", event => { // who goes back finds the query of this page
    if (event.persisted) typed = box.value = box.defaultValue;
  });
  list.addEventListener("mousedown", event => {
    const option = event.target.closest("li");
    if (!option) return;
    event.preventDefault();
    box.value = option.textContent;
    close();
    box.form.requestSubmit();
  });
}

// An input with a list of options under it, as the combobox pattern of ARIA says: the focus stays in the input, arrows
// move a mark through the options, Enter opens the marked one, Escape closes, and how many there are is said aloud.
//
//   typing opens     Escape closes, then clears, then leaves

import { element } from "./dom.js";

const COMPOSING = 229; // the key code by which Safari tells that Enter only ends the composing of a word

/**
 * @typedef {object} Handlers
 * @property {(query: string) => void} typed after every change
 * @property {(query: string) => void} entered Enter with no option marked
 * @property {(open: boolean) => void} toggled
 * @property {() => void} dismissed Escape while it is open, or a click in its list: to be closed
 * @property {() => void} opened a click in it
 * @property {() => void} left Escape with nothing left to close or clear
 */

/** @param {HTMLInputElement} input @param {HTMLElement} room where the panel goes @param {Handlers} handlers */
export function makeCombobox(input, room, handlers) {
  const id = `${input.id || "ab-query"}-list`;
  // What is said aloud has a place of its own: one that is hidden with the panel may stay unheard when both appear.
  const aloud = element("p", { class: "ab-aloud", role: "status" });
  const status = element("p", { class: "ab-status", "aria-hidden": "true" });
  const above = element("div", { class: "ab-above" });
  const list = element("div", { class: "ab-list", role: "listbox", id, "aria-label": "Known questions and passages" });
  const panel = element("div", { class: "ab-panel", hidden: true }, status, above, list);
  room.append(aloud, panel);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
    input.setAttribute(name, value);
  }
  let open = false;
  let active = -1;

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role="option"]')]);

  /** @param {number} place */
  function mark(place) {
    options().forEach((option, row) => option.setAttribute("aria-selected", String(row === place)));
    active = place;
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** @param {boolean} wanted */
  function toggle(wanted) {
    input.setAttribute("aria-expanded", String(wanted && !list.hidden));
    if (wanted === open) return;
    open = wanted;
    panel.hidden = !open;
    if (!open) {
      mark(-1);
      aloud.textContent = "";
    }
    handlers.toggled(open);
  }

  /** @param {{above?: HTMLElement[], groups: HTMLElement[], said: string}} shown */
  function show(shown) {
    above.replaceChildren(...(shown.above ?? []));
    list.replaceChildren(...shown.groups);
    list.hidden = !shown.groups.length;
    options().forEach((option, row) => (option.id = `${id}-${row}`));
    mark(-1);
    toggle(!!(shown.groups.length || shown.above?.length || shown.said));
    aloud.textContent = status.textContent = shown.said;
  }

  /** Only what is said changes. @param {string} said */
  function say(said) {
    toggle(true);
    aloud.textContent = status.textContent = said;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.isComposing || event.keyCode === COMPOSING || event.altKey || event.metaKey || event.ctrlKey) return;
    const last = options().length - 1;
    if (event.key === "Escape") {
      if (open) handlers.dismissed();
      else if (input.value) handlers.typed((input.value = ""));
      else handlers.left();
    } else if (event.key === "Enter") {
      const option = open ? options()[active] : undefined;
      if (option) option.click();
      else handlers.entered(input.value);
    } else if (event.key === "ArrowDown" && last >= 0) {
      toggle(true);
      mark(active >= last ? 0 : active + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      toggle(true);
      mark(active <= 0 ? last : active - 1);
    } else if (open && active >= 0 && (event.key === "Home" || event.key === "End")) mark(event.key === "Home" ? 0 : last);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  input.addEventListener("keydown", pressed);
  input.addEventListener("input", () => {
    mark(-1);
    handlers.typed(input.value);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", handlers.dismissed);
  panel.addEventListener("click", handlers.opened);
  return { show, say, toggle };
}

// Elements made without markup: whatever comes from a document goes through textContent, so it can only ever be text.

/** @typedef {string | Node | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} attributes
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/** @param {string} text @returns {(string | HTMLElement)[]} with what stands between backticks set as code */
export function withCode(text) {
  return text.split(/`([^`]+)`/).map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

/** @param {number} count @param {string} noun @returns {string} */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A link inside the site and nowhere else: anything that leaves it is not one of ours.
 * @param {string} url relative to the site's root @param {URL} site @returns {string}
 */
export function inSite(url, site) {
  const found = new URL(url || "./", site);
  return found.origin === site.origin && found.protocol === site.protocol ? found.href : site.href;
}

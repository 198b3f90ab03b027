// All that a page has of the query box before it is used: shortcuts, share links, and what brings in the rest at a focus.
"use strict";
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL(".", script.src);
  const site = new URL("../../../", root);
  const header = () => /** @type {HTMLInputElement | null} */ (document.getElementById("ab-query"));
  const OURS = "input[data-ab-query], .ab-box__query";
  const SLOW = 700; // milliseconds without a box before that is said
  let warned = false;
  /** @type {Promise<{mountAll(): void} | undefined> | undefined} */
  let started;

  /** @param {unknown} error */
  function warn(error) {
    if (!warned) console.warn(`The query box failed, plain search takes its place: ${error instanceof Error ? error.message : error}`);
    warned = true;
  }

  /** @param {string} name */
  const url = (name) => new URL(name, root).href;
  const trusted = globalThis.trustedTypes?.createPolicy("answerbook", {
    createScriptURL: (/** @type {string} */ wanted) => {
      if (!wanted.startsWith(root.href)) throw new TypeError("not a script of the query box");
      return wanted;
    },
  });

  /** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {Record<string, string>} [kind] */
  const make = (tag, kind) => Object.assign(document.createElement(tag), kind);

  /** @param {string} name */
  const bring = (name) =>
    new Promise((resolve, reject) => {
      const made = make("script");
      made.addEventListener("load", resolve);
      made.addEventListener("error", () => reject(new Error(`${name} cannot be read`)));
      made.src = /** @type {string} */ (trusted ? trusted.createScriptURL(url(name)) : url(name));
      document.head.append(made);
    });

  // Not in the head: where the theme changes pages in place, it takes from it what the next page lacks.
  /** @param {string} name @param {Record<string, string>} kind */
  const link = (name, kind) => document.body.append(make("link", { ...kind, href: url(name) }));

  const plain = () => import(url("plain.js"));

  /** @param {unknown} error */
  async function fail(error) {
    warn(error);
    return (await plain()).plainSearch(site);
  }

  async function begin() {
    const said = make("p", { className: "ab-waiting", role: "status" });
    document.activeElement?.closest("form")?.append(said);
    const timer = setTimeout(() => (said.textContent = "Searching …"), SLOW);
    try {
      const inside = location.protocol === "file:";
      if (inside) await bring("single.js");
      const files = inside ? answerbookFiles : undefined;
      const manifest = files ? answerbookManifest : await (await fetch(url("box.json"), { cache: "no-cache" })).json();
      link(manifest.style, { rel: "stylesheet" });
      if (!files) {
        // The script asks for these first: they need not wait for it.
        for (const name of [manifest.head, ...manifest.known.slice(0, 1)]) link(name, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
        await bring(manifest.script);
      }
      return await answerbook.start({ root, site, manifest, files, fail });
    } catch (error) {
      warn(error);
      return (await plain()).mountPlain(OURS, site);
    } finally {
      clearTimeout(timer);
      said.remove();
    }
  }

  // Where not even plain search could be read, the next focus tries again.
  const start = () => (started ??= begin().catch(() => (started = undefined)));

  function prepare() {
    const place = document.getElementById("ab-ask");
    const box = header();
    // Absolute, for it outlives this page where the theme changes pages in place.
    if (box?.form) box.form.action = box.form.action;
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    const [id, left] = history.state?.asked ?? ["ab-query", asked];
    const wanted = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
    if (place && !place.querySelector("form")) {
      const form = make("form", { className: "ab-box__form" });
      const input = make("input", { type: "search", name: "q", id: "ab-ask-query", className: "ab-box__query", autocomplete: "off", placeholder: "Ask these documents a question", value: asked });
      input.setAttribute("aria-label", "Your question");
      form.setAttribute("role", "search");
      form.append(input, make("button", { className: "ab-box__ask", textContent: "Ask" }));
      place.prepend(form);
      document.querySelector("#ab-ask-known .ab-intro")?.remove();
      if (asked) input.focus();
    } else if (left && wanted && !wanted.value) {
      wanted.value = left;
      wanted.focus();
    }
    // Once is enough: a page that is left for another may be come back to without.
    if (history.state?.asked) history.replaceState({ ...history.state, asked: null }, "");
    if (asked || document.activeElement?.matches(OURS)) void start();
    void started?.then((living) => living?.mountAll());
  }

  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(OURS)) void start();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === "__search" && event.target.checked) header()?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches(":read-write, select");
    const held = event.ctrlKey || event.metaKey;
    const wanted = !event.altKey && (held ? !event.shiftKey && event.key.toLowerCase() === "k" : !typing && ["/", "s", "f"].includes(event.key));
    const box = header();
    if (!box || !wanted) return;
    event.preventDefault();
    const toggle = document.getElementById("__search");
    if (toggle instanceof HTMLInputElement && !toggle.checked) toggle.click(); // so that the theme hears of it
    box.focus();
    box.select();
  });
  if (globalThis.document$) globalThis.document$.subscribe(prepare);
  else prepare();
})();

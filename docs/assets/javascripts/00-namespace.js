/* The one namespace, and what every component stands on: registration and start, scripts loaded later, words for screen readers.
   The files of this folder are joined by name into one deferred script: what carries a number comes first. */
(() => {
  "use strict";
  // The site's root as this page sees it: "." or "../.."; also right on file://.
  const config = document.getElementById("__config");
  const base = config ? JSON.parse(config.textContent).base : ".";
  const starters = {};
  const started = new WeakMap(); // element → names of the components that run on it
  const loads = {};
  let speaker = null;
  let begun = false; // the components of the page have been started once

  /** "/a/b.html" from the site's root → an address that works from this page, on http and on file://. */
  function address(fromRoot) {
    return `${base.replace(/\/$/, "")}/${fromRoot.replace(/^\//, "")}`;
  }

  function append(path) {
    const script = document.createElement("script");
    script.src = address(path);
    const settle = (error) => {
      loads[path].result = error;
      for (const done of loads[path].waiting.splice(0)) done(error);
    };
    script.onload = () => settle(null);
    script.onerror = () => {
      settle(new Error(`Không mở được ${path}`));
      delete loads[path]; // so that the next call tries again
    };
    document.head.appendChild(script);
  }

  /**
   * Load a classic script once.
   * @param {string} path from the site's root
   * @param {(error: Error|null) => void} [done] runs when the script has run, or could not be had
   */
  function load(path, done = () => {}) {
    if (!loads[path]) {
      loads[path] = { result: undefined, waiting: [] };
      append(path);
    }
    const known = loads[path];
    if (known.result === undefined) known.waiting.push(done);
    else done(known.result);
  }

  /** Load scripts one after another: a later one may stand on an earlier one. `done(error)` as of `load`. */
  function loadAll([first, ...rest], done) {
    load(first, (error) => {
      if (error || !rest.length) done(error);
      else loadAll(rest, done);
    });
  }

  /** Register a component: `run(element)` runs for every element with data-so-tay="name". */
  function component(name, run) {
    starters[name] = run;
    // On the page of an address that leads nowhere the scripts come one by one after the page: when this one has run to its end.
    if (begun) setTimeout(start, 0);
  }

  function startOne(element, name) {
    const running = started.get(element) || new Set();
    if (!starters[name] || running.has(name)) return;
    started.set(element, running.add(name));
    try {
      starters[name](element);
    } catch (error) {
      // One broken component must not take the others, or the page's text, with it.
      console.error(`Sổ tay: ${name}`, error);
    }
  }

  function start() {
    begun = true;
    for (const element of document.querySelectorAll("[data-so-tay]")) {
      for (const name of element.getAttribute("data-so-tay").split(" ")) startOne(element, name);
    }
  }

  /** Tell screen readers something that has changed on the page. */
  function announce(text) {
    if (!speaker) {
      speaker = document.createElement("div");
      speaker.className = "st-chi-doc";
      speaker.setAttribute("role", "status");
      document.body.appendChild(speaker);
    }
    speaker.textContent = "";
    setTimeout(() => {
      speaker.textContent = text;
    }, 50);
  }

  // `duLieu` is filled by the data files that the build writes.
  window.SoTay = { address, load, loadAll, component, announce, duLieu: {} };

  // The components stand after this file in the same deferred script; they have registered when the page is read to its end.
  if (document.readyState !== "complete") document.addEventListener("DOMContentLoaded", start);
  else setTimeout(start, 0);
})();

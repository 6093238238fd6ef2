"use strict";
// Only comfort: every page reads and every form works without this file.
(() => {
  const dialog = document.getElementById("keys");
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  let afterG = 0;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if (Date.now() - afterG < 1500) {
      afterG = 0;
      const link = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
    } else if (event.key === "g") {
      afterG = Date.now();
    } else if (event.key === "?" && dialog && !dialog.open) {
      dialog.showModal();
    } else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // Parts that came by an event have no token of the visitor's.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const csrf = document.querySelector("meta[name=csrf]");
    if (form.method === "post" && csrf && !form.elements.namedItem("_csrf")) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "_csrf";
      field.value = csrf.content;
      form.append(field);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      const text = document.getElementById(button.dataset.copy).textContent;
      navigator.clipboard.writeText(text).then(() => {
        const word = button.textContent;
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = word; }, 1500);
      });
    }
  });

  // What was opened stays open when a part is replaced.
  let open = [];
  document.addEventListener("htmx:sseBeforeMessage", (event) => {
    const part = event.target;
    const active = document.activeElement;
    if (part.contains(active) && typing(active)) {
      event.preventDefault();
      return;
    }
    open = [...part.querySelectorAll("details[id][open]")].map((one) => one.id);
  });
  const offer = () => document.querySelectorAll("[data-copy], [data-script]").forEach((one) => { one.hidden = false; });
  document.addEventListener("htmx:sseMessage", () => {
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    offer();
  });

  const state = document.querySelector("[data-live]");
  const say = (word, live) => {
    if (state) {
      state.textContent = word;
      state.classList.toggle("on", live);
    }
  };
  document.addEventListener("htmx:sseOpen", () => say("live", true));
  document.addEventListener("htmx:sseError", () => say("not live: trying again", false));
  offer();

  // A browser keeps few connections to a server: pages that nobody sees give theirs back.
  const sources = new Map();
  if (window.htmx) {
    htmx.createEventSource = (url) => {
      const source = new EventSource(url);
      sources.set(url, source);
      return source;
    };
  }
  // Only these are woken: one that was closed because its end was reached stays closed.
  let asleep = [];
  let sleep;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(sleep);
    if (document.hidden) {
      sleep = setTimeout(() => {
        asleep = [...sources.values()].filter((source) => source.readyState !== EventSource.CLOSED);
        asleep.forEach((source) => source.close());
      }, 20000);
    } else {
      asleep.forEach((source) => source.onerror(new Event("error")));
      asleep = [];
    }
  });
})();

"use strict";
// New lines are added at the top; while somebody points at the log or reads it with the keys, they wait.
(() => {
  const MOST = 1000;
  const list = document.getElementById("lines");
  const button = document.querySelector("[data-pause]");
  const held = document.querySelector("[data-held]");
  let waiting = [];
  let pointed = false;

  const paused = () => pointed || list.contains(document.activeElement) || button.getAttribute("aria-pressed") === "true";

  const add = (html) => {
    const lines = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelectorAll("li");
    const fresh = [...lines].filter((line) => !document.getElementById(line.id));
    list.prepend(...fresh);
    while (list.children.length > MOST) {
      list.lastElementChild.remove();
    }
    document.querySelector("[data-none]")?.remove();
  };

  const goOn = () => {
    if (!paused()) {
      waiting.forEach(add);
      waiting = [];
    }
    const count = waiting.reduce((sum, html) => sum + html.split("<li ").length - 1, 0);
    held.textContent = paused() ? `paused${count ? `, ${count} new` : ""}` : "";
  };

  list.addEventListener("htmx:sseBeforeMessage", (event) => {
    event.preventDefault();
    waiting = [...waiting, event.detail.data].slice(-MOST);
    goOn();
  });
  list.addEventListener("pointerenter", () => { pointed = true; goOn(); });
  list.addEventListener("pointerleave", () => { pointed = false; goOn(); });
  list.addEventListener("focusin", goOn);
  list.addEventListener("focusout", () => setTimeout(goOn));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Go on" : "Pause";
    goOn();
  });
})();

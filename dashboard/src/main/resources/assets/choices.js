"use strict";
// Narrows long lists of choices down to what is typed.
document.querySelectorAll("[data-choices]").forEach((choices) => {
  const search = choices.querySelector("input[type=search]");
  search?.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/);
    choices.querySelectorAll("label.check").forEach((label) => {
      const text = label.textContent.toLowerCase();
      label.hidden = !words.every((word) => text.includes(word)) && !label.querySelector("input").checked;
    });
  });
  search?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
});

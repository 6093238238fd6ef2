"use strict";
// Comfort for the chat and the editor of the settings; both work without this file.
(() => {
  const say = document.getElementById("say");
  if (say) {
    const text = document.getElementById("text");
    const end = () => say.scrollIntoView({ block: "end" });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        say.requestSubmit();
      }
    });
    document.addEventListener("said", () => { text.value = ""; });
    document.addEventListener("htmx:afterSettle", end);
    document.addEventListener("htmx:sseMessage", end);
    if (document.querySelector("#talk article")) {
      end();
    }
  }

  const editor = document.querySelector("textarea[data-lines]");
  if (editor) {
    const lines = document.querySelector(".gutter");
    const check = document.getElementById("checked");
    const count = () => {
      const most = editor.value.split("\n").length;
      lines.textContent = Array.from({ length: most }, (_, at) => at + 1).join("\n");
      lines.scrollTop = editor.scrollTop;
    };
    const was = editor.value;
    editor.addEventListener("input", () => {
      count();
      if (check) {
        check.disabled = editor.value !== was;
      }
    });
    editor.addEventListener("scroll", () => { lines.scrollTop = editor.scrollTop; });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-line]");
      if (link) {
        event.preventDefault();
        const before = editor.value.split("\n").slice(0, Number(link.dataset.line) - 1).join("\n").length;
        const start = before === 0 ? 0 : before + 1;
        const stop = editor.value.indexOf("\n", start);
        editor.focus();
        editor.setSelectionRange(start, stop < 0 ? editor.value.length : stop);
        editor.scrollTop = editor.scrollHeight * (Number(link.dataset.line) - 4) / editor.value.split("\n").length;
      }
    });
    editor.wrap = "off";
    count();
  }
})();

// Keys of the counter: "/" to the search field, Alt+N to the next group, Ctrl+Enter sends,
// Ctrl+S saves. All of them have a button too.
"use strict";
(() => {
  const search = document.querySelector("[data-counter-search] input");
  const groups = [...document.querySelectorAll("[data-counter-group]")];
  const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");
  const first = (group) => group.querySelector("input:not([type=hidden]), select, textarea");

  const next = () => {
    const now = groups.findIndex((group) => group.contains(document.activeElement));
    const field = first(groups[now + 1 < groups.length ? now + 1 : 0]);
    if (field) { field.focus(); field.scrollIntoView({ block: "center" }); }
  };

  const press = (value) => {
    const button = document.querySelector(`button[name=aksi][value=${value}]`);
    if (button) button.click();
    return Boolean(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && search && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.altKey && event.code === "KeyN" && groups.length) {
      event.preventDefault();
      next();
    } else if (event.ctrlKey && event.key === "Enter") {
      if (press("kirim")) event.preventDefault();
    } else if (event.ctrlKey && event.code === "KeyS" && groups.length) {
      if (press("lanjut")) event.preventDefault();
    }
  });

  // The pad: what is drawn on it goes with the form. Without it the receiver signs on a slip.
  const pad = document.querySelector("[data-counter-pad]");
  if (pad) {
    const canvas = pad.querySelector("canvas");
    const field = pad.closest("form").querySelector("input[name=tanda]");
    const pen = canvas.getContext("2d");
    const blank = () => { pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); field.value = ""; };
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    let isDrawing = false;
    pad.hidden = false;
    Object.assign(pen, { lineWidth: 3, lineCap: "round", strokeStyle: "#000" });
    blank();
    canvas.addEventListener("pointerdown", (event) => {
      isDrawing = true;
      canvas.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!isDrawing) return;
      pen.lineTo(...at(event));
      pen.stroke();
    });
    canvas.addEventListener("pointerup", () => { isDrawing = false; field.value = canvas.toDataURL("image/png"); });
    pad.querySelector("button").addEventListener("click", blank);
  }

  // The clerk types at once; a summary of mistakes has the focus before.
  if (!document.querySelector("[data-focus]") && !location.hash) {
    const field = search ?? (groups.length ? first(groups[0]) : null);
    if (field) field.focus({ preventScroll: !search });
  }
})();

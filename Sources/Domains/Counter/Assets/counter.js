// Keys of the counter: "/" to the search field, the arrows from there through what was found, Alt+N to
// the next group, Ctrl+Enter sends, Ctrl+S saves. All of them have a button or a link too.
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

  // From the field down to what was found, and on from there.
  const down = (event) => {
    const found = [...document.querySelectorAll("[data-counter-found] a, [data-counter-first] input:not([type=hidden])")];
    const now = found.indexOf(document.activeElement);
    const isHere = document.activeElement === search || (now >= 0 && found[now].matches("a"));
    const to = event.key === "ArrowUp" && now === 0 ? search : found[now + (event.key === "ArrowUp" ? -1 : 1)];
    if (!isHere || !to) return;
    event.preventDefault();
    to.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (search && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      down(event);
    } else if (event.key === "Enter" && event.target.matches("[data-counter-first] select")) {
      // A service is chosen by a few letters; browsers send a form from a list by its button only.
      if (!event.target.value) return;
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (event.key === "/" && search && !isTyping(event.target)) {
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
    const begin = groups[0] ?? document.querySelector("[data-counter-first]");
    const field = search ?? (begin ? first(begin) : null);
    if (field) field.focus({ preventScroll: !search });
  }
})();

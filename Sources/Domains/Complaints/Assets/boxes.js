// Black boxes are drawn over a picture with the mouse or a finger: each becomes a line of the form.
// Without this script the lines are typed; the grid under them says where.
"use strict";
(() => {
  const figure = document.querySelector("[data-report-boxes]");
  const lines = figure && document.getElementById(figure.dataset.reportBoxes);
  if (!lines) return;
  const drawing = figure.querySelector("svg");
  const name = "http://www.w3.org/2000/svg";
  let start = null, shadow = null;

  const place = (event) => {
    const area = drawing.getBoundingClientRect();
    const part = (at, from, length) => Math.min(100, Math.max(0, ((at - from) / length) * 100));
    return [part(event.clientX, area.left, area.width), part(event.clientY, area.top, area.height)];
  };
  // Outwards to whole percents, so that nothing is left at the edges.
  const box = ([x, y], [u, v]) => {
    const left = Math.floor(Math.min(x, u)), top = Math.floor(Math.min(y, v));
    return [left, top, Math.ceil(Math.max(x, u)) - left, Math.ceil(Math.max(y, v)) - top];
  };
  const show = (rect, [left, top, width, height]) => {
    rect.setAttribute("x", left);
    rect.setAttribute("y", top);
    rect.setAttribute("width", width);
    rect.setAttribute("height", height);
  };
  const parse = (line) => (line.match(/\d+/g) ?? []).map(Number);
  const draw = () => {
    drawing.querySelectorAll("rect").forEach((rect) => rect.remove());
    for (const line of lines.value.split("\n")) {
      const numbers = parse(line);
      if (numbers.length === 4) show(drawing.appendChild(document.createElementNS(name, "rect")), numbers);
    }
  };

  figure.classList.add("report-boxes-drawn");
  lines.addEventListener("input", draw);
  drawing.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    drawing.setPointerCapture(event.pointerId);
    start = place(event);
    shadow = drawing.appendChild(document.createElementNS(name, "rect"));
  });
  drawing.addEventListener("pointermove", (event) => {
    if (start) show(shadow, box(start, place(event)));
  });
  const end = (event) => {
    if (!start) return;
    const drawn = box(start, place(event));
    start = null;
    if (event.type === "pointerup" && drawn[2] > 0 && drawn[3] > 0) {
      lines.value = `${lines.value.trimEnd()}\n${drawn.join(" ")}`.trim();
    }
    draw();
  };
  drawing.addEventListener("pointerup", end);
  drawing.addEventListener("pointercancel", end);
  draw();
})();

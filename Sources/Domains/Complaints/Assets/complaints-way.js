// A way, drawn by pressing its stops on the map: each press adds a line to the text beside it, which
// stays what is sent.
"use strict";
(() => {
  const box = document.querySelector("[data-way]");
  const input = box?.querySelector(`[name='${box.dataset.way}']`);
  if (!input) return;
  const words = JSON.parse(box.dataset.wayWords);
  const make = (text, style, press) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-${style}`;
    button.textContent = text;
    button.addEventListener("click", press);
    return button;
  };
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const area = document.createElement("div");
  area.id = "peta-rute";
  area.className = "report-pin-map";
  Object.assign(area.dataset, box.dataset, { query: "" });

  const lines = () => input.value.split("\n").map((text) => text.trim()).filter(Boolean);
  const points = () => lines().map((text) => text.split(/[,;\s]+/).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  let draw = null;
  const show = () => draw?.(points());
  const put = (all) => { input.value = all.join("\n"); show(); };
  input.addEventListener("input", show);

  const undo = make(words.undo, "secondary", () => put(lines().slice(0, -1)));
  const open = make(words.pick, "secondary", async () => {
    const isOpen = open.getAttribute("aria-expanded") === "true";
    open.setAttribute("aria-expanded", String(!isOpen));
    open.textContent = isOpen ? words.pick : words.close;
    area.hidden = isOpen;
    if (isOpen) undo.remove(); else buttons.append(undo);
    line.textContent = isOpen ? "" : words.tap;
    if (isOpen || area.isConnected) return;
    holder.after(area);
    try {
      const cityMap = await window.loadCityMap(area);
      draw = await cityMap.way(area, (north, east) => {
        put([...lines(), `${north.toFixed(6)}, ${east.toFixed(6)}`]);
      });
      show();
    } catch {
      area.remove();
      undo.remove();
      line.textContent = words.failed;
    }
  });
  open.setAttribute("aria-expanded", "false");
  open.setAttribute("aria-controls", area.id);
  const holder = document.createElement("div");
  const buttons = document.createElement("p");
  buttons.className = "buttons";
  buttons.append(open);
  holder.append(buttons, line);
  input.closest(".field").after(holder);
})();

// The place of a report: a pin on the map, and what the city says about a point. Nothing is filled
// in that somebody typed, and nothing without a press.
"use strict";
window.reportPlace = (box, words) => {
  const name = box.dataset.place;
  const input = box.querySelector(`[name='${name}.koordinat']`);
  if (!input) return null;
  const region = box.querySelector(`[name='${name}.kelurahan']`);
  const holder = document.createElement("div");
  holder.className = "report-place";
  holder.innerHTML = "<p class=\"buttons\"><button type=\"button\" class=\"button button-secondary\" aria-expanded=\"false\"></button></p>"
    + "<p class=\"report-place-word\" role=\"status\"></p>";
  input.closest(".field")?.after(holder);
  const open = holder.querySelector("button"), line = holder.querySelector("[role=status]");
  open.textContent = words.pick;

  let pins = null, filled = "", turn = 0;
  const say = (text, fix) => {
    line.textContent = text;
    if (!fix) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button-small";
    button.textContent = words.take.replace("#", fix);
    button.addEventListener("click", () => { take(fix); input.focus(); });
    line.append(" ", button);
  };

  /** What the city knows about the point; without a line it is left as it is. */
  const judge = async () => {
    const typed = input.value.trim(), mine = ++turn;
    if (!typed) { say(""); return; }
    try {
      const answer = await fetch(`/lapor/tempat?titik=${encodeURIComponent(typed)}`);
      if (!answer.ok || mine !== turn) return;
      const found = await answer.json();
      if (found.keadaan !== "dalam") { say(found.pesan, found.titik); return; }
      if (found.nama && region && (!region.value.trim() || region.value === filled)) {
        region.value = filled = found.nama;
      }
      say(found.nama ? words.inside.replace("#", found.nama) : "");
      const [north, east] = found.titik.split(",").map(Number);
      pins?.move(north, east);
    } catch { say(""); }
  };

  const take = (point) => {
    input.value = point;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(judge, 300); });

  const area = document.createElement("div");
  area.id = "peta-tempat";
  area.className = "report-pin-map";
  for (const key of ["mapScript", "mapStyle", "outlines", "points", "report", "mapWords", "tiles"]) {
    if (box.dataset[key]) area.dataset[key] = box.dataset[key];
  }
  area.dataset.query = "";
  open.setAttribute("aria-controls", area.id);
  open.addEventListener("click", async () => {
    const isOpen = open.getAttribute("aria-expanded") === "true";
    open.setAttribute("aria-expanded", String(!isOpen));
    open.textContent = isOpen ? words.pick : words.close;
    area.hidden = isOpen;
    if (isOpen || area.isConnected) return;
    holder.after(area);
    try {
      const cityMap = await window.loadCityMap(area);
      pins = await cityMap.choose(area, (north, east) => take(`${north.toFixed(6)}, ${east.toFixed(6)}`));
      if (input.value.trim()) judge();
    } catch {
      area.remove();
      say(words.failed);
    }
  });
  return { take, isEmpty: () => !input.value.trim() };
};

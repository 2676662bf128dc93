// Helps for questions: names of kelurahan while typing, and the position of the device.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A text field that offers names (ARIA combobox). What is typed stays valid without choosing.
  for (const input of all("input[data-regions]")) {
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "combo-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    list.hidden = true;
    const status = document.createElement("span");
    status.className = "hidden";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let chosen = -1, timer = 0, asked = 0;
    const options = () => [...list.children];
    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (index) => {
      const items = options();
      chosen = (index + items.length) % items.length;
      items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    };
    const take = (item) => {
      input.value = item.textContent;
      close();
      status.textContent = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const show = (found) => {
      list.replaceChildren(...found.map((region, place) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${place}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = region.title;
        // Before the field loses the focus, which closes the list.
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
        return item;
      }));
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = found.length
        ? input.dataset.regionsCount.replace("#", String(found.length)) : input.dataset.regionsNone;
    };
    const ask = async () => {
      const typed = input.value.trim();
      const turn = ++asked;
      if (typed.length < 2) { close(); status.textContent = ""; return; }
      try {
        const answer = await fetch(`${input.dataset.regions}?q=${encodeURIComponent(typed)}`);
        const found = answer.ok ? await answer.json() : [];
        if (turn === asked && document.activeElement === input) show(found);
      } catch { close(); }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 180); });
    input.addEventListener("blur", () => { asked++; close(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); return; }
      if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); return; }
      if (list.hidden || !options().length) return;
      if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen < 0 ? -1 : chosen - 1); }
      if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(options()[chosen]); }
    });
  }

  // The position of the device, only when somebody asks for it.
  for (const button of all("button[data-locate]")) {
    if (!("geolocation" in navigator)) continue;
    const input = document.getElementById(button.dataset.locate);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      status.textContent = button.dataset.locateWait;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          input.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          const metres = Math.round(coords.accuracy);
          status.textContent = `${button.dataset.locateDone} (± ${metres} m)`;
        },
        () => { status.textContent = button.dataset.locateFailed; },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
    });
  }
})();

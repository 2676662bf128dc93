// Small helps on top of pages that work without them.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The list of mistakes gets the focus, so that it is read out.
  document.querySelector("[data-focus]")?.focus();

  // Printing.
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // How many characters are left.
  for (const area of all("textarea[data-max]")) {
    const max = Number(area.dataset.max);
    const counter = document.createElement("p");
    counter.className = "counter";
    counter.setAttribute("role", "status");
    area.after(counter);
    const show = () => {
      const left = max - area.value.length;
      counter.textContent = area.dataset.maxText.replace("#", String(left));
      counter.classList.toggle("counter-over", left < 0);
    };
    area.addEventListener("input", show);
    show();
  }

  // Unsaved changes, and forms sent twice.
  let isDirty = false;
  for (const form of all("form[data-unsaved]")) {
    form.addEventListener("input", () => { isDirty = true; });
    form.addEventListener("reset", () => { isDirty = false; });
  }
  window.addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What opens beside the page leaves the form as it is.
    if (form.method !== "post" || event.submitter?.formTarget === "_blank") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    isDirty = false;
    setTimeout(() => {
      for (const button of all("button[type=submit]", form)) button.setAttribute("aria-disabled", "true");
    }, 0);
  });
  window.addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of all("[aria-disabled]", form)) button.removeAttribute("aria-disabled");
    }
  });

  // Tables by keyboard: j, k, Enter; / goes to the search box.
  const rows = () => all("table[data-rows] tbody tr").filter((row) => row.querySelector("a"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      const box = document.querySelector("[data-search]");
      if (box) { event.preventDefault(); box.focus(); }
      return;
    }
    if (event.key !== "j" && event.key !== "k") return;
    const list = rows();
    if (!list.length) return;
    const now = list.findIndex((row) => row.dataset.on !== undefined);
    const next = Math.min(Math.max(now + (event.key === "j" ? 1 : -1), 0), list.length - 1);
    if (now >= 0) delete list[now].dataset.on;
    list[next].dataset.on = "";
    // The link gets the focus, so Enter opens it as everywhere.
    list[next].querySelector("a").focus();
  });

  // Live parts: an event says that something is new; the page itself says what.
  const main = document.querySelector("main[data-live]");
  if (main && "EventSource" in window) {
    let isLoading = false, isWaiting = false;
    const load = async () => {
      if (isLoading) { isWaiting = true; return; }
      isLoading = true;
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        if (answer.ok) {
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
          for (const part of all("[data-live-part]")) {
            const next = fresh.getElementById(part.id);
            // What somebody is writing in is left alone.
            if (next && !part.contains(document.activeElement) && part.innerHTML !== next.innerHTML) {
              part.replaceChildren(...next.childNodes);
            }
          }
        }
      } catch { /* the next event tries again */ }
      isLoading = false;
      if (isWaiting) { isWaiting = false; load(); }
    };
    const source = new EventSource(main.dataset.live);
    source.onmessage = load;
    window.addEventListener("pagehide", () => source.close());
  }
})();

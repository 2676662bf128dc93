// The round on a phone: kept for where there is no line; what is noted there waits and is sent once.
"use strict";
(() => {
  const box = document.getElementById("lapangan"), queue = window.fieldQueue;
  if (!box || !queue || !("indexedDB" in window)) return;
  const words = JSON.parse(box.dataset.words);
  const status = box.querySelector("[role=status]"), list = box.querySelector("ul");
  const [keep, forget] = [box.querySelector("[data-keep]"), box.querySelector("[data-forget]")];
  const fill = (text, value) => text.replace("#", () => value);
  const make = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });
  const button = (text, style, press) => {
    const made = make("button", text, `button button-${style} button-small`);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  };

  // The queue.
  const card = (item) => {
    const made = make("li", "", "report-card");
    made.dataset.state = item.state;
    const photos = item.files.length ? ` · ${fill(words.photos, item.files.length)}` : "";
    made.append(make("p", `${words[item.kind]}: ${item.title}${photos}`), make("p", `${item.number} · ${words[item.state]}`, "hint"));
    if (item.why) made.append(make("p", item.why));
    const row = make("div", "", "buttons");
    if (item.state === "masuk") {
      row.append(Object.assign(make("a", words.signIn, "button button-small"), { href: "/masuk?lanjut=/meja/lapangan" }));
    }
    if (item.state === "salah") {
      row.append(button(words.again, "secondary", async () => {
        await queue.put({ ...item, state: "menunggu", why: "" });
        send();
      }));
    }
    if (item.state !== "kirim") {
      row.append(button(words.remove, "quiet", () => { if (confirm(words.sure)) queue.remove(item.key); }));
    }
    made.append(row);
    return made;
  };
  const show = async (news) => {
    const items = await queue.all().catch(() => []);
    list.replaceChildren(...items.map(card));
    for (const stop of document.querySelectorAll("[data-stop]")) {
      const mine = items.filter((item) => item.number === stop.dataset.stop);
      stop.querySelector("[data-noted]").textContent = mine.length
        ? fill(words.noted, mine.map((item) => words[item.kind]).join(", ")) : "";
    }
    const waiting = items.filter((item) => item.state !== "salah").length;
    if (waiting) status.textContent = fill(words.waiting, waiting);
    else if (news?.number) status.textContent = fill(words.sent, news.number);
    else if (status.dataset.waited) status.textContent = "";
    if (waiting) status.dataset.waited = "yes";
  };
  const send = () => queue.send().catch(() => {});

  // Noting.
  const metres = (place, stop) => {
    const turn = Math.PI / 180, sine = (value) => Math.sin((value * turn) / 2) ** 2;
    const [lat, lon] = [Number(stop.dataset.lat), Number(stop.dataset.lon)];
    const part = sine(lat - place.north) + Math.cos(lat * turn) * Math.cos(place.north * turn) * sine(lon - place.east);
    return Math.round(2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(part))));
  };
  /** How far from the report the pictures say they were taken; nothing where nobody knows. */
  const distance = async (files, stop) => {
    if (!stop.dataset.lat) return 0;
    const read = (await Promise.all(files.map(window.reportPhotos.read))).map((one) => one?.place).filter(Boolean);
    return Math.max(0, ...read.map((place) => metres(place, stop)));
  };
  const kindOf = (form) => form.elements.jenis?.value ?? /\/(kerjakan|tidak-ada)$/.exec(new URL(form.action).pathname)?.[1];

  const note = async (form, stop, kind) => {
    const fields = [], pictures = [];
    for (const [name, value] of new FormData(form)) {
      if (["_tanda", "jenis", "revisi", "dari"].includes(name)) continue;
      if (typeof value === "string") fields.push([name, value]);
      else if (value.size) pictures.push({ field: name, file: value });
    }
    const far = await distance(pictures.map(({ file }) => file), stop);
    const files = await Promise.all(pictures.map(async ({ field, file }) => {
      const blob = await window.reportPhotos.smaller(file);
      return { field, name: blob.name, blob };
    }));
    await queue.add({
      officer: box.dataset.officer, kind, number: stop.dataset.stop, title: stop.dataset.title, fields, files, metres: far,
    });
    form.reset();
    form.closest("details")?.removeAttribute("open");
    await show();
    box.querySelector("h2").focus();
    try { await (await navigator.serviceWorker?.ready)?.sync?.register("lapangan"); } catch { /* this page tries by itself */ }
  };

  for (const stop of document.querySelectorAll("[data-stop]")) {
    for (const one of stop.querySelectorAll("[data-field-done]")) one.hidden = false;
    stop.addEventListener("change", async ({ target }) => {
      if (target.type !== "file") return;
      const far = await distance([...target.files], stop);
      const told = stop.querySelector("[data-far]");
      told.textContent = far > 200 ? fill(words.far, far) : "";
    });
  }
  const hasLine = () => fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  document.addEventListener("submit", async (event) => {
    const form = event.target, stop = form.closest("[data-stop]");
    const kind = stop && kindOf(form);
    if (!kind || form.dataset.passes) return;
    event.preventDefault();
    event.stopPropagation();
    if (kind === "selesai" || !await hasLine()) {
      if (!form.reportValidity() || (kind !== "kerjakan" && !form.elements.catatan.value.trim())) {
        form.elements.catatan?.focus();
        return;
      }
      await note(form, stop, kind);
      send();
      return;
    }
    form.dataset.passes = "yes";
    form.requestSubmit(event.submitter);
  }, true);

  // The round itself.
  const worker = async (message) => {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    const pipe = new MessageChannel();
    return new Promise((resolve) => {
      pipe.port1.onmessage = ({ data }) => resolve(data);
      active.postMessage(message, [pipe.port2]);
    });
  };
  const isKept = () => caches.has("pendopo-lapangan");
  const kept = async (text) => {
    const is = await isKept();
    forget.hidden = !is;
    status.textContent = text ?? (is ? words.kept : "");
  };
  const take = async () => {
    const isTaken = await worker({ simpan: location.pathname + location.search }).catch(() => false);
    await kept(isTaken ? words.kept : words.failed);
  };
  box.hidden = false;
  if ("serviceWorker" in navigator && "caches" in window) {
    keep.addEventListener("click", take);
    forget.addEventListener("click", async () => {
      await caches.delete("pendopo-lapangan");
      await kept();
    });
  } else keep.hidden = true;
  queue.listen(show);
  addEventListener("online", send);
  show().then(async () => {
    if (!await hasLine()) { if (!status.textContent) status.textContent = words.old; return; }
    // What is kept follows the round as it is now.
    if ("caches" in window && await isKept()) await take();
    send();
  });
})();

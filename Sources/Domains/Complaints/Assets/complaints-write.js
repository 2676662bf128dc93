// Writing a report: what a photo offers, and a report that waits in this browser for a line.
"use strict";
(() => {
  const box = document.getElementById("lapor");
  const queue = window.reportQueue;
  const list = document.getElementById("antrean");
  const form = box?.querySelector("form");
  const words = JSON.parse((box ?? list)?.dataset.words ?? "{}");
  const isOffline = box?.dataset.offline !== undefined;
  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const button = (text, style, press) => {
    const made = make("button", text, `button button-${style} button-small`);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  };
  const fill = (text, ...values) => values.reduce((all, value) => all.replace("#", () => value), text);
  const size = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

  // Photos.
  const place = box && window.reportPlace(box, words);
  const photo = form?.querySelector(`[name='${box.dataset.photos}']`);
  if (photo) {
    const day = form.querySelector(`[name='${box.dataset.day}']`);
    const offers = make("div", "", "report-offers");
    const status = make("p");
    status.setAttribute("role", "status");
    const choice = make("label", "", "report-small");
    const small = make("input");
    small.type = "checkbox";
    small.checked = true;
    choice.append(small, " ", words.small);
    photo.closest(".field")?.after(choice, status, offers);
    let originals = [], isOurs = false;

    const choose = (files) => {
      const data = new DataTransfer();
      for (const file of files) data.items.add(file);
      isOurs = true;
      photo.files = data.files;
      isOurs = false;
    };
    const shrink = async () => {
      if (!small.checked) { choose(originals); status.textContent = ""; return; }
      const files = await Promise.all(originals.map(window.reportPhotos.smaller));
      choose(files);
      const before = originals.reduce((sum, file) => sum + file.size, 0);
      const after = files.reduce((sum, file) => sum + file.size, 0);
      status.textContent = after < before ? fill(words.smaller, size(before), size(after)) : "";
    };
    /** The clock of a camera may lie: not tomorrow, not years ago. The page knows the day better than
     * the phone does, unless it was kept for when there is no line. */
    const isLikely = (taken) => {
      if (!taken || Number.isNaN(Date.parse(taken))) return false;
      const today = box.dataset.today ?? new Date().toLocaleDateString("sv");
      const days = (Date.parse(today) - Date.parse(taken)) / 86_400_000;
      return days >= 0 && days <= 365;
    };
    const offer = async () => {
      offers.replaceChildren();
      const found = (await Promise.all(originals.map(window.reportPhotos.read))).filter(Boolean);
      const where = found.find((one) => one.place)?.place;
      if (where && place) {
        const point = `${where.north.toFixed(6)}, ${where.east.toFixed(6)}`;
        offers.append(make("p", fill(words.photoPlace, point)), button(words.photoPlaceGo, "secondary", (event) => {
          place.take(point);
          event.target.previousSibling.remove();
          event.target.remove();
        }));
      }
      const when = found.map((one) => one.day).find(isLikely);
      if (when && day && !day.value) {
        offers.append(make("p", fill(words.photoDay, when)), button(words.photoDayGo, "secondary", (event) => {
          day.value = when;
          const folded = day.closest("details");
          if (folded) folded.open = true;
          event.target.previousSibling.remove();
          event.target.remove();
        }));
      }
    };
    /** A form that is sent meanwhile waits for this. */
    box.photosReady = Promise.resolve();
    photo.addEventListener("change", () => {
      if (isOurs) return;
      originals = [...photo.files];
      box.photosReady = offer().then(shrink);
    });
    small.addEventListener("change", () => { box.photosReady = shrink(); });
  }

  // The queue.
  if (!queue || !("indexedDB" in window)) return;
  const key = { now: form?.querySelector("[name=kunci]")?.value || "" };

  const summary = (item) => {
    const text = item.fields.find(([name]) => name === box?.dataset.text)?.[1]
      ?? item.fields.find(([, value]) => value.length > 20)?.[1] ?? "";
    const photos = item.files.length ? ` · ${fill(words.photos, item.files.length)}` : "";
    return `${text.slice(0, 80) || words.untitled}${photos}`;
  };

  /** Puts a report from the queue back into the form. */
  const edit = (item) => {
    form.reset();
    key.now = item.key;
    for (const input of form.elements) {
      const values = item.fields.filter(([name]) => name === input.name).map(([, value]) => value);
      if (!values.length || input.type === "file" || input.name === "tampil") continue;
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0];
    }
    if (photo) {
      const data = new DataTransfer();
      for (const file of item.files) data.items.add(new File([file.blob], file.name, { type: file.type }));
      photo.files = data.files;
    }
    form.scrollIntoView();
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  };

  const card = (item) => {
    const made = make("li", "", "report-card");
    made.dataset.state = item.state;
    made.append(make("p", summary(item), "report-card-text"), make("p", words.states[item.state] ?? "", "hint"));
    if (item.why) made.append(make("p", item.why));
    const row = make("div", "", "buttons");
    if (item.state === "kode") {
      const link = make("a", words.code, "button button-small");
      link.href = item.link ?? "/lapor/periksa";
      row.append(link);
    }
    if (item.state === "salah" || item.state === "hilang" || item.state === "sibuk") {
      row.append(button(words.again, "secondary", async () => {
        const fresh = item.state === "hilang" ? { key: queue.newKey() } : {};
        if (item.state === "hilang") await queue.remove(item.key);
        await queue.put({ ...item, ...fresh, state: "menunggu", why: undefined });
        send();
      }));
    }
    if (form && item.state !== "kode" && item.state !== "kirim") {
      row.append(button(words.edit, "secondary", () => edit(item)));
    }
    if (item.state !== "kirim") {
      row.append(button(words.remove, "quiet", () => {
        if (confirm(words.removeSure)) queue.remove(item.key);
      }));
    }
    made.append(row);
    return made;
  };

  const status = list?.querySelector("[role=status]");
  const show = async (news) => {
    if (!list) return;
    const items = await queue.all().catch(() => []);
    const waiting = items.filter((item) => item.state === "menunggu" || item.state === "kirim").length;
    list.querySelector("ul").replaceChildren(...items.map(card));
    if (news?.number) {
      const link = make("a", fill(words.sent, news.number));
      link.href = news.link;
      status.replaceChildren(link);
    } else if (waiting || !status.querySelector("a")) {
      status.textContent = waiting ? fill(words.waiting, waiting) : "";
    }
    list.hidden = !items.length && !status.textContent;
  };
  queue.listen(show);

  const send = () => queue.send().catch(() => {}).then(() => show());

  /** A browser that says no may be wrong (a tunnel, a cable that it does not know): the house is asked. */
  const hasLine = async () => {
    if (navigator.onLine) return true;
    return fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  };

  const keep = async () => {
    await box.photosReady;
    await queue.add(new FormData(form), key.now);
    key.now = "";
    form.reset();
    await show();
    list.querySelector("h2").focus();
    try {
      const ready = await navigator.serviceWorker?.ready;
      await ready?.sync?.register("laporan");
    } catch { /* this page tries by itself */ }
    if (await hasLine()) send();
  };

  // On the page that is kept in the phone, and on any other while there is no line.
  let mayPass = false;
  form?.addEventListener("submit", (event) => {
    if (mayPass) return;
    event.preventDefault();
    event.stopPropagation();
    pass(event.submitter);
  }, true);
  const pass = async (pressed) => {
    const isEdited = key.now !== (form.querySelector("[name=kunci]")?.value || "");
    if (isOffline || isEdited || !await hasLine()) {
      if (/^(unggah|hapus:)/.test(pressed?.value ?? "")) {
        status.textContent = words.offline;
        list.hidden = false;
      } else if (form.reportValidity()) await keep();
      return;
    }
    // Photos that are still being made smaller are sent when they are.
    await box.photosReady;
    // A form hears nothing of a press while it is telling of another.
    setTimeout(() => {
      mayPass = true;
      form.requestSubmit(pressed);
      mayPass = false;
    });
  };

  addEventListener("online", send);
  show().then(send);
  addEventListener("load", async () => {
    if (!("serviceWorker" in navigator) || !box) return;
    try {
      const worker = await navigator.serviceWorker.register("/sw.js");
      if (navigator.onLine && worker.active) worker.active.postMessage("segarkan");
    } catch { /* without it the page works while there is a line */ }
  });
})();

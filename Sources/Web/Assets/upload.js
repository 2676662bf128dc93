// Files go up piece by piece and go on where the line was cut. Without this script, or when the
// house takes no pieces, the form sends them whole.
"use strict";
(() => {
  const SMALL = 32 * 1024, LEAST = 16 * 1024, MOST = 2_000_000;
  const TYPE = "application/offset+octet-stream";

  // What has begun is remembered here, so that a reload or a new day of the browser goes on.
  const memory = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full */ } },
    forget(key) { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
    begun(place) {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(place)).map((key) => this.read(key));
      } catch { return []; }
    },
  };

  /** What the house says no to, with its reason for the reader. */
  class No extends Error {
    constructor(status, text) { super(text); this.status = status; }
  }

  class Sending {
    constructor(box, file) {
      this.box = box;
      this.file = file;
      this.words = JSON.parse(box.dataset.words);
      this.form = box.closest("form");
      this.place = `unggah ${box.dataset.upload} ${box.dataset.field} `;
      this.key = `${this.place}${file.name} ${file.size} ${file.lastModified}`;
      this.offset = 0;
      this.piece = 64 * 1024;
      this.abort = new AbortController();
    }

    say(text, isBusy = true) { status(this.box).show(text, isBusy ? this : null); }

    get percent() { return Math.floor((this.offset / this.file.size) * 100); }

    progress() {
      const of = fill(this.words.of, size(this.offset), size(this.file.size));
      this.say(`${fill(this.words.sending, this.file.name)} ${this.percent} % (${of})`);
      memory.write(this.key, { name: this.file.name, url: this.url, percent: this.percent });
    }

    async ask(address, options, seconds = 60) {
      const timer = AbortSignal.timeout ? AbortSignal.timeout(seconds * 1000) : undefined;
      const signal = timer && AbortSignal.any ? AbortSignal.any([timer, this.abort.signal]) : this.abort.signal;
      const answer = await fetch(address, { ...options, signal, credentials: "same-origin", cache: "no-store" });
      if (answer.ok) return answer;
      let detail = "";
      try { detail = (await answer.json()).detail ?? ""; } catch { /* no reason given */ }
      const no = new No(answer.status, detail);
      no.wait = Number(answer.headers.get("Retry-After")) || 0;
      throw no;
    }

    get token() { return this.form.querySelector("input[name=_tanda]").value; }

    async begin() {
      const body = new URLSearchParams({
        _tanda: this.token, isian: this.box.dataset.field, nama: this.file.name, besar: this.file.size,
      });
      const answer = await this.ask(this.box.dataset.upload, { method: "POST", body });
      this.url = answer.headers.get("Location");
      this.offset = 0;
    }

    /** Where the house stands; false when it knows the upload no more. */
    async look() {
      try {
        const answer = await this.ask(this.url, { method: "HEAD" }, 30);
        this.offset = Number(answer.headers.get("Upload-Offset"));
        this.isDone = answer.headers.get("Upload-Complete") === "?1";
        return Number(answer.headers.get("Upload-Length")) === this.file.size;
      } catch (error) {
        if (error.status === 404) return false;
        throw error;
      }
    }

    async push() {
      const part = this.file.slice(this.offset, Math.min(this.offset + this.piece, this.file.size));
      const began = performance.now();
      const answer = await this.ask(this.url, {
        method: "PATCH", body: part,
        headers: { "Content-Type": TYPE, "Upload-Offset": String(this.offset), "X-Tanda": this.token },
      });
      this.offset = Number(answer.headers.get("Upload-Offset"));
      this.isDone = answer.headers.get("Upload-Complete") === "?1";
      // Small pieces on a slow line, so that little is lost when it breaks.
      const seconds = (performance.now() - began) / 1000;
      if (seconds < 1) this.piece = Math.min(this.piece * 2, MOST);
      if (seconds > 5) this.piece = Math.max(this.piece / 2, LEAST);
    }

    async pause(tries, wait) {
      this.piece = Math.max(this.piece / 2, LEAST);
      const seconds = wait || Math.min(2 ** tries, 30);
      this.say(navigator.onLine ? fill(this.words.waiting, seconds) : this.words.offline);
      await new Promise((resolve) => {
        const timer = setTimeout(done, seconds * (800 + Math.random() * 400));
        function done() { clearTimeout(timer); removeEventListener("online", done); resolve(); }
        addEventListener("online", done);
        this.abort.signal.addEventListener("abort", done);
      });
    }

    async run() {
      this.url = memory.read(this.key)?.url;
      let mustLook = Boolean(this.url), tries = 0;
      while (!this.isDone) {
        try {
          if (this.url && mustLook && !await this.look()) { memory.forget(this.key); this.url = null; }
          mustLook = false;
          if (!this.url) await this.begin();
          this.progress();
          if (!this.isDone) await this.push();
          tries = 0;
        } catch (error) {
          if (this.abort.signal.aborted) throw error;
          mustLook = true;
          const passes = !(error instanceof No) || [408, 409, 425, 429].includes(error.status) || error.status >= 500;
          if (!passes || tries > 40) throw error;
          await this.pause(tries++, error.wait);
          if (this.abort.signal.aborted) throw error;
        }
      }
      memory.forget(this.key);
    }

    cancel() {
      this.abort.abort();
      memory.forget(this.key);
      if (!this.url) return;
      const body = new URLSearchParams({ _tanda: this.token });
      fetch(`${this.url}/batal`, { method: "POST", body, keepalive: true }).catch(() => {});
    }
  }

  const fill = (text, ...values) => values.reduce((all, value) => all.replace("#", () => value), text);
  const size = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

  // One line below each file question says what happens; a screen reader hears it.
  const status = (box) => {
    let line = box.nextElementSibling;
    if (!line?.matches(".upload-status")) {
      line = document.createElement("div");
      line.className = "upload-status";
      line.innerHTML = "<p role=\"status\"></p><progress max=\"100\" hidden></progress>"
        + "<button type=\"button\" class=\"button button-quiet button-small\" hidden></button>";
      box.after(line);
    }
    const [text, bar, button] = line.children;
    return {
      show(words, sending) {
        if (text.textContent !== words) text.textContent = words;
        bar.hidden = button.hidden = !sending;
        if (!sending) return;
        bar.value = sending.percent;
        bar.setAttribute("aria-label", sending.file.name);
        button.textContent = sending.words.cancel;
        button.onclick = () => sending.cancel();
      },
    };
  };

  /** The question as the house shows it now. */
  const ask = async (id) => {
    const page = document.getElementById(id)?.dataset.page ?? location.pathname;
    const answer = await fetch(page, { headers: { Accept: "text/html" }, cache: "no-store" });
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
  };

  /** Puts it in the place of the old one; what was typed elsewhere stays. */
  const renew = async (box) => {
    const fresh = await ask(box.id);
    const old = document.getElementById(box.id);
    if (!fresh || !old) return box;
    old.replaceWith(fresh);
    watch(fresh);
    return fresh;
  };

  // A file that is still being looked into shows itself by and by.
  const watch = (box, tries = 0) => {
    if (!box.querySelector("[data-checking]") || tries > 30) return;
    setTimeout(async () => {
      const now = document.getElementById(box.id);
      // What somebody is using is left alone.
      if (now !== box) return;
      const isUsed = box.contains(document.activeElement) || box.querySelector("input[type=file]")?.files.length;
      if (isUsed || running.has(box.id)) { watch(box, tries + 1); return; }
      try {
        const fresh = await ask(box.id);
        if (fresh && !fresh.querySelector("[data-checking]")) { box.replaceWith(fresh); return; }
      } catch { /* the next look */ }
      watch(box, tries + 1);
    }, 2000 + tries * 500);
  };

  /** Uploads that run, by the id of their question. */
  const running = new Map();
  /** The button that was pressed meanwhile. */
  let pressed = null;

  const chosen = (form) => [...form.querySelectorAll("[data-upload]")].filter((box) => {
    const files = [...box.querySelector("input[type=file]")?.files ?? []];
    return files.some((file) => file.size > SMALL) && !box.dataset.plain && !running.has(box.id);
  });

  const send = (box) => {
    const work = carry(box).finally(() => running.delete(box.id));
    running.set(box.id, work);
    return work;
  };

  /** Sends the chosen files of a question one after the other; false when one did not arrive. */
  const carry = async (box) => {
    const input = box.querySelector("input[type=file]");
    const left = [...input.files];
    // A disabled field is not sent along with the form.
    input.disabled = true;
    let sending, hasSent = false;
    try {
      while (left.length) {
        sending = new Sending(box, left[0]);
        await sending.run();
        left.shift();
        hasSent = true;
      }
      const fresh = await renew(box).catch(() => box);
      status(fresh).show(fill(sending.words.done, sending.file.name), null);
      return true;
    } catch (error) {
      input.disabled = false;
      const { text, isPlain } = reason(error, sending, left);
      const now = hasSent ? await renew(box).catch(() => box) : box;
      choose(now.querySelector("input[type=file]"), left);
      if (isPlain) now.dataset.plain = "1";
      status(now).show(text, null);
      return false;
    }
  };

  /** What is said about a file that did not arrive; takes out of `left` what is not to be sent again. */
  const reason = (error, sending, left) => {
    if (sending.abort.signal.aborted) {
      left.length = 0;
      return { text: sending.words.cancelled };
    }
    if (error.status === 422 || error.status === 413) {
      left.shift();
      memory.forget(sending.key);
      return { text: error.message };
    }
    if (error.status === 403 || error.status === 401) return { text: sending.words.signin };
    return { text: sending.words.plain, isPlain: true };
  };

  /** Leaves these files chosen. */
  const choose = (input, files) => {
    if (!input || files.length === input.files.length) return;
    input.value = "";
    if (!files.length) return;
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    input.files = list.files;
  };

  for (const form of new Set([...document.querySelectorAll("[data-upload]")].map((box) => box.closest("form")))) {
    form.addEventListener("submit", async (event) => {
      const button = event.submitter;
      const boxes = chosen(form);
      if (!boxes.length && !running.size) return;
      event.preventDefault();
      event.stopPropagation();
      // The button of the question only sends its file; any other goes on when all have arrived.
      if (button?.value === "unggah") {
        boxes.filter((box) => box.contains(button)).forEach(send);
        return;
      }
      const isFirst = !pressed;
      pressed = button;
      if (!isFirst) return;
      boxes.forEach(send);
      const results = await Promise.all(running.values());
      const next = pressed;
      pressed = null;
      if (results.every(Boolean)) form.requestSubmit(next);
    }, true);
  }

  for (const box of document.querySelectorAll("[data-upload]")) {
    const place = `unggah ${box.dataset.upload} ${box.dataset.field} `;
    const left = memory.begun(place).find((entry) => entry?.name);
    if (left) {
      status(box).show(fill(JSON.parse(box.dataset.words).resume, left.name, left.percent), null);
    }
    watch(box);
  }
  addEventListener("beforeunload", (event) => { if (running.size) event.preventDefault(); });
})();

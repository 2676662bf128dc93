// Reports that wait for a line, in this browser alone: each with its answers, its photos and the key
// under which the city knows it. Used by the page and by the worker.
"use strict";
(() => {
  const STORE = "laporan", LOCK = "pendopo-laporan";
  const run = self.phoneStore("pendopo", STORE);
  const { newKey } = self.phoneStore;

  const channel = "BroadcastChannel" in self ? new BroadcastChannel(LOCK) : null;
  const listeners = [];
  const tell = () => { channel?.postMessage("new"); for (const hear of listeners) hear(); };

  const queue = {
    newKey,
    all: async () => (await run("readonly", (store) => store.getAll())).sort((a, b) => a.at - b.at),
    get: (key) => run("readonly", (store) => store.get(key)),
    async put(item) { await run("readwrite", (store) => store.put(item)); tell(); },
    async remove(key) { await run("readwrite", (store) => store.delete(key)); tell(); },
    listen(hear) {
      listeners.push(hear);
      // Whichever window or worker sends, all say so.
      if (channel) channel.onmessage = ({ data }) => { for (const one of listeners) one(data); };
    },

    /** What a form holds, as it would be sent; photos stay as they are. */
    async add(data, key) {
      const fields = [], files = [];
      for (const [name, value] of data) {
        if (["_tanda", "aksi", "kunci"].includes(name)) continue;
        if (typeof value === "string") { fields.push([name, value]); continue; }
        if (value.size) files.push({ field: name, name: value.name, type: value.type, blob: value });
      }
      const known = key ? await this.get(key) : null;
      const item = { key: key || newKey(), at: known?.at ?? Date.now(), state: "menunggu", fields, files };
      await this.put(item);
      return item;
    },

    /** Sends what waits, one after the other and never twice at a time, in whichever window. */
    async send() {
      if (!navigator.locks) return sendAll();
      return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && sendAll());
    },
  };

  const ask = async (address, options) =>
    fetch(address, { ...options, credentials: "same-origin", cache: "no-store" });

  const sendAll = async () => {
    for (const item of await queue.all()) {
      try {
        await sendOne(item);
      } catch (error) {
        // The line is gone, or the house is: it stays as it is, and the next try comes by itself.
        if (item.state === "kirim") await queue.put({ ...item, state: "menunggu" });
        if (error instanceof TypeError) return;
      }
    }
  };

  const sendOne = async (item) => {
    const status = await ask(`/lapor/luring/${item.key}`);
    if (!status.ok) return;
    const known = await status.json();
    if (known.keadaan === "terkirim") return finish(item, known);
    if (item.state === "kode") {
      if (known.keadaan === "belum") await queue.put({ ...item, state: "hilang" });
      return;
    }
    if (known.keadaan === "sibuk") { await mark(item, "sibuk"); return; }
    // What was refused, or is gone, waits for its writer.
    if (item.state === "salah" || item.state === "hilang") return;
    item.state = "kirim";
    await queue.put(item);
    await judge(item, await post(item));
  };

  const post = async (item) => {
    const { tanda } = await (await ask("/lapor/tanda")).json();
    const body = new FormData();
    body.set("_tanda", tanda);
    body.set("kunci", item.key);
    for (const [name, value] of item.fields) body.append(name, value);
    for (const { field, name, blob } of item.files) body.append(field, blob, name);
    return ask("/lapor/luring", { method: "POST", body, headers: { Accept: "application/json" } });
  };

  const judge = async (item, answer) => {
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && told.keadaan === "terkirim") return finish(item, told);
    if (answer.ok && told.keadaan === "kode") return queue.put({ ...item, state: "kode", link: told.alamat });
    // The house is busy or away: try again later.
    if (answer.ok || [408, 425, 429].includes(answer.status) || answer.status >= 500) return mark(item, "menunggu");
    if (answer.status === 409) return queue.put({ ...item, state: "sibuk", why: told.detail });
    if (answer.status === 403 && told.code === "web.expired") return mark(item, "menunggu");
    return queue.put({ ...item, state: "salah", why: told.detail ?? String(answer.status) });
  };

  const mark = async (item, state) => { if (item.state !== state) await queue.put({ ...item, state }); };

  const finish = async (item, told) => {
    await queue.remove(item.key);
    const news = { number: told.nomor, link: told.alamat };
    for (const hear of listeners) hear(news);
    channel?.postMessage(news);
  };

  self.reportQueue = queue;
})();

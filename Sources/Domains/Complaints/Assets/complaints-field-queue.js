// What an officer noted in the field, until the city has it: in this browser alone, in the order in
// which it was done, each under a key by which the city does it once.
"use strict";
(() => {
  const LOCK = "pendopo-lapangan";
  const run = self.phoneStore("pendopo-lapangan", "catatan");
  const channel = "BroadcastChannel" in self ? new BroadcastChannel(LOCK) : null;
  const listeners = [];
  const tell = (news) => { channel?.postMessage(news); for (const hear of listeners) hear(news); };

  const queue = {
    all: async () => (await run("readonly", (store) => store.getAll())).sort((a, b) => a.at - b.at),
    async put(item) { await run("readwrite", (store) => store.put(item)); tell(null); },
    async remove(key, news = null) { await run("readwrite", (store) => store.delete(key)); tell(news); },
    listen(hear) {
      listeners.push(hear);
      if (channel) channel.onmessage = ({ data }) => { for (const one of listeners) one(data); };
    },
    add: (item) => queue.put({ ...item, key: self.phoneStore.newKey(), at: Date.now(), state: "menunggu" }),
    /** One after the other and never twice at a time, in whichever window. */
    async send() {
      if (!navigator.locks) return sendAll();
      return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && sendAll());
    },
  };

  const post = async (item) => {
    const { tanda } = await (await fetch("/lapor/tanda", { cache: "no-store" })).json();
    const body = new FormData();
    body.set("_tanda", tanda);
    body.set("kunci", item.key);
    body.set("petugas", item.officer);
    body.set("nomor", item.number);
    body.set("jenis", item.kind);
    if (item.metres) body.set("meter", String(item.metres));
    for (const [name, value] of item.fields) body.append(name, value);
    for (const { field, name, blob } of item.files) body.append(field, blob, name);
    return fetch("/meja/lapangan/luring", {
      method: "POST", body, cache: "no-store", headers: { Accept: "application/json" },
    });
  };

  /** Whether the next may be tried. */
  const judge = async (item, answer) => {
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && told.keadaan === "terkirim") {
      await queue.remove(item.key, { number: item.number });
      return true;
    }
    if (answer.status === 401 || answer.redirected) {
      await queue.put({ ...item, state: "masuk" });
      return false;
    }
    const isLater = answer.ok || [408, 425, 429].includes(answer.status) || answer.status >= 500
      || told.code === "web.expired";
    await queue.put({ ...item, state: isLater ? "menunggu" : "salah", why: isLater ? "" : told.detail });
    return !isLater;
  };

  const sendAll = async () => {
    const refused = new Set();
    for (const item of await queue.all()) {
      // What comes after a refused note about the same report waits for its writer, too.
      if (item.state === "salah") { refused.add(item.number); continue; }
      if (refused.has(item.number)) continue;
      try {
        await queue.put({ ...item, state: "kirim" });
        if (!await judge(item, await post(item))) return;
      } catch (error) {
        await queue.put({ ...item, state: "menunggu" });
        if (error instanceof TypeError) return;
        throw error;
      }
      if ((await queue.all()).some((one) => one.key === item.key)) refused.add(item.number);
    }
  };

  self.fieldQueue = queue;
})();

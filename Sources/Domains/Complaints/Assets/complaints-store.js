// What a browser keeps for when there is a line again: one store of things, each under its key.
// Used by pages and by the worker.
"use strict";
self.phoneStore = (name, table) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = async () => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "key" });
    return done(request);
  };
  return async (mode, work) => {
    const database = await open();
    try {
      const change = database.transaction(table, mode);
      const result = work(change.objectStore(table));
      await new Promise((resolve, reject) => {
        change.oncomplete = resolve;
        change.onabort = change.onerror = () => reject(change.error);
      });
      return result.result;
    } finally { database.close(); }
  };
};

/** A UUID of version 7 (RFC 9562). */
self.phoneStore.newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let at = 5; at >= 0; at--) { bytes[at] = time % 256; time = Math.floor(time / 256); }
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

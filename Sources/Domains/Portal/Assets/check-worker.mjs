// Keeps the page that checks letters and receipts, for where there is no line; nothing of any letter. What
// stands behind `#` in an address never comes here to be kept.
"use strict";
const SHELL = "/verifikasi/luring", CACHE = "pendopo-verifikasi";

/** The page as a stranger gets it, with all that it names. */
const renew = async () => {
  const page = await fetch(SHELL, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(String(page.status));
  const wanted = [...new Set((await page.clone().text()).match(/\/aset\/[\w.-]+/g) ?? [])];
  const cache = await caches.open(CACHE);
  await Promise.all(wanted.map(async (address) => {
    if (await cache.match(address)) return;
    const answer = await fetch(address, { credentials: "omit" });
    if (answer.ok) await cache.put(address, answer);
  }));
  await cache.put(SHELL, page);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== SHELL && !wanted.includes(pathname)) await cache.delete(request);
  }
};

const kept = async (address) =>
  (await (await caches.open(CACHE)).match(address)) ?? Response.error();

self.addEventListener("install", (event) => {
  event.waitUntil(renew().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
self.addEventListener("message", (event) => {
  if (event.data === "segarkan") event.waitUntil(renew().catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/aset/")) {
    event.respondWith(fetch(request).catch(() => kept(pathname)));
  }
  // The link of a letter that was opened without a line: the page reads its code.
  if (request.mode === "navigate" && /^\/verifikasi\/[^/]+$/.test(pathname)) {
    event.respondWith(fetch(request).catch(() => kept(SHELL)));
  }
});

// Shows the page for reports without a line, and sends what was written there. It keeps that page,
// its styles and scripts and the outlines of the city; nothing of anybody.
"use strict";
const SHELL = "/lapor/luring", CACHE = "pendopo-lapor", EXTRA = ["/laporan/batas"];

/** The page as a stranger gets it, with all that it names. */
const renew = async () => {
  const page = await fetch(SHELL, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(String(page.status));
  const assets = [...new Set((await page.clone().text()).match(/\/aset\/[\w.-]+/g) ?? [])];
  const cache = await caches.open(CACHE);
  const wanted = [...assets, ...EXTRA];
  await Promise.all(wanted.map(async (address) => {
    if (assets.includes(address) && await cache.match(address)) return;
    const answer = await fetch(address, { credentials: "omit" });
    if (answer.ok) await cache.put(address, answer);
  }));
  await cache.put(SHELL, page);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== SHELL && !wanted.includes(pathname)) await cache.delete(request);
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(renew().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
self.addEventListener("message", (event) => {
  if (event.data === "segarkan") event.waitUntil(renew().catch(() => {}));
});
self.addEventListener("sync", (event) => {
  if (event.tag === "laporan") event.waitUntil(self.reportQueue.send());
});

const shell = async () => (await caches.match(SHELL)) ?? Response.error();

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "GET" && (pathname.startsWith("/aset/") || EXTRA.includes(pathname))) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(pathname)) ?? Response.error()));
    return;
  }
  if (request.mode !== "navigate" || (pathname !== "/lapor" && pathname !== SHELL)) return;
  if (request.method === "GET") event.respondWith(fetch(request).catch(shell));
  // A report that was pressed to be sent just when the line broke is not lost.
  if (request.method === "POST") event.respondWith(keep(request));
});

const keep = async (request) => {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const data = await copy.formData();
    await self.reportQueue.add(data, data.get("kunci"));
    return Response.redirect("/lapor", 303);
  }
};

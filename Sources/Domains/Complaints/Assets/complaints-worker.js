// Shows the page for reports without a line, and sends what was written there. It keeps that page,
// its styles and scripts and the outlines of the city; nothing of anybody. An officer who asks for it
// has today's round kept too, until the next day or until somebody signs out.
"use strict";
const SHELL = "/lapor/luring", EXTRA = ["/laporan/batas"];

self.keepShell(SHELL, "pendopo-lapor", EXTRA);
const ROUND = "/meja/lapangan", FIELD = "pendopo-lapangan", KEPT = "/meja/lapangan/disimpan";
const PARTS = /\/(?:aset\/[\w.-]+|laporan\/[\w-]+\/foto\/\d+\/kecil)/g;
const today = () => new Date().toLocaleDateString("sv");

/** The round as its officer sees it now, with its small pictures. */
const keepRound = async (address) => {
  const page = await fetch(address, { cache: "no-store" });
  if (!page.ok || page.redirected) {
    await caches.delete(FIELD);
    return false;
  }
  const wanted = [...new Set((await page.clone().text()).match(PARTS) ?? [])];
  const cache = await caches.open(FIELD);
  await Promise.all(wanted.map(async (part) => {
    if (await cache.match(part)) return;
    const answer = await fetch(part, { credentials: "omit" });
    if (answer.ok) await cache.put(part, answer);
  }));
  await cache.put(ROUND, page);
  await cache.put(KEPT, new Response(today()));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (![ROUND, KEPT, ...wanted].includes(pathname)) await cache.delete(request);
  }
  return true;
};

/** What was kept yesterday shows nothing any more. */
const keptRound = async () => {
  if (!await caches.has(FIELD)) return Response.error();
  const cache = await caches.open(FIELD);
  if (await (await cache.match(KEPT))?.text() === today()) return cache.match(ROUND);
  await caches.delete(FIELD);
  return Response.error();
};

self.addEventListener("message", (event) => {
  const { simpan } = event.data ?? {};
  if (typeof simpan === "string" && simpan.split("?")[0] === ROUND) {
    event.waitUntil(keepRound(simpan).catch(() => false).then((is) => event.ports[0]?.postMessage(is)));
  }
});
self.addEventListener("sync", (event) => {
  if (event.tag === "lapangan") event.waitUntil(self.fieldQueue.send());
  if (event.tag === "laporan") event.waitUntil(self.reportQueue.send());
});

const shell = async () => (await caches.match(SHELL)) ?? Response.error();

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const isPart = pathname.startsWith("/aset/") || EXTRA.includes(pathname) || pathname.endsWith("/kecil");
  if (request.method === "GET" && isPart) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(pathname)) ?? Response.error()));
    return;
  }
  if (request.mode === "navigate" && request.method === "POST" && pathname === "/keluar") {
    event.waitUntil(caches.delete(FIELD));
    return;
  }
  if (request.mode === "navigate" && request.method === "GET" && pathname === ROUND) {
    event.respondWith(fetch(request).catch(keptRound));
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

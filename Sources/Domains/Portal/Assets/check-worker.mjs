// Keeps the page that checks letters and receipts, for where there is no line; nothing of any letter. What
// stands behind `#` in an address never comes here to be kept.
"use strict";
const SHELL = "/verifikasi/luring", CACHE = "pendopo-verifikasi";

self.keepShell(SHELL, CACHE);

const kept = async (address) =>
  (await (await caches.open(CACHE)).match(address)) ?? Response.error();

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

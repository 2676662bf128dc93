// The part that workers share: keeps one page for where there is no line, nothing of anybody.
"use strict";
/**
 * Keeps the page as a stranger gets it, with all that it names and the addresses in `extra`, from the
 * installation on, and anew whenever a page says "segarkan".
 */
self.keepShell = (shell, name, extra = []) => {
  const renew = async () => {
    const page = await fetch(shell, { credentials: "omit", cache: "no-store" });
    if (!page.ok) throw new Error(String(page.status));
    const assets = [...new Set((await page.clone().text()).match(/\/aset\/[\w.-]+/g) ?? [])];
    const cache = await caches.open(name);
    const wanted = [...assets, ...extra];
    await Promise.all(wanted.map(async (address) => {
      if (assets.includes(address) && await cache.match(address)) return;
      const answer = await fetch(address, { credentials: "omit" });
      if (answer.ok) await cache.put(address, answer);
    }));
    await cache.put(shell, page);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== shell && !wanted.includes(pathname)) await cache.delete(request);
    }
  };
  self.addEventListener("install", (event) => {
    event.waitUntil(renew().then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
  self.addEventListener("message", (event) => {
    if (event.data === "segarkan") event.waitUntil(renew().catch(() => {}));
  });
};

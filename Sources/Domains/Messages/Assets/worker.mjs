// Beside the pages: shows what comes by push, and opens what it is about. Other parts of the house
// may add listeners of their own to this file; each keeps to its events.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data ? event.data.json() : {}; } catch { /* not ours */ }
  const path = typeof told.path === "string" && /^\/(?!\/)/.test(told.path) ? told.path : "/pemberitahuan";
  event.waitUntil(self.registration.showNotification(String(told.title || "Pendopo"), {
    body: String(told.body || ""), data: { path }, tag: path,
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = (event.notification.data && event.notification.data.path) || "/pemberitahuan";
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const client of open) {
      if (new URL(client.url).pathname === path) return client.focus();
    }
    return self.clients.openWindow(path);
  })());
});

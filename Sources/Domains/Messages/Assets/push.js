// Lets a browser subscribe to notices: asks the person, asks the browser, and sends what it says
// with the form of the page.
"use strict";
(() => {
  const box = document.querySelector("[data-push]");
  if (!box) return;
  const note = box.querySelector("[data-push-note]");
  const form = box.querySelector("form");
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    note.textContent = box.dataset.none;
    return;
  }
  note.hidden = true;
  box.querySelector("[data-push-button]").hidden = false;

  const bytes = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const say = (words) => { note.hidden = false; note.textContent = words; };

  let isFilled = false;
  form.addEventListener("submit", async (event) => {
    if (isFilled) return;
    event.preventDefault();
    try {
      if (await Notification.requestPermission() !== "granted") return say(box.dataset.denied);
      const worker = await navigator.serviceWorker.register(box.dataset.worker);
      await navigator.serviceWorker.ready;
      const old = await worker.pushManager.getSubscription();
      if (old) await old.unsubscribe();
      const subscription = await worker.pushManager.subscribe({
        userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key),
      });
      form.elements.alamat.value = subscription.endpoint;
      form.elements.kunci.value = text(subscription.getKey("p256dh"));
      form.elements.rahasia.value = text(subscription.getKey("auth"));
      isFilled = true;
      form.submit();
    } catch {
      say(box.dataset.none);
    }
  });
})();

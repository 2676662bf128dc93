// Photos with the camera of the counter, beside every file field that takes pictures. The field itself
// stays as it is: without a camera, or without this script, a file is chosen.
"use strict";
(() => {
  const box = document.querySelector("[data-counter-camera]");
  if (!box || !navigator.mediaDevices?.getUserMedia || !HTMLDialogElement.prototype.showModal) return;
  const video = box.querySelector("video");
  const line = box.querySelector("[role=status]");
  const take = box.querySelector("[data-take]");
  const fields = "input[type=file][accept*='image/jpeg']";
  /** The longest side of a photo: a page of A4 stays legible, and a slow line carries it. */
  const LONGEST = 2400;
  let stream = null, target = null, count = 0;

  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  };

  const open = async (id) => {
    target = id;
    line.textContent = "";
    take.disabled = true;
    box.showModal();
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false, video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1440 } },
      });
      if (!box.open) { stop(); return; }
      video.srcObject = stream;
      await video.play();
      take.disabled = false;
      take.focus();
    } catch {
      stop();
      line.textContent = box.dataset.none;
      box.querySelector("[data-close]").focus();
    }
  };

  take.addEventListener("click", () => {
    // Asked anew: the question may have been drawn again meanwhile.
    const input = document.getElementById(target);
    const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      if (!blob || !input) return;
      count += 1;
      const list = new DataTransfer();
      if (input.multiple) for (const file of input.files) list.items.add(file);
      list.items.add(new File([blob], `foto-${count}.jpg`, { type: "image/jpeg" }));
      input.files = list.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      line.textContent = box.dataset.taken.replace("#", String(input.files.length));
      if (!input.multiple) box.close();
    }, "image/jpeg", 0.9);
  });
  box.querySelector("[data-close]").addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    stop();
    document.getElementById(target)?.focus();
  });

  const offer = () => {
    for (const input of document.querySelectorAll(`${fields}:not([data-photo])`)) {
      input.dataset.photo = "1";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-quiet button-small";
      const label = document.querySelector(`label[for="${input.id}"]`)?.firstChild?.textContent?.trim() ?? "";
      button.textContent = box.dataset.open;
      button.setAttribute("aria-label", `${box.dataset.open}: ${label}`);
      button.addEventListener("click", () => open(input.id));
      input.after(button);
    }
  };
  offer();
  // Questions are drawn again after an upload.
  new MutationObserver(offer).observe(document.querySelector("main"), { childList: true, subtree: true });
})();

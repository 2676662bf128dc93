// Before and after over each other: a range, or a finger on the picture, moves the border.
"use strict";
(() => {
  for (const box of document.querySelectorAll("[data-compare]")) {
    const pair = box.querySelector(".compare-pair"), range = box.querySelector("input");
    const show = () => {
      pair.style.setProperty("--cut", `${range.value}%`);
      range.setAttribute("aria-valuetext", range.dataset.text.replace("#", 100 - range.value));
    };
    const drag = (event) => {
      if (event.type === "pointermove" && !event.buttons) return;
      const { left, width } = pair.getBoundingClientRect();
      range.value = ((event.clientX - left) / width) * 100;
      show();
    };
    for (const picture of pair.querySelectorAll("img")) {
      picture.draggable = false;
      picture.sizes = "(min-width: 64rem) 48rem, 100vw";
    }
    pair.addEventListener("pointerdown", (event) => { pair.setPointerCapture(event.pointerId); drag(event); });
    pair.addEventListener("pointermove", drag);
    range.addEventListener("input", show);
    box.classList.add("compare-on");
    range.parentElement.hidden = false;
    show();
  }
})();

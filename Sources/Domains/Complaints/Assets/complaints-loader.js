// Brings the map to pages that have a place for it: at once where `data-map="now"`, else when asked.
"use strict";
(() => {
  let loading = null;
  const element = (name, values) => Object.assign(document.createElement(name), values);

  /** Loads Leaflet and the city's map once; gives what draws it. */
  const load = (box) => {
    loading ??= new Promise((resolve, reject) => {
      document.head.append(element("link", { rel: "stylesheet", href: box.dataset.mapStyle }));
      document.head.append(element("script", {
        src: box.dataset.mapScript, onload: () => resolve(window.cityMap), onerror: reject,
      }));
    });
    loading.catch(() => { loading = null; });
    return loading;
  };
  window.loadCityMap = load;

  for (const box of document.querySelectorAll("[data-map='now']")) {
    load(box).then((cityMap) => cityMap.showReports(box)).catch(() => { /* the drawing stays */ });
  }
})();

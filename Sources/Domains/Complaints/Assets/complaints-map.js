// The city on a map: outlines of its own files, reports as heaps or one by one. Tiles of somebody
// else only where the city has named them.
"use strict";
window.cityMap = (() => {
  const L = window.L;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const micro = (value) => value / 1e6;
  const text = (name, content, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = content;
    return made;
  };

  /** Rings as differences of hundred-thousandths of a degree, longitude first. */
  const ring = (steps) => {
    const points = [];
    let east = 0, north = 0;
    for (let at = 0; at + 1 < steps.length; at += 2) {
      east += steps[at];
      north += steps[at + 1];
      points.push([north / 1e5, east / 1e5]);
    }
    return points;
  };

  let outlines = null;
  const city = (address) => {
    outlines ??= fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    outlines.catch(() => { outlines = null; });
    return outlines;
  };

  /** `#z/lat/lon` of the address. */
  const place = () => {
    const found = /^#(\d{1,2})\/(-?\d{1,2}\.\d+)\/(-?\d{1,3}\.\d+)$/.exec(location.hash);
    return found && { zoom: Number(found[1]), centre: [Number(found[2]), Number(found[3])] };
  };

  /** An empty map of the city in an element. */
  const make = async (target, box, words) => {
    const base = await city(box.dataset.outlines);
    const [south, west, north, east] = base.kotak.map(micro);
    const bounds = L.latLngBounds([south, west], [north, east]);
    const map = L.map(target, {
      zoomControl: false, attributionControl: false, minZoom: 9, maxZoom: 19,
      zoomAnimation: !isCalm, fadeAnimation: !isCalm, maxBounds: bounds.pad(1),
      inertia: !isCalm,
    });
    L.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
    if (box.dataset.tiles) {
      const tiles = JSON.parse(box.dataset.tiles);
      const credit = document.createElement("span");
      credit.textContent = tiles.attribution;
      L.control.attribution({ prefix: false }).addTo(map).addAttribution(credit.innerHTML);
      L.tileLayer(tiles.url, { maxZoom: 19 }).addTo(map);
    }
    for (const rings of Object.values(base.wilayah)) {
      L.polygon(rings.map(ring), {
        className: box.dataset.tiles ? "map-area map-area-open" : "map-area", interactive: false,
        weight: 1,
      }).addTo(map);
    }
    map.fitBounds(bounds);
    return { map, base };
  };

  /**
   * Heaps as plain elements of one pane: there are hundreds after each move, and those that stay where
   * they were stay as they are.
   */
  const Heaps = L.Layer.extend({
    initialize(words, quiet) {
      this.words = words;
      this.quiet = quiet;
      this.known = new Map();
      this.numbers = new Intl.NumberFormat(document.documentElement.lang);
    },

    onAdd(map) {
      this.element = document.createElement("div");
      this.element.className = "map-heaps leaflet-zoom-hide";
      this.element.addEventListener("click", (event) => this.press(event));
      map.getPane("markerPane").append(this.element);
    },

    onRemove() {
      this.element.remove();
      this.known.clear();
    },

    getEvents() { return { zoomend: this.place, viewreset: this.place }; },

    /** Rows of latitude, longitude and count. */
    show(rows) {
      const before = this.known;
      this.known = new Map();
      const fresh = document.createDocumentFragment();
      for (const row of rows) {
        const key = row.join();
        const element = before.get(key)?.element ?? this.make(row);
        if (!before.delete(key)) {
          this.put(element, row);
          fresh.append(element);
        }
        this.known.set(key, { element, row });
      }
      for (const { element } of before.values()) element.remove();
      this.element.append(fresh);
    },

    make([, , count]) {
      const label = this.numbers.format(count);
      const size = 30 + Math.min(24, 4 * String(count).length);
      const element = text("div", label, `map-heap leaflet-marker-icon${this.quiet ? "" : " leaflet-interactive"}`);
      element.title = this.words.heap.replace("#", label);
      element.style.width = element.style.height = `${size}px`;
      element.style.margin = `${-size / 2}px 0 0 ${-size / 2}px`;
      return element;
    },

    put(element, [north, east]) {
      L.DomUtil.setPosition(element, this._map.latLngToLayerPoint([micro(north), micro(east)]).round());
    },

    place() { for (const { element, row } of this.known.values()) this.put(element, row); },

    press(event) {
      // The end of a drag is no press.
      if (this.quiet || this._map.dragging.moved()) return;
      const found = [...this.known.values()].find(({ element }) => element === event.target);
      if (!found) return;
      const [north, east] = found.row;
      this._map.setView([micro(north), micro(east)], Math.min(this._map.getZoom() + 2, 19));
    },
  });

  /**
   * Heaps and single reports of what the map shows, anew after each move. Where a pin is put they are
   * `quiet`: a press on one is a press on the map beneath.
   */
  class Reports {
    constructor(map, box, words, quiet = false) {
      this.map = map;
      this.box = box;
      this.words = words;
      this.quiet = quiet;
      this.heaps = new Heaps(words, quiet).addTo(map);
      this.layer = L.layerGroup().addTo(map);
      this.turn = 0;
      map.on("moveend", () => this.load());
    }

    async load() {
      const turn = ++this.turn;
      const bounds = this.map.getBounds();
      const sides = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()];
      const query = new URLSearchParams(this.box.dataset.query);
      query.set("kotak", sides.map((side) => side.toFixed(5)).join(","));
      query.set("zoom", String(this.map.getZoom()));
      try {
        const answer = await fetch(`${this.box.dataset.points}?${query}`);
        if (!answer.ok) return;
        const found = await answer.json();
        if (turn === this.turn) this.show(found);
      } catch { /* without a line the outlines are left */ }
    }

    show(found) {
      this.layer.clearLayers();
      this.heaps.show(found.kelompok ?? []);
      for (const row of found.laporan ?? []) this.single(row);
      this.map.getContainer().dataset.shown = String((found.kelompok ?? found.laporan ?? []).length);
    }

    single([number, north, east, topic, state, words]) {
      const look = { radius: 9, weight: 2, className: `map-report map-${state}`, interactive: !this.quiet };
      const mark = L.circleMarker([micro(north), micro(east)], look).addTo(this.layer);
      if (this.quiet) return;
      // Made when it is asked for: most are never opened.
      mark.bindPopup(() => this.telling(number, topic, state, words), { closeButton: false });
    }

    telling(number, topic, state, words) {
      const body = document.createElement("div");
      body.append(text("p", `${this.name("kategori", topic)} · ${this.name("keadaan", state)}`, "map-topic"));
      if (words) body.append(text("p", words));
      const link = text("a", this.words.open);
      link.href = this.box.dataset.report + number;
      body.append(link);
      return body;
    }

    /** What the filter of the page calls it. */
    name(field, value) {
      const found = [...document.querySelectorAll(`select[name='${field}'] option`)]
        .find((option) => option.value === value);
      return found?.textContent ?? this.topics()[value] ?? value;
    }

    topics() {
      this.known ??= Object.fromEntries([...document.querySelectorAll("[name='f.kategori']")]
        .flatMap((input) => [...(input.options ?? [input])])
        .map((one) => [one.value, one.labels?.[0]?.textContent ?? one.textContent]));
      return this.known;
    }
  }

  const frame = (box, words) => {
    const target = document.createElement("div");
    target.className = "live-map";
    target.setAttribute("role", "region");
    target.setAttribute("aria-label", words.label);
    const caption = box.querySelector("figcaption");
    if (caption) caption.before(target); else box.append(target);
    return target;
  };

  return {
    /** The map of the public list; its address keeps the view. */
    async showReports(box) {
      const words = JSON.parse(box.dataset.mapWords);
      const drawing = box.querySelector("svg");
      const target = frame(box, words);
      let made;
      try {
        drawing?.classList.add("map-behind");
        made = await make(target, box, words);
      } catch (error) {
        target.remove();
        drawing?.classList.remove("map-behind");
        throw error;
      }
      drawing?.remove();
      box.querySelector("figcaption")?.replaceChildren(words.caption);
      const { map, base } = made;
      if (base.perkiraan) target.after(text("p", words.approximate, "hint"));
      new Reports(map, box, words);
      const from = place();
      if (from) map.setView(from.centre, from.zoom); else map.fire("moveend");
      map.on("moveend", () => {
        const { lat, lng } = map.getCenter();
        history.replaceState(null, "", `#${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
      });
      addEventListener("hashchange", () => {
        const wanted = place();
        if (wanted) map.setView(wanted.centre, wanted.zoom);
      });
    },

    /** A map on which a way is drawn: `pick` hears each stop; gives what draws the stops. */
    async way(box, pick) {
      const words = JSON.parse(box.dataset.mapWords);
      const { map } = await make(frame(box, words), box, words);
      const line = L.polyline([], { className: "map-way", interactive: false }).addTo(map);
      const stops = L.layerGroup().addTo(map);
      map.on("click", ({ latlng }) => pick(latlng.lat, latlng.lng));
      return (points) => {
        line.setLatLngs(points);
        stops.clearLayers();
        for (const point of points) {
          L.circleMarker(point, { radius: 6, className: "map-stop", interactive: false }).addTo(stops);
        }
      };
    },

    /** A map on which a pin is put: `pick` hears where; gives what moves the pin. */
    async choose(box, pick) {
      const words = JSON.parse(box.dataset.mapWords);
      const { map } = await make(frame(box, words), box, words);
      new Reports(map, box, words, true);
      map.fire("moveend");
      let pin = null;
      const put = (point) => {
        if (pin) { pin.setLatLng(point); return; }
        const icon = L.divIcon({ className: "map-pin", iconSize: [28, 28], iconAnchor: [14, 28], html: text("span", "") });
        pin = L.marker(point, { icon, draggable: true, keyboard: false, autoPan: true }).addTo(map);
        pin.on("dragend", () => { const { lat, lng } = pin.getLatLng(); pick(lat, lng); });
      };
      map.on("click", ({ latlng }) => { put(latlng); pick(latlng.lat, latlng.lng); });
      return { move(lat, lng) { put([lat, lng]); map.setView([lat, lng], Math.max(map.getZoom(), 16)); } };
    },
  };
})();

// The round begins where the phone is, if its owner says so; without this script the place is typed.
// Where pictures of a result were taken is read from the file itself: far from the report it is said,
// and noted, but nothing is held back.
"use strict";
(() => {
  const here = document.querySelector("[data-round-here]");
  if (here && navigator.geolocation) {
    const say = document.querySelector("[data-round-status]");
    here.hidden = false;
    here.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        const field = here.form.elements.dari;
        field.value = `${coords.latitude.toFixed(4)}, ${coords.longitude.toFixed(4)}`;
        here.form.requestSubmit();
      }, () => { say.textContent = here.dataset.failed; }, { timeout: 15_000, maximumAge: 60_000 });
    });
  }

  const report = document.querySelector("[data-report-position]");
  if (!report) return;

  /** Degrees of the place that a JPEG says it was taken at; nothing where it does not. */
  const position = (view) => {
    if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
    let at = 2;
    while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
      const length = view.getUint16(at + 2);
      if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return tiff(view, at + 10);
      at += 2 + length;
    }
    return null;
  };

  const tiff = (view, start) => {
    const isLittle = view.getUint16(start) === 0x4949;
    const short = (at) => view.getUint16(at, isLittle);
    const long = (at) => view.getUint32(at, isLittle);
    const entries = (at) => {
      const found = new Map();
      for (let n = 0; n < short(at); n += 1) found.set(short(at + 2 + n * 12), at + 2 + n * 12);
      return found;
    };
    const place = entries(start + long(start + 4)).get(0x8825);
    if (!place) return null;
    const gps = entries(start + long(place + 8));
    const degrees = (tag, letter, below) => {
      const at = start + long(gps.get(tag) + 8);
      const [whole, minutes, seconds] = [0, 8, 16].map((more) => long(at + more) / long(at + more + 4));
      const value = whole + minutes / 60 + (seconds || 0) / 3600;
      return String.fromCharCode(view.getUint8(gps.get(letter) + 8)) === below ? -value : value;
    };
    if (![1, 2, 3, 4].every((tag) => gps.has(tag))) return null;
    const found = [degrees(2, 1, "S"), degrees(4, 3, "W")];
    return found.every(Number.isFinite) && found.some((value) => value !== 0) ? found : null;
  };

  const metres = ([a, b], [c, d]) => {
    const turn = Math.PI / 180, sine = (value) => Math.sin((value * turn) / 2) ** 2;
    const part = sine(c - a) + Math.cos(a * turn) * Math.cos(c * turn) * sine(d - b);
    return Math.round(2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(part))));
  };

  const look = async (file) => {
    try {
      const found = position(new DataView(await file.slice(0, 262_144).arrayBuffer()));
      return found && metres(found, [Number(report.dataset.lat), Number(report.dataset.lon)]);
    } catch { return null; } // Cut off, or not what it says: nothing is known.
  };

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches(`input[type=file][name="${report.dataset.reportPosition}"]`)) return;
    const token = document.querySelector("input[name=_tanda]");
    const all = await Promise.all([...input.files].map(look));
    const far = Math.max(0, ...all.filter(Number.isFinite));
    if (far <= Number(report.dataset.far)) return;
    report.hidden = false;
    report.textContent = report.dataset.text.replace("#", String(far));
    const body = new URLSearchParams({ _tanda: token ? token.value : "", meter: String(far) });
    fetch(report.dataset.address, { method: "POST", body, credentials: "same-origin" }).catch(() => {});
  }, true);
})();

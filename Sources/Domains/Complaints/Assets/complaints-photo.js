// Photos before they are sent: what the camera wrote into them, and a smaller picture without it.
"use strict";
window.reportPhotos = (() => {
  const HEAD = 256 * 1024, SIDE = 2048, SMALL = 600_000;

  /** Entries of a directory of TIFF, by tag: where each one's value stands. */
  const directory = (view, offset, order) => {
    const found = new Map();
    const count = Math.min(view.getUint16(offset, order), 200);
    for (let at = 0; at < count; at++) found.set(view.getUint16(offset + 2 + at * 12, order), offset + 2 + at * 12);
    return found;
  };

  const word = (view, entry, order, most) => {
    const length = Math.min(view.getUint32(entry + 4, order), most);
    const start = length > 4 ? view.getUint32(entry + 8, order) : entry + 8;
    let text = "";
    for (let at = 0; at < length; at++) {
      const letter = view.getUint8(start + at);
      if (!letter) break;
      text += String.fromCharCode(letter);
    }
    return text;
  };

  /** Degrees, minutes and seconds as three fractions. */
  const degrees = (view, entry, order) => {
    if (view.getUint16(entry + 2, order) !== 5 || view.getUint32(entry + 4, order) !== 3) return NaN;
    const start = view.getUint32(entry + 8, order);
    const parts = [0, 8, 16].map((at) => view.getUint32(start + at, order) / view.getUint32(start + at + 4, order));
    return parts[0] + parts[1] / 60 + parts[2] / 3600;
  };

  const position = (view, gps, order) => {
    if (![1, 2, 3, 4].every((tag) => gps.has(tag))) return null;
    const north = degrees(view, gps.get(2), order) * (word(view, gps.get(1), order, 2) === "S" ? -1 : 1);
    const east = degrees(view, gps.get(4), order) * (word(view, gps.get(3), order, 2) === "W" ? -1 : 1);
    const isPlace = Math.abs(north) <= 90 && Math.abs(east) <= 180 && (Math.abs(north) > .001 || Math.abs(east) > .001);
    return isPlace ? { north, east } : null;
  };

  const tiff = (view) => {
    const order = view.getUint16(0) === 0x4949;
    if (!order && view.getUint16(0) !== 0x4D4D) return null;
    if (view.getUint16(2, order) !== 42) return null;
    const first = directory(view, view.getUint32(4, order), order);
    const below = (tag) => first.has(tag)
      ? directory(view, view.getUint32(first.get(tag) + 8, order), order) : new Map();
    const [details, gps] = [below(0x8769), below(0x8825)];
    const taken = details.has(0x9003) ? word(view, details.get(0x9003), order, 20) : "";
    const day = /^(\d{4}):(\d\d):(\d\d) /.exec(taken);
    return { place: position(view, gps, order), day: day && `${day[1]}-${day[2]}-${day[3]}` };
  };

  /** Place and day that a JPEG holds. What is broken, or made to break readers, holds nothing. */
  const read = async (file) => {
    try {
      const view = new DataView(await file.slice(0, HEAD).arrayBuffer());
      if (view.getUint16(0) !== 0xFFD8) return null;
      for (let at = 2; at + 10 < view.byteLength;) {
        const marker = view.getUint16(at), length = view.getUint16(at + 2);
        if (marker >> 8 !== 0xFF || marker === 0xFFDA || length < 2) return null;
        // "Exif", two zeros, then a file of TIFF.
        if (marker === 0xFFE1 && view.getUint32(at + 4) === 0x45786966 && length > 8) {
          const most = Math.min(length - 8, view.byteLength - at - 10);
          return tiff(new DataView(view.buffer, at + 10, most));
        }
        at += 2 + length;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    return null;
  };

  /** The same picture upright and at most 2,048 pixels a side, as JPEG without what the camera wrote;
   * the file itself where it is small already or no picture. */
  const smaller = async (file) => {
    if (!["image/jpeg", "image/png", "image/webp", "image/heic"].includes(file.type)) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      if (scale === 1 && file.size <= SMALL) return file;
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", .85));
      if (!blob || blob.size >= file.size) return file;
      const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
      return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
    } catch {
      return file;
    }
  };

  return { read, smaller };
})();

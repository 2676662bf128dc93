// Checks in this browser what the city has signed: the statement in the QR code of a letter (COSE_Sign1,
// RFC 9052) and the receipt of an act (docs/ledger.md). Nothing that is checked leaves the browser.
"use strict";
(() => {
  const box = document.querySelector("[data-check]");
  if (!box || !window.crypto?.subtle) return;
  const trust = JSON.parse(box.dataset.check);
  const words = JSON.parse(box.dataset.words);
  const utf8 = new TextEncoder();
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => hex(one) === hex(other);
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const plain = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  /** Bytes of Base64; nothing for another spelling of them. */
  const base64 = (text) => {
    const bytes = plain(text);
    if (btoa(String.fromCharCode(...bytes)) !== text) throw new Error("base64");
    return bytes;
  };
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

  // MARK: Statements

  /** One item of CBOR in its one spelling, as `Sources/Signatures/Statement/CBORItem.swift` reads it. */
  const cbor = (bytes) => {
    let at = 0;
    const take = (count) => {
      if (at + count > bytes.length) throw new Error("cut");
      at += count;
      return bytes.slice(at - count, at);
    };
    const head = () => {
      const [first] = take(1);
      const short = first & 31;
      if (short < 24) return [first >> 5, short];
      if (short > 27) throw new Error("length");
      const value = take(1 << (short - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
      if (!Number.isSafeInteger(value)) throw new Error("number");
      const least = [24, 0x100, 0x10000, 0x100000000][short - 24];
      if (value < least) throw new Error("long spelling");
      return [first >> 5, value];
    };
    const item = (depth) => {
      if (depth > 7) throw new Error("deep");
      const [major, value] = head();
      if (major === 0) return value;
      if (major === 1) return -1 - value;
      if (major === 2) return take(value);
      if (major === 3) return new TextDecoder("utf-8", { fatal: true }).decode(take(value));
      if (major === 4) return Array.from({ length: Math.min(value, 64) }, () => item(depth + 1));
      if (major === 5) {
        const map = new Map();
        for (let left = Math.min(value, 64); left > 0; left -= 1) map.set(item(depth + 1), item(depth + 1));
        return map;
      }
      if (major === 6) return { tag: value, of: item(depth + 1) };
      throw new Error("kind");
    };
    const value = item(0);
    if (at !== bytes.length) throw new Error("more");
    return value;
  };

  const PROTECTED = Uint8Array.of(0xa1, 0x01, 0x26);
  const own = { kind: -70001, object: -70002, hash: -70003 };

  const read = (text) => {
    const part = text.replace(/\s/g, "").split("#").pop();
    if (!/^[\w-]{80,400}$/.test(part)) throw new Error("no statement");
    const spare = "=".repeat((4 - part.length % 4) % 4);
    const { tag, of } = cbor(base64(part.replaceAll("-", "+").replaceAll("_", "/") + spare));
    const [guarded, open, payload, signature] = of;
    const key = open.get(4);
    if (tag !== 18 || of.length !== 4 || !same(guarded, PROTECTED) || signature.length !== 64
      || key.length !== 8) throw new Error("shape");
    return { key: hex(key), payload, signature };
  };

  /** What the signature is about: the Sig_structure of RFC 9052 §4.4. */
  const signed = (payload) => {
    const size = payload.length;
    const length = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
    return join([0x84, 0x6a], utf8.encode("Signature1"), [0x43], PROTECTED, [0x40], length, payload);
  };

  const day = (seconds) => new Intl.DateTimeFormat(document.documentElement.lang || "id", {
    dateStyle: "long", timeZone: "UTC",
  }).format(new Date((seconds + trust.minutes * 60) * 1000));

  const checkStatement = async (text) => {
    let parts;
    try { parts = read(text); } catch { return { outcome: "surat-unreadable" }; }
    const technical = [["key", parts.key]];
    const known = trust.keys.find((one) => one.id === parts.key);
    if (!known) return { outcome: "surat-unknownKey", technical };
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("spki", plain(known.spki), algorithm, false, ["verify"]);
    if (!await crypto.subtle.verify(algorithm, key, parts.signature, signed(parts.payload))) {
      return { outcome: "surat-signatureDiffers", technical };
    }
    const claims = cbor(parts.payload);
    const number = new TextDecoder().decode(claims.get(7));
    const end = claims.get(4);
    const facts = [
      ["number", number], ["kind", claims.get(own.kind)], ["holder", claims.get(2)],
      ["object", claims.get(own.object)], ["issued", day(claims.get(6))],
      ["until", end === undefined ? "" : day(end)],
    ];
    technical.push(["hash", hex(claims.get(own.hash))], ["algorithm", "COSE_Sign1, ES256"]);
    // The page beside it is about one letter, and the paper about another.
    const page = box.dataset.number;
    if (page && page !== number) return { outcome: "surat-other", facts, technical };
    // The city's own word on the page comes later than the paper's.
    if (page && box.dataset.past) return { outcome: "surat-past", facts, technical };
    const isOver = end !== undefined && end * 1000 < Date.now();
    return { outcome: isOver ? "surat-ended" : "surat-valid", facts, technical };
  };

  /** What the city signed in another shape is no statement either. */
  const statement = (text) => checkStatement(text).catch(() => ({ outcome: "surat-unreadable" }));

  // MARK: Receipts

  const MEMBERS = "checkpoint,entry,index,proof,salt,v,vkey";

  /** RFC 8785. */
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${members.join(",")}}`;
  };

  /** The root that a leaf and its proof lead to (RFC 9162 §2.1.3.2); nothing where they do not fit. */
  const root = async (leaf, index, size, proof) => {
    let [at, last, hash] = [index, size - 1, leaf];
    const half = () => { at = Math.floor(at / 2); last = Math.floor(last / 2); };
    if (index < 0 || index >= size) return null;
    for (const step of proof) {
      if (last === 0) return null;
      if (at % 2 === 1 || at === last) {
        hash = await digest(join([1], step, hash));
        while (at % 2 === 0 && at !== 0) half();
      } else {
        hash = await digest(join([1], hash, step));
      }
      half();
    }
    return last === 0 ? hash : null;
  };

  const noteKey = (text) => {
    const [, name, id, key] = text.match(/^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/);
    const bytes = base64(key);
    if (bytes.length !== 33 || bytes[0] !== 1) throw new Error("key");
    return { name, id, bytes };
  };

  /** The city's signature under a note; each one of its key must hold. */
  const holds = async (note, key) => {
    const cut = note.lastIndexOf("\n\n");
    const text = utf8.encode(note.slice(0, cut + 1));
    const named = await digest(join(utf8.encode(`${key.name}\n`), key.bytes));
    if (cut < 0 || hex(named.slice(0, 4)) !== key.id) return false;
    const opened = await crypto.subtle.importKey("raw", key.bytes.slice(1), { name: "Ed25519" }, false, ["verify"]);
    let count = 0;
    for (const line of note.slice(cut + 2).split("\n")) {
      const [dash, name, rest] = line.split(" ");
      if (dash !== "\u2014" || name !== key.name) continue;
      const bytes = base64(rest);
      if (hex(bytes.slice(0, 4)) !== key.id) continue;
      if (!await crypto.subtle.verify({ name: "Ed25519" }, opened, bytes.slice(4), text)) return false;
      count += 1;
    }
    return count > 0;
  };

  const checkReceipt = async (text) => {
    let parts, key, salt, proof;
    try {
      parts = JSON.parse(text);
      if (parts.v !== 1 || canonical(parts) !== text) throw new Error("spelling");
      if (Object.keys(parts).sort().join() !== MEMBERS) throw new Error("members");
      key = noteKey(parts.vkey);
      salt = unhex(parts.salt);
      proof = parts.proof.map(base64);
      if (salt.length !== 16 || hex(salt) !== parts.salt) throw new Error("salt");
      if (proof.some((one) => one.length !== 32)) throw new Error("proof");
    } catch { return { outcome: "bukti-unreadable" }; }
    const technical = [["key", parts.vkey]];
    if (trust.ledger && trust.ledger !== parts.vkey) return { outcome: "bukti-otherKey", technical };
    const [origin, size, top] = parts.checkpoint.split("\n");
    try {
      if (origin !== key.name || !await holds(parts.checkpoint, key)) return { outcome: "bukti-unsigned", technical };
    } catch (error) {
      return { outcome: error.name === "NotSupportedError" ? "bukti-unsupported" : "bukti-unsigned", technical };
    }
    const mixed = await digest(join(salt, utf8.encode(canonical(parts.entry))));
    const leaf = await digest(join([0, 1], mixed));
    const found = await root(leaf, parts.index, Number(size), proof);
    technical.push(["leaf", hex(leaf)], ["root", top], ["algorithm", "RFC 6962, Ed25519"]);
    if (!found || !same(found, base64(top))) return { outcome: "bukti-notRecorded", technical };
    const { type, at } = parts.entry;
    const moment = new Intl.DateTimeFormat(document.documentElement.lang || "id", {
      dateStyle: "long", timeStyle: "short", timeZone: "UTC",
    }).format(new Date(at + trust.minutes * 60_000));
    const facts = [
      ["act", words.acts[type] ?? type], ["at", `${moment} ${trust.zone}`],
      ["place", `${parts.index + 1} / ${size}`],
    ];
    return { outcome: "bukti-recorded", facts, technical };
  };
  /**
   * The receipt inside a PDF of the city: the last attachment, which stands there as it is behind its
   * length. It proves itself, so nothing else of the PDF has to be understood.
   */
  const attached = (bytes) => {
    const text = new TextDecoder("latin1").decode(bytes);
    const heads = /\/Type\s*\/EmbeddedFile\b[^]{0,300}?\/Length\s+(\d+)[^]{0,300}?\bstream\r?\n/g;
    const found = [...text.matchAll(heads)].pop();
    if (!found) return undefined;
    const start = found.index + found[0].length;
    return new TextDecoder().decode(bytes.subarray(start, start + Number(found[1])));
  };
  const receipt = (text) => checkReceipt(text).catch(() => ({ outcome: "bukti-unreadable" }));

  // MARK: The page

  const list = (pairs) => {
    const facts = document.createElement("dl");
    facts.className = "facts";
    for (const [name, value] of pairs.filter((pair) => pair[1])) {
      const [line, term, said] = ["div", "dt", "dd"].map((kind) => document.createElement(kind));
      term.textContent = words.names[name];
      said.textContent = value;
      line.append(term, said);
      facts.append(line);
    }
    return facts;
  };

  const show = (place, { outcome, facts, technical }) => {
    const notice = box.querySelector(`template[data-outcome="${outcome}"]`).content.cloneNode(true);
    const parts = [notice];
    if (facts) parts.push(list(facts));
    if (technical) {
      const [details, summary] = ["details", "summary"].map((kind) => document.createElement(kind));
      summary.textContent = words.technical;
      details.append(summary, list(technical));
      parts.push(details);
    }
    place.replaceChildren(...parts);
    place.dataset.outcome = outcome;
  };

  const paper = box.querySelector("[data-answer='surat']");
  const act = box.querySelector("[data-answer='bukti']");
  /** The code of the paper that led here: what stands behind `#`, which the city never sees. */
  const opened = async () => {
    const text = decodeURIComponent(location.hash.slice(1));
    // A short one is a place in the page.
    if (paper && /^[\w-]{80,}$/.test(text)) show(paper, await statement(text));
  };
  opened();
  window.addEventListener("hashchange", opened);

  /** Not sent, so the form stays ready for the next one: the guard against sending twice is passed by. */
  const keep = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  box.querySelector("[data-kind='surat'] form")?.addEventListener("submit", async (event) => {
    keep(event);
    show(paper, await statement(event.target.elements.kode.value));
  });
  box.querySelector("[data-kind='bukti'] form")?.addEventListener("submit", async (event) => {
    const form = event.target;
    const [file] = form.elements.tanda.files;
    if (!file) return;
    keep(event);
    if (file.size > 4 << 20) return show(act, { outcome: "bukti-unreadable" });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPDF = new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";
    const text = isPDF ? attached(bytes) : new TextDecoder().decode(bytes);
    // Another program may have written the PDF anew: then the city looks into it.
    if (text === undefined && navigator.onLine) return form.submit();
    show(act, await receipt(text ?? ""));
  });

  const ready = box.querySelector("[data-ready]");
  if (ready && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(box.dataset.worker).then(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage("segarkan");
      ready.hidden = false;
    }).catch(() => { /* the page works as long as it stays open */ });
  }
})();

// Work before a code is sent, while many reports come in: numbers whose SHA-256 behind the seed of
// the page begins with zero bits. In short slices, so that the page stays quick, and seen.
"use strict";
(() => {
  const box = document.querySelector("[data-work]");
  const form = box?.closest("form");
  if (!form) return;
  const { seed, bits, parts } = box.dataset;
  const bar = box.querySelector("progress"), status = box.querySelector("[role=status]");
  const answer = form.elements.bukti;

  // Constants of SHA-256 (FIPS 180-4): fractions of roots of the first primes.
  const K = new Int32Array(64), START = new Int32Array(8);
  for (let prime = 2, count = 0; count < 64; prime += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= prime; by += 1) if (prime % by === 0) isPrime = false;
    if (!isPrime) continue;
    if (count < 8) START[count] = (Math.sqrt(prime) % 1) * 2 ** 32;
    K[count] = (Math.cbrt(prime) % 1) * 2 ** 32;
    count += 1;
  }

  const W = new Int32Array(64);
  /** The first word of the hash of up to 55 letters: more zeros than it has are never asked for. */
  const first = (text) => {
    W.fill(0, 0, 16);
    for (let at = 0; at < text.length; at += 1) W[at >> 2] |= text.charCodeAt(at) << (24 - (at & 3) * 8);
    W[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
    W[15] = text.length * 8;
    for (let t = 16; t < 64; t += 1) {
      const x = W[t - 15], y = W[t - 2];
      W[t] = W[t - 16] + W[t - 7]
        + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
        + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
    }
    let [a, b, c, d, e, f, g, h] = START;
    for (let t = 0; t < 64; t += 1) {
      const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
        + (e & f ^ ~e & g) + K[t] + W[t] | 0;
      const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
        + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
    }
    return START[0] + a | 0;
  };

  const found = [];
  let number = 0;
  const slice = () => {
    const end = performance.now() + 12;
    while (found.length < parts && performance.now() < end) {
      for (let tries = 0; tries < 64 && found.length < parts; tries += 1) {
        if (Math.clz32(first(`${seed}.${found.length}.${number}`)) >= bits) {
          found.push(number);
          number = 0;
        } else number += 1;
      }
    }
    bar.value = found.length;
    return found.length >= parts;
  };
  const next = new MessageChannel();
  const work = new Promise((resolve) => {
    next.port1.onmessage = () => { if (slice()) resolve(); else next.port2.postMessage(0); };
  });

  let isDone = false;
  box.querySelector("[data-work-plain]").hidden = true;
  box.querySelector("[data-work-progress]").hidden = false;
  status.textContent = box.dataset.progress;
  next.port2.postMessage(0);
  work.then(() => {
    answer.value = found.join(".");
    isDone = true;
    status.textContent = box.dataset.done;
  });
  form.addEventListener("submit", (event) => {
    if (isDone) return;
    event.preventDefault();
    event.stopPropagation();
    work.then(() => form.requestSubmit(event.submitter));
  }, true);
})();

"""Reports that come in with a photo each, against a raw write of the same bytes and against a
Django endpoint that writes the same rows; and what others wait while the pictures are drawn."""

import http.client
import io
import os
import random
import shutil
import sqlite3
import threading
import time
import urllib.parse
import uuid
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image

import desk
from measure import SERVER_CORE
from reports import House, Point, Sender, form

CLIENTS = 8
PHOTO = 1_500_000


def photo() -> bytes:
    """A JPEG of 1.5 MB, as a telephone makes them."""
    noise = random.Random(7)
    picture = Image.frombytes("RGB", (500, 375), noise.randbytes(500 * 375 * 3)).resize((2000, 1500))
    out = io.BytesIO()
    for quality in range(60, 99):
        out.seek(0)
        out.truncate()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() > PHOTO - 40_000:
            break
    return out.getvalue()


def padded(picture: bytes, mark: int) -> bytes:
    """The same picture as other bytes, 1.5 MB of them: in a comment before everything."""
    parts, rest = [], max(0, PHOTO - len(picture))
    noise = random.Random(mark).randbytes(32).hex().encode()
    while rest > 4:
        size = min(rest, 60_000)
        text = (noise * (size // len(noise) + 1))[:size - 4]
        parts.append(b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text)
        rest -= size
    return picture[:2] + b"".join(parts) + picture[2:]


def together(work, count: int, clients: int = CLIENTS) -> float:
    """How many of some pieces of work a second, a few at a time."""
    left = iter(range(count))
    lock, faults = threading.Lock(), []

    def one():
        try:
            while True:
                with lock:
                    n = next(left, None)
                if n is None:
                    return
                work(n)
        except Exception as fault:  # told below, in the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=one) for _ in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return count / (time.monotonic() - began)


class Line(threading.local):
    """A connection of each thread."""

    def __init__(self, address: str):
        place = urllib.parse.urlsplit(address)
        self.http = http.client.HTTPConnection(place.hostname, place.port, timeout=60)

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        self.http.request("POST", path, body, headers)
        answer = self.http.getresponse()
        return answer.status, answer.read()


def send(
    url: str, senders: list[Sender], points: list[Point], picture: bytes | None, count: int,
    clients: int = CLIENTS,
) -> float:
    """Reports a second that are acknowledged with their number: their sealed originals are durable."""
    made = []
    for n in range(count):
        photo = padded(picture, n) if picture else None
        sender = senders[n % len(senders)]
        made.append(form(sender, points[n * 7 % len(points)], photo, str(uuid7(n))))
    line = Line(url)

    def one(n: int) -> None:
        status, answer = line.post("/lapor/luring", *made[n])
        if status != 200 or b'"terkirim"' not in answer:
            raise RuntimeError(f"report {n}: {status} {answer[:300]!r}")

    return together(one, count, clients)


def uuid7(n: int) -> uuid.UUID:
    """A new key, as a browser makes it for what it keeps without a line."""
    moment = int(time.time() * 1000).to_bytes(6, "big")
    made = bytearray(moment + os.urandom(10))
    made[6], made[8] = made[6] & 0x0F | 0x70, made[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(made))


def raw(folder: Path, picture: bytes, count: int) -> float:
    """Sealed and synced writes a second of as many bytes, on the server's core, by another program."""
    folder.mkdir()
    made = [padded(picture, n) for n in range(16)]

    def one(n: int) -> None:
        os.sched_setaffinity(0, {int(SERVER_CORE)})
        sealed = AESGCM(os.urandom(32)).encrypt(os.urandom(12), made[n % len(made)], None)
        place = os.open(folder / str(n), os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(place, sealed)
        os.fsync(place)
        os.close(place)
        directory = os.open(folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    rate = together(one, count)
    shutil.rmtree(folder)
    return rate


def run(bench) -> None:
    count = 100 if bench.quick else 400
    picture = photo()
    house = House(bench, "taking", 2_000, 500)
    points, senders = house.points(), house.senders(64)
    pages, visitor, paths = ["/laporan"], desk.Visitor("", ""), bench.folder / "taking.txt"
    with house.city() as city:
        calm = desk.look(city, visitor, pages, bench.seconds, paths)
        send(city.url, senders, points, picture, 20)
        alone = raw(bench.folder / "raw", picture, count)
        sent = send(city.url, senders, points, picture, count)
        bench.compare(
            "reports with a photo of 1.5 MB, durable : raw sealed and synced write of the bytes",
            sent, alone, 0.5)
        before = waiting(house)
        busy = desk.look(city, visitor, pages, bench.seconds, paths)
        left = waiting(house)
        print(f"   {before - left} pictures drawn meanwhile, {left} left", flush=True)
        if not bench.quick and not 0 < left < before:
            raise RuntimeError("pictures were not drawn all the time")
    bench.compare("pages while pictures are drawn : none are", busy.rate, calm.rate, 0.8)


def waiting(house: House) -> int:
    """Pictures that nobody has looked into yet."""
    with sqlite3.connect(f"file:{house.data}/pendopo.sqlite?mode=ro", uri=True) as known:
        return known.execute(
            "SELECT COUNT(*) FROM file_checks WHERE state = 'waiting'").fetchone()[0]

"""Two hundred people sign in at the same moment while others read pages: how much slower do those get?

The names are unknown, which by design costs the same work as known ones: a stranger must not tell the two
apart by time (the sign-in itself adds one short write).

usage: bench/logins.py [--program PATH] [--people N]   (the demo city; one process reads, another signs in)
"""

import argparse
import http.client
import multiprocessing
import re
import statistics
import sys
import threading
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests" / "Support"))

from city import City  # noqa: E402

PASSWORD = "pendopo-demo"
PAGES = ["/", "/layanan", "/layanan/penelitian", "/masuk"]
TOKEN = re.compile(r'name="_tanda" value="([^"]+)"')


class Door:
    """A browser that stands before the form, ready to send it."""

    def __init__(self, host, port, contact):
        self.line = http.client.HTTPConnection(host, port, timeout=60)
        self.line.request("GET", "/masuk")
        answer = self.line.getresponse()
        page = answer.read().decode()
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        self.headers = {
            "Cookie": "; ".join(cookies),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        form = {"_tanda": TOKEN.search(page).group(1), "kontak": contact, "sandi": PASSWORD}
        self.body = urllib.parse.urlencode(form)
        self.status = 0

    def knock(self, gate):
        gate.wait()
        self.line.request("POST", "/masuk", self.body, self.headers)
        answer = self.line.getresponse()
        answer.read()
        self.status = answer.status


def read_pages(host, port, readers, until, results):
    """Reads pages one after the other on each connection, until the event."""
    times = []

    def reader():
        line = http.client.HTTPConnection(host, port, timeout=60)
        count = 0
        while not until.is_set():
            start = time.perf_counter()
            line.request("GET", PAGES[count % len(PAGES)])
            line.getresponse().read()
            times.append((time.perf_counter() - start) * 1000)
            count += 1
            time.sleep(0.02)

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(times)


def measure(host, port, seconds=None, doors=()):
    """Times of pages, alone for some seconds or as long as the doors take."""
    until, results = multiprocessing.Event(), multiprocessing.Queue()
    reading = multiprocessing.Process(target=read_pages, args=(host, port, 4, until, results))
    reading.start()
    time.sleep(0.5)
    start = time.perf_counter()
    if doors:
        gate = threading.Event()
        threads = [threading.Thread(target=door.knock, args=(gate,)) for door in doors]
        for thread in threads:
            thread.start()
        gate.set()
        for thread in threads:
            thread.join()
    else:
        time.sleep(seconds)
    spent = time.perf_counter() - start
    until.set()
    times = results.get()
    reading.join()
    return times, spent


def p99(times):
    return statistics.quantiles(times, n=100)[98]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--people", type=int, default=200)
    options = parser.parse_args()
    if options.program:
        import os

        os.environ["PENDOPO_PROGRAM"] = options.program
    city = City()
    try:
        city.start()
        address = urllib.parse.urlsplit(city.url)
        people = [f"warga.{n}@contoh.example" for n in range(options.people)]
        doors = [Door(address.hostname, address.port, person) for person in people]
        alone, seconds = measure(address.hostname, address.port, seconds=6)
        busy, spent = measure(address.hostname, address.port, doors=doors)
        hashed = sum(door.status == 422 for door in doors)
        print(f"alone: {len(alone)} pages, p50 {statistics.median(alone):.1f} ms, p99 {p99(alone):.1f} ms")
        print(
            f"with {len(doors)} sign-ins ({hashed} hashed, {spent:.1f} s): {len(busy)} pages, "
            f"p50 {statistics.median(busy):.1f} ms, p99 {p99(busy):.1f} ms"
        )
        print(f"ratio of p99: {p99(busy) / p99(alone):.2f}")
    finally:
        city.close()


if __name__ == "__main__":
    main()

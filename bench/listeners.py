"""Ten thousand browsers that listen to one case, some of which never read; and the acts they hear of."""

import os
import resource
import selectors
import socket
import subprocess
import sys
import time
import urllib.parse

import desk
from measure import CLIENT_CORE, PinnedCity

#: So many listen from each address of this machine: ports are few.
PER_ADDRESS = 20_000
#: Listeners that send their request and never read.
SLOW = 200
ACTS = 12


class Listeners:
    """Open streams in a process of their own, on the generator's core."""

    def __init__(self, city: PinnedCity, path: str, count: int, slow: int):
        address = urllib.parse.urlsplit(city.url)
        self.process = subprocess.Popen(
            ["taskset", "-c", CLIENT_CORE, sys.executable, __file__, address.hostname,
             str(address.port), path, str(count), str(slow)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if (told := self.process.stdout.readline().strip()) != "ready":
            raise RuntimeError(f"listeners: {told}")

    def heard(self) -> float:
        """When the last of them has heard of the next act; a moment of the monotonic clock."""
        told = self.process.stdout.readline().strip()
        if not told.startswith("heard "):
            raise RuntimeError(f"listeners: {told}")
        return float(told.split()[1])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def run(bench) -> None:
    count = 1_000 if bench.quick else 10_000
    house = bench.house("few", bench.few)
    clerk = house.visitors()["clerk"]
    path = "/lacak/" + clerk.page.rsplit("/", 1)[1] + "/langsung"
    # In a server of its own: what it gives back is not given back to the system.
    with PinnedCity(house.data) as city:
        desk.look(city, clerk, [clerk.page], 2, bench.folder / "listeners.txt")
        waiting = connections(city, count)
    with PinnedCity(house.data) as city:
        # What a first visit makes is no listener's.
        desk.look(city, clerk, [clerk.page], 2, bench.folder / "listeners.txt")
        idle = city.memory()
        listeners = Listeners(city, path, count, 0)
        time.sleep(2)
        each = (city.memory() - idle) * 1e6 / count / 1024
        print(f"   {idle:.0f} MB idle, {city.memory():.0f} MB with {count:,}", flush=True)
        bench.within(f"memory of an open event stream, {count:,} of them", each, 16, "KiB")
        bench.within(
            "the same, above a connection that waits for its next request", each - waiting, 16, "KiB")
        calm = reach(city, clerk, listeners)
        bench.within(f"an update reaches all {count:,}, slowest of {ACTS}", calm, 1, "s")
        listeners.close()
        # The second heartbeat after its end finds out that nobody is there.
        time.sleep(45)
        listeners = Listeners(city, path, count, SLOW)
        slowed = reach(city, clerk, listeners)
        listeners.close()
        bench.within(f"the same, {SLOW} beside them read nothing", slowed, 1, "s")


def connections(city: PinnedCity, count: int) -> float:
    """KiB of a connection whose first request was answered and that waits for the next."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    address = urllib.parse.urlsplit(city.url)
    request = f"GET /nothing/here HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode()
    before, lines = city.memory(), []
    for _ in range(count):
        line = socket.create_connection((address.hostname, address.port))
        line.sendall(request)
        line.recv(65_536)
        lines.append(line)
    time.sleep(2)
    each = (city.memory() - before) * 1e6 / count / 1024
    for line in lines:
        line.close()
    return each


def reach(city: PinnedCity, clerk: desk.Visitor, listeners: Listeners) -> float:
    """Seconds from the sending of an act until everybody has heard of it: the slowest of some."""
    act = desk.noting(city, clerk)
    times = []
    for _ in range(ACTS):
        began = time.monotonic()
        act()
        times.append(listeners.heard() - began)
    print("   " + " ".join(f"{each:.2f}" for each in times) + " s", flush=True)
    return max(times)


def main() -> None:
    host, port, path, count, slow = sys.argv[1], int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\n\r\n".encode()
    selector = selectors.EpollSelector()
    lines = []
    for n in range(count + slow):
        line = socket.socket()
        line.bind((f"127.0.0.{1 + n // PER_ADDRESS}", 0))
        if n >= count:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        line.connect((host, port))
        line.sendall(request if n < count else request * 50)
        if n < count:
            line.setblocking(False)
            selector.register(line, selectors.EVENT_READ, n)
        lines.append(line)
    waiting = set(range(count))
    while waiting:
        waiting -= hear(selector, b"retry: ", "nobody is let in")
    print("ready", flush=True)
    while True:
        waiting = set(range(count))
        while waiting:
            waiting -= hear(selector, b"id: ", "a stream ended")
        print(f"heard {time.monotonic()}", flush=True)


def hear(selector, mark: bytes, fault: str) -> set[int]:
    """Who has got something with the mark."""
    heard = set()
    for key, _ in selector.select(30):
        part = key.fileobj.recv(65_536)
        if not part:
            print(fault, flush=True)
            os._exit(1)
        if mark in part:
            heard.add(key.data)
    return heard


if __name__ == "__main__":
    main()

"""Clients who hold a connection and say nothing, or next to nothing, keep nobody else out."""

import socket
import time
import urllib.parse
from pathlib import Path

import pytest
from city import City

CROWD = 300


@pytest.fixture(scope="module")
def city():
    running = City(environment={"PENDOPO_RATES": "on"})
    try:
        yield running.start()
    finally:
        running.close()


def connect(city) -> socket.socket:
    address = urllib.parse.urlsplit(city.url)
    return socket.create_connection((address.hostname, address.port), timeout=60)


def answer_time(city) -> float:
    began = time.monotonic()
    assert city.status("/readyz") == 200
    return time.monotonic() - began


def test_half_heads_from_many_keep_nobody_out(city):
    crowd = [connect(city) for _ in range(CROWD)]
    for line in crowd:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert max(answer_time(city) for _ in range(10)) < 2
    for line in crowd:
        line.close()


def test_a_head_that_never_ends_is_cut_off(city):
    with connect(city) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        began = time.monotonic()
        # Something now and then does not buy time for ever.
        while time.monotonic() - began < 50:
            try:
                line.settimeout(2)
                if line.recv(100) == b"":
                    break
            except TimeoutError:
                try:
                    line.sendall(b"X-A: b\r\n")
                except OSError:
                    break
            except OSError:
                break
        assert time.monotonic() - began < 45


def test_readers_who_do_not_read_are_let_go_without_growing(city):
    """A page is asked for a thousand times and never read: the server does not pile up answers."""
    with connect(city) as line:
        line.settimeout(1)
        try:
            for _ in range(20_000):
                line.sendall(b"GET /layanan HTTP/1.1\r\nHost: x\r\n\r\n")
        except (TimeoutError, OSError):
            pass
        assert answer_time(city) < 2
        status = Path(f"/proc/{city.process.pid}/status").read_text()
        resident = int(status.split("VmRSS:")[1].split()[0]) / 1000
        assert resident < 400, f"{resident:.0f} MB"

"""Event streams over a real socket: they go on when their connection leaves the server's library."""

import re
import signal
import socket
import urllib.parse

import pytest
from applicant import Applicant
from city import City, engines

HEAD = "GET {} HTTP/1.1\r\nHost: kota.example\r\nAccept: text/event-stream\r\n\r\n"


class Stream:
    """A listener that reads what comes, byte by byte."""

    def __init__(self, city, path, before=""):
        address = urllib.parse.urlsplit(city.url)
        self.line = socket.create_connection((address.hostname, address.port), timeout=30)
        self.line.sendall((before + HEAD.format(path)).encode())
        self.bytes = b""

    def until(self, text: bytes) -> bytes:
        while text not in self.bytes:
            got = self.line.recv(4_096)
            assert got, self.bytes
            self.bytes += got
        before, _, self.bytes = self.bytes.partition(text)
        return before

    def rest(self) -> bytes:
        with self.line:
            while got := self.line.recv(4_096):
                self.bytes += got
        return self.bytes


@pytest.fixture(params=engines())
def city(request):
    city = City(request.param)
    try:
        yield city.start()
    finally:
        city.close()


def test_streams_hear_of_an_act_and_end_in_order(city):
    citizen = Applicant(city.url)
    citizen.sign_in("warga")
    number = re.search(r"/berkas/([0-9A-Z-]{12})", citizen.get("/berkas").decode()).group(1)
    path = f"/lacak/{number}/langsung"
    # The first on a connection, and one behind another answer on the same one.
    plain = "GET /healthz HTTP/1.1\r\nHost: kota.example\r\n\r\n"
    streams = [Stream(city, path), Stream(city, path, before=plain)]
    streams[1].until(b"\r\n\r\n")
    for stream in streams:
        head = stream.until(b"retry: 3000\n\n\r\n")
        assert b"HTTP/1.1 200" in head and b"text/event-stream" in head
        assert b"transfer-encoding: chunked" in head.lower()
    # One goes without a word; the others hear what happens.
    gone = Stream(city, path)
    gone.until(b"retry")
    gone.line.close()
    page = f"/berkas/{number}"
    form = citizen.form_of(citizen.get(page), page + "/pesan")
    citizen.post(page + "/pesan", {**form, "pesan": "Apakah ada kabar?"})
    for stream in streams:
        stream.until(b"data: ")
        assert stream.until(b"\n\n\r\n").isdigit()
    city.process.send_signal(signal.SIGTERM)
    for stream in streams:
        assert stream.rest() == b"0\r\n\r\n"
    assert city.process.wait(timeout=30) == 0

"""Gateways and push services of ours that fail, hang, redirect to this machine and answer twice."""

import base64
import json
import os
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import http_ece
import icalendar
import jwt
import pytest
from applicant import Applicant
from city import City, engines
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET = "rahasia-gerbang-untuk-uji"


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Counterpart:
    """An SMS gateway and a push service. `manners` are taken one for each call, then all is well."""

    def __init__(self):
        self.manners: list[str] = []
        self.calls: list[tuple[str, dict, bytes]] = []
        self.taken: list[dict] = []
        self.strayed = 0
        house = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_GET(self):
                house.strayed += 1
                self.send_error(404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                house.calls.append((self.path, dict(self.headers), body))
                if self.path.startswith("/dalam"):
                    house.strayed += 1
                manner = house.manners.pop(0) if house.manners else "ok"
                if manner in ("drop", "hang", "ok", "twice") and self.path == "/sms":
                    house.taken.append(json.loads(body))
                if manner == "hang":
                    time.sleep(2.5)
                if manner in ("drop", "hang"):
                    self.close_connection = True
                    return
                if manner == "redirect":
                    self.send_response(307)
                    self.send_header("Location", f"http://127.0.0.1:{house.port}/dalam")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                status = {"ok": 201, "twice": 201}.get(manner) or int(manner)
                answer = b'{"status":"ok","id":"g-1"}'
                for _ in range(2 if manner == "twice" else 1):
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("did not come true in time")


@pytest.fixture(scope="module", params=engines())
def house(request, tmp_path_factory):
    """A demo city whose text messages and push go to our counterpart."""
    counterpart = Counterpart()
    folder: Path = tmp_path_factory.mktemp("gerbang")
    (folder / "kunci").write_text(SECRET)
    (folder / "gerbang.json").write_text(json.dumps({
        "gateways": [{
            "channel": "sms", "name": "uji", "url": f"http://127.0.0.1:{counterpart.port}/sms",
            "headers": {"Idempotency-Key": "{id}", "Authorization": {"prefix": "Bearer ", "file": str(folder / "kunci")}},
            "json": {"to": "{to}", "text": "{text}", "id": "{id}"}, "deduplicates": True,
            "success": {"status": [201], "field": "status", "values": ["ok"], "id": "id"},
            "timeout_ms": 1000,
        }],
        "incoming": {"secret_file": str(folder / "kunci"), "kind": "json", "from": "from", "text": "text", "id": "id"},
        "push": {"trial": True},
    }))
    city = City(request.param, arguments=["--gateways", str(folder / "gerbang.json")])
    try:
        city.start()
        yield city, counterpart
    finally:
        city.close()
        counterpart.close()


def hand_over(city, message, secret=SECRET) -> int:
    """What the gateway does with a text message from somebody."""
    request = urllib.request.Request(
        city.url + "/kanal/sms", json.dumps(message).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_text_message_is_answered_once_through_every_failure(house):
    city, counterpart = house
    counterpart.calls.clear()
    counterpart.taken.clear()
    message = {"id": "masuk-1", "from": "+6281298760001", "text": "BANTUAN"}
    assert hand_over(city, message, "salah-sama-sekali") == 403
    counterpart.manners = ["redirect", "500", "drop", "hang", "twice"]
    assert hand_over(city, message) == 200
    assert hand_over(city, message) == 200, "a gateway may hand over the same message again"
    wait_for(lambda: not counterpart.manners and len(counterpart.taken) == 3, 150)
    time.sleep(3)
    assert len({one["id"] for one in counterpart.taken}) == 1, "every try has the same id"
    assert len(counterpart.taken) == 3, "two unknown outcomes, and then it was taken"
    assert counterpart.strayed == 0, "redirects are not followed"
    texts = {(one["to"], one["text"]) for one in counterpart.taken}
    assert len(texts) == 1 and "STATUS" in texts.pop()[1]
    keys = {headers["Idempotency-Key"] for path, headers, _ in counterpart.calls if path == "/sms"}
    assert len(keys) == 1
    assert all(headers["Authorization"] == f"Bearer {SECRET}" for _, headers, _ in counterpart.calls)
    assert SECRET not in city.output


def test_a_push_is_read_by_its_browser_only(house):
    city, counterpart = house
    counterpart.calls.clear()
    counterpart.manners = ["503"]
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    secret = os.urandom(16)
    person = Applicant(city.url, 0)
    person.sign_in()
    page = person.get("/pemberitahuan/pilihan")
    fields = person.form_of(page, "/pemberitahuan/perangkat")
    endpoint = f"http://127.0.0.1:{counterpart.port}/dorong/1"
    person.post("/pemberitahuan/perangkat", {
        **fields, "alamat": endpoint, "kunci": unpadded(point), "rahasia": unpadded(secret),
    })
    number = person.submit(person.prepare("dorong"))
    wait_for(lambda: len([1 for path, *_ in counterpart.calls if path == "/dorong/1"]) >= 2, 150)
    shown = page.decode().split('data-key="')[1].split('"')[0]
    _, headers, body = [one for one in counterpart.calls if one[0] == "/dorong/1"][-1]
    told = json.loads(http_ece.decrypt(body, private_key=key, auth_secret=secret, version="aes128gcm"))
    assert number.replace("-", "") in json.dumps(told).replace("-", "")
    assert told["path"].startswith("/") and set(told) == {"title", "body", "path"}
    assert headers["Content-Encoding"] == "aes128gcm" and int(headers["TTL"]) > 0
    scheme, rest = headers["Authorization"].split(" ", 1)
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme == "vapid" and parts["k"] == shown
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), padded(parts["k"]))
    claims = jwt.decode(
        parts["t"], public, algorithms=["ES256"], audience=f"http://127.0.0.1:{counterpart.port}"
    )
    assert claims["sub"].startswith("mailto:") and 0 < claims["exp"] - time.time() <= 86_400
    # The push service says that the browser is gone: nothing goes there again.
    counterpart.manners = ["410"]
    before = len(counterpart.calls)
    person.submit(person.prepare("dorong-2"))
    wait_for(lambda: len(counterpart.calls) > before)
    wait_for(lambda: "/hapus" not in person.get("/pemberitahuan/pilihan").decode())


def test_the_feed_and_the_calendar_are_read_by_others(house):
    feedparser = pytest.importorskip("feedparser")
    city, _ = house
    with urllib.request.urlopen(city.url + "/layanan/penelitian/umpan.atom", timeout=30) as answer:
        feed = feedparser.parse(answer.read())
    assert not feed.bozo and feed.version == "atom10" and feed.entries
    assert feed.feed.links and feed.entries[0].updated_parsed
    officer = Applicant(city.url)
    officer.sign_in("loket")
    fields = officer.form_of(officer.get("/pemberitahuan/kalender"), "/pemberitahuan/kalender")
    _, page = officer.post("/pemberitahuan/kalender", fields)
    address = page.decode().split("<code>")[1].split("</code>")[0]
    with urllib.request.urlopen(city.url + address[address.index("/kalender/"):], timeout=30) as answer:
        raw = answer.read()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(raw)
    events = [part for part in calendar.walk("VEVENT")]
    assert events and not calendar.errors
    assert all(event.get("UID") and event.get("DTSTAMP") and event.get("DTSTART") for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)

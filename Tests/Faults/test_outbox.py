"""Gateways and push services of ours that fail, hang, redirect to this machine and answer twice."""

import base64
import json
import os
import time
import urllib.error
import urllib.request
from pathlib import Path

import http_ece
import icalendar
import jwt
import pytest
from applicant import Applicant
from city import City, engines
from counterparts import Counterpart, MailCounterpart, wait_for
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET = "rahasia-gerbang-untuk-uji"


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def gateways(folder: Path, port: int) -> str:
    """The file that a city needs to send text messages and pushes to a counterpart."""
    file = folder / "gerbang.json"
    (folder / "kunci").write_text(SECRET)
    file.write_text(json.dumps({
        "gateways": [{
            "channel": "sms", "name": "uji", "url": f"http://127.0.0.1:{port}/sms",
            "headers": {"Idempotency-Key": "{id}", "Authorization": {"prefix": "Bearer ", "file": str(folder / "kunci")}},
            "json": {"to": "{to}", "text": "{text}", "id": "{id}"}, "deduplicates": True,
            "success": {"status": [201], "field": "status", "values": ["ok"], "id": "id"},
            "timeout_ms": 1000,
        }],
        "incoming": {"secret_file": str(folder / "kunci"), "kind": "json", "from": "from", "text": "text", "id": "id"},
        "push": {"trial": True},
    }))
    return str(file)


@pytest.fixture(scope="module", params=engines())
def house(request, tmp_path_factory):
    """A demo city whose text messages and push go to our counterpart."""
    counterpart = Counterpart()
    folder: Path = tmp_path_factory.mktemp("gerbang")
    city = City(request.param, arguments=["--gateways", gateways(folder, counterpart.port)])
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


@pytest.mark.parametrize("engine", engines())
def test_nodes_send_once_and_one_killed_before_its_mark_sends_the_same_again(engine, tmp_path):
    counterpart = Counterpart()
    nodes = [City(engine, arguments=["--gateways", gateways(tmp_path, counterpart.port)])]
    try:
        nodes[0].start()
        if engine == "postgres":
            nodes.append(nodes[0].twin().start())
        counterpart.taken.clear()
        for n in range(24):
            message = {"id": f"banyak-{n}", "from": f"+62812987601{n:02}", "text": "BANTUAN"}
            # Both nodes hear of every message, as of a gateway that is not sure.
            assert {hand_over(node, message) for node in nodes} == {200}
        wait_for(lambda: len(counterpart.taken) >= 24, 90)
        time.sleep(3)
        assert len({one["to"] for one in counterpart.taken}) == 24
        assert len(counterpart.taken) == 24, "each once, whatever node sent it"
        # The gateway has it, its yes is under way, and the power goes.
        counterpart.taken.clear()
        counterpart.manners = ["hold"]
        assert hand_over(nodes[0], {"id": "mati", "from": "+6281298760777", "text": "BANTUAN"}) == 200
        wait_for(lambda: counterpart.taken, 30)
        for node in nodes:
            node.kill()
        nodes[-1].start()
        wait_for(lambda: len(counterpart.taken) >= 2, 200)
        time.sleep(5)
        assert len(counterpart.taken) == 2
        assert counterpart.taken[0] == counterpart.taken[1], "the same id: the gateway takes it once"
    finally:
        for node in nodes[1:]:
            node.kill()
        nodes[0].close()
        counterpart.close()


def register(city, email) -> None:
    """Somebody wants an account: a mail with a code is written."""
    person = Applicant(city.url)
    person.post("/daftar", {**person.form_of(person.get("/daftar"), "/daftar"), "kontak": email})


def dead_letters(admin) -> str:
    return admin.get("/meja/kiriman?keadaan=failed&kanal=mail").decode()


@pytest.mark.parametrize("engine", engines())
def test_a_mail_server_that_fails_delays_and_forgets_to_answer(engine):
    mail = MailCounterpart()
    city = City(engine)
    try:
        city.start()
        city.stop()
        city.environment["PENDOPO_SMTP"] = mail.url
        city.start()

        def sent(name):
            return [one for one in mail.taken if one[0] == f"{name}@uji.example"]

        # Not there, not now, and then twice yes.
        mail.manners = ["closed", "451", "twice"]
        register(city, "gagal@uji.example")
        wait_for(lambda: sent("gagal"), 90)
        # A yes that takes its time is waited for.
        mail.manners = ["slow"]
        register(city, "lambat@uji.example")
        wait_for(lambda: sent("lambat"), 60)
        time.sleep(28)
        register(city, "sesudah@uji.example")
        wait_for(lambda: sent("sesudah"), 60)
        assert len(sent("gagal")) == len(sent("lambat")) == len(sent("sesudah")) == 1
        # Taken, and no answer: once more with the same Message-ID, and then a person decides.
        mail.manners = ["drop", "drop"]
        register(city, "hilang@uji.example")
        wait_for(lambda: len(sent("hilang")) == 2, 90)
        admin = Applicant(city.url)
        admin.sign_in("admin")
        wait_for(lambda: "hi***@uji.example" in dead_letters(admin) or "h***" in dead_letters(admin), 30)
        assert len({one[1] for one in sent("hilang")}) == 1 and sent("hilang")[0][1]
        # No such mailbox: a dead letter at once. Mended, an officer sends it again.
        before = dead_letters(admin).count("/ulang\"")
        mail.manners = ["550"]
        register(city, "salah@uji.example")
        wait_for(lambda: dead_letters(admin).count("/ulang\"") == before + 1, 60)
        page = dead_letters(admin).encode()
        again = page.decode().split('action="/meja/kiriman/')[1:]
        paths = ["/meja/kiriman/" + one.split('"')[0] for one in again]
        path = next(one for one in paths if one.endswith("/ulang") and one.count("/") == 4)
        admin.post(path, admin.form_of(page, path))
        wait_for(lambda: sent("salah"), 60)
        time.sleep(3)
        assert len(sent("salah")) == 1 and len(sent("hilang")) == 2
    finally:
        city.close()
        mail.close()

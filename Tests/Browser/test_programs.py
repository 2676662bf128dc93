"""What programs of others meet: calls to copy, figures to scrape, and receivers that misbehave."""

import html
import importlib.util
import json
import os
import re
import socket
import subprocess
import threading
import time
import urllib.request

import pytest
from api_judge import SCOPES, token
from city import ROOT, City
from prometheus_client.parser import text_string_to_metric_families

#: By how it behaves at the first call; at the second it listens.
MANNERS = ["hangs", "redirects", "fails", "floods", "cuts", "twice", "nonsense"]


@pytest.fixture(scope="module")
def house():
    if os.environ.get("PENDOPO_URL"):
        pytest.skip("needs a city of its own")
    running = City()
    try:
        yield running.start()
    finally:
        running.close()


@pytest.fixture(scope="module")
def secrets(house):
    return {who: token(house, holder, *scopes) for who, (holder, scopes) in SCOPES.items()}


def load_client():
    spec = importlib.util.spec_from_file_location("client", ROOT / "examples" / "client.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


client = load_client()


class Receivers:
    """Receivers of webhooks on one port, one for each path `/MANNER`."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.heard = []
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            try:
                path, headers, body = self._read(connection)
                with self.lock:
                    count = sum(1 for heard in self.heard if heard[0] == path)
                    self.heard.append((path, headers, body))
                self._answer(connection, path.lstrip("/"), count)
            except OSError:
                pass

    def _read(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, body = data.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        headers = {
            name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:])
        }
        while len(body) < int(headers.get("content-length", 0)):
            body += connection.recv(65536)
        return lines[0].split(" ")[1], headers, body

    def _answer(self, connection, manner, count):
        ok = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
        if count > 0 or manner not in MANNERS:
            connection.sendall(ok)
        elif manner == "hangs":
            time.sleep(14)
        elif manner == "redirects":
            inside = f"http://127.0.0.1:{self.port}/dalam".encode()
            connection.sendall(
                b"HTTP/1.1 307 Go\r\nLocation: " + inside + b"\r\nContent-Length: 0\r\n\r\n"
            )
        elif manner == "fails":
            connection.sendall(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
        elif manner == "floods":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n")
            for _ in range(2_000):
                connection.sendall(b"x" * 65_536)
        elif manner == "cuts":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nab")
        elif manner == "twice":
            connection.sendall(ok + b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
        else:
            connection.sendall(b"SSH-2.0-receiver\r\n")

    def of(self, manner):
        with self.lock:
            return [heard for heard in self.heard if heard[0] == f"/{manner}"]

    def close(self):
        self.socket.close()


def test_receivers_that_misbehave_get_everything_in_the_end(house, secrets):
    """Whatever a receiver does at first: it is asked again with the same id, nobody else waits for
    it, a redirect leads nowhere, and the list of events has everything in order, each once."""
    receivers = Receivers()
    city = client.Pendopo(house.url, secrets["citizen"])
    number = next(city.items("/api/v1/cases"))["number"]
    hooks = {}
    for manner in [*MANNERS, "listens"]:
        url = f"http://127.0.0.1:{receivers.port}/{manner}"
        hook = {"url": url, "types": ["case.messaged"]}
        hooks[manner] = city.call("POST", "/api/v1/webhooks", hook)
    began = time.monotonic()
    city.write(number, "Satu")
    wait = threading.Event()
    listened = None
    for _ in range(900):
        if listened is None and receivers.of("listens"):
            listened = time.monotonic() - began
        if all(len(receivers.of(m)) >= (1 if m == "twice" else 2) for m in MANNERS):
            break
        wait.wait(0.1)
    # One that hangs holds up nobody else.
    assert listened is not None and listened < 12, listened
    for manner in MANNERS:
        heard = receivers.of(manner)
        # The first answer of two counts, and the second is nobody's.
        assert len(heard) == (1 if manner == "twice" else 2), manner
        assert len({headers["webhook-id"] for _, headers, _ in heard}) == 1, manner
        for _, headers, body in heard:
            assert client.is_genuine(headers, body, hooks[manner]["secret"]), manner
            assert json.loads(body)["data"]["case"] == number
    assert not receivers.of("dalam")
    city.write(number, "Dua")
    for _ in range(300):
        if len(receivers.of("listens")) >= 2:
            break
        wait.wait(0.1)
    sent = [json.loads(body) for _, _, body in receivers.of("listens")]
    events, after = city.events(hooks["listens"]["cursor"])
    told = [event for event in events if event["type"] == "case.messaged"]
    assert sorted(event["id"] for event in told) == sorted(event["id"] for event in sent)
    assert len({event["id"] for event in told}) == len(told) == 2
    moments = [event["timestamp"] for event in events]
    assert moments == sorted(moments)
    assert city.events(after)[0] == []
    for hook in hooks.values():
        city.call("DELETE", f"/api/v1/webhooks/{hook['id']}")
    receivers.close()


def examples(house):
    """The calls that stand on the page for those who make programs."""
    with urllib.request.urlopen(house.url + "/api") as answer:
        page = answer.read().decode()
    blocks = re.findall(r"<pre class=\"api-example\"[^>]*><code>(.*?)</code>", page, re.S)
    return [html.unescape(block) for block in blocks]


def test_calls_to_copy_work_as_they_stand(house, secrets):
    """Each is run by a shell; only the token and the draft are one's own."""
    calls = examples(house)
    assert len(calls) >= 7
    draft = None
    for call in calls:
        line = re.sub(r"https?://127\.0\.0\.1:\d+", house.url, call)
        line = line.replace("pdp_…", secrets["citizen"]).replace("019ab0d4-…", draft or "")
        line = line.replace("curl ", "curl -sS --fail-with-body --noproxy '*' ")
        line = line.replace("https://penerima.example", house.url)
        setting = f"TOKEN='{secrets['citizen']}'\n"
        ran = subprocess.run(
            ["bash", "-ec", setting + line], capture_output=True, text=True, timeout=60
        )
        assert ran.returncode == 0, f"{line}\n{ran.stdout}\n{ran.stderr}"
        answer, _ = json.JSONDecoder().raw_decode(ran.stdout, ran.stdout.index("{"))
        if "/api/v1/drafts" in line and draft is None:
            draft = answer["id"]
    assert draft


#: What is promised in docs/api.md, with its kind.
FIGURES = {
    "pendopo_request_seconds": "histogram",
    "pendopo_sql_seconds": "histogram",
    "pendopo_sql_statements": "counter",
    "pendopo_in_place_slow": "counter",
    "pendopo_write_batch_size": "histogram",
    "pendopo_writes_waiting": "gauge",
    "pendopo_jobs": "gauge",
    "pendopo_job_oldest_seconds": "gauge",
    "pendopo_clocks": "gauge",
    "pendopo_ledger_lag_entries": "gauge",
}


def fetch(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_figures_can_be_scraped(house, secrets):
    """Read by the parser of Prometheus' own client."""
    fetch(house.url + "/api/v1/services")
    status, headers, text = fetch(house.url + "/metrics")
    assert status == 200
    assert headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert {name: family.type for name, family in families.items()} == FIGURES
    for name, family in families.items():
        assert family.documentation, name
        seen = set()
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            assert key not in seen, f"{key} twice"
            seen.add(key)
            assert sample.value >= 0, key
        if family.type == "histogram":
            check_histogram(family)
    called = {sample.labels["route"] for sample in families["pendopo_request_seconds"].samples}
    assert "/api/v1/services" in called
    ways = {sample.labels["way"] for sample in families["pendopo_sql_seconds"].samples}
    assert ways == {"read", "in-place", "write"}
    states = {sample.labels["state"] for sample in families["pendopo_clocks"].samples}
    assert states == {"due", "overdue", "unnoted"}
    assert families["pendopo_in_place_slow"].samples
    assert any(sample.value > 0 for sample in families["pendopo_write_batch_size"].samples)


def check_histogram(family):
    """Buckets add up, end at infinity, and that is the count."""
    series = {}
    for sample in family.samples:
        labels = {name: value for name, value in sample.labels.items() if name != "le"}
        kept = series.setdefault(tuple(sorted(labels.items())), {"buckets": []})
        if sample.name.endswith("_bucket"):
            kept["buckets"].append((float(sample.labels["le"]), sample.value))
        else:
            kept[sample.name.rsplit("_", 1)[1]] = sample.value
    for labels, kept in series.items():
        bounds = [bound for bound, _ in kept["buckets"]]
        counts = [count for _, count in kept["buckets"]]
        assert bounds == sorted(bounds) and bounds[-1] == float("inf"), labels
        assert counts == sorted(counts) and counts[-1] == kept["count"], labels
        assert "sum" in kept, labels


def test_figures_are_not_for_everybody(house, secrets):
    """Behind a proxy only a token that says so opens them."""
    url = house.url + "/metrics"
    for proxied in ({"X-Forwarded-For": "198.51.100.7"}, {"Via": "1.1 x"}, {"Forwarded": "for=x"}):
        status, headers, body = fetch(url, **proxied)
        assert status == 403
        assert headers["Content-Type"] == "application/problem+json"
        assert "pendopo_" not in body
        citizen = {"Authorization": f"Bearer {secrets['citizen']}"}
        assert fetch(url, **proxied, **citizen)[0] == 403
        officer = {"Authorization": f"Bearer {secrets['officer']}"}
        assert fetch(url, **proxied, **officer)[0] == 200

"""The open interface, judged by what nobody of this project wrote, and used by its example client.

schemathesis calls everything that the document names, for a bounded time and by a fixed seed; the
validator of the OpenAPI Initiative's specification reads the document itself.
"""

import datetime
import importlib.util
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from city import ROOT, City, program
from openapi_spec_validator import OpenAPIV31SpecValidator

CITIZEN = "dewi.kurniasih.6@contoh.example"
#: The clerk at the counter of the demo.
CLERK = "197001101995031001"
SECONDS = 60


def token(city, holder, *scopes):
    """A token of somebody of the demo, made as whoever runs the house makes it."""
    line = [str(program()), "token", "create", "--data", str(city.data), "--for", holder]
    if "--database" in city.arguments:
        place = city.arguments.index("--database")
        line += city.arguments[place : place + 2]
    line += ["--name", "uji", "--scope", *scopes]
    made = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@pytest.fixture(scope="module")
def house():
    """A demo of its own: what schemathesis writes is nobody else's."""
    if os.environ.get("PENDOPO_URL"):
        pytest.skip("needs a city of its own")
    running = City()
    try:
        yield running.start()
    finally:
        running.close()


@pytest.fixture(scope="module")
def citizen(house):
    scopes = ["cases", "drafts", "messages", "acts", "events", "webhooks"]
    return token(house, CITIZEN, *scopes)


@pytest.fixture(scope="module")
def clerk(house):
    scopes = ["cases", "messages", "acts", "inbox", "events", "webhooks", "metrics"]
    return token(house, CLERK, *scopes)


def load_client():
    spec = importlib.util.spec_from_file_location("client", ROOT / "examples" / "client.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


client = load_client()


def test_document_is_valid(house):
    document = client.Pendopo(house.url).call("GET", "/api/v1/openapi.json")
    problems = [problem.message for problem in OpenAPIV31SpecValidator(document).iter_errors()]
    assert not problems
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], f"{method} {path}"
            assert operation["responses"], f"{method} {path}"


@pytest.mark.parametrize("who", ["citizen", "clerk"])
def test_schemathesis_finds_nothing(house, who, request, tmp_path):
    secret = request.getfixturevalue(who)
    line = [str(ROOT / ".venv" / "bin" / "schemathesis"), "run"]
    line += [f"{house.url}/api/v1/openapi.json", "--url", house.url]
    line += ["--max-examples", "15", "--workers", "1", "--request-timeout", "10", "--no-color"]
    line += ["--seed", "1", "--generation-database", "none", "--continue-on-failure"]
    line += ["-H", f"Authorization: Bearer {secret}"]
    environment = {**os.environ, "NO_PROXY": "*", "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path)}
    # Only a run that came to its end says that nothing was found.
    ran = subprocess.run(
        line, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=SECONDS * 6
    )
    lines = [line[:300] for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, "\n".join(lines[-200:])
    assert house.running


def test_client_sends_an_application(house, citizen, tmp_path, monkeypatch, capsys):
    """The walk of the example: list, begin, attach, send, follow."""
    city = client.Pendopo(house.url, citizen)
    assert "penelitian" in [service["code"] for service in city.services("penelitian")]
    fields = [
        field
        for group in city.call("GET", "/api/v1/services/penelitian")["groups"]
        for field in group["fields"]
    ]
    answers = {
        "kewarganegaraan": "wni", "nama_lengkap": "Dewi Kurniasih", "nik": "3271015704950001",
        "alamat": "Jalan Contoh 1, Bogor", "telepon": "0811000006",
        "jenis_lembaga": "perguruan_tinggi", "nama_lembaga": "Universitas Contoh",
    }  # fmt: skip
    draft = city.begin("penelitian", answers)
    assert not draft["isComplete"]
    missing = {problem["field"] for problem in draft["problems"]}
    more = {name: value for name, value in rest(fields, missing).items()}
    draft = city.call("PATCH", f"/api/v1/drafts/{draft['id']}", {"answers": more})
    pdf = tmp_path / "berkas.pdf"
    pdf.write_bytes(b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n")
    for problem in draft["problems"]:
        assert problem["code"].startswith("forms.missing"), problem
        city.attach(draft["id"], problem["field"], pdf)
    case = city.send(draft["id"])
    assert case["state"] == "open"
    assert [item["number"] for item in city.items("/api/v1/cases", limit=1)][0] == case["number"]
    city.write(case["number"], "Kapan dapat diambil?")
    events, after = city.events()
    assert [e["type"] for e in events if e["data"]["case"] == case["number"]] == [
        "case.submitted",
        "case.messaged",
    ]
    assert city.events(after)[0] == []
    # The same from the command line.
    monkeypatch.setenv("PENDOPO_TOKEN", citizen)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["client.py", house.url, "follow"])
    client.main()
    assert case["number"] in capsys.readouterr().out
    client.main()
    assert capsys.readouterr().out == ""


def rest(fields, missing):
    """An answer for each question that is still open, by its kind."""
    answers = {}
    for field in fields:
        if field["id"] not in {name.split(".")[0] for name in missing}:
            continue
        kind = field["kind"]
        if kind in ("text", "longText"):
            answers[field["id"]] = "Penelitian contoh"
        elif kind == "choice":
            answers[field["id"]] = field["options"][0]["code"]
        elif kind == "integer":
            answers[field["id"]] = 3
        elif kind == "date":
            answers[field["id"]] = later(20 if "selesai" in field["id"] else 10)
        elif kind == "dateRange":
            answers[field["id"]] = {"dari": later(10), "sampai": later(20)}
        elif kind == "region":
            answers[field["id"]] = "32.71.01"
        elif kind == "yesNo":
            answers[field["id"]] = field["id"] != "berkelompok"
    return answers


def later(days):
    """The demo's clock stands at the present."""
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


class Hearer(BaseHTTPRequestHandler):
    """A receiver of webhooks that fails first, redirects to this machine, and then listens."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.heard.append((self.path, headers, body))
        answers = self.server.answers
        status = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/dalam")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def test_webhook_is_signed_and_follows_no_redirect(house, citizen):
    server = HTTPServer(("127.0.0.1", 0), Hearer)
    server.heard, server.answers = [], [302, 204]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    city = client.Pendopo(house.url, citizen)
    url = f"http://127.0.0.1:{server.server_port}/kabar"
    hook = city.call("POST", "/api/v1/webhooks", {"url": url, "types": ["case.messaged"]})
    number = next(city.items("/api/v1/cases"))["number"]
    city.write(number, "Halo")
    deadline = threading.Event()
    for _ in range(400):
        if len(server.heard) >= 2:
            break
        deadline.wait(0.1)
    server.shutdown()
    server.server_close()
    assert len(server.heard) == 2, [path for path, _, _ in server.heard]
    assert {path for path, _, _ in server.heard} == {"/kabar"}
    assert len({headers["webhook-id"] for _, headers, _ in server.heard}) == 1
    for _, headers, body in server.heard:
        assert client.is_genuine(headers, body, hook["secret"])
        assert not client.is_genuine(headers, body + b" ", hook["secret"])
        assert json.loads(body)["data"]["case"] == number
    city.call("DELETE", f"/api/v1/webhooks/{hook['id']}")

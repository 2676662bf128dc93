"""The open interface, judged by what nobody of this project wrote, and used by its example client.

schemathesis calls everything that the document names, for a bounded time and by a fixed seed; the
validator of the OpenAPI Initiative's specification reads the document itself.
"""

import datetime
import importlib.util
import os
import sys

import pytest
from api_judge import SCOPES, Judge, token
from city import ROOT, City
from openapi_spec_validator import OpenAPIV31SpecValidator

#: So many examples of each call fit into a minute; `scripts/judge-api` runs as long as it is told.
EXAMPLES = 6


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
def secrets(house):
    return {who: token(house, holder, *scopes) for who, (holder, scopes) in SCOPES.items()}


@pytest.fixture(scope="module")
def citizen(secrets):
    return secrets["citizen"]


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


def test_schemathesis_finds_nothing(house, secrets, tmp_path):
    """All who may call, at the same time, by a fixed seed."""
    judges = [
        Judge(who, house.url, tmp_path, secrets.get(who), seed=1, examples=EXAMPLES).start()
        for who in [*SCOPES, "nobody"]
    ]
    found = [report for judge in judges if (report := judge.end(400))]
    assert not found, "\n\n".join(found)
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

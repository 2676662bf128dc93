"""Open311 as clients meet it that nobody of this project wrote: `three` of Code for America, which
civic applications began with, and `georeport`; and the JSON schemas of open311.org.

`three` was written for Python 2. Three of its names are put in place before it is loaded, and its
conversion of XML is done by `xmltodict`; what it asks and sends stays its own.
"""

import builtins
import datetime
import io
import itertools
import json
import os
import sys
import time
import types
from pathlib import Path

import pytest
import requests
import xmltodict
from api_judge import CLERK, token
from city import ROOT
from georeport import GeoReport
from jsonschema import Draft7Validator, FormatChecker
from pictures import photograph
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

#: The schemas belong to others and lie beside the project, if anywhere.
SCHEMAS = Path(
    os.environ.get("OPEN311_SCHEMAS", ROOT.parent / "shared" / "kit" / "schemas" / "open311"))
#: In Sempur.
PLACE = {"lat": -6.586752, "long": 106.798557}
TEXT = "Lubang <b>&amp;</b> \"kutip\" ‘東京’"


def load_three():
    itertools.ifilter = builtins.filter
    sys.modules.setdefault("relaxml", types.SimpleNamespace(xml=xmltodict.parse))
    sys.modules.setdefault("simplejson", json)
    from three.core import Three

    class Client(Three):
        def convert(self, content, conversion):
            if not conversion or self.format == "json":
                return json.loads(content) if conversion else content
            return next(iter(xmltodict.parse(content).values()))

    return Client


Three = load_three()


def several(rows):
    """The children of an element, however many there are."""
    return rows if isinstance(rows, list) else [rows]


def validate(name, document):
    if not SCHEMAS.is_dir():
        pytest.skip(f"the schemas of open311.org are not at {SCHEMAS}")
    all_schemas = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_resources(
        [
            (path, Resource.from_contents(schema, default_specification=DRAFT7))
            for path, schema in all_schemas.items()
        ]
    )
    validator = Draft7Validator(
        all_schemas[f"{name}.json"], registry=registry, format_checker=FormatChecker())
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in validator.iter_errors(document)
    ]
    assert not problems, problems[:5]


@pytest.fixture(scope="module")
def endpoint(each_city):
    if not hasattr(each_city, "data"):
        pytest.skip("needs a city of its own")
    return each_city.url + "/open311/v2"


@pytest.fixture(scope="module")
def key(each_city, endpoint):
    return token(each_city, CLERK, "reports:write")


@pytest.fixture(scope="module")
def clients(endpoint, key):
    """By the format that they ask for."""
    return {name: Three(endpoint, format=name, api_key=key) for name in ("json", "xml")}


def visible(endpoint, number, wanted=lambda report: True, seconds=20):
    """A report as soon as it says what is wanted."""
    end = time.monotonic() + seconds
    while True:
        answer = requests.get(f"{endpoint}/requests/{number}.json", timeout=20)
        if answer.status_code == 200 and wanted(answer.json()[0]):
            return answer.json()
        assert time.monotonic() < end, answer.text
        time.sleep(0.2)


def test_discovery(clients, endpoint):
    found = clients["json"].discovery()
    assert [each["url"] for each in found["endpoints"]][0] == endpoint
    assert {each["type"] for each in found["endpoints"]} == {"production", "test"}
    for each in found["endpoints"]:
        assert datetime.datetime.fromisoformat(each["changeset"]).tzinfo
        assert each["formats"] == ["text/xml", "application/json"]
    # What a validator does that was not written for us: the bare type, two of each in XML.
    for name, kind in (("xml", "text/xml"), ("json", "application/json")):
        answer = requests.get(endpoint.removesuffix("/v2") + f"/discovery.{name}", timeout=20)
        assert answer.headers["content-type"] == kind
    tree = clients["xml"].discovery()
    endpoints = tree["endpoints"]["endpoint"]
    assert [len(each["formats"]["format"]) for each in endpoints] == [2, 2]


def test_services(clients, endpoint):
    services = clients["json"].services()
    codes = [each["service_code"] for each in services]
    assert codes and len(set(codes)) == len(codes)
    assert [each["service_code"] for each in clients["xml"].services()["service"]] == codes
    for name in ("json", "xml"):
        others = GeoReport(endpoint, output_format=name).get_service_list()
        assert [each["service_code"] for each in others] == codes
    validate("services", services)


def test_definition(clients, endpoint):
    definition = clients["json"].services("jalan")
    assert [each["order"] for each in definition["attributes"]] == [1, 2, 3]
    tree = clients["xml"].services("jalan")
    assert [each["code"] for each in tree["attributes"]["attribute"]] == [
        each["code"] for each in definition["attributes"]
    ]
    assert GeoReport(endpoint).get_service_definition("jalan") == definition
    validate("service-definition", definition)


@pytest.mark.parametrize("name", ["json", "xml"])
def test_report_is_sent_and_read(clients, endpoint, name):
    client = clients[name]
    sent = client.post(
        "jalan", name="Siti Aminah", email="siti@contoh.example", phone="0811000000",
        address="Jl. Contoh 1", description=TEXT + name, **PLACE)
    assert client.post_response.status_code == 201, client.post_response.text
    row = several(sent["request"] if name == "xml" else sent)[0]
    number = row["service_request_id"]
    told = visible(endpoint, number)
    assert len(told) == 1
    report = told[0]
    assert report["description"] == TEXT + name
    assert (report["lat"], report["long"]) == (PLACE["lat"], PLACE["long"])
    assert report["status"] == "open" and report["service_code"] == "jalan"
    moment = datetime.datetime.fromisoformat(report["requested_datetime"])
    age = datetime.datetime.now(datetime.timezone.utc) - moment
    assert abs(age.total_seconds()) < 300
    assert not any(word in json.dumps(told) for word in ("Siti", "siti@", "0811"))
    validate("requests", told)
    # Both clients find it, alone and among others, in both formats.
    assert client.token(number)
    for other in clients.values():
        found = other.request(number)
        rows = several(found["request"]) if other.format == "xml" else found
        assert rows[0]["service_request_id"] == number
    numbers = [each["service_request_id"] for each in clients["json"].requests("jalan")]
    assert number in numbers
    closed = clients["json"].requests(status="closed")
    assert number not in [each["service_request_id"] for each in closed]
    for kind in ("json", "xml"):
        reader = GeoReport(endpoint, output_format=kind)
        assert reader.get_service_request(number)["service_request_id"] == number
        listed = several(reader.get_service_requests(service_request_id=number))
        assert listed[0]["description"] == TEXT + name
    # `three` asks for whole days, and its last one is today.
    start = (datetime.date.today() - datetime.timedelta(days=3)).strftime("%m-%d-%Y")
    recent = clients["json"].requests(start=start, count=1000)
    assert number in [each["service_request_id"] for each in recent]
    validate("requests", recent)


def test_picture_is_sent_with_a_report(clients, endpoint):
    picture = io.BytesIO(photograph(800, 600))
    picture.name = "lubang.jpg"
    sent = clients["json"].post("pohon", media=picture, description="Pohon tumbang", **PLACE)
    assert clients["json"].post_response.status_code == 201, sent
    told = visible(
        endpoint, sent[0]["service_request_id"], lambda report: report["media_url"], seconds=60)
    answer = requests.get(told[0]["media_url"], timeout=20)
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg"
    # Drawn anew: nothing of the camera is in it.
    assert b"Pabrik" not in answer.content


def test_client_hears_what_is_wrong(endpoint, clients):
    stranger = Three(endpoint)
    refused = stranger.post("jalan", description="Tanpa kunci", **PLACE)
    assert stranger.post_response.status_code == 403
    assert refused[0]["code"] == 403 and "api_key" in refused[0]["description"]
    client = clients["json"]
    wrong = client.post("jalan", lat="106.798557", long="-6.586752")
    assert "lat=-6.586752" in wrong[0]["description"]
    assert client.post("tidak-ada", **PLACE)[0]["code"] == 404
    assert client.request("tidak-ada")[0]["code"] == 404
    tree = clients["xml"].request("tidak-ada")
    assert tree["error"]["code"] == "404"


def test_updates_follow_a_report(endpoint, clients, key):
    """As FixMyStreet asks: in XML, with the key in the address, for the last hour."""
    sent = clients["json"].post("sampah", description="Sampah menumpuk", **PLACE)
    number = sent[0]["service_request_id"]
    visible(endpoint, number)
    now = datetime.datetime.now(datetime.timezone.utc)
    span = {
        "start_date": (now - datetime.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "end_date": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "api_key": key,
    }  # fmt: skip
    end = time.monotonic() + 20
    while True:
        answer = requests.get(f"{endpoint}/servicerequestupdates.xml", params=span, timeout=20)
        assert answer.status_code == 200
        tree = xmltodict.parse(answer.content)["service_request_updates"] or {}
        rows = [
            each for each in several(tree.get("request_update", []))
            if each["service_request_id"] == number
        ]
        if rows:
            break
        assert time.monotonic() < end, answer.text
        time.sleep(0.2)
    assert [each["status"] for each in rows] == ["OPEN"]
    words = {
        "api_key": key, "service_request_id": number, "update_id": "17", "status": "OPEN",
        "updated_datetime": now.isoformat(timespec="seconds"), "description": "Masih ada\r\n",
    }  # fmt: skip
    for _ in range(2):
        answer = requests.post(f"{endpoint}/servicerequestupdates.xml", data=words, timeout=20)
        assert answer.status_code == 200, answer.text
        row = xmltodict.parse(answer.content)["service_request_updates"]["request_update"]
        assert row["update_id"] == "17"

#!/usr/bin/env python3
"""A small client of Pendopo's open interface: one file, nothing but Python's standard library.

    PENDOPO_TOKEN=pdp_… examples/client.py http://127.0.0.1:8080 services penelitian
    PENDOPO_TOKEN=pdp_… examples/client.py http://127.0.0.1:8080 apply penelitian answers.json \
        --file proposal=proposal.pdf --file kartu_identitas=ktp.jpg
    PENDOPO_TOKEN=pdp_… examples/client.py http://127.0.0.1:8080 follow

`apply` begins a draft, attaches the files, sends it and prints the number of the case; `follow`
prints what happened on all cases of the token's owner, and goes on where it stopped. How everything
is called stands at /api and in /api/v1/openapi.json.
"""

import argparse
import base64
import hashlib
import hmac
import json
import mimetypes
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path


class Refused(Exception):
    """A call was refused; `problem` holds the problem details of RFC 9457."""

    def __init__(self, status, problem):
        self.status, self.problem = status, problem
        reasons = [
            f"{error.get('field', '')}: {error.get('detail', '')}".lstrip(": ")
            for error in problem.get("errors", [])
        ] or [problem.get("detail", "")]
        super().__init__(f"{status} {problem.get('title', '')}: " + "; ".join(reasons))


class Pendopo:
    """The interface of one city. Calls that may be tried again are tried again."""

    TRIES = 5

    def __init__(self, address, token=None, language="id"):
        self.address = address.rstrip("/")
        self.token = token
        self.language = language

    def call(self, method, path, body=None, *, content=None, kind="application/json", key=None):
        """One call; returns what came back, decoded. Waits and tries again when it is told to."""
        headers = {"Accept-Language": self.language, "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        data = content if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = kind
        for attempt in range(1, self.TRIES + 1):
            request = urllib.request.Request(
                self.address + path, data=data, headers=headers, method=method
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    received = answer.read()
                    if answer.headers.get_content_type() == "application/json":
                        return json.loads(received)
                    return received
            except urllib.error.HTTPError as error:
                try:
                    problem = json.loads(error.read())
                except ValueError:
                    problem = {"title": error.reason}
                wait = error.headers.get("Retry-After")
                if wait is None or attempt == self.TRIES:
                    raise Refused(error.code, problem) from None
                time.sleep(min(int(wait), 60))
            except urllib.error.URLError:
                # The line was cut. Reading may be repeated, and so may what carries a key.
                if attempt == self.TRIES or not (method == "GET" or key):
                    raise
                time.sleep(attempt)

    def items(self, path, **query):
        """All items of a list, page by page."""
        while True:
            text = urllib.parse.urlencode({name: value for name, value in query.items() if value})
            page = self.call("GET", f"{path}?{text}" if text else path)
            yield from page["items"]
            if "next" not in page:
                return
            query["cursor"] = page["next"]

    def services(self, words=""):
        return self.items("/api/v1/services", q=words)

    def begin(self, service, answers):
        """A new draft. The key makes sure that it is one, even when the line is cut."""
        body = {"service": service, "answers": answers}
        return self.call("POST", "/api/v1/drafts", body, key=str(uuid.uuid4()))

    def attach(self, draft, field, path):
        path = Path(path)
        query = urllib.parse.urlencode({"field": field, "name": path.name})
        kind = mimetypes.guess_type(path.name)[0]
        if kind not in ("application/pdf", "image/jpeg", "image/png"):
            kind = "application/octet-stream"
        return self.call(
            "POST",
            f"/api/v1/drafts/{draft}/files?{query}",
            content=path.read_bytes(),
            kind=kind,
            key=str(uuid.uuid4()),
        )

    def send(self, draft):
        return self.call(
            "POST",
            f"/api/v1/drafts/{draft}/submission",
            {"declared": True},
            key=str(uuid.uuid4()),
        )

    def write(self, number, text):
        return self.call(
            "POST", f"/api/v1/cases/{number}/messages", {"text": text}, key=str(uuid.uuid4())
        )

    def events(self, after=None):
        """What happened after a cursor: the events, and the cursor to go on from."""
        events = []
        while True:
            query = f"?after={after}" if after else ""
            part = self.call("GET", "/api/v1/events" + query)
            events += part["items"]
            after = part["next"]
            if not part["hasMore"]:
                return events, after


def is_genuine(headers, body, secret, now=None, tolerance=300):
    """Whether a webhook's call really comes from the city, and is not an old one.

    `headers` by lower-case name, `body` the bytes as they came, `secret` the `whsec_…` of the
    webhook. Tell doubles by the header `webhook-id`.
    """
    moment = headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs((now or time.time()) - int(moment)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{moment}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(part, "v1," + expected)
        for part in headers.get("webhook-signature", "").split(" ")
    )


def apply(city, arguments):
    answers = json.loads(Path(arguments.answers).read_text(encoding="utf-8"))
    draft = city.begin(arguments.service, answers)
    for item in arguments.file:
        field, _, path = item.partition("=")
        city.attach(draft["id"], field, path)
    case = city.send(draft["id"])
    print(case["number"])


def follow(city, arguments):
    place = Path(arguments.cursor)
    after = place.read_text(encoding="utf-8").strip() if place.exists() else None
    events, after = city.events(after)
    for event in events:
        print(event["timestamp"], event["data"]["case"], event["type"])
    place.write_text(after, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", help="such as https://layanan.example.go.id")
    parser.add_argument("--language", choices=["id", "en"], default="id")
    commands = parser.add_subparsers(dest="command", required=True)
    services = commands.add_parser("services", help="list services")
    services.add_argument("words", nargs="?", default="")
    application = commands.add_parser("apply", help="send an application")
    application.add_argument("service")
    application.add_argument("answers", help="a JSON file: answers by the id of their field")
    application.add_argument("--file", action="append", default=[], metavar="FIELD=PATH")
    following = commands.add_parser("follow", help="print what happened since the last time")
    following.add_argument("--cursor", default="pendopo.cursor", help="where the place is kept")
    arguments = parser.parse_args()
    city = Pendopo(arguments.address, os.environ.get("PENDOPO_TOKEN"), arguments.language)
    try:
        if arguments.command == "services":
            for service in city.services(arguments.words):
                print(service["code"], service["title"][arguments.language], sep="\t")
        elif arguments.command == "apply":
            apply(city, arguments)
        else:
            follow(city, arguments)
    except Refused as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()

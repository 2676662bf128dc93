"""schemathesis on the open interface: what is run by `scripts/judge-api`, and shortly by the tests.

No check is switched off, and the document is taken as it is. Half of the numbers and ids are those
of things that are there, so that the judge comes further than to "no such thing".
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from city import ROOT, City, program

CITIZEN = "dewi.kurniasih.6@contoh.example"
#: The clerk at the counter of the demo.
CLERK = "197001101995031001"
SCOPES = {
    "citizen": (CITIZEN, ["cases", "drafts", "messages", "acts", "events", "webhooks"]),
    "officer": (CLERK, ["cases", "messages", "acts", "inbox", "events", "webhooks", "metrics"]),
}


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


def ask(url, path, secret=None, body=None):
    """What a call answers, decoded; nothing when it is refused."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    request = urllib.request.Request(url + path, headers=headers, data=data)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError:
        return {}


def known(url, secret):
    """Words of things that are there, by the name of their dictionary."""
    found = {"service": ["penelitian", "kegiatan", "tidak-ada"]}
    permits = ask(url, "/api/v1/permits").get("items", [])
    found["permit"] = [item["number"].replace("/", "~") for item in permits]
    if secret:
        cases = ask(url, "/api/v1/cases?limit=20", secret).get("items", [])
        found["number"] = [item["number"] for item in cases]
        found["file"] = [
            file["id"]
            for number in found["number"][:8]
            for file in ask(url, f"/api/v1/cases/{number}/files", secret).get("items", [])
        ]
        drafts = [
            ask(url, "/api/v1/drafts", secret, {"service": "penelitian"}).get("id")
            for _ in range(6)
        ]
        hooks = [
            ask(url, "/api/v1/webhooks", secret, {"url": "http://127.0.0.1:9/kabar"}).get("id")
            for _ in range(4)
        ]
        found["thing"] = [one for one in drafts + hooks if one]
        tasks = ask(url, "/api/v1/inbox?limit=20", secret).get("items", [])
        found["task"] = [item["task"] for item in tasks]
        found["number"] += [item["number"] for item in tasks]
    return {name: sorted(set(values)) for name, values in found.items() if values}


PLACES = {
    "path.number": "number", "path.file": "file", "path.id": "thing", "path.code": "service",
    "query.service": "service", "body.service": "service", "body.task": "task",
}  # fmt: skip


def config(words):
    """A configuration by which half of the values are words of things that are there."""
    lines = []
    for name, values in words.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values)}", ""]
    lines.append("[parameters]")
    for place, name in PLACES.items():
        if name in words:
            lines.append(f'"{place}" = {{ dictionary = "{name}", probability = 0.5 }}')
    lines += ["", "[[operations]]", 'include-operation-id = "getPermit"']
    if "permit" in words:
        lines.append("[operations.parameters]")
        lines.append('"path.number" = { dictionary = "permit", probability = 0.5 }')
    return "\n".join(lines) + "\n"


@dataclass
class Judge:
    """One run of schemathesis, by whoever it acts for."""

    who: str
    url: str
    folder: Path
    secret: str | None = None
    seconds: int = 600
    seed: int | None = None
    examples: int | None = None
    process: subprocess.Popen | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        return self.folder / f"{self.who}.log"

    def start(self) -> "Judge":
        settings = self.folder / f"{self.who}.toml"
        settings.write_text(config(known(self.url, self.secret)))
        line = [str(ROOT / ".venv" / "bin" / "schemathesis")]
        line += ["--config-file", str(settings), "run"]
        line += [f"{self.url}/api/v1/openapi.json", "--url", self.url, "--no-color"]
        line += ["--phases", "examples,coverage,fuzzing,stateful", "--checks", "all"]
        line += ["--mode", "all", "--workers", "1", "--request-timeout", "30"]
        line += ["--generation-database", "none", "--continue-on-failure"]
        if self.examples is None:
            line += ["--max-time", str(self.seconds)]
        else:
            line += ["--max-examples", str(self.examples)]
        if self.seed is not None:
            line += ["--seed", str(self.seed)]
        if self.secret:
            line += ["-H", f"Authorization: Bearer {self.secret}"]
        home = self.folder / f"{self.who}.hypothesis"
        environment = {**os.environ, "NO_PROXY": "*", "HYPOTHESIS_STORAGE_DIRECTORY": str(home)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                line, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        return self

    def end(self, patience: int) -> str | None:
        """What was found, or nothing. Only a run that came to its end says that it is nothing."""
        try:
            status = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = "no end"
        if status == 0:
            return None
        lines = self.log.read_text().splitlines()[-300:]
        return f"{self.who}: {status}\n" + "\n".join(line[:300] for line in lines)


def main() -> int:
    reading = argparse.ArgumentParser(description="schemathesis on the open interface of a demo")
    reading.add_argument("--seconds", type=int, default=600)
    reading.add_argument("--seed", type=int)
    reading.add_argument("--report", type=Path, help="a folder for the logs")
    chosen = reading.parse_args()
    folder = chosen.report or Path(tempfile.mkdtemp(prefix="pendopo-judge-"))
    folder.mkdir(parents=True, exist_ok=True)
    city = City()
    try:
        city.start()
        secrets = {who: token(city, holder, *scopes) for who, (holder, scopes) in SCOPES.items()}
        judges = [
            Judge(who, city.url, folder, secrets.get(who), chosen.seconds, chosen.seed).start()
            for who in [*SCOPES, "nobody"]
        ]
        print(f"{chosen.seconds} s at {city.url}; logs in {folder}", flush=True)
        found = [report for judge in judges if (report := judge.end(chosen.seconds * 3))]
        if not city.running:
            found.append("the server is gone:\n" + city.output[-4000:])
    finally:
        city.close()
    print("\n\n".join(found) or f"nothing found in {chosen.seconds} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Pendopo on PostgreSQL against a report endpoint in Django that writes the same rows."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import same_rows
from measure import SERVER_CORE, pin_postgres
from reports import House
from taking import Line, send, together

#: At once, of either: twice what the workers of Django take together.
CLIENTS = 32
TURNS = 3
PLACE = Path(__file__).with_name("django_report")


def rows(database: str, per_report: dict[str, int]) -> list[dict]:
    """The tables with an example of a row each, for the endpoint."""
    tables = []
    for table, count in per_report.items():
        same_rows.psql(
            database, f'CREATE TABLE IF NOT EXISTS "same_{table}" (LIKE "{table}" INCLUDING ALL)')
        columns = same_rows.example(database, table)
        # What Pendopo writes and takes away again, such as a draft, is spared the other.
        if not columns:
            continue
        tables.append({"name": f"same_{table}", "rows": count, "columns": columns})
    return tables


class Endpoint:
    """The Django application behind gunicorn, on the server's core."""

    def __init__(self, database: str, file: Path):
        url = urllib.parse.urlsplit(database)
        self.environment = os.environ | {
            "DATABASE_NAME": url.path.lstrip("/"), "DATABASE_USER": url.username or "pendopo",
            "DATABASE_HOST": url.hostname or urllib.parse.parse_qs(url.query)["host"][0],
            "REPORT_ROWS": str(file), "PYTHONPATH": str(PLACE),
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def people(self, count: int) -> list[str]:
        run = subprocess.run(
            [sys.executable, PLACE / "people.py", str(count)], env=self.environment,
            capture_output=True, text=True, check=False)
        if run.returncode:
            raise RuntimeError(run.stderr[-2_000:])
        return run.stdout.split()

    def __enter__(self) -> "Endpoint":
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, sys.executable, "-m", "gunicorn", "--workers", "4",
             "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60",
             "--log-level", "error", "--bind", f"127.0.0.1:{self.port}", "endpoint:application"],
            env=self.environment, cwd=PLACE)
        for _ in range(100):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.1)
        raise RuntimeError("gunicorn did not start")

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait()

    def send(self, sessions: list[str], points, count: int) -> float:
        """Accepted reports a second."""
        token = secrets.token_hex(16)
        made = []
        for n in range(count):
            point = points[n * 7 % len(points)]
            body = urllib.parse.urlencode({
                "csrfmiddlewaretoken": token, "kategori": point.topic, "tempat": "depan pasar",
                "uraian": "Lubang besar di lajur kiri, tergenang kalau hujan.",
                "lat": point.latitude / 1e6, "lon": point.longitude / 1e6,
            }).encode()
            made.append((body, {
                "Cookie": f"sessionid={sessions[n % len(sessions)]}; csrftoken={token}",
                "Content-Type": "application/x-www-form-urlencoded"}))
        line = Line(self.url)

        def one(n: int) -> None:
            status, answer = line.post("/lapor", *made[n])
            if status != 201:
                raise RuntimeError(f"Django, report {n}: {status} {answer[:500]!r}")

        return together(one, count, CLIENTS)


def run(bench) -> None:
    database = bench.new_database()
    if not database:
        return
    count = 150 if bench.quick else 1_500
    house = House(bench, "django", 2_000, 500, database)
    pin_postgres(database)
    points, senders = house.points(), house.senders(64)
    with house.city() as city:
        send(city.url, senders, points, None, 100)
        time.sleep(2)
        before = same_rows.inserted(database)
        send(city.url, senders, points, None, 200)
        time.sleep(2)
        after = same_rows.inserted(database)
        per_report = {t: round((n - before.get(t, 0)) / 200) for t, n in after.items()}
        per_report = {table: number for table, number in per_report.items() if number}
        print(f"   rows of a report: {per_report}", flush=True)
        file = bench.folder / "rows.json"
        file.write_text(json.dumps(rows(database, per_report)))
        endpoint = Endpoint(database, file)
        sessions = endpoint.people(64)
        with endpoint:
            endpoint.send(sessions, points, 100)
            ours, theirs = [], []
            # In turns, for a machine is not always as fast; what one has left is done by then.
            for _ in range(TURNS):
                ours.append(send(city.url, senders, points, None, count, CLIENTS))
                time.sleep(2)
                theirs.append(endpoint.send(sessions, points, count))
                print(f"   {ours[-1]:.0f}/s against {theirs[-1]:.0f}/s", flush=True)
    bench.compare(
        "accepted reports on PostgreSQL : Django, 4 workers, same rows", middle(ours),
        middle(theirs), 4)


def middle(rates: list[float]) -> float:
    """The rate over all turns, in each of which as much was done."""
    return len(rates) / sum(1 / rate for rate in rates)

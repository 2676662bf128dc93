"""Programs that read the open interface: long lists page by page, and single things."""

import os
import subprocess
from pathlib import Path

import desk
from measure import BENCH, CLIENT_CORE, RESULT, PinnedCity

CLIENTS = 16


def walk(city: PinnedCity, name: str, address: str, seconds: int, token="", item="number") -> float:
    """Items a second that 16 programs get, each going through the list from page to page."""
    environment = os.environ | {"BENCH_LIST": address, "BENCH_TOKEN": token, "BENCH_ITEM": item}
    for warm in (2, seconds):
        before = city.cpu()
        run = subprocess.run(
            ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CLIENTS}", f"-d{warm}s",
             "--timeout", "30s", "-s", str(BENCH / "lists.lua"), city.url],
            env=environment, capture_output=True, text=True, timeout=warm + 120,
        )
        found = RESULT.search(run.stdout)
        if not found:
            raise RuntimeError(run.stdout + run.stderr)
        values = {key: int(value) for key, value in (p.split("=") for p in found[1].split())}
        if values["failed"]:
            raise RuntimeError(f"{name}: {values['failed']} of {values['requests']} not answered")
    rate = values["items"] / values["microseconds"] * 1e6
    work = (city.cpu() - before) / values["requests"] * 1000
    print(
        f"   {name}: {rate:,.0f} items/s, {values['requests']} pages, {values['ended']} ends,"
        f" p95 {values['p95'] / 1000:.1f} ms, {work:.2f} ms of processor time each",
        flush=True,
    )
    return rate


def lists(bench, house: desk.Seeded, city: PinnedCity, where: str) -> None:
    """What programs read in a house with very many cases."""
    lines = (house.lists / "programs.tsv").read_text().splitlines()
    found = [line.split("\t") for line in lines]
    tokens = {who: token for who, token in found if who != "number"}
    numbers = [f"/api/v1/tracking/{number}" for who, number in found if who == "number"]
    for who, what in (
        ("applicant", "applicant, own cases"),
        ("manager", "head of the unit that has most"),
        ("officer", "officer of one kecamatan"),
    ):
        path = "/api/v1/cases?limit=200"
        rate = walk(city, what, path, bench.seconds, tokens[who])
        bench.at_least(f"cases listed by a program, {what}{where}", rate, 1_000)
    visitor = desk.Visitor("", "")
    tracked = desk.look(city, visitor, numbers, bench.seconds, bench.folder / "tracking.txt")
    bench.at_least(f"cases tracked by programs{where}", tracked.rate, 1_000)
    rate = walk(city, "services", "/api/v1/services?limit=20", bench.seconds, item="code")
    bench.at_least(f"services listed by programs{where}", rate, 1_000)

#!/usr/bin/env python3
"""Measures one release build on this machine and writes bench/results.md: ratios of one run, because
absolute figures say more about the machine than about us.

The server is filled by `pendopo bench-fill --data DIR [--database URL] --drafts N --cases N --out DIR`,
which writes drafts.tsv (path, cookie, body between tabs: the final POST of a ready draft) and cases.txt
(tracking paths, one a line). Knobs are environment variables of the server: PENDOPO_BATCH_LIMIT=1,
PENDOPO_SYNCHRONOUS=off, PENDOPO_PAGE_CACHE=off. The constant gzip page is the house's own script: about
as many bytes as a tracking page, ready in memory, sent by the same server.

usage: bench/run.py [--quick] [--only NAME]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import same_rows
from measure import BENCH, ROOT, PinnedCity, pin_postgres, wrk

sys.path.insert(0, str(ROOT / "Tests" / "Support"))
from city import new_postgres_database  # noqa: E402
from fault import slow_sync  # noqa: E402

PROGRAM = ROOT / ".build" / "release" / "pendopo"
CLIENTS = 128


@dataclass
class Line:
    """A row of the table."""

    what: str
    figure: str
    against: str
    ratio: str
    goal: str
    reached: bool

    def __str__(self) -> str:
        mark = "yes" if self.reached else "**no**"
        return f"| {self.what} | {self.figure} | {self.against} | {self.ratio} | {self.goal} | {mark} |"


class Bench:
    def __init__(self, quick: bool):
        self.seconds = 4 if quick else 15
        self.drafts = 3_000 if quick else 20_000
        self.cases = 5_000 if quick else 100_000
        self.folder = Path(tempfile.mkdtemp(prefix="pendopo-bench-"))
        self.lines: list[Line] = []

    def fill(self, name: str, *, drafts=0, cases=0, database=None) -> tuple[Path, Path]:
        """A data folder ready to serve, and the folder with the generator's lists."""
        data, out = self.folder / name, self.folder / f"{name}-lists"
        out.mkdir()
        command = [PROGRAM, "bench-fill", "--data", data, "--out", out]
        command += ["--drafts", str(drafts), "--cases", str(cases)]
        command += ["--database", database] if database else []
        subprocess.run(command, cwd=ROOT, check=True)
        return data, out

    def submit(self, name: str, environment=None, database=None) -> float:
        """Acknowledged submissions a second."""
        drafts = self.drafts if not (environment or {}).get("PENDOPO_BATCH_LIMIT") else 2_000
        data, out = self.fill(name, drafts=drafts, database=database)
        arguments = ["--database", database] if database else []
        with PinnedCity(data, environment, arguments) as city:
            result = wrk(
                "submissions.lua", city.url, clients=CLIENTS, seconds=self.seconds * 4,
                drafts=out / "drafts.tsv",
            )
            if result.failed:
                raise RuntimeError(f"{name}: {result.failed} of {result.requests} not acknowledged")
            self.loaded_memory = city.memory(peak=True)
        shutil.rmtree(data)
        print(f"   {name}: {result.rate:.0f}/s, p99 {result.p99:.0f} ms", flush=True)
        return result.rate

    def compare(self, what, figure, against, goal, unit="/s") -> None:
        ratio = figure / against
        shown = f"{ratio:.1f} ×" if goal >= 2 else f"{ratio:.0%}"
        wanted = f"≥ {goal:g} ×" if goal >= 2 else f"≥ {goal:.0%}"
        self.lines.append(
            Line(what, f"{figure:,.0f}{unit}", f"{against:,.0f}{unit}", shown, wanted, ratio >= goal)
        )

    def limit(self, what, figure, goal) -> None:
        self.lines.append(
            Line(what, f"{figure:.0f} MB", "–", "–", f"< {goal} MB", figure < goal)
        )

    # The scenarios.

    def group_commit(self) -> None:
        """A disk whose sync takes 5 ms: many clients share one sync."""
        slow = slow_sync(5)
        grouped = self.submit("slow disk", slow)
        alone = self.submit("slow disk, one by one", slow | {"PENDOPO_BATCH_LIMIT": "1"})
        self.compare("submissions, sync held 5 ms, 128 clients : batch size 1", grouped, alone, 10)

    def durability(self) -> None:
        """What it costs to be sure, on this machine's own disk."""
        sure = self.submit("bare disk")
        self.limit("memory under load (peak)", self.loaded_memory, 250)
        unsure = self.submit("bare disk, no sync", {"PENDOPO_SYNCHRONOUS": "off"})
        self.compare("submissions, bare disk : synchronous=OFF", sure, unsure, 0.6)

    def tracking(self) -> None:
        data, out = self.fill("tracking", cases=self.cases)
        constant = self.folder / "constant.txt"
        common = {"clients": 32, "seconds": self.seconds}
        with PinnedCity(data) as city:
            self.limit("memory idle", city.memory(), 80)
            with urllib.request.urlopen(city.url + "/") as page:
                script = re.search(r'src="(/aset/[^"]+\.js)"', page.read().decode()).group(1)
            constant.write_text(script + "\n")
            base = wrk("pages.lua", city.url, paths=constant, **common)
            # Every page once, so that the cache is what it becomes.
            wrk(
                "pages.lua", city.url, clients=32, seconds=max(10, self.cases // 1_500),
                paths=out / "cases.txt", once="yes",
            )
            page = wrk("pages.lua", city.url, paths=out / "cases.txt", **common)
            self.limit(f"memory with {self.cases:,} pages kept", city.memory(peak=True), 250)
        self.compare("tracking page, gzip, random case : constant gzip page", page.rate, base.rate, 0.5)
        with PinnedCity(data, {"PENDOPO_PAGE_CACHE": "off"}) as city:
            plain = wrk("pages.lua", city.url, paths=out / "cases.txt", **common)
        self.compare("the same, nothing cached (no goal)", plain.rate, base.rate, 0.0)

    def postgres(self) -> None:
        """The server on PostgreSQL against PostgreSQL alone, writing the same rows."""
        if not os.environ.get("PENDOPO_TEST_POSTGRES"):
            print("   postgres: skipped, run under scripts/with-postgres", flush=True)
            return
        database = new_postgres_database()
        pin_postgres(database)
        data, out = self.fill("postgres", drafts=self.drafts, database=database)
        before = same_rows.inserted(database)
        with PinnedCity(data, arguments=["--database", database]) as city:
            result = wrk(
                "submissions.lua", city.url, clients=CLIENTS, seconds=self.seconds * 4,
                drafts=out / "drafts.tsv",
            )
        count = result.requests - result.failed
        after = same_rows.inserted(database)
        rows = {t: round((n - before.get(t, 0)) / count) for t, n in after.items()}
        rows = {table: number for table, number in rows.items() if number}
        print(f"   rows of a submission: {rows}", flush=True)
        text = same_rows.script(database, rows)
        alone = same_rows.pgbench(database, text, clients=32, seconds=self.seconds)
        self.compare("submissions on PostgreSQL : pgbench, same rows", result.rate, alone, 0.5)

    SCENARIOS = [group_commit, durability, tracking, postgres]

    def run(self, only: str | None) -> None:
        for scenario in self.SCENARIOS:
            if only in (None, scenario.__name__):
                print(f"== {scenario.__name__}", flush=True)
                scenario(self)

    def write(self) -> None:
        processor = next(
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
        )
        (BENCH / "results.md").write_text(
            "# Speed\n\nMade by `make bench`; do not edit. One run, "
            f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({processor}); generator and server\n"
            "each on a core. A ratio compares two figures of this same run.\n\n"
            "| what | figure | against | ratio | goal | reached |\n|---|--:|--:|--:|--:|---|\n"
            + "".join(f"{line}\n" for line in self.lines)
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="small figures, to try the bench itself")
    parser.add_argument("--only", choices=[s.__name__ for s in Bench.SCENARIOS])
    options = parser.parse_args()
    if (os.cpu_count() or 1) < 2:
        sys.exit("the bench needs two cores: one for the server, one for the generator")
    subprocess.run(["make", "--no-print-directory", "build"], cwd=ROOT, check=True)
    os.environ["PENDOPO_PROGRAM"] = str(PROGRAM)
    bench = Bench(options.quick)
    try:
        bench.run(options.only)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    if not options.only and not options.quick:
        bench.write()
    print("\n".join(map(str, bench.lines)))
    return 0 if all(line.reached for line in bench.lines) else 1


if __name__ == "__main__":
    sys.exit(main())

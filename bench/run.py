#!/usr/bin/env python3
"""Measures one release build on this machine and writes bench/results.md: ratios of one run, because
absolute figures say more about the machine than about us.

The server is filled by `pendopo bench fill --data DIR [--database URL] --drafts N --cases N --out DIR`,
which writes drafts.tsv (path, cookie, body between tabs: the final POST of a ready draft) and cases.txt
(tracking paths, one a line); the officer's desk by `pendopo bench seed --cases N`, which writes desk.tsv
(who, cookie, address between tabs). Knobs are environment variables of the server: PENDOPO_BATCH_LIMIT=1,
PENDOPO_SYNCHRONOUS=off, PENDOPO_PAGE_CACHE=off, PENDOPO_LEDGER_TREE=off. The constant gzip page is the house's own script: about
as many bytes as a tracking page, ready in memory, sent by the same server.

Each scenario writes its own part of the results when it ends; the parts of others stay as they are.

usage: bench/run.py [--quick] [--only NAME …] [--program PATH]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import against_django
import desk
import figures
import forms
import ledger
import listeners
import mapview
import outbox
import permits
import programs
import reports
import results
import same_rows
import taking
from measure import BENCH, ROOT, PinnedCity, pin_postgres, wrk
from results import Line

sys.path.insert(0, str(ROOT / "Tests" / "Support"))
from city import new_postgres_database  # noqa: E402
from fault import slow_sync  # noqa: E402

PROGRAM = ROOT / ".build" / "release" / "pendopo"
CLIENTS = 128


class Bench:
    def __init__(self, quick: bool, program: Path):
        self.program = program
        self.quick = quick
        self.few, self.many = (2_000, 20_000) if quick else (10_000, 1_000_000)
        self.seconds = 4 if quick else 15
        self.drafts = 3_000 if quick else 20_000
        self.cases = 5_000 if quick else 100_000
        self.folder = Path(tempfile.mkdtemp(prefix="pendopo-bench-"))
        self.lines: list[Line] = []
        self.houses: dict[str, desk.Seeded] = {}

    def house(self, name: str, cases: int, database=None) -> desk.Seeded:
        """A house with very many cases, filled once for all scenarios that look at it."""
        if name not in self.houses:
            self.houses[name] = desk.seed(
                self.program, self.folder / name, self.folder / f"{name}-lists", cases,
                ("--database", database) if database else ())
        return self.houses[name]

    def new_database(self) -> str | None:
        if not os.environ.get("PENDOPO_TEST_POSTGRES"):
            print("   PostgreSQL: skipped, run under scripts/with-postgres", flush=True)
            return None
        return new_postgres_database()

    def fill(
        self, name: str, *, drafts=0, cases=0, database=None, service=None, city=None, notices=0
    ) -> tuple[Path, Path]:
        """A data folder ready to serve, and the folder with the generator's lists."""
        data, out = self.folder / name, self.folder / f"{name}-lists"
        out.mkdir()
        command = [self.program, "bench", "fill", "--data", data, "--out", out]
        command += ["--drafts", str(drafts), "--cases", str(cases)]
        command += ["--notices", str(notices)] if notices else []
        command += ["--database", database] if database else []
        command += ["--service", service] if service else []
        command += ["--city", city] if city else []
        subprocess.run(command, cwd=ROOT, check=True)
        return data, out

    def submit(self, name: str, environment=None, database=None, more=(), **kind) -> float:
        """Acknowledged submissions a second."""
        drafts = self.drafts if not (environment or {}).get("PENDOPO_BATCH_LIMIT") else 2_000
        data, out = self.fill(name, drafts=drafts, database=database, **kind)
        arguments = (["--database", database] if database else []) + list(more)
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

    def at_most(self, what, figure, against, goal, unit="/s", inverse=True) -> None:
        """How many times dearer the first is than the second, from their rates."""
        ratio = against / figure if inverse else figure / against
        self.lines.append(
            Line(
                what, f"{figure:,.0f}{unit}", f"{against:,.0f}{unit}", f"{ratio:.2f} ×",
                f"≤ {goal:g} ×", ratio <= goal,
            )
        )

    def at_least(self, what, figure, goal, unit="/s") -> None:
        self.lines.append(
            Line(
                what, f"{figure:,.0f}{unit}", "–", "–", f"≥ {goal:,}{unit}", figure >= goal))

    def exactly(self, what, figure, goal) -> None:
        self.lines.append(Line(what, f"{figure:,}", "–", "–", f"{goal:,}", figure == goal))

    def within(self, what, figure, goal, unit="ms") -> None:
        wanted = f"< {goal:g} {unit}" if goal else "–"
        shown = f"{figure:.1f} {unit}"
        self.lines.append(Line(what, shown, "–", "–", wanted, not goal or figure < goal))

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
        database = self.new_database()
        if not database:
            return
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

    def rules(self) -> None:
        """A form with many rules against one with none, the same twelve fields in both."""
        city = forms.city(ROOT / "cities" / "kota-bogor", self.folder / "rules-city")
        few = self.submit("12 fields", service="dua-belas", city=city)
        many = self.submit("12 fields, 200 rules", service="dua-ratus", city=city)
        self.at_most("submission, form with 200 rules : 12 fields, no rule", many, few, 1.5)

    def desk(self) -> None:
        """The officer's desk with few and with very many cases in the house."""
        few, many = self.house("few", self.few), self.house("many", self.many)
        shown = f"{self.many:,}"
        self.within(f"filling a house with {shown} cases", many.seconds / 60, 10, "min")
        self.within(f"start to the first page, {shown} cases", desk.first_answer(many.data), 1, "s")
        paths = self.folder / "desk.txt"
        officer = few.visitors()["officer"]
        with PinnedCity(few.data) as city:
            small = desk.look(city, officer, ["/meja"], self.seconds, paths)
        visitors = many.visitors()
        manager, clerk = visitors["manager"], visitors["clerk"]
        with PinnedCity(many.data) as city:
            large = desk.look(city, visitors["officer"], ["/meja"], self.seconds, paths)
            what = "inbox, 300 open tasks in scope, 16 clients"
            self.at_most(f"{what}: {shown} cases : {self.few:,}", large.rate, small.rate, 1.3)
            self.within(f"{what}, p95", large.p95, 30)
            lists = [f"/meja{tab}" for tab in ("", "?daftar=terlambat", "?daftar=segera")]
            first = desk.look(city, manager, lists, self.seconds, paths)
            self.within("head of a unit, 40,000 open cases: first page and counts, p95", first.p95, 60)
            found = desk.look(city, manager, desk.SEARCHES, self.seconds, paths)
            self.within("the same: search by name, NIK and e-mail, p95", found.p95, 60)
            page = desk.look(city, clerk, [clerk.page], self.seconds, paths)
            self.within("case page, 15 files, 200 acts, 16 clients, p95", page.p95, 30)
            # Last: it adds to the page that was measured.
            with desk.Acting(city, clerk, 0.1) as acting:
                busy = desk.look(city, manager, lists, self.seconds, paths)
            print(f"   {acting.done} acts meanwhile", flush=True)
            self.within("first page while acts happen, p95 (no goal)", busy.p95, None)

    def notices(self) -> None:
        """10,000 text messages leave through a gateway while people submit."""
        with outbox.gateway(self.folder) as (file, taken):
            more = ["--gateways", str(file)]
            calm = self.submit("no notices wait", more=more)
            assert not taken(), "nothing was to be sent"
            busy = self.submit("10,000 notices leave", more=more, notices=10_000)
            print(f"   {taken():,} left meanwhile", flush=True)
        self.compare("submissions while 10,000 notices leave : none", busy, calm, 0.8)

    def programs(self) -> None:
        """Programs in a house with very many cases."""
        many = self.house("many", self.many)
        many.visitors()
        with PinnedCity(many.data) as city:
            programs.lists(self, many, city, f", of {self.many:,}")

    SCENARIOS = {
        "group_commit": group_commit, "durability": durability, "tracking": tracking,
        "postgres": postgres, "rules": rules, "notices": notices, "permits": permits.run,
        "reports": reports.run, "listeners": listeners.run, "taking": taking.run,
        "django": against_django.run, "mapview": mapview.run, "desk": desk, "programs": programs,
        "figures": figures.run, "ledger": ledger.run,
    }

    def run(self, only: list[str] | None) -> None:
        for name, scenario in self.SCENARIOS.items():
            if only and name not in only:
                continue
            print(f"== {name}", flush=True)
            before = len(self.lines)
            scenario(self)
            if not self.quick:
                results.write(
                    BENCH / "results.md", name, self.lines[before:],
                    list(self.SCENARIOS))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="small figures, to try the bench itself")
    parser.add_argument(
        "--only", action="append", choices=list(Bench.SCENARIOS))
    parser.add_argument("--program", type=Path, help="measure this one instead of building")
    options = parser.parse_args()
    if (os.cpu_count() or 1) < 2:
        sys.exit("the bench needs two cores: one for the server, one for the generator")
    program = options.program or PROGRAM
    if not options.program:
        subprocess.run(["make", "--no-print-directory", "build"], cwd=ROOT, check=True)
    os.environ["PENDOPO_PROGRAM"] = str(program)
    bench = Bench(options.quick, program.resolve())
    try:
        bench.run(options.only)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    print("\n".join(map(str, bench.lines)))
    return 0 if all(line.reached for line in bench.lines) else 1


if __name__ == "__main__":
    sys.exit(main())

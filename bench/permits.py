"""The register of permits: an archive that comes in, and look-ups when it is very large."""

import subprocess
import time
from pathlib import Path

import desk
import programs
from measure import PinnedCity, pin_postgres

#: What people look for; the rest narrows lists, or goes on in the middle of one.
PLAIN = (
    "number", "number in the API", "beginning of a number", "business", "beginning of a business",
    "place", "business in the API", "place in the API",
)


class Register:
    """A house with nothing but permits."""

    def __init__(self, bench, name: str, database: str | None):
        self.bench = bench
        self.data, self.lists = bench.folder / name, bench.folder / f"{name}-lists"
        self.lists.mkdir(exist_ok=True)
        self.database = ["--database", database] if database else []

    def call(self, *arguments) -> subprocess.CompletedProcess:
        command = [self.bench.program, *arguments, "--data", self.data, *self.database]
        return subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=3_600
        )

    def archive(self, rows: int) -> Path:
        made = self.call("bench", "permits", "--rows", rows, "--wrong", 5, "--out", self.lists)
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        return self.lists / "permits.csv"

    def take(self, file: Path) -> tuple[float, str]:
        """Seconds of an import, with the start of the program; and what it says came of it."""
        began = time.monotonic()
        run = self.call("import", "permits", file)
        seconds = time.monotonic() - began
        # 2: some rows are wrong, which is what they are there for.
        if run.returncode != 2:
            raise RuntimeError(run.stdout + run.stderr)
        told = next(line for line in run.stdout.splitlines() if " rows: " in line)
        print(f"   import: {told} {seconds:.1f} s", flush=True)
        return seconds, told

    def lookups(self) -> dict[str, list[str]]:
        kinds: dict[str, list[str]] = {}
        for line in (self.lists / "lookups.tsv").read_text().splitlines():
            name, path = line.split("\t")
            kinds.setdefault(name, []).append(path)
        return kinds


def measure(bench, name: str, database: str | None) -> None:
    few, many = (10_000, 30_000) if bench.quick else (300_000, 1_060_000)
    where = " (PostgreSQL)" if database else ""
    register = Register(bench, name, database)
    all_rows = register.archive(many)
    first = register.lists / "first.csv"
    with all_rows.open() as source, first.open("w") as target:
        for _ in range(few + 1):
            target.write(source.readline())
    seconds, told = register.take(first)
    shown = f"{few:,} permits, 5 rows in 100 wrong"
    bench.within(f"import of {shown}{where}", seconds, 60, "s")
    seconds, told = register.take(first)
    if " 0 new, 0 changed" not in told:
        raise RuntimeError(f"the second import changed something: {told}")
    bench.within(f"the same file again changes nothing{where}", seconds, 60, "s")
    register.take(all_rows)
    if database:
        # PostgreSQL tidies up after an import by itself, within minutes; here, before the look-ups.
        subprocess.run(["psql", "-X", "-q", database, "-c", "VACUUM ANALYZE"], check=True)
    visitor, paths = desk.Visitor("", ""), bench.folder / "lookups.txt"
    worst = {True: ("", 0.0), False: ("", 0.0)}
    with PinnedCity(register.data, arguments=register.database) as city:
        for what, pages in register.lookups().items():
            print(f"   {what}:", flush=True)
            result = desk.look(city, visitor, pages, max(3, bench.seconds // 3), paths)
            worst[what in PLAIN] = max(
                worst[what in PLAIN], (what, result.p95), key=lambda item: item[1])
        rate = programs.walk(city, "permits", "/api/v1/permits?limit=200", bench.seconds)
        bench.at_least(f"permits listed by programs, of {many:,}{where}", rate, 1_000)
    for is_plain, kind in ((True, "look-up by number, business or place"),
                           (False, "lists by state, kind and kelurahan, also from the middle")):
        what, p95 = worst[is_plain]
        bench.within(
            f"{many:,} rows: {kind}, 16 clients; slowest ({what}), p95{where}", p95, 20)


def run(bench) -> None:
    measure(bench, "permits", None)
    if database := bench.new_database():
        pin_postgres(database)
        measure(bench, "permits-postgres", database)

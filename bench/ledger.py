"""The public ledger and signed letters: what they cost, and how fast they are checked."""

import os
import re
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import desk
from measure import CLIENT_CORE, SERVER_CORE, PinnedCity, pin_postgres, wrk
from same_rows import psql


def figures(bench, *arguments) -> dict[str, float]:
    """What `pendopo bench ledger …` tells, on one core."""
    command = ["taskset", "-c", SERVER_CORE, bench.program, "bench", "ledger", *arguments]
    run = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=3_600)
    if run.returncode:
        raise RuntimeError(run.stdout + run.stderr)
    found = {}
    for line in run.stdout.splitlines():
        name, value = line.split()
        found[name] = float(value)
    print(f"   {' '.join(map(str, arguments[:1]))}: {found}", flush=True)
    return found


def raw_hashes() -> float:
    """SHA-256 of 65 bytes a second on one core, by OpenSSL."""
    told = subprocess.run(
        ["taskset", "-c", CLIENT_CORE, "openssl", "speed", "-mr", "-seconds", "3", "-bytes", "65",
         "-evp", "sha256"],
        capture_output=True, text=True, check=True).stdout
    return float(re.search(r"\+F:\d+:[^:]*:([\d.]+)", told).group(1)) / 65


def audit(bench, data) -> tuple[float, float, int]:
    """Seconds of `pendopo ledger audit`, resident memory at its highest in MB, entries."""
    began = time.monotonic()
    process = subprocess.Popen(
        [str(bench.program), "ledger", "audit", "--data", str(data)], stdout=subprocess.PIPE,
        text=True)
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(told)
    print(f"   {told.strip()}\n   {seconds:.1f} s, {used.ru_maxrss / 1024:.0f} MB", flush=True)
    return seconds, used.ru_maxrss * 1024 / 1e6, int(told.split()[0].replace(",", ""))


def audits(bench) -> None:
    """A ledger of a million entries, and one of a quarter of it: memory must not grow."""
    # A case of the bench's house has nine acts.
    whole = 5_000 if bench.quick else 112_000
    memory = {}
    for share in (4, 1):
        name = f"ledger-{share}"
        house = desk.seed(
            bench.program, bench.folder / name, bench.folder / f"{name}-lists", whole // share)
        grown = figures(bench, "extend", "--data", house.data)
        seconds, memory[share], entries = audit(bench, house.data)
        if share == 1:
            rate = grown["entries"] / grown["seconds"]
            bench.at_least("entries taken into the tree, SQLite and signature included", rate, 0)
            bench.within(
                f"full audit of {entries:,} entries and {whole:,} cases with their tasks",
                seconds, 20, "s")
        shutil.rmtree(house.data)
    bench.limit("memory of that audit (peak)", memory[1], 250)
    bench.at_most(
        "memory of an audit: of all : of a quarter", memory[1], memory[4], 1.25, " MB",
        inverse=False)


def cost(bench) -> None:
    """What submissions would gain without a ledger. The tree can be told to stand still; an entry
    cannot be left out, so its price is measured alone, and taken as often as a submission writes
    one, of the processor's time that a submission takes."""
    shares, rates = [], {"on": [], "off": []}
    for turn in range(1 if bench.quick else 3):
        for tree, runs in rates.items():
            runs.append(bench.submit(f"tree {tree}, {turn + 1}", {"PENDOPO_LEDGER_TREE": tree}))
    on, off = (sorted(rates[tree])[len(rates[tree]) // 2] for tree in ("on", "off"))
    bench.compare("submissions while the tree grows : while it stands still", on, off, 0.9)
    for engine, database in (("SQLite", None), ("PostgreSQL", bench.new_database())):
        if engine == "PostgreSQL":
            if not database:
                continue
            pin_postgres(database)
        name = f"ledger cost, {engine}"
        data, out = bench.fill(name, drafts=bench.drafts, database=database)
        more = ["--database", database] if database else []
        with PinnedCity(data, arguments=more) as city:
            before = entries(data, database)
            taken = wrk(
                "submissions.lua", city.url, clients=128, seconds=bench.seconds * 4,
                drafts=out / "drafts.tsv")
            rate = taken.rate
            each = (entries(data, database) - before) / (taken.requests - taken.failed)
        shutil.rmtree(data)
        empty = bench.new_database() if database else None
        if empty:
            pin_postgres(empty)
        one = figures(
            bench, "entries", "--data", bench.folder / f"{name}-empty",
            *(["--database", empty] if empty else []))
        share = each * one["micros"] / (1_000_000 / rate) * 100
        print(f"   {engine}: {rate:.0f}/s, {each:.2f} entries each, {one['micros']:.0f} µs", flush=True)
        shares.append((engine, share))
    growth = max(0, 1 - on / off) * 100
    for engine, share in shares:
        bench.within(
            f"entries and tree, of what a submission takes on the core, {engine}",
            share + growth, 10, "%")


def entries(data, database) -> int:
    """Rows of the ledger."""
    if database:
        return int(psql(database, "SELECT count(*) FROM ledger")[0][0])
    with closing(sqlite3.connect(data / "pendopo.sqlite", timeout=30)) as opened:
        return opened.execute("SELECT count(*) FROM ledger").fetchone()[0]


def run(bench) -> None:
    tree = figures(bench, "tree")
    raw = max(tree["hashes"], raw_hashes())
    print(f"   SHA-256 of 65 bytes: {raw:,.0f}/s", flush=True)
    bench.compare(
        "leaves into the tree and its tiles : two hashes of 65 bytes, one core",
        tree["leaves"], raw / 2, 0.3)
    letters = figures(bench, "letters")
    bench.within("a letter signed and verified, P-256", letters["median"], 25)
    bench.within("forty letters signed and verified", letters["all"] / 1_000, 1, "s")
    leaves = 200_000 if bench.quick else 10_000_000
    data = bench.folder / "ledger-proofs"
    proofs = figures(bench, "proofs", "--data", data, "--leaves", leaves)
    shutil.rmtree(data)
    bench.within(f"inclusion proof from {leaves:,} leaves, SQLite, p99", proofs["p99"], 1)
    bench.exactly("the same: proofs that read more than 8 tiles", int(proofs["reads"] > 8), 0)
    audits(bench)
    cost(bench)

"""The figures of the leaders in a house with very many cases, on both engines, while acts happen;
and whether they are what a full recount finds."""

import subprocess

import desk
from measure import PinnedCity, pin_postgres

PERIODS = ["", "?masa=tahun"]


def measure(bench, house: desk.Seeded, where: str) -> None:
    visitors = house.visitors()
    mayor, clerk, paths = visitors["mayor"], visitors["clerk"], bench.folder / "figures.txt"
    pages = [mayor.page + period for period in PERIODS]
    with PinnedCity(house.data, arguments=house.database) as city:
        calm = desk.look(city, mayor, pages, bench.seconds, paths)
        bench.within(f"figures of the whole city, 16 clients, p95{where}", calm.p95, 100)
        with desk.Acting(city, clerk, 0.05) as acting:
            busy = desk.look(city, mayor, pages, bench.seconds, paths)
        print(f"   {acting.done} acts meanwhile", flush=True)
        bench.within(f"the same while acts happen, p95{where}", busy.p95, 100)
        if house.database:
            inbox = desk.look(city, visitors["officer"], ["/meja"], bench.seconds, paths)
            bench.within(f"inbox, 300 open tasks in scope, 16 clients, p95{where}", inbox.p95, 30)
    command = [bench.program, "bench", "figures", "--data", house.data, *house.database]
    told = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=True, timeout=3_600
    ).stdout
    print(f"   {told.strip()}", flush=True)
    differ = int(told.split()[0])
    bench.exactly(f"sums that a full recount finds otherwise{where}", differ, 0)


def run(bench) -> None:
    measure(bench, bench.house("many", bench.many), f", {bench.many:,} cases")
    if database := bench.new_database():
        house = bench.house("many-postgres", bench.many, database)
        pin_postgres(database)
        measure(bench, house, f", {bench.many:,} cases (PostgreSQL)")

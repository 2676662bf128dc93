"""Reports of citizens in a house with very many: windows of the map, what lies near a place, and
long lists of Open311, on both engines."""

import json
import random
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass

import desk
from measure import PinnedCity, pin_postgres

#: Degrees that a map of a desktop (1,200 × 800 pixels) is wide and high at zoom 12; half with each zoom.
WIDE, HIGH = 0.412, 0.275
TOPICS = ("jalan", "pju", "sampah", "drainase", "pohon")
#: Rows of a long answer of Open311.
ROWS = 1_000


@dataclass(frozen=True)
class Sender:
    """A citizen who is signed in, and the token of their forms."""

    cookie: str
    token: str


@dataclass(frozen=True)
class Point:
    """Where an open report lies, in micro-degrees."""

    latitude: int
    longitude: int
    topic: str
    number: str
    region: str

    @property
    def typed(self) -> str:
        return f"{self.latitude / 1e6:.6f}, {self.longitude / 1e6:.6f}"


class House:
    """A house filled by `pendopo bench reports`."""

    def __init__(self, bench, name: str, reports: int, opened: int, database: str | None = None):
        self.bench, self.reports, self.opened = bench, reports, opened
        self.data, self.lists = bench.folder / name, bench.folder / f"{name}-lists"
        self.lists.mkdir(exist_ok=True)
        self.database = ["--database", database] if database else []
        self.seconds = self._fill(64)

    def _fill(self, senders: int) -> float:
        for name in ("points.tsv", "senders.tsv"):
            (self.lists / name).unlink(missing_ok=True)
        began = time.monotonic()
        command = [self.bench.program, "bench", "reports", "--data", self.data, "--out", self.lists]
        command += ["--reports", self.reports, "--open", self.opened, "--senders", senders]
        subprocess.run([str(part) for part in [*command, *self.database]], check=True)
        return time.monotonic() - began

    def points(self) -> list[Point]:
        lines = (self.lists / "points.tsv").read_text().splitlines()
        rows = [line.split("\t") for line in lines]
        return [Point(int(lat), int(lon), *more) for lat, lon, *more in rows]

    def senders(self, count: int = 0) -> list[Sender]:
        """Those of the last filling, or so many new ones."""
        if count:
            self._fill(count)
        lines = (self.lists / "senders.tsv").read_text().splitlines()
        return [Sender(*line.split("\t")) for line in lines]

    def city(self, environment=None, arguments=()) -> PinnedCity:
        return PinnedCity(self.data, environment, [*self.database, *arguments])


def form(sender: Sender, point: Point, photo: bytes | None = None, key: str | None = None):
    """A report as the page sends it: the body and its headers."""
    mark = "bench" + uuid.uuid4().hex
    texts = {
        "_tanda": sender.token, "aksi": "lanjut", "tampil": "foto,uraian,kategori,tempat",
        "f.uraian": "Lubang besar di lajur kiri, tergenang kalau hujan.",
        "f.kategori": point.topic, "f.tempat.tempat": "depan pasar",
        "f.tempat.kelurahan": point.region,
        "f.tempat.koordinat": point.typed,
    }
    if key:
        texts["kunci"] = key
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in texts.items()
    ]
    if photo:
        parts += [
            f'--{mark}\r\nContent-Disposition: form-data; name="f.foto"; filename="foto.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n".encode(), photo, b"\r\n",
        ]
    body = b"".join(parts) + f"--{mark}--\r\n".encode()
    return body, {
        "Cookie": sender.cookie, "Content-Type": f"multipart/form-data; boundary={mark}",
        "Content-Length": str(len(body)),
    }


def windows(points: list[Point]) -> dict[str, list[str]]:
    """Windows of the map by what narrows them: every zoom, somewhere in the city."""
    chance = random.Random(20261126)
    kinds: dict[str, list[str]] = {}
    for n in range(400):
        point, zoom = chance.choice(points), 11 + n % 8
        half = 2 ** (12 - zoom) / 2
        north, east = point.latitude / 1e6, point.longitude / 1e6
        sides = (north - HIGH * half, east - WIDE * half, north + HIGH * half, east + WIDE * half)
        query = {"kotak": ",".join(f"{side:.5f}" for side in sides), "zoom": zoom}
        more = {
            "all": {}, "a state": {"keadaan": "menunggu"}, "a topic": {"kategori": point.topic},
            "a kecamatan": {"wilayah": f"32.71.0{1 + n % 6}"},
            "topic and state": {"kategori": point.topic, "keadaan": "selesai"},
            "topic and kecamatan": {"kategori": point.topic, "wilayah": f"32.71.0{1 + n % 6}"},
        }
        for kind, narrowed in more.items():
            address = "/laporan/titik?" + urllib.parse.urlencode(query | narrowed)
            kinds.setdefault(kind, []).append(address)
    return kinds


def show_windows(bench, house: House, city: PinnedCity, where: str) -> None:
    visitor, paths = desk.Visitor("", ""), bench.folder / "windows.txt"
    seconds = max(3, bench.seconds // 2)
    kinds = windows(house.points())
    largest = max(len(read(city.url + page)) for page in kinds["all"][:200])
    for clients in (16, 4):
        worst = ("", 0.0)
        for kind, pages in kinds.items():
            print(f"   map, {kind}, {clients} clients:", flush=True)
            result = desk.look(city, visitor, pages, seconds, paths, clients=clients)
            worst = max(worst, (kind, result.p95), key=lambda item: item[1])
            if kind == "all":
                bench.within(
                    f"reports in a map window{where}, {clients} clients, p95", result.p95, 20)
        bench.within(f"the same, narrowed; slowest ({worst[0]}), p95{where}", worst[1], 20)
    bench.within(f"the same, largest answer of 200{where}", largest / 1000, 40, "kB")


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def show_near(bench, house: House, city: PinnedCity, where: str) -> None:
    """The page before sending, which shows what lies near: one report of each citizen."""
    points = house.points()
    results = []
    for place, sender in enumerate(house.senders(4)):
        body, headers = form(sender, points[place * 17])
        request = urllib.request.Request(city.url + "/lapor", body, headers)
        opener = urllib.request.build_opener(desk.NoRedirect)
        try:
            opener.open(request, timeout=30)
            raise RuntimeError("the report is not complete")
        except urllib.error.HTTPError as answer:
            if answer.code != 303 or not answer.headers["Location"].endswith("/periksa"):
                raise
        page = urllib.request.Request(city.url + "/lapor/periksa", None, {"Cookie": sender.cookie})
        with urllib.request.urlopen(page, timeout=30) as answer:
            shown = answer.read().decode()
        if 'id="dekat"' not in shown:
            raise RuntimeError("nothing lies near an open report")
        visitor = desk.Visitor(sender.cookie, "")
        results.append(
            desk.look(
                city, visitor, ["/lapor/periksa"], max(3, bench.seconds // 4),
                bench.folder / "near.txt", clients=4))
    worst = max(result.p95 for result in results)
    bench.within(f"duplicates near a point, whole page, 4 clients, p95{where}", worst, 10)


def first_byte(city: PinnedCity, path: str) -> float:
    """Milliseconds until the first byte of the body, with nothing else to do."""
    address = urllib.parse.urlsplit(city.url)
    with socket.create_connection((address.hostname, address.port)) as line:
        began = time.perf_counter()
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head or head.endswith(b"\r\n\r\n"):
            head += line.recv(4096)
        spent = (time.perf_counter() - began) * 1000
        while line.recv(1 << 20):
            pass
    return spent


def show_open311(bench, house: House, city: PinnedCity, where: str) -> None:
    base = f"/open311/v2/requests.json?page_size={ROWS}"
    pages = [base, *(f"{base}&page={n}" for n in (2, 7))]
    pages += [f"{base}&service_code={topic}&status=closed" for topic in TOPICS]
    for page in pages:
        found = len(json.loads(read(city.url + page)))
        if found != ROWS and house.reports >= 1_000_000:
            raise RuntimeError(f"{page}: {found} rows")
    plain = desk.look(
        city, desk.Visitor("", ""), pages[:1], bench.seconds, bench.folder / "open311.txt",
        clients=2)
    bench.at_least(f"Open311 requests.json, {ROWS:,} in the answer{where}", plain.rate * ROWS, 20_000,
                   " rows/s")
    mixed = desk.look(
        city, desk.Visitor("", ""), pages, bench.seconds, bench.folder / "open311.txt", clients=2)
    bench.at_least(
        f"the same, further pages and topics too{where}", mixed.rate * ROWS, 20_000, " rows/s")
    times = [first_byte(city, pages[n % len(pages)]) for n in range(100)]
    bench.within(f"the same, first byte, p95{where}", statistics.quantiles(times, n=20)[18], 20)


def measure(bench, house: House, where: str) -> None:
    shown = f", {house.reports:,} reports{where}"
    with house.city() as city:
        show_open311(bench, house, city, shown)
        show_windows(bench, house, city, shown)
        show_near(bench, house, city, shown)


def run(bench) -> None:
    many, opened = (50_000, 5_000) if bench.quick else (1_000_000, 50_000)
    house = House(bench, "reports", many, opened)
    bench.within(f"filling a house with {many:,} reports", house.seconds / 60, 15, "min")
    measure(bench, house, "")
    if database := bench.new_database():
        house = House(bench, "reports-postgres", many, opened, database)
        # PostgreSQL tidies up after so much by itself, within minutes; here, before the look-ups.
        subprocess.run(["psql", "-X", "-q", database, "-c", "VACUUM ANALYZE"], check=True)
        pin_postgres(database)
        measure(bench, house, " (PostgreSQL)")

"""The officer's desk: houses with very many cases, and who looks at them."""

import re
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from measure import Measured, PinnedCity, wrk

CLIENTS = 16
#: What a head of a unit looks for; the first is one in forty of all names.
SEARCHES = [
    f"/meja?q={text}" for text in ("Ayu", "Ayu+Lestari", "3271010101600001", "warga.77@contoh.example")
]
TOKEN = re.compile(r'name="_tanda" value="([^"]+)"')


@dataclass(frozen=True)
class Visitor:
    """A signed-in officer and the page that is measured."""

    cookie: str
    page: str


@dataclass(frozen=True)
class Seeded:
    """A house filled by `pendopo bench seed`."""

    data: Path
    lists: Path
    #: How long filling took.
    seconds: float
    program: Path
    #: Arguments that name the database, if it is not a file of the house.
    database: tuple[str, ...] = ()

    def visitors(self) -> dict[str, Visitor]:
        """New sessions and tokens: those of an officer end after an hour."""
        seed(self.program, self.data, self.lists, 0, self.database)
        lines = (self.lists / "desk.tsv").read_text().splitlines()
        return {who: Visitor(cookie, page) for who, cookie, page in (l.split("\t") for l in lines)}


def seed(program: Path, data: Path, lists: Path, cases: int, database=()) -> Seeded:
    lists.mkdir(exist_ok=True)
    for name in ("desk.tsv", "programs.tsv"):
        (lists / name).unlink(missing_ok=True)
    began = time.monotonic()
    command = [program, "bench", "seed", "--data", data, "--out", lists, "--cases", str(cases)]
    subprocess.run(command + list(database), check=True)
    return Seeded(data, lists, time.monotonic() - began, program, tuple(database))


def look(
    city: PinnedCity, visitor: Visitor, pages: list[str], seconds: int, place: Path, clients=CLIENTS
) -> Measured:
    """What 16 clients wait for the pages, after a moment in which caches warm up."""
    place.write_text("".join(f"{page}\n" for page in pages))
    for warm in (2, seconds):
        before = city.cpu()
        result = wrk(
            "desk.lua", city.url, clients=clients, seconds=warm, paths=place, cookie=visitor.cookie
        )
    if result.failed:
        raise RuntimeError(f"{pages[0]}: {result.failed} of {result.requests} not shown")
    work = (city.cpu() - before) / result.requests * 1000
    print(
        f"   {pages[0]}: {result.rate:.0f}/s, p50 {result.p50:.1f}, p95 {result.p95:.1f} ms,"
        f" {work:.2f} ms of processor time each",
        flush=True,
    )
    return result


class Acting:
    """Somebody who writes notes meanwhile, so that nothing that was counted stays true for long."""

    def __init__(self, city: PinnedCity, visitor: Visitor, pause: float):
        self.city, self.visitor, self.pause = city, visitor, pause
        self.done = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Acting":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        act = noting(self.city, self.visitor)
        while not self._end.wait(self.pause):
            self.done += act()


def noting(city: PinnedCity, visitor: Visitor):
    """What writes a note on the visitor's page, and says whether it was taken."""
    cookie = {"Cookie": visitor.cookie}
    page = urllib.request.Request(city.url + visitor.page, None, cookie)
    with urllib.request.urlopen(page, timeout=30) as answer:
        token = TOKEN.search(answer.read().decode()).group(1)
    # The answer of the act leads to the case page; that is not asked for.
    opener = urllib.request.build_opener(NoRedirect)
    form = {"_tanda": token, "revisi": "1", "catatan": "Catatan contoh."}
    request = urllib.request.Request(
        f"{city.url}{visitor.page}/catatan", urllib.parse.urlencode(form).encode(), cookie)

    def act() -> bool:
        try:
            opener.open(request, timeout=30)
            return False
        except urllib.error.HTTPError as answer:
            if answer.code != 303:
                raise
            return True

    return act


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def first_answer(data: Path) -> float:
    """Seconds from the start of the program to the first page."""
    city = PinnedCity(data)
    began = time.monotonic()
    with city:
        urllib.request.urlopen(city.url + "/", timeout=30).read()
        return time.monotonic() - began

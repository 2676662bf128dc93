"""One browser for all, a demo city for each file, a fresh person for each test."""

import os

import pytest
from city import City, engines
from playwright.sync_api import sync_playwright
from visitor import Visitor

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
#: The last rule keeps the browser from asking anybody outside for anything.
FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--disable-background-networking",
    # A camera that shows a test picture; a page still has to be allowed to use it.
    "--use-fake-device-for-media-stream",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser():
    flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield running
        running.close()


class RunningElsewhere:
    """A city that somebody else started: PENDOPO_URL=http://127.0.0.1:8080."""

    engine = "elsewhere"

    def __init__(self, url):
        self.url = url.rstrip("/")


@pytest.fixture(scope="module")
def city():
    """The demo city that a file's tests look at and act in; the next file finds a new one."""
    if url := os.environ.get("PENDOPO_URL"):
        yield RunningElsewhere(url)
        return
    running = City()
    try:
        yield running.start()
    finally:
        running.close()


@pytest.fixture(scope="module", params=engines())
def each_city(request, city):
    """The demo city on each database, for the journeys that must hold on both."""
    if request.param == "sqlite" or city.engine == "elsewhere":
        yield city
        return
    running = City(engine=request.param)
    try:
        yield running.start()
    finally:
        running.close()


@pytest.fixture
def person(browser, city):
    """Makes people: `person(phone=True, javascript=False, dark=True, network="2g", at=city)`.

    At the end no script error, no foreign request and no 5xx may have happened to any of them.
    """
    people = []

    def make(at=None, **habits):
        people.append(Visitor(browser, (at or city).url, **habits))
        return people[-1]

    yield make
    problems = [problem for visitor in people for problem in visitor.problems]
    for visitor in people:
        visitor.close()
    assert not problems, "\n".join(problems)

"""What holds for every page: accessible, valid, narrow and wide, dark, by keyboard, scripts off.

A page is opened once for each way to look at it; its checks share that and report by their own names.
"""

import judges
import pytest
from looks import SCREEN, Crew, Looks
from pages import COMPONENTS, FIRST_PAGE, PAGES

KIB = 1024


@pytest.fixture(scope="module")
def crew(browser, city):
    crew = Crew(browser, city.url)
    yield crew
    crew.close()


@pytest.fixture(scope="module", params=PAGES, ids=str)
def looks(request, crew):
    return Looks(crew, request.param)


@pytest.fixture(autouse=True)
def nothing_went_wrong(crew):
    """No script error, no foreign request and no 5xx, whatever is looked at."""
    yield
    problems = crew.problems()
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="session")
def checker():
    checker = judges.HtmlChecker()
    yield checker
    checker.close()


def report(looks, lines) -> None:
    assert not lines, f"{looks}:\n" + "\n".join(lines)


def test_html_is_valid(looks, checker):
    visitor = looks.plain
    answer = visitor.context.request.get(visitor.page.url)
    report(looks, checker.errors(answer.body()))


def test_says_the_same_without_javascript(looks):
    scripted, plain = looks.desktop.text.split(), looks.plain.text.split()
    assert len(plain) >= 0.9 * len(scripted), f"{len(plain)} words without, {len(scripted)} with"


def test_structure(looks):
    report(looks, judges.structure(looks.desktop.page))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_axe_finds_nothing(looks, phone, dark):
    visitor = looks.phone if phone else looks.desktop
    scheme = "dark" if dark else "light"
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    report(looks, judges.axe(visitor.page))
    size = "360" if phone else "1280"
    visitor.screenshot(f"{looks}-{size}{'-dark' if dark else ''}")


def test_nothing_scrolls_sideways(looks):
    page = looks.desktop.page
    try:
        page.set_viewport_size({"width": 320, "height": 800})
        report(looks, judges.overflow(page))
        page.set_viewport_size(SCREEN)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        report(looks, judges.overflow(page))
    finally:
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(SCREEN)


# The last of a page: what has the focus may look different.
def test_keyboard_reaches_everything_and_focus_shows(looks):
    limit = 40 if looks.listed.path == COMPONENTS else 60
    report(looks, judges.keyboard_stops(looks.desktop.page, limit))


def test_first_page_keeps_its_budget(person):
    visitor = person(phone=True, network="slow3g")
    visitor.visit(FIRST_PAGE)
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.bytes <= 60 * KIB, f"{visitor.bytes} bytes on the wire"
    assert visitor.requests <= 8, f"{visitor.requests} requests"

"""What holds for every page: accessible, valid, narrow and wide, dark, by keyboard, scripts off."""

import judges
import pytest
from pages import COMPONENTS, FIRST_PAGE, PAGES, Listed, go

every_page = pytest.mark.parametrize("listed", PAGES, ids=str)
KIB = 1024


def open_page(person, listed: Listed, **habits):
    visitor = person(**habits)
    answer = go(visitor, listed)
    expected = 404 if listed.name == "404" else 200
    assert answer.status == expected, f"{listed}: HTTP {answer.status}"
    return visitor


def report(listed, lines) -> None:
    assert not lines, f"{listed}:\n" + "\n".join(lines)


@every_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_axe_finds_nothing(person, listed, phone, dark):
    visitor = open_page(person, listed, phone=phone, dark=dark, reduced_motion=True)
    report(listed, judges.axe(visitor.page))
    size = "360" if phone else "1280"
    visitor.screenshot(f"{listed}-{size}{'-dark' if dark else ''}")


@every_page
def test_structure(person, listed):
    report(listed, judges.structure(open_page(person, listed).page))


@every_page
def test_nothing_scrolls_sideways(person, listed):
    visitor = open_page(person, listed, width=320)
    report(listed, judges.overflow(visitor.page))
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    report(listed, judges.overflow(visitor.page))


@every_page
def test_keyboard_reaches_everything_and_focus_shows(person, listed):
    visitor = open_page(person, listed)
    limit = 40 if listed.path == COMPONENTS else 60
    report(listed, judges.keyboard_stops(visitor.page, limit))


@every_page
def test_says_the_same_without_javascript(person, listed):
    scripted = open_page(person, listed).text.split()
    plain = open_page(person, listed, javascript=False).text.split()
    assert len(plain) >= 0.9 * len(scripted), f"{len(plain)} words without, {len(scripted)} with"


def test_html_is_valid(person):
    documents = {}
    for listed in PAGES:
        visitor = open_page(person, listed, javascript=False)
        answer = visitor.context.request.get(visitor.page.url)
        documents[str(listed)] = answer.body()
    report("HTML", judges.html_errors(documents))


def test_first_page_keeps_its_budget(person):
    visitor = person(phone=True, network="slow3g")
    visitor.visit(FIRST_PAGE)
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.bytes <= 60 * KIB, f"{visitor.bytes} bytes on the wire"
    assert visitor.requests <= 8, f"{visitor.requests} requests"

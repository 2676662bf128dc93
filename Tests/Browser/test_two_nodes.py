"""Two servers on one PostgreSQL: the errand walks from one to the other and nobody notices."""

import pytest
from city import engines, twins
from pages import sign_in
from test_journey import act, apply_for_letter, dates, decide_letter, open_case

pytestmark = pytest.mark.skipif("postgres" not in engines(), reason="run under scripts/with-postgres")


@pytest.fixture(scope="module")
def pair():
    with twins() as servers:
        yield servers


def test_an_act_on_one_server_shows_live_on_the_other(person, pair):
    here, there = pair
    citizen = person(at=here, phone=True)
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    stranger = person(at=there, phone=True)
    stranger.visit(f"/lacak/{number}")
    before = stranger.page.locator("[data-live-part]").first.inner_text()
    stranger.page.evaluate("window.notLoadedAgain = true")
    act(open_case(person, "loket", number, at=here), "lengkap")
    stranger.page.wait_for_function(
        "before => document.querySelector('[data-live-part]').innerText !== before", arg=before
    )
    assert stranger.page.evaluate("window.notLoadedAgain")


def test_the_errand_begun_on_one_server_ends_on_the_other(person, pair):
    here, there = pair
    citizen = person(at=here, javascript=False)
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    decide_letter(person, number, at=there)
    citizen.visit(f"/berkas/{number}")
    link = citizen.page.locator("a[href$='/surat.pdf']").first.get_attribute("href")
    letter = citizen.context.request.get(here.url + link)
    assert letter.status == 200
    assert letter.body().startswith(b"%PDF-")

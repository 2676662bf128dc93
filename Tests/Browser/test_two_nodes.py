"""Two servers on one PostgreSQL: the errand walks from one to the other and nobody notices."""

import pytest
from city import engines, twins
from pages import sign_in
from pictures import document
from test_journey import act, apply_for_letter, dates, decide_letter, open_case
from test_uploads import arrived, at_files

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


def test_a_file_comes_in_pieces_to_both_servers(person, pair):
    """Every other piece goes to the other server; the whole is the file that was sent."""
    here, there = pair
    content = document(700_000, seed=21)
    citizen = at_files(person, at=here)
    token = citizen.page.locator("input[name=_tanda]").last.get_attribute("value")
    box = citizen.page.locator("[data-field=proposal]")
    wire = citizen.context.request
    begun = wire.post(here.url + box.get_attribute("data-upload"), form={
        "_tanda": token, "isian": "proposal", "nama": "proposal.pdf", "besar": str(len(content))})
    assert begun.status == 201, begun.text()
    address = begun.headers["location"]
    offset = 0
    for turn in range(100):
        if offset == len(content):
            break
        server = (here, there)[turn % 2]
        answer = wire.patch(
            server.url + address, data=content[offset:offset + 100_000],
            headers={"Content-Type": "application/offset+octet-stream", "X-Tanda": token,
                     "Upload-Offset": str(offset)})
        assert answer.ok, answer.text()
        offset = int(answer.headers["upload-offset"])
        asked = wire.head((there, here)[turn % 2].url + address)
        assert int(asked.headers["upload-offset"]) == offset
    citizen.page.reload()
    arrived(citizen, there, content)

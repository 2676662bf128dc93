"""Files over a bad line: cut, slow, reloaded, with the server killed; and what is shown of them."""

import hashlib
import io

import pytest
from city import City
from pages import sign_in
from PIL import Image
from pictures import document, photograph
from playwright.sync_api import expect
from test_journey import PDF, answer, apply_for_letter, dates, open_case, submit

FIELD = ".upload:has(input[name='f.proposal'])"
BOX = "[id='unggah-f-f-proposal']"
STATUS = f"{BOX} + .upload-status"
DONE = f"{BOX} .upload-list a"
MINUTE = 60_000


@pytest.fixture
def file(tmp_path):
    """A file on the disk of the visitor; the browser knows it again by its date."""

    def make(content: bytes, name="proposal.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


def at_files(person, **habits):
    """A citizen who stands before the file questions."""
    citizen = person(**habits)
    citizen.page.on("dialog", lambda dialog: dialog.accept())
    sign_in(citizen, "warga")
    citizen.visit("/layanan/penelitian")
    submit(citizen)
    begin, end = dates()
    for group, more in [("pemohon", {}), ("lembaga", {}),
                        ("kegiatan", {"tanggal_mulai": begin, "tanggal_selesai": end})]:
        answer(citizen, group, more)
    assert citizen.path.endswith("/berkas"), citizen.path
    return citizen


def send(citizen, path):
    citizen.page.locator("input[name='f.proposal']").set_input_files(path)
    citizen.page.locator(f"{FIELD} button[value=unggah]").click()


def reaches(citizen, percent):
    """Waits until so much has arrived."""
    citizen.page.wait_for_function(
        "([place, percent]) => document.querySelector(place)?.value >= percent",
        arg=[f"{STATUS} progress", percent], timeout=2 * MINUTE)


def arrived(citizen, city, content):
    """The one file that is there has the bytes that were sent."""
    expect(citizen.page.locator(DONE)).to_have_count(1, timeout=3 * MINUTE)
    link = citizen.page.locator(DONE).get_attribute("href")
    answer = citizen.context.request.get(city.url + link)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert hashlib.sha256(answer.body()).digest() == hashlib.sha256(content).digest()


def pieces(citizen):
    """The offsets of pieces that are sent from now on."""
    offsets = []
    citizen.page.on("request", lambda request: request.method == "PATCH"
                    and offsets.append(int(request.headers["upload-offset"])))
    return offsets


def test_a_line_that_is_cut_goes_on_by_itself(person, each_city, file):
    content = document(1_500_000)
    citizen = at_files(person, at=each_city, phone=True)
    citizen.page.locator("[name='f.pernyataan_taat'][value='ya']").check()
    citizen.line("upload")
    send(citizen, file(content))
    reaches(citizen, 15)
    citizen.line("off")
    expect(citizen.page.locator(STATUS)).to_contain_text("Tidak ada sambungan internet")
    citizen.screenshot("unggahan-terputus")
    citizen.line("upload")
    reaches(citizen, 50)
    citizen.screenshot("unggahan-berjalan")
    arrived(citizen, each_city, content)
    expect(citizen.page.locator(STATUS)).to_contain_text("proposal.pdf sudah diterima")
    # What was answered meanwhile is still there.
    assert citizen.page.locator("[name='f.pernyataan_taat'][value='ya']").is_checked()
    citizen.screenshot("unggahan-selesai")


def test_a_page_that_was_loaded_again_goes_on(person, city, file):
    content = document(1_500_000, seed=2)
    path = file(content)
    citizen = at_files(person)
    citizen.line("upload")
    send(citizen, path)
    reaches(citizen, 30)
    citizen.page.reload()
    expect(citizen.page.locator(STATUS)).to_contain_text("Pilih berkas yang sama")
    citizen.screenshot("unggahan-dilanjutkan")
    offsets = pieces(citizen)
    citizen.line(None)
    send(citizen, path)
    arrived(citizen, city, content)
    assert offsets[0] > 300_000, offsets


def test_a_slow_line_takes_small_pieces(person, city, file):
    content = document(150_000, seed=3)
    citizen = at_files(person, phone=True)
    citizen.line("2g")
    offsets = pieces(citizen)
    send(citizen, file(content))
    expect(citizen.page.locator(DONE)).to_have_count(1, timeout=2 * MINUTE)
    citizen.line(None)
    arrived(citizen, city, content)
    assert len(offsets) >= 3, offsets


def test_a_server_that_was_killed_is_found_again(person, file):
    content = document(1_500_000, seed=4)
    city = City()
    try:
        citizen = at_files(person, at=city.start())
        citizen.line("upload")
        send(citizen, file(content))
        reaches(citizen, 30)
        port = city.port
        city.kill()
        expect(citizen.page.locator(STATUS)).to_contain_text("Sambungan terputus")
        city.start(port=port)
        arrived(citizen, city, content)
    finally:
        city.close()


def test_the_button_that_goes_on_sends_a_chosen_file_first(person, city, file):
    content = document(200_000, seed=5)
    citizen = at_files(person)
    for field in ["surat_pengantar", "kartu_identitas"]:
        citizen.page.locator(f"input[name='f.{field}']").set_input_files(
            {"name": f"{field}.pdf", "mimeType": "application/pdf", "buffer": PDF})
        citizen.page.locator(f".upload:has(input[name='f.{field}']) button[value=unggah]").click()
        citizen.page.wait_for_load_state()
    citizen.page.locator("input[name='f.proposal']").set_input_files(file(content))
    citizen.page.locator("[name='f.pernyataan_taat'][value='ya']").check()
    citizen.page.locator("button[name=aksi][value=lanjut]").click()
    citizen.page.wait_for_url("**/periksa")
    citizen.sees("proposal.pdf")


def test_an_upload_can_be_cancelled(person, city, file):
    citizen = at_files(person)
    citizen.line("upload")
    send(citizen, file(document(1_500_000, seed=6)))
    reaches(citizen, 10)
    citizen.page.locator(f"{STATUS} button").click()
    expect(citizen.page.locator(STATUS)).to_contain_text("dibatalkan")
    assert citizen.page.evaluate("localStorage.length") == 0
    citizen.line(None)
    content = document(100_000, seed=7)
    send(citizen, file(content, "lain.pdf"))
    arrived(citizen, city, content)


def test_a_file_of_another_kind_is_refused_at_once(person, city, file):
    citizen = at_files(person)
    offsets = pieces(citizen)
    send(citizen, file(b"MZ" + bytes(2_000_000), "proposal.pdf"))
    expect(citizen.page.locator(STATUS)).to_contain_text("Jenis berkas tidak diterima")
    assert offsets == [0]
    citizen.screenshot("unggahan-ditolak")


def test_without_javascript_the_form_sends_the_file(person, city, file):
    content = document(400_000, seed=8)
    citizen = at_files(person, javascript=False)
    send(citizen, file(content))
    citizen.page.wait_for_load_state()
    arrived(citizen, city, content)


def test_a_house_that_takes_no_pieces_gets_the_file_whole(person, city, file):
    content = document(400_000, seed=9)
    citizen = at_files(person)
    citizen.page.route("**/unggahan", lambda route: route.fulfill(status=404, body="{}"))
    send(citizen, file(content))
    expect(citizen.page.locator(STATUS)).to_contain_text("Unggahan bertahap tidak dapat dipakai")
    citizen.page.locator(f"{FIELD} button[value=unggah]").click()
    citizen.page.wait_for_load_state()
    arrived(citizen, city, content)


# What is shown of a file.


def shown(page, place, tries=30):
    """Loads the page again until a picture stands there."""
    for _ in range(tries):
        if page.locator(place).count():
            return page.locator(place).first
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("nothing is shown:\n" + page.locator("main").inner_text())


def picture_of(visitor, base, place):
    """The picture itself, with its headers checked."""
    answer = visitor.context.request.get(base + place.get_attribute("src"))
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "no-store" in answer.headers["cache-control"]
    return Image.open(io.BytesIO(answer.body()))


def is_upright(picture):
    """A telephone held upright: red above, blue below."""
    red, _, blue = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 4))
    assert red > 150 and blue < 90, (red, blue)
    red, _, blue = picture.convert("RGB").getpixel((picture.width // 2, picture.height * 3 // 4))
    assert blue > 150 and red < 90, (red, blue)
    assert not picture.getexif() and "exif" not in picture.info


def test_a_photograph_is_shown_upright_and_without_its_place(person, city, file):
    citizen = at_files(person, phone=True)
    card = ".upload:has(input[name='f.kartu_identitas'])"
    original = photograph()
    citizen.page.locator("input[name='f.kartu_identitas']").set_input_files(
        file(original, "ktp.jpg"))
    citizen.page.locator(f"{card} button[value=unggah]").click()
    # The question shows it by itself, by and by.
    thumb = citizen.page.locator(f"{card} img.upload-thumb")
    expect(thumb).to_be_visible(timeout=30_000)
    citizen.screenshot("berkas-gambar-kecil")
    small = picture_of(citizen, city.url, thumb)
    assert max(small.size) <= 320
    is_upright(small)
    stranger = person()
    answer = stranger.context.request.get(
        city.url + thumb.get_attribute("src"), max_redirects=0)
    assert answer.status in (303, 404)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_officer_reads_pages_on_the_page_of_the_case(person, city, javascript):
    citizen = person()
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    clerk = open_case(person, "loket", number, javascript=javascript)
    page = shown(clerk.page, ".previews img")
    assert page.get_attribute("alt")
    assert page.get_attribute("loading") == "lazy"
    picture = picture_of(clerk, city.url, page)
    assert picture.size == (1131, 1600)
    page.scroll_into_view_if_needed()
    expect(page).to_have_js_property("naturalWidth", 1131)
    clerk.screenshot(f"berkas-pratinjau-{javascript}")
    original = clerk.page.locator(".previews a[href*='/lampiran/']:not(.preview)").first
    answer = clerk.context.request.get(city.url + original.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    clerk.page.locator(".previews a.preview").first.click()
    clerk.page.wait_for_load_state()
    assert "/gambar/1" in clerk.path


def test_a_file_that_an_officer_asked_for_again_comes_in_pieces_too(person, city, file):
    content = document(200_000, seed=10)
    citizen = person()
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    clerk = open_case(person, "loket", number)
    clerk.page.locator("details:has(form[action$='/perbaikan']) > summary").first.click()
    clerk.page.locator("[name=isian][value=proposal]").check()
    clerk.page.locator("[name='n.proposal']").fill("Halaman tanda tangan belum ada.")
    clerk.page.locator("form[action$='/perbaikan'] button.button[type=submit]:not([name=aksi])").click()
    clerk.page.wait_for_load_state()
    citizen.visit(f"/berkas/{number}/perbaikan")
    offsets = pieces(citizen)
    send(citizen, file(content, "baru.pdf"))
    arrived(citizen, city, content)
    assert offsets[0] == 0
    # What was not sent yet is not the officer's to see.
    new = citizen.page.locator(DONE).get_attribute("href").rsplit("/", 1)[1]
    early = clerk.context.request.get(f"{city.url}/meja/berkas/{number}/lampiran/{new}/gambar/1")
    assert early.status == 404
    submit(citizen, "aksi", "lanjut")
    clerk.visit(f"/meja/berkas/{number}")
    clerk.sees("baru.pdf")

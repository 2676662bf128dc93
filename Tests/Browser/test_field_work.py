"""What an inspector enters on a bad line is not lost: files go up before the act, text is saved for now."""

import io
import random

import pytest
from city import City, engines
from pages import sign_in
from PIL import Image
from playwright.sync_api import expect

MINUTE = 60_000
TASK = "main tr a[href^='/meja/berkas/'], main li a[href^='/meja/berkas/']"
FIELD = ".upload:has(input[name='f.foto_lahan'])"
STATUS = f"{FIELD} + .upload-status"
DONE = f"{FIELD} .upload-list a"
NOTE = "Lahan kosong, patok di sisi timur hilang."


@pytest.fixture(scope="module", params=engines())
def site(request):
    """A demo city of its own: its inspector's tasks are nobody else's."""
    running = City(engine=request.param)
    try:
        yield running.start()
    finally:
        running.close()


def photo(seed=1, edge=900) -> bytes:
    """A picture that does not pack well, as photographs do."""
    noise = Image.frombytes("RGB", (edge, edge), random.Random(seed).randbytes(edge * edge * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=90)
    return out.getvalue()


def as_file(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def at_visit(person, site, number=None, **habits):
    """An inspector with a phone before a visit that waits."""
    inspector = person(at=site, phone=True, **habits)
    inspector.page.on("dialog", lambda dialog: dialog.accept())
    sign_in(inspector, "lapangan")
    if number is None:
        inspector.page.locator(TASK).first.click()
        inspector.page.wait_for_load_state()
        number = inspector.path.rsplit("/", 1)[1]
    else:
        inspector.visit(f"/meja/berkas/{number}")
    return inspector, number


def test_a_cut_line_loses_neither_text_nor_photos(person, site):
    inspector, number = at_visit(person, site)
    page = inspector.page
    before = page.locator(DONE).count()
    inspector.screenshot("lapangan-kosong")
    page.locator("[name=pendapat]").fill(NOTE)
    page.locator("[name='f.garis_sempadan_cm']").fill("450")
    inspector.line("upload")
    page.locator("input[name='f.foto_lahan']").set_input_files(
        [as_file("lahan-1.jpg", photo(1)), as_file("lahan-2.jpg", photo(2))])
    page.locator(f"{FIELD} button[value=unggah]").click()
    page.wait_for_function(
        "place => document.querySelector(place)?.value >= 10", arg=f"{STATUS} progress",
        timeout=2 * MINUTE)
    inspector.line("off")
    expect(page.locator(STATUS)).to_contain_text("Tidak ada sambungan internet")
    inspector.screenshot("lapangan-terputus")
    inspector.line("upload")
    expect(page.locator(DONE)).to_have_count(before + 2, timeout=3 * MINUTE)
    inspector.screenshot("lapangan-foto-naik")
    # What was typed meanwhile stands, and is saved by a press that came through.
    assert page.locator("[name=pendapat]").input_value() == NOTE
    inspector.line(None)
    inspector.press("Simpan dulu")
    inspector.sees("Tersimpan bersama tugas ini")
    inspector.screenshot("lapangan-tersimpan")

    # The telephone is lost; the same officer goes on elsewhere.
    other, _ = at_visit(person, site, number)
    assert other.page.locator("[name=pendapat]").input_value() == NOTE
    assert other.page.locator("[name='f.garis_sempadan_cm']").input_value() == "450"
    expect(other.page.locator(DONE)).to_have_count(before + 2)
    other.sees("Disimpan oleh Anda")

    # An act that is refused keeps all of it, with the verdict.
    other.page.locator("[name=hasil][value=mendukung]").check()
    other.press("Kirim hasil peninjauan")
    other.sees("Belum dikirim")
    assert other.page.locator("[name=hasil][value=mendukung]").is_checked()
    expect(other.page.locator(DONE)).to_have_count(before + 2)
    other.screenshot("lapangan-belum-dikirim")
    other.page.locator("[name='f.sesuai_gambar'][value=ya]").check()
    other.press("Kirim hasil peninjauan")
    other.visit(f"/meja/berkas/{number}")
    findings = other.page.locator("#temuan")
    expect(findings).to_contain_text("lahan-1.jpg")
    expect(findings).to_contain_text("lahan-2.jpg")


def test_the_button_that_sends_carries_chosen_photos_first(person, site):
    inspector, number = at_visit(person, site)
    page = inspector.page
    pieces = []
    page.on("request", lambda request: request.method == "PATCH" and pieces.append(request.url))
    page.locator("[name='f.garis_sempadan_cm']").fill("450")
    page.locator("[name='f.sesuai_gambar'][value=ya]").check()
    page.locator("[name=hasil][value=mendukung]").check()
    page.locator("input[name='f.foto_lahan']").set_input_files(
        [as_file("lahan-3.jpg", photo(3)), as_file("lahan-4.jpg", photo(4))])
    page.get_by_role("button", name="Kirim hasil peninjauan").first.click()
    expect(page.locator("#temuan")).to_contain_text("lahan-4.jpg", timeout=MINUTE)
    assert len({url.rsplit("/", 1)[1] for url in pieces}) == 2


def test_without_javascript_the_form_keeps_them(person, site):
    inspector, number = at_visit(person, site, javascript=False)
    page = inspector.page
    page.locator("[name=pendapat]").fill(NOTE)
    page.locator("input[name='f.foto_lahan']").set_input_files(
        [as_file("lahan-5.jpg", photo(5)), as_file("lahan-6.jpg", photo(6))])
    page.locator(f"{FIELD} button[value=unggah]").click()
    page.wait_for_load_state()
    expect(page.locator(DONE)).to_have_count(2)
    assert page.locator("[name=pendapat]").input_value() == NOTE
    inspector.screenshot("lapangan-tanpa-skrip")
    # A form that is refused keeps the file that came with it.
    page.locator("input[name='f.foto_lahan']").set_input_files([as_file("lahan-7.jpg", photo(7))])
    inspector.press("Kirim hasil peninjauan")
    inspector.sees("Belum dikirim")
    expect(page.locator(DONE)).to_have_count(3)
    page.locator(f"{FIELD} button[value^='hapus:']").first.click()
    page.wait_for_load_state()
    expect(page.locator(DONE)).to_have_count(2)
    inspector.screenshot("lapangan-tanpa-skrip-ditolak")


def test_a_newer_save_is_shown_before_it_is_written_over(person, site):
    first, number = at_visit(person, site)
    second, _ = at_visit(person, site, number)
    first.page.locator("[name=pendapat]").fill("Dari telepon.")
    first.press("Simpan dulu")
    second.page.locator("[name=pendapat]").fill("Dari kantor.")
    second.press("Simpan dulu")
    second.sees("Yang tersimpan sekarang")
    second.sees("Dari telepon.")
    assert second.page.locator("[name=pendapat]").input_value() == "Dari kantor."
    second.screenshot("lapangan-lebih-baru")
    second.press("Simpan dulu")
    second.sees("Tersimpan bersama tugas ini")

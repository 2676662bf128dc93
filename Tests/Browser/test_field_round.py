"""A field officer's round on a phone: taken along, worked on without a line, sent once; before and after."""

import io
import uuid

import judges
from pages import sign_in
from PIL import Image
from test_reports import NUMBER, POINT, confirm, go_on, photo, until, write

KEPT = """async () => {
    const cache = await caches.open('pendopo-lapangan');
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
}"""


def picture(colour) -> dict:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(out, "JPEG")
    return {"name": "hasil.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def reported(person, text) -> str:
    """A guest's report with a photo, forwarded to the unit by the coordinator; returns its number."""
    guest = person()
    guest.visit("/lapor")
    photo(guest.page)
    guest.sees("Foto diperkecil")
    write(guest, text, POINT)
    guest.page.locator("[name='f.kategori']").select_option("jalan")
    go_on(guest)
    number = confirm(person, guest)
    keeper = person()
    sign_in(keeper, "koordinator")
    keeper.visit(f"/meja/berkas/{number}")
    form = keeper.page.locator("form[action$='/pendapat']")
    form.locator("[name=hasil]").first.check()
    form.locator("[name=pendapat]").fill("Sudah diperiksa.")
    form.get_by_role("button", name="Selesaikan verifikasi").click()
    keeper.page.wait_for_load_state()
    keeper.visit(f"/laporan/{number}")
    keeper.sees("Disposisi")
    return number


def stop(officer, number):
    return officer.page.locator(f"[data-stop='{number}']")


def waiting(officer):
    return officer.page.locator("#lapangan .report-card")


def online(officer, is_on):
    officer.context.set_offline(not is_on)
    if is_on:
        officer.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_round_without_a_line(person, city):
    text = f"Jalan berlubang {uuid.uuid4().hex[:8]}"
    number = reported(person, text)
    officer = person(phone=True)
    sign_in(officer, "penghubung")
    officer.visit(f"/meja/lapangan?dari={POINT}")
    page = officer.page
    page.on("dialog", lambda dialog: dialog.accept())
    stop(officer, number).wait_for()
    assert page.locator(".round-map svg path").count() > 3
    # Nothing is kept before somebody asks for it.
    assert not page.evaluate("caches.has('pendopo-lapangan')")
    page.get_by_role("button", name="Bawa rute hari ini").click()
    officer.sees("Rute tersimpan di HP ini")
    assert "/meja/lapangan" in page.evaluate(KEPT)
    assert not judges.axe(page)
    officer.screenshot("lapangan-terbawa")
    officer.has_bad_line = True
    online(officer, False)
    officer.visit("/meja/lapangan")
    officer.sees("Ini rute yang tersimpan tadi")
    stop(officer, number).get_by_role("button", name="Saya kerjakan").click()
    waiting(officer).nth(0).wait_for()
    details = stop(officer, number).locator("[data-field-done] details")
    details.locator("summary").click()
    details.locator("[name='catatan']").fill("Ditambal dengan aspal.")
    details.locator("[name='f.foto_hasil']").set_input_files(picture("green"))
    details.locator("[name='f.bahan']").fill("Aspal dua karung")
    details.locator("[name='f.menit']").fill("45")
    details.get_by_role("button", name="Catat selesai").click()
    waiting(officer).nth(1).wait_for()
    officer.sees("Menunggu jaringan: 2")
    assert "1 foto" in waiting(officer).nth(1).inner_text()
    # The phone is started again: round and notes are still there.
    page.reload()
    officer.sees("Menunggu jaringan: 2")
    assert "Tercatat di HP" in stop(officer, number).inner_text()
    assert not judges.axe(page)
    officer.screenshot("lapangan-menunggu")
    # Another window, so that two may want to send at the same time.
    other = officer.context.new_page()
    other.goto(officer.base + "/meja/lapangan")
    online(officer, True)
    other.evaluate("dispatchEvent(new Event('online'))")
    officer.sees(f"{number} sudah terkirim")
    assert waiting(officer).count() == 0
    officer.visit(f"/meja/berkas/{number}")
    officer.sees("Aspal dua karung")
    assert officer.text.count("Ditambal dengan aspal.") >= 1
    before_and_after(person, number)


def before_and_after(person, number):
    """On the public page, once the house has drawn the picture of the result."""
    reader = person(phone=True)
    page = reader.page
    for _ in range(40):
        reader.visit(f"/laporan/{number}")
        if page.locator("[data-compare]").count():
            break
        page.wait_for_timeout(500)
    slider = page.get_by_label("Geser untuk membandingkan")
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "60 persen hasilnya terlihat"
    cut = page.evaluate("getComputedStyle(document.querySelector('.compare-on figure + figure img')).clipPath")
    assert cut == "inset(0px 0px 0px 40%)", cut
    assert not judges.axe(page)
    page.locator("[data-compare]").scroll_into_view_if_needed()
    reader.screenshot("laporan-sebelum-sesudah")
    plain = person(phone=True, javascript=False)
    plain.visit(f"/laporan/{number}")
    left, right = (plain.page.locator("[data-compare] img").nth(n).bounding_box() for n in (0, 1))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]


def test_who_signs_out_takes_the_round_away(person, city):
    officer = person(phone=True)
    sign_in(officer, "penghubung")
    officer.visit("/meja/lapangan")
    page = officer.page
    page.get_by_role("button", name="Bawa rute hari ini").click()
    officer.sees("Rute tersimpan di HP ini")
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    with page.expect_navigation():
        page.locator("form[action='/keluar'] button").first.evaluate("(button) => button.click()")
    until(page, "async () => !await caches.has('pendopo-lapangan')")


def test_a_note_of_another_officer_stays(person, city):
    """One phone, two people: what one noted is not sent as the other's."""
    officer = person(phone=True)
    sign_in(officer, "penghubung")
    officer.visit("/meja/lapangan")
    page = officer.page
    assert NUMBER.search(page.locator("[data-stop]").first.get_attribute("data-stop"))
    page.evaluate(
        """() => fieldQueue.add({
            officer: 'lain', kind: 'kerjakan', title: 'Jalan', fields: [], files: [], metres: 0,
            number: document.querySelector('[data-stop]').dataset.stop,
        }).then(() => fieldQueue.send())"""
    )
    officer.sees("Catatan ini dibuat petugas lain")
    assert waiting(officer).count() == 1

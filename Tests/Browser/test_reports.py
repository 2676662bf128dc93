"""Reports of citizens in a real browser: by keyboard, without JavaScript, without a line, on a map."""

import re
import uuid

import judges
import pytest
from pages import sign_in
from pictures import photograph

KIB = 1024
PLACE = "Sempur, Bogor Tengah"
POINT = "-6.594500, 106.799000"
NUMBER = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{4}")


def unique() -> str:
    """A text that stands in one report alone."""
    return f"Lampu jalan padam {uuid.uuid4().hex[:10]}"


def photo(page, orientation=1):
    page.locator("[name='f.foto']").set_input_files(
        {"name": "lubang.jpg", "mimeType": "image/jpeg", "buffer": photograph(orientation=orientation)}
    )


def write(visitor, text, point=POINT):
    """Fills in what has to be there."""
    page = visitor.page
    page.locator("[name='f.uraian']").fill(text)
    page.locator("[name='f.kategori']").select_option("pju")
    page.locator("[name='f.tempat.kelurahan']").fill(PLACE)
    page.locator("[name='f.tempat.tempat']").fill("depan warung")
    page.locator("[name='f.tempat.koordinat']").fill(point)


def go_on(visitor):
    visitor.page.locator("#lapor form button[value=lanjut]").click()
    visitor.page.wait_for_load_state()


def code_for(person, contact):
    """The code that the city sent last; the demo shows what it sends."""
    clerk = person()
    clerk.visit("/demo/surat")
    assert contact in clerk.text
    return re.search(r"\b(\d{6})\b", clerk.text).group(1)


def confirm(person, guest):
    """Contact, code, thanks; returns the number."""
    contact = f"lapor.{uuid.uuid4().hex[:8]}@contoh.example"
    guest.page.locator("[name=kontak]").fill(contact)
    guest.page.locator("form[action='/lapor/kontak'] button[type=submit]").click()
    guest.page.wait_for_url("**/lapor/kode")
    guest.page.locator("[name=kode]").fill(code_for(person, contact))
    guest.page.locator("form[action='/lapor/kode'] button[type=submit]").click()
    guest.page.wait_for_url("**/lapor/terkirim/**")
    return NUMBER.search(guest.path).group(0)


def published(person, text) -> int:
    """How many public reports have this text, once the list has caught up."""
    reader = person()
    for _ in range(40):
        reader.visit("/laporan")
        if count := reader.page.locator(".report-card", has_text=text).count():
            return count
        reader.page.wait_for_timeout(500)
    return 0


def until(page, script, seconds=20):
    """Asks again and again; the page's policy forbids what the browser's own waiting would do."""
    for _ in range(seconds * 10):
        if found := page.evaluate(script):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(script)


def value(page, name) -> str:
    return page.locator(f"[name='{name}']").input_value()


def ready_without_line(visitor):
    """Waits until the phone keeps the page, as it does some seconds after the first visit."""
    visitor.visit("/lapor")
    until(
        visitor.page,
        """async () => {
            const found = await navigator.serviceWorker.getRegistration();
            return Boolean(found?.active) && Boolean(navigator.serviceWorker.controller)
                && Boolean(await caches.match('/lapor/luring'));
        }""",
    )
    visitor.has_bad_line = True


def waiting(visitor, text):
    return visitor.page.locator("#antrean .report-card", has_text=text)


def test_photo_first_to_thanks_by_keyboard_alone(person, city):
    """A guest on a phone: a photo, what, where, a contact, a code; no pointer is used."""
    guest = person(phone=True)
    guest.visit("/lapor")
    page, text = guest.page, unique()
    # The dialogue for files is the phone's own.
    photo(page)
    page.locator("[name='f.foto']").focus()
    for name, typed in [
        ("f.uraian", text), ("f.kategori", "Lampu jalan"), ("f.tempat.kelurahan", "Sempur, Bogor Tengah"),
        ("f.tempat.tempat", "depan warung"), ("f.tempat.koordinat", POINT),
    ]:
        for _ in range(12):
            guest.type_keys("Tab")
            if page.evaluate("document.activeElement.name") == name:
                break
        assert page.evaluate("document.activeElement.name") == name, name
        page.keyboard.type(typed)
    guest.type_keys("Enter")
    page.wait_for_url("**/lapor/periksa")
    guest.sees(text)
    assert not judges.axe(page)
    contact = f"papan.{uuid.uuid4().hex[:8]}@contoh.example"
    page.locator("[name=kontak]").focus()
    page.keyboard.type(contact)
    guest.type_keys("Enter")
    page.wait_for_url("**/lapor/kode")
    assert not judges.axe(page)
    page.locator("[name=kode]").focus()
    page.keyboard.type(code_for(person, contact))
    guest.type_keys("Enter")
    page.wait_for_url("**/lapor/terkirim/**")
    guest.sees("Terima kasih")
    assert not judges.axe(page)
    assert published(person, text) == 1


def test_without_javascript(person, city):
    """The same pages, the server's drawing of the map, the same thanks."""
    guest = person(phone=True, javascript=False)
    guest.visit("/lapor")
    text = unique()
    photo(guest.page)
    write(guest, text)
    go_on(guest)
    assert guest.path == "/lapor/periksa", guest.text
    confirm(person, guest)
    guest.visit("/laporan")
    assert guest.page.locator(".report-map svg path").count() > 60
    assert published(person, text) == 1


def test_wrong_points_are_refused_with_the_way_out(person, city):
    """Swapped, empty and far-away coordinates, without JavaScript."""
    guest = person(javascript=False)
    guest.visit("/lapor")
    for point, words in [
        ("106.799000, -6.594500", POINT), ("0.0, 0.0", "0, 0"), ("-6.2000, 106.8166", "di luar Kota Bogor"),
    ]:
        write(guest, "Jalan berlubang", point)
        go_on(guest)
        assert guest.path == "/lapor"
        assert words in guest.page.locator("#lapor form").inner_text(), point


def test_a_photo_offers_its_place_and_takes_nothing_by_itself(person, city):
    """Place from the photo after a press; the photo becomes small, upright and bare."""
    guest = person(phone=True)
    guest.visit("/lapor")
    page = guest.page
    photo(page, orientation=6)
    guest.sees("Pakai tempat dari foto?")
    guest.sees("Foto diperkecil")
    assert value(page, "f.tempat.koordinat") == ""
    page.get_by_role("button", name="Pakai tempat dari foto").click()
    assert value(page, "f.tempat.koordinat") == "-6.594444, 106.789167"
    until(page, "() => document.querySelector(\"[name='f.tempat.kelurahan']\").value !== ''")
    size, width, height, has_exif = page.evaluate(
        """async () => {
            const file = document.querySelector("[name='f.foto']").files[0];
            const picture = await createImageBitmap(file);
            const bytes = new Uint8Array(await file.arrayBuffer());
            const text = String.fromCharCode(...bytes.slice(0, 4000));
            return [file.size, picture.width, picture.height, text.includes('Exif')];
        }"""
    )
    assert (width, height) == (1365, 2048)
    assert not has_exif
    assert size < 600_000
    # Whoever wants the file as it is gets it so.
    page.get_by_label("Perkecil foto").uncheck()
    original = photograph(orientation=6)
    until(page, f"() => document.querySelector(\"[name='f.foto']\").files[0].size === {len(original)}")
    whole = page.evaluate(
        "async () => [...new Uint8Array(await document.querySelector(\"[name='f.foto']\").files[0].arrayBuffer())]"
    )
    assert bytes(whole) == original


def broken_photos():
    """JPEG headers that lie about their lengths, counts and places."""
    whole = photograph(width=60, height=40)
    start = whole.index(b"Exif\0\0")
    yield whole[: start + 20]
    yield whole[: start + 10] + b"\xff" * 2_000
    yield whole[: start + 6] + b"MM\0*\xff\xff\xff\xff" + whole[start + 14 :]
    yield b"\xff\xd8\xff\xe1\0\0" + whole[6:]
    yield b"\xff\xd8" + b"\xff\xe2\0\x02" * 60_000
    yield b"\xff\xd8"
    yield b""


@pytest.mark.parametrize("content", list(broken_photos()), ids=range(7))
def test_broken_photos_offer_nothing(person, city, content):
    guest = person()
    guest.visit("/lapor")
    found = guest.page.evaluate(
        """async (bytes) => {
            const file = new File([new Uint8Array(bytes)], 'a.jpg', { type: 'image/jpeg' });
            return [await window.reportPhotos.read(file), (await window.reportPhotos.smaller(file)) === file];
        }""",
        list(content),
    )
    assert (found[0] or {}).get("place") is None
    assert found[1]


def test_a_pin_says_where(person, city):
    """A press on the map fills in the coordinates and the kelurahan; what was typed stays."""
    guest = person(phone=True)
    guest.visit("/lapor")
    page = guest.page
    page.get_by_role("button", name="Pilih tempat di peta").click()
    page.locator(".live-map .map-area").first.wait_for()
    assert not judges.axe(page)
    box = page.locator(".live-map").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "() => document.querySelector(\"[name='f.tempat.kelurahan']\").value !== ''")
    assert re.fullmatch(r"-6\.\d{6}, 106\.\d{6}", value(page, "f.tempat.koordinat"))
    page.locator("[name='f.tempat.kelurahan']").fill(PLACE)
    page.locator("[name='f.tempat.koordinat']").fill("-6.560000, 106.780000")
    guest.sees("Titik ini ada di")
    assert value(page, "f.tempat.kelurahan") == PLACE
    page.locator("[name='f.tempat.koordinat']").fill("106.799000, -6.594500")
    page.get_by_role("button", name=f"Pakai {POINT}").click()
    assert value(page, "f.tempat.koordinat") == POINT


def test_a_way_is_drawn(person, city):
    """Each press is a stop, the last one is taken back, and the way stands in the list until it is ended."""
    citizen = person(phone=True)
    sign_in(citizen, "warga")
    citizen.visit("/laporan/langganan")
    page = citizen.page
    assert page.get_by_role("button", name="Hapus titik terakhir").count() == 0
    page.get_by_role("button", name="Gambar di peta").click()
    page.locator(".live-map .map-area").first.wait_for()
    page.locator(".live-map").scroll_into_view_if_needed()
    box = page.locator(".live-map").bounding_box()
    for right, down in [(-8, 20), (0, 0), (20, -40)]:
        page.touchscreen.tap(box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down)
        page.wait_for_timeout(400)
    assert len(value(page, "rute").splitlines()) == 3
    assert page.locator(".map-stop").count() == 3
    assert not judges.axe(page)
    page.get_by_role("button", name="Hapus titik terakhir").click()
    assert len(value(page, "rute").splitlines()) == page.locator(".map-stop").count() == 2
    page.locator("form[action='/laporan/langganan/rute'] button[type=submit]").click()
    page.wait_for_url("**/laporan/langganan")
    way = page.locator(".report-card", has_text="Semua kategori, jalan dari")
    assert way.count() == 1
    way.get_by_role("button", name="Berhenti").click()
    page.wait_for_load_state()
    assert page.locator(".report-card", has_text="jalan dari").count() == 0


def test_the_line_breaks_and_comes_back(person, city):
    """A citizen writes without a line, starts the phone again, and the report is sent once."""
    citizen = person(phone=True)
    sign_in(citizen, "warga")
    ready_without_line(citizen)
    citizen.context.set_offline(True)
    citizen.visit("/lapor")
    page, text = citizen.page, unique()
    assert page.locator("[data-offline]").count() == 1
    photo(page)
    write(citizen, text)
    page.locator("#lapor form button[value=lanjut]").click()
    citizen.sees("Menunggu jaringan: 1 laporan")
    page.reload()
    citizen.sees("Menunggu jaringan: 1 laporan")
    assert waiting(citizen, text).count() == 1
    assert "1 foto" in waiting(citizen, text).inner_text()
    assert not judges.axe(page)
    citizen.screenshot("laporan-menunggu-jaringan")
    # Another window of the same phone, so that two may want to send at the same time.
    other = citizen.context.new_page()
    other.goto(citizen.base + "/lapor")
    citizen.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    other.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_text("sudah kami terima").wait_for()
    assert waiting(citizen, text).count() == 0
    page.reload()
    assert waiting(citizen, text).count() == 0
    assert published(person, text) == 1


def test_a_report_in_the_list_can_be_changed_and_deleted(person, city):
    citizen = person()
    sign_in(citizen, "warga")
    ready_without_line(citizen)
    citizen.context.set_offline(True)
    citizen.visit("/lapor")
    page, wrong, right, gone = citizen.page, unique(), unique(), unique()
    for text in [wrong, gone]:
        write(citizen, text)
        page.locator("#lapor form button[value=lanjut]").click()
        waiting(citizen, text).wait_for()
    citizen.sees("Menunggu jaringan: 2 laporan")
    page.on("dialog", lambda dialog: dialog.accept())
    waiting(citizen, gone).get_by_role("button", name="Hapus dari perangkat").click()
    citizen.sees("Menunggu jaringan: 1 laporan")
    waiting(citizen, wrong).get_by_role("button", name="Ubah").click()
    assert value(page, "f.uraian") == wrong
    assert value(page, "f.kategori") == "pju"
    page.locator("[name='f.uraian']").fill(right)
    page.locator("#lapor form button[value=lanjut]").click()
    waiting(citizen, right).wait_for()
    assert waiting(citizen, wrong).count() == 0
    citizen.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_text("sudah kami terima").wait_for()
    assert published(person, right) == 1
    reader = person()
    reader.visit("/laporan")
    assert reader.page.locator(".report-card", has_text=gone).count() == 0


def test_a_line_that_breaks_while_sending_loses_nothing(person, city):
    """The browser believes that there is a line; the report stays in the phone all the same."""
    citizen = person(phone=True)
    sign_in(citizen, "warga")
    ready_without_line(citizen)
    text = unique()
    citizen.visit("/lapor")
    write(citizen, text)
    photo(citizen.page)
    citizen.sees("Foto diperkecil")
    citizen.context.set_offline(True)
    citizen.page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => true })")
    citizen.page.locator("#lapor form button[value=lanjut]").click()
    waiting(citizen, text).wait_for()
    citizen.context.set_offline(False)
    citizen.page.evaluate("dispatchEvent(new Event('online'))")
    citizen.page.get_by_text("sudah kami terima").wait_for()
    assert published(person, text) == 1


def test_a_guest_gives_the_code_when_the_line_is_back(person, city):
    guest = person(phone=True)
    ready_without_line(guest)
    guest.context.set_offline(True)
    guest.visit("/lapor")
    page, text = guest.page, unique()
    write(guest, text)
    page.locator("#lapor form button[value=lanjut]").click()
    guest.sees("Menunggu jaringan: 1 laporan")
    guest.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    guest.sees("tinggal masukkan kontak dan kode")
    waiting(guest, text).get_by_role("link", name="Masukkan kontak dan kode").click()
    page.wait_for_url("**/lapor/periksa")
    guest.sees(text)
    confirm(person, guest)
    guest.visit("/lapor")
    page.wait_for_timeout(500)
    assert waiting(guest, text).count() == 0
    assert published(person, text) == 1


def test_what_is_refused_stays_with_its_reason(person, city):
    citizen = person()
    sign_in(citizen, "warga")
    ready_without_line(citizen)
    citizen.context.set_offline(True)
    citizen.visit("/lapor")
    page, text = citizen.page, unique()
    write(citizen, text, point="106.799000, -6.594500")
    page.locator("#lapor form button[value=lanjut]").click()
    waiting(citizen, text).wait_for()
    citizen.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    citizen.sees("Belum diterima; perbaiki dulu")
    assert POINT in waiting(citizen, text).inner_text()
    waiting(citizen, text).get_by_role("button", name="Ubah").click()
    page.locator("[name='f.tempat.koordinat']").fill(POINT)
    page.locator("#lapor form button[value=lanjut]").click()
    page.get_by_text("sudah kami terima").wait_for()
    assert published(person, text) == 1


def test_the_phone_keeps_nothing_of_anybody(person, city):
    """What the worker keeps is what a stranger gets."""
    citizen = person()
    sign_in(citizen, "warga")
    name = citizen.page.locator(".who").inner_text()
    ready_without_line(citizen)
    kept = citizen.page.evaluate(
        """async () => {
            const texts = [];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    texts.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
                }
            }
            return texts;
        }"""
    )
    paths = {path for path, _ in kept}
    assert {path for path in paths if not path.startswith("/aset/")} == {"/lapor/luring", "/laporan/batas"}
    assert not [path for path, text in kept if name in text]


def test_a_slow_line_is_enough(person, city):
    """2G: the page comes light, and the report with its photo goes up."""
    guest = person(phone=True, network="2g")
    guest.visit("/lapor")
    guest.page.wait_for_load_state("networkidle")
    assert guest.bytes <= 60 * KIB, f"{guest.bytes} bytes on the wire"
    text = unique()
    photo(guest.page)
    guest.sees("Foto diperkecil")
    write(guest, text)
    guest.page.locator("#lapor form button[value=lanjut]").click()
    guest.page.wait_for_url("**/lapor/periksa", timeout=120_000)
    guest.sees(text)


def test_the_map_keeps_its_view_in_the_address(person, city):
    visitor = person(phone=True)
    visitor.visit("/laporan")
    page = visitor.page
    page.locator(".live-map .map-area").first.wait_for()
    assert page.locator(".report-map > svg").count() == 0
    page.locator(".live-map").focus()
    before = page.url
    visitor.type_keys("+")
    until(page, f"() => location.href !== '{before}'")
    view = re.search(r"#(\d+)/(-?[\d.]+)/([\d.]+)$", page.url)
    again = person(phone=True)
    again.visit("/laporan" + view.group(0))
    again.page.locator(".live-map .map-area").first.wait_for()
    again.page.locator(".live-map").focus()
    again.type_keys("ArrowRight")
    until(again.page, f"() => location.hash !== '{view.group(0)}'")
    assert again.page.url.split("#")[1].startswith(view.group(1) + "/")


def test_the_map_shows_a_report_and_leads_to_it(person, city):
    """One report near the ground is a point; its words lead to its page."""
    citizen = person(phone=True)
    sign_in(citizen, "warga")
    citizen.visit("/lapor")
    text = unique()
    write(citizen, text, point="-6.588100, 106.801100")
    go_on(citizen)
    citizen.press("Kirim laporan")
    assert published(person, text) == 1
    visitor = person(phone=True)
    visitor.visit("/laporan#18/-6.58810/106.80110")
    point = visitor.page.locator(".live-map .map-report").first
    point.wait_for()
    point.scroll_into_view_if_needed()
    visitor.page.mouse.click(*centre(point))
    visitor.sees("Buka laporan")
    # It fades in; paler text is not what is judged.
    until(visitor.page, "() => getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
    assert not judges.axe(visitor.page)
    visitor.page.get_by_role("link", name="Buka laporan").click()
    visitor.page.wait_for_load_state()
    visitor.sees(text)


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

"""A letter from the counter to its end, and its folder of paper on the way. No script is needed."""

from pages import sign_in
from playwright.sync_api import expect

#: A small file that is a PDF by its first bytes.
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def send(visitor, action):
    """Presses the button of the form that goes to an address."""
    visitor.page.locator(f"form[action$='{action}'] button[type=submit]").last.click()
    visitor.page.wait_for_load_state()


def enter(counter, subject, number, content=PDF):
    """Enters a letter that came; returns its agenda number."""
    counter.visit("/meja/surat/masuk/baru")
    page = counter.page
    page.fill("[name=nomor_surat]", number)
    page.fill("[name=tanggal]", page.input_value("[name=diterima]"))
    page.fill("[name=pihak]", "Dinas Contoh Peramban")
    page.fill("[name=perihal]", subject)
    page.select_option("[name=klasifikasi]", "000.8.3.4")
    page.select_option("[name=kepada]", label=page.locator(
        "[name=kepada] option", has_text="Kepala DPMPTSP").first.inner_text())
    page.set_input_files(
        "[name=pindaian]", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": content})
    send(counter, "/meja/surat/masuk/baru")
    # Large ones come first, and then the form.
    expect(page.locator("main")).to_contain_text("Surat sudah dicatat", timeout=60_000)
    return page.locator("h1").inner_text().removeprefix("Surat ").strip()


def test_a_letter_to_its_end(person, each_city):
    """Entered, instructed, answered, accepted; every page says how it stands."""
    javascript = each_city.engine != "postgres"
    counter = person(at=each_city, javascript=javascript)
    sign_in(counter, "loket")
    agenda = enter(counter, "Permintaan data pelayanan", f"1/UJI/{each_city.engine}")
    counter.sees("Menunggu disposisi")
    letter = counter.page.url

    head = person(at=each_city, phone=True, javascript=javascript)
    sign_in(head, "kepala")
    head.visit("/meja/disposisi?daftar=surat")
    head.page.get_by_role("link", name=agenda, exact=True).click()
    head.page.wait_for_load_state()
    head.page.locator("main a[href*='/meja/disposisi/baru']").click()
    head.page.wait_for_load_state()
    # Nothing chosen is refused, and what was typed stays.
    head.page.fill("[name=isi]", "Siapkan sebelum rapat")
    send(head, "/meja/disposisi/baru")
    head.sees("Pilih satu sampai 20 jabatan")
    assert head.page.input_value("[name=isi]") == "Siapkan sebelum rapat"
    head.screenshot(f"disposisi-baru-{javascript}")
    head.page.get_by_label("Kepala Bidang Perizinan", exact=True).check()
    head.page.get_by_label("Siapkan jawaban", exact=True).check()
    send(head, "/meja/disposisi/baru")
    head.sees("Disposisi sudah dikirim")
    chain = head.page.url

    division = person(at=each_city, javascript=javascript)
    sign_in(division, "kabid")
    division.visit("/meja/disposisi")
    division.page.get_by_role("link", name=agenda, exact=True).click()
    division.page.wait_for_load_state()
    division.sees("Siapkan sebelum rapat")
    division.page.fill("[name=jawaban]", "Data sudah disiapkan")
    send(division, "/jawaban")
    division.sees("Jawaban sudah dikirim")

    head.page.goto(chain)
    head.sees("Data sudah disiapkan")
    send(head, "/terima")
    head.sees("Selesai: semua jawaban diterima")
    head.screenshot(f"disposisi-selesai-{javascript}")
    counter.page.goto(letter)
    counter.sees("Selesai")


def test_large_scans_come_in_pieces(person, each_city):
    """Those of a new letter before it is registered, and those that come later."""
    counter = person(at=each_city)
    sign_in(counter, "loket")
    page = counter.page
    pieces = []
    page.on("request", lambda request: request.method == "PATCH" and pieces.append(request.url))
    large = PDF + b"%" + b" " * 700_000 + b"\n"
    enter(counter, "Surat tebal", f"2/UJI/{each_city.engine}", large)
    assert len(pieces) > 1 and all("/masuk/baru/" in url for url in pieces)
    names = page.locator("#pindaian")
    expect(names).to_contain_text("surat.pdf")
    counter.screenshot("surat-tebal")
    pieces.clear()
    page.locator("summary", has_text="Tambah pindaian").click()
    page.set_input_files(
        "input[name=pindaian]",
        {"name": "lampiran.pdf", "mimeType": "application/pdf", "buffer": large})
    page.locator("button[value=unggah]").click()
    expect(page.locator(".upload-list")).to_contain_text("lampiran.pdf", timeout=60_000)
    assert len(pieces) > 1 and all("/pindaian/unggahan/" in url for url in pieces)
    page.reload()
    expect(names).to_contain_text("lampiran.pdf")


def test_one_press_from_a_phone(person, each_city):
    """Whoever has the folder in hand scans its label and presses once, without a script."""
    counter = person(at=each_city)
    sign_in(counter, "loket")
    counter.visit("/meja/jejak/baru")
    counter.page.fill("[name=judul]", "Map uji peramban")
    send(counter, "/meja/jejak/baru")
    counter.sees("Label sudah dibuat")
    assert "Map uji peramban" not in counter.page.locator("main").inner_text()
    counter.screenshot("label-map")
    address = counter.page.url.removesuffix("/label")

    holder = person(at=each_city, phone=True, javascript=False)
    sign_in(holder, "analis")
    holder.page.goto(address)
    holder.page.get_by_role("button", name="Saya pegang").first.click()
    holder.page.wait_for_load_state()
    holder.sees("Map ini ada pada Anda")
    holder.screenshot("map-dipegang")

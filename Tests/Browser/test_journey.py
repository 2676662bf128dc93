"""The errand of the house, walked by its people in a real browser: from the search to the letter."""

import re

import pytest
from pages import sign_in

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
NUMBER = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{4}")
TITLE = "Jalur pejalan kaki yang ramah lansia"

#: What the applicant answers, by field; lists are choices.
ANSWERS = {
    "pemohon": {
        "kewarganegaraan": ["wni"],
        "nama_lengkap": "Ratna Uji Perjalanan",
        "nik": "3271015704920002",
        "alamat": "Jalan Contoh Nomor 1",
        "telepon": "0812 1111 2222",
    },
    "lembaga": {
        "jenis_lembaga": ["perguruan_tinggi"],
        "nama_lembaga": "Universitas Contoh",
    },
    "kegiatan": {
        "jenis_kegiatan": ["skripsi"],
        "judul": TITLE,
        "lokasi": "Trotoar Kecamatan Bogor Tengah",
        "kecamatan": "32.71.03",
        "berkelompok": ["tidak"],
    },
}


def submit(visitor, name=None, value=None):
    """Presses the button of the page's own form that sends it on."""
    button = f"button[name='{name}'][value='{value}']" if name else "button[type=submit]"
    visitor.page.locator(f"main form {button}").first.click()
    visitor.page.wait_for_load_state()


def answer(visitor, group, more=None):
    """Fills in a group and goes on; questions that an answer opens come on the same page again."""
    page = visitor.page
    for _ in range(3):
        for field, value in {**ANSWERS.get(group, {}), **(more or {})}.items():
            place = page.locator(f"[name='f.{field}']")
            if place.count() == 0:
                continue
            if isinstance(value, list):
                page.locator(f"[name='f.{field}'][value='{value[0]}']").check()
            elif place.evaluate("e => e.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.fill(value)
        submit(visitor, "aksi", "lanjut")
        if f"/{group}" not in visitor.path:
            return
    raise AssertionError(f"the form stays at {group}:\n{visitor.text}")


def apply_for_letter(citizen, begin, end):
    """From the search to the receipt; returns the number of the case."""
    citizen.visit("/layanan?q=mau+skripsi")
    citizen.follow("Surat Keterangan Penelitian")
    submit(citizen)
    answer(citizen, "pemohon")
    answer(citizen, "lembaga")
    answer(citizen, "kegiatan", {"tanggal_mulai": begin, "tanggal_selesai": end})
    for field in ["surat_pengantar", "proposal", "kartu_identitas"]:
        citizen.page.locator(f"input[name='f.{field}']").set_input_files(
            {"name": f"{field}.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        citizen.page.locator(f".upload:has(input[name='f.{field}']) button[value=unggah]").click()
        citizen.page.wait_for_load_state()
    citizen.page.locator("[name='f.pernyataan_taat'][value='ya']").check()
    submit(citizen, "aksi", "lanjut")
    assert citizen.path.endswith("/periksa"), citizen.path + "\n" + citizen.text
    citizen.sees(TITLE)
    citizen.page.locator("main form input[type=checkbox]").check()
    submit(citizen)
    assert citizen.path.endswith("/tanda-terima"), citizen.path + "\n" + citizen.text
    return NUMBER.search(citizen.path).group(0)


def dates():
    """Three weeks from now, and a month later, as the form's date field takes them."""
    import datetime

    begin = datetime.date.today() + datetime.timedelta(days=21)
    return begin.isoformat(), (begin + datetime.timedelta(days=30)).isoformat()


def open_case(person, role, number, **habits):
    officer = person(**habits)
    sign_in(officer, role)
    officer.visit(f"/meja/berkas/{number}")
    return officer


def act(officer, part):
    """Presses the button of the form that goes to the named sub-resource."""
    officer.page.locator(f"form[action$='/{part}'] button[type=submit]").last.click()
    officer.page.wait_for_load_state()


def decide_letter(person, number, **habits):
    """Clerk, analyst, agency, drafter, two sets of initials, head."""
    clerk = open_case(person, "loket", number, **habits)
    act(clerk, "lengkap")
    for role in ["analis", "kesbangpol"]:
        officer = open_case(person, role, number, **habits)
        officer.page.locator("[name=hasil][value=mendukung]").check()
        officer.page.locator("[name=pendapat]").fill("Sesuai dengan proposal.")
        act(officer, "pendapat")
    drafter = open_case(person, "analis", number, **habits)
    assert TITLE in drafter.page.locator("[name=naskah]").input_value().replace("\\", "")
    drafter.page.locator("button[name=aksi][value=selesai]").click()
    drafter.page.wait_for_load_state()
    for role in ["kabid", "sekretaris"]:
        officer = open_case(person, role, number, **habits)
        act(officer, "paraf")
    head = open_case(person, "kepala", number, **habits)
    head.page.locator("[name=sudah_baca]").check()
    # The demo's head signs with a key of his own.
    head.page.locator("[name=frasa]").fill("pendopo-demo")
    act(head, "tanda-tangan")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_whole_errand(person, each_city, javascript):
    """A citizen applies, seven people work, the letter arrives; anybody can follow and verify it."""
    habits = {"at": each_city, "javascript": javascript, "phone": True}
    citizen = person(**habits)
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())

    stranger = person(**habits)
    stranger.visit(f"/lacak/{number}")
    stranger.sees(number)
    assert "Ratna" not in stranger.text
    assert "3271015704920002" not in stranger.text

    decide_letter(person, number, at=each_city, javascript=javascript)

    citizen.visit(f"/berkas/{number}")
    link = citizen.page.locator("a[href$='/surat.pdf']").first
    assert link.is_visible()
    letter = citizen.context.request.get(each_city.url + link.get_attribute("href"))
    assert letter.status == 200
    assert letter.body().startswith(b"%PDF-")

    stranger.visit(f"/lacak/{number}")
    assert "Ratna" not in stranger.text
    citizen.visit(f"/berkas/{number}")
    citizen.screenshot(f"berkas-selesai-{javascript}")


def test_a_correction_opens_only_what_was_named(person, city):
    """The clerk names one answer; the citizen mends it; the clerk has it again."""
    citizen = person(phone=True)
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    clerk = open_case(person, "loket", number)
    folded = clerk.page.locator("details:has(form[action$='/perbaikan']) > summary")
    if folded.count() and not clerk.page.locator("[name=isian][value=judul]").is_visible():
        folded.first.click()
    clerk.page.locator("[name=isian][value=judul]").check()
    clerk.page.locator("[name='n.judul']").fill("Judul berbeda dengan surat pengantar.")
    clerk.page.locator("form[action$='/perbaikan'] button.button[type=submit]:not([name=aksi])").click()
    clerk.page.wait_for_load_state()

    citizen.visit(f"/berkas/{number}")
    citizen.page.locator("a[href$='/perbaikan']").first.click()
    citizen.page.wait_for_load_state()
    citizen.sees("Judul berbeda dengan surat pengantar.")
    assert citizen.page.locator("[name='f.nama_lengkap']").count() == 0
    citizen.page.locator("[name='f.judul']").fill("Judul yang sudah benar")
    submit(citizen, "aksi", "lanjut")
    clerk.visit(f"/meja/berkas/{number}")
    clerk.sees("Judul yang sudah benar")


def test_two_officers_at_once(person, city):
    """One wins; the other is told, and nothing typed is lost."""
    citizen = person()
    sign_in(citizen, "warga")
    number = apply_for_letter(citizen, *dates())
    act(open_case(person, "loket", number), "lengkap")
    first = open_case(person, "analis", number)
    second = open_case(person, "analis", number)
    for officer, text in [(first, "Pendapat pertama."), (second, "Pendapat yang kalah.")]:
        officer.page.locator("[name=hasil][value=mendukung]").check()
        officer.page.locator("[name=pendapat]").fill(text)
    act(first, "pendapat")
    act(second, "pendapat")
    assert "Pendapat yang kalah." in second.page.content()


def test_an_agency_speaks_beside_others(person, city):
    """Its part is done, the others still have the case."""
    officer = person(phone=True)
    sign_in(officer, "bapenda")
    officer.page.locator("main a[href^='/meja/berkas/']").first.click()
    officer.page.wait_for_load_state()
    officer.sees("Petugas lapangan, SatpolPP")
    officer.page.locator("[name=hasil][value=mendukung]").check()
    officer.page.locator("[name=pendapat]").fill("Pajak sudah lunas.")
    act(officer, "pendapat")
    officer.sees("Petugas lapangan, SatpolPP")
    assert officer.page.locator("form[action$='/pendapat']").count() == 0

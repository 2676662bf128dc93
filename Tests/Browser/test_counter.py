"""A clerk's morning at the counter, with the keyboard only; and the same without a script."""

import datetime
import random
import re

from pages import sign_in
from playwright.sync_api import expect
from test_journey import PDF
from test_office_work import tab_to

DESK = "/meja/loket"


def day(ahead: int) -> str:
    """As it is typed into a date field of this browser, whose own language is English."""
    return (datetime.date.today() + datetime.timedelta(days=ahead)).strftime("%m%d%Y")


def iso(ahead: int) -> str:
    return (datetime.date.today() + datetime.timedelta(days=ahead)).isoformat()


#: What is answered at each question; text is typed, a choice is its value, a file is attached.
ANSWERS = {
    "f.kewarganegaraan": ("radio", "wni"),
    "f.nama_lengkap": ("text", "Ujang Contoh"),
    "f.nik": ("text", "3271031708900001"),
    "f.alamat": ("text", "Jalan Contoh 1, Kota Bogor"),
    "f.telepon": ("text", "081200000001"),
    "f.jenis_lembaga": ("radio", "perguruan_tinggi"),
    "f.nama_lembaga": ("text", "Kampus Contoh"),
    "f.jenis_kegiatan": ("radio", "skripsi"),
    "f.judul": ("text", "Pasar dan warganya"),
    "f.lokasi": ("text", "Pasar Bogor"),
    "f.kecamatan": ("select", "ArrowDown"),
    "f.tanggal_mulai": ("date", 3),
    "f.tanggal_selesai": ("date", 40),
    "f.berkelompok": ("radio", "tidak"),
    "f.surat_pengantar": ("file", "surat.pdf"),
    "f.proposal": ("file", "proposal.pdf"),
    "f.kartu_identitas": ("file", "ktp.pdf"),
    "f.pernyataan_taat": ("radio", "ya"),
}

FOCUSED = """() => {
  const now = document.activeElement;
  return { name: now.name ?? "", kind: now.type ?? "", value: now.value ?? "", checked: now.checked ?? false };
}"""


def answer_by_keyboard(clerk, done):
    """Goes through the form with the Tab key and answers what has the focus."""
    keys = clerk.page.keyboard
    for _ in range(160):
        now = clerk.page.evaluate(FOCUSED)
        kind, value = ANSWERS.get(now["name"], ("", ""))
        if kind and now["name"] not in done:
            if kind == "text":
                keys.press("Control+A")
                keys.type(value)
            elif kind == "date":
                keys.type(day(value))
            elif kind == "select":
                keys.press(value)
            elif kind == "radio":
                for _ in range(8):
                    if clerk.page.evaluate(FOCUSED)["value"] == value:
                        break
                    keys.press("ArrowDown")
                keys.press("Space")
            elif kind == "file":
                with clerk.page.expect_file_chooser() as chooser:
                    keys.press("Space")
                chooser.value.set_files({"name": value, "mimeType": "application/pdf", "buffer": PDF})
            done.add(now["name"])
        if now["name"] == "pernyataan" and not now["checked"]:
            keys.press("Space")
        if now["name"] == "aksi" and now["value"] == "kirim":
            return
        keys.press("Tab")
    raise AssertionError("the Tab key never came to the end of the form")


def search(clerk, text):
    """A scanner types into the field that has the focus, and presses Enter."""
    expect(clerk.page.locator("input[name=cari]")).to_be_focused()
    clerk.page.keyboard.type(text)
    go(clerk, "Enter")


def go(clerk, key):
    """A key that leads to the next page."""
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press(key)


def press_by_keyboard(clerk, locator):
    tab_to(clerk, locator)
    go(clerk, "Enter")


def test_a_clerks_morning_with_the_keyboard_only(person, each_city):
    # A name that nobody has yet, also where the test runs twice in one city.
    name = "Ujang Contoh P" + "".join(random.choices("aeiou", k=8))
    clerk = person(at=each_city)
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    # From the first page on choosers come to us: asked for only at the key, one may open before that.
    clerk.page.on("filechooser", lambda chooser: None)
    sign_in(clerk, "loket")
    clerk.visit(DESK)
    search(clerk, name)
    clerk.sees("Tidak ada yang cocok")
    press_by_keyboard(clerk, clerk.page.get_by_role("link", name="Catat orang baru"))
    tab_to(clerk, clerk.page.locator("input[name=nama]"))
    clerk.page.keyboard.type(name)
    tab_to(clerk, clerk.page.locator("input[name=kontak]"))
    clerk.page.keyboard.type("ujang.pagi@contoh.id")
    go(clerk, "Enter")
    clerk.sees_heading(name)
    tab_to(clerk, clerk.page.locator("select[name=layanan]"))
    clerk.page.keyboard.type("Surat Keterangan Pen")
    press_by_keyboard(clerk, clerk.page.get_by_role("button", name="Isi formulir"))
    assert re.match(r"/meja/loket/isian/", clerk.path), clerk.path
    clerk.screenshot("loket-isian")
    done = set()
    answer_by_keyboard(clerk, done)
    go(clerk, "Control+Enter")
    # What the answers brought up is asked now.
    clerk.sees("memunculkan pertanyaan lain")
    clerk.page.locator("input[name='f.nik']").focus()
    answer_by_keyboard(clerk, done)
    go(clerk, "Control+Enter")
    assert "/meja/loket/terima/" in clerk.path, clerk.text[:800]
    clerk.sees("Kode untuk akun")
    clerk.screenshot("loket-tanda-terima")
    number = clerk.page.locator("strong.code").inner_text()
    press_by_keyboard(clerk, clerk.page.get_by_role("link", name="Orang berikutnya"))
    # The next in the queue has a case number on paper.
    search(clerk, number)
    clerk.sees("U*** C*** P***")
    clerk.sees_not(name)
    # The slash leads back to the field from anywhere.
    clerk.page.get_by_role("link", name="Lembar kertas").focus()
    clerk.page.keyboard.press("/")
    expect(clerk.page.locator("input[name=cari]")).to_be_focused()


def test_the_counter_works_without_a_script(person, city):
    clerk = person(javascript=False)
    sign_in(clerk, "loket")
    clerk.visit(DESK)
    clerk.fill("Kode, nomor berkas", "Tanpa Skrip Contoh")
    clerk.press("Cari")
    clerk.follow("Catat orang baru")
    clerk.fill("Nama", "Tanpa Skrip Contoh")
    clerk.press("Catat dan lanjut")
    clerk.select("Layanan", "Surat Keterangan Penelitian")
    clerk.press("Isi formulir")
    for _ in range(2):
        for name, (kind, value) in ANSWERS.items():
            field = clerk.page.locator(f"[name='{name}']")
            if field.count() == 0:
                continue
            if kind == "radio":
                clerk.page.locator(f"[name='{name}'][value='{value}']").check()
            elif kind == "select":
                field.select_option(index=1)
            elif kind == "date":
                field.fill(iso(value))
            elif kind == "file":
                if clerk.page.locator(f".upload:has([name='{name}']) .upload-list").count() == 0:
                    field.set_input_files({"name": value, "mimeType": "application/pdf", "buffer": PDF})
            else:
                field.fill(value)
        clerk.page.locator("button[value=lanjut]").click()
        clerk.page.wait_for_load_state()
    clerk.page.locator("[name=pernyataan]").check()
    clerk.page.locator("button[value=kirim]").click()
    clerk.page.wait_for_load_state()
    assert "/meja/loket/terima/" in clerk.path, clerk.text[:600]


def test_sheets_for_when_the_line_is_down(person, city):
    clerk = person()
    sign_in(clerk, "loket")
    clerk.visit("/meja/loket/lembar")
    clerk.select("Layanan", "Surat Keterangan Penelitian")
    clerk.fill("Berapa lembar", "2")
    clerk.press("Buat lembar")
    clerk.sees("Belum masuk")
    clerk.screenshot("loket-lembar")
    number = clerk.page.locator("tbody tr td").first.inner_text().strip()
    visitor = person()
    visitor.visit(f"/lacak/{number}")
    visitor.sees("ditulis di kertas")

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


COUNT_KEYS = """
addEventListener("keydown", (event) => {
  // Letters and figures are what has to be typed anyway; the rest is what the pages cost.
  if (event.key.length > 1 && !["Shift", "Control", "Alt"].includes(event.key))
    sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1;
}, true);
"""


def keys_pressed(clerk) -> int:
    """How many keys were pressed since the last time of asking, but for what was typed."""
    return int(clerk.page.evaluate("() => { const n = sessionStorage.keys ?? 0; sessionStorage.keys = 0; return n; }"))


def download(clerk, path) -> bytes:
    answer = clerk.context.request.get(clerk.base + path)
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer.body()


def choose_by_keyboard(clerk, field, files):
    tab_to(clerk, field)
    with clerk.page.expect_file_chooser() as chooser:
        clerk.page.keyboard.press("Space")
    chooser.value.set_files([
        {"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files
    ])


def test_a_clerks_morning_with_the_keyboard_only(person, each_city):
    # A name that nobody has yet, also where the test runs twice in one city.
    name = "Ujang Contoh P" + "".join(random.choices("aeiou", k=8))
    clerk = person(at=each_city)
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    # From the first page on choosers come to us: asked for only at the key, one may open before that.
    clerk.page.on("filechooser", lambda chooser: None)
    clerk.page.add_init_script(COUNT_KEYS)
    sign_in(clerk, "loket")
    clerk.visit(DESK)
    # Not found: what was typed stands in the form of the new person already.
    keys_pressed(clerk)
    search(clerk, name)
    clerk.sees("Tidak ada yang cocok")
    expect(clerk.page.locator("input[name=nama]")).to_have_value(name)
    clerk.page.keyboard.press("ArrowDown")
    expect(clerk.page.locator("input[name=nama]")).to_be_focused()
    go(clerk, "Enter")
    clerk.sees_heading(name)
    assert keys_pressed(clerk) <= 3, "search, down, enter"
    # The next question on the page is the service; a few letters and Enter begin its form.
    expect(clerk.page.locator("select[name=layanan]")).to_be_focused()
    clerk.page.keyboard.type("Surat Keterangan Pen")
    go(clerk, "Enter")
    assert re.match(r"/meja/loket/isian/", clerk.path), clerk.path
    assert keys_pressed(clerk) <= 1
    clerk.screenshot("loket-isian")
    form = clerk.path
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
    clerk.sees("paling lambat")
    clerk.screenshot("loket-tanda-terima")
    print(f"keys for a form of {len(done)} answers with three files: {keys_pressed(clerk)}")
    number = clerk.page.locator("strong.code").inner_text()
    press_by_keyboard(clerk, clerk.page.get_by_role("link", name="Orang berikutnya"))
    # The next in the queue has a case number on paper; the receipt can be printed again.
    keys_pressed(clerk)
    search(clerk, number)
    clerk.sees("U*** C*** P***")
    clerk.sees_not(name)
    clerk.page.keyboard.press("ArrowDown")
    go(clerk, "Enter")
    clerk.sees_heading(name)
    assert keys_pressed(clerk) <= 3
    clerk.visit(DESK)
    assert clerk.page.locator(f"main a[href='/meja/loket/terima/{number}']").is_visible()
    # The slash leads back to the field from anywhere.
    clerk.page.get_by_role("link", name="Lembar kertas").focus()
    clerk.page.keyboard.press("/")
    expect(clerk.page.locator("input[name=cari]")).to_be_focused()
    # The one after that is known: found by name, and served with what the scanner reads.
    search(clerk, name)
    clerk.page.keyboard.press("ArrowDown")
    go(clerk, "Enter")
    clerk.page.keyboard.type("Surat Keterangan Pen")
    go(clerk, "Enter")
    form = clerk.path
    cover = download(clerk, form + "/sampul.pdf?isian=proposal")
    page = download(clerk, form + "/pernyataan.pdf")
    clerk.visit("/meja/loket/pindai")
    choose_by_keyboard(clerk, clerk.page.locator("input[name=pindaian]"), [("sampul.pdf", cover), ("isi.pdf", page)])
    press_by_keyboard(clerk, clerk.page.get_by_role("button", name="Kirim", exact=True))
    clerk.sees("Sudah diterima dan sedang dibaca")
    for _ in range(60):
        clerk.visit(form)
        if clerk.page.locator(".upload:has([id$='proposal']) .upload-list").count() or "pindaian.pdf" in clerk.text:
            break
        clerk.page.wait_for_timeout(500)
    clerk.sees("pindaian.pdf")
    # And one who fetches a letter signs for it.
    clerk.visit("/meja")
    letter = clerk.page.locator("main tr:has-text('Penyerahan') a[href^='/meja/berkas/']").first
    press_by_keyboard(clerk, letter)
    press_by_keyboard(clerk, clerk.page.locator("main a[href^='/meja/loket/serah/']"))
    tab_to(clerk, clerk.page.locator("input[name=penerima]"))
    clerk.page.keyboard.type("Enok Penerima")
    tab_to(clerk, clerk.page.locator("input[name=slip]"))
    clerk.page.keyboard.type("SLIP-7")
    go(clerk, "Enter")
    assert clerk.path.startswith("/meja/berkas/"), clerk.text[:600]
    clerk.visit(DESK)
    expect(clerk.page.locator("input[name=cari]")).to_be_focused()


def test_the_receiver_signs_on_the_pad(person, city):
    clerk = person()
    sign_in(clerk, "loket")
    clerk.visit("/meja")
    clerk.page.locator("main tr:has-text('Penyerahan') a[href^='/meja/berkas/']").first.click()
    clerk.page.locator("main a[href^='/meja/loket/serah/']").click()
    clerk.fill("Nama penerima", "Enok Penerima")
    clerk.screenshot("loket-serah")
    box = clerk.page.locator("canvas").bounding_box()
    mouse = clerk.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 100)
    mouse.down()
    for n in range(12):
        mouse.move(box["x"] + 40 + n * 20, box["y"] + 100 + (40 if n % 2 else -40))
    mouse.up()
    clerk.page.locator("main form button[type=submit]").last.click()
    clerk.page.wait_for_load_state()
    assert clerk.path.startswith("/meja/berkas/"), clerk.text[:600]


def test_a_photo_is_taken_beside_the_file_field(person, city):
    clerk = person()
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    clerk.context.grant_permissions(["camera"], origin=city.url)
    sign_in(clerk, "loket")
    clerk.visit(DESK)
    clerk.page.locator("main a[href^='/meja/loket/isian/']").first.click()
    clerk.page.wait_for_load_state()
    field = clerk.page.locator("input[type=file][accept*='image/jpeg']").first
    button = clerk.page.get_by_role("button", name="Ambil foto").first
    button.focus()
    clerk.page.keyboard.press("Enter")
    take = clerk.page.locator("[data-counter-camera] [data-take]")
    expect(take).to_be_focused(timeout=15_000)
    clerk.screenshot("loket-kamera")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_function("(field) => field.files.length === 1", arg=field.element_handle())
    name, kind, size = field.evaluate("(field) => [field.files[0].name, field.files[0].type, field.files[0].size]")
    assert name.endswith(".jpg") and kind == "image/jpeg" and size > 1_000
    if clerk.page.locator("[data-counter-camera]").evaluate("(box) => box.open"):
        clerk.page.keyboard.press("Escape")
    # The field keeps the photo as if it had been chosen, and the camera is let go of.
    assert not clerk.page.locator("[data-counter-camera]").evaluate("(box) => box.open")
    assert clerk.page.locator("[data-counter-camera] video").evaluate("(video) => video.srcObject === null")
    # Elsewhere no page may use it.
    clerk.visit(DESK)
    assert clerk.page.evaluate(
        "() => navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'yes', (error) => error.name)"
    ) == "NotAllowedError"
    # The browser says so as well: that is what was asked for.
    said = [problem for problem in clerk.problems if "camera is not allowed" in problem]
    assert said
    clerk.problems[:] = [problem for problem in clerk.problems if problem not in said]


def test_the_counter_works_without_a_script(person, city):
    clerk = person(javascript=False)
    sign_in(clerk, "loket")
    clerk.visit(DESK)
    clerk.fill("Kode, nomor berkas", "Tanpa Skrip Contoh")
    clerk.press("Cari")
    expect(clerk.page.locator("input[name=nama]")).to_have_value("Tanpa Skrip Contoh")
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

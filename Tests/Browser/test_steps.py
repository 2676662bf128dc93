"""The steps of the newer services, walked by who does them: field, treasury, register, appeal, time."""

import datetime
import re

import pytest
from pages import sign_in
from pictures import photograph
from playwright.sync_api import expect

BUILDING = "Persetujuan Bangunan Gedung"
CARD = "Penggantian KTP-el"
DOCTOR = "Surat Izin Praktik Dokter"
OBJECTION = "Keberatan"


def today() -> str:
    """The day in the city, as date fields take it."""
    zone = datetime.timezone(datetime.timedelta(hours=7))
    return datetime.datetime.now(zone).date().isoformat()


def my_cases(citizen, service) -> list[str]:
    """The numbers of one's cases of a service, as the list shows them."""
    citizen.visit("/berkas")
    titles = citizen.page.locator("a.errand-title[href^='/berkas/']", has_text=service)
    return [title.get_attribute("href").rsplit("/", 1)[1] for title in titles.all()]


def warga(person, **habits):
    citizen = person(phone=True, **habits)
    sign_in(citizen, "warga")
    return citizen


def find(citizen, service, *texts) -> str:
    """The first of one's cases of a service whose page says all of these."""
    for number in my_cases(citizen, service):
        citizen.visit(f"/berkas/{number}")
        situation = citizen.page.locator("main").inner_text()
        if all(text in situation for text in texts):
            return number
    raise AssertionError(f"no case of {service} says {texts}")


def officer_at(person, role, number, **habits):
    officer = person(**habits)
    sign_in(officer, role)
    officer.visit(f"/meja/berkas/{number}")
    return officer


def send(officer, part):
    officer.page.locator(f"form[action$='/{part}'] button[type=submit]:not([formaction])").last.click()
    officer.page.wait_for_load_state()


def open_fold(officer, part):
    """Opens what an act is folded into."""
    fold = officer.page.locator(f"details:has(form[action$='/{part}'])").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def linked_errors(officer) -> list[str]:
    """What the summary of errors points at; each must be an input of the page."""
    targets = [link.get_attribute("href") for link in officer.page.locator("a[href^='#']").all()]
    invalid = officer.page.locator("[aria-invalid=true]").all()
    ids = ["#" + (field.get_attribute("id") or "") for field in invalid]
    return [target for target in targets if target in ids]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_site_to_the_payment(person, city, javascript):
    """Found in the field, billed, paid; the citizen and the drafter see each of it."""
    citizen = warga(person, javascript=javascript)
    number = find(citizen, BUILDING, "meninjau lokasi")

    inspector = officer_at(person, "lapangan", number, phone=True, javascript=javascript)
    inspector.screenshot(f"lapangan-tugas-{javascript}")
    page = inspector.page
    page.locator("[name='f.sesuai_gambar'][value=ya]").check()
    page.locator("[name=hasil][value=mendukung]").check()
    page.locator("[name=pendapat]").fill("Lahan kosong, patok terlihat.")
    send(inspector, "pendapat")
    # The distance and the photos are missing: said at the field, and nothing typed is lost.
    assert linked_errors(inspector), inspector.text
    assert page.locator("[name='f.sesuai_gambar'][value=ya]").is_checked()
    assert page.locator("[name=pendapat]").input_value() == "Lahan kosong, patok terlihat."
    inspector.screenshot(f"lapangan-kurang-{javascript}")
    page.locator("[name='f.garis_sempadan_cm']").fill("450")
    photos = [
        {"name": f"lahan-{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph(800, 600)}
        for n in (1, 2)
    ]
    page.locator("input[name='f.foto_lahan']").set_input_files(photos)
    send(inspector, "pendapat")
    inspector.visit(f"/meja/berkas/{number}")
    expect(page.locator("#temuan")).to_contain_text("450")
    inspector.screenshot(f"lapangan-selesai-{javascript}")

    citizen.visit(f"/berkas/{number}")
    citizen.sees("Kami menunggu pembayaran dari Anda")
    citizen.sees("Tagihan Anda")
    amount = re.search(r"Rp[\d.]+", citizen.page.locator("main").inner_text()).group(0)
    citizen.screenshot(f"warga-tagihan-{javascript}")

    treasurer = officer_at(person, "bendahara", number, javascript=javascript)
    treasurer.sees(amount)
    treasurer.page.locator("[name=tanggal_bayar]").fill(today())
    treasurer.page.locator("[name=jumlah_bayar]").fill("1000")
    treasurer.page.locator("[name=bukti_bayar]").fill("BUKTI-77")
    send(treasurer, "pembayaran")
    treasurer.sees("Jumlahnya harus sama dengan tagihan")
    assert treasurer.page.locator("[name=bukti_bayar]").input_value() == "BUKTI-77"
    treasurer.screenshot(f"bendahara-salah-{javascript}")
    treasurer.page.locator("[name=jumlah_bayar]").fill(amount)
    send(treasurer, "pembayaran")
    treasurer.sees("Pembayaran dicatat")
    treasurer.screenshot(f"bendahara-selesai-{javascript}")

    citizen.visit(f"/berkas/{number}")
    citizen.sees(f"{amount} pada ")
    citizen.sees_not("Tagihan Anda")
    citizen.screenshot(f"warga-dibayar-{javascript}")

    drafter = officer_at(person, "analis", number, javascript=javascript)
    findings = drafter.page.locator("#temuan")
    expect(findings).to_contain_text("450")
    for _ in range(60):
        if findings.locator("img").count() == 2:
            break
        drafter.page.wait_for_timeout(500)
        drafter.page.reload()
    expect(findings.locator("img")).to_have_count(2)
    drafter.screenshot(f"penyusun-temuan-{javascript}")


def test_a_document_is_recorded(person, city):
    """The operator writes down what the national register printed."""
    operator = person()
    sign_in(operator, "siak")
    rows = operator.page.locator("main tr", has_text="Akta")
    operator.visit("/meja")
    rows.first.locator("a[href^='/meja/berkas/']").click()
    operator.page.wait_for_load_state()
    operator.screenshot("operator-tugas")
    for field in operator.page.locator(
        "form[action$='/dokumen'] input[type=date]"
    ).all():
        field.fill(today())
    for field in operator.page.locator("form[action$='/dokumen'] input[type=text]").all():
        field.fill("3271-LU-20112026-0012")
    send(operator, "dokumen")
    operator.sees("Dokumen dicatat.")
    operator.screenshot("operator-dicatat")


def test_a_refused_document_is_contested(person, city):
    """The reason is read, the objection is filed from the case page, and both cases know it."""
    citizen = warga(person)
    number = find(citizen, CARD, "dicetak")
    operator = officer_at(person, "siak", number)
    open_fold(operator, "dokumen-ditolak")
    operator.page.locator("[name=alasan_dokumen]").fill("Foto wajah belum direkam di SIAK.")
    operator.screenshot("operator-menolak")
    send(operator, "dokumen-ditolak")

    citizen.visit(f"/berkas/{number}")
    citizen.sees("Permohonan Anda ditolak")
    citizen.sees("Foto wajah belum direkam di SIAK.")
    citizen.screenshot("warga-ditolak")
    citizen.press("Ajukan keberatan")
    citizen.screenshot("warga-keberatan-isi")
    page = citizen.page
    page.locator("[name='f.nama_lengkap']").fill("Ratna Uji Keberatan")
    page.locator("[name='f.alasan']").fill("Wajah saya sudah direkam pada bulan lalu.")
    page.locator("[name='f.permintaan']").fill("Cetak KTP-el saya.")
    page.locator("main form button[name=aksi][value=lanjut]").click()
    page.wait_for_load_state()
    page.locator("main form input[type=checkbox]").check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    assert citizen.path.endswith("/tanda-terima"), citizen.path + "\n" + citizen.text
    citizen.visit(f"/berkas/{number}")
    citizen.sees("Keberatan Anda")
    assert page.get_by_role("button", name="Ajukan keberatan").count() == 0
    citizen.screenshot("warga-keberatan-berjalan")


def test_the_secretary_decides_an_objection(person, city):
    """Granted: the contested case is open again."""
    citizen = warga(person)
    contested = find(citizen, DOCTOR, "Keberatan Anda")
    link = citizen.page.locator("main .notice", has_text="Keberatan Anda").locator("a")
    objection = link.inner_text()
    sekda = officer_at(person, "sekda", objection)
    sekda.screenshot("sekda-putusan")
    sekda.page.locator("[name=sudah_baca]").check()
    send(sekda, "tanda-tangan")
    sekda.sees("ditandatangani")
    citizen.visit(f"/berkas/{objection}")
    citizen.sees("Surat Anda sudah terbit")
    letter = citizen.page.locator("a[href$='/surat.pdf']").first.get_attribute("href")
    assert citizen.context.request.get(city.url + letter).status == 200
    citizen.visit(f"/berkas/{contested}")
    citizen.sees("Diproses")
    citizen.sees_not("Permohonan Anda ditolak")
    citizen.screenshot("warga-keberatan-dikabulkan")


def test_time_is_extended_and_stopped(person, city):
    """The head says why; the citizen reads the reason, the new day, and the law."""
    citizen = warga(person)
    number = find(citizen, DOCTOR, "memeriksa registrasi")
    before = promised(citizen)
    head = officer_at(person, "kepala", number)
    head.screenshot("pimpinan-berkas")
    open_fold(head, "perpanjangan")
    head.page.locator("[name=alasan_perpanjangan]").fill("Data Konsil belum dapat dibuka.")
    head.screenshot("pimpinan-perpanjang")
    send(head, "perpanjangan")
    citizen.visit(f"/berkas/{number}")
    citizen.sees("Waktu layanan diperpanjang")
    citizen.sees("Data Konsil belum dapat dibuka.")
    assert promised(citizen) != before
    citizen.screenshot("warga-diperpanjang")

    head.visit(f"/meja/berkas/{number}")
    open_fold(head, "jeda")
    head.page.locator("[name=sebab]").first.check()
    head.page.locator("[name=catatan_jeda]").fill("Perkara Nomor 7/G/2026 di PTUN Bandung.")
    head.screenshot("pimpinan-jeda")
    send(head, "jeda")
    head.visit(f"/meja/berkas/{number}")
    head.sees("Undang-Undang Nomor 30 Tahun 2014")
    assert "menunggu pemohon" not in head.page.locator("main").inner_text().lower()
    head.screenshot("pimpinan-dijeda")
    citizen.visit(f"/berkas/{number}")
    citizen.sees("Undang-Undang Nomor 30 Tahun 2014")
    citizen.screenshot("warga-dijeda")


def promised(citizen) -> str:
    facts = citizen.page.locator(".situation dl").inner_text()
    return facts.split("Janji selesai", 1)[1]

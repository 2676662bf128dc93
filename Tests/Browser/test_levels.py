"""How sure the city is who somebody is: from a new account to a counter, in a real browser."""

import re
import uuid

import pytest
from pages import sign_in

CODE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")
PASSWORD = "empat ekor kuda hijau"


def send(visitor, action):
    """Presses the button of the form that goes to `action`."""
    visitor.page.locator(f"form[action='{action}'] button[type=submit]").last.click()
    visitor.page.wait_for_load_state()


def register(person, habits):
    """A new citizen with an address of their own."""
    address = f"baru.{uuid.uuid4().hex[:8]}@contoh.example"
    citizen = person(**habits)
    citizen.visit("/daftar")
    citizen.page.locator("[name=kontak]").fill(address)
    send(citizen, "/daftar")
    clerk = person(**habits)
    clerk.visit("/demo/surat")
    code = re.search(r"Kode pendaftaran Anda: (\d{6})", clerk.text).group(1)
    citizen.page.locator("[name=kode]").fill(code)
    send(citizen, "/daftar/kode")
    citizen.page.locator("[name=nama]").fill("Warga Baru")
    citizen.page.locator("[name=sandi]").fill(PASSWORD)
    send(citizen, "/daftar/selesai")
    return citizen


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_data_to_the_counter(person, city, javascript):
    """Wrong data, right data, then card and face; the citizen sees who looked."""
    habits = {"javascript": javascript, "phone": True}
    citizen = register(person, habits)
    citizen.visit("/akun/identitas")
    citizen.page.locator("summary").first.click()
    row = citizen.page.locator("tbody tr").nth(0 if javascript else 1)
    name = row.locator("th, td").nth(0).inner_text()
    nik, card = (row.locator("td .cell").nth(n).inner_text().strip() for n in (0, 1))
    day = row.locator("td .cell").nth(2).inner_text().strip()
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    ).split()
    date, month, year = day.split()
    born = f"{year}-{months.index(month) + 1:02d}-{int(date):02d}"
    for wrong in ["1970-01-01", born]:
        for field, value in {"nik": nik, "kk": card, "nama": name, "lahir": wrong}.items():
            citizen.page.locator(f"[name={field}]").fill(value)
        send(citizen, "/akun/identitas")
        if wrong != born:
            citizen.sees("Data ini tidak dapat kami cocokkan.")
            assert citizen.page.locator("[name=nik]").input_value() == nik
    citizen.sees("Data Anda cocok dengan data kependudukan.")
    assert nik not in citizen.page.content()

    send(citizen, "/akun/identitas/kode")
    code = CODE.search(citizen.page.locator(".counter-code").inner_text()).group(0)
    citizen.screenshot(f"identitas-{javascript}")
    officer = person(javascript=javascript)
    sign_in(officer, "loket")
    officer.visit("/meja/identitas")
    officer.page.locator("[name=kode]").fill(code.lower())
    send(officer, "/meja/identitas")
    assert nik not in officer.page.content()
    officer.screenshot(f"loket-identitas-{javascript}")
    officer.page.locator("[name=nik]").fill(nik)
    officer.page.locator("[name=nama]").fill(name)
    for box in ["kartu", "wajah"]:
        officer.page.locator(f"[name={box}]").check()
    send(officer, officer.path)
    officer.sees("Identitas warga sudah dibuktikan.")
    citizen.visit("/akun/identitas")
    citizen.sees("Identitas dibuktikan")
    citizen.visit("/akun/akses")
    citizen.sees("Anda dicari atau dilayani di loket")

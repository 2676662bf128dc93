"""The doors of the house in a real browser: passkeys, and an officer's second factor.

The site is asked at http://localhost, for browsers bind no passkey to a number.
"""

import base64
import hashlib
import hmac
import re
import socket
import struct
import subprocess
import time

import pytest
from city import City, program

NIP = "198503302010011001"
PASSWORD = "empat ekor kuda hijau"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def code(secret, moment=None):
    """The code of an authenticator app (RFC 6238), written here a second time on purpose."""
    step = int((moment or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@pytest.fixture(scope="module")
def local(request):
    """A demo city that is asked by its name."""
    city = City()
    port = free_port()
    try:
        city.start(port=port)
        city.url = f"http://localhost:{port}"
        yield city
    finally:
        city.close()


@pytest.fixture(scope="module")
def office():
    """A house for real use with one officer, who has a password and nothing else."""
    city = City(command="serve")
    port = free_port()
    try:
        subprocess.run(
            [
                program(), "account", "create", "--data", city.data, "--nip", NIP,
                "--name", "Rina Petugas", "--position", "dpmptsp-loket-1",
            ],
            input=PASSWORD + "\n", text=True, check=True, capture_output=True, timeout=120,
            cwd=program().parents[2],
        )
        city.start(port=port)
        city.url = f"http://localhost:{port}"
        yield city
    finally:
        city.close()


def authenticator(visitor):
    """A key in this browser that answers at once."""
    visitor.wire.send("WebAuthn.enable")
    answer = visitor.wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return answer["authenticatorId"]


def path(visitor):
    return visitor.page.url[len(visitor.base) :].split("?")[0]


def as_citizen(visitor):
    visitor.visit("/demo")
    visitor.page.locator("form[action='/demo'] button").first.click()
    visitor.page.wait_for_url("**/berkas")


def test_a_citizen_makes_a_passkey_and_signs_in_with_it(person, local):
    siti = person(at=local, phone=True)
    authenticator(siti)
    as_citizen(siti)
    siti.visit("/akun")
    siti.follow("Kunci sandi (passkey) dan keamanan akun")
    siti.fill("Nama kunci", "Ponsel Siti")
    siti.press("Buat kunci sandi di perangkat ini")
    siti.page.get_by_text("Kunci sandi sudah disimpan.").wait_for()
    siti.page.get_by_role("rowheader", name="Ponsel Siti").wait_for()
    siti.press("Keluar")
    siti.visit("/masuk?lanjut=%2Fakun")
    # The browser offers the passkey by itself, or the person presses the button.
    button = siti.page.get_by_role("button", name="Masuk dengan kunci sandi")
    if path(siti) == "/masuk":
        try:
            button.click(timeout=3_000)
        except Exception:  # the offer was quicker
            pass
    siti.page.wait_for_url("**/akun")


def test_a_key_that_does_not_know_the_finger_says_so_and_the_password_remains(person, local):
    tono = person(at=local)
    key = authenticator(tono)
    as_citizen(tono)
    tono.visit("/keamanan")
    tono.fill("Nama kunci", "Laptop")
    tono.press("Buat kunci sandi di perangkat ini")
    tono.page.get_by_text("Kunci sandi sudah disimpan.").wait_for()
    tono.wire.send(
        "WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False}
    )
    tono.press("Keluar")
    tono.visit("/masuk")
    tono.page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    tono.page.get_by_role("alert").filter(has_text="tidak jadi dipakai").wait_for(timeout=20_000)
    assert tono.page.get_by_label("Kata sandi").first.is_visible()
    assert path(tono) == "/masuk"


def test_without_javascript_no_dead_button_is_shown(person, local):
    tono = person(at=local, javascript=False)
    tono.visit("/masuk")
    assert not tono.page.get_by_role("button", name="Masuk dengan kunci sandi").is_visible()
    assert tono.page.get_by_text("belum bisa memakai kunci sandi").is_visible()


def sign_in(visitor):
    visitor.visit("/petugas/masuk")
    visitor.fill("NIP", NIP)
    visitor.fill("Kata sandi", PASSWORD)
    visitor.press("Masuk")


@pytest.mark.parametrize("javascript", [False])
def test_an_officer_sets_up_an_app_and_needs_it_afterwards(person, office, javascript):
    rina = person(at=office, phone=True, javascript=javascript)
    sign_in(rina)
    assert path(rina) == "/petugas/masuk/siapkan"
    assert rina.page.locator(".qr-code svg").is_visible()
    rina.visit("/meja")
    assert path(rina) == "/petugas/masuk", "a password alone opens nothing"
    sign_in(rina)
    secret = rina.page.locator("code.secret").inner_text().replace(" ", "")
    used = int(time.time() // 30)
    rina.page.locator("input[name=kode]").fill(code(secret))
    rina.press("Simpan")
    spare = rina.page.locator(".spare-codes code").all_inner_texts()
    assert len(spare) == 8 and all(re.fullmatch(r"\d{5}-\d{5}", text) for text in spare)
    rina.follow("Sudah saya catat")
    assert path(rina) == "/meja"
    rina.press("Keluar")

    sign_in(rina)
    assert path(rina) == "/petugas/masuk/kedua"
    rina.page.locator("input[name=kode]").fill("000000")
    rina.press("Masuk")
    rina.page.get_by_text("Kode itu tidak cocok").first.wait_for()
    # The code that set the app up does not count again; the next one does.
    rina.page.locator("input[name=kode]").fill(code(secret, (used + 1) * 30))
    rina.press("Masuk")
    assert path(rina) == "/meja"
    rina.press("Keluar")

    sign_in(rina)
    rina.page.locator("input[name=kode]").fill(spare[0])
    rina.press("Masuk")
    assert path(rina) == "/meja"


def test_an_officer_adds_a_passkey_and_needs_nothing_else(person, office):
    rina = person(at=office)
    authenticator(rina)
    # The app was set up by the test before; a spare code is not at hand here.
    office_reset(office)
    sign_in(rina)
    rina.fill("Nama kunci", "Laptop kantor")
    rina.press("Buat kunci sandi di perangkat ini")
    rina.page.wait_for_url("**/meja")
    rina.press("Keluar")
    rina.visit("/petugas/masuk")
    button = rina.page.get_by_role("button", name="Masuk dengan kunci sandi")
    if path(rina) == "/petugas/masuk":
        try:
            button.click(timeout=3_000)
        except Exception:  # the offer was quicker
            pass
    rina.page.wait_for_url("**/meja")


def office_reset(city):
    """What an administrator does for somebody who lost the phone."""
    subprocess.run(
        [program(), "account", "reset", "--data", city.data, "--nip", NIP],
        text=True, check=True, capture_output=True, timeout=120, cwd=program().parents[2],
    )

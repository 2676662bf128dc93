"""A printed code and a receipt prove themselves in a browser that has no line."""

import base64
import hashlib
import json
import subprocess
import urllib.request

import cwt
from cryptography.hazmat.primitives.serialization import (
    Encoding, PublicFormat, load_der_public_key,
)
from city import program
from cwt import COSEKey

from pages import sign_in

VALID, ALTERED = "surat-valid", "surat-signatureDiffers"
#: What is said of a receipt that was changed.
WRONG = {"bukti-unreadable", "bukti-otherKey", "bukti-unsigned", "bukti-notRecorded"}


def outcome(page, kind, wanted):
    place = page.locator(f"[data-answer={kind}][data-outcome='{wanted}']")
    place.wait_for(timeout=10_000)
    return place.inner_text()


def printed(pdf, folder):
    """What a telephone reads off the paper."""
    path = folder / "surat.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-png", "-r", "200", path, folder / "surat"], check=True, timeout=60)
    shots = sorted(folder.glob("surat*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", *shots], capture_output=True, text=True, timeout=60)
    return next(line for line in read.stdout.splitlines() if "/verifikasi/" in line)


def fetched(person, link):
    answer = person.context.request.get(link)
    assert answer.status == 200, (link, answer.status)
    return answer.body()


def letter_of(person, city):
    """The first letter in a citizen's list."""
    person.visit("/berkas")
    links = person.page.locator("main a.errand-title[href^='/berkas/']")
    for path in [one.get_attribute("href") for one in links.all()]:
        answer = person.context.request.get(city.url + path + "/surat.pdf")
        if answer.status == 200 and answer.body().startswith(b"%PDF"):
            return path, answer.body()
    raise AssertionError("no letter in the demo")


def test_a_printed_code_without_a_line(person, city, tmp_path):
    citizen = person()
    sign_in(citizen, "warga")
    _, pdf = letter_of(citizen, city)
    code = printed(pdf, tmp_path)
    address, fragment = code.split("#")
    path = address[address.index("/verifikasi/"):]

    # PyPI cwt and the published key alone.
    keys = json.loads(urllib.request.urlopen(city.url + "/verifikasi/kunci.json", timeout=20).read())
    spki = base64.b64decode(keys["statements"][0]["spki"])
    pem = load_der_public_key(spki).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    key = COSEKey.from_pem(pem, kid=bytes.fromhex(keys["statements"][0]["kid"]))
    statement = base64.urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4))
    assert len(statement) <= 300
    claims = cwt.decode(statement, key)
    data = subprocess.run(
        ["qpdf", "--show-attachment=surat.json", tmp_path / "surat.pdf"],
        capture_output=True, check=True, timeout=60).stdout
    assert claims[-70003] == hashlib.sha256(data).digest()
    assert claims[7].decode() == json.loads(data)["number"]

    # Our own program, with the whole address and with what stands behind `#`.
    trust = tmp_path / "city.pem"
    trust.write_bytes(urllib.request.urlopen(city.url + "/verifikasi/kunci.pem", timeout=20).read())
    for text, exit_code in ((code, 0), (fragment, 0), (code[:-9] + code[-8:], 2)):
        told = subprocess.run(
            [program(), "verify", text, "--trust", trust], capture_output=True, text=True, timeout=60)
        assert told.returncode == exit_code, told.stdout + told.stderr

    # The link, as a camera opens it: the city's record and the paper's own facts.
    reader = person(phone=True)
    sent = []
    reader.page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    reader.visit(path + "#" + fragment)
    assert claims[2] in outcome(reader.page, "surat", VALID)
    reader.screenshot("surat-dengan-kode")
    # What the city says now outweighs the paper; the code of another letter is told.
    for name, value, wanted in (
        ("past", "1", "surat-past"), ("number", "1/LAIN", "surat-other"),
    ):
        reader.page.evaluate(
            "([name, value]) => { document.querySelector('[data-check]').dataset[name] = value; "
            "window.dispatchEvent(new HashChangeEvent('hashchange')); }", [name, value])
        outcome(reader.page, "surat", wanted)
    reader.visit("/verifikasi/luring")
    reader.page.locator("[data-ready]:not([hidden])").wait_for(timeout=20_000)
    reader.page.reload()
    reader.screenshot("periksa-luring")

    reader.context.set_offline(True)
    reader.page.goto(city.url + "/verifikasi/luring")
    reader.page.fill("[name=kode]", code)
    reader.page.get_by_role("button", name="Periksa kode").click()
    assert claims[2] in outcome(reader.page, "surat", VALID)
    place = len(code) - 20
    reader.page.fill("[name=kode]", code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1:])
    reader.page.get_by_role("button", name="Periksa kode").click()
    assert "dipalsukan" in outcome(reader.page, "surat", ALTERED)
    # The link itself, without a line.
    reader.page.goto(city.url + path + "#" + fragment)
    assert claims[2] in outcome(reader.page, "surat", VALID)
    reader.screenshot("kode-tanpa-jaringan")
    reader.context.set_offline(False)
    assert not [one for one in sent if fragment[:40] in one[0].split("#")[0] + one[1]]


def test_a_receipt_without_a_line(person, city, tmp_path):
    citizen = person()
    sign_in(citizen, "warga")
    path, _ = letter_of(citizen, city)
    receipt = fetched(citizen, city.url + path + "/bukti/1")
    printed_receipt = fetched(citizen, city.url + path + "/tanda-terima.pdf")
    reader = person()
    reader.visit("/verifikasi/luring")
    reader.page.locator("[data-ready]:not([hidden])").wait_for(timeout=20_000)
    reader.page.reload()
    reader.context.set_offline(True)
    reader.page.reload()

    def check(content, name="bukti.json", kind="application/json"):
        reader.page.set_input_files(
            "[name=tanda]", {"name": name, "mimeType": kind, "buffer": content})
        place = reader.page.locator("[data-answer=bukti]")
        place.evaluate("it => it.removeAttribute('data-outcome')")
        reader.page.get_by_role("button", name="Periksa tanda bukti").click()
        reader.page.locator("[data-answer=bukti][data-outcome]").wait_for(timeout=10_000)
        return place.get_attribute("data-outcome")

    assert check(receipt) == "bukti-recorded"
    reader.screenshot("bukti-tanpa-jaringan")
    for place in range(0, len(receipt), 29):
        flipped = bytearray(receipt)
        flipped[place] ^= 1
        assert check(bytes(flipped)) in WRONG, place
    # The same inside the printed receipt.
    paper = ("tanda-terima.pdf", "application/pdf")
    assert check(printed_receipt, *paper) == "bukti-recorded"
    start = printed_receipt.index(b'{"checkpoint"')
    for place in range(start, start + len(receipt) - 60, 97):
        flipped = bytearray(printed_receipt)
        flipped[place] ^= 1
        assert check(bytes(flipped), *paper) in WRONG, place


def test_the_page_without_scripts(person, city):
    plain = person(javascript=False)
    plain.visit("/verifikasi/luring")
    plain.page.fill("[name=kode]", "bukan kode")
    plain.page.get_by_role("button", name="Periksa kode").click()
    plain.page.wait_for_load_state()
    plain.sees("Tidak ada pernyataan kota di dalamnya")

"""Officials sign by a service that keeps their key, and with time-stamps of another, in a browser."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from asn1crypto import pem, x509
from city import City, engines, program
from pages import sign_in
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from signers_of_others import SigningService

NIK = "3271015508790004"


def issue(city, kind, name):
    """A certificate of the demo's own authority; returns its file and the passphrase of it."""
    secret = (city.data / "seal.passphrase").read_text()
    subprocess.run(
        [program(), "keys", "issue", city.data / "seal", "--id", name, "--name", name,
         "--city", "Kota Contoh", "--kind", kind],
        check=True, capture_output=True, timeout=60,
        env={"PENDOPO_PASSPHRASE": secret, "PATH": "/usr/bin:/bin"},
    )
    return city.data / "seal" / f"{name}.p12", secret


@pytest.fixture(scope="module", params=engines())
def signing(request, tmp_path_factory):
    """A demo whose officials may sign by the service, and the service."""
    folder = tmp_path_factory.mktemp("signers")
    settings = folder / "signers.json"
    city = City(request.param, environment={"PENDOPO_SIGNERS": str(settings)})
    service = None
    try:
        key, secret = issue(city, "officer", "Pejabat BSrE")
        stamps, _ = issue(city, "stamp", "Stempel Waktu")
        service = SigningService(key, secret, stamps, secret)
        (folder / "password").write_text("kata")
        settings.write_text(json.dumps({
            "bsre": {
                "url": service.url + "/", "user": "kota", "version": 2,
                "password_file": str(folder / "password"),
            },
            "stamps": {"url": service.url + "/tsa"},
        }))
        yield city.start(), service
    finally:
        city.close()
        if service:
            service.close()


def press(head, ticked: int, passphrase: str):
    head.visit("/meja/putusan")
    boxes = head.page.locator(".batch-letter input[name=surat]")
    numbers = []
    for place in range(ticked):
        boxes.nth(place).check()
        numbers.append(boxes.nth(place).get_attribute("value").split()[0])
    head.page.locator("[name=sudah_baca]").check()
    head.page.locator("[name=frasa]").fill(passphrase)
    head.page.locator(".form:has(.batch) > button[type=submit]").click()
    head.page.wait_for_load_state()
    return numbers


def letter(head, number: str) -> bytes:
    answer = head.context.request.get(f"{head.base}/meja/berkas/{number}/surat.pdf")
    assert answer.status == 200
    return answer.body()


def judge(city, file: bytes, count: int, tmp_path):
    """By pyHanko and by our own verifier: as many signatures, each of them good."""
    bundle = (city.data / "seal" / "city.pem").read_bytes()
    found = [
        x509.Certificate.load(der)
        for kind, _, der in pem.unarmor(bundle, multiple=True) if kind == "CERTIFICATE"
    ]
    reader = PdfFileReader(BytesIO(file))
    # The letter itself proves that no certificate of its chains was revoked.
    context = DocumentSecurityStore.read_dss(reader).as_validation_context({
        "trust_roots": [each for each in found if each.self_issued], "allow_fetching": False,
        "revocation_mode": "require",
    })
    embedded = reader.embedded_signatures
    assert len(embedded) == count
    # pyHanko wants a thread without the loop that the browser's driver runs in.
    with ThreadPoolExecutor(1) as thread:
        found = [
            thread.submit(
                validate_pdf_signature, signature, signer_validation_context=context,
                ts_validation_context=context,
            ).result()
            for signature in embedded
        ]
    for status in found:
        assert status.bottom_line, status.pretty_print_details()
    path = tmp_path / "surat.pdf"
    path.write_bytes(file)
    said = subprocess.run(
        [program(), "verify", path, "--trust", city.data / "seal" / "city.pem", "--json"],
        capture_output=True, text=True, timeout=60,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return json.loads(said.stdout), found


def test_time_stamps_of_a_service_stand_in_the_letter(signing, person, tmp_path):
    """The head's own key and the city's seal, B-LT by tokens of OpenSSL's and the city's lists."""
    city, _ = signing
    head = person(at=city)
    sign_in(head, "kepala")
    number, = press(head, 1, "pendopo-demo")
    head.sees("1 surat ditandatangani, 0 tidak")
    report, statuses = judge(city, letter(head, number), 2, tmp_path)
    assert all(status.timestamp_validity.valid for status in statuses)
    assert [each["level"] for each in report["signatures"]] == ["B-LT", "B-LT"], report


def test_letters_go_through_the_service(signing, person, tmp_path):
    """A wrong passphrase, a service that is down, one that lies; then all is signed, once."""
    city, service = signing
    head = person(at=city, phone=True)
    sign_in(head, "kepala")
    head.visit("/meja/tanda-tangan")
    head.screenshot(f"tanda-tangan-{city.engine}")
    head.page.locator("[name=nik]").fill(NIK)
    head.page.locator("form[action$='/bsre'] button[type=submit]").click()
    head.page.wait_for_load_state()
    head.sees("Layanan tanda tangan BSrE")
    assert NIK not in head.page.content()
    numbers = press(head, 2, "salah")
    head.sees("0 surat ditandatangani, 2 tidak")
    head.sees("Passphrase anda salah")
    service.manners = ["down", "lazy"]
    assert press(head, 2, service.passphrase) == numbers
    head.sees("0 surat ditandatangani, 2 tidak")
    head.sees("tidak dapat dibubuhkan saat ini")
    head.screenshot(f"layanan-mati-{city.engine}")
    assert service.signed == 0
    assert press(head, 2, service.passphrase) == numbers
    head.sees("2 surat ditandatangani, 0 tidak")
    assert service.signed == 2
    for number in numbers:
        report, _ = judge(city, letter(head, number), 2, tmp_path)
        assert report["signatures"][0]["signer"] == "Pejabat BSrE"
    assert {each["nik"] for each in service.asked} == {NIK}
    for log in city.data.rglob("*.log"):
        assert service.passphrase not in log.read_text(errors="replace")

"""Signed letters before judges from outside, and signatures of others before ours.

Ours are made and judged by `pendopo keys` and `pendopo verify`; pyHanko and cwt do the same without
a line of our code.
"""

import base64
import hashlib
import json
import subprocess
from io import BytesIO

import cwt
import pytest
from cryptography import x509
from cwt import COSEKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import (
    ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from signing_keys import PASSPHRASE, blank, run, signed_by_pyhanko
from asn1crypto import pem as asn1pem, x509 as asn1x509

@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    run("keys", "make", folder, "--city", "Kota Contoh")
    for who, name in (("siti", "Siti Rahayu"), ("budi", "Budi Santoso")):
        serial = run(
            "keys", "issue", folder, "--id", who, "--name", name, "--title", "Kepala Dinas",
            "--city", "Kota Contoh",
        )
        (folder / f"{who}.serial").write_text(serial)
    return folder


@pytest.fixture(scope="module")
def ours(keys):
    """A letter with two signatures of ours, and how it was after the first."""
    plain, once, twice = (keys / name for name in ("plain.pdf", "once.pdf", "twice.pdf"))
    plain.write_bytes(blank())
    run(
        "keys", "sign", plain, once, "--key", keys / "siti.p12", "--position",
        "Plt. Kepala Dinas", "--later", "Kedua",
    )
    run("keys", "sign", once, twice, "--key", keys / "budi.p12", "--field", "Kedua")
    return twice


def roots(keys):
    bundle = (keys / "city.pem").read_bytes()
    found = [
        asn1x509.Certificate.load(der)
        for kind, _, der in asn1pem.unarmor(bundle, multiple=True) if kind == "CERTIFICATE"
    ]
    return [each for each in found if each.self_issued], found


def verdict(path, keys, code=0):
    said = run("verify", path, "--trust", keys / "city.pem", "--json", code=code)
    return json.loads(said)


def test_pyhanko_accepts_our_signatures(ours, keys):
    trusted, others = roots(keys)
    context = ValidationContext(trust_roots=trusted, other_certs=others, allow_fetching=False)
    reader = PdfFileReader(BytesIO(ours.read_bytes()))
    assert len(reader.embedded_signatures) == 2
    for signature in reader.embedded_signatures:
        status = validate_pdf_signature(signature, signer_validation_context=context)
        assert status.bottom_line, status.pretty_print_details()
    assert verdict(ours, keys)["verdict"] == "valid"


def test_qpdf_and_pdfsig_accept_our_signatures(ours):
    subprocess.run(["qpdf", "--check", ours], check=True, capture_output=True, timeout=60)
    said = subprocess.run(["pdfsig", "-nocert", ours], capture_output=True, text=True, timeout=60)
    assert said.stdout.count("Signature is Valid") == 2, said.stdout


@pytest.fixture(scope="module")
def theirs(keys):
    """A file that pyHanko signed with a key of ours."""
    return signed_by_pyhanko(keys / "siti.p12")


def test_ours_accepts_signatures_of_pyhanko(theirs, keys, tmp_path):
    path = tmp_path / "theirs.pdf"
    path.write_bytes(theirs)
    report = verdict(path, keys)
    assert report["verdict"] == "valid", report
    assert report["signatures"][0]["signer"] == "Siti Rahayu"


def test_ours_takes_a_second_signature_of_pyhanko(theirs, keys, tmp_path):
    signer = signers.SimpleSigner.load_pkcs12(
        keys / "budi.p12", passphrase=PASSPHRASE.encode()
    )
    data = signers.PdfSignatureMetadata(
        field_name="Dua", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    writer = IncrementalPdfFileWriter(BytesIO(theirs))
    path = tmp_path / "both.pdf"
    path.write_bytes(signers.sign_pdf(writer, data, signer=signer).getvalue())
    report = verdict(path, keys)
    assert [each["verdict"] for each in report["signatures"]] == ["valid", "valid"], report


def page_of(writer):
    return writer.root["/Pages"]["/Kids"][0]


def other_content(writer):
    page = page_of(writer)
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"72 100 m 540 100 l S"))
    writer.update_container(page)


def same_content_object(writer):
    content = page_of(writer).raw_get("/Contents").get_object()
    content._data = b"0 0 100 100 re f"
    content._encoded_data = None
    writer.mark_update(page_of(writer).raw_get("/Contents"))


def a_box_over_it(writer):
    page = page_of(writer)
    box = DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): ArrayObject(map(NumberObject, (0, 0, 500, 500))),
    })
    old = list(page.get("/Annots", ArrayObject()))
    page["/Annots"] = ArrayObject([*old, writer.add_object(box)])
    writer.update_container(page)


def a_visible_field(writer):
    fields.append_signature_field(
        writer, fields.SigFieldSpec("Lebar", on_page=0, box=(0, 0, 500, 500))
    )


def an_action(writer):
    action = DictionaryObject({
        pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_name("/x"),
    })
    writer.root["/OpenAction"] = action
    writer.update_root()


def a_smaller_page(writer):
    page = page_of(writer)
    page["/MediaBox"] = ArrayObject(map(NumberObject, (0, 0, 100, 100)))
    writer.update_container(page)


@pytest.mark.parametrize(
    "change",
    [other_content, same_content_object, a_box_over_it, a_visible_field, an_action, a_smaller_page],
)
def test_a_later_revision_that_changes_the_letter(ours, keys, tmp_path, change):
    writer = IncrementalPdfFileWriter(BytesIO(ours.read_bytes()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    path = tmp_path / "changed.pdf"
    path.write_bytes(out.getvalue())
    report = verdict(path, keys, code=2)
    assert report["verdict"] == "altered", report


def test_bytes_that_change_or_are_missing(ours, keys, tmp_path):
    good = ours.read_bytes()
    path = tmp_path / "bad.pdf"
    place = good.index(b"700 m")
    for bad, verdicts in (
        (good[:place] + b"1" + good[place + 1:], {"altered"}),
        (good + b"\nlain", {"altered"}),
        (good[:-700], {"altered", "truncated"}),
        (b"GIF89a" + good, {"notPDF"}),
    ):
        path.write_bytes(bad)
        assert verdict(path, keys, code=2)["verdict"] in verdicts


def test_an_earlier_revision_with_its_own_signature_is_valid(ours, keys):
    assert verdict(ours.parent / "once.pdf", keys)["verdict"] == "valid"


def test_a_foreign_city_and_a_revoked_key(ours, keys, tmp_path):
    other = tmp_path / "other"
    run("keys", "make", other, "--city", "Kota Contoh")
    assert verdict(ours, other, code=2)["verdict"] == "untrusted"
    for name in ("authority.p12", "seal.p12", "revoked.json", "city.pem"):
        (tmp_path / name).write_bytes((keys / name).read_bytes())
    run("keys", "revoke", tmp_path, (keys / "siti.serial").read_text(), "--reason", "1")
    assert verdict(ours, tmp_path, code=2)["verdict"] == "unproven"
    late = tmp_path / "late.pdf"
    run("keys", "sign", keys / "plain.pdf", late, "--key", keys / "siti.p12")
    assert verdict(late, tmp_path, code=2)["verdict"] == "revoked"


def test_certificates_are_well_formed(keys):
    bundle = (keys / "city.pem").read_text()
    certificates = x509.load_pem_x509_certificates(bundle.encode())
    assert len(certificates) == 2
    for each in certificates:
        assert each.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert each.public_bytes(Encoding.DER)
    start = bundle.index("-----BEGIN X509 CRL")
    crl = x509.load_pem_x509_crl(bundle[start:].encode())
    authority = next(each for each in certificates if each.subject != each.issuer)
    assert crl.is_signature_valid(authority.public_key())


def test_cwt_reads_our_statement(keys, tmp_path):
    data = tmp_path / "data.json"
    data.write_text('{ "nama": "Ani", "nomor": "503/0001" }')
    code = run(
        "keys", "state", "--key", keys / "seal.p12", "--address", "https://kota.example/v/ABC",
        "--number", "503/0001/SK/2026", "--kind", "Surat Keterangan", "--holder", "Ani Lestari",
        "--object", "Jalan Merdeka 12", "--issued", "2026-11-01", "--until", "2099-11-01",
        "--data", data,
    )
    part = code.split("#")[1]
    raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    assert len(raw) <= 300
    pem = (keys / "city.pem").read_text()
    start = pem.index("-----BEGIN PUBLIC KEY")
    key = COSEKey.from_pem(pem[start:], alg="ES256", kid=raw_key_id(raw))
    claims = cwt.decode(raw, keys=key)
    assert claims[2] == "Ani Lestari"
    assert claims[7] == b"503/0001/SK/2026"
    assert claims[-70003] == hashlib.sha256(b'{"nama":"Ani","nomor":"503/0001"}').digest()
    said = json.loads(run("verify", code, "--trust", keys / "city.pem", "--json"))
    assert said["verdict"] == "valid"
    wrong = code[:-30] + ("A" if code[-30] != "A" else "B") + code[-29:]
    run("verify", wrong, "--trust", keys / "city.pem", code=2)


def raw_key_id(raw):
    """The key id of the unprotected header: a byte string of eight bytes behind the name 4."""
    place = raw.index(bytes([0xA1, 0x04, 0x48])) + 3
    return raw[place:place + 8]

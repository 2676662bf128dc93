"""Proof for later (PAdES B-LT): revocation by lists and by OCSP that a document carries itself.

pyHanko writes what ours judges; what ours writes is judged by pyHanko in `test_signers`.
"""

import datetime
import json
from io import BytesIO

import pytest
from asn1crypto import ocsp as asn1ocsp, x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import ocsp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from signing_keys import PASSPHRASE, run, signed_by_pyhanko

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
DAY = datetime.timedelta(days=1)


def opened(path):
    return load_pkcs12(path.read_bytes(), PASSPHRASE.encode())


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    run("keys", "make", folder, "--city", "Kota Contoh")
    run("keys", "issue", folder, "--id", "siti", "--name", "Siti Rahayu", "--city", "Kota Contoh")
    return folder


@pytest.fixture(scope="module")
def signed(keys):
    return signed_by_pyhanko(keys / "siti.p12")


def answer(keys, by, status, *, about="siti", digest=SHA1, at=None, helper=None):
    """What a responder says of a certificate, signed by the key of a file."""
    issuer = opened(keys / "authority.p12")
    own = opened(keys / f"{about}.p12").cert.certificate
    responder = opened(by)
    revoked = status == ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=own, issuer=issuer.cert.certificate, algorithm=digest(), cert_status=status,
        this_update=NOW, next_update=NOW + DAY, revocation_time=at or NOW - DAY if revoked else None,
        revocation_reason=x509.ReasonFlags.key_compromise if revoked else None,
    ).responder_id(ocsp.OCSPResponderEncoding.HASH, responder.cert.certificate)
    if helper:
        builder = builder.certificates([helper])
    made = builder.sign(responder.key, SHA256())
    return asn1ocsp.OCSPResponse.load(made.public_bytes(Encoding.DER))


def judged(keys, tmp_path, signed, answers, code=0):
    """What ours says of the document with these answers in it."""
    document = BytesIO(signed)
    chain = [opened(keys / f"{name}.p12").cert.certificate for name in ("siti", "authority")]
    DocumentSecurityStore.add_dss(
        document, None, ocsps=answers,
        certs=[asn1x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in chain])
    path = tmp_path / "surat.pdf"
    path.write_bytes(document.getvalue())
    # Without lists, so that only the document itself can tell.
    trust = tmp_path / "trust.pem"
    text = (keys / "city.pem").read_text()
    trust.write_text(text[: text.index("-----BEGIN X509 CRL")])
    return json.loads(run("verify", path, "--trust", trust, "--json", code=code))


GOOD, REVOKED = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED


@pytest.mark.parametrize("digest", [SHA1, SHA256])
def test_a_good_answer_leaves_the_letter_valid(keys, signed, tmp_path, digest):
    said = judged(
        keys, tmp_path, signed, [answer(keys, keys / "authority.p12", GOOD, digest=digest)])
    assert said["verdict"] == "valid", said
    assert said["signatures"][0]["isRevocationKnown"] is True, said


def test_a_revoked_key_is_told(keys, signed, tmp_path):
    said = judged(
        keys, tmp_path, signed, [answer(keys, keys / "authority.p12", REVOKED)], code=2)
    assert said["verdict"] == "revoked", said


def test_revoked_after_the_stated_time_cannot_be_proven(keys, signed, tmp_path):
    late = answer(keys, keys / "authority.p12", REVOKED, at=NOW + DAY / 2)
    said = judged(keys, tmp_path, signed, [late], code=2)
    assert said["verdict"] == "unproven", said


def test_an_answer_by_somebody_else_does_not_count(keys, signed, tmp_path):
    """The seal's key is of the same authority, but not made for answers; another root is worse."""
    seal = opened(keys / "seal.p12").cert.certificate
    own = answer(keys, keys / "seal.p12", REVOKED, helper=seal)
    root = answer(keys, keys / "root.p12", REVOKED)
    said = judged(keys, tmp_path, signed, [own, root])
    assert said["verdict"] == "valid", said
    assert said["signatures"][0]["isRevocationKnown"] is False, said


def test_an_answer_about_another_says_nothing(keys, signed, tmp_path):
    said = judged(
        keys, tmp_path, signed, [answer(keys, keys / "authority.p12", REVOKED, about="seal")])
    assert said["verdict"] == "valid", said
    assert said["signatures"][0]["isRevocationKnown"] is False, said

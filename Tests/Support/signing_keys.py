"""Keys of a city as `pendopo keys` makes them, and pages that pyHanko signs with them."""

import subprocess
from io import BytesIO

from city import program
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import fields, signers

PASSPHRASE = "rahasia sekali"


def run(*words, code=0):
    result = subprocess.run(
        [program(), *map(str, words)], capture_output=True, text=True, timeout=120,
        env={"PENDOPO_PASSPHRASE": PASSPHRASE, "PATH": "/usr/bin:/bin"},
    )
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout.strip()


def blank() -> bytes:
    """A page with a rule across, written by pyHanko."""
    writer = PdfFileWriter(stream_xrefs=False)
    content = writer.add_object(StreamObject(stream_data=b"72 700 m 540 700 l S"))
    page = PageObject(contents=content, media_box=(0, 0, 595, 842), resources=DictionaryObject())
    writer.insert_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_by_pyhanko(key) -> bytes:
    """A page that pyHanko signed with the key of a file, and certified."""
    signer = signers.SimpleSigner.load_pkcs12(key, passphrase=PASSPHRASE.encode())
    writer = IncrementalPdfFileWriter(BytesIO(blank()))
    data = signers.PdfSignatureMetadata(
        field_name="Satu", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256",
        certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    return signers.sign_pdf(writer, data, signer=signer).getvalue()

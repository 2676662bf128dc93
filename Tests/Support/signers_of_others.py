"""The signing service of BSrE and a time-stamp service, as this project's tests stand in for them.

Signatures are made by pyHanko and tokens by OpenSSL, without a line of our code.
"""

import base64
import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers


class SigningService:
    """`manners` are taken one for each letter: `down`, `lazy` (gives the letter back unsigned)."""

    def __init__(self, key, passphrase: str, stamps=None, stamps_passphrase: str = ""):
        self.passphrase = passphrase
        self.manners: list[str] = []
        self.signed = 0
        self.asked: list[dict] = []
        self._signer = signers.SimpleSigner.load_pkcs12(key, passphrase=passphrase.encode())
        self._stamps = StampOffice(stamps, stamps_passphrase) if stamps else None
        house = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path == "/tsa":
                    kind = "application/timestamp-reply"
                    return self.answer(200, house._stamps.answer(body), kind)
                assert self.path == "/api/v2/sign/pdf", self.path
                status, reply = house.sign(json.loads(body), self.headers["Authorization"])
                self.answer(status, json.dumps(reply).encode(), "application/json")

            def answer(self, status, body, kind):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def sign(self, asked: dict, authorization: str):
        self.asked.append({key: value for key, value in asked.items() if key != "file"})
        if authorization != "Basic " + base64.b64encode(b"kota:kata").decode():
            return 401, {"message": "Unauthorized"}
        if asked["passphrase"] != self.passphrase:
            return 400, {"error": "Passphrase anda salah"}
        manner = self.manners.pop(0) if self.manners else "ok"
        if manner == "down":
            return 503, {"message": "maintenance"}
        letter = base64.b64decode(asked["file"][0])
        if manner != "lazy":
            letter = self._signature(letter)
        return 200, {"time": "1 ms", "file": [base64.b64encode(letter).decode()]}

    def _signature(self, letter: bytes) -> bytes:
        data = signers.PdfSignatureMetadata(
            field_name=f"BSrE{self.signed}", subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        )
        writer = IncrementalPdfFileWriter(BytesIO(letter))
        self.signed += 1
        return signers.sign_pdf(writer, data, signer=self._signer).getvalue()


class StampOffice:
    """RFC 3161 by `openssl ts`."""

    CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {0}/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""

    def __init__(self, key: Path, passphrase: str):
        self.folder = key.parent / "stempel"
        self.folder.mkdir()
        opened = load_pkcs12(key.read_bytes(), passphrase.encode())
        pem = Encoding.PEM
        for name, content in {
            "key.pem": opened.key.private_bytes(pem, PrivateFormat.PKCS8, NoEncryption()),
            "own.pem": opened.cert.certificate.public_bytes(pem),
            "chain.pem": b"".join(
                each.certificate.public_bytes(pem) for each in opened.additional_certs
            ),
            "serial": b"01\n",
            "openssl.conf": self.CONFIG.format(self.folder).encode(),
        }.items():
            (self.folder / name).write_bytes(content)

    def answer(self, query: bytes) -> bytes:
        place = self.folder
        (place / "query").write_bytes(query)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", place / "openssl.conf", "-queryfile",
             place / "query", "-signer", place / "own.pem", "-inkey", place / "key.pem",
             "-chain", place / "chain.pem", "-out", place / "reply"],
            check=True, capture_output=True, timeout=60,
        )
        return (place / "reply").read_bytes()

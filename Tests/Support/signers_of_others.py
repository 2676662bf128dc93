"""The signing service of BSrE and a time-stamp service, as this project's tests stand in for them.

Signatures and tokens are made by pyHanko, without a line of our code.
"""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from asn1crypto import tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper


class SigningService:
    """`manners` are taken one for each letter: `down`, `lazy` (gives the letter back unsigned)."""

    def __init__(self, key, passphrase: str, stamps=None, stamps_passphrase: str = ""):
        self.passphrase = passphrase
        self.manners: list[str] = []
        self.signed = 0
        self.asked: list[dict] = []
        self._signer = signers.SimpleSigner.load_pkcs12(key, passphrase=passphrase.encode())
        self._stamper = None
        if stamps:
            own = signers.SimpleSigner.load_pkcs12(stamps, passphrase=stamps_passphrase.encode())
            self._stamper = DummyTimeStamper(
                own.signing_cert, own.signing_key, certs_to_embed=own.cert_registry
            )
        house = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path == "/tsa":
                    return self.answer(200, house.stamp(body), "application/timestamp-reply")
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

    def stamp(self, query: bytes) -> bytes:
        return self._stamper.request_tsa_response(tsp.TimeStampReq.load(query)).dump()

"""A citizen as a program: signs in, prepares drafts, submits them. Used by fault tests and the bench.

What is special to the pages of this city stands in `prepare` and `submit`; the rest knows HTTP only.
"""

import datetime
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass

TIMEOUT = 15
NUMBER = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{4}")
KEY = re.compile(r"Penelitian \[([a-z0-9-]+)\]")
#: Some of the demo's citizens, as `DemoNames` makes them, and the password of all of them.
CITIZENS = [
    "hendra.kusuma.1@contoh.example", "tiara.purnama.2@contoh.example",
    "bagus.hidayat.3@contoh.example", "laras.ramdani.4@contoh.example",
]
PASSWORD = "pendopo-demo"
FILES = ["f.surat_pengantar", "f.proposal", "f.kartu_identitas"]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
HIDDEN = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(rb'(name|value)="([^"]*)"')


class Refused(Exception):
    """The server answered, and the answer is no (4xx, 5xx)."""

    def __init__(self, status: int, body: bytes = b""):
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body


@dataclass(frozen=True)
class Draft:
    """A filled form that one POST turns into a case."""

    path: str
    fields: dict[str, str]


class Applicant:
    def __init__(self, base: str, person: int | None = None):
        """`person` picks one of the demo's citizens, who sign in by password; else the shortcut's."""
        self.base = base
        self.person = person
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self._cookies),
        )

    @property
    def cookie(self) -> str:
        """The session as a Cookie header, for load generators."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    def get(self, path: str) -> bytes:
        return self._open(urllib.request.Request(self.base + path))[1]

    def post(self, path: str, fields: dict[str, str]) -> tuple[str, bytes]:
        """Sends a form; returns the address of the page that answers in the end, and the page."""
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.base + path, data=body))

    def _open(self, request) -> tuple[str, bytes]:
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return answer.url, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.code, error.read()) from None

    def hidden_fields(self, page: bytes) -> dict[str, str]:
        """Hidden inputs of a page, the form token among them."""
        found = {}
        for tag in HIDDEN.findall(page):
            parts = {key.decode(): value.decode() for key, value in ATTRIBUTE.findall(tag)}
            if "name" in parts:
                found[parts["name"]] = parts.get("value", "")
        return found

    def send(self, path: str, fields: dict[str, str], files: dict[str, bytes]) -> tuple[str, bytes]:
        """Sends a form with files."""
        boundary = f"----pendopo{uuid.uuid4().hex}"
        parts = []
        for name, value in fields.items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
                         f"{value}\r\n".encode())
        for name, content in files.items():
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
                         f'filename="{name}.pdf"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
                         + content + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._open(urllib.request.Request(self.base + path, data=body, headers=kind))

    def form_of(self, page: bytes, action: str) -> dict[str, str]:
        """Hidden inputs of the form that goes to the address ending so."""
        found = re.search(rb'<form[^>]*action="[^"]*' + re.escape(action.encode()) + rb'"[^>]*>', page)
        if not found:
            raise AssertionError(f"no form goes to …{action}")
        end = page.find(b"</form>", found.end())
        return self.hidden_fields(page[found.start():end])

    # What this city's pages ask for.

    def sign_in(self, role: str = "warga") -> None:
        """Becomes the demo's citizen, or an officer of the demo."""
        if self.person is not None:
            fields = self.form_of(self.get("/masuk"), "/masuk")
            self.post("/masuk", {**fields, "kontak": CITIZENS[self.person], "sandi": PASSWORD})
            return
        fields = self.form_of(self.get("/demo"), "/demo")
        self.post("/demo", {**fields, "akun": role})

    def prepare(self, key: str) -> Draft:
        """Fills the form of the research permit up to its review page; `key` is in the title."""
        start = self.get("/layanan/penelitian")
        address, page = self.post(
            "/layanan/penelitian/draf", self.form_of(start, "/layanan/penelitian/draf"))
        for group, answers in answers_of(key).items():
            for _ in range(3):
                path = urllib.parse.urlsplit(address).path
                if not path.endswith("/" + group):
                    break
                fields = self.form_of(page, path)
                shown = set(re.findall(rb'name="(f\.[a-z_]+)"', page))
                sent = {name: value for name, value in answers.items() if name.encode() in shown}
                if group == "berkas":
                    for name in FILES:
                        if f'name="{name}"'.encode() in page:
                            upload = {**fields, "aksi": "unggah"}
                            address, page = self.send(path, upload, {name: PDF})
                            fields = self.form_of(page, path)
                address, page = self.post(path, {**fields, **sent, "aksi": "lanjut"})
        path = urllib.parse.urlsplit(address).path
        if not path.endswith("/periksa"):
            raise AssertionError(f"the form stopped at {path}")
        send = path.removesuffix("/periksa") + "/kirim"
        declared = re.search(rb'<input[^>]*type="checkbox"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
        if not declared:
            raise AssertionError("no declaration on the review page")
        tick = {declared.group(1).decode(): declared.group(2).decode()}
        return Draft(send, {**self.form_of(page, send), **tick})

    def submit(self, draft: Draft) -> str:
        """The last POST; returns the case number. Raises Refused, or OSError when cut off."""
        address, _ = self.post(draft.path, draft.fields)
        found = NUMBER.search(address)
        if not found:
            raise AssertionError(f"no number in {address}")
        return found.group(0)

    def numbers_by_key(self) -> dict[str, list[str]]:
        """The case numbers of all my submitted cases by the key in their title."""
        listed = NUMBER.findall(self.get("/berkas").decode())
        found: dict[str, list[str]] = {}
        for number in dict.fromkeys(listed):
            page = self.get(f"/berkas/{number}").decode()
            if key := KEY.search(page):
                found.setdefault(key.group(1), []).append(number)
        return found

    def files_of(self, number: str) -> list[bytes]:
        """What the files of one of my cases hold."""
        page = self.get(f"/berkas/{number}").decode()
        links = dict.fromkeys(re.findall(rf'href="(/berkas/{number}/lampiran/[^"?]+)', page))
        return [self.get(link) for link in links]


def answers_of(key: str) -> dict[str, dict[str, str]]:
    begin = datetime.date.today() + datetime.timedelta(days=21)
    return {
        "pemohon": {
            "f.kewarganegaraan": "wni", "f.nama_lengkap": "Ratna Uji Gangguan",
            "f.nik": "3271015704920002", "f.alamat": "Jalan Contoh Nomor 1",
            "f.telepon": "081211112222", "f.surel": "",
        },
        "lembaga": {
            "f.jenis_lembaga": "perguruan_tinggi", "f.nama_lembaga": "Universitas Contoh",
            "f.nomor_induk": "",
        },
        "kegiatan": {
            "f.jenis_kegiatan": "skripsi", "f.judul": f"Penelitian [{key}]",
            "f.lokasi": "Bogor Tengah", "f.kecamatan": "32.71.03",
            "f.tanggal_mulai": begin.isoformat(),
            "f.tanggal_selesai": (begin + datetime.timedelta(days=30)).isoformat(),
            "f.berkelompok": "tidak",
        },
        "berkas": {"f.pernyataan_taat": "ya"},
    }


CAN_SUBMIT = True

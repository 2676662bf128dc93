"""What people entrust to the house is found in no byte that it stores, logs or backs up."""

import base64
import hashlib
import hmac
import http.client
import html
import json
import re
import shutil
import socket
import sqlite3
import struct
import subprocess
import time
import urllib.parse
from contextlib import closing

import applicant
import pytest
from applicant import Applicant, Refused
from city import City, engines, program
from provider import Provider
from traces import dump, files_below, leaks, spellings

#: Invented; the first is in the register of the demo, so that level 1 can be reached.
KNOWN = {"nik": "3271015301867900", "kk": "3271010103157900", "nama": "Hana Warga Contoh", "lahir": "1986-01-13"}
SECRETS = {
    "name before the match": "Kirana Sembadra Purwaningsih",
    "e-mail": "kirana.sembadra@rahasia.example",
    "password": "tujuh gajah ungu terbang 4471",
    "wrong password": "delapan badak jingga 9942",
    "wrong contact": "salah.alamat.7731@rahasia.example",
    "officer's wrong password": "sembilan landak perak 2215",
    "passphrase": applicant.PASSWORD,
    "wrong passphrase": "sepuluh tapir nila 6630",
    "NIK": KNOWN["nik"],
    "family card": KNOWN["kk"],
    "name in the register": KNOWN["nama"],
    "other NIK": "3271034107910077",
    "name in the form": "Wulandari Kertapati Nilam",
    "NIK in the form": "3271015704929915",
    "street": "Jalan Merpati Jingga Nomor 418",
    "phone": "081255577799",
    "phone, as kept": "+6281255577799",
    "e-mail in the form": "nilam.kertapati@rahasia.example",
    "title": "Kebiasaan tidur kucing belang",
    "message": "Saya menitipkan pesan bersandi delima",
    "officer's message": "Balasan kantor bertanda cendana",
    "note in the office": "Catatan dapur bertanda kamboja",
    "correction": "Perbaiki bagian bertanda melati",
    "note at a field": "Isian ini bertanda anggrek hitam",
    "corrected title": "Kebiasaan makan kucing hitam",
    "letter": "Surat ini bertanda bakung putih",
    "opinion": "Pendapat kantor bertanda kenanga",
    "emergency": "Ambulans menunggu dengan tanda teratai",
    "grant": "Jabatan ini perlu wewenang bertanda dahlia",
    "breach, data": "Daftar hadir bertanda flamboyan",
    "breach, course": "Terungkap lewat surel bertanda bougenvil",
    "breach, measures": "Kata sandi diganti bertanda sedap malam",
    "search": "Pencarian bertanda kemuning",
    "path": "jalur-bertanda-wijayakusuma",
    "provider's code": "kode-penyedia-bertanda-akasia",
    "provider's words": "Ibu Kirana Sembadra ditolak penyedia bertanda cempaka",
    "provider's token": "tiket-akses-bertanda-kecubung",
    "provider's subject": "subjek-bertanda-asoka-8812",
    "provider's e-mail": "tirta.wening@rahasia.example",
    "provider's name": "Tirta Wening Pranajaya",
    "provider's NIK": "3271041203850033",
    "provider's secret": "rahasia-klien-bertanda-tanjung",
    "file": b"ISI BERKAS BERTANDA MAWAR 5519",
}


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Person(Applicant):
    """A browser that remembers what a person was given: tokens, codes, the secret of an app."""

    def __init__(self, city, secrets):
        super().__init__(city.url)
        self.secrets = secrets

    def remember(self, name, text):
        self.secrets[f"{name} {len(self.secrets)}"] = text

    def role(self, role):
        self.sign_in(role)
        self.keep_tokens()
        return self

    def keep_tokens(self):
        for cookie in self._cookies:
            if cookie.value and len(cookie.value) > 15:
                self.remember(f"cookie {cookie.name}", cookie.value)

    def submit_form(self, page, action, fields):
        """Sends the form of a page that goes to the action; returns address and page."""
        hidden = self.form_of(self.get(page), action)
        return self.post(action, {**hidden, **fields})

    def refused(self, page, action, fields):
        with pytest.raises(Refused):
            self.submit_form(page, action, fields)


def code_in(mails, address):
    """The newest code that was written to an address."""
    for letter in mails.split("<li><article")[1:]:
        if address in letter and (found := re.search(r"\b(\d{6})\b", re.sub(r"<[^>]*>", " ", letter))):
            return found.group(1)
    raise AssertionError("no letter with a code")


def app_code(secret):
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time() // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def register(person, secrets):
    email = secrets["e-mail"]
    person.submit_form("/daftar", "/daftar", {"kontak": email})
    code = code_in(person.get("/demo/surat").decode(), email)
    person.refused("/daftar/kode", "/daftar/kode", {"kode": "000000"})
    person.submit_form("/daftar/kode", "/daftar/kode", {"kode": code})
    person.submit_form(
        "/daftar/selesai", "/daftar/selesai",
        {"nama": secrets["name before the match"], "sandi": secrets["password"]},
    )
    person.keep_tokens()


def fail_to_sign_in(city, secrets):
    stranger = Person(city, {})
    for contact, password in [
        (secrets["e-mail"], secrets["wrong password"]),
        (secrets["wrong contact"], secrets["wrong password"]),
    ]:
        stranger.refused("/masuk", "/masuk", {"kontak": contact, "sandi": password})
    stopped = []
    for _ in range(8):
        with pytest.raises(Refused) as refused:
            stranger.submit_form(
                "/masuk", "/masuk",
                {"kontak": secrets["e-mail"], "sandi": secrets["wrong password"]})
        stopped.append(refused.value.status)
    assert stopped[-1] == 429
    stranger.refused(
        "/petugas/masuk", "/petugas/masuk",
        {"nip": "198503302010011001", "sandi": secrets["officer's wrong password"]},
    )
    for path in [f"/{secrets['path']}", f"/berkas/{secrets['path']}", f"/lacak/{secrets['path']}",
                 f"/masuk/penyedia/{secrets['path']}?code={secrets['path']}"]:
        try:
            stranger.get(path)
        except Refused as refused:
            assert refused.status in (400, 403, 404, 422), path
    stranger.get("/layanan?q=" + urllib.parse.quote(secrets["search"]))


@pytest.fixture
def provider():
    found = Provider(
        SECRETS["provider's code"], SECRETS["provider's words"], SECRETS["provider's token"],
        {"sub": SECRETS["provider's subject"], "email": SECRETS["provider's e-mail"],
         "email_verified": True, "name": SECRETS["provider's name"], "nik": SECRETS["provider's NIK"]})
    yield found
    found.close()


def come_through(provider, city, secrets):
    """Refused by the provider once, let in the second time, proven by it."""
    try:
        Person(city, {}).get("/masuk/penyedia/uji")
    except Refused as refused:
        assert refused.status < 500
    assert provider.asked == 1
    person = Person(city, secrets)
    person.get("/masuk/penyedia/uji")
    assert provider.asked == 2
    page = person.get("/data-saya").decode()
    assert secrets["provider's NIK"] in page and secrets["provider's name"] in page
    person.keep_tokens()
    person.remember("token of the provider", provider.id_token)
    person.remember("nonce", provider.nonce)


def be_proven(city, person, secrets):
    wrong = {**KNOWN, "nik": secrets["other NIK"]}
    person.refused("/akun/identitas", "/akun/identitas", wrong)
    person.submit_form("/akun/identitas", "/akun/identitas", KNOWN)
    _, page = person.submit_form("/akun/identitas", "/akun/identitas/kode", {})
    code = re.search(r'counter-code"><strong>([^<]+)<', page.decode()).group(1)
    person.remember("counter code", code)
    clerk = Person(city, secrets).role("loket")
    address, _ = clerk.submit_form("/meja/identitas", "/meja/identitas", {"kode": code})
    path = urllib.parse.urlsplit(address).path
    clerk.submit_form(path, path, {"nik": KNOWN["nik"], "nama": KNOWN["nama"], "kartu": "ya", "wajah": "ya"})


def apply(person, secrets, monkeypatch):
    answers = applicant.answers_of("x")
    answers["pemohon"] |= {
        "f.nama_lengkap": secrets["name in the form"], "f.nik": secrets["NIK in the form"],
        "f.alamat": secrets["street"], "f.telepon": secrets["phone"],
        "f.surel": secrets["e-mail in the form"],
    }
    answers["kegiatan"]["f.judul"] = secrets["title"]
    monkeypatch.setattr(applicant, "answers_of", lambda key: answers)
    pdf = applicant.PDF.replace(b"%%EOF", b"%" + secrets["file"] + b"\n%%EOF")
    monkeypatch.setattr(applicant, "PDF", pdf)
    number = person.submit(person.prepare("x"))
    assert any(secrets["file"] in file for file in person.files_of(number))
    return number


def work_on(city, person, number, secrets):
    """Messages both ways, a note, a correction and its answer, an opinion."""
    own, desk = f"/berkas/{number}", f"/meja/berkas/{number}"
    person.submit_form(own, own + "/pesan", {"pesan": secrets["message"]})
    clerk = Person(city, secrets).role("loket")
    clerk.get(f"/meja?q={secrets['NIK in the form']}")
    clerk.get("/meja?q=" + urllib.parse.quote(secrets["name in the form"]))
    clerk.submit_form(desk, desk + "/pesan", {"pesan": secrets["officer's message"]})
    clerk.submit_form(desk, desk + "/catatan", {"catatan": secrets["note in the office"]})
    clerk.submit_form(
        desk, desk + "/perbaikan",
        {"isian": "judul", "n.judul": secrets["note at a field"], "surat": secrets["correction"]},
    )
    person.submit_form(
        own + "/perbaikan", own + "/perbaikan",
        {"f.judul": secrets["corrected title"], "aksi": "kirim"},
    )
    clerk.submit_form(desk, desk + "/lengkap", {})
    analyst = Person(city, secrets).role("analis")
    analyst.submit_form(
        desk, desk + "/pendapat", {"hasil": "mendukung", "pendapat": secrets["opinion"]})
    page = analyst.get(desk).decode()
    assert secrets["opinion"] in page and secrets["corrected title"] in page
    return analyst


def letter(city, number, secrets):
    """The letter with a line of its own, through all hands, to the applicant."""
    desk = f"/meja/berkas/{number}"
    other = Person(city, secrets).role("kesbangpol")
    other.submit_form(
        desk, desk + "/pendapat", {"hasil": "mendukung", "pendapat": secrets["opinion"]})
    text = ""
    for role, act, fields in [
        ("analis", "/naskah", {"aksi": "selesai"}), ("kabid", "/paraf", {}),
        ("sekretaris", "/paraf", {}), ("kepala", "/tanda-tangan", {"sudah_baca": "ya", "frasa": secrets["passphrase"]}),
        ("loket", "/penyerahan", {}),
    ]:
        person = Person(city, secrets).role(role)
        page = person.get(desk)
        if editor := re.search(r'<textarea[^>]*name="naskah"[^>]*>(.*?)</textarea>', page.decode(), re.S):
            text = html.unescape(editor.group(1)).lstrip("\r\n")
            if role == "analis":
                text += "\n\n" + secrets["letter"] + "\n"
            fields = {**fields, "naskah": text}
        form = person.form_of(page, desk + act)
        if "frasa" in fields:
            with pytest.raises(Refused):
                person.post(desk + act, {**form, **fields, "frasa": secrets["wrong passphrase"]})
        person.post(desk + act, {**form, **fields})
    assert secrets["letter"] in text


def take_along(person):
    """All data of one's own, in both forms."""
    for form in ("json", "pdf"):
        page = person.get("/data-saya")
        _, got = person.post("/data-saya/unduh", {**person.form_of(page, "/data-saya/unduh"), "bentuk": form})
        assert len(got) > 1_000


def break_a_page(city, person, number):
    """A message that cannot be opened any more: an error of ours, which is logged."""
    change = "UPDATE case_messages SET sealed = {}"
    if city.engine == "postgres":
        url = city.arguments[city.arguments.index("--database") + 1]
        subprocess.run(
            ["psql", "-X", "-q", url, "-c", change.format("'\\x00'")], check=True, timeout=60)
    else:
        with closing(sqlite3.connect(city.data / "pendopo.sqlite", timeout=30)) as database:
            with database:
                database.execute(change.format("x'00'"))
    with pytest.raises(Refused) as refused:
        person.get(f"/berkas/{number}")
    assert refused.value.status == 500


def office_secrets(city, analyst, secrets):
    """An app, an emergency, a grant, a breach."""
    _, page = analyst.submit_form("/keamanan", "/keamanan/aplikasi/mulai", {})
    text = page.decode()
    secret = re.sub(r"\s", "", re.search(r'<code class="secret">([^<]+)<', text).group(1))
    analyst.remember("secret of the app", secret)
    analyst.remember("secret of the app, bytes", base64.b32decode(secret))
    _, page = analyst.submit_form("/keamanan/aplikasi", "/keamanan/aplikasi", {"kode": app_code(secret)})
    spare = re.findall(r"<li><code>(\d{5}-\d{5})<", page.decode())
    assert len(spare) == 8
    for code in spare:
        analyst.remember("spare code", code)
        analyst.remember("spare code", code.replace("-", ""))
    register = Person(city, secrets).role("siak")
    hidden = re.search(r"/meja/berkas/([2-9A-Z-]{12})", register.get("/meja").decode()).group(1)
    head = Person(city, secrets).role("kepala")
    head.submit_form(
        "/meja/darurat", "/meja/darurat", {"nomor_berkas": hidden, "alasan": secrets["emergency"]})
    admin = Person(city, secrets).role("admin")
    seats = re.findall(r'<option value="([0-9a-f-]{36})"', admin.get("/meja/wewenang").decode())
    admin.submit_form(
        "/meja/wewenang", "/meja/wewenang",
        {"jabatan": seats[0], "wewenang": "people.inspect", "perubahan": "give", "alasan": secrets["grant"]})
    officer = Person(city, secrets).role("ppdp")
    officer.submit_form(
        "/meja/data-pribadi/insiden/baru", "/meja/data-pribadi/insiden/baru",
        {"tanggal": "2026-01-05", "jam": "08.30", "orang": "12", "data": secrets["breach, data"],
         "peristiwa": secrets["breach, course"], "tindakan": secrets["breach, measures"]})


def break_down(city, person, number):
    """A file that is gone answers with an error of ours, which is logged."""
    page = person.get(f"/berkas/{number}").decode()
    link = re.search(rf'href="(/berkas/{number}/lampiran/[^"?]+)', page).group(1)
    (city.data / "blobs").rename(city.data / "gone")
    try:
        person.get(link)
    except (Refused, OSError, http.client.HTTPException):
        pass
    finally:
        # A worker of the house may have made the folder anew meanwhile.
        shutil.copytree(city.data / "gone", city.data / "blobs", dirs_exist_ok=True)
        shutil.rmtree(city.data / "gone")


@pytest.mark.parametrize("engine", engines())
def test_nothing_entrusted_is_found_in_what_is_stored(engine, tmp_path, monkeypatch, provider):
    secrets = dict(SECRETS)
    file = tmp_path / "providers.json"
    file.write_text(json.dumps({"providers": [{
        "code": "uji", "name": "Uji", "issuer": provider.issuer, "client_id": "pendopo",
        "client_secret": secrets["provider's secret"], "serves": "citizen", "level": 2,
        "nik_claim": "nik"}]}))
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    spool = tmp_path / "spool"
    spool.mkdir()
    city = City(engine, environment={
        "PENDOPO_PROVIDERS": str(file), "PENDOPO_ADDRESS": address, "TMPDIR": str(spool)})
    try:
        city.start(port=port)
        person = Person(city, secrets)
        register(person, secrets)
        fail_to_sign_in(city, secrets)
        come_through(provider, city, secrets)
        be_proven(city, person, secrets)
        number = apply(person, secrets, monkeypatch)
        analyst = work_on(city, person, number, secrets)
        letter(city, number, secrets)
        office_secrets(city, analyst, secrets)
        take_along(person)
        person.keep_tokens()
        time.sleep(2)  # for the file's examination and the outbox
        running = files_below(city.data)
        break_down(city, person, number)
        break_a_page(city, person, number)
        city.stop()
        assert "unexpected error" in city.output
        backup = tmp_path / "backup"
        options = ["--data", str(city.data), *city.arguments]
        said = subprocess.run(
            [program(), "backup", *options, str(backup)], capture_output=True, timeout=180,
            cwd=program().parents[2])
        assert said.returncode == 0, said.stderr
        stored = {
            **running, **{f"stopped {path}": held for path, held in files_below(city.data).items()},
            **files_below(backup), **files_below(spool), "log": city.output.encode(),
            "backup's words": said.stdout + said.stderr,
        }
        if engine == "postgres":
            url = city.arguments[city.arguments.index("--database") + 1]
            stored["dump"] = dump(url)
        # The search itself works: what is plain on purpose is found.
        plain = leaks({"number": number.replace("-", "")}, stored)
        for place in [str(backup), "dump" if engine == "postgres" else str(city.data)]:
            assert any(place in line for line in plain), f"the case is nowhere in {place}"
        assert sum("blobs" in place for place in stored) > 5
        assert leaks(secrets, stored) == []
    finally:
        city.close()


def test_spellings_are_found():
    for before in (b"", b"x", b"xy"):
        for after in (b"", b"z"):
            text = "Wulandari Kertapati"
            held = base64.b64encode(before + text.encode() + after)
            assert any(spelled in held for spelled in spellings(text).values())
    assert leaks({"x": "Wulandari"}, {"place": b"..." + "Wulandari".encode("utf-16-le")})

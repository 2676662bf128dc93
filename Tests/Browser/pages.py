"""The pages that every generic check looks at: who sees them, and under which path."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Listed:
    path: str
    role: str = "visitor"
    #: What is pressed from there on, for pages whose address nobody knows before.
    presses: tuple[str, ...] = ()
    #: What the page is called in reports.
    name: str = ""

    def __str__(self) -> str:
        return f"{self.role}:{self.name or self.path}"


#: The first page a phone loads; it has a budget.
FIRST_PAGE = "/"

#: Every component in every state.
COMPONENTS = "/gaya"

START = "form[action$='/draf'] button"
CASE = "main a[href^='/berkas/']"
SERVED = "main a[href^='/meja/loket/isian/']"
#: Whoever was served here and came back for a document.
LATE_PERSON = "main tr:has-text('E*** C***') a[href^='/meja/loket/isian/']"
LATE = "main a[href^='/meja/loket/berkas/']"
TASK = "main a[href^='/meja/berkas/']"
LETTER = "main th a[href^='/meja/surat/']"
INSTRUCTION = "main th a[href^='/meja/disposisi/']"
INSTRUCT = "main a[href*='/meja/disposisi/baru']"
PAPER = "main th a[href^='/meja/jejak/']"



def case_of(service: str) -> str:
    """A case of a service in a citizen's list."""
    return f"main a.errand-title[href^='/berkas/']:has-text('{service}')"


def task_of(text: str) -> str:
    """A task in an officer's list whose line says this."""
    return f"main tr:has-text('{text}') a[href^='/meja/berkas/']"


PAGES = [
    Listed(FIRST_PAGE),
    Listed(COMPONENTS),
    Listed("/layanan"),
    Listed("/layanan/penelitian"),
    Listed("/layanan/reklame"),
    Listed("/lacak"),
    Listed("/lapor/luring"),
    Listed("/verifikasi"),
    Listed("/verifikasi/luring"),
    Listed("/ledger"),
    Listed("/api"),
    Listed("/masuk"),
    Listed("/daftar"),
    Listed("/demo"),
    Listed("/petugas/masuk"),
    Listed("/sandi"),
    Listed("/pemulihan"),
    Listed("/demo/surat"),
    Listed("/skm"),
    Listed("/skm/unit/dpmptsp"),
    Listed("/skm/layanan/penelitian"),
    Listed("/tidak/ada", name="404"),
    Listed("/berkas", "warga"),
    Listed("/akun", "warga"),
    Listed("/akun/akses", "warga"),
    Listed("/akun/identitas", "warga"),
    Listed("/akun/program", "warga"),
    Listed("/akun/program", "loket"),
    Listed("/wakil", "warga"),
    Listed("/wakil/usaha", "warga"),
    Listed("/wakil/anak", "warga"),
    Listed("/wakil/kuasa", "warga"),
    Listed("/meja/wakil", "loket"),
    Listed("/data-saya", "warga"),
    Listed("/berkas", "warga", (CASE, "a[href^='/akun/akses?']"), "who opened the case"),
    Listed("/layanan/penelitian/tanya", "warga"),
    Listed("/layanan/penelitian", "warga", (START,), "draft"),
    Listed("/berkas", "warga", (CASE,), "case"),
    Listed("/berkas", "warga", (CASE, "a[href$='/tanda-terima']"), "receipt"),
    Listed("/meja", "loket"),
    Listed("/meja?daftar=pesan", "loket"),
    Listed("/meja/identitas", "loket"),
    Listed("/meja/pemulihan", "loket"),
    Listed("/meja?q=nama", "loket", name="nothing found"),
    Listed("/meja/loket", "loket"),
    Listed("/meja/loket/orang", "loket"),
    Listed("/meja/loket", "loket", (SERVED,), "form at the counter"),
    Listed("/meja/loket", "loket", (SERVED, "nav a[href^='/meja/loket/orang/']"), "person served"),
    Listed("/meja/loket/pindai", "loket"),
    Listed("/meja/loket/lembar", "loket"),
    Listed("/meja/loket/lembar", "loket", ("main td a, main th a",), "series of sheets"),
    Listed("/meja/loket/pengawasan", "kepala"),
    Listed("/meja/loket", "loket", ("main a[href^='/meja/loket/terima/']",), "receipt of the counter"),
    Listed("/meja/loket", "loket", (LATE_PERSON, "nav a[href^='/meja/loket/orang/']", LATE), "what a case lacked"),
    Listed("/meja/loket", "loket", (LATE_PERSON, "nav a[href^='/meja/loket/orang/']", LATE, "main a[href$='/pindaian']"),
           "pages of the tray for a case"),
    Listed("/meja", "loket", (task_of("Penyerahan"), "main a[href^='/meja/loket/serah/']"), "hand-over"),
    Listed("/klaim", "warga"),
    Listed("/meja", "loket", (TASK,), "check"),
    Listed("/meja", "analis", (TASK,), "verify or draft"),
    Listed("/meja", "kesbangpol", (TASK,), "recommend"),
    Listed("/meja", "bapenda", (TASK,), "branch"),
    Listed("/meja", "kabid", (TASK,), "initials"),
    Listed("/meja", "kepala", (TASK,), "decide"),
    Listed("/berkas", "warga", (case_of("Bangunan Gedung"),), "building"),
    Listed("/berkas", "warga", (case_of("KTP-el"),), "card"),
    Listed("/berkas", "warga", (case_of("Izin Praktik"),), "doctor"),
    Listed("/berkas", "warga", (case_of("Keberatan"),), "objection"),
    Listed("/meja", "lapangan", (TASK,), "inspect"),
    Listed("/meja", "bendahara", (TASK,), "pay"),
    Listed("/meja", "siak", (task_of("Akta"),), "record"),
    Listed("/meja", "sekda", (TASK,), "objection decided"),
    Listed("/meja/data-pribadi", "ppdp"),
    Listed("/meja/data-pribadi/insiden/baru", "ppdp"),
    Listed("/meja/putusan", "kepala"),
    Listed("/meja/paraf", "kabid"),
    Listed("/meja/penugasan", "kepala"),
    Listed("/meja/tanda-tangan", "kepala"),
    Listed("/pemberitahuan", "warga"),
    Listed("/pemberitahuan/pilihan", "warga"),
    Listed("/pemberitahuan", "loket"),
    Listed("/pemberitahuan", "kepala", name="notices of an officer"),
    Listed("/pemberitahuan/kalender", "loket"),
    Listed("/meja/kiriman", "admin"),
    Listed("/keamanan", "warga"),
    Listed("/keamanan", "kepala"),
    Listed("/keamanan", "lapangan", ("form[action='/keamanan/aplikasi/mulai'] button",), "app"),
    Listed("/meja/darurat", "kepala"),
    Listed("/meja/pemeriksaan", "auditor"),
    Listed("/meja/wewenang", "admin"),
    Listed("/meja/katalog", "ppdp"),
    Listed("/petugas/mulai"),
    Listed("/meja/kelola", "admin"),
    Listed("/meja/kelola/unit", "admin"),
    Listed("/meja/kelola/unit/dpmptsp", "admin"),
    Listed("/meja/kelola/jabatan", "admin"),
    Listed("/meja/kelola/jabatan", "admin", ("main a[href^='/meja/kelola/jabatan/']",), "post"),
    Listed("/meja/kelola/orang", "admin"),
    Listed("/meja/kelola/orang", "admin", ("main a[href^='/meja/kelola/orang/']",), "officer"),
    Listed("/meja/kelola/usulan", "auditor"),
    Listed("/meja/kelola/peran", "admin"),
    Listed("/meja/kelola/penugasan", "admin"),
    Listed("/meja/kelola/kalender", "admin"),
    Listed("/meja/kelola/edisi", "admin"),
    Listed("/meja/kelola/edisi", "admin", ("main a[href^='/meja/kelola/edisi/']",), "edition"),
    Listed("/meja/kelola/pekerjaan", "admin"),
    Listed("/meja/kelola/kiriman", "admin"),
    Listed("/meja/kelola/kesehatan", "admin"),
    Listed("/meja/ekspor", "kabid"),
    Listed("/meja/skm", "kepala"),
    Listed("/laporan"),
    Listed("/laporan/angka"),
    Listed("/laporan/langganan", "warga"),
    Listed("/lapor"),
    Listed("/meja/laporan", "koordinator"),
    Listed("/meja/laporan/papan", "koordinator"),
    Listed("/meja/laporan/blokir", "koordinator"),
    Listed("/meja/laporan/mitra", "koordinator"),
    Listed("/meja/laporan", "penghubung"),
    Listed("/meja/lapangan", "penghubung"),
    Listed("/izin"),
    Listed("/izin?q=toko&keadaan=in-force", name="permits found"),
    Listed("/izin?q=tidak-ada", name="no permit found"),
    Listed("/izin", "visitor", ("main tbody a[href^='/izin/']",), "permit"),
    Listed("/izin/peta"),
    Listed("/izin-saya", "warga"),
    Listed("/meja/izin", "kabid"),
    Listed("/meja/izin", "kabid", ("main tbody a[href^='/meja/izin/']",), "permit on the desk"),
    Listed("/meja/izin/pengawasan", "kepala"),
    Listed("/meja/izin/sistem", "kepala"),
    Listed("/meja/persetujuan-ekspor", "kepala"),
    Listed("/meja?daftar=tim", "kepala", name="team"),
    Listed("/meja/surat/masuk", "loket"),
    Listed("/meja/surat/masuk/baru", "loket"),
    Listed("/meja/surat/masuk", "loket", (LETTER,), "letter that came"),
    Listed("/meja/surat/keluar", "loket"),
    Listed("/meja/surat/keluar/baru", "loket"),
    Listed("/meja/surat/keluar", "loket", (LETTER,), "letter that goes"),
    Listed("/meja/surat/register", "loket"),
    Listed("/meja/disposisi", "kabid"),
    Listed("/meja/disposisi?daftar=terlambat", "kepala", name="late instructions"),
    Listed("/meja/disposisi?daftar=surat", "kepala", name="letters that wait"),
    Listed("/meja/disposisi", "kabid", (INSTRUCTION,), "instruction"),
    Listed("/meja/disposisi?daftar=surat", "kepala", (LETTER, INSTRUCT), "instruct"),
    Listed("/meja/disposisi/angka", "kepala"),
    Listed("/meja/jejak", "loket"),
    Listed("/meja/jejak/baru", "loket"),
    Listed("/meja/jejak", "loket", (PAPER,), "folder"),
    Listed("/meja/jejak", "loket", (PAPER, "main a[href$='/label']"), "label"),
    Listed("/meja", "kabid", (TASK, "a[href*='/tugaskan/']"), "assign"),
    Listed("/meja/pimpinan", "walikota"),
    Listed("/meja/pimpinan?masa=tahun&unit=dpmptsp", "walikota", name="figures of a unit"),
    Listed("/meja/pimpinan/berkas?angka=dikerjakan", "walikota", name="cases of a figure"),
    Listed("/meja/kinerja", "kepala"),
    Listed("/meja/beban", "kepala"),
    Listed("/meja/beban/tugas?jenis=lewat", "kepala", name="tasks of a figure"),
    Listed("/meja/beban", "kepala", ("main a[href*='/meja/beban/pindah?']",), "move tasks"),
    Listed("/meja/tanda", "auditor"),
    Listed("/meja/tanda", "auditor", ("main a[href*='/meja/tanda?tanda=']",), "judge a signal"),
]


def sign_in(visitor, role: str) -> None:
    """Takes the demo's shortcut for a role (`warga`, `petugas` …); a visitor stays nobody."""
    if role == "visitor":
        return
    visitor.visit("/demo")
    visitor.page.locator(f"[data-demo-role='{role}'] button").first.click()
    visitor.page.wait_for_load_state()


def go(visitor, listed: Listed):
    """Opens a listed page for somebody who is signed in as its role; returns the answer."""
    answer = visitor.visit(listed.path)
    # Who is not signed in any more is led to a door, which is a page without faults, too.
    place = urlsplit(visitor.path).path
    assert place == urlsplit(listed.path).path, f"{listed} leads to {visitor.path}"
    for place in listed.presses:
        with visitor.page.expect_navigation() as moved:
            visitor.page.locator(place).first.click()
        answer = moved.value
    return answer

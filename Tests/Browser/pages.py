"""The pages that every generic check looks at: who sees them, and under which path."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    path: str
    role: str = "visitor"

    def __str__(self) -> str:
        return f"{self.role}:{self.path}"


#: The first page a phone loads; it has a budget.
FIRST_PAGE = "/"

#: Every component in every state.
COMPONENTS = "/gaya"

PAGES = [
    Listed(FIRST_PAGE),
    Listed(COMPONENTS),
    Listed("/layanan"),
    Listed("/layanan/penelitian"),
    Listed("/lacak"),
    Listed("/verifikasi"),
    Listed("/masuk"),
    Listed("/daftar"),
    Listed("/demo"),
    Listed("/petugas/masuk"),
    Listed("/berkas", "warga"),
    Listed("/akun", "warga"),
    Listed("/meja", "loket"),
]


def sign_in(visitor, role: str) -> None:
    """Takes the demo's shortcut for a role (`warga`, `petugas` …); a visitor stays nobody."""
    if role == "visitor":
        return
    visitor.visit("/demo")
    visitor.page.locator(f"[data-demo-role='{role}'] button").first.click()
    visitor.page.wait_for_load_state()

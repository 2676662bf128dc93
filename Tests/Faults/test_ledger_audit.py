"""`pendopo ledger audit` on a real house whose tables somebody changes behind its back."""

import sqlite3
import subprocess

import pytest
from city import City, program
from log_client import Log
from test_ledger import first_checkpoint


@pytest.fixture
def house():
    city = City("sqlite")
    try:
        city.start()
        first_checkpoint(Log(city.url + "/ledger"))
        city.stop(seconds=30)
        yield city
    finally:
        city.close()


def audit(city: City) -> tuple[int, str]:
    found = subprocess.run(
        [str(program()), "ledger", "audit", "--data", str(city.data)],
        capture_output=True, text=True, timeout=300, check=False,
    )
    return found.returncode, found.stdout + found.stderr


def change(city: City, sql: str) -> None:
    with sqlite3.connect(city.data / "pendopo.sqlite") as database:
        assert database.execute(sql).rowcount > 0, sql


def test_the_audit_names_the_first_difference(house):
    code, text = audit(house)
    assert code == 0 and "signed checkpoints" in text, text
    # Facts, actor, place: whatever is changed, and back again.
    change(house, "UPDATE ledger SET at = at + 1 WHERE seq IN (20, 30)")
    code, text = audit(house)
    assert code == 2 and "entry 20 (" in text and "was changed" in text, text
    change(house, "UPDATE ledger SET at = at - 1 WHERE seq IN (20, 30)")
    assert audit(house)[0] == 0
    change(house, "UPDATE ledger SET seq = -1 WHERE seq = 20")
    change(house, "UPDATE ledger SET seq = 20 WHERE seq = 21")
    change(house, "UPDATE ledger SET seq = 21 WHERE seq = -1")
    code, text = audit(house)
    assert code == 2 and "entry 20 (" in text and "changed places" in text, text
    change(house, "DELETE FROM ledger WHERE seq = 10")
    code, text = audit(house)
    assert code == 2 and "entry 10 is missing" in text, text

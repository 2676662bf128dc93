"""A witness follows a real city, and catches it when it signs another history."""

import base64
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.request

import pytest
from city import ROOT, City, engines, new_postgres_database, program
from log_client import Key, Log, grows
from test_faults import Crowd, needs_form
from test_ledger import first_checkpoint, settled
from witness import Witness, cosigned_at


def free_port() -> int:
    """The address of a log is its name: a city that begins again has to have the same one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(params=engines())
def watched(request):
    """A city at a port that stays, and a witness that follows it."""
    city, port = City(request.param), free_port()
    city.start(port=port)
    log = Log(city.url + "/ledger")
    first_checkpoint(log)
    witness = Witness(log.address, log._get("vkey").decode().strip())
    try:
        yield city, port, log, witness.start()
    finally:
        witness.close()
        city.close()


def name_witness(city, witness, folder) -> None:
    """Publishes the city's files with this witness in them."""
    shutil.copytree(ROOT / "cities" / "kota-bogor", folder)
    profile = folder / "city.yaml"
    line = f'  - {{name: Saksi Uji, address: "{witness.url}", vkey: "{vkey(witness)}"}}'
    text = profile.read_text()
    assert "\nzone: WIB\n" in text
    profile.write_text(text.replace("\nzone: WIB\n", f"\nzone: WIB\nwitnesses:\n{line}\n"))
    done = subprocess.run(
        [
            program(), "catalogue", "publish", "--data", city.data, "--city", folder,
            *city.arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def vkey(witness) -> str:
    status, text = witness.get("/vkey")
    assert status == 200
    return text.strip()


def submit(city, count: int) -> None:
    crowd = Crowd(city, size=2)
    try:
        crowd.wait_for(count, seconds=120)
    finally:
        crowd.stop()


def signed_size(witness) -> int:
    return next(
        int(line.split()[1]) for line in witness.get("/")[1].splitlines()
        if line.startswith("signed "))


@needs_form
def test_a_restored_city_that_signs_another_history_is_caught(watched, tmp_path):
    city, port, log, witness = watched
    name_witness(city, witness, tmp_path / "city")
    key = vkey(witness)
    # The city collects the cosignature into its checkpoint.
    witness.wait(
        lambda: cosigned_at(key, log._get("checkpoint").decode()) is not None,
        "the city has no cosignature", seconds=90)
    assert "Saksi Uji" in city_page(city)

    city.stop(seconds=30)
    older = keep(city, tmp_path / "older")
    city.start(port=port)
    submit(city, 6)
    last = settled(log)
    witness.wait(lambda: signed_size(witness) == last.size, "not cosigned")
    assert witness.get("/")[0] == 200

    # What was signed outlives the witness as well.
    witness.kill()
    witness.start()
    assert vkey(witness) == key and signed_size(witness) == last.size

    # The older copy comes back; all that was signed since is forgotten there.
    city.kill()
    restore(city, older)
    city.start(port=port)
    while first_checkpoint(log).size <= last.size:
        submit(city, 4)
        time.sleep(2)
    witness.wait(lambda: "ALARM" in witness.output, "no alarm", seconds=60)
    status, page = witness.get("/")
    assert status == 500 and "two histories" in page
    check(evidence_of(witness), last)
    check_by_program(witness, log, tmp_path)

    # Nothing of this log is signed any more, and the alarm is still there after a restart.
    note = log._get("checkpoint").decode()
    assert cosigned_at(key, note) is None
    assert witness.add(f"old {last.size}\n\n{note}")[0] == 422
    witness.kill()
    again = witness.once()
    assert again.returncode == 2 and "ALARM" in again.stdout


def keep(city, folder) -> tuple:
    """A copy of a stopped city: its folder, and the arguments that name its database."""
    shutil.copytree(city.data, folder)
    arguments = list(city.arguments)
    if city.engine == "postgres":
        place = arguments.index("--database") + 1
        name = re.search(r"city_[0-9a-f]+", arguments[place]).group(0)
        arguments[place] = new_postgres_database(name)
    return folder, arguments


def restore(city, older: tuple) -> None:
    folder, city.arguments = older
    shutil.rmtree(city.data)
    shutil.copytree(folder, city.data)


def check_by_program(witness, log, folder) -> None:
    """`pendopo ledger evidence` says the same, and believes no changed file and no other key."""
    kept = next(witness.data.glob("*.evidence.json"))
    own = log._get("vkey").decode().strip()

    def judged(file, *more):
        done = subprocess.run(
            [program(), "ledger", "evidence", file, *more],
            capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout

    code, told = judged(kept, "--vkey", own)
    assert code == 0 and "Two histories" in told
    assert judged(kept)[1].count(own) == 1
    code, told = judged(kept, "--vkey", vkey(witness))
    assert code == 2 and "another key" in told
    evidence = json.loads(kept.read_text())
    changed = folder / "changed.json"
    changed.write_text(json.dumps(evidence | {"second": evidence["first"]}))
    code, told = judged(changed)
    assert code == 2 and "proves nothing" in told
    changed.write_text("{}")
    assert judged(changed)[0] == 2


def city_page(city) -> str:
    with urllib.request.urlopen(city.url + "/ledger", timeout=20) as answer:
        return answer.read().decode()


def evidence_of(witness) -> dict:
    files = list(witness.data.glob("*.evidence.json"))
    assert len(files) == 1 and files[0].stat().st_mode & 0o777 == 0o600
    return json.loads(files[0].read_text())


def check(evidence: dict, last) -> None:
    """Anybody can: the city has signed both notes, and the second has another beginning."""
    key = Key(evidence["key"])
    first, second = key.verify(evidence["first"]), key.verify(evidence["second"])
    assert (first.size, first.root) == (last.size, last.root)
    other = base64.b64decode(evidence["other_root"])
    proof = [base64.b64decode(text) for text in evidence["proof"]]
    assert other != first.root
    assert grows(first.size, other, second.size, second.root, proof)


def test_a_witness_answers_as_specified(watched):
    _, _, log, witness = watched
    seen = settled(log)
    witness.wait(lambda: signed_size(witness) == seen.size, "not cosigned")
    note = log._get("checkpoint").decode()
    status, text = witness.add(f"old 1\n\n{note}")
    assert (status, text) == (409, f"{seen.size}\n")
    status, text = witness.add(f"old {seen.size}\n\n{note}")
    assert status == 200 and cosigned_at(vkey(witness), note.rstrip("\n") + "\n" + text)
    assert witness.add(note.replace(f"\n{seen.size}\n", "\n999999\n"))[0] == 400
    changed = note.replace(f"\n{seen.size}\n", f"\n{seen.size + 1}\n")
    assert witness.add(f"old {seen.size}\n\n{changed}")[0] == 403
    other = note.replace(log.key.name, "lain.example/ledger")
    assert witness.add(f"old 0\n\n{other}")[0] == 404
    assert witness.get("/add-checkpoint")[0] == 404
    assert (witness.data / "key").stat().st_mode & 0o777 == 0o600

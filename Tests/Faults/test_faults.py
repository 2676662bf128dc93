"""Kills, failing syncs and full disks: what was acknowledged is there, once; what was not is not said."""

import re
import threading
import time

import pytest
from applicant import CAN_SUBMIT, CITIZENS, FILES, PDF, Applicant, Refused
from city import City, engines
from fault import PowerCut, Switches

needs_form = pytest.mark.skipif(not CAN_SUBMIT, reason="Tests/Support/applicant.py cannot submit")
every_engine = pytest.mark.parametrize("engine", engines())


@pytest.fixture
def city_of():
    """Starts cities and removes them in the end."""
    cities = []

    def make(engine="sqlite", **options):
        cities.append(City(engine, **options))
        return cities[-1].start()

    yield make
    for city in cities:
        city.close()


class Crowd:
    """Applicants who submit as fast as they can until the server is gone."""

    def __init__(self, city, size=4):
        self.acknowledged: dict[str, str] = {}
        self.cut_off: set[str] = set()
        self.refused: list[int] = []
        self._city = city
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(n,)) for n in range(size)]
        for thread in self._threads:
            thread.start()

    def _work(self, worker: int) -> None:
        # People of their own: two devices of one person share their drafts.
        applicant = Applicant(self._city.url, worker)
        try:
            applicant.sign_in()
            for turn in range(100_000):
                if self._stopping.is_set():
                    return
                self._submit(applicant, f"uji-{worker}-{turn}-{time.monotonic_ns()}")
        except OSError:
            return  # the server is gone; what was under way may be there or not

    def _submit(self, applicant: Applicant, key: str) -> None:
        draft = applicant.prepare(key)
        try:
            self.acknowledged[key] = applicant.submit(draft)
        except Refused as refusal:
            self.refused.append(refusal.status)
        except OSError:
            self.cut_off.add(key)
            raise

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(60)

    def wait_for(self, count: int, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while len(self.acknowledged) < count:
            assert time.monotonic() < end, f"{len(self.acknowledged)} of {count} submissions"
            time.sleep(0.02)


def expect_all_there_once(city, crowds) -> None:
    """Each acknowledged submission is there, once, with its files."""
    numbers: dict[str, list[str]] = {}
    promised = {number for crowd in crowds for number in crowd.acknowledged.values()}
    for worker in range(len(CITIZENS)):
        applicant = Applicant(city.url, worker)
        applicant.sign_in()
        for key, found in applicant.numbers_by_key().items():
            numbers.setdefault(key, []).extend(found)
            for number in promised.intersection(found):
                assert applicant.files_of(number) == [PDF] * len(FILES), f"files of {number}"
    for crowd in crowds:
        for key, number in crowd.acknowledged.items():
            assert numbers.get(key) == [number], f"{key}: {numbers.get(key)} instead of {number}"
        for key in crowd.cut_off:
            assert len(numbers.get(key, [])) <= 1, f"{key} is there {len(numbers[key])} times"
    everything = [number for found in numbers.values() for number in found]
    assert len(everything) == len(set(everything)), "a case number was given twice"


@needs_form
@every_engine
def test_a_killed_server_keeps_every_acknowledged_submission(city_of, engine):
    city, crowds = city_of(engine), []
    for _ in range(3):
        crowd = Crowd(city)
        crowds.append(crowd)
        crowd.wait_for(10)
        city.kill()
        crowd.stop()
        city.start()
        expect_all_there_once(city, crowds)


@needs_form
def test_a_power_cut_loses_nothing_acknowledged(city_of):
    """SQLite, on a disk that keeps only what was synced. (PostgreSQL keeps its own files.)"""
    power = PowerCut()
    # Filled on that disk: it knows nothing of a copy.
    city, crowds = city_of(environment=power.environment, is_copy=False), []
    try:
        for _ in range(2):
            crowd = Crowd(city)
            crowds.append(crowd)
            crowd.wait_for(10)
            city.kill()
            crowd.stop()
            power.strike(city.data)
            city.start()
            expect_all_there_once(city, crowds)
    finally:
        power.close()


@needs_form
def test_nothing_is_acknowledged_while_sync_fails(city_of):
    switches = Switches()
    city = city_of(environment=switches.environment)
    applicant = Applicant(city.url)
    applicant.sign_in()
    draft = applicant.prepare("eio")
    switches.on("eio")
    with pytest.raises((Refused, OSError)) as failure:
        applicant.submit(draft)
    if isinstance(failure.value, Refused):
        assert failure.value.status >= 500
    switches.off("eio")
    city.kill()
    city.start()
    applicant = Applicant(city.url)
    applicant.sign_in()
    # It may have reached the disk all the same; it was only never promised.
    assert len(applicant.numbers_by_key().get("eio", [])) <= 1


@needs_form
def test_a_full_disk_refuses_writes_reads_go_on_and_it_recovers_without_restart(city_of):
    switches = Switches()
    city = city_of(environment=switches.environment)
    applicant = Applicant(city.url)
    applicant.sign_in()
    before = applicant.prepare("before")
    switches.on("full")
    with pytest.raises(Refused) as refusal:
        applicant.submit(before)
    assert refusal.value.status in (503, 507)
    assert city.status("/") == 200
    assert city.running
    switches.off("full")
    number = applicant.submit(before)
    assert applicant.numbers_by_key()["before"] == [number]


@needs_form
def test_with_a_full_disk_no_officer_sees_what_cannot_be_noted(city_of):
    """Looks at a person's record are written before they are shown."""
    switches = Switches()
    city = city_of(environment=switches.environment)
    officer = Applicant(city.url)
    officer.sign_in("loket")
    cases = sorted(set(re.findall(rb'href="(/meja/berkas/[^"/]+)"', officer.get("/meja"))))
    first, second = (path.decode() for path in cases[:2])
    assert b'id="pemohon"' in officer.get(first)
    switches.on("full")
    with pytest.raises(Refused) as refusal:
        officer.get(second)
    assert refusal.value.status in (503, 507)
    assert b'id="pemohon"' not in refusal.value.body
    officer.get("/meja")
    switches.off("full")
    assert b'id="pemohon"' in officer.get(second)


@needs_form
@every_engine
def test_sigterm_drains_within_ten_seconds_and_loses_nothing(city_of, engine):
    city = city_of(engine)
    crowd = Crowd(city)
    crowd.wait_for(5)
    took = city.stop(seconds=10)
    crowd.stop()
    assert took < 10
    city.start()
    expect_all_there_once(city, [crowd])


@every_engine
def test_an_idle_server_ends_at_once_and_comes_back(city_of, engine):
    city = city_of(engine)
    assert city.stop(seconds=10) < 5
    assert city.process.returncode == 0
    city.start()
    assert city.status("/healthz") == 200
    assert city.status("/readyz") == 200


@every_engine
def test_a_kill_in_the_middle_of_filling_the_demo_does_no_harm(city_of, engine):
    city = city_of(engine, is_copy=False)
    city.kill()
    city.start()
    assert city.status("/") == 200

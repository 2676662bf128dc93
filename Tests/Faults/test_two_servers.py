"""Two servers on one PostgreSQL work as one: no case twice, and either goes on when the other dies."""

import threading

import pytest
from applicant import Applicant, Refused
from city import engines, twins

pytestmark = pytest.mark.skipif("postgres" not in engines(), reason="run under scripts/with-postgres")


@pytest.fixture
def pair():
    with twins() as servers:
        yield servers


def at_once(*calls):
    """Results of calls that begin together; an exception is a result too."""
    results = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(index, call):
        gate.wait()
        try:
            results[index] = call()
        except (Refused, OSError) as failure:
            results[index] = failure

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_a_draft_sent_to_both_servers_becomes_one_case(pair):
    """The session of one server is good on the other, and the draft is one."""
    first, second = pair
    here = Applicant(first.url, 0)
    here.sign_in()
    there = Applicant(second.url, 0)
    there._cookies = here._cookies
    there._opener = here._opener
    for turn in range(5):
        draft = here.prepare(f"dua-{turn}")
        numbers = at_once(
            lambda: here.submit(draft), lambda: there.submit(draft), lambda: here.submit(draft),
            lambda: there.submit(draft),
        )
        assert len(set(map(str, numbers))) == 1, numbers
        assert there.numbers_by_key()[f"dua-{turn}"] == [numbers[0]]


def test_when_one_server_dies_the_other_goes_on(pair):
    first, second = pair
    applicant = Applicant(second.url, 1)
    applicant.sign_in()
    before = applicant.submit(applicant.prepare("sebelum"))
    draft = applicant.prepare("sesudah")
    first.kill()
    after = applicant.submit(draft)
    found = applicant.numbers_by_key()
    assert found["sebelum"] == [before]
    assert found["sesudah"] == [after]
    first.start()
    again = Applicant(first.url, 1)
    again.sign_in()
    assert again.numbers_by_key()["sesudah"] == [after]

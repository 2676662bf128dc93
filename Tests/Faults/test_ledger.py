"""The public ledger under load and kill -9, seen by a client written from the specifications."""

import base64
import hashlib
import json
import time
import urllib.error

import pytest
from city import City, engines
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from log_client import Broken, Key, Log, grows, includes
from test_faults import Crowd, needs_form


@pytest.fixture
def city_of():
    cities = []

    def make(engine):
        cities.append(City(engine))
        return cities[-1].start()

    yield make
    for city in cities:
        city.close()


def first_checkpoint(log: Log, seconds: float = 120):
    """A city that has just begun takes its earlier acts into the tree."""
    end = time.monotonic() + seconds
    while True:
        try:
            return log.checkpoint()
        except urllib.error.HTTPError as error:
            assert error.code == 404 and time.monotonic() < end
            time.sleep(0.2)


def settled(log: Log, seconds: float = 60):
    """The checkpoint once nothing new comes."""
    end = time.monotonic() + seconds
    last = first_checkpoint(log)
    while time.monotonic() < end:
        time.sleep(4)
        if (now := log.checkpoint()).size == last.size:
            return now
        last = now
    raise AssertionError("the tree does not come to rest")


def hashes_of(answer: dict) -> list[bytes]:
    return [base64.b64decode(text, validate=True) for text in answer["hashes"]]


def follow(log: Log, seen) -> object:
    """The next checkpoint goes on from the one that was seen."""
    now = log.checkpoint()
    if now.size < seen.size:
        raise Broken(f"a tree of {now.size} after one of {seen.size}")
    answer = json.loads(log._get(f"proof?old={seen.size}&size={now.size}"))
    assert grows(seen.size, seen.root, now.size, now.root, hashes_of(answer))
    return now


@needs_form
@pytest.mark.parametrize("engine", engines())
def test_one_history_whatever_kills_the_city(city_of, engine):
    city = city_of(engine)
    log = Log(city.url + "/ledger")
    seen = first_checkpoint(log)
    leaves = log.check(seen)
    public_key, began = log.key.raw, seen.size
    for turn in range(3):
        crowd = Crowd(city)
        try:
            while len(crowd.acknowledged) < 10 * (turn + 1):
                seen = follow(log, seen)
                time.sleep(0.1)
        finally:
            city.kill()
            crowd.stop()
        city.start()
        log = Log(city.url + "/ledger")
        assert log.key.raw == public_key, "the city has another key"
        now = settled(log)
        answer = json.loads(log._get(f"proof?old={seen.size}&size={now.size}"))
        assert grows(seen.size, seen.root, now.size, now.root, hashes_of(answer))
        found = log.check(now)
        assert found[:len(leaves)] == leaves, "a leaf was lost, doubled or changed"
        # Each submission is an act; none of the acknowledged is missing.
        assert len(found) - len(leaves) >= len(crowd.acknowledged)
        leaves, seen = found, now
    assert seen.size > began
    for index in (0, seen.size // 2, seen.size - 1):
        proof = json.loads(log._get(f"proof?index={index}"))
        checkpoint = log.key.verify(proof["checkpoint"])
        assert includes(
            leaves[index], index, checkpoint.size, hashes_of(proof), checkpoint.root)
        assert not includes(
            leaves[index], (index + 1) % seen.size, checkpoint.size, hashes_of(proof),
            checkpoint.root)


@needs_form
@pytest.mark.parametrize("engine", engines())
def test_a_checkpoint_is_at_most_five_seconds_old_under_load(city_of, engine):
    city = city_of(engine)
    log = Log(city.url + "/ledger")
    settled(log)
    crowd = Crowd(city)
    try:
        crowd.wait_for(5)
        size, longest, since = log.checkpoint().size, 0.0, time.monotonic()
        end = since + 15
        while time.monotonic() < end:
            if (now := log.checkpoint().size) > size:
                size, since = now, time.monotonic()
            longest = max(longest, time.monotonic() - since)
            time.sleep(0.1)
    finally:
        crowd.stop()
    assert longest <= 5, f"{longest:.1f} s without a checkpoint"


def test_a_key_of_another_or_a_changed_checkpoint_is_refused(city_of):
    city = city_of("sqlite")
    log = Log(city.url + "/ledger")
    seen = first_checkpoint(log)
    note = log._get("checkpoint").decode()
    with pytest.raises(InvalidSignature):
        log.key.verify(note.replace(f"\n{seen.size}\n", f"\n{seen.size + 1}\n"))
    text = log._get("vkey").decode()
    with pytest.raises(Broken):
        Key(text.replace(log.key.name, "lain.example/ledger"))
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    raw = b"\x01" + other
    key_id = hashlib.sha256(log.key.name.encode() + b"\n" + raw).digest()[:4].hex()
    stranger = Key(f"{log.key.name}+{key_id}+{base64.b64encode(raw).decode()}")
    with pytest.raises(Broken):
        stranger.verify(note)

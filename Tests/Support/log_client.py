"""A client of a transparency log, written from the specifications alone: RFC 6962, RFC 9162 and C2SP tlog-tiles,
tlog-checkpoint and signed-note. It shares no line with the server."""

import base64
import hashlib
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Broken(AssertionError):
    """The log is not what it says."""


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, over hashes of leaves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    row = list(leaves)
    # An odd hash at the end of a row goes up as it is: the same tree as the recursive definition.
    while len(row) > 1:
        above = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = above + ([row[-1]] if len(row) % 2 else [])
    return row[0]


def includes(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """RFC 9162 section 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, result = index, size - 1, leaf
    for step in proof:
        if sn == 0:
            return False
        if fn % 2 or fn == sn:
            result = node_hash(step, result)
            while fn % 2 == 0 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            result = node_hash(result, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and result == root


def grows(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """RFC 9162 section 2.1.4.2."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    path = ([old_root] if old & (old - 1) == 0 else []) + proof
    fn, sn = old - 1, new - 1
    while fn % 2:
        fn, sn = fn >> 1, sn >> 1
    if not path:
        return False
    first = second = path[0]
    for step in path[1:]:
        if sn == 0:
            return False
        if fn % 2 or fn == sn:
            first, second = node_hash(step, first), node_hash(step, second)
            while fn % 2 == 0 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and first == old_root and second == new_root


class Key:
    """A verifier key: name+id+base64(0x01 ‖ key)."""

    def __init__(self, text: str):
        self.name, self.id, rest = text.strip().split("+", 2)
        raw = base64.b64decode(rest, validate=True)
        if len(raw) != 33 or raw[0] != 1:
            raise Broken(f"not an Ed25519 key: {text!r}")
        self.raw = raw[1:]
        digest = hashlib.sha256(self.name.encode() + b"\n" + raw).digest()
        if digest[:4].hex() != self.id:
            raise Broken("the id of the key is another")

    def verify(self, note: str) -> "Checkpoint":
        text, gap, signatures = note.rpartition("\n\n")
        if not gap or not signatures.endswith("\n"):
            raise Broken("not a signed note")
        text += "\n"
        for line in signatures.splitlines():
            dash, name, value = line.split(" ")
            if dash != "\u2014":
                raise Broken("not a signature line")
            raw = base64.b64decode(value, validate=True)
            if name == self.name and raw[:4].hex() == self.id:
                Ed25519PublicKey.from_public_bytes(self.raw).verify(raw[4:], text.encode())
                return Checkpoint(text, self.name)
        raise Broken("no signature by the city")


class Checkpoint:
    def __init__(self, text: str, origin: str):
        lines = text.splitlines()
        if lines[0] != origin or str(int(lines[1])) != lines[1]:
            raise Broken(f"not a checkpoint of {origin}: {text!r}")
        self.size, self.root = int(lines[1]), base64.b64decode(lines[2], validate=True)
        if len(self.root) != 32:
            raise Broken("the root is no hash")


def tile_path(number: int, width: int) -> str:
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03}")
    return "/".join(groups) + ("" if width == 256 else f".p/{width}")


class Log:
    """A log at an address such as http://city/ledger."""

    def __init__(self, address: str):
        self.address = address
        self.key = Key(self._get("vkey").decode())

    def _get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=20) as answer:
            return answer.read()

    def checkpoint(self) -> Checkpoint:
        return self.key.verify(self._get("checkpoint").decode())

    def hashes(self, size: int, level: int = 0) -> list[bytes]:
        """All hashes of a level of tiles, in a tree of this size."""
        found: list[bytes] = []
        count = size >> (8 * level)
        while len(found) < count:
            width = min(256, count - len(found))
            tile = self._get(f"tile/{level}/{tile_path(len(found) // 256, width)}")
            if len(tile) != 32 * width:
                raise Broken(f"a tile of {len(tile)} bytes in place of {width} hashes")
            found += [tile[i:i + 32] for i in range(0, len(tile), 32)]
        return found

    def entries(self, size: int) -> list[bytes]:
        found: list[bytes] = []
        while len(found) < size:
            width = min(256, size - len(found))
            bundle = self._get(f"tile/entries/{tile_path(len(found) // 256, width)}")
            place = before = 0
            while place < len(bundle):
                length = int.from_bytes(bundle[place:place + 2], "big")
                found.append(bundle[place + 2:place + 2 + length])
                place, before = place + 2 + length, before + 1
            if before != width or place != len(bundle):
                raise Broken(f"{before} entries in place of {width}")
        return found

    def check(self, checkpoint: Checkpoint) -> list[bytes]:
        """Everything about one checkpoint; the leaves."""
        leaves = self.hashes(checkpoint.size)
        if tree_hash(leaves) != checkpoint.root:
            raise Broken(f"the tiles do not come to the root of {checkpoint.size}")
        if [leaf_hash(entry) for entry in self.entries(checkpoint.size)] != leaves:
            raise Broken("the entries are not those of the leaves")
        above = self.hashes(checkpoint.size, 1)
        if above != [tree_hash(leaves[i * 256:i * 256 + 256]) for i in range(len(above))]:
            raise Broken("the tiles of level 1 are not those of level 0")
        return leaves

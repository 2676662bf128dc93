"""A running `pendopo witness` for tests."""

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from city import LOGS, ROOT, kill_group, program
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ANNOUNCED = re.compile(r"Pendopo witness: (http://\S+)")


class Witness:
    """One process and the folder in which it keeps what it has signed; the folder outlives restarts."""

    def __init__(self, address: str, vkey: str, name: str = "saksi.example/uji"):
        self.log = f"{address}={vkey}"
        self.name = name
        self.data = Path(tempfile.mkdtemp(prefix="pendopo-witness-"))
        self.url = ""
        self.process: subprocess.Popen | None = None
        self._output: list[str] = []
        self._reader: threading.Thread | None = None

    def _line(self, *more: str) -> list[str]:
        line = [str(program()), "witness", "--data", str(self.data), "--log", self.log]
        return [*line, "--name", self.name, *more]

    def start(self) -> "Witness":
        announced = threading.Event()
        self.process = subprocess.Popen(
            self._line("--port", "0", "--every", "1"), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        self._reader = threading.Thread(target=self._follow, args=(self.process, announced))
        self._reader.start()
        if not announced.wait(60) or not self.url:
            self.kill()
            raise RuntimeError("the witness did not announce its address:\n" + self.output[-4000:])
        return self

    def _follow(self, process, announced) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        with (LOGS / f"witness-{process.pid}.log").open("w") as file, process.stdout as lines:
            for line in lines:
                file.write(line)
                file.flush()
                self._output.append(line)
                if found := ANNOUNCED.search(line):
                    self.url = found.group(1).rstrip("/")
                    announced.set()
        announced.set()

    def once(self) -> subprocess.CompletedProcess:
        """Looks once and ends; for a witness that is not running."""
        return subprocess.run(
            self._line("--once"), cwd=ROOT, capture_output=True, text=True, timeout=60)

    @property
    def output(self) -> str:
        return "".join(self._output)

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(self.url + path)

    def add(self, body: str) -> tuple[int, str]:
        """C2SP tlog-witness."""
        return self._ask(urllib.request.Request(self.url + "/add-checkpoint", data=body.encode()))

    @staticmethod
    def _ask(request) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait(self, condition, what: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{what}; the witness said:\n{self.output[-4000:]}"
            time.sleep(0.2)

    def kill(self) -> None:
        kill_group(self.process, self._reader)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.data, ignore_errors=True)


def cosigned_at(vkey: str, note: str) -> int | None:
    """When this witness has cosigned the note, in POSIX seconds (C2SP tlog-cosignature); None when it has not.

    Raises InvalidSignature for a signature of the witness's that does not hold."""
    name, key_id, rest = vkey.strip().split("+", 2)
    raw = base64.b64decode(rest, validate=True)
    digest = hashlib.sha256(name.encode() + b"\n" + raw).digest()
    assert raw[0] == 4 and len(raw) == 33 and digest[:4].hex() == key_id
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        _, signer, value = line.split(" ")
        found = base64.b64decode(value, validate=True)
        if signer == name and found[:4].hex() == key_id:
            seconds = int.from_bytes(found[4:12], "big")
            message = f"cosignature/v1\ntime {seconds}\n{text}\n".encode()
            Ed25519PublicKey.from_public_bytes(raw[1:]).verify(found[12:], message)
            return seconds
    return None

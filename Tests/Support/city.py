"""A running Pendopo for tests: started on a free port with its own data, stopped or killed at will."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "test-logs"
ANNOUNCED = re.compile(r"Pendopo: (http://\S+)")
#: Filling a demo city takes a while in a debug build on a busy machine.
START_SECONDS = 180
#: The folder of filled demos that all cities of a run begin with (Tests/conftest.py makes it).
MODELS = "PENDOPO_TEST_MODELS"


def program() -> Path:
    """The binary under test: PENDOPO_PROGRAM, else the debug build that `make test` made."""
    path = Path(os.environ.get("PENDOPO_PROGRAM", ROOT / ".build" / "debug" / "pendopo"))
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: run `swift build` first")
    return path


def engines() -> list[str]:
    """SQLite always; PostgreSQL when scripts/with-postgres runs us."""
    return ["sqlite"] + (["postgres"] if os.environ.get("PENDOPO_TEST_POSTGRES") else [])


def new_postgres_database(model: str = "template1") -> str:
    """The URL of a new database on the throw-away server: an empty one, or a copy of a model."""
    base = os.environ["PENDOPO_TEST_POSTGRES"]
    name = f"city_{uuid.uuid4().hex[:12]}"
    subprocess.run(
        ["psql", "-X", "-q", base, "-c", f"CREATE DATABASE {name} TEMPLATE {model}"],
        check=True, timeout=60,
    )
    return re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", base, count=1) if base.count("/") > 2 else base


class Model:
    """A demo that was filled and stopped, to be copied: filling takes ten times as long."""

    def __init__(self, folder: Path):
        self.data = folder / "data"
        self._name = folder / "database"

    @classmethod
    def of(cls, engine: str) -> "Model | None":
        """Whoever asks first in a run makes it, others wait; None outside of a run of tests."""
        if not (place := os.environ.get(MODELS)):
            return None
        model = cls(Path(place) / engine)
        model.data.parent.mkdir(exist_ok=True)
        with (model.data.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not model.data.exists():
                model._fill(engine)
        return model

    def _fill(self, engine: str) -> None:
        city = City(engine, is_copy=False)
        try:
            city.start()
            city.stop(seconds=30)
            if engine == "postgres":
                url = city.arguments[city.arguments.index("--database") + 1]
                self._name.write_text(re.search(r"city_[0-9a-f]+", url).group(0))
            # Under another name at first: a copy that was broken off is no model.
            unfinished = self.data.with_name("unfinished")
            shutil.copytree(city.data, unfinished)
            unfinished.rename(self.data)
        finally:
            city.close()

    @property
    def database(self) -> str:
        return self._name.read_text()


class City:
    """One server process and the folder it keeps its data in; the folder outlives restarts.

    A demo without arguments begins as a copy of one that is filled already, unless `is_copy` says no.
    """

    def __init__(
        self, engine="sqlite", command="demo", arguments=(), environment=None, is_copy=True
    ):
        self.engine = engine
        self.command = command
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.data = Path(tempfile.mkdtemp(prefix="pendopo-city-"))
        self.url = ""
        self.process: subprocess.Popen | None = None
        self._output: list[str] = []
        self._reader: threading.Thread | None = None
        can_copy = is_copy and command == "demo" and not self.arguments
        model = Model.of(engine) if can_copy else None
        if model:
            shutil.copytree(model.data, self.data, dirs_exist_ok=True)
        if engine == "postgres" and "--database" not in self.arguments:
            copied = [model.database] if model else []
            self.arguments += ["--database", new_postgres_database(*copied)]

    def twin(self) -> "City":
        """A second server on the same database, keys and files, not yet started."""
        other = City(self.engine, self.command, self.arguments, self.environment, is_copy=False)
        other.data.rmdir()
        other.data, other.arguments = self.data, list(self.arguments)
        return other

    def start(self, *, under=(), command=None, port=0) -> "City":
        """Starts (again). `under` is a command in front of the server, for instance strace."""
        line = [*under, str(program()), command or self.command, "--port", str(port)]
        line += ["--data", str(self.data), *self.arguments]
        LOGS.mkdir(parents=True, exist_ok=True)
        self._output = []
        self.process = subprocess.Popen(
            line,
            cwd=ROOT,
            # All people of a test come from one address.
            env={**os.environ, "PENDOPO_RATES": "off", **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        announced = threading.Event()
        self._reader = threading.Thread(target=self._follow, args=(self.process, announced))
        self._reader.start()
        if not announced.wait(START_SECONDS) or not self.url:
            self.kill()
            raise RuntimeError("the server did not announce its address:\n" + self.output[-4000:])
        self._wait_ready()
        return self

    def _follow(self, process, announced) -> None:
        """Reads all output, so that the pipe never fills; keeps it for reports and for grep."""
        self.url = ""
        log = LOGS / f"{self.engine}-{process.pid}.log"
        with log.open("w") as file, process.stdout as lines:
            for line in lines:
                file.write(line)
                self._output.append(line)
                if not announced.is_set() and (found := ANNOUNCED.search(line)):
                    self.url = found.group(1).rstrip("/")
                    announced.set()
        announced.set()

    def _wait_ready(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if self.status("/readyz") == 200:
                return
            time.sleep(0.05)
        raise RuntimeError("/readyz did not turn 200 within 30 s:\n" + self.output[-4000:])

    @property
    def port(self) -> int:
        """Of the last start: a browser that stays open finds the server there again."""
        return int(self.url.rsplit(":", 1)[1])

    @property
    def output(self) -> str:
        return "".join(self._output)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def status(self, path: str) -> int:
        """The HTTP status of a page, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def stop(self, seconds: float = 10) -> float:
        """SIGTERM; returns how long the server took, raises if it is still there afterwards."""
        began = time.monotonic()
        if self.running:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"still running {seconds} s after SIGTERM") from None
        return time.monotonic() - began

    def kill(self) -> None:
        """SIGKILL for the server and what it started."""
        kill_group(self.process, self._reader)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.data, ignore_errors=True)


def kill_group(process: subprocess.Popen | None, reader: threading.Thread | None) -> None:
    """SIGKILL for a process that leads a group, and the rest of what it said."""
    if process is not None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait(10)
        reader.join(10)


@contextmanager
def twins():
    """Two running servers on one PostgreSQL."""
    first = City("postgres")
    second = first.twin()
    try:
        yield first.start(), second.start()
    finally:
        second.kill()
        first.close()

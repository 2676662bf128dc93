"""Tools of the bench: a pinned server, a pinned generator, and what they used."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
sys.path.insert(0, str(ROOT / "Tests" / "Support"))

from city import City  # noqa: E402

SERVER_CORE, CLIENT_CORE = "0", "1"
RESULT = re.compile(r"RESULT (.*)")


@dataclass(frozen=True)
class Measured:
    """One run of the generator; times in milliseconds."""

    requests: int
    seconds: float
    failed: int
    p50: float
    p99: float
    #: Only from scripts that print it.
    p95: float = 0

    @property
    def rate(self) -> float:
        return (self.requests - self.failed) / self.seconds


def wrk(script: str, url: str, *, clients: int, seconds: int, **files) -> Measured:
    """Runs wrk on its own core. `files` become BENCH_… variables for the script."""
    environment = os.environ | {f"BENCH_{name.upper()}": str(file) for name, file in files.items()}
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{clients}", f"-d{seconds}s"]
    command += ["--timeout", "30s", "-s", str(BENCH / script), url]
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=seconds + 120
    )
    found = RESULT.search(run.stdout)
    if not found:
        raise RuntimeError(run.stdout + run.stderr)
    if run.stderr:
        print(run.stderr, file=sys.stderr)
    values = dict(part.split("=") for part in found.group(1).split())
    return Measured(
        requests=int(values["requests"]),
        seconds=int(values["microseconds"]) / 1e6,
        failed=int(values["failed"]),
        p50=int(values["p50"]) / 1000,
        p99=int(values["p99"]) / 1000,
        p95=int(values.get("p95", 0)) / 1000,
    )


class PinnedCity(City):
    """A release server on its own core, over a data folder that was filled before."""

    def __init__(self, data: Path, environment=None, arguments=()):
        # One address calls for all: its allowance is not what is measured.
        environment = {"PENDOPO_RATES": "off"} | (environment or {})
        super().__init__(command="serve", environment=environment, arguments=arguments)
        self.data.rmdir()
        self.data = data

    def __enter__(self) -> "PinnedCity":
        # Memory is measured of the server itself, so taskset must not stay as its parent.
        return self.start(under=["taskset", "-c", SERVER_CORE])

    def __exit__(self, *_) -> None:
        self.kill()

    def cpu(self) -> float:
        """Seconds of processor time that the server has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, peak=False) -> float:
        """Resident memory in MB, now or at its highest."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        field = "VmHWM" if peak else "VmRSS"
        return int(re.search(rf"{field}:\s+(\d+)", status).group(1)) * 1024 / 1e6


def pin_postgres(url: str) -> None:
    """Moves the throw-away PostgreSQL to the server's core; new backends inherit it."""
    query = "SHOW data_directory"
    folder = subprocess.run(
        ["psql", "-X", "-At", url, "-c", query], capture_output=True, text=True, check=True
    ).stdout.strip()
    postmaster = Path(folder, "postmaster.pid").read_text().split()[0]
    subprocess.run(["taskset", "-a", "-p", "-c", SERVER_CORE, postmaster], check=True,
                   stdout=subprocess.DEVNULL)

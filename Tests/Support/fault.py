"""The preloaded library that makes disks slow, failing or full, and its switches."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "Faults" / "fault.c"


@cache
def library() -> Path:
    """Compiled once for each run."""
    target = Path(tempfile.mkdtemp(prefix="pendopo-fault-")) / "fault.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(target), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return target


def slow_sync(milliseconds: int) -> dict[str, str]:
    """The environment of a server whose every sync takes longer."""
    return {"LD_PRELOAD": str(library()), "FAULT_SYNC_MS": str(milliseconds)}


class Switches:
    """Faults that a test turns on and off while the server runs."""

    def __init__(self):
        self._folder = Path(tempfile.mkdtemp(prefix="pendopo-switches-"))

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(library()), "FAULT_DIR": str(self._folder)}

    def on(self, name: str, value: str = "") -> None:
        (self._folder / name).write_text(value)

    def off(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

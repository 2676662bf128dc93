"""The preloaded library that makes disks slow, failing or full, and its switches."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "Faults" / "fault.c"


@cache
def library() -> Path:
    """Compiled once for each run."""
    target = Path(tempfile.mkdtemp(prefix="pendopo-fault-")) / "fault.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(target), str(SOURCE)]
    command += ["-ldl", "-lpthread"]
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


class PowerCut:
    """Keeps aside what was synced, so that a test can go on with that alone: a stricter disk than
    real ones, which lose everything that nobody asked them to keep, names of files included."""

    def __init__(self):
        self._shadow = Path(tempfile.mkdtemp(prefix="pendopo-shadow-"))

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(library()), "FAULT_SHADOW": str(self._shadow)}

    def strike(self, data: Path) -> None:
        """Puts back into the folder of a killed server what would have survived."""
        root = data.stat().st_ino
        survivors = data.with_name(data.name + "-survivors")
        survivors.mkdir()
        self._rebuild(root, survivors)
        # The folder stays the same one: its inode is what the shadow knows it by.
        for old in data.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        for new in survivors.iterdir():
            shutil.move(new, data / new.name)
        survivors.rmdir()
        shutil.rmtree(self._shadow)
        self._shadow.mkdir()
        self._keep(data)

    def _keep(self, folder: Path) -> None:
        """What survived once is on the disk."""
        lines = []
        for entry in folder.iterdir():
            inode = entry.stat().st_ino
            lines.append(f"{inode} {'d' if entry.is_dir() else 'f'} {entry.name}\n")
            if entry.is_dir():
                self._keep(entry)
            else:
                shutil.copyfile(entry, self._shadow / f"f-{inode}")
        (self._shadow / f"d-{folder.stat().st_ino}").write_text("".join(lines))

    def _rebuild(self, inode: int, place: Path) -> None:
        names = self._shadow / f"d-{inode}"
        for line in names.read_text().splitlines() if names.exists() else []:
            number, kind, name = line.split(" ", 2)
            if kind == "d":
                (place / name).mkdir()
                self._rebuild(int(number), place / name)
            elif (content := self._shadow / f"f-{number}").exists():
                shutil.copyfile(content, place / name)
                (place / name).chmod(0o600)
            else:
                (place / name).touch(mode=0o600)

    def close(self) -> None:
        shutil.rmtree(self._shadow, ignore_errors=True)
